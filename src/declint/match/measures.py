"""Measures: what can be counted in a stretch of text. The only place that speaks to textstat."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

WORDLIKE = re.compile(r"\w")
MEASURES: dict[str, Callable[[str], float]] = {}


def measure(function: Callable[[str], float]) -> Callable[[str], float]:
    """Make a function known to rules under its name, with dashes for underscores."""
    MEASURES[function.__name__.replace("_", "-")] = function
    return function


def _textstat() -> Any:
    # Its syllable formulas fetch a dictionary over the network at first use. None of them is used
    # here, and the fetch is replaced by textstat's own offline fallback in case one ever is.
    import textstat
    from textstat.backend.counts import _count_syllables

    _count_syllables.get_cmudict = lambda _: None
    return textstat


@measure
def words(text: str) -> float:
    """Count the words, punctuation aside: as textstat's lexicon count does, whose import costs more than a draft."""
    return float(sum(1 for word in text.split() if WORDLIKE.search(word)))


@measure
def spoken_words(text: str) -> float:
    """Count the words as they are said aloud: of a telephone number, every digit is one."""
    digits = sum(len(run) - 1 for run in re.findall(r"\d{3,}", text))
    return words(text) + digits


@measure
def characters(text: str) -> float:
    """Count the characters that are not blanks (textstat's character count)."""
    return float(_textstat().char_count(text, ignore_spaces=True))


@measure
def reading_grade(text: str) -> float:
    """Give the school grade that can read it, by the automated readability index."""
    return float(_textstat().automated_readability_index(text))
