"""Workers: a linter in several processes, for many drafts."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from multiprocessing.pool import AsyncResult, Pool

from declint.linter import Linter
from declint.model import Draft, Report

CHUNK = 32
"""Drafts that a worker gets at once."""

AHEAD = 2
"""Chunks that wait for each worker, so that memory does not grow with the number of drafts."""

WORTH = 4 * CHUNK
"""Drafts below which the making of workers costs more than they bring."""

_own: list[Linter] = []
"""What a worker lints with: its parent's, where processes can be forked."""


class Workers:
    """A linter's `pipe`, done by several processes once there are enough drafts; the order is kept.

    They stay for the next drafts until `close`.
    """

    def __init__(self, linter: Linter, count: int) -> None:
        self.linter, self.count = linter, count
        self._pool: Pool | None = None

    def pipe(self, drafts: Iterable[Draft]) -> Iterator[Report]:
        """Lint drafts in order."""
        waiting = iter(drafts)
        first = list(islice(waiting, WORTH))
        if self.count < 2 or (self._pool is None and len(first) < WORTH):
            return self.linter.pipe(chain(first, waiting))
        return self._shared(chain(first, waiting))

    def _shared(self, drafts: Iterator[Draft]) -> Iterator[Report]:
        self._pool = self._pool or self._made()
        running: deque[AsyncResult[list[Report]]] = deque()
        while True:
            while len(running) < self.count * AHEAD and (chunk := list(islice(drafts, CHUNK))):
                running.append(self._pool.apply_async(_linted, (chunk,)))
            if not running:
                return
            yield from running.popleft().get()

    def _made(self) -> Pool:
        forking = "fork" in multiprocessing.get_all_start_methods()
        if forking:
            _ = self.linter.detect  # loaded once, for all that are forked
        return multiprocessing.get_context("fork" if forking else "spawn").Pool(self.count, _begin, (self.linter,))

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.terminate()
            self._pool.join()
            self._pool = None


def available() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(linter: Linter) -> None:
    # ^C is for the parent, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _own.append(linter)


def _linted(chunk: list[Draft]) -> list[Report]:
    return list(_own[-1].pipe(chunk))
