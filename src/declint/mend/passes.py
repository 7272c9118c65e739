"""Passes: the fixes of a draft made together, and again until none is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from declint.judge.fix import agreeing, apply, composed
from declint.linter import Linter
from declint.model import Draft, Edit, Fix, Mended, Report, Severity, Tier
from declint.read import reread

MOST_PASSES = 12
"""A pass leaves fewer findings than it found, so there is an end to them; this one is for the clock."""


def fix(draft: Draft, linter: Linter, unsafe: bool = False, least: Severity = Severity.note) -> Mended:
    """Make the safe fixes of a draft, and with `unsafe` those that change what is said, until none is left.

    An occasion that was found in the draft stays, whatever the fixes change. What fixes add below the
    severity `least` is let pass.
    """
    report = _lint(draft, linter, least)
    if report.scenario is None:
        return Mended(before=draft, report=report)
    tiers: frozenset[Tier] = frozenset({"safe", "unsafe"}) if unsafe else frozenset({"safe"})
    passes: list[tuple[Edit, ...]] = []
    for _ in range(MOST_PASSES):
        edits, report = _pass(report, linter, tiers, least)
        if not edits:
            break
        passes.append(edits)
    return Mended(before=draft, report=report, edits=tuple(passes))


def _pass(report: Report, linter: Linter, tiers: frozenset[Tier], least: Severity) -> tuple[tuple[Edit, ...], Report]:
    """Change what stands there, put in what is lacking still, and change what shows only now.

    What is said otherwise may fill a gap too, so gaps come after; and a fault may hide behind another, or stand
    beside what was put in.
    """
    source, edits = report.draft.source, tuple[Edit, ...]()
    for changing in (True, False, True):
        fixes = [f.fix for f in report.findings if f.fix and f.fix.tier in tiers and bool(_replaced(f.fix)) == changing]
        # The longest go first: a slip in words that are said otherwise needs no mending.
        fixes.sort(key=_replaced, reverse=True)
        while fixes:
            step, after = made(fixes, report, linter, least)
            if not _grave(after, least) - _grave(report, least):
                edits = composed(source, edits, step)
                report = after
                break
            # Each is proven alone; where they get into each other's way, the first of them go first.
            fixes = fixes[: len(fixes) // 2]
    return edits, report


def made(
    fixes: Iterable[Fix], report: Report, linter: Linter, least: Severity = Severity.note
) -> tuple[tuple[Edit, ...], Report]:
    """Make fixes of a draft that has been reported on; give the edits, and the report on the outcome."""
    edits = tuple(agreeing(report.draft.source, fixes))
    draft = report.draft.model_copy(update={"scenario": report.scenario})
    return edits, _lint(reread(draft, apply(draft.source, edits)), linter, least)


def _replaced(fix: Fix) -> int:
    """Count the characters that a fix replaces: none where it only adds."""
    return sum(edit.span.end - edit.span.start for edit in fix.edits)


def _lint(draft: Draft, linter: Linter, least: Severity) -> Report:
    return next(linter.pipe([draft], least))


def _grave(report: Report, least: Severity) -> Counter[str]:
    return Counter(finding.rule for finding in report.findings if finding.severity.rank >= least.rank)
