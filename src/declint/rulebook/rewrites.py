"""The kinds of rewrite. A rewrite binds itself to a vocabulary, and then writes proposals for what was found.

A proposal is not proven: whether it cures its finding, adds none and keeps the facts is for `judge` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, field_validator

from declint.match.clauses import Clauses
from declint.match.message import SPOKEN_FOR, Message, Sentence, Words
from declint.match.patterns import Pattern, Vocabulary, finder
from declint.match.places import Place, missing_at
from declint.model import Edit, Span, Tier, Value
from declint.reword import breaches, leaning, seams
from declint.reword.cuts import cuts, ground, joints, unnamed
from declint.reword.facts import Facts, bare_role, stands_in
from declint.reword.insertion import put_in
from declint.reword.omission import left_out
from declint.reword.times import when
from declint.rulebook.turns import Turn, Turned, turned
from declint.rulebook.wordings import Wordings

FIELD = re.compile(r"\{([a-z_]+)\}")

GROUND_OPENERS = frozenset({"because", "as", "since", "for", "cause", "cos", "while"})
"""Words with which a clause begins that says why."""

NEAR = 160
"""Characters within which one would not name a thing twice."""

Proposal = tuple[Edit, ...]
Writer = Callable[[Sequence[Words], Message, Facts], Iterator[Proposal | None]]
"""Writes proposals for the words that break a rule; None where one comes to nothing."""
Proposer = Callable[[Sequence[Words], Message, Facts], Iterator[Proposal]]
"""The same, with edits in order and none that comes to nothing."""


@dataclass(frozen=True)
class Stock:
    """What rewrites draw on: wordings by id, and the acts for which a sentence stays whatever it leans on."""

    wordings: Mapping[str, Wordings]
    carrying: frozenset[str]


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class Kind(Value):
    """Other words, fewer, more, or the same elsewhere.

    `tier`: *safe* keeps meaning and tone, *unsafe* changes what is said, an *idea* is only shown. `loses`: what the
    faulted words alone tell may go with them. `together`: all words that break the rule are mended as one.
    """

    tier: Tier = "unsafe"
    loses: bool = False
    together: bool = False

    def names(self) -> Iterator[str]:
        """Name the words of the finding that the rewrite speaks of."""
        yield from ()

    def classes(self) -> Iterator[str]:
        """Name the word classes that it speaks of."""
        yield from ()

    def acts(self) -> Iterator[str]:
        """Name the acts that it speaks of."""
        yield from ()

    def wordings(self) -> Iterator[str]:
        """Name the wordings that it speaks of."""
        yield from ()

    @property
    def supplements(self) -> bool:
        """Whether it can make up for what another rewrite takes away: it only adds, parts, or turns."""
        return False

    def bind(self, vocabulary: Vocabulary, stock: Stock) -> Proposer:
        """Make the rewrite ready to write proposals: edits in order, none of which overlaps another."""
        write = self.writer(vocabulary, stock)

        def propose(broken: Sequence[Words], message: Message, facts: Facts) -> Iterator[Proposal]:
            line_end = seams.line_end(message.draft.source)
            for edits in filter(None, write(broken, message, facts)):
                ordered = tuple(
                    edit.model_copy(update={"text": edit.text.replace("\n", line_end)})
                    for edit in sorted(edits, key=lambda e: e.span)
                )
                if all(one.span.end <= other.span.start for one, other in pairwise(ordered)):
                    yield ordered

        return propose

    def writer(self, vocabulary: Vocabulary, stock: Stock) -> Writer:
        """Give what writes the proposals of this kind, best first."""
        raise NotImplementedError


class Replace(Kind):
    """Put text in place of the match or of named words."""

    replace: dict[str, str]

    def names(self) -> Iterator[str]:
        """Name the words of the finding that the rewrite speaks of."""
        for name, text in self.replace.items():
            yield name
            yield from FIELD.findall(text)

    def writer(self, vocabulary: Vocabulary, stock: Stock) -> Writer:
        """Give what writes the one proposal of this kind."""

        def write(broken: Sequence[Words], message: Message, facts: Facts) -> Iterator[Proposal | None]:
            yield tuple(edit for words in breaches.each(broken) for edit in self._edits(words, message))

        return write

    def _edits(self, words: Words, message: Message) -> Iterator[Edit]:
        named = {"match": words.span, **words.captures}
        known = {name: breaches.said(message, span) for name, span in named.items()} | dict(words.said)
        for name, template in self.replace.items():
            if name in named:
                text = FIELD.sub(lambda field: known.get(field[1], field[0]), template)
                yield Edit(span=named[name], text=seams.fitted(text, breaches.said(message, named[name])))


class InsteadOfMany(Kind):
    """What is said once in place of several sentences that break a rule.

    With `together`, the other sentences that break it go, and with `also` those that do these acts, however faintly;
    only those of the same paragraph where it is `nearby`.
    """

    also: tuple[str, ...] = ()
    nearby: bool = False

    _also = field_validator("also", mode="before")(_as_tuple)

    def acts(self) -> Iterator[str]:
        """Name the acts that the rewrite speaks of."""
        yield from self.also

    def going(self, broken: Sequence[Words], message: Message, carrying: frozenset[str]) -> list[Sentence]:
        """Give the sentences that go, or are said otherwise."""
        if not self.together:
            return []
        breaking, staying = set(breaches.sentences(broken, message)), carrying.difference(self.also)
        near = {sentence.part for sentence in breaking}
        others = (s for s in message.sentences_of(*SPOKEN_FOR) if not self.nearby or s.part in near)
        return [s for s in others if s in breaking or self._goes(s, staying)]

    def _goes(self, sentence: Sentence, staying: frozenset[str]) -> bool:
        """Tell whether a sentence only does what goes: what it stays for would have to be said in other words."""
        if not sentence.shows.intersection(self.also):
            return False
        going = [sentence.span_of(tokens) for tokens in sentence.does(*self.also)]
        kept = [sentence.span_of(tokens) for tokens in sentence.does(*staying)]
        return all(any(one.meets(other) for other in going) for one in kept)


class Turns(InsteadOfMany):
    """Say the same otherwise, wherever a pattern finds it in the sentences at fault, or in those `doing` these acts."""

    turn: tuple[Turn, ...]
    doing: tuple[str, ...] = ()

    _lists = field_validator("doing", mode="before")(_as_tuple)

    def acts(self) -> Iterator[str]:
        """Name the acts that the rewrite speaks of."""
        yield from super().acts()
        yield from self.doing

    @property
    def supplements(self) -> bool:
        """Whether it can make up for what another rewrite takes away."""
        return bool(self.doing)

    def classes(self) -> Iterator[str]:
        """Name the word classes that the rewrite speaks of."""
        for turn in self.turn:
            yield from turn.classes()

    def writer(self, vocabulary: Vocabulary, stock: Stock) -> Writer:
        """Give what writes the one proposal of this kind."""
        find = finder(self.turn, vocabulary)

        def write(broken: Sequence[Words], message: Message, facts: Facts) -> Iterator[Proposal | None]:
            edits: list[Edit] = []
            mended: list[Sentence] = []
            doing = [s for s in message.sentences_of(*SPOKEN_FOR) if s.does(*self.doing)]
            for sentence in doing if self.doing else breaches.sentences(broken, message):
                for found in turned(self.turn, find(sentence.doc), sentence, message, facts.known):
                    fresh = list(_turn_edits(found, sentence, message, facts))
                    if not any(edit.span.meets(other.span) for edit in fresh for other in edits):
                        edits += fresh
                        mended.append(sentence)
            if edits:
                others = [s for s in self.going(broken, message, stock.carrying) if s not in mended]
                yield _with(edits, others, message, stock)

        return write


class Delete(InsteadOfMany):
    """Leave out the match, the smallest part of its sentence that can go, or the sentence.

    `stop`: where the match stood for a full stop, there is one then.
    """

    delete: Literal["match", "part", "sentence"]
    stop: bool = False

    def writer(self, vocabulary: Vocabulary, stock: Stock) -> Writer:
        """Give what writes the proposals of this kind, the smallest part first."""

        def write(broken: Sequence[Words], message: Message, facts: Facts) -> Iterator[Proposal | None]:
            if self.delete == "match":
                spans = [words.span for words in breaches.each(broken)]
                yield (seams.stopped if self.stop else seams.taken_out)(message.draft.source, spans)
            elif self.delete == "sentence":
                sentences = self.going(broken, message, stock.carrying) or breaches.sentences(broken, message)
                yield _with([], sentences, message, stock)
                yield left_out(sentences, message)
            elif sentence := breaches.first_sentence(broken[:1], message):
                marked = breaches.marked(broken[0], sentence)
                others = [s for s in self.going(broken, message, stock.carrying) if s is not sentence]
                for cut in cuts(sentence.doc, *marked) if marked else ():
                    span = sentence.span_of(sentence.doc[cut.start : cut.end])
                    yield _with(seams.without(message.draft.source, span, sentence.span), others, message, stock)

        return write


class Say(InsteadOfMany):
    """Put in a wording: where nothing stands, or `instead_of` what stands there.

    It goes where words are missing, or `at` another place; or it takes the place of the match, of the `ground` (the
    clause around it that says why) or of the sentence; `doing`: only if the sentence does one of these acts.
    """

    say: str
    instead_of: Literal["match", "ground", "sentence"] | None = Field(default=None, alias="instead-of")
    at: Place | None = None
    doing: tuple[str, ...] = ()

    _lists = field_validator("doing", mode="before")(_as_tuple)

    def acts(self) -> Iterator[str]:
        """Name the acts that the rewrite speaks of."""
        yield from super().acts()
        yield from self.doing

    def wordings(self) -> Iterator[str]:
        """Name the wordings that the rewrite speaks of."""
        yield self.say

    @property
    def supplements(self) -> bool:
        """Whether it only adds to what is there."""
        return self.instead_of is None and self.tier != "idea"

    def writer(self, vocabulary: Vocabulary, stock: Stock) -> Writer:
        """Give what writes a proposal for each wording that fits."""
        chosen, clauses = stock.wordings[self.say], vocabulary.clauses

        def write(broken: Sequence[Words], message: Message, facts: Facts) -> Iterator[Proposal | None]:
            sentences = breaches.sentences(broken, message)
            if self.doing and not any(s.does(*self.doing) for s in sentences[:1]):
                return
            if self.instead_of is None:
                at = missing_at(message, self.at) if self.at else broken[0].span.start
                bare = replace(facts, known=_unsaid(facts.known, at, message) | {"when": "", "because": ""})
                for text in chosen.said(bare):
                    yield (put_in(text, at, message, chosen.stands),)
                return
            span = self._span(broken, sentences[:1], message)
            if span is None:
                return
            others = [s for s in self.going(broken, message, stock.carrying) if s is not sentences[0]]
            whole = self.instead_of == "sentence"
            going = [*sentences[:1], *others] if whole else others
            left = facts.without(going, message)
            for known in _kept(sentences, message, clauses):
                for text in chosen.said(replace(left, known={**facts.known, **known})):
                    edit = Edit(span=span, text=self._fitted(text, breaches.said(message, span)))
                    yield _with([edit], others, message, stock, sentences[:1] if whole else ())

        return write

    def _span(self, broken: Sequence[Words], sentences: Sequence[Sentence], message: Message) -> Span | None:
        """Give the place that the wording takes."""
        if self.instead_of == "match":
            return broken[0].span
        for sentence in sentences:
            if self.instead_of == "sentence":
                return sentence.span
            marked = breaches.marked(broken[0], sentence)
            tokens = ground(sentence.doc, *marked, GROUND_OPENERS) if marked else None
            if tokens is not None:
                span = sentence.span_of(tokens)
                before = message.draft.source[: span.start]
                return Span(start=len(before.rstrip(" \t,;")), end=span.end)
        return None

    def _fitted(self, text: str, old: str) -> str:
        if self.instead_of == "ground":
            return " " + text
        return text if self.instead_of == "sentence" else seams.fitted(text, old)


class Move(Kind):
    """Take the sentence, or the first one `doing` these acts, to its place, `without` words that belong elsewhere."""

    move: Place
    doing: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    without_first: tuple[str, ...] = Field(default=("but",), alias="without-first")

    _lists = field_validator("doing", mode="before")(_as_tuple)

    def acts(self) -> Iterator[str]:
        """Name the acts that the rewrite speaks of."""
        yield from self.doing

    def writer(self, vocabulary: Vocabulary, stock: Stock) -> Writer:
        """Give what writes the one proposal of this kind."""
        first = Pattern.model_validate({"phrases": self.without_first, "where": ["at-start"]})
        anywhere = [Pattern(phrases=self.without)] if self.without else []
        find = finder([first, *anywhere], vocabulary)

        def write(broken: Sequence[Words], message: Message, facts: Facts) -> Iterator[Proposal | None]:
            done = [sentence for sentence, _ in message.done(*self.doing, within=SPOKEN_FOR)]
            sentence = next(iter(done), None) if self.doing else breaches.first_sentence(broken, message)
            at = missing_at(message, self.move)
            if sentence is None or sentence.part.kind not in SPOKEN_FOR or at >= sentence.span.start:
                return
            if leaning.leans(sentence):
                return
            source = message.draft.source
            out = [sentence.span_of(hit.tokens) for _, hit in find(sentence.doc)]
            text = seams.capital(seams.lacking(source, sentence.span, out))
            # A paragraph of its own stays one, and takes its blank line along.
            alone = any(part.span == sentence.span for part in message.parts)
            above, before = source[: sentence.span.start], source[:at]
            gap = (above[len(above.rstrip()) :] or " ") if alone else " "
            yield (
                Edit(
                    span=Span(start=at, end=at),
                    text=text + gap if not before or before[-1:].isspace() else " " + text,
                ),
                Edit(span=seams.with_blanks(source, sentence.span), text=""),
            )

        return write


class Keep(Kind):
    """Leave out of many sentences as many as must go, and never one that does each of these acts.

    Of those that do an act, the one nearest to the decision stays: it carries the others. `at_once`: what also does
    such an act goes before anything less is tried.
    """

    keep: tuple[str, ...] = Field(min_length=1)
    at_once: bool = Field(default=False, alias="at-once")

    _lists = field_validator("keep", mode="before")(_as_tuple)

    def acts(self) -> Iterator[str]:
        """Name the acts that the rewrite speaks of."""
        yield from self.keep

    def writer(self, vocabulary: Vocabulary, stock: Stock) -> Writer:
        """Give what writes proposals that leave out ever more, the farthest from what stays first."""

        def write(broken: Sequence[Words], message: Message, facts: Facts) -> Iterator[Proposal | None]:
            spans = {words.span for words in broken[0].more}
            # What announces a list stays: "I have thought it over, and here is what I found:"
            said = (s for s in message.sentences_of(*SPOKEN_FOR) if s.span in spans)
            pieces = [s for s in said if not leaning.announces(s)]
            decided = message.done("decline", "reschedule-request", within=SPOKEN_FOR)
            if pieces and decided and decided[0][1].start > pieces[-1].span.start:
                pieces.reverse()
            kept = [self._kept(act, pieces) for act in self.keep]
            others = [s for s in reversed(pieces) if s not in kept]
            also = [s for s in others if s.does(*self.keep)]
            rest = [s for s in others if s not in also]
            parts = [rest[:size] for size in range(1, len(rest) + 1)] + [
                rest + also[:n] for n in range(1, len(also) + 1)
            ]
            for going in [also, others, *parts] if self.at_once else parts:
                also = [s for s in leaning.leaning_on(going, message, stock.carrying) if s not in kept]
                yield left_out([*going, *also], message)

        return write

    @staticmethod
    def _kept(act: str, pieces: Sequence[Sentence]) -> Sentence | None:
        doing = [s for s in pieces if s.does(act)]
        return next((s for s in doing if not leaning.leans(s)), doing[0] if doing else None)


class Split(Kind):
    """Make two sentences of one, at the joint that parts it most evenly."""

    split: Literal[True]

    @property
    def supplements(self) -> bool:
        """Whether it can make up for what another rewrite takes away: it only parts what is there."""
        return True

    def writer(self, vocabulary: Vocabulary, stock: Stock) -> Writer:
        """Give what writes a proposal for each joint."""

        def write(broken: Sequence[Words], message: Message, facts: Facts) -> Iterator[Proposal | None]:
            sentence = breaches.first_sentence(broken[:1], message)
            if sentence is None:
                return
            for start, end in joints(sentence.doc):
                low = sentence.span_of(sentence.doc[start - 1 : start]).end
                high = sentence.span_of(sentence.doc[end : end + 1]).start
                yield (Edit(span=Span(start=low, end=high + 1), text=". " + message.draft.source[high].upper()),)

        return write


class Plain(Kind):
    """Leave, of an unnamed thing of a word class, no more than that it is another one: "another company"."""

    plain: str

    def classes(self) -> Iterator[str]:
        """Name the word classes that the rewrite speaks of."""
        yield self.plain

    def writer(self, vocabulary: Vocabulary, stock: Stock) -> Writer:
        """Give what writes a proposal for each such thing."""

        def write(broken: Sequence[Words], message: Message, facts: Facts) -> Iterator[Proposal | None]:
            sentence = breaches.first_sentence(broken[:1], message)
            if sentence is None:
                return
            for noun in unnamed(sentence.doc, self.plain, vocabulary.lexicon):
                span = sentence.span_of(noun.doc[noun.left_edge.i : noun.right_edge.i + 1])
                if span.meets(broken[0].span):
                    text = seams.fitted(f"another {noun.lower_}", breaches.said(message, span))
                    yield (Edit(span=span, text=text),)

        return write


KINDS: Mapping[str, type[Kind]] = {
    "replace": Replace, "turn": Turns, "delete": Delete, "say": Say, "move": Move, "keep": Keep, "split": Split,
    "plain": Plain,
}  # fmt: skip
"""What a rewrite file calls each kind."""


def _kind(value: Any) -> str | None:
    """Name the kind of a rewrite by the one key that tells it; None where none or several do."""
    if isinstance(value, Kind):
        return next(name for name, kind in KINDS.items() if isinstance(value, kind))
    named = [name for name in KINDS if isinstance(value, dict) and name in value]
    return named[0] if len(named) == 1 else None


Rewrite = Annotated[
    Annotated[Replace, Tag("replace")]
    | Annotated[Turns, Tag("turn")]
    | Annotated[Delete, Tag("delete")]
    | Annotated[Say, Tag("say")]
    | Annotated[Move, Tag("move")]
    | Annotated[Keep, Tag("keep")]
    | Annotated[Split, Tag("split")]
    | Annotated[Plain, Tag("plain")],
    Discriminator(
        _kind,
        custom_error_type="rewrite",
        custom_error_message="a rewrite has one of " + ", ".join(f"'{name}'" for name in KINDS),
    ),
]
"""One rewrite of any kind."""


def _with(
    edits: Iterable[Edit], going: Sequence[Sentence], message: Message, stock: Stock, replaced: Sequence[Sentence] = ()
) -> Proposal | None:
    """Make edits, and leave out sentences and all that leans on them or on what is said otherwise."""
    also = leaning.leaning_on([*replaced, *going], message, stock.carrying)
    out = left_out([*going, *also], message)
    return None if out is None else (*edits, *out)


def _turn_edits(found: Turned, sentence: Sentence, message: Message, facts: Facts) -> Iterator[Edit]:
    turn, hit, text = found
    source, span = message.draft.source, sentence.span_of(hit.tokens)
    if not text:
        yield from seams.without(source, span, sentence.span)
        return
    text = facts.voice.says(text)
    first = span.start == sentence.span.start
    yield Edit(span=span, text=seams.capital(text) if first else seams.fitted(text, source[span.start : span.end]))
    if turn.ends and source[sentence.span.end - 1] in ".!?":
        yield Edit(span=Span(start=sentence.span.end - 1, end=sentence.span.end), text=turn.ends)


def _unsaid(known: Mapping[str, str], at: int, message: Message) -> dict[str, str]:
    """Give the facts that are not told near by anyway."""
    close = Span(start=max(0, at - NEAR), end=at + NEAR)
    near = " ".join(breaches.said(message, s.span) for s in message.sentences_of(*SPOKEN_FOR) if s.span.meets(close))
    return {name: text for name, text in known.items() if name == "greeted" or not stands_in(bare_role(text), near)}


def _kept(sentences: Sequence[Sentence], message: Message, clauses: Clauses) -> list[dict[str, str]]:
    """Give what can be kept of sentences that are said otherwise: with the reason in them, and without it."""
    why = [(s, ground(s.doc, 0, len(s.doc), frozenset({"because"}))) for s in sentences]
    reasons = [s.span_of(tokens) for s, tokens in why if tokens is not None]
    times = [s.span_of(tokens) for s in sentences if (tokens := when(s.doc, clauses.lexicon)) is not None]
    days = [span for span in times if not any(reason.meets(span) for reason in reasons)]
    settled = [s.span_of(tokens) for s, tokens in why if tokens is not None and not any(map(clauses.hedged, tokens))]
    day, *_ = [" " + breaches.said(message, span) for span in days[:1]] or [""]
    grounds = [" " + breaches.said(message, span) for span in settled[:1]]
    return [{"when": day, "because": ground} for ground in (*grounds, "")]
