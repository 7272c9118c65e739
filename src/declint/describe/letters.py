"""Letters: what a letter reads as that is another one to a machine, each for one so that places hold."""

from __future__ import annotations

import re
import unicodedata

LOOKS_LIKE = str.maketrans(
    "аеіјорсухѕһԁԛԝАВЕІЈКМНОРСТХЅοανικρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡ",
    "aeijopcyxshdqwABEIJKMHOPCTXSoavikptuxABEZHIKMNOPTYXig",
)
"""Cyrillic, Greek and other letters that look Latin (Unicode Technical Standard 39, confusables)."""
WORD = re.compile(r"[^\W\d_]+")


def plain(text: str) -> str:
    """Give a text of the same length with the letters that it seems to have.

    Full width and mathematical letters become plain ones (NFKC); one that only looks Latin does so in a
    word that has Latin letters too, for a word of another alphabet stays what it is.
    """
    return text if text.isascii() else WORD.sub(_read, text)


def _read(match: re.Match[str]) -> str:
    word = match.group()
    if word.isascii():
        return word
    plainer = "".join(map(_compatible, word))
    latin = any("a" <= char.lower() <= "z" for char in plainer)
    return plainer.translate(LOOKS_LIKE) if latin else plainer


def _compatible(letter: str) -> str:
    same = unicodedata.normalize("NFKC", letter)
    return same if len(same) == 1 else letter
