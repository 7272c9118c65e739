"""The describer: what it loads, what it keeps, and what it lets go of."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from spacy.tokens import Doc, Span, Token

from declint.describe import Describer
from declint.linter import Linter
from declint.match.keys import Keys
from declint.read.text import draft

TEXT = "Dear Ms. Lee,\n\nThank you for the invitation. I can't come, since I've accepted another offer.\n\nAnn Roe\n"


def acts(describe: Describer) -> list[tuple[str, int, int]]:
    message = describe(draft("a", TEXT))
    return [(tokens.label_, tokens.start, tokens.end) for one in message.sentences for tokens in one.acts]


def test_the_compiled_phrases_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linter: Linter) -> None:
    monkeypatch.delenv("DECLINT_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Linter(second_reader=False).describe  # noqa: B018
    monkeypatch.setattr(Keys, "_of_class", lambda *_: pytest.fail("compiled again"))
    again = Linter(second_reader=False)
    assert acts(again.describe) == acts(Describer("auto", linter.book, second_reader=False))


def test_what_is_kept_is_of_the_rules_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DECLINT_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Linter(second_reader=False).describe  # noqa: B018
    own = tmp_path / "rules" / "acts"
    own.mkdir(parents=True)
    (own / "gratitude.yaml").write_text(
        "id: gratitude\nname: Thanks\npatterns: [{phrases: [since]}]\n"
        "examples: {is: [since then, since when, ever since], is-not: [thank you, thanks, cheers]}\n"
    )
    found = acts(Linter(rules=(tmp_path / "rules",), second_reader=False).describe)
    assert [act for act in found if act[0] == "gratitude"] == [("gratitude", 5, 6)]


def test_words_are_added_as_they_are_met(linter: Linter) -> None:
    strings = linter.describe.nlp.vocab.strings
    assert all(label in strings for label in ("nsubj", "NNP", "advcl", "ROOT"))
    assert len(Linter(second_reader=False).describe.nlp.vocab.strings) < 10_000
    word = "zweihundertneunundneunzigste"
    assert word not in strings
    assert linter.describe.nlp(f"A {word} offer.")[1].text == word


def test_a_sentence_goes_without_being_looked_for(linter: Linter) -> None:
    """What is kept of a Doc with it must hold no words of it: Python would have to look for such rings."""
    describe = linter.describe
    message = describe(draft("a", TEXT.replace("another", "a quite different")))
    for scenario in linter.book.scenarios:
        linter.judge(scenario)(message)
    doc = describe._parsed.pop(next(text for text in describe._parsed if "quite different" in text))
    del message
    reached, waiting = set(), list(doc.user_data.values())
    while waiting:
        one = waiting.pop()
        if id(one) not in reached and not isinstance(one, Keys):
            reached.add(id(one))
            assert not isinstance(one, Doc | Span | Token)
            waiting += gc.get_referents(one) if not isinstance(one, type) else []


def test_an_act_that_is_asked_for_twice_is_told_once(linter: Linter) -> None:
    message = linter.describe(draft("a", TEXT))
    assert message.done("gratitude", "decline", "gratitude") == message.done("decline", "gratitude")
    assert len(message.done("gratitude")) == 1
