"""Phrases: the short way to write a run of words in a rule file.

`thank you` is these two words, however they are cased or contracted (`not` is also `n't`).
`~take` is any form of *take*; `@going-ahead` any entry of that word class, as written or in any form;
`a|b` either; `#` any number or clock time; `very?` may be missing; `*` stands for up to three words
in between, `**` for up to eight; `might=hedge` names the word for `message` and `rewrite`.

A rulebook has thousands of phrases, most of which have no word in common with a sentence. So they are
looked up by the words they may begin with, and matched here: spaCy's Matcher would try each on every word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

    from declint.match.words import Lexicon

ELEMENT = re.compile(r"(?P<words>[^\s?=]+)(?P<optional>\?)?(?:=(?P<name>[a-z_]+))?")
GAPS = {"*": 3, "**": 8}
PARTING = frozenset([*',.;:!?–—…()[]{}"“”/|•', "...", "--", "..", "!!", "??", "?!", "''", "``"])
"""Marks that part clauses: a gap holds none, but it may hold the hyphen of a "ten-minute call"."""
NUMBER = "#"
READ = "declint.phrases"
"""Where a Doc keeps its reading."""

Key = str
"""What a word can be known by: `=norm`, `~lemma`, `'lower`, or `#` for a number."""


def classes_in(phrase: str) -> Iterator[str]:
    """Name the word classes that a phrase speaks of."""
    for element in phrase.split():
        for words in element.split("|"):
            if words.startswith("@"):
                yield words[1:].split("=")[0].rstrip("?")


def names_in(phrase: str) -> Iterator[str]:
    """Name the words that a phrase names with `=`."""
    for element in phrase.split():
        match = ELEMENT.fullmatch(element)
        if match and match["name"]:
            yield match["name"]


def check(phrase: str) -> None:
    """Raise ValueError for a phrase that cannot be read, without any language at hand."""
    elements = phrase.split()
    if not elements or all(element in GAPS for element in elements):
        raise ValueError(f"the phrase '{phrase}' says nothing")
    for element in elements:
        if element not in GAPS and not ELEMENT.fullmatch(element):
            raise ValueError(f"cannot read '{element}' in the phrase '{phrase}'")


class Found(NamedTuple):
    """Where a phrase stands in a sentence, and its named words."""

    start: int
    end: int
    captures: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Element:
    """What may stand at one place of a phrase: words by what they begin with, or, with `gap`, any few words."""

    ways: Mapping[Key, tuple[tuple[Key, ...], ...]] = field(default_factory=dict)
    optional: bool = False
    gap: int = 0
    name: str | None = None


class Reading:
    """A sentence as phrases see it: for each word its keys, and whether a gap may hold it; and where each key is."""

    def __init__(self, doc: Doc) -> None:
        self.keys = [_keys(t.norm_, t.lemma_, t.lower_, t.tag_ == "CD") for t in doc]
        self.parts = [t.text in PARTING or t.tag_ == ":" for t in doc]
        self.starts: dict[Key, list[int]] = defaultdict(list)
        for start, keys in enumerate(self.keys):
            for key in keys:
                self.starts[key].append(start)

    @classmethod
    def of(cls, doc: Doc) -> Reading:
        """Read a sentence, once for all who look for phrases in it."""
        if READ not in doc.user_data:
            doc.user_data[READ] = cls(doc)
        reading: Reading = doc.user_data[READ]
        return reading


@lru_cache(maxsize=20_000)  # of a word that stands in many sentences the keys are kept once
def _keys(norm: str, lemma: str, lower: str, number: bool) -> tuple[Key, ...]:
    keys = ("=" + norm, "~" + lemma, "'" + lower)
    return (*keys, NUMBER) if number else keys


@dataclass(frozen=True)
class Phrase:
    """A phrase as read, ready to be found."""

    elements: tuple[Element, ...]

    def longest(self, reading: Reading, start: int) -> Found | None:
        """Give the longest run of words that it matches from a place, or None."""
        best: Found | None = None
        for end, captures in self._from(reading, start, 0, (), set()):
            if end > start and (best is None or end > best.end):
                best = Found(start, end, dict(captures))
        return best

    def _from(
        self,
        reading: Reading,
        at: int,
        number: int,
        named: tuple[tuple[str, tuple[int, int]], ...],
        seen: set[tuple[int, int]],
    ) -> Iterator[tuple[int, tuple[tuple[str, tuple[int, int]], ...]]]:
        # Each place is gone on from once: "maybe maybe maybe" has more ways through than there is time.
        if (at, number) in seen:
            return
        seen.add((at, number))
        if number == len(self.elements):
            yield at, named
            return
        element = self.elements[number]
        if element.gap:
            reach = at
            yield from self._from(reading, reach, number + 1, named, seen)
            while reach < len(reading.keys) and reach - at < element.gap and not reading.parts[reach]:
                reach += 1
                yield from self._from(reading, reach, number + 1, named, seen)
            return
        if at < len(reading.keys):
            for key in reading.keys[at]:
                for rest in element.ways.get(key, ()):
                    end = at + 1 + len(rest)
                    if end <= len(reading.keys) and all(
                        wanted in keys for wanted, keys in zip(rest, reading.keys[at + 1 : end], strict=True)
                    ):
                        names = (*named, (element.name, (at, end))) if element.name else named
                        yield from self._from(reading, end, number + 1, names, seen)
        if element.optional:
            yield from self._from(reading, at, number + 1, named, seen)


class Phrases:
    """Many phrases, found at once; each has a number."""

    def __init__(self, numbered: Sequence[tuple[int, Phrase]]) -> None:
        self._phrases = [phrase for _, phrase in numbered]
        self._numbers = [number for number, _ in numbered]
        known: dict[int, int] = {}
        elements: list[Element] = []
        self._needs: list[frozenset[int]] = []
        """Of each phrase, the elements that it cannot do without."""
        self._firsts: list[frozenset[int] | None] = []
        """Of each phrase, the elements that it may begin with; None where it may begin with any word."""
        for phrase in self._phrases:
            # Phrases share their elements, so most of the work is done once for all.
            for element in phrase.elements:
                if id(element) not in known:
                    known[id(element)] = len(elements)
                    elements.append(element)
            own = [known[id(element)] for element in phrase.elements]
            self._needs.append(frozenset(n for n in own if not (elements[n].gap or elements[n].optional)))
            firsts = _firsts([elements[n] for n in own])
            self._firsts.append(None if firsts is None else frozenset(own[:firsts]))
        common = Counter(number for needs in self._needs for number in needs)
        self._elements = elements
        self._betrayed: dict[int | None, list[int]] = defaultdict(list)
        """Of each element, the phrases of which it is the rarest that they need; of None, those that need none."""
        for place, needs in enumerate(self._needs):
            self._betrayed[min(needs, key=lambda n: (common[n], n), default=None)].append(place)
        speaking: dict[Key, list[int]] = defaultdict(list)
        for number, element in enumerate(elements):
            for key in element.ways:
                speaking[key].append(number)
        self._speaking = {key: tuple(numbers) for key, numbers in speaking.items()}
        """Of each key, the elements that a word with it may begin."""

    def __call__(self, doc: Doc) -> Iterator[tuple[int, Found]]:
        """Give what each phrase finds in a sentence: of overlapping runs the longest."""
        reading = Reading.of(doc)
        met: set[int] = set()
        for key in reading.starts.keys() & self._speaking.keys():
            met.update(self._speaking[key])
        if not met:
            return
        possible = [
            place for element in (*met, None) for place in self._betrayed.get(element, ()) if self._needs[place] <= met
        ]
        starts: dict[int, set[int]] = {}
        for place in sorted(possible):
            phrase, firsts = self._phrases[place], self._firsts[place]
            for element in (firsts or frozenset()) - starts.keys():
                keys = self._elements[element].ways.keys() & reading.starts.keys()
                starts[element] = {start for key in keys for start in reading.starts[key]}
            begins = range(len(reading.keys)) if firsts is None else sorted(set().union(*(starts[n] for n in firsts)))
            found = [run for start in begins if (run := phrase.longest(reading, start))]
            taken: list[Found] = []
            for run in sorted(found, key=lambda r: (r.start - r.end, r.start)):
                if all(run.end <= other.start or other.end <= run.start for other in taken):
                    taken.append(run)
                    yield self._numbers[place], run


def _firsts(elements: Sequence[Element]) -> int | None:
    """Count the elements that a phrase may begin with; None where it may begin with any word."""
    for count, element in enumerate(elements, 1):
        if element.gap:
            return None
        if not element.optional:
            return count
    return len(elements)


def read(phrase: str, tokenizer: Tokenizer, lexicon: Lexicon) -> Phrase:
    """Read a phrase; ValueError where it cannot be read."""
    elements = tuple(_element(element, tokenizer, lexicon) for element in phrase.split())
    if not elements:
        raise ValueError("an empty phrase matches nothing")
    return Phrase(elements)


@lru_cache(maxsize=20_000)  # the same words and classes stand in many phrases
def _element(element: str, tokenizer: Tokenizer, lexicon: Lexicon) -> Element:
    if element in GAPS:
        return Element(gap=GAPS[element])
    match = ELEMENT.fullmatch(element)
    if not match:
        raise ValueError(f"cannot read '{element}'")
    ways: dict[Key, dict[tuple[Key, ...], None]] = defaultdict(dict)
    for first, rest in _ways(match["words"], tokenizer, lexicon):
        ways[first][rest] = None
    return Element({key: tuple(rests) for key, rests in ways.items()}, bool(match["optional"]), 0, match["name"])


def _ways(words: str, tokenizer: Tokenizer, lexicon: Lexicon) -> Iterator[tuple[Key, tuple[Key, ...]]]:
    for word in words.split("|"):
        if word.startswith("@"):
            yield from _entries(word[1:], tokenizer, lexicon)
        elif word == NUMBER:
            yield NUMBER, ()
        elif word.startswith("~"):
            yield "~" + word[1:], ()
        elif forms := _forms(word, tokenizer):
            yield "=" + forms[0].norm, tuple("=" + form.norm for form in forms[1:])


@lru_cache(maxsize=2_000)
def _entries(name: str, tokenizer: Tokenizer, lexicon: Lexicon) -> tuple[tuple[Key, tuple[Key, ...]], ...]:
    """Give the ways to say each entry of a word class."""
    ways: list[tuple[Key, tuple[Key, ...]]] = []
    for entry in lexicon.entries(name):
        # An entry of several words: its first word in any form, the others as they are.
        first, *others = (form for part in entry.split() for form in _forms(part, tokenizer))
        if others and " " not in entry and "-" not in entry:
            # "gonna" is two tokens, and known by its letters: its norm is "going to".
            ways.append(("'" + first.lower, tuple("'" + other.lower for other in others)))
            continue
        rest = tuple("=" + other.norm for other in others)
        ways += [("~" + first.text, rest), ("'" + first.text, rest)]
    return tuple(ways)


class Form(NamedTuple):
    """A token as a word of a rulebook gives it, without a sentence around it."""

    text: str
    lower: str
    norm: str


@lru_cache(maxsize=20_000)
def _forms(word: str, tokenizer: Tokenizer) -> tuple[Form, ...]:
    """Cut a word into tokens."""
    from spacy.attrs import NORM

    # Small letters alone are one token, unless an exception says otherwise; to ask for each costs a third of a start.
    if word.isascii() and word.isalpha() and word.islower() and word not in tokenizer.rules:
        return (Form(word, word, tokenizer.vocab.lex_attr_getters[NORM](word)),)
    return tuple(Form(token.text, token.lower_, token.norm_) for token in tokenizer(word))
