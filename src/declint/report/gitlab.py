"""The GitLab code quality report (docs.gitlab.com, "Code Quality report format")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from declint.fingerprint import fingerprints
from declint.model import Report, Severity
from declint.report.document import dumped
from declint.report.region import region, relative
from declint.report.run import Run
from declint.report.terminal import one_line

SEVERITIES = {Severity.error: "major", Severity.warning: "minor", Severity.note: "info"}


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give one array of all findings; of equal fingerprints GitLab would show the first only, so none are equal."""
    yield "["
    between = "\n"
    for report in reports:
        path = relative(report.draft.path, run.root)
        for finding, mark in zip(report.findings, fingerprints(report), strict=True):
            place = region(report.draft, finding.span)
            entry = {
                "description": one_line(finding.message),
                "check_name": finding.rule,
                "fingerprint": _with_path(mark, path, report.draft.fragment),
                "severity": SEVERITIES[finding.severity],
                "location": {"path": path, "lines": {"begin": place.line}},
            }
            yield between + dumped(entry)
            between = ",\n"
    yield "\n]\n"


def _with_path(mark: str, path: str, fragment: str | None) -> str:
    text = "\0".join([mark, path, fragment or ""])
    return blake2b(text.encode("utf-8", "replace"), digest_size=16, person=b"declint gitlab").hexdigest()
