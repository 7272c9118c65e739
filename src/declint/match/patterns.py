"""Patterns: words found in a parsed sentence, narrowed by predicates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

from pydantic import Field, field_validator, model_validator

from declint.match.clauses import Clauses
from declint.match.keys import Key, Keys
from declint.match.message import Hit
from declint.match.phrases import Found, Joint, check, classes_in, names_in
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


KEYED = {"LOWER": "'", "ORTH": "'", "TEXT": "'", "NORM": "=", "LEMMA": "~"}
"""How the keys of a sentence mark what token patterns speak of."""

NEEDED = re.compile(r"\+|\{[1-9]")
"""How a token pattern says that it cannot be done without."""

Needs = tuple[frozenset[Key], ...]
"""Without one of each of these, a pattern need not be looked for."""


@dataclass(frozen=True)
class Vocabulary:
    """All that patterns need to be compiled: the language, and the rulebook's word classes."""

    nlp: Language
    lexicon: Lexicon

    @cached_property
    def keys(self) -> Keys:
        """What sentences are looked up in for the phrases of all patterns."""
        return Keys(self.nlp.tokenizer, self.lexicon)

    @cached_property
    def joints(self) -> list[Joint]:
        """The phrases of all patterns, of those together that were compiled before the first of them was looked for."""
        return []

    def joint(self) -> Joint:
        """Give what further phrases are looked for with."""
        if not self.joints or self.joints[-1].closed:
            self.apart()
        return self.joints[-1]

    def apart(self) -> None:
        """Have what is compiled from now on be looked for apart from what was: it may never be asked for together."""
        self.joints.append(Joint(self.keys))

    @cached_property
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
    runs: dict[Needs, Matcher] = {}
    names: dict[int, list[str | None]] = {}
    trees: list[tuple[int, Needs, DependencyMatcher]] = []
    for index, pattern in enumerate(patterns):
        if pattern.phrases is not None:
            phrases += [(index, read_phrase(phrase, vocabulary.keys)) for phrase in pattern.phrases]
        elif pattern.tree is not None:
            nodes = [_resolved(node, vocabulary.lexicon) for node in pattern.tree]
            tree: DependencyMatcher = DependencyMatcher(vocabulary.nlp.vocab)
            tree.add("tree", [nodes])
            trees.append((index, _needs(node["RIGHT_ATTRS"] for node in nodes), tree))
        else:
            tokens = [_resolved(node, vocabulary.lexicon) for node in pattern.tokens or ()]
            names[index] = [token.pop("AS", None) for token in tokens]
            needs = _needs(token for token in tokens if NEEDED.match(token.get("OP", "+")))
            runs.setdefault(needs, Matcher(vocabulary.nlp.vocab)).add(str(index), [tokens], greedy="LONGEST")
    own, joint = next(_NUMBERS), vocabulary.joint()
    joint.add(own, phrases)
    clauses = vocabulary.clauses
    keys = vocabulary.keys
    strings = vocabulary.nlp.vocab.strings

    def search(doc: Doc) -> Iterator[tuple[int, Hit]]:
        seen: set[tuple[int, int, int]] = set()
        hits = [(index, _phrase_hit(doc, found)) for index, found in joint.found(doc, own)]
        words = keys.read(doc).words.keys()
        for needs, run in runs.items():
            if not any(map(words.isdisjoint, needs)):
                hits += _run_hits(doc, run, names, strings)
        for index, needs, tree in trees:
            if not any(map(words.isdisjoint, needs)):
                hits += ((index, hit) for hit in _tree_hits(doc, tree, patterns[index].tree or ()))
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


def _run_hits(doc: Doc, run: Matcher, names: Mapping[int, list[str | None]], strings: Any) -> Iterator[tuple[int, Hit]]:
    found: Any = run(doc, with_alignments=True)
    for key, start, end, alignment in found:
        index = int(strings[key])
        captures: dict[str, Any] = {}
        for offset, slot in enumerate(alignment[: end - start]):
            name = names[index][slot]
            if name:
                first = captures[name].start if name in captures else start + offset
                captures[name] = doc[first : start + offset + 1]
        yield index, Hit(doc[start:end], captures)


def _tree_hits(doc: Doc, tree: DependencyMatcher, nodes: Sequence[Mapping[str, Any]]) -> Iterator[Hit]:
    for _, places in tree(doc):
        captures = {node["RIGHT_ID"]: doc[i : i + 1] for node, i in zip(nodes, places, strict=True)}
        yield Hit(doc[min(places) : max(places) + 1], captures)


def _needs(tokens: Iterable[Mapping[str, Any]]) -> Needs:
    """Tell without which words tokens cannot be found, as far as that can be told: one of each of these."""
    needs: list[frozenset[Key]] = []
    for token in tokens:
        for attribute, mark in KEYED.items():
            value = token.get(attribute)
            words = [value] if isinstance(value, str) else value.get("IN") if isinstance(value, dict) else None
            if words is not None:
                needs.append(frozenset(mark + (word.lower() if mark == "'" else word) for word in words))
    return tuple(needs)


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
