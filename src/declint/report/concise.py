"""The concise report: a finding a line, as compilers write them, for editors and for grep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from declint.model import Report
from declint.report.region import region
from declint.report.run import Run
from declint.report.terminal import one_line, visible


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give `path:line:column: severity rule message` for each finding."""
    for report in reports:
        for finding in report.findings:
            place = region(report.draft, finding.span)
            severity = run.paint(finding.severity, finding.severity)
            where = f"{one_line(report.draft.name)}:{place.line}:{place.column}"
            yield f"{where}: {severity} {finding.rule} {one_line(visible(finding.message))}\n"
