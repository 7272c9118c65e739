"""The Reviewdog Diagnostic Format (rdjson): findings that reviewdog puts on a pull request, with suggestions.

Columns are bytes of UTF-8 from 1, the end exclusive (reviewdog's proto/rdf/reviewdog.proto).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from declint.judge.fix import apply
from declint.model import Edit, Finding, Report, Severity, Span
from declint.report.document import dumped
from declint.report.region import ByteColumns, Region, relative
from declint.report.run import Run
from declint.report.terminal import one_line

SEVERITIES = {Severity.error: "ERROR", Severity.warning: "WARNING", Severity.note: "INFO"}


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give one document; paths are told from the current folder, as reviewdog takes them."""
    yield '{"source": {"name": "declint"}, "diagnostics": ['
    between = "\n"
    for report in reports:
        path, columns = relative(report.draft.path, Path()), ByteColumns(report.draft)
        for finding in report.findings:
            yield between + dumped(_diagnostic(finding, report, path, columns))
            between = ",\n"
    yield "\n]}\n"


def _diagnostic(finding: Finding, report: Report, path: str, columns: ByteColumns) -> dict[str, Any]:
    said: dict[str, Any] = {
        "message": one_line(finding.message),
        "location": {"path": path, "range": _range(columns(finding.span))},
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if finding.fix and finding.fix.tier != "idea" and report.draft.verbatim:
        # Several suggestions would be alternatives; the edits of a fix belong together.
        whole = _together(finding.fix.edits, report.draft.source)
        said["suggestions"] = [{"range": _range(columns(whole.span)), "text": whole.text}]
    return said


def _together(edits: Sequence[Edit], source: str) -> Edit:
    """Give edits as one: the stretch that they reach over, with all of them made."""
    start, end = min(e.span.start for e in edits), max(e.span.end for e in edits)
    moved = [Edit(span=Span(start=e.span.start - start, end=e.span.end - start), text=e.text) for e in edits]
    return Edit(span=Span(start=start, end=end), text=apply(source[start:end], moved))


def _range(place: Region) -> dict[str, Any]:
    return {
        "start": {"line": place.line, "column": place.column},
        "end": {"line": place.end_line, "column": place.end_column},
    }
