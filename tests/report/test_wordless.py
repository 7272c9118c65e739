"""Content-free reports: no word of a draft in any format, and every place where it was."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from declint.linter import Linter
from declint.model import Draft, Report
from declint.read.text import draft as drafted
from declint.report import statistics
from declint.report.formats import Format
from declint.report.region import ByteColumns, region
from declint.report.run import Run
from declint.report.wordless import wordless
from tests.report.handmade import BOOK, RUN, astral, finding, fix, page, report, said

HUSHED = replace(RUN, content_free=True)
SOURCE = "Zyxmark ümlaut 𐐀gem,\n\nMarkzero markone 🙂 marktwo.\n\nMarkthree\n"
LETTER = """\
To: Zuleika Quagmire <zq@quagmire.example>
Subject: Quagmire interview

Hiya Zuleika Quagmyre,

I might have to decline the falconry interview at Quagmire; your walrus of a recruter was rude. [falcon] 🙂

Toodles,
Xanthippe
"""
OWN = ("zuleika", "quagm", "hiya", "falcon", "walrus", "recruter", "toodles", "xanthippe", "🙂")
"""Words that no rule and no criterion says."""


def marked() -> Report:
    draft = Draft(name="a.txt", source=SOURCE, prose=SOURCE)
    return report(
        draft,
        finding("murky", SOURCE, "markone 🙂", fix=fix(SOURCE, "markone", "Markfour", "unsafe")),
        finding("flowery", SOURCE, "ümlaut 𐐀gem", fix=fix(SOURCE, "ümlaut", "markfive")),
        finding("no-thanks", SOURCE, "", fix=fix(SOURCE, "", "Marksix", "idea")),
    )


@pytest.mark.parametrize("form", list(Format))
def test_no_marked_word_in_any_format(form: Format) -> None:
    words = re.compile("mark(?:zero|one|two|three|four|five|six)|zyx|ümlaut|gem|🙂|𐐀", re.IGNORECASE)
    assert not words.search(said(form, marked(), run=HUSHED))


def test_the_words_are_there_without_it() -> None:
    for form in Format:
        assert "markone" in said(form, marked())


def test_no_word_of_a_real_draft_in_any_format(by_email: Linter) -> None:
    one = by_email(drafted("letter.txt", LETTER, mail=True))
    rules = {f.rule for f in one.findings}
    assert {"informal-sign-off", "misaddressed", "leftover-placeholder", "emoji"} <= rules, rules
    run = Run(by_email.book, "m", content_free=True)
    for form in Format:
        assert any(word in said(form, one, run=replace(run, content_free=False)).casefold() for word in OWN), form
        assert not any(word in said(form, one, run=run).casefold() for word in OWN), form
    assert not any(word in "".join(statistics.written([one], run)).casefold() for word in OWN)


@pytest.mark.parametrize("one", [marked(), astral(), page()])
def test_places_severities_and_criteria_stay(one: Report) -> None:
    hushed = wordless(one, BOOK)
    keys = ("rule", "criterion", "severity", "span", "guide")
    for was, now in zip(one.findings, hushed.findings, strict=True):
        assert [getattr(was, key) for key in keys] == [getattr(now, key) for key in keys]
        assert region(one.draft, was.span) == region(hushed.draft, now.span)
        assert ByteColumns(one.draft)(was.span) == ByteColumns(hushed.draft)(now.span)
    assert [v.verdict for v in hushed.verdicts] == [v.verdict for v in one.verdicts]


def test_a_message_that_quotes_nothing_stays() -> None:
    said_of = {f.rule: f.message for f in wordless(marked(), BOOK).findings}
    assert said_of == {"murky": "Do not be murky", "flowery": "Do not be flowery", "no-thanks": "Nothing thanks them."}


def test_fingerprints_tell_nothing_of_the_words() -> None:
    def prints(source: str) -> list[str]:
        draft = Draft(name="a.txt", source=source, prose=source)
        one = report(draft, finding("murky", source, source[:5]))
        return [entry["fingerprint"] for entry in json.loads(said(Format.gitlab, one, run=HUSHED))]

    assert prints("Perhaps not.") == prints("Never say so")


def test_statistics_count_and_never_quote() -> None:
    text = "".join(statistics.written([marked(), astral(), page()], RUN))
    assert text.splitlines() == [
        "findings  severity  rule",
        "       3  error     murky      Do not be murky",
        "       2  note      flowery    Do not be flowery",
        "       2  warning   no-thanks  Do not be no-thanks",
        "",
        "findings  drafts  scenario",
        "       7       3  decline-email  Declining by e-mail",
    ]
