"""Values: a draft tells where in its file each of its words stands."""

from __future__ import annotations

from declint.model import Draft, Piece, Span

FILE = "<p>No&nbsp;thanks,</p>\n<p>Ann</p>\n"
SOURCE = "No thanks,\n\nAnn"
PIECES = (
    Piece(at=0, place=3, length=2),
    Piece(at=2, place=5, length=6),
    Piece(at=3, place=11, length=7),
    Piece(at=12, place=26, length=3),
)
PAGE = Draft(name="a.html", source=SOURCE, prose=SOURCE, file_text=FILE, pieces=PIECES)


def test_places_are_those_of_the_file() -> None:
    for word in ("No", "thanks", "Ann"):
        start = SOURCE.index(word)
        placed = PAGE.place_of(Span(start=start, end=start + len(word)))
        assert FILE[placed.start : placed.end] == word
    assert PAGE.positions(Span(start=12, end=15)) == ((2, 4), (2, 7))


def test_a_place_that_is_not_in_the_file_is_next_to_one_that_is() -> None:
    assert PAGE.place(10) == PAGE.place(11) == FILE.index("</p>")
    assert PAGE.place(len(SOURCE)) == FILE.index("Ann") + 3


def test_places_of_a_text_are_its_own() -> None:
    draft = Draft(name="a.txt", source="a\nbc", prose="a\nbc")
    assert draft.place_of(Span(start=2, end=4)) == Span(start=2, end=4)
    assert draft.position(3) == (2, 2)
    assert draft.line_at(3) == (2, "bc")


def test_the_path_of_one_message_of_several() -> None:
    draft = Draft(name="all#1.yaml#late", source="", prose="", fragment="late")
    assert draft.path == "all#1.yaml"
    assert Draft(name="a#b", source="", prose="").path == "a#b"
