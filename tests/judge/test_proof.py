"""Proof: what a rewrite must keep, and what it must keep off."""

from __future__ import annotations

import pytest

from declint.judge.fix import apply
from declint.judge.proof import keeps_facts, keeps_off, still_decides
from declint.linter import Linter
from declint.model import Edit, Span
from declint.read.text import draft

LETTER = """\
To: Ada Lee <ada@lowtide.example>
Subject: Interview on Tuesday

Dear Ms. Lee,

Thank you for the invitation for Tuesday 4 March at 2 p.m. I must decline. See https://example.org/ann.

Kind regards,
[Name]

> Could you come on Tuesday?
"""


def replaced(old: str, new: str) -> tuple[Edit, ...]:
    start = LETTER.index(old)
    return (Edit(span=Span(start=start, end=start + len(old)), text=new),)


@pytest.mark.parametrize(
    ("old", "new", "loses", "kept"),
    [
        ("for Tuesday 4 March at 2 p.m.", "for Tuesday 4 March at 2 p.m.", False, True),
        ("on Tuesday", "on tuesday", False, True),
        ("at 2 p.m.", "in the afternoon", False, False),
        ("at 2 p.m.", "in the afternoon", True, True),
        ("See https://example.org/ann.", "", True, False),
        ("See https://example.org/ann.", "See example dot org slash ann.", True, True),
        ("I must decline", "I must decline on Friday", False, False),
        ("I must decline", "I must decline 3 interviews", False, False),
        ("Ms. Lee", "Madam", False, False),
    ],
)
def test_facts_are_kept(linter: Linter, old: str, new: str, loses: bool, kept: bool) -> None:
    edits = replaced(old, new)
    before, after = (linter.describe(draft("d", text)) for text in (LETTER, apply(LETTER, edits)))
    assert keeps_facts(edits, before, after, linter.describe.vocabulary.lexicon, loses) is kept


@pytest.mark.parametrize(
    ("words", "off"),
    [
        ("I must decline", True),
        ("Dear Ms. Lee", True),
        ("Kind regards", True),
        ("ada@lowtide.example", False),
        ("Interview on Tuesday", False),
        ("[Name]", False),
        ("Could you come", False),
    ],
)
def test_rewrites_keep_off_what_is_not_theirs(linter: Linter, words: str, off: bool) -> None:
    assert keeps_off(replaced(words, "x"), linter.describe(draft("d", LETTER))) is off


def test_a_decision_stays_a_decision(linter: Linter) -> None:
    before = linter.describe(draft("d", "Dear Ms. Lee,\n\nI must decline the interview.\n"))
    after = linter.describe(draft("d", "Dear Ms. Lee,\n\nI look forward to the interview.\n"))
    assert not still_decides("decline", before, after)
    assert still_decides("decline", before, before)
    assert still_decides("decline", after, before)
    assert still_decides(None, before, after)


def test_every_offered_fix_is_proven(linter: Linter) -> None:
    text = "Hey!!\n\nI might have to pass, tbh. Your process is a joke. Thanks.\n\nCheers,\nAnn"
    report = linter(draft("d", text).model_copy(update={"scenario": "decline-email"}))
    assert {f.rule for f in report.findings} >= {"hedged-decision", "slang", "negative-remark", "informal-sign-off"}
    for finding in report.findings:
        if finding.fix and finding.fix.tier != "idea":
            source = apply(text, finding.fix.edits)
            after = linter(draft("d", source).model_copy(update={"scenario": "decline-email"}))
            rules = [f.rule for f in after.findings]
            assert rules.count(finding.rule) < [f.rule for f in report.findings].count(finding.rule)
            assert not set(rules) - {f.rule for f in report.findings}
