"""GitHub annotations: workflow commands that mark a finding in the changed files.

Escapes are those of the toolkit's command.ts; a step shows few annotations, so the gravest come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from declint.model import Draft, Finding, Report, Severity
from declint.report.commands import broken
from declint.report.region import region, relative
from declint.report.run import Run
from declint.report.terminal import one_line, visible

COMMANDS = {Severity.error: "error", Severity.warning: "warning", Severity.note: "notice"}


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give a command for each finding, errors before warnings before notes."""
    paths = {report.draft.path: relative(report.draft.path, run.root) for report in reports if report.findings}
    found = [(finding, report.draft) for report in reports for finding in report.findings]
    for finding, draft in sorted(found, key=lambda pair: -pair[0].severity.rank):
        yield _command(finding, draft, paths[draft.path])


def _command(finding: Finding, draft: Draft, path: str) -> str:
    place = region(draft, finding.span)
    properties = {"file": path, "line": place.line, "endLine": place.end_line}
    # Columns are taken only of what stands in one line.
    if place.line == place.end_line:
        properties |= {"col": place.column, "endColumn": place.end_column}
    fragment = f" in #{draft.fragment}" if draft.fragment is not None else ""
    properties["title"] = f"{finding.rule}{fragment}"
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {said}::{_data(one_line(finding.message))}\n"


def _data(text: str) -> str:
    return broken(visible(text)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
