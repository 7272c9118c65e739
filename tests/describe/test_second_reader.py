"""The second reader: its pieces, how its weights are kept, and what it makes of sentences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from declint.describe import Describer
from declint.describe.acts import BOTH, LEARNED, PATTERNS, SPANS
from declint.describe.second_reader import MOST_PIECES, SETTINGS, VOCABULARY, WEIGHTS, storage
from declint.describe.second_reader.reader import SecondReader
from declint.describe.second_reader.wordpiece import END, START, UNKNOWN, pieces
from declint.linter import Linter
from declint.read.text import draft
from tests.bench.reading import ACTS
from tests.training.lessons import TAUGHT, digest

SMALL = {name: n for n, name in enumerate([START, END, UNKNOWN, "de", "##cline", "cafe", "'", "s", "i", "!"])}


@pytest.fixture(scope="module")
def reader() -> SecondReader:
    return SecondReader()


def names(text: str, most: int = MOST_PIECES) -> list[str]:
    by_number = {n: name for name, n in SMALL.items()}
    return [by_number[piece.number] for piece in pieces(text, SMALL, most)]


def test_a_word_is_cut_into_the_longest_pieces() -> None:
    assert names("I decline!") == [START, "i", "de", "##cline", "!", END]


def test_accents_and_capitals_do_not_matter() -> None:
    assert names("CAFÉ") == names("cafe\u0301") == [START, "cafe", END]


def test_an_unknown_word_is_one_unknown_piece() -> None:
    assert names("i xyzzy") == [START, "i", UNKNOWN, END]
    assert names("i" * 50) == [START, UNKNOWN, END]


def test_a_long_sentence_is_read_as_far_as_it_goes() -> None:
    assert names("i " * 200, most=8) == [START, *["i"] * 6, END]


def test_a_piece_knows_where_its_word_begins() -> None:
    assert [piece.place for piece in pieces("i  decline's", SMALL, 64)] == [0, 0, 3, 3, 10, 11, 11]


@given(st.text(max_size=80))
def test_any_text_has_pieces_within_it(text: str) -> None:
    found = pieces(text, SMALL, 16)
    assert 2 <= len(found) <= 16
    assert all(0 <= piece.place <= max(len(text) - 1, 0) for piece in found)


def test_weights_survive_keeping() -> None:
    random = np.random.default_rng(0)
    steps = random.integers(-7, 8, (64, 96)).astype(np.float32)
    steps[:, ::32] = 7  # so that each run has a number at the end of its scale
    loose: dict[str, Any] = {
        "pieces": steps * 0.5,
        "bias": np.ones(3, np.float32),
        "layers": [{"asks": steps}, {"asks": -steps}],
    }
    again = storage.unpacked(storage.packed(loose))
    assert np.array_equal(again["pieces"], loose["pieces"])
    assert np.array_equal(again["bias"], loose["bias"])
    assert np.array_equal(again["layers"][1]["asks"], -steps)
    looked_up = storage.unpacked(storage.packed(loose), looked_up={"pieces"})
    rows = np.array([[3, 0], [63, 3]], np.int32)
    assert np.array_equal(looked_up["pieces"][rows], again["pieces"][rows])
    assert np.array_equal(looked_up["layers"][1]["asks"], -steps)


def test_it_is_small_enough_for_the_wheel() -> None:
    assert sum(path.stat().st_size for path in (WEIGHTS, VOCABULARY, SETTINGS)) <= 10_000_000


def test_it_was_trained_on_the_corpus_as_it_is(reader: SecondReader) -> None:
    assert reader.settings["learned_from"] == digest()
    assert reader.acts == TAUGHT
    assert set(reader.beliefs) >= set(ACTS.values())


def test_it_reads_alone_as_in_company(reader: SecondReader) -> None:
    texts = ["Thank you for the tour.", "I can't come.", "Let me sleep on it, would you, until the end of the week?"]
    together = list(reader.pipe(texts))
    for text, reading in zip(texts, together, strict=True):
        (alone,) = reader.pipe([text])
        assert alone.places == reading.places
        for act, odds in alone.odds.items():
            assert odds == pytest.approx(reading.odds[act], abs=1e-3)


@pytest.mark.parametrize("text", ["", "…", "🙂", "I", "x" * 500, "no " * 500])
def test_nothing_is_too_odd_to_read(reader: SecondReader, text: str) -> None:
    (reading,) = reader.pipe([text])
    assert all(np.isfinite(odds) for odds in reading.odds.values())
    assert all(0 <= place <= max(len(text) - 1, 0) for place in reading.places.values())


def test_an_act_tells_who_saw_it(linter: Linter) -> None:
    (message,) = linter.describe.pipe([draft("x", "Thank you so much for seeing me.")])
    (thanks,) = message.sentences[0].does("gratitude")
    assert thanks.id_ == BOTH
    seen = {act.id_ for act in message.sentences[0].doc.spans[SPANS]}
    assert seen <= {BOTH, PATTERNS, LEARNED}


def test_it_can_be_left_out(linter: Linter) -> None:
    alone = Describer("auto", linter.book, second_reader=False)
    (message,) = alone.pipe([draft("x", "Thank you so much for seeing me.")])
    (thanks,) = message.sentences[0].does("gratitude")
    assert thanks.id_ == PATTERNS
