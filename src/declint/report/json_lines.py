"""The JSON report in lines: a draft a line, as in `reports` and `skipped` of the JSON report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from declint.model import Report
from declint.report import json
from declint.report.document import harmless
from declint.report.run import Run


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give a line for each draft; one that was not checked has no `findings`."""
    for report in reports:
        said = json.one(report) if report.scenario else json.skipped(report)
        yield harmless(said.model_dump_json()) + "\n"
