"""Edits: made, joined up, and composed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declint.judge.fix import agreeing, apply, composed, mend
from declint.model import Edit, Fix, Span


def edit(start: int, end: int, text: str = "") -> Edit:
    return Edit(span=Span(start=start, end=end), text=text)


def fix(*edits: Edit) -> Fix:
    return Fix(edits=edits, tier="safe")


TEXT = st.text("abc \n.", min_size=1, max_size=20)


@st.composite
def apart(draw: st.DrawFn, length: int, most: int = 3) -> list[Edit]:
    """Draw edits of a text of some length that do not overlap."""
    count = draw(st.integers(0, most))
    places = sorted(draw(st.lists(st.integers(0, length), min_size=2 * count, max_size=2 * count)))
    texts = draw(st.lists(st.text("XY", max_size=3), min_size=count, max_size=count))
    return [edit(places[2 * n], places[2 * n + 1], text) for n, text in enumerate(texts)]


def test_edits_are_made_by_place() -> None:
    assert apply("one two three", [edit(8, 13, "3"), edit(0, 3, "1")]) == "1 two 3"


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply("one two", [edit(0, 5, "x"), edit(4, 7, "y")])


def test_a_fix_that_meets_another_waits() -> None:
    assert mend("one two", [fix(edit(0, 3, "1")), fix(edit(2, 5, "x"), edit(6, 7, "y"))]) == "1 two"


def test_what_two_fixes_do_alike_is_done_once() -> None:
    assert mend("yo yo", [fix(edit(0, 2, "hi")), fix(edit(0, 2, "hi"), edit(3, 5, "you"))]) == "hi you"


def test_what_is_left_out_side_by_side_goes_in_one_piece() -> None:
    text = "Thank you.\n\nYour process is a mess. Nobody answers.\n\nKind regards,"
    first, second = text.index("Your"), text.index("Nobody")
    fixes = [fix(edit(first, second)), fix(edit(second - 1, text.index("\n\nKind")))]
    assert mend(text, fixes) == "Thank you.\n\nKind regards,"


def test_sentences_added_at_one_place_share_a_paragraph() -> None:
    fixes = [
        fix(edit(4, 4, "\n\nI wish you well.")),
        fix(edit(4, 4, "\n\nThank you again.")),
        fix(edit(4, 4, "\n\nRegards,")),
    ]
    assert mend("Bye.", fixes) == "Bye.\n\nI wish you well. Thank you again.\n\nRegards,"


@given(st.data(), TEXT)
def test_text_outside_the_edits_stays(data: st.DataObject, text: str) -> None:
    fixes = [fix(*data.draw(apart(len(text)))) for _ in range(3)]
    made = agreeing(text, fixes)
    spans = sorted(e.span for e in made)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept, end = [], 0
    for span in spans:
        kept.append(text[end : span.start])
        end = span.end
    rest = mend(text, fixes)
    for piece in [*kept, text[end:]]:
        assert piece in rest
        rest = rest[rest.index(piece) + len(piece) :]


@given(st.data(), TEXT)
def test_composed_edits_do_what_two_rounds_do(data: st.DataObject, text: str) -> None:
    first = data.draw(apart(len(text)))
    between = apply(text, first)
    then = data.draw(apart(len(between)))
    assert apply(text, composed(text, first, then)) == apply(between, then)
