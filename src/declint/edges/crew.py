"""Crew: processes that do the same work on many things, in order."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar, cast

from declint.errors import DeclintError

Thing = TypeVar("Thing")
Made = TypeVar("Made")

AHEAD = 3
"""Things that may be begun for each worker before the oldest is done, so that memory stays bounded."""


class Crew(Generic[Thing, Made]):
    """Workers, each with its own copy of what does the work; one alone is this process itself.

    They are spawned, never forked: what does the work is pickled. They end with the process that made them.
    """

    def __init__(self, work: Callable[[Thing], Made], count: int) -> None:
        self.work, self.count = work, count

    def pipe(self, things: Iterable[Thing]) -> Iterator[Made]:
        """Give what is made of each thing, in order.

        Raises what the work raises, and DeclintError where a worker has died.
        """
        if self.count < 2:
            yield from map(self.work, things)
            return
        workers: list[tuple[BaseProcess, Connection]] = []
        try:
            for _ in range(self.count):
                workers.append(_begun(self.work))
            yield from self._shared(enumerate(things), [line for _, line in workers])
        finally:
            for process, line in workers:
                line.close()
                process.terminate()
            for process, _ in workers:
                process.join()

    def _shared(self, things: Iterator[tuple[int, Thing]], free: list[Connection]) -> Iterator[Made]:
        busy: dict[Connection, int] = {}
        made: dict[int, Made] = {}
        given = 0
        while True:
            while free and len(busy) + len(made) < self.count * AHEAD and (one := next(things, None)):
                number, thing = one
                line = free.pop()
                line.send(thing)
                busy[line] = number
            if not busy:
                return
            ready = wait(list(busy))
            for line in [line for line in busy if line in ready]:
                made[busy.pop(line)] = self._answer(line)
                free.append(line)
            while given in made:
                yield made.pop(given)
                given += 1

    @staticmethod
    def _answer(line: Connection) -> Made:
        try:
            made, fault = line.recv()
        except (EOFError, OSError) as gone:
            raise DeclintError("a worker has died; the same command goes on from here") from gone
        if fault:
            raise fault
        return cast("Made", made)


def _begun(work: Callable[[Thing], Made]) -> tuple[BaseProcess, Connection]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)
    with _undisturbed():
        process.start()
    theirs.close()
    return process, ours


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep ^C from processes that begin here: it is for the first one, which ends its workers."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, work: Callable[[Thing], Made]) -> None:
    """Do the work on whatever comes, until nothing will."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            line.send(_answered(work, line.recv()))
    except (EOFError, OSError):
        return


def _answered(work: Callable[[Thing], Made], thing: Thing) -> tuple[Made | None, Exception | None]:
    try:
        return work(thing), None
    except Exception as fault:
        return None, fault
