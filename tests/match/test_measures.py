"""What can be counted, and that counting words is what textstat calls so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from declint.match.measures import _textstat, words


def test_words_are_those_of_textstat() -> None:
    for text in (
        "Thank you, but no.",
        "It's 10:30 -- isn't it?",
        "",
        " … ",
        "rock'n'roll 'quoted' x's",
        "e-mail/phone",
    ):
        assert words(text) == _textstat().lexicon_count(text, removepunct=True), text


@given(st.text(alphabet=st.sampled_from("ab é1'’-–.,!?\n \t_()/&"), max_size=40))
def test_words_are_those_of_textstat_in_any_text(text: str) -> None:
    assert words(text) == _textstat().lexicon_count(text, removepunct=True)
