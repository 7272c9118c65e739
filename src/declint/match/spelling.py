"""Spelling: which words are misspelt, and what was surely meant.

A word is taken for a slip only if three things agree: Hunspell's American dictionary does not know it, nor
its American form (`colour`, `organise`); it is not one of the word classes `known-words` (trades, dialects,
newer words); and a word that people use in these messages, or one of the easiest English words (Dale and
Chall's list, as textstat has it), is one slip away. What is unknown and near to nothing is most likely a
name, a trade or another language, and is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from declint.match.words import Lexicon

NEEDED = frozenset({"known-words", "frequent-slips"})
"""The word classes that spelling speaks of."""

SHORTEST = 4
"""Letters below which a word is near to too many others."""

PLAIN = 6
"""Letters from which any one slip is told; of shorter words only two letters that changed places."""

LONG = 7
"""Letters from which two slips are still told."""

AMERICAN = (
    (r"our(?=$|s$|ed$|ing$|ite|able|ful|al|er|hood)", "or"),
    (r"is(?=e$|es$|ed$|ing$|er$|ers$|ation|able)", "iz"),
    (r"ys(?=e$|es$|ed$|ing$|er$)", "yz"),
    (r"ou(?=l)", "o"),
    (r"tre(?=$|s$|d$)", "ter"),
    (r"ll(?=ed$|ing$|er$|ers$|ous$|or$|ors$)", "l"),
    (r"l(?=ment|ments$|$|s$|ful$)", "ll"),
    (r"ogue(?=$|s$)", "og"),
    (r"ae|oe", "e"),
    (r"ce(?=$|s$|d$)", "se"),
    (r"se(?=$|s$|d$)", "ce"),
    (r"sing$", "cing"),
    (r"mme(?=$|s$)", "m"),
    (r"ey(?=$|s$|er$|ish$)|^grey", "ay"),
    (r"que(?=$|s$|d$)", "ck"),
    (r"y(?=re)", "i"),
    (r"dge(?=ment)", "dg"),
    (r"(?<=[a-z])t$", "ed"),
)
"""From British spelling to American, an ending at a time: `labour`, `enrol`, `programme`, `learnt`."""

PREFIXES = ("re", "un", "non", "pre", "co", "mid", "over", "under", "self", "anti", "sub", "ex", "semi", "multi")


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    """Load Hunspell's American dictionary, about 0.1 s; None where the library is broken."""
    try:
        from hunspell import Hunspell

        return Hunspell("en_US")
    except Exception:  # proofreading is the least of what declint does; it must not stop the rest
        return None


@lru_cache(maxsize=1)
def _easiest() -> frozenset[str]:
    # The list alone: to import what it comes with takes ten times as long as to read a draft.
    spec = find_spec("textstat")
    beside = Path(spec.origin).parent / "resources" / "en" / "easy_words.txt" if spec and spec.origin else None
    if beside and beside.is_file():
        return frozenset(beside.read_text(encoding="utf-8").split())
    from textstat.backend.utils import get_lang_easy_words

    return frozenset(get_lang_easy_words("en_US"))


@cache
def _in_dictionary(word: str) -> bool:
    dictionary = _dictionary()
    if dictionary is None:
        return True
    return bool(dictionary.spell(word) or dictionary.spell(word.capitalize()) or dictionary.spell(word.upper()))


@cache
def is_word(word: str) -> bool:
    """Tell whether a word in small letters is in the dictionary, in American or British spelling."""
    forms = {word, *_american(word)}
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST:
            forms.add(word.removeprefix(prefix))
    return any(_in_dictionary(form) for form in forms)


def is_common(word: str) -> bool:
    """Tell whether a word in small letters is one that a dictionary knows so: "hotel", not "leeds"."""
    return word != "i" and _in_dictionary(word)


def _american(word: str) -> Iterator[str]:
    for pattern, ending in AMERICAN:
        form = re.sub(pattern, ending, word)
        if form != word:
            yield form
            yield re.sub(r"our(?=[a-z])", "or", form)


class Speller:
    """Tells slips from words, with the words of a rulebook as those that these messages use."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.known = lexicon.words("known-words")
        self.slips = dict(entry.split("=") for entry in lexicon.entries("frequent-slips"))
        self.correction = cache(self._correction)

    @cached_property
    def _used(self) -> frozenset[str]:
        """The words that these messages use."""
        entries = (entry for name in self.lexicon for entry in self.lexicon.entries(name))
        return frozenset(word for entry in entries for word in entry.split() if word.isalpha())

    def _correction(self, word: str) -> str | None:
        """Give what was meant by a misspelt word in small letters; None for what is no slip, or no sure one."""
        if word in self.slips:
            return self.slips[word]
        word = word.removesuffix("'s")
        if len(word) < SHORTEST or not word.isascii() or word in self.known:
            return None
        if is_word(word) or is_word(word.removesuffix("s")):
            return None
        near = self._meant(_one_slip(word) if len(word) >= PLAIN else _swapped(word))
        if not near and len(word) >= LONG:
            near = self._meant({two for one in _one_slip(word, doubling=True) for two in _one_slip(one, doubling=True)})
        return next((one for one in near if one.removesuffix("s") != word), None)

    def common(self, word: str) -> bool:
        """Tell whether people use a word, in any of its forms, in these messages or everywhere."""
        return any(form in self._used or form in _easiest() for form in _bases(word))

    def _meant(self, candidates: Iterable[str]) -> list[str]:
        """Give those candidates that people use, the easiest first."""
        found = [word for word in candidates if self.common(word) and is_word(word)]
        return sorted(found, key=lambda word: (word not in _easiest(), word not in self._used, word))


def _bases(word: str) -> Iterator[str]:
    """Give a word, and what it can be a form of: `suggested` of `suggest`, `moving` of `move`."""
    yield word
    for ending in ("s", "es", "d", "ed", "ing", "ly", "er", "ers", "ation", "ary"):
        stem = word.removesuffix(ending)
        if len(stem) >= SHORTEST - 1 and stem != word:
            yield from (stem, stem + "e")
            if len(stem) > SHORTEST and stem[-1] == stem[-2]:
                yield stem[:-1]


def _one_slip(word: str, doubling: bool = False) -> set[str]:
    """Give all that is one letter away: left out, added, swapped or another (Damerau's four slips).

    With `doubling` only the slips that hands and ears make oftenest: a letter swapped, doubled or
    halved, a vowel for another or left out.
    """
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    swapped = _swapped(word)
    if doubling:
        halved = {a + b[1:] for a, b in splits if len(b) > 1 and b[0] == b[1]}
        doubled = {a + b[0] + b for a, b in splits if b}
        vowels = {a + vowel + b[1:] for a, b in splits if b and b[0] in "aeiou" for vowel in "aeiou"}
        filled = {a + letter + b for a, b in splits for letter in "aeiounrst"}
        return swapped | halved | doubled | vowels | filled
    left_out = {a + letter + b for a, b in splits for letter in ascii_lowercase}
    added = {a + b[1:] for a, b in splits if b}
    other = {a + letter + b[1:] for a, b in splits if b for letter in ascii_lowercase}
    return (swapped | left_out | added | other) - {word}


def _swapped(word: str) -> set[str]:
    """Give a word with each two neighbouring letters in each other's place."""
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)} - {word}
