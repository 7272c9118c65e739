"""SARIF 2.1.0 (OASIS), as GitHub code scanning takes it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from declint.fingerprint import fingerprints
from declint.model import Draft, Finding, Fix, Report, Span
from declint.report.document import dumped
from declint.report.region import region, relative
from declint.report.run import Run
from declint.report.terminal import one_line
from declint.rulebook import Rulebook
from declint.rulebook.shapes import Rule
from declint.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
"""What GitHub takes of one run; it refuses a file with more."""
ROOT = "%SRCROOT%"
LINK = re.compile(r"\[(?=[^\[\]]{0,1000}\]\()")
"""The start of what a viewer would show as a link (section 3.11.6)."""
DOES = {"safe": "Keeps what is said and how it sounds.", "unsafe": "Changes what is said, or how it sounds."}


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give one log with one run."""
    found = sum(len(report.findings) for report in reports)
    broken = sorted({finding.rule for report in reports for finding in report.findings})
    index = {rule: number for number, rule in enumerate(broken)}
    driver = {
        "name": "declint",
        "version": __version__,
        "rules": [_rule(run.book.rules[rule], run.book) for rule in broken],
    }
    told = list(_notifications(reports, found, run))
    head = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that paths are told from."}}},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": told}],
    }
    results = chain.from_iterable(_results(report, index, run) for report in reports)
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [\n'
    # The results are many, so they go into the run one by one, a line each.
    yield dumped(head).removesuffix("}") + ', "results": ['
    for number, result in enumerate(islice(results, MOST_RESULTS)):
        yield (",\n" if number else "\n") + dumped(result)
    yield "\n]}]}\n"


def _rule(rule: Rule, book: Rulebook) -> dict[str, Any]:
    criterion = book.guide[rule.guide]
    asks = f"{criterion.asks} (Guide: {criterion.section}.)"
    good, bad = " ".join(rule.good[0].split()), " ".join(rule.bad[0].plain.split())
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": asks},
        "help": {
            "text": f"{rule.name}.\n\n{asks}\n\nGood: {good}\n\nBad: {bad}\n\nMore: declint explain {rule.id}",
        },
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {
            "criterion": criterion.id,
            "section": criterion.section,
            "tags": ["etiquette", book.topic(rule.id)],
        },
    }


def _results(report: Report, index: dict[str, int], run: Run) -> Iterator[dict[str, Any]]:
    draft = report.draft
    place = _artifact(draft, run)
    for finding, mark in zip(report.findings, fingerprints(report), strict=True):
        location: dict[str, Any] = {
            "physicalLocation": {"artifactLocation": place, "region": _region(draft, finding.span)}
        }
        if draft.fragment is not None:
            location["logicalLocations"] = [{"name": draft.fragment, "kind": "message"}]
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": index[finding.rule],
            "level": finding.severity.value,
            "message": {"text": _message(finding)},
            "locations": [location],
            "partialFingerprints": {"declint/v1": _with_fragment(mark, draft.fragment)},
            "properties": {"criterion": finding.criterion, "scenario": report.scenario},
        }
        if finding.fix and finding.fix.tier != "idea" and draft.verbatim:
            result["fixes"] = [_fix(finding.fix, draft, place)]
        yield result


def _with_fragment(mark: str, fragment: str | None) -> str:
    # Messages of one file may be alike word for word; their names are not.
    return mark if fragment is None else f"{mark}/{quote(fragment, safe='', errors='replace')}"


def _message(finding: Finding) -> str:
    return LINK.sub(r"\\[", one_line(finding.message))


def _fix(fix: Fix, draft: Draft, place: dict[str, str]) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(draft, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    return {
        "description": {"text": DOES[fix.tier]},
        "artifactChanges": [{"artifactLocation": place, "replacements": replacements}],
    }


def _region(draft: Draft, span: Span) -> dict[str, int]:
    place = region(draft, span)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _artifact(draft: Draft, run: Run) -> dict[str, str]:
    path = relative(draft.path, run.root)
    if PurePath(path).is_absolute():
        return {"uri": "file://" + quote(os.fsencode(path))}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": ROOT}


def _notifications(reports: Sequence[Report], found: int, run: Run) -> Iterator[dict[str, Any]]:
    """Say what is not in the results: findings beyond the limit, drafts that were not checked."""
    if found > MOST_RESULTS:
        left = found - MOST_RESULTS
        yield {"level": "warning", "message": {"text": f"{left:,} findings more than GitHub takes are left out."}}
    for report in islice((report for report in reports if not report.scenario), MOST_RESULTS):
        yield {
            "level": "note",
            "message": {"text": "Not checked: none of the occasions that declint knows."},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(report.draft, run)}}],
        }
