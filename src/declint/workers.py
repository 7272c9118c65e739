"""Workers: a linter in several processes, for many drafts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice

from declint.crew import Crew
from declint.linter import Linter
from declint.model import Draft, Report

CHUNK = 32
"""Drafts that a worker gets at once."""

WORTH = 4 * CHUNK
"""Drafts below which the making of workers costs more than they bring."""


class Workers:
    """A linter's `pipe`, done by several processes once there are enough drafts; the order is kept.

    They stay for the next drafts until `close`.
    """

    def __init__(self, linter: Linter, count: int) -> None:
        self.linter, self.count = linter, count
        self._crew = Crew(partial(_linted, linter), count, forked=True)

    def pipe(self, drafts: Iterable[Draft]) -> Iterator[Report]:
        """Lint drafts in order."""
        waiting = iter(drafts)
        first = list(islice(waiting, WORTH))
        if self.count < 2 or (len(first) < WORTH and not self._crew.there):
            return self.linter.pipe(chain(first, waiting))
        _ = self.linter.detect  # loaded once, for all that are forked
        return chain.from_iterable(self._crew.pipe(_chunks(chain(first, waiting))))

    def close(self) -> None:
        """End the processes."""
        self._crew.close()


def available() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chunks(drafts: Iterator[Draft]) -> Iterator[list[Draft]]:
    while chunk := list(islice(drafts, CHUNK)):
        yield chunk


def _linted(linter: Linter, chunk: list[Draft]) -> list[Report]:
    return list(linter.pipe(chunk))
