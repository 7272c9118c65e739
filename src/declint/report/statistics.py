"""Statistics: how often each rule was broken, and how many findings each occasion has; no draft is quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from declint.model import Report
from declint.report.run import Run


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give two tables, each with the most frequent first."""
    checked = [report for report in reports if report.scenario]
    broken = Counter(finding.rule for report in checked for finding in report.findings)
    # A setting may have given a rule another weight here and there.
    worst = {
        f.rule: f.severity for f in sorted((f for r in checked for f in r.findings), key=lambda f: f.severity.rank)
    }
    rules = [(str(n), worst[rule].value, rule, run.book.rules[rule].name) for rule, n in _most(broken)]
    found: Counter[str] = Counter()
    for report in checked:
        found[report.scenario or ""] += len(report.findings)
    drafts = Counter(report.scenario or "" for report in checked)
    scenarios = [(str(n), str(drafts[name]), name, run.book.scenarios[name].name) for name, n in _most(found)]
    if rules:
        yield from _table(("findings", "severity", "rule", ""), rules, numbers=1)
        yield "\n"
    yield from _table(("findings", "drafts", "scenario", ""), scenarios, numbers=2)
    if len(reports) > len(checked):
        yield f"\n{len(reports) - len(checked)} skipped: no occasion that declint knows.\n"


def _most(count: Counter[str]) -> list[tuple[str, int]]:
    return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: int) -> Iterator[str]:
    """Lay out a table, its first columns as numbers."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        cells = (
            cell.rjust(wide) if number < numbers else cell.ljust(wide)
            for number, (cell, wide) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip() + "\n"
