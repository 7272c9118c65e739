"""Letter: the whole message as the guide would have it, of the writer's own sentences as far as they hold."""

from __future__ import annotations

from collections.abc import Iterator

from declint.judge.fix import apply
from declint.judge.proof import keeps_off
from declint.linter import Linter
from declint.match.message import SPOKEN_FOR
from declint.mend.passes import fix, made
from declint.model import Draft, Mended, Report, Severity
from declint.read import reread
from declint.reword.facts import LINK
from declint.reword.omission import left_out

MOST_ROUNDS = 6
"""Sentences given up in one message; whoever needs more of that had better begin again."""


def rewrite(draft: Draft, linter: Linter) -> Mended:
    """Say a message anew: all fixes made, what no fix mends left out, and what only the writer knows left to fill in.

    Notes may come of it where errors go; links and addresses stay.
    """
    mended = fix(draft, linter, unsafe=True)
    if mended.report.scenario is None:
        return mended
    # A note may come where a graver fault goes, but only where there was no other way.
    freely = fix(mended.report.draft, linter, unsafe=True, least=Severity.warning)
    mended = Mended(before=draft, report=freely.report, edits=(*mended.edits, *freely.edits))
    for _ in range(MOST_ROUNDS):
        better = next(
            (one for one in _shorter(mended.report, linter) if _weight(one.report) < _weight(mended.report)), None
        )
        if better is None:
            break
        mended = Mended(before=draft, report=better.report, edits=(*mended.edits, *better.edits))
    return _to_fill_in(mended, linter)


def _shorter(report: Report, linter: Linter) -> Iterator[Mended]:
    """Give the message without each sentence that is gravely at fault, and what it lacks then put in."""
    message = linter.describe(report.draft)
    for finding in report.findings:
        if finding.severity is Severity.note:
            continue
        breaking = [s for s in message.sentences_of(*SPOKEN_FOR) if s.span.meets(finding.span)]
        linked = any(LINK.search(report.draft.source[s.span.start : s.span.end]) for s in breaking)
        edits = None if linked else left_out(breaking, message)
        if not edits or not keeps_off(edits, message):
            continue
        source = apply(report.draft.source, edits)
        if any(char.isalnum() for char in source):
            yield fix(reread(report.draft, source), linter, unsafe=True, least=Severity.warning)


def _to_fill_in(mended: Mended, linter: Linter) -> Mended:
    """Put in places to be filled where a grave fault needs what only the writer knows."""
    ideas = [
        f.fix for f in mended.report.findings if f.fix and f.fix.tier == "idea" and f.severity is not Severity.note
    ]
    if not ideas:
        return mended
    edits, report = made(ideas, mended.report, linter)
    return Mended(before=mended.before, report=report, edits=(*mended.edits, edits))


def _weight(report: Report) -> tuple[int, int]:
    """Count the errors, and the warnings."""
    found = [finding.severity for finding in report.findings]
    return found.count(Severity.error), found.count(Severity.warning)
