"""Phrases: what the short way to write words finds."""

from __future__ import annotations

import pytest

from declint.describe import pipeline
from declint.linter import Linter
from declint.match.phrases import Phrases, _forms, check, read
from declint.match.words import Lexicon

LEXICON = Lexicon({"leaving": ("withdraw", "step aside", "unprepared"), "marks": ("best",)})


@pytest.fixture(scope="module")
def nlp():
    return pipeline.load("auto")


def found(nlp, phrase: str, text: str) -> list[str]:
    doc = nlp(text)
    phrases = Phrases([(0, read(phrase, nlp.tokenizer, LEXICON))])
    return [doc[run.start : run.end].text for _, run in sorted(phrases(doc))]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("thank you", "Thank you both.", ["Thank you"]),
        ("can not", "I can't come.", ["can't"]),
        ("~take it", "I took it, and I am taking it.", ["took it", "taking it"]),
        ("@leaving", "I withdrew and stepped aside.", ["withdrew", "stepped aside"]),
        ("@leaving", "I am unprepared.", ["unprepared"]),
        ("very|so? sorry", "So sorry. Sorry.", ["So sorry", "Sorry"]),
        ("# days", "Give me 3 days.", ["3 days"]),
        ("need * time", "I need a bit more time.", ["need a bit more time"]),
        ("need * time", "I need, in short, time.", []),
        ("need * time", "I need so very much more time.", []),
        ("need ** time", "I need so very much more time.", ["need so very much more time"]),
        ("a * call", "Is it a ten-minute call?", ["a ten-minute call"]),
        ("sure ,? yes", "Sure, yes.", ["Sure, yes"]),
        ("so * so", "so and so or so", ["so and so or so"]),
    ],
)
def test_found(nlp, phrase: str, text: str, expected: list[str]):
    assert found(nlp, phrase, text) == expected


def test_names_are_kept(nlp):
    doc = nlp("I might step aside.")
    ((_, run),) = Phrases([(7, read("might=hedge @leaving=act", nlp.tokenizer, LEXICON))])(doc)
    assert {name: doc[a:b].text for name, (a, b) in run.captures.items()} == {"hedge": "might", "act": "step aside"}


@pytest.mark.parametrize("phrase", ["", "*", "* **", "a=b=c"])
def test_a_phrase_that_says_nothing_is_refused(phrase: str):
    with pytest.raises(ValueError, match=r"says nothing|cannot read"):
        check(phrase)


def test_a_plain_word_is_known_by_what_the_tokenizer_makes_of_it(linter: Linter) -> None:
    tokenizer = linter.describe.nlp.tokenizer
    words = {
        word for name in linter.book.lexicon for entry in linter.book.lexicon.entries(name) for word in entry.split()
    }
    words |= {"im", "dont", "gonna", "km", "pm", "co", "us", "ill", "wed", "cant", "e", "x", "ha"}
    for word in words:
        whole = [(token.text, token.lower_, token.norm_) for token in tokenizer(word)]
        assert [tuple(form) for form in _forms(word, tokenizer)] == whole, word
