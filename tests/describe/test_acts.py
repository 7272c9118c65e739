"""Two readers, one set of acts: what is kept, what is dropped, and what shows only faintly."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from declint.describe.acts import (
    BELIEVED,
    BOTH,
    FAINT,
    LEARNED,
    PATTERNS,
    SPANS,
    SURE_ALONE,
    TRACE,
)
from declint.describe.second_reader.reader import Belief, Reading
from declint.linter import Linter

Weigh = Callable[..., Doc]
THANKS = "Thank you for the tour, and I cannot come on Friday."
PLAIN = "The bakery on the corner keeps my chair warm."


@pytest.fixture(scope="module")
def weigh(linter: Linter) -> Weigh:
    """Give a sentence with its acts, one of them as likely to the second reader alone as one says."""
    recognise = linter.describe.recognise

    def weighed(text: str, act: str, likely: float, word: str) -> Doc:
        plain = {name: Belief(slope=1, pattern=2, bias=0) for name in recognise.beliefs}
        odds = dict.fromkeys(plain, -9.0) | {act: _odds(likely)}
        kept, recognise.beliefs = recognise.beliefs, plain
        try:
            return recognise(linter.describe.nlp(text), Reading(odds, dict.fromkeys(plain, text.index(word))))
        finally:
            recognise.beliefs = kept

    return weighed


def _odds(likely: float) -> float:
    from math import log

    return log(likely / (1 - likely))


def acts(doc: Doc) -> dict[str, tuple[str, str]]:
    return {span.label_: (span.text, span.id_) for span in doc.spans[SPANS]}


def faint(doc: Doc) -> set[str]:
    return {span.label_ for span in doc.spans[FAINT]}


def test_what_both_see_is_both_readers(weigh: Weigh) -> None:
    doc = weigh(THANKS, "gratitude", 0.9, "Thank")
    assert acts(doc)["gratitude"] == ("Thank you", BOTH)
    assert "gratitude" not in faint(doc)


def test_a_pattern_needs_less_of_the_second_reader(weigh: Weigh) -> None:
    assert acts(weigh(THANKS, "gratitude", 0.5, "Thank"))["gratitude"] == ("Thank you", PATTERNS)


def test_a_pattern_is_overruled_where_the_second_reader_is_sure_that_it_is_wrong(weigh: Weigh) -> None:
    assert "gratitude" not in acts(weigh(THANKS, "gratitude", 0.02, "Thank"))


def test_what_no_pattern_sees_is_told_by_its_clause(weigh: Weigh) -> None:
    text, reader = acts(weigh(PLAIN, "reason", 0.9, "keeps"))["reason"]
    assert text == PLAIN.removesuffix(".")
    assert reader == LEARNED


@pytest.mark.parametrize(
    ("likely", "told", "shown"),
    [
        (TRACE - 0.02, False, False),
        (TRACE + 0.02, False, True),
        (BELIEVED + 0.02, True, True),
        (SURE_ALONE + 0.02, True, False),
    ],
)
def test_an_act_shows_faintly_between_a_trace_and_surety(weigh: Weigh, likely: float, told: bool, shown: bool) -> None:
    doc = weigh(PLAIN, "negative-remark", likely, "keeps")
    assert ("negative-remark" in acts(doc)) is told
    assert ("negative-remark" in faint(doc)) is shown


def test_without_a_second_reader_nothing_is_faint(linter: Linter) -> None:
    assert faint(linter.describe.recognise(linter.describe.nlp(THANKS))) == set()
