"""Outcome: what is said of one row, whatever is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from declint.edges.batch.drafts import Drafts, RowError, Wishes
from declint.edges.batch.rows import Given
from declint.errors import DeclintError
from declint.linter import Linter
from declint.model import Draft, Report, Value
from declint.report import json
from declint.report.document import harmless
from declint.report.wordless import wordless


class Outcome(Value):
    """Verdicts and findings as in the JSON report; none where `scenario` is null, or where there is an `error`."""

    id: str
    scenario: str | None = None
    verdicts: tuple[json.Verdict, ...] = ()
    findings: tuple[json.Found, ...] = ()
    error: str | None = None


class Judging:
    """Gives the outcome of rows. A pickled one is a recipe, as its linter is."""

    def __init__(self, linter: Linter, wishes: Wishes) -> None:
        self.linter, self.wishes = linter, wishes
        self.drafts = Drafts(wishes, linter.book)

    def __reduce__(self) -> tuple[type[Judging], tuple[Linter, Wishes]]:
        return type(self), (self.linter, self.wishes)

    def __call__(self, rows: Iterable[Given]) -> list[Outcome]:
        """Give an outcome for each row, in order.

        Raises DeclintError for what keeps the linter from all work, such as a missing model.
        """
        named = [self.drafts.named(row) for row in rows]
        said = iter(self._together([draft for _, draft in named if isinstance(draft, Draft)]))
        return [
            self._bad(name, draft) if isinstance(draft, RowError) else next(said).model_copy(update={"id": name})
            for name, draft in named
        ]

    def _together(self, drafts: Sequence[Draft]) -> list[Outcome]:
        """Judge drafts in one go; if that fails, each for itself, so that only the bad ones have an error."""
        try:
            return [self._told(report) for report in self.linter.pipe(drafts)]
        except DeclintError:
            raise
        except Exception:
            return [self._alone(draft) for draft in drafts]

    def _alone(self, draft: Draft) -> Outcome:
        try:
            return self._told(self.linter(draft))
        except DeclintError:
            raise
        except Exception as fault:
            return Outcome(id="", error=f"internal fault ({type(fault).__name__})")

    def _told(self, report: Report) -> Outcome:
        if report.scenario is None:
            return Outcome(id="")
        one = json.one(wordless(report, self.linter.book) if self.wishes.content_free else report)
        return Outcome(id="", scenario=one.scenario, verdicts=one.verdicts, findings=one.findings)

    def _bad(self, name: str, bad: RowError) -> Outcome:
        return Outcome(id=name, error=" ".join((bad.plain if self.wishes.content_free else bad.why).split()))


def line(outcome: Outcome) -> bytes:
    """Give an outcome as one line of JSON."""
    return f"{harmless(outcome.model_dump_json())}\n".encode()


FINE = b'"error":null}\n'
"""How a line ends that has no error: quotes within a value are escaped."""
