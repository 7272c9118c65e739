"""The reader itself: texts of one sentence each → how likely each act is, and by which word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import tanh
from typing import TYPE_CHECKING

import numpy as np

from declint.describe.second_reader import MOST_PIECES, WEIGHTS, encoder, settings, storage, vocabulary
from declint.describe.second_reader.wordpiece import Piece, pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOGETHER = 32
"""Sentences read in one go."""


@dataclass(frozen=True)
class Reading:
    """What the second reader makes of a sentence: log-odds of each act, and the place of the word that shows it."""

    odds: Mapping[str, float]
    places: Mapping[str, int]


@dataclass(frozen=True)
class Belief:
    """How likely an act is done, from what both readers say of it: log-odds that add up."""

    slope: float
    pattern: float
    bias: float

    def __call__(self, odds: float, seen: bool) -> float:
        """Give the likelihood of an act to which the second reader gives these log-odds, and that patterns see."""
        return 0.5 * (1 + tanh((self.slope * odds + self.pattern * seen + self.bias) / 2))


class SecondReader:
    """Reads texts of one sentence each."""

    def __init__(self) -> None:
        self.settings = settings()
        self.acts: tuple[str, ...] = tuple(self.settings["acts"])
        self.vocabulary = vocabulary()
        self.weights = weights()
        self.beliefs = {act: Belief(**own) for act, own in self.settings.get("beliefs", {}).items()}

    def pipe(self, texts: Iterable[str]) -> Iterator[Reading]:
        """Read sentences in order, those of like length together."""
        waiting = iter(texts)
        while batch := [pieces(text, self.vocabulary, MOST_PIECES) for text in islice(waiting, TOGETHER * 8)]:
            order = sorted(range(len(batch)), key=lambda i: len(batch[i]))
            read: dict[int, Reading] = {}
            for start in range(0, len(order), TOGETHER):
                chosen = order[start : start + TOGETHER]
                read.update(zip(chosen, self._read([batch[i] for i in chosen]), strict=True))
            yield from (read[i] for i in range(len(batch)))

    def _read(self, batch: list[list[Piece]]) -> Iterator[Reading]:
        numbers, mask = padded([[piece.number for piece in row] for row in batch])
        odds, attention = encoder.read(self.weights, numbers, mask)
        for row, own, looked in zip(batch, odds.tolist(), attention, strict=True):
            # What marks the start and the end of a sentence is no word of it.
            best = looked[:, 1 : len(row) - 1].argmax(-1) + 1 if len(row) > 2 else np.zeros(len(own), int)
            yield Reading(
                dict(zip(self.acts, own, strict=True)),
                {act: row[place].place for act, place in zip(self.acts, best.tolist(), strict=True)},
            )


def padded(rows: list[list[int]]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Lay rows of pieces out as one table, and tell which of its places are filled."""
    numbers = np.zeros((len(rows), max(map(len, rows))), np.int32)
    mask = np.zeros(numbers.shape, np.float32)
    for table, filled, row in zip(numbers, mask, rows, strict=True):
        table[: len(row)], filled[: len(row)] = row, 1
    return numbers, mask


@cache
def weights() -> encoder.Weights:
    """Load the weights."""
    with np.load(WEIGHTS) as kept:
        return storage.unpacked(dict(kept), looked_up={"pieces"})
