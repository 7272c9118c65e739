"""Turns: words found by a pattern, and what they become."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from pydantic import model_validator

from declint.match.message import Hit, Message, Sentence
from declint.match.patterns import Pattern
from declint.reword.breaches import said
from declint.reword.facts import aloud
from declint.reword.inflection import FORMS, inflected

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

NAMES = frozenset({"greeted", "writer"})
"""Facts that a turn may speak of."""

CLITIC = re.compile(r" (?=['’](?:m|ve|ll|d|re|s)\b|n['’]t\b)")
"""The blank before a word that leans on the one before it: "I 'm"."""

FIELD = re.compile(r"\{([a-z_]+)(?::([a-z]+))?\}")


class Turn(Pattern):
    """Words found by a pattern, and what they become: `{verb:base}` is a named word in another form.

    `ends` is the mark that ends the sentence then.
    """

    becomes: str
    ends: Literal["?", "."] | None = None

    @model_validator(mode="after")
    def _speaks_of_its_words(self) -> Turn:
        known, forms = {"match", *self.names(), *NAMES}, {*FORMS, "aloud"}
        for name, form in FIELD.findall(self.becomes):
            if name not in known:
                raise ValueError(f"nothing is named '{name}'; there are {', '.join(sorted(known))}")
            if form and form not in forms:
                raise ValueError(f"no form '{form}'; there are {', '.join(sorted(forms))}")
        return self

    def turned(self, hit: Hit, sentence: Sentence, message: Message, facts: Mapping[str, str]) -> str | None:
        """Give what the words of a hit become, empty where they go; None where it takes a fact that is not known."""
        wanted = {name for name, _ in FIELD.findall(self.becomes)} & NAMES
        if not wanted <= facts.keys():
            return None
        becomes = self.becomes
        for name in wanted:
            becomes = becomes.replace(f"{{{name}}}", facts[name])
        named = {"match": hit.tokens, **hit.captures}
        text = FIELD.sub(lambda field: _formed(named.get(field[1]), field[2], sentence, message), becomes)
        return CLITIC.sub("", " ".join(text.split()))


Turned = tuple[Turn, Hit, str]
"""A turn, the words that it was found in, and what they become."""


def turned(
    turns: Sequence[Turn],
    hits: Iterable[tuple[int, Hit]],
    sentence: Sentence,
    message: Message,
    facts: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Turned]:
    """Give each hit with its turn and what it becomes."""
    for index, hit in hits:
        text = turns[index].turned(hit, sentence, message, facts)
        if text is not None:
            yield turns[index], hit, text


def _formed(tokens: Tokens | None, form: str | None, sentence: Sentence, message: Message) -> str:
    if tokens is None or not len(tokens):
        return ""
    words = said(message, sentence.span_of(tokens))
    if not form:
        # What headed the sentence stands inside it now; I stays I.
        return words.lower() if words.istitle() and words != "I" and not tokens.start else words
    if form == "aloud":
        return aloud(words)
    first, rest = tokens[0], tokens[1:]
    after = said(message, sentence.span_of(rest)) if len(rest) else ""
    return f"{inflected(first.lemma_.lower(), form)} {after}".strip()
