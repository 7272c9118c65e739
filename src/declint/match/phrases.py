"""Phrases: the short way to write a run of words in a rule file.

`thank you` is these two words, however they are cased or contracted (`not` is also `n't`).
`~take` is any form of *take*; `@going-ahead` any entry of that word class, as written or in any form;
`a|b` either; `#` any number or clock time; `very?` may be missing; `*` stands for up to three words
in between, `**` for up to eight; `might=hedge` names the word for `message` and `rewrite`.

A rulebook has thousands of phrases: spaCy's Matcher would try each on every word. Here those are told at once
of which a sentence lacks a word, and the others are followed through it at all its places together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from declint.match.keys import Bits, Key, Keys, Reading, each

if TYPE_CHECKING:
    from spacy.tokens import Doc

ELEMENT = re.compile(r"(?P<words>[^\s?=]+)(?P<optional>\?)?(?:=(?P<name>[a-z_]+))?")
GAPS = {"*": 3, "**": 8}

LEARNED = frozenset({64, 512})
MOST_LEARNED = max(LEARNED)
"""After so many sentences, it is known better which elements are rare: what is found is the same, and sooner."""

FEW = 100
"""Phrases that are looked for so quickly that there is nothing to learn."""

JOINT = "declint.joint"
"""Where a Doc keeps what was found in it and nobody has asked for yet."""

Named = tuple[tuple[str, tuple[int, int]], ...]


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


class Standing(NamedTuple):
    """Where an element stands in a sentence: as one word, and as several, by how many they are."""

    word: Bits
    runs: tuple[tuple[int, Bits], ...]


@dataclass(eq=False, slots=True)
class Element:
    """What may stand at one place of a phrase: a word or run with one of these keys, or, with `gap`, any few words."""

    keys: frozenset[Key] = frozenset()
    optional: bool = False
    gap: int = 0
    name: str | None = None

    @property
    def needed(self) -> bool:
        """Whether a phrase cannot do without it."""
        return not (self.gap or self.optional)

    def standing(self, reading: Reading) -> Standing:
        """Tell where it stands in a sentence."""
        word = 0
        for key in self.keys:
            word |= reading.words.get(key, 0)
        return Standing(word, tuple(run for key, runs in reading.runs.items() if key in self.keys for run in runs))


@dataclass(eq=False, slots=True)
class Phrase:
    """A phrase as read, ready to be found."""

    elements: tuple[Element, ...]

    def begins(self, reading: Reading, stands: dict[Element, Standing]) -> Bits:
        """Tell where it may begin; nowhere, if it is not there. What `stands` lacks of its elements is added."""
        everywhere = (1 << reading.length) - 1
        begins, reached, first = 0, everywhere, True
        for element in self.elements:
            if element.gap:
                begins, first = everywhere if first else begins, False
                for _ in range(element.gap):
                    reached |= (reached & reading.open) << 1
                continue
            if (own := stands.get(element)) is None:
                own = stands[element] = element.standing(reading)
            passed = (reached & own.word) << 1
            for length, places in own.runs:
                passed |= (reached & places) << length
            if first:
                begins |= own.word
                for _, places in own.runs:
                    begins |= places
                first = element.optional
            reached = passed | reached if element.optional else passed
            if not reached:
                return 0
        return begins

    def longest(self, reading: Reading, stands: Mapping[Element, Standing], start: int) -> Found | None:
        """Give the longest run of words that it matches from a place, or None; all its elements are in `stands`."""
        seen: set[tuple[int, int]] = set()

        def ends(at: int, number: int, named: Named) -> Iterator[tuple[int, Named]]:
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
                yield from ends(reach, number + 1, named)
                while reach - at < element.gap and reading.open >> reach & 1:
                    reach += 1
                    yield from ends(reach, number + 1, named)
                return
            own = stands[element]
            for length, places in ((1, own.word), *own.runs):
                if places >> at & 1:
                    names = (*named, (element.name, (at, at + length))) if element.name else named
                    yield from ends(at + length, number + 1, names)
            if element.optional:
                yield from ends(at, number + 1, named)

        best: Found | None = None
        for end, captures in ends(start, 0, ()):
            if end > start and (best is None or end > best.end):
                best = Found(start, end, dict(captures))
        return best


Number = TypeVar("Number")


class Phrases(Generic[Number]):
    """Many phrases over the same keys, found at once; each has a number."""

    def __init__(self, keys: Keys, numbered: Sequence[tuple[Number, Phrase]]) -> None:
        self._keys = keys
        self._phrases = [phrase for _, phrase in numbered]
        self._numbers = [number for number, _ in numbered]
        self._needs = [frozenset(one for one in phrase.elements if one.needed) for phrase in self._phrases]
        """Of each phrase, the elements that it cannot do without."""
        self._met: Counter[Element] = Counter(element for needs in self._needs for element in needs)
        """How often elements are needed, and were met in sentences: what is rare is told by it."""
        self._read = 0
        self._betrayed = self._by_rarest()
        self._speaking: dict[Key, list[Element]] = defaultdict(list)
        """Of each key, the elements that a word or run with it is."""
        for element in dict.fromkeys(element for phrase in self._phrases for element in phrase.elements):
            for key in element.keys:
                self._speaking[key].append(element)

    def _by_rarest(self) -> Mapping[Element | None, list[int]]:
        """Give of each element the phrases of which it is the rarest that they need; of None, those that need none."""
        betrayed: dict[Element | None, list[int]] = defaultdict(list)
        for place, (phrase, needs) in enumerate(zip(self._phrases, self._needs, strict=True)):
            needed = [element for element in phrase.elements if element in needs]
            betrayed[min(needed, key=self._met.__getitem__, default=None)].append(place)
        return betrayed

    def _learn(self, met: Iterable[Element]) -> None:
        """Take note of which elements a sentence has, where there are phrases enough for that to pay."""
        if self._read < MOST_LEARNED and len(self._phrases) > FEW:
            self._met.update(met)
            self._read += 1
            if self._read in LEARNED:
                self._betrayed = self._by_rarest()

    def __call__(self, doc: Doc) -> Iterator[tuple[Number, Found]]:
        """Give what each phrase finds in a sentence: of overlapping runs the longest."""
        reading = self._keys.read(doc)
        met: set[Element] = set()
        for found in (reading.words, reading.runs):
            for key in found.keys() & self._speaking.keys():
                met.update(self._speaking[key])
        if not met and None not in self._betrayed:
            return
        self._learn(met)
        stands: dict[Element, Standing] = {}
        possible = [
            place
            for element in self._betrayed.keys() & {*met, None}
            for place in self._betrayed[element]
            if self._needs[place] <= met
        ]
        for place in sorted(possible):
            phrase = self._phrases[place]
            begins = phrase.begins(reading, stands)
            runs = [run for start in each(begins) if (run := phrase.longest(reading, stands, start))]
            taken: list[Found] = []
            for run in sorted(runs, key=lambda r: (r.start - r.end, r.start)):
                if all(run.end <= other.start or other.end <= run.start for other in taken):
                    taken.append(run)
                    yield self._numbers[place], run


class Joint:
    """The phrases of several finders, looked for in a sentence in one go, when the first of them asks."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self._numbered: list[tuple[tuple[int, int], Phrase]] = []
        self._phrases: Phrases[tuple[int, int]] | None = None
        self._kept = f"{JOINT}.{next(_NUMBERS)}"

    @property
    def closed(self) -> bool:
        """Whether it was asked already, so that no more phrases can come."""
        return self._phrases is not None

    def add(self, finder: int, numbered: Iterable[tuple[int, Phrase]]) -> None:
        """Add a finder's phrases."""
        self._numbered += (((finder, number), phrase) for number, phrase in numbered)

    def found(self, doc: Doc, finder: int) -> Sequence[tuple[int, Found]]:
        """Give what the phrases of one finder find in a sentence; each finder asks once."""
        known: dict[int, list[tuple[int, Found]]] | None = doc.user_data.get(self._kept)
        if known is None:
            self._phrases = self._phrases or Phrases(self.keys, self._numbered)
            known = doc.user_data[self._kept] = {}
            for (own, number), run in self._phrases(doc):
                known.setdefault(own, []).append((number, run))
        return known.pop(finder, ())


_NUMBERS = count()


def read(phrase: str, keys: Keys) -> Phrase:
    """Read a phrase; ValueError where it cannot be read."""
    elements = tuple(_element(element, keys) for element in phrase.split())
    if not elements:
        raise ValueError("an empty phrase matches nothing")
    return Phrase(elements)


@lru_cache(maxsize=20_000)  # the same words and classes stand in many phrases
def _element(element: str, keys: Keys) -> Element:
    if element in GAPS:
        return Element(gap=GAPS[element])
    match = ELEMENT.fullmatch(element)
    if not match:
        raise ValueError(f"cannot read '{element}'")
    return Element(keys.of(match["words"]), bool(match["optional"]), 0, match["name"])
