"""Patterns: words found in a parsed sentence, narrowed by predicates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from pydantic import Field, field_validator, model_validator

from declint.match.clauses import Clauses
from declint.match.message import Hit
from declint.match.phrases import Found, Phrases, check, classes_in, names_in
from declint.match.phrases import read as read_phrase
from declint.match.predicates import Narrowing
from declint.match.words import Lexicon
from declint.model import Value

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import DependencyMatcher, Matcher
    from spacy.tokens import Doc


ATTRIBUTES = frozenset({"LOWER", "NORM", "LEMMA", "TAG", "DEP", "ORTH", "TEXT", "LENGTH", "OP", "AS"})
"""What a token pattern may speak of. POS and MORPH would need a pipe that costs more than the parser."""


CLASS_KEYS = {"CLASS": "IN", "NOT_CLASS": "NOT_IN", "ENDING": "REGEX"}
"""How a token pattern speaks of a word class, and what spaCy calls it."""


@dataclass(frozen=True)
class Vocabulary:
    """All that patterns need to be compiled: the language, and the rulebook's word classes."""

    nlp: Language
    lexicon: Lexicon

    @property
    def clauses(self) -> Clauses:
        """Give the clause reader over these word classes."""
        return Clauses(self.lexicon)


class Pattern(Value):
    """One way to find words: as `phrase`s, spaCy `tokens`, or a spaCy dependency `tree`.

    `where` keeps a match of which all these predicates are true, `unless` drops one of which any is.
    `as` names the whole match for `message` and `rewrite`.
    """

    phrases: tuple[str, ...] | None = None
    tokens: tuple[dict[str, Any], ...] | None = None
    tree: tuple[dict[str, Any], ...] | None = None
    name: str | None = Field(default=None, alias="as")
    where: tuple[Narrowing, ...] = ()
    unless: tuple[Narrowing, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> Pattern:
        if sum(form is not None for form in (self.phrases, self.tokens, self.tree)) != 1:
            raise ValueError("a pattern has one of 'phrases', 'tokens' and 'tree'")
        return self

    @field_validator("tokens", "tree")
    @classmethod
    def _plain_attributes(cls, nodes: tuple[dict[str, Any], ...] | None) -> tuple[dict[str, Any], ...] | None:
        for node in nodes or ():
            for key in node.get("RIGHT_ATTRS", {} if "RIGHT_ID" in node else node):
                if key not in ATTRIBUTES and not key.startswith(("IS_", "LIKE_")):
                    raise ValueError(f"patterns speak of {', '.join(sorted(ATTRIBUTES))} and IS_…, not of {key}")
        return nodes

    @field_validator("phrases")
    @classmethod
    def _readable(cls, phrases: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for phrase in phrases or ():
            check(phrase)
        return phrases

    def names(self) -> Iterator[str]:
        """Name the words of a match that the pattern names."""
        if self.name:
            yield self.name
        for phrase in self.phrases or ():
            yield from names_in(phrase)
        for node in self.tokens or ():
            if "AS" in node:
                yield node["AS"]
        for node in self.tree or ():
            yield node["RIGHT_ID"]

    def classes(self) -> Iterator[str]:
        """Name the word classes that the pattern speaks of."""
        for phrase in self.phrases or ():
            yield from classes_in(phrase)
        for node in (*(self.tokens or ()), *(self.tree or ())):
            for value in node.get("RIGHT_ATTRS", node).values():
                if isinstance(value, dict):
                    yield from (value[key] for key in CLASS_KEYS if key in value)
        for narrowing in (*self.where, *self.unless):
            yield from narrowing.classes()


def finder(patterns: Sequence[Pattern], vocabulary: Vocabulary) -> Callable[[Doc], Iterator[tuple[int, Hit]]]:
    """Compile patterns into one function that gives each hit with the index of its pattern.

    Raises ValueError for a pattern that spaCy refuses.
    """
    from spacy.matcher import DependencyMatcher, Matcher

    phrases: list[tuple[int, Any]] = []
    runs: Matcher = Matcher(vocabulary.nlp.vocab)
    trees: DependencyMatcher = DependencyMatcher(vocabulary.nlp.vocab)
    names: dict[int, list[str | None]] = {}
    for index, pattern in enumerate(patterns):
        if pattern.phrases is not None:
            tokenizer = vocabulary.nlp.tokenizer
            phrases += [(index, read_phrase(phrase, tokenizer, vocabulary.lexicon)) for phrase in pattern.phrases]
        elif pattern.tree is not None:
            trees.add(str(index), [[_resolved(node, vocabulary.lexicon) for node in pattern.tree]])
        else:
            tokens = [_resolved(node, vocabulary.lexicon) for node in pattern.tokens or ()]
            names[index] = [token.pop("AS", None) for token in tokens]
            runs.add(str(index), [tokens], greedy="LONGEST")
    find_phrases = Phrases(phrases)
    clauses = vocabulary.clauses
    strings = vocabulary.nlp.vocab.strings

    def search(doc: Doc) -> Iterator[tuple[int, Hit]]:
        seen: set[tuple[int, int, int]] = set()
        hits = [(index, _phrase_hit(doc, found)) for index, found in find_phrases(doc)]
        hits += _run_hits(doc, runs, names, strings)
        hits += _tree_hits(doc, trees, patterns, strings)
        hits.sort(key=lambda pair: (pair[0], pair[1].tokens.start, -pair[1].tokens.end))
        for index, hit in hits:
            key = (index, hit.tokens.start, hit.tokens.end)
            pattern = patterns[index]
            if key in seen:
                continue
            if all(narrowing.holds(hit, clauses) for narrowing in pattern.where) and not any(
                narrowing.holds(hit, clauses) for narrowing in pattern.unless
            ):
                seen.add(key)
                captures = dict(hit.captures)
                if pattern.name:
                    captures[pattern.name] = hit.tokens
                yield index, Hit(hit.tokens, captures)

    own = next(_NUMBERS)

    def find(doc: Doc) -> Iterator[tuple[int, Hit]]:
        # A draft is read again for each rewrite that is tried, and most of its sentences are what they were;
        # those of a library come again in other drafts.
        seen = _Seen.of(doc)
        if not seen.by >> own & 1:
            seen.by |= 1 << own
            if hits := [_placed(index, hit) for index, hit in search(doc)]:
                seen.hits[own] = hits
        return (_hit(doc, *placed) for placed in seen.hits.get(own, ()))

    return find


_NUMBERS = count()
"""A number for each finder."""


Places = tuple[int, int]


def _placed(index: int, hit: Hit) -> tuple[int, Places, dict[str, Places]]:
    """Give a hit by its places: a Doc that holds its own spans goes only when Python looks for such rings."""
    named = {name: (tokens.start, tokens.end) for name, tokens in hit.captures.items()}
    return index, (hit.tokens.start, hit.tokens.end), named


def _hit(doc: Doc, index: int, place: Places, named: Mapping[str, Places]) -> tuple[int, Hit]:
    return index, Hit(doc[slice(*place)], {name: doc[slice(*own)] for name, own in named.items()})


class _Seen:
    """What finders have found in a sentence; most find nothing, and that costs a bit."""

    KEY = "declint.patterns"

    def __init__(self) -> None:
        self.by = 0
        self.hits: dict[int, list[tuple[int, Places, dict[str, Places]]]] = {}

    @classmethod
    def of(cls, doc: Doc) -> _Seen:
        if cls.KEY not in doc.user_data:
            doc.user_data[cls.KEY] = cls()
        seen: _Seen = doc.user_data[cls.KEY]
        return seen


def _phrase_hit(doc: Doc, found: Found) -> Hit:
    return Hit(doc[found.start : found.end], {name: doc[start:end] for name, (start, end) in found.captures.items()})


def _run_hits(doc: Doc, runs: Matcher, names: dict[int, list[str | None]], strings: Any) -> Iterator[tuple[int, Hit]]:
    if not len(runs):
        return
    found: Any = runs(doc, with_alignments=True)
    for key, start, end, alignment in found:
        index = int(strings[key])
        captures: dict[str, Any] = {}
        for offset, slot in enumerate(alignment[: end - start]):
            name = names[index][slot]
            if name:
                first = captures[name].start if name in captures else start + offset
                captures[name] = doc[first : start + offset + 1]
        yield index, Hit(doc[start:end], captures)


def _tree_hits(
    doc: Doc, trees: DependencyMatcher, patterns: Sequence[Pattern], strings: Any
) -> Iterator[tuple[int, Hit]]:
    if not len(trees):
        return
    for key, places in trees(doc):
        index = int(strings[key])
        nodes = patterns[index].tree or ()
        captures = {node["RIGHT_ID"]: doc[i : i + 1] for node, i in zip(nodes, places, strict=True)}
        yield index, Hit(doc[min(places) : max(places) + 1], captures)


def _resolved(node: dict[str, Any], lexicon: Lexicon) -> dict[str, Any]:
    """Replace `{CLASS: name}` by the one-word entries of that class.

    `{NOT_CLASS: name}` is all but them, `{ENDING: name}` any word that ends in one of them.
    """
    resolved: dict[str, Any] = {}
    for key, value in node.items():
        if key == "RIGHT_ATTRS":
            resolved[key] = _resolved(value, lexicon)
        elif isinstance(value, dict) and not CLASS_KEYS.keys().isdisjoint(value):
            words = {kind: sorted(lexicon.words(name)) for kind, name in value.items()}
            resolved[key] = {
                CLASS_KEYS[kind]: f"(?:{'|'.join(map(re.escape, ends))})$" if kind == "ENDING" else ends
                for kind, ends in words.items()
            }
        else:
            resolved[key] = value
    return resolved
