"""Statistics: how often each rule was broken, and how many findings each occasion has; no draft is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from declint.model import Report
from declint.report.run import Run
from declint.report.tally import counted


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give two tables, each with the most frequent first."""
    tally = counted(reports)
    rules = [(str(n), tally.severities[rule].value, rule, run.book.rules[rule].name) for rule, n in tally.rules.items()]
    scenarios = [
        (str(n), str(tally.scenarios[name]), name, run.book.scenarios[name].name) for name, n in tally.findings.items()
    ]
    if rules:
        yield from _table(("findings", "severity", "rule", ""), rules, numbers=1)
        yield "\n"
    yield from _table(("findings", "drafts", "scenario", ""), scenarios, numbers=2)
    if tally.skipped:
        yield f"\n{tally.skipped} skipped: no occasion that declint knows.\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: int) -> Iterator[str]:
    """Lay out a table, its first columns as numbers."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        cells = (
            cell.rjust(wide) if number < numbers else cell.ljust(wide)
            for number, (cell, wide) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip() + "\n"
