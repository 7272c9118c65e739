"""Keys: what each word of a sentence can be known by, so that phrases are found by looking them up.

A rulebook has thousands of phrases over tens of thousands of words, most of which have nothing in common with a
sentence. So each sentence is looked up in what the phrases speak of, once, and not they in it.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from operator import contains
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

    from declint.match.words import Lexicon

PARTING = frozenset([*',.;:!?–—…()[]{}"“”/|•', "...", "--", "..", "!!", "??", "?!", "''", "``"])
"""Marks that part clauses: a gap holds none, but it may hold the hyphen of a "ten-minute call"."""

NUMBER = "#"
READ = "declint.keys"
"""Where a Doc keeps its reading."""

Key = str
"""`=norm`, `~lemma`, `'lower`, `#` for a number, `@class`, or several of these, apart, for a run of words."""

Bits = int
"""Places in a sentence, a bit each: the first word is the last bit."""


class Form(NamedTuple):
    """A token as a word of a rulebook gives it, without a sentence around it."""

    text: str
    lower: str
    norm: str


class Reading(NamedTuple):
    """A sentence by its keys."""

    keys: Keys
    version: int
    length: int
    words: Mapping[Key, Bits]
    """Where each key of one word stands."""

    runs: Mapping[Key, tuple[tuple[int, Bits], ...]]
    """Where each key of several words begins, by how many they are."""

    open: Bits
    """Where a word stands that a gap may hold."""


class Keys:
    """The keys that some phrases speak of, over one tokenizer and one lexicon."""

    def __init__(self, tokenizer: Tokenizer, lexicon: Lexicon) -> None:
        from spacy.attrs import NORM

        self.tokenizer, self.lexicon = tokenizer, lexicon
        self._exceptions = frozenset(tokenizer.rules)
        self._norm: Callable[[str], str] = tokenizer.vocab.lex_attr_getters[NORM]
        self.version = 0
        """How often something was added: a sentence that was read before must be read again."""
        self._classes: dict[str, list[Key]] = defaultdict(list)
        """Of each word, the classes that it is in, in any of its forms."""
        self._odd: dict[Key, list[Key]] = defaultdict(list)
        """Of each key, the classes that a word is in by it alone."""
        self._runs: dict[Key, dict[Key, list[tuple[Key, tuple[Key, ...]]]]] = defaultdict(lambda: defaultdict(list))
        """Of each two keys, the runs that begin with them: by what they are known, and their other words."""
        self._said: dict[str, frozenset[Key]] = {}
        """The keys of what may stand at one place of a phrase."""
        self._words: dict[str, Key | None] = {}
        """The keys of words that phrases speak of."""
        self._known: set[Key] = set()
        self.cut = lru_cache(maxsize=20_000)(self._forms)
        """Cuts a word into tokens."""

    def of(self, words: str) -> frozenset[Key]:
        """Give the keys of what may stand at one place of a phrase, `a|~b|@class`."""
        if words not in self._said:
            self._said[words] = frozenset(key for word in words.split("|") if (key := self._key(word)))
        return self._said[words]

    def told(self) -> bytes:
        """Give all that is known by now, for `restore`."""
        runs = {first: dict(seconds) for first, seconds in self._runs.items()}
        return marshal.dumps((self._said, dict(self._classes), dict(self._odd), runs, self._words, self._known))

    def restore(self, told: bytes) -> None:
        """Know what was known before, of the same tokenizer and lexicon."""
        self._said, classes, odd, runs, self._words, self._known = marshal.loads(told)  # noqa: S302
        self._classes.update(classes)
        self._odd.update(odd)
        for first, seconds in runs.items():
            self._runs[first].update(seconds)

    def _key(self, word: str) -> Key | None:
        if word[:1] == "@":
            return self._of_class(word[1:])
        if word == NUMBER or word[:1] == "~":
            return word
        if word not in self._words:
            self._words[word] = self._of_word(word)
        return self._words[word]

    def _of_class(self, name: str) -> Key:
        key = "@" + name
        if key not in self._known:
            self._known.add(key)
            self.version += 1
            for entry in self.lexicon.entries(name):
                if self._plain(entry):
                    self._classes[entry].append(key)
                else:
                    self._add_entry(key, entry)
        return key

    def _of_word(self, word: str) -> Key | None:
        """Give the key of a word, or of the run that the tokenizer makes of it; None where that is nothing."""
        if self._plain(word):
            return "=" + self._norm(word)
        norms = ["=" + form.norm for form in self.cut(word)]
        if len(norms) < 2:
            return norms[0] if norms else None
        key, (first, second, *rest) = " ".join(norms), norms
        if key not in self._known:
            self._known.add(key)
            self.version += 1
            self._runs[first][second].append((key, tuple(rest)))
        return key

    def read(self, doc: Doc) -> Reading:
        """Read a sentence, once for all who look for phrases in it."""
        known: Reading | None = doc.user_data.get(READ)
        if known is None or known.keys is not self or known.version != self.version:
            doc.user_data[READ] = known = self._read(doc)
        return known

    def _read(self, doc: Doc) -> Reading:
        told = [(t.norm_, t.lemma_, t.lower_, t.tag_) for t in doc]
        keys = [_keys(norm, lemma, lower, tag == "CD") for norm, lemma, lower, tag in told]
        words: dict[Key, Bits] = defaultdict(int)
        runs: dict[Key, dict[int, Bits]] = defaultdict(lambda: defaultdict(int))
        parting = 0
        for place, ((_, lemma, lower, tag), own) in enumerate(zip(told, keys, strict=True)):
            bit = 1 << place
            if tag == ":" or doc[place].text in PARTING:
                parting |= bit
            for key in chain(own, self._classes.get(lemma, ()), self._classes.get(lower, ())):
                words[key] |= bit
            following = keys[place + 1] if place + 1 < len(keys) else ()
            for key in own:
                for odd in self._odd.get(key, ()):
                    words[odd] |= bit
                begun = self._runs.get(key, {})
                for second in following if begun else ():
                    for run, rest in begun.get(second, ()):
                        others = keys[place + 2 : place + 2 + len(rest)]
                        if len(others) == len(rest) and all(map(contains, others, rest)):
                            runs[run][len(rest) + 2] |= bit
        long = {key: tuple(by_length.items()) for key, by_length in runs.items()}
        return Reading(self, self.version, len(keys), dict(words), long, ~parting & ((1 << len(keys)) - 1))

    def _add_entry(self, key: Key, entry: str) -> None:
        """Add an entry of several words, or of one that the tokenizer cuts or changes."""
        # Of several words the first may stand in any form, the others as they are.
        first, *others = (form for part in entry.split() for form in self.cut(part))
        if others and " " not in entry and "-" not in entry:
            # "gonna" is two tokens, and known by its letters: its norm is "going to".
            second, *rest = ("'" + other.lower for other in others)
            self._runs["'" + first.lower][second].append((key, tuple(rest)))
            return
        for start in ("~" + first.text, "'" + first.text):
            if others:
                second, *rest = ("=" + other.norm for other in others)
                self._runs[start][second].append((key, tuple(rest)))
            else:
                self._odd[start].append(key)

    def _plain(self, word: str) -> bool:
        """Tell whether a word is one token as it stands: small letters alone, unless an exception says otherwise."""
        return word.isalpha() and word.isascii() and word.islower() and word not in self._exceptions

    def _forms(self, word: str) -> tuple[Form, ...]:
        # To ask the tokenizer for each plain word would be a third of a start.
        if self._plain(word):
            return (Form(word, word, self._norm(word)),)
        return tuple(Form(token.text, token.lower_, token.norm_) for token in self.tokenizer(word))


@lru_cache(maxsize=20_000)  # of a word that stands in many sentences the keys are kept once
def _keys(norm: str, lemma: str, lower: str, number: bool) -> tuple[Key, ...]:
    keys = ("=" + norm, "~" + lemma, "'" + lower)
    return (*keys, NUMBER) if number else keys


def each(places: Bits) -> Iterator[int]:
    """Give places one by one."""
    while places:
        yield (places & -places).bit_length() - 1
        places &= places - 1
