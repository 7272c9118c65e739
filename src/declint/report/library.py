"""The report on a library of templates: for a person, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from declint.model import Library, LibraryFinding, Severity
from declint.report.terminal import Paint, one_line, visible
from declint.report.text import NAMES
from declint.version import __version__

SCHEMA = 1


UNNAMED = "A placeholder is not among those that are declared."


def wordless(library: Library) -> Library:
    """Give the report without the names of placeholders, which are words of the templates; places stay."""
    findings = tuple(
        one.model_copy(update={"message": UNNAMED}) if one.kind == "undeclared-placeholder" else one
        for one in library.findings
    )
    return library.model_copy(update={"findings": findings})


def text(library: Library, scenarios: Mapping[str, str], paint: Paint) -> str:
    """Give the report for a person; `scenarios` are their names."""
    return "\n".join(_lines(library, scenarios, paint)) + "\n"


def _lines(library: Library, scenarios: Mapping[str, str], paint: Paint) -> Iterator[str]:
    yield paint("bold", f"{library.templates} template{'' if library.templates == 1 else 's'}")
    for scenario, count in library.scenarios.items():
        if count:
            yield f"{count:>6}  {scenarios[scenario]}"
    if library.skipped:
        yield f"{library.skipped:>6}  skipped: no occasion that declint knows"
    for severity in reversed(Severity):
        found = [finding for finding in library.findings if finding.severity is severity]
        if found:
            yield ""
            yield paint(severity, NAMES[severity])
            for finding in found:
                yield from _finding(finding, paint)
    if not library.findings:
        yield ""
        yield paint("good", "Nothing to change.")


def _finding(finding: LibraryFinding, paint: Paint) -> Iterator[str]:
    yield f"  {visible(finding.message)}  {paint('dim', f'[{finding.kind}]')}"
    for place in finding.places:
        yield paint("dim", f"    {one_line(place.path)}, line {place.line}")


def document(library: Library) -> str:
    """Give the report as one JSON document."""
    whole = {"schema": SCHEMA, "declint": __version__} | library.model_dump(mode="json")
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
