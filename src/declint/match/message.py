"""A message as the finders see it: parts, sentences, and what each sentence does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Literal, NamedTuple

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
    places: Sequence[int]
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

    @cached_property
    def doings(self) -> tuple[tuple[str, Tokens], ...]:
        """Each act that it does, with its words."""
        return tuple((tokens.label_, tokens) for tokens in self.acts)

    def does(self, *acts: str) -> tuple[Tokens, ...]:
        """Give the spans of those acts in this sentence."""
        return tuple(tokens for act, tokens in self.doings if act in acts)

    def clearly_does(self, *acts: str) -> tuple[Tokens, ...]:
        """Give the spans of those acts that show clearly enough to find fault with."""
        return tuple(tokens for tokens in self.does(*acts) if tokens.label_ not in self.faint)


class _Doing(NamedTuple):
    """A sentence that does an act, by the place of the words that do it, and by which it is."""

    start: int
    end: int
    number: int
    sentence: Sentence
    span: Span


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
        found = sorted(one for act in dict.fromkeys(acts) for one in self._doings.get(act, ()))
        return [(one.sentence, one.span) for one in found if within is None or one.sentence.part.kind in within]

    @cached_property
    def _doings(self) -> Mapping[str, list[_Doing]]:
        """Each doing of each act: rules ask for the same acts again and again."""
        doings: dict[str, list[_Doing]] = {}
        number = count()
        for sentence in self.sentences:
            for act, tokens in sentence.doings:
                span = sentence.span_of(tokens)
                doings.setdefault(act, []).append(_Doing(span.start, span.end, next(number), sentence, span))
        return doings
