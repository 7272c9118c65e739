"""Crew: processes that do the same work on many things, in order."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from declint.errors import WorkerError

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

Thing = TypeVar("Thing")
Made = TypeVar("Made")

AHEAD = 3
"""Things that may be begun for each worker before the oldest is done, so that memory stays bounded."""


class Crew(Generic[Thing, Made]):
    """Workers, each with its own copy of what does the work; one alone is this process itself.

    They begin when there is work, and stay until `close`; and they end with the process that made them. What does
    the work is pickled for them, unless they are `forked`, where that can be: then they have it as it is.
    """

    def __init__(self, work: Callable[[Thing], Made], count: int, forked: bool = False) -> None:
        self.work, self.count = work, count
        can = "fork" in multiprocessing.get_all_start_methods()
        self._context: ForkContext | SpawnContext = (
            multiprocessing.get_context("fork") if forked and can else multiprocessing.get_context("spawn")
        )
        self._workers: list[tuple[BaseProcess, Connection]] = []

    def __enter__(self) -> Crew[Thing, Made]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def there(self) -> bool:
        """Whether the workers have begun."""
        return bool(self._workers)

    def pipe(self, things: Iterable[Thing]) -> Iterator[Made]:
        """Give what is made of each thing, in order.

        Raises what the work raises, and WorkerError where a worker has died.
        """
        if self.count < 2:
            yield from map(self.work, things)
            return
        try:
            while len(self._workers) < self.count:
                self._begin()
            yield from self._shared(enumerate(things), [line for _, line in self._workers])
        except BaseException:
            # What they are at now, nobody waits for any more.
            self.close()
            raise

    def close(self) -> None:
        """End the workers."""
        for process, line in self._workers:
            line.close()
            process.terminate()
        for process, _ in self._workers:
            process.join()
        self._workers = []

    def _begin(self) -> None:
        ours, theirs = self._context.Pipe()
        # Forked, a worker holds our ends of the lines to those before it: they would never learn that we are gone.
        others = [line for _, line in self._workers] + [ours] if self._context.get_start_method() == "fork" else []
        process = self._context.Process(target=_serve, args=(theirs, self.work, others), daemon=True)
        with _undisturbed():
            process.start()
        theirs.close()
        self._workers.append((process, ours))

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
            raise WorkerError("one of the processes that share the work has died") from gone
        if fault:
            raise fault
        return cast("Made", made)


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


def _serve(line: Connection, work: Callable[[Thing], Made], others: Iterable[Connection]) -> None:
    """Do the work on whatever comes, until nothing will."""
    for other in others:
        other.close()
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
