"""Seams: what is left when words go reads as if they had never been there."""

from __future__ import annotations

import pytest

from declint.judge.fix import apply
from declint.model import Span
from declint.reword import seams


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("One. Two. Three.", "Two.", "One. Three."),
        ("One. Two.", "Two.", "One."),
        ("One.\n\nTwo.\n\nThree.", "Two.", "One.\n\nThree."),
        ("One.\n\nTwo.", "Two.", "One."),
        ("Two.\n\nThree.", "Two.", "Three."),
        ("One:\n* Two.\n* Three.\n\nFour.", "Two.", "One:\n* Three.\n\nFour."),
        ("One:\n* Two.\n* Three.\n\nFour.", "Three.", "One:\n* Two.\n\nFour."),
        ("One.\r\n\r\nTwo.\r\n\r\nThree.", "Two.", "One.\r\n\r\nThree."),
        ("Ann\n\nP.S. Two.", "Two.", "Ann"),
        ("I must decline tbh.", "tbh", "I must decline."),
        ("It is, well, good.", "well,", "It is, good."),
    ],
)
def test_taken_out(text: str, words: str, left: str) -> None:
    assert apply(text, seams.taken_out(text, [place(text, words)])) == left


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("I must decline, because it is a mess.", ", because it is a mess", "I must decline."),
        ("If you ever call, I will come.", "If you ever call", "I will come."),
        ("I tried, which was silly, to call.", "which was silly", "I tried to call."),
        ("It is late; I must go.", "; I must go", "It is late."),
    ],
)
def test_a_part_taken_out_of_its_sentence(text: str, words: str, left: str) -> None:
    edits = seams.without(text, place(text, words), Span(start=0, end=len(text)))
    assert apply(text, edits) == left


@pytest.mark.parametrize(
    ("text", "mark", "left"),
    [
        ("I said yes 🎉\n\nBye", "🎉", "I said yes.\n\nBye"),
        ("I said yes. 🎉 Bye", "🎉", "I said yes. Bye"),
        ("So sad 😭 can we move it", "😭", "So sad. Can we move it"),
        ("No 😭 Bye", "😭", "No. Bye"),
    ],
)
def test_a_smiley_that_ends_a_sentence_becomes_a_stop(text: str, mark: str, left: str) -> None:
    assert apply(text, seams.stopped(text, [place(text, mark)])) == left


def test_capitals_follow_what_is_replaced() -> None:
    assert seams.fitted("hello", "Yo") == "Hello"
    assert seams.fitted("hello", "yo") == "hello"
    assert seams.fitted("not coming", "NOT COMING") == "not coming"
