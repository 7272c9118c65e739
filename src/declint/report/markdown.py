"""The Markdown report: a table for the summary of a build, or a comment on a pull request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from declint.model import Finding, Report, Severity
from declint.report.region import region
from declint.report.run import Run
from declint.report.terminal import one_line
from declint.report.text import counted

MOST_ROWS = 1000
"""A step summary holds a mebibyte."""
MARKS = re.compile(r"[#$&*:<>@\[\\\]^_`{|}~]|(?<=[Ww])\.")
"""What Markdown, or a site that shows it, makes something of; "www." is a link."""


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give how many drafts and findings there are, and a table of the findings, the gravest first."""
    checked = [report for report in reports if report.scenario]
    found = [(finding, report) for report in checked for finding in report.findings]
    found.sort(key=lambda pair: -pair[0].severity.rank)
    yield f"### declint\n\n{summary(reports)}\n"
    if found:
        yield "\n| draft | line | severity | rule | what to change |\n|---|--:|---|---|---|\n"
    yield from (_row(finding, report) for finding, report in islice(found, MOST_ROWS))
    if len(found) > MOST_ROWS:
        yield f"\n{len(found) - MOST_ROWS:,} more are not shown.\n"


def summary(reports: Sequence[Report]) -> str:
    """Say how many drafts there are, and how many findings, in one line."""
    checked = [report for report in reports if report.scenario]
    skipped = len(reports) - len(checked)
    count = Counter(finding.severity for report in checked for finding in report.findings)
    clean = sum(not report.findings for report in checked)
    said = ", ".join(counted(count[severity], severity) for severity in reversed(Severity))
    drafts = "1 draft" if len(checked) == 1 else f"{len(checked)} drafts"
    left = f" {skipped} skipped: no occasion that declint knows." if skipped else ""
    return f"{drafts}, {clean} with nothing to change: {said}.{left}"


def _row(finding: Finding, report: Report) -> str:
    line = region(report.draft, finding.span).line
    cells = (report.draft.name, str(line), finding.severity.value, finding.rule, finding.message)
    return f"| {' | '.join(map(escaped, cells))} |\n"


def escaped(text: str) -> str:
    """Give a text as Markdown that shows it as it is, on one line."""
    return MARKS.sub(lambda match: f"&#{ord(match.group())};", one_line(text))
