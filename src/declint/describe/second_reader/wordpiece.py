"""Word pieces: a text cut into the pieces that the encoder knows, each with its place.

The cutting is BERT's: lower case, no accents, marks alone, then the longest known piece first
(Devlin et al. 2019, after Wu et al. 2016).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD = 40
"""Characters beyond which a word is no word."""


class Piece(NamedTuple):
    """A piece by its number, and where its word begins in the text."""

    number: int
    place: int


def pieces(text: str, vocabulary: Mapping[str, int], most: int) -> list[Piece]:
    """Cut a text into at most so many pieces, with those that mark its start and its end."""
    found = [Piece(vocabulary[START], 0)]
    for word, place in _words(text):
        found += [Piece(number, place) for number in _cut(word, vocabulary)]
        if len(found) >= most - 1:
            break
    return [*found[: most - 1], Piece(vocabulary[END], max(len(text) - 1, 0))]


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Give each word and each mark, small and bare, with its place."""
    word, begun = "", 0
    for place, char in enumerate(text):
        for bare in unicodedata.normalize("NFD", char.lower()):
            kind = unicodedata.category(bare)
            if kind == "Mn":
                continue
            alone = kind[0] in "PS"
            if (alone or kind[0] in "ZC") and word:
                yield word, begun
                word = ""
            if alone:
                yield bare, place
            elif kind[0] not in "ZC":
                begun = begun if word else place
                word += bare
    if word:
        yield word, begun


def _cut(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Cut a word, longest known piece first; a word with a part that nothing knows is unknown."""
    if len(word) > LONGEST_WORD:
        return [vocabulary[UNKNOWN]]
    numbers: list[int] = []
    start = 0
    while start < len(word):
        prefix = "##" if start else ""
        end = next((e for e in range(len(word), start, -1) if prefix + word[start:e] in vocabulary), None)
        if end is None:
            return [vocabulary[UNKNOWN]]
        numbers.append(vocabulary[prefix + word[start:end]])
        start = end
    return numbers
