"""Workers: a linter in several processes, for many drafts."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from multiprocessing.pool import AsyncResult

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
    """A linter's `pipe`, done by several processes once there are enough drafts; the order is kept."""

    def __init__(self, linter: Linter, count: int) -> None:
        self.linter, self.count = linter, count

    def pipe(self, drafts: Iterable[Draft]) -> Iterator[Report]:
        """Lint drafts in order."""
        waiting = iter(drafts)
        first = list(islice(waiting, WORTH))
        if self.count < 2 or len(first) < WORTH:
            yield from self.linter.pipe(chain(first, waiting))
            return
        yield from self._shared(chain(first, waiting))

    def _shared(self, drafts: Iterator[Draft]) -> Iterator[Report]:
        forking = "fork" in multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("fork" if forking else "spawn")
        if forking:
            _ = self.linter.detect  # loaded once, for all that are forked
        with context.Pool(self.count, _begin, (self.linter,)) as pool:
            running: deque[AsyncResult[list[Report]]] = deque()
            while True:
                while len(running) < self.count * AHEAD and (chunk := list(islice(drafts, CHUNK))):
                    running.append(pool.apply_async(_linted, (chunk,)))
                if not running:
                    return
                yield from running.popleft().get()


def available() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(linter: Linter) -> None:
    # ^C is for the parent, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _own.append(linter)


def _linted(chunk: list[Draft]) -> list[Report]:
    return list(_own[-1].pipe(chunk))
