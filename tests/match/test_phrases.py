"""Phrases: what the short way to write words finds."""

from __future__ import annotations

import pytest

from declint.describe import pipeline
from declint.linter import Linter
from declint.match.keys import Keys
from declint.match.phrases import FEW, MOST_LEARNED, Joint, Phrases, check, read
from declint.match.words import Lexicon

LEXICON = Lexicon({"leaving": ("withdraw", "step aside", "unprepared"), "marks": ("best",)})


@pytest.fixture(scope="module")
def nlp():
    return pipeline.load("auto")


def found(nlp, phrase: str, text: str) -> list[str]:
    doc = nlp(text)
    keys = Keys(nlp.tokenizer, LEXICON)
    phrases = Phrases(keys, [(0, read(phrase, keys))])
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
    keys = Keys(nlp.tokenizer, LEXICON)
    ((_, run),) = Phrases(keys, [(7, read("might=hedge @leaving=act", keys))])(doc)
    assert {name: doc[a:b].text for name, (a, b) in run.captures.items()} == {"hedge": "might", "act": "step aside"}


@pytest.mark.parametrize("phrase", ["", "*", "* **", "a=b=c"])
def test_a_phrase_that_says_nothing_is_refused(phrase: str):
    with pytest.raises(ValueError, match=r"says nothing|cannot read"):
        check(phrase)


def test_a_plain_word_is_known_by_what_the_tokenizer_makes_of_it(linter: Linter) -> None:
    tokenizer = linter.describe.nlp.tokenizer
    keys = linter.describe.vocabulary.keys
    words = {
        word for name in linter.book.lexicon for entry in linter.book.lexicon.entries(name) for word in entry.split()
    }
    words |= {"im", "dont", "gonna", "km", "pm", "co", "us", "ill", "wed", "cant", "e", "x", "ha"}
    for word in words:
        whole = [(token.text, token.lower_, token.norm_) for token in tokenizer(word)]
        assert [tuple(form) for form in keys.cut(word)] == whole, word


def test_a_sentence_is_read_again_for_words_that_came_later(nlp) -> None:
    keys = Keys(nlp.tokenizer, LEXICON)
    doc = nlp("I must step aside, best wishes.")
    assert not list(Phrases(keys, [(0, read("nothing", keys))])(doc))
    later = Phrases(keys, [(0, read("@leaving ,", keys))])
    assert [(run.start, run.end) for _, run in later(doc)] == [(2, 5)]


def test_what_is_found_does_not_hang_on_what_was_read_before(nlp) -> None:
    keys = Keys(nlp.tokenizer, LEXICON)
    texts = ["I step aside.", "I am best at it, thank you.", "Thank you, I withdrew."]
    phrases = ["thank you", "i * @leaving", "you ,? i", "best|very at", *(f"i never{n}" for n in range(FEW))]
    numbered = [(number, read(one, keys)) for number, one in enumerate(phrases)]
    fresh = [sorted(Phrases(keys, numbered)(nlp(text)), key=str) for text in texts]
    learned = Phrases(keys, numbered)
    for _ in range(MOST_LEARNED):
        list(learned(nlp.make_doc("I withdrew.")))
    assert [sorted(learned(nlp(text)), key=str) for text in texts] == fresh


def test_finders_that_are_asked_together_find_what_they_find_alone(nlp) -> None:
    keys, doc = Keys(nlp.tokenizer, LEXICON), nlp("Thank you, I must step aside.")
    phrases = {3: ["thank you", "i must"], 8: ["must @leaving"], 9: ["never"]}
    joint = Joint(keys)
    for finder, own in phrases.items():
        joint.add(finder, [(number, read(phrase, keys)) for number, phrase in enumerate(own)])
    assert not joint.closed
    for finder, own in phrases.items():
        alone = Phrases(keys, [(number, read(phrase, keys)) for number, phrase in enumerate(own)])
        assert list(joint.found(doc, finder)) == list(alone(doc))
    assert joint.closed
