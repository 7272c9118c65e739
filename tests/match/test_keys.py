"""Keys: what the words of a sentence can be known by."""

from __future__ import annotations

import pytest

from declint.describe import pipeline
from declint.match.keys import Keys, each
from declint.match.words import Lexicon

LEXICON = Lexicon({"leaving": ("withdraw", "step aside", "gonna"), "marks": ("best", "Best-of")})
SAID = ("@leaving|can't|~take|#", "thank", "@marks", "…")


@pytest.fixture(scope="module")
def nlp():
    return pipeline.load("auto")


def keys_of(nlp) -> Keys:
    keys = Keys(nlp.tokenizer, LEXICON)
    for words in SAID:
        keys.of(words)
    return keys


@pytest.mark.parametrize(
    ("text", "key", "places"),
    [
        ("Thank you, thank them", "=thank", [0, 3]),
        ("I took 3 of them", "~take", [1]),
        ("I took 3 of them", "#", [2]),
        ("We withdrew; I withdraw", "@leaving", [1, 4]),
        ("We do our best", "@marks", [3]),
    ],
)
def test_a_word_is_known_by_its_keys(nlp, text: str, key: str, places: list[int]) -> None:
    assert list(each(keys_of(nlp).read(nlp(text)).words[key])) == places


@pytest.mark.parametrize(
    ("text", "key", "length", "places"),
    [
        ("I stepped aside, and step aside", "@leaving", 2, [1, 5]),
        ("I'm gonna go", "@leaving", 2, [2]),
        ("I can't, I can not", "=can =not", 2, [1, 5]),
    ],
)
def test_a_run_is_known_where_it_begins(nlp, text: str, key: str, length: int, places: list[int]) -> None:
    ((found, where),) = keys_of(nlp).read(nlp(text)).runs[key]
    assert (found, list(each(where))) == (length, places)


def test_a_gap_holds_no_mark_that_parts(nlp) -> None:
    assert list(each(keys_of(nlp).read(nlp("a ten-minute call, yes")).open)) == [0, 1, 2, 3, 4, 6]


def test_what_was_told_is_known_again(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    keys, again = keys_of(nlp), Keys(nlp.tokenizer, LEXICON)
    again.restore(keys.told())
    monkeypatch.setattr(Keys, "_key", lambda *_: pytest.fail("looked up what it had been told"))
    assert [again.of(words) for words in SAID] == [keys.of(words) for words in SAID]
    for text in ("I stepped aside and withdrew, thank you", "I can't, I'm gonna take the best of 3"):
        one, other = (each_of.read(nlp(text))[2:] for each_of in (keys, again))
        assert one == other


def test_a_sentence_that_was_read_is_read_once(nlp) -> None:
    keys, doc = keys_of(nlp), nlp("Thank you.")
    first = keys.read(doc)
    assert keys.read(doc) is first
    keys.of("won't")
    assert keys.read(doc) is not first
