"""Sentences: where they end, and that each character keeps its place."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declint.describe.sentences import fold, split
from declint.model import Span


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text, Span(start=0, end=len(text)))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Thank you. I must decline.", ["Thank you.", "I must decline."]),
        ("I met Dr. Lee and Mr. J. Roe of Acme Inc. in May.", ["I met Dr. Lee and Mr. J. Roe of Acme Inc. in May."]),
        ("Could we talk at 3 p.m. on Monday?", ["Could we talk at 3 p.m. on Monday?"]),
        ("Come at 3 p.m. Bring nothing.", ["Come at 3 p.m.", "Bring nothing."]),
        (
            "Thank you for\nthe invitation, but\nI must decline.",
            ["Thank you for\nthe invitation, but\nI must decline."],
        ),
        ("One\n\nTwo", ["One", "Two"]),
        ("Reasons:\n- it is far\n- it is late\n", ["Reasons:", "it is far", "it is late"]),
        ("1. First thing.\n2) Second thing.", ["First thing.", "Second thing."]),
        ("Thanks!!! I'm out.", ["Thanks!!!", "I'm out."]),
        ("Thank you.I must decline.", ["Thank you.", "I must decline."]),
        ("See www.acme.com or acme.Net for it.", ["See www.acme.com or acme.Net for it."]),
        ("Well... maybe not.", ["Well... maybe not."]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("It is I. I was there.", ["It is I.", "I was there."]),
        ("The pay is 3.50 an hour.", ["The pay is 3.50 an hour."]),
        ("...", []),
        ("", []),
    ],
)
def test_split(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@given(st.text(max_size=300))
def test_no_word_is_lost_and_none_said_twice(text: str) -> None:
    spans = list(split(text, Span(start=0, end=len(text))))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    lost = [char for i, char in enumerate(text) if i not in covered and char.isalpha()]
    # A bullet such as "a)" is the only lettering that is not said.
    assert len(lost) <= text.count(")")


@given(st.text(max_size=300))
def test_each_character_keeps_its_place(text: str) -> None:
    folded = fold(text, Span(start=0, end=len(text)))
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(set(folded.places))
    for char, place in zip(folded.text, folded.places, strict=True):
        assert char == text[place] or not char.isalnum() or text[place : place + 1].isalnum() or char == "x"


def test_fold_straightens_and_joins() -> None:
    text = "I\u2019m\u00a0not\n  com\u200bing \u2013 \u201csorry\u201d"
    folded = fold(text, Span(start=0, end=len(text)))
    assert folded.text == 'I\'m not coming \u2013 "sorry"'
    start = folded.text.index("coming")
    assert text[folded.places[start] : folded.places[start + 5] + 1] == "com\u200bing"


@pytest.mark.parametrize("run", ["(", ")", '"', "$", "☃", "...!", "http://☃", "a", "é", "🙂", "-", "_", "'"])
def test_runs_do_not_make_the_tokenizer_slow(run: str) -> None:
    import spacy

    nlp = spacy.blank("en")
    text = "Thank you " + run * (20_000 // len(run)) + " for that."
    begun = time.perf_counter()
    for span in split(text, Span(start=0, end=len(text))):
        doc = nlp.make_doc(fold(text, span).text)
        assert len(doc) > 0
    assert time.perf_counter() - begun < 3
