"""The JSON report: the contract that other programs read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from pydantic import Field

from declint import model
from declint.model import Draft, Finding, Report, Severity, Span, Value
from declint.report.document import HALF, harmless
from declint.report.run import Run
from declint.version import __version__

SCHEMA = 1


class Act(Value):
    """An act, and the words that do it."""

    act: str
    start: int
    end: int
    text: str


class Place(Value):
    """A half-open stretch of code points in the file, or in the decoded text of what is no text file."""

    start: int
    end: int


class Verdict(Value):
    """A criterion, met or unmet."""

    criterion: str
    verdict: Literal["met", "unmet", "not-applicable"]
    evidence: tuple[Place, ...]


class Guide(Value):
    """What the guide says."""

    section: str
    asks: str


class Edit(Value):
    """Text in place of a span."""

    start: int
    end: int
    text: str


class Fix(Value):
    """Edits that mend a finding, proven; `safe` where they keep meaning and tone."""

    safe: bool
    edits: tuple[Edit, ...]


class Idea(Value):
    """Edits to show, never to make unseen: they hold places that only the writer can fill."""

    edits: tuple[Edit, ...]


class Found(Value):
    """A finding; lines and columns count from 1, columns in code points."""

    rule: str
    criterion: str
    severity: Severity
    message: str
    guide: Guide
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    fix: Fix | None
    idea: Idea | None


class Because(Value):
    """A ground for reading a draft as an occasion."""

    says: str
    start: int
    end: int


class ReadAs(Value):
    """How the scenario was found in the draft itself: surely or not, and by what."""

    sure: bool
    because: tuple[Because, ...]


class Unused(Value):
    """A suppression in the draft that left nothing out; `line` is null for a header's."""

    ids: tuple[str, ...]
    line: int | None
    reason: str


class One(Value):
    """The report on one draft; `read_as` is null where its scenario was named."""

    path: str
    scenario: str
    acts: tuple[Act, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Found, ...]
    read_as: ReadAs | None
    unused_suppressions: tuple[Unused, ...]


class Skipped(Value):
    """A draft that was not checked, and what it was taken for."""

    path: str
    neighbour: str | None


class Summary(Value):
    """How many drafts were checked, and how many findings of each severity."""

    files: int
    error: int
    warning: int
    note: int


class Whole(Value):
    """Everything that one run has to say."""

    schema_: int = Field(alias="schema", default=SCHEMA)
    declint: str
    model: str
    reports: tuple[One, ...]
    summary: Summary
    skipped: tuple[Skipped, ...]


def write(reports: Iterable[Report], model: str) -> str:
    """Give the report of a run as one JSON document."""
    every = list(reports)
    reports = [report for report in every if report.scenario]
    count = Counter(finding.severity.value for report in reports for finding in report.findings)
    whole = Whole(
        schema=SCHEMA,
        declint=__version__,
        model=model,
        reports=tuple(one(report) for report in reports),
        skipped=tuple(skipped(report) for report in every if not report.scenario),
        summary=Summary(files=len(reports), **{severity.value: count[severity.value] for severity in Severity}),
    )
    return harmless(whole.model_dump_json(by_alias=True, indent=1)) + "\n"


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give the report of a run as one JSON document."""
    yield write(reports, run.readers)


def schema() -> str:
    """Give the JSON Schema of the report."""
    document: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    document |= Whole.model_json_schema(by_alias=True, mode="serialization")
    document["title"] = "declint report"
    return json.dumps(document, indent=1) + "\n"


def skipped(report: Report) -> Skipped:
    """Give what there is to say of a draft that was not checked."""
    return Skipped(path=_whole(report.draft.name), neighbour=report.occasion.neighbour)


def one(report: Report) -> One:
    """Give the report on one draft."""
    draft = report.draft
    return One(
        path=_whole(draft.name),
        scenario=report.scenario or "",
        acts=tuple(Act(act=a.act, **_ends(a.span, draft), text=a.text) for a in report.acts),
        verdicts=tuple(
            Verdict(
                criterion=v.criterion, verdict=v.verdict, evidence=tuple(Place(**_ends(s, draft)) for s in v.evidence)
            )
            for v in report.verdicts
        ),
        findings=tuple(_found(finding, draft) for finding in report.findings),
        read_as=_read_as(report),
        unused_suppressions=tuple(Unused(ids=wish.ids, line=wish.at, reason=wish.reason) for wish in report.unused),
    )


def _whole(path: str) -> str:
    """Give a path without halves of characters, which stand for bytes that are no UTF-8."""
    return HALF.sub("\ufffd", path)


def _read_as(report: Report) -> ReadAs | None:
    occasion = report.occasion
    if occasion.sure and not occasion.because:
        return None
    grounds = tuple(Because(says=g.says, **_ends(g.span, report.draft)) for g in occasion.because)
    return ReadAs(sure=occasion.sure, because=grounds)


def _ends(span: Span, draft: Draft) -> dict[str, int]:
    """Give the place of a span in the file."""
    placed = draft.place_of(span)
    return {"start": placed.start, "end": placed.end}


def _edits(fix: model.Fix, draft: Draft) -> tuple[Edit, ...]:
    return tuple(Edit(**_ends(e.span, draft), text=e.text) for e in fix.edits)


def _found(finding: Finding, draft: Draft) -> Found:
    (line, column), (end_line, end_column) = draft.positions(finding.span)
    fix = finding.fix
    return Found(
        rule=finding.rule,
        criterion=finding.criterion,
        severity=finding.severity,
        message=finding.message,
        guide=Guide(section=finding.guide.section, asks=finding.guide.asks),
        **_ends(finding.span, draft),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        fix=Fix(safe=fix.safe, edits=_edits(fix, draft)) if fix and fix.tier != "idea" else None,
        idea=Idea(edits=_edits(fix, draft)) if fix and fix.tier == "idea" else None,
    )
