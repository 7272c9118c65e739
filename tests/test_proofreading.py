"""Slips are found, and correct text is let be; the figures are those that `tests.bench.proofreading` prints."""

from __future__ import annotations

import pytest

from declint.linter import Linter
from declint.match.spelling import Speller, _easiest, is_word
from tests.bench.proofreading import SHARED, Tally, drafts, linter_of_slips, sentences, tally


@pytest.fixture(scope="module")
def slips() -> Linter:
    return linter_of_slips()


def recall_of(whole: Tally, kind: str) -> float:
    return whole.found[kind] / whole.planted[kind]


@pytest.mark.parametrize(("which", "recall"), [("open", 0.93), ("aside", 0.75)])
def test_planted_slips(which: str, recall: float, slips: Linter) -> None:
    whole = tally(sentences(which), slips)
    assert recall_of(whole, "spelling") >= 0.9
    assert whole.recall >= recall
    assert whole.precision >= 0.97


def test_correct_drafts_are_let_be(slips: Linter) -> None:
    clean = [(path.name, findings) for path, planted, findings, _ in drafts(slips) if not planted]
    assert len(clean) >= 85
    assert [(name, [f.message for f in findings]) for name, findings in clean if findings] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside this checkout")
def test_slips_in_the_shared_drafts(slips: Linter) -> None:
    found = planted = 0
    for _, errors, findings, source in drafts(slips):
        told = [source[f.span.start : f.span.end] for f in findings]
        planted += len(errors)
        found += sum(any(said in error or error in said for said in told) for error in errors)
    assert found / planted >= 0.9


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("recieve", "receive"), ("opprtunity", "opportunity"), ("desided", "decided"), ("interveiw", "interview"),
        ("mannager", "manager"), ("teh", "the"), ("thankyou", "thank you"), ("probly", "probably"),
        ("sugested", "suggested"), ("definately", "definitely"),
    ],
)  # fmt: skip
def test_corrections(word: str, meant: str, linter: Linter) -> None:
    assert Speller(linter.book.lexicon).correction(word) == meant


@pytest.mark.parametrize(
    "word",
    [
        "organise", "organize", "labour", "labor", "centre", "enrol", "fulfil", "learnt", "whilst", "programme",
        "cheque", "travelling", "moulds", "practise", "judgement", "locum", "luthier", "kubernetes", "lakh",
        "swithered", "gawp", "panyard", "childminder", "bowings", "diolch", "gach", "tups", "dbt",
    ],
)  # fmt: skip
def test_words_that_are_none(word: str, linter: Linter) -> None:
    assert Speller(linter.book.lexicon).correction(word) is None


@pytest.mark.parametrize("word", ["colour", "organising", "tyre", "theatre", "levelled", "analyse", "grey"])
def test_british_words_are_words(word: str) -> None:
    assert is_word(word)


def test_the_easiest_words_are_those_of_textstat() -> None:
    from textstat.backend.utils import get_lang_easy_words

    assert _easiest() == get_lang_easy_words("en_US")
