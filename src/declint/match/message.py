"""A message as the finders see it: parts, sentences, and what each sentence does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from declint.model import Draft, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

PartKind = Literal[
    "letterhead",
    "subject",
    "greeting",
    "body",
    "close",
    "sign-off",
    "name",
    "postscript",
    "signature",
    "quoted",
    "heading",
    "label",
    "direction",
    "script-line",
    "answer",
    "reply",
    "branch",
]

SPOKEN_FOR: tuple[PartKind, ...] = ("body", "close", "postscript", "script-line", "answer")
"""The parts in which the writer says things: where an act or a pattern counts unless told otherwise.

In a script an `answer` replies to the question why, and a `branch` is said only if something happens ("if she asks").
"""

ANYWHERE: tuple[PartKind, ...] = ("subject", "heading", "greeting", *SPOKEN_FOR, "branch")
"""The parts whose words are read at all."""


@dataclass(frozen=True)
class Part:
    """A stretch of the message with one job."""

    kind: PartKind
    span: Span


@dataclass(frozen=True)
class Hit:
    """Tokens that a pattern matched, and the named ones among them."""

    tokens: Tokens
    captures: Mapping[str, Tokens] = field(default_factory=dict)


@dataclass(frozen=True)
class Words:
    """Some words of a draft by their place, the named ones among them, and what a finder has to say of them.

    `more` are other words of the same kind, which are mended with these and told of only once.
    """

    span: Span
    captures: Mapping[str, Span] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    more: tuple[Words, ...] = ()


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of a message.

    `doc` is the parse of the sentence alone, its white space folded and its quotes straightened, and `text` what it
    was made of;
    `places` tells for each character of the parse where it stands in the source; `acts` are the
    labelled spans of `doc.spans["acts"]` that count in this kind of part; `faint` are the acts
    that show only faintly, whether among those or not.
    """

    part: Part
    span: Span
    text: str
    doc: Doc
    places: tuple[int, ...]
    acts: tuple[Tokens, ...] = ()
    faint: frozenset[str] = frozenset()

    @property
    def shows(self) -> frozenset[str]:
        """The acts that show in it, however faintly."""
        return self.faint | {tokens.label_ for tokens in self.acts}

    def span_of(self, tokens: Tokens) -> Span:
        """Place of some tokens in the source."""
        return Span(start=self.places[tokens.start_char], end=self.places[tokens.end_char - 1] + 1)

    def words_of(self, hit: Hit) -> Words:
        """Give the hit as words of the draft."""
        captures = {name: self.span_of(tokens) for name, tokens in hit.captures.items() if len(tokens)}
        return Words(self.span_of(hit.tokens), captures)

    def does(self, *acts: str) -> tuple[Tokens, ...]:
        """Give the spans of those acts in this sentence."""
        return tuple(tokens for tokens in self.acts if tokens.label_ in acts)

    def clearly_does(self, *acts: str) -> tuple[Tokens, ...]:
        """Give the spans of those acts that show clearly enough to find fault with."""
        return tuple(tokens for tokens in self.does(*acts) if tokens.label_ not in self.faint)


@dataclass(frozen=True)
class Message:
    """A draft described: its parts, and its sentences in reading order."""

    draft: Draft
    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]

    @property
    def laid_out(self) -> bool:
        """Tell whether the message is laid out over lines, as letters are and chat is not."""
        return "\n" in self.draft.prose.strip("\ufeff \t\r\n")

    def parts_of(self, *kinds: PartKind) -> tuple[Part, ...]:
        """Give the parts of these kinds, in reading order."""
        return tuple(part for part in self.parts if part.kind in kinds)

    def sentences_of(self, *kinds: PartKind) -> Iterator[Sentence]:
        """Give the sentences of these kinds of part, in reading order."""
        return (sentence for sentence in self.sentences if sentence.part.kind in kinds)

    def within(self, part: Part) -> Iterator[Sentence]:
        """Give the sentences of one part, in reading order."""
        return (sentence for sentence in self.sentences if sentence.part is part)

    def perhaps(self, *acts: str, within: tuple[PartKind, ...]) -> bool:
        """Tell whether one of these acts may be done in these parts, though nobody would swear to it."""
        return any(sentence.faint.intersection(acts) for sentence in self.sentences_of(*within))

    def done(self, *acts: str, within: tuple[PartKind, ...] | None = None) -> list[tuple[Sentence, Span]]:
        """Give each doing of these acts, with its sentence, in reading order."""
        found = [
            (sentence, sentence.span_of(tokens))
            for sentence in self.sentences
            if within is None or sentence.part.kind in within
            for tokens in sentence.does(*acts)
        ]
        return sorted(found, key=lambda pair: pair[1])
