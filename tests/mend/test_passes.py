"""Passes: what `declint fix` makes of drafts."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from declint.judge.fix import apply
from declint.linter import Linter
from declint.mend.letter import rewrite
from declint.mend.passes import fix
from declint.model import Draft, Severity
from declint.read import reread
from declint.read.text import draft
from tests.test_properties import DRAFTS


def email(text: str) -> Draft:
    return draft("draft.txt", text).model_copy(update={"scenario": "decline-email"})


LATE = """\
Dear Ms. Okafor,

I might have to decline the Data Analyst interview, tbh.

Thank you for your time.

Cheers,
Ann Roe
"""


def test_safe_fixes_keep_what_is_said(linter: Linter) -> None:
    mended = fix(email(LATE), linter)
    assert mended.source == (
        "Dear Ms. Okafor,\n\nThank you for your time.\n\nI might have to decline the Data Analyst interview, tbh.\n\n"
        f"{mended.source.splitlines()[-2]}\nAnn Roe\n"
    )
    assert mended.source.splitlines()[-2] in {"Kind regards,", "Best regards,", "Sincerely,"}


def test_unsafe_fixes_settle_the_decision_in_the_writers_words(linter: Linter) -> None:
    mended = fix(email(LATE), linter, unsafe=True)
    assert "I have to decline the Data Analyst interview." in mended.source
    assert "might" not in mended.source
    assert "tbh" not in mended.source
    assert mended.report.worst in {None, Severity.note}


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("I might not be able to come to the interview.", "I will not be able to come to the interview."),
        ("I'm not sure I can make the interview.", "I can't make the interview."),
        ("I am leaning towards withdrawing my application.", "I have decided to withdraw my application."),
        ("I may not be able to attend the interview.", "I will not be able to attend the interview."),
        ("We might have to withdraw our application.", "We have to withdraw our application."),
        ("I'm probably going to turn it down.", "I'm going to turn it down."),
    ],
)
def test_hedges_become_settled_in_verb_and_person(linter: Linter, said: str, becomes: str) -> None:
    text = f"Dear Ms. Lee,\n\nThank you for the invitation to interview. {said}\n\nKind regards,\nAnn Roe\n"
    # A word that softens it may come before.
    assert becomes[1:] in fix(email(text), linter, unsafe=True).source


def test_no_words_are_put_in_where_no_clause_begins(linter: Linter) -> None:
    turned = "the bakery has asked me to stay, and stay I will, so please let somebody else have my slot on Thursday."
    text = f"Dear Ms. Lee,\n\nThank you for the invitation to interview. But {turned}\n\nKind regards,\nAnn Roe\n"
    offered = [one.fix for one in linter(draft("a", text)).findings if one.rule == "unsoftened-decision"]
    assert len(offered) == 1
    assert offered[0] is None or turned in apply(text, offered[0].edits)


def test_what_is_missing_is_put_in_at_its_place(linter: Linter) -> None:
    text = (
        "To: Hannah Oyelaran <h.oyelaran@lowtide.example>\nFrom: Ann Roe <ann.roe@example.org>\n"
        "Subject: Interview\n\nI have decided to decline the interview for the Data Analyst position.\n\nI am well.\n"
    )
    lines = fix(email(text), linter, unsafe=True).source.splitlines()
    assert lines[4] == "Dear Hannah Oyelaran,"
    assert lines[6].startswith("Thank you")
    assert lines[-2] in {"Kind regards,", "Best regards,", "Sincerely,"}
    assert lines[-1] == "Ann Roe"


def test_line_ends_are_kept(linter: Linter) -> None:
    text = LATE.replace("\n", "\r\n")
    mended = fix(email(text), linter, unsafe=True).source
    assert mended.count("\n") == mended.count("\r\n")


def test_a_template_library_does_not_get_one_sentence_everywhere(linter: Linter) -> None:
    closes = set()
    for role in ("nurse", "baker", "analyst", "driver", "teacher", "editor"):
        said = f"Thank you for inviting me to interview as a {role}. I have decided to decline."
        text = f"Dear Ms. Lee,\n\n{said}\n\nKind regards,\nAnn\n"
        closes.add(fix(email(text), linter, unsafe=True).source.split("\n\n")[2])
    assert len(closes) > 1


def test_ideas_are_never_made(linter: Linter) -> None:
    text = (
        "Dear Ms. Lee,\n\nThank you for inviting me. I have decided to decline.\n\nI wish you well.\n\nKind regards,\n"
    )
    mended = fix(email(text), linter, unsafe=True)
    assert "[" not in mended.source
    assert any(f.fix and f.fix.tier == "idea" for f in mended.report.findings if f.rule == "missing-name")
    assert rewrite(email(text), linter).source.endswith("Kind regards,\n[Your name]\n")


def test_a_stranger_is_left_alone(linter: Linter) -> None:
    text = "The committee met on Tuesday. Minutes are attached.\n"
    for mended in (fix(draft("d", text), linter, unsafe=True), rewrite(draft("d", text), linter)):
        assert mended.source == text
        assert mended.report.scenario is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=DRAFTS)
def test_any_text_is_mended_once_and_for_all(text: str, by_email: Linter) -> None:
    one = draft("draft.txt", text)
    mended = fix(one, by_email, unsafe=True)
    source = text
    for edits in mended.edits:
        source = apply(source, edits)
    assert source == mended.source
    assert fix(reread(one, mended.source), by_email, unsafe=True).source == mended.source
    quoted = [line for line in text.splitlines() if line.startswith("> ")]
    assert all(line in mended.source for line in quoted)
    rewrite(one, by_email)
