"""Memory: a linter that says again what it said before of a draft that is what it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Protocol

from declint.linter import Linter
from declint.model import Draft, Report
from declint.store import Store, stamp

TOGETHER = 512
"""Drafts that are looked up in one go, so that those of them that are new are read in one batch."""


class Piped(Protocol):
    """What lints drafts in order."""

    def pipe(self, drafts: Iterable[Draft]) -> Iterator[Report]:
        """Give a report on each."""


class Memory:
    """The reports of a linter, kept in a store: `linter` is what they depend on, `lints` what makes new ones."""

    def __init__(self, linter: Linter, store: Store, lints: Piped | None = None) -> None:
        self.store, self.lints = store, lints or linter
        _, _, rules, *_ = linter.recipe
        # A draft that names a day without its year is read on the day that it is.
        self._origin = (b"report", repr(linter.recipe).encode(), stamp(*rules), date.today().isoformat().encode())

    def pipe(self, drafts: Iterable[Draft]) -> Iterator[Report]:
        """Lint drafts in order, those that are known from memory."""
        waiting = iter(drafts)
        while window := list(islice(waiting, TOGETHER)):
            kept = [self.store.get(*self._origin, _told(draft)) for draft in window]
            new = self.lints.pipe(draft for draft, known in zip(window, kept, strict=True) if known is None)
            for draft, known in zip(window, kept, strict=True):
                yield self._kept(draft, next(new)) if known is None else self._recalled(draft, known)

    def _recalled(self, draft: Draft, kept: bytes) -> Report:
        return Report.model_validate({**json.loads(kept), "draft": draft})

    def _kept(self, draft: Draft, report: Report) -> Report:
        if report.draft == draft:
            self.store.put(report.model_dump_json(exclude={"draft"}).encode(), *self._origin, _told(draft))
        return report


ELSEWHERE = {"name", "file_text", "pieces", "fragment", "notes"}
"""What a draft tells of where it lies, on which no report depends."""


def _told(draft: Draft) -> bytes:
    """Give all of a draft that a report may depend on."""
    hushed = " ".join(sorted(draft.hushed))
    return f"{hushed}\n{draft.model_dump_json(exclude={*ELSEWHERE, 'hushed'})}".encode("utf-8", "surrogatepass")
