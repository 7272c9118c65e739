"""The six kinds of check. A check binds itself to a vocabulary, so nobody asks what kind a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from declint.match import patterns as matching
from declint.match.finders import FINDERS, OPTIONS, SAID
from declint.match.measures import MEASURES
from declint.match.message import SPOKEN_FOR, Hit, Message, PartKind, Sentence, Words
from declint.match.patterns import Pattern, Vocabulary
from declint.match.places import Place, missing_at
from declint.model import Span, Value


@dataclass(frozen=True)
class Outcome:
    """What a check found in a message: the words that break it, and the words that meet it.

    `held` is False where the message gives the check nothing to hold on to; `lacking` where it lacks
    what would meet the check, and another rule says so: no thanks, so no thanks first.
    """

    breaches: tuple[Words, ...] = ()
    evidence: tuple[Span, ...] = ()
    held: bool = True
    lacking: bool = False


Finder = Callable[[Message], Outcome]

Acts = tuple[str, ...]


class Check(Value):
    """What a rule asks of a message."""

    def names(self) -> set[str]:
        """Name the words that `message` and `rewrite` may speak of."""
        return {"match"}

    def acts(self) -> Acts:
        """Name the acts that the check speaks of."""
        return ()

    def classes(self) -> Iterator[str]:
        """Name the word classes that the check speaks of."""
        yield from ()

    def bind(self, vocabulary: Vocabulary) -> Finder:
        """Make the check ready to look at messages."""
        raise NotImplementedError


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class Forbid(Check):
    """None of these may be said: words found by patterns, or an act that shows clearly.

    `doing`: only in a sentence that does this act; where none does, the criterion is not spoken of.
    `beside`: only in a message that also does this act. `after`: only where this act came before.
    `unless_done`: not in a message that does one of these acts. `once`: only the first of them is told.
    `mark`: what is shown, the words found or the whole clause they stand in. `left_to`: in a sentence
    that does one of these acts another rule tells of it, and this one keeps quiet.
    """

    patterns: tuple[Pattern, ...] | None = None
    act: Acts | None = None
    within: tuple[PartKind, ...] = SPOKEN_FOR
    doing: Acts = ()
    beside: Acts = ()
    after: Acts = ()
    unless_done: Acts = Field(default=(), alias="unless-done")
    left_to: Acts = Field(default=(), alias="left-to")
    once: bool = False
    mark: Literal["words", "clause"] = "words"

    _lists = field_validator("act", "within", "doing", "beside", "after", "unless_done", "left_to", mode="before")(
        _as_tuple
    )

    @model_validator(mode="after")
    def _one_form(self) -> Forbid:
        if (self.patterns is None) == (self.act is None):
            raise ValueError("forbid has either 'patterns' or 'act'")
        return self

    def names(self) -> set[str]:
        """Name the words that `message` and `rewrite` may speak of."""
        return {"match", *(name for pattern in self.patterns or () for name in pattern.names())}

    def acts(self) -> Acts:
        """Name the acts that the check speaks of."""
        return (*(self.act or ()), *self.doing, *self.beside, *self.after, *self.unless_done, *self.left_to)

    def classes(self) -> Iterator[str]:
        """Name the word classes that the check speaks of."""
        for pattern in self.patterns or ():
            yield from pattern.classes()

    def bind(self, vocabulary: Vocabulary) -> Finder:
        """Make the check ready to look at messages."""
        find = self._searcher(vocabulary)

        def check(message: Message) -> Outcome:
            if not any(message.sentences_of(*self.within)):
                return Outcome(held=False)
            if self.doing and not message.done(*self.doing, within=self.within):
                return Outcome(held=False)
            if self.unless_done and message.done(*self.unless_done, within=SPOKEN_FOR):
                return Outcome()
            if self.beside and not message.done(*self.beside, within=SPOKEN_FOR):
                return Outcome()
            first = min((span.start for _, span in message.done(*self.after, within=SPOKEN_FOR)), default=None)
            if self.after and first is None:
                return Outcome()
            found, left = [], False
            for sentence in message.sentences_of(*self.within):
                if self.doing and not sentence.does(*self.doing):
                    continue
                words = [one for one in find(sentence) if first is None or one.span.start > first]
                if words and sentence.clearly_does(*self.left_to):
                    left = True
                else:
                    found += words
            found = _outermost(found)
            return Outcome(breaches=_as_one(found) if self.once else tuple(found), lacking=left)

        return check

    def _searcher(self, vocabulary: Vocabulary) -> Callable[[Sentence], Iterator[Words]]:
        clauses = vocabulary.clauses
        if self.act is not None:
            acts = self.act

            def by_act(sentence: Sentence) -> Iterator[Words]:
                for tokens in sentence.clearly_does(*acts):
                    shown = clauses.around(tokens) if self.mark == "clause" else tokens
                    yield Words(sentence.span_of(shown))

            return by_act
        find = matching.finder(self.patterns or (), vocabulary)

        def by_pattern(sentence: Sentence) -> Iterator[Words]:
            for _, hit in find(sentence.doc):
                shown = clauses.around(hit.tokens) if self.mark == "clause" else hit.tokens
                yield sentence.words_of(Hit(shown, hit.captures))

        return by_pattern


class Require(Check):
    """One of these acts must be done, or one of these parts be there; `at` says where it is missing when not.

    Where such an act may be done, too faintly to be sure, nothing is said for or against it.
    `beside`: asked only of messages that do this act; `unless_done`: not of those that do one of these.
    `after`: only what is done in or behind the first sentence that does one of these acts counts.
    `needs`: where none of these acts is done either, another rule says so, and this one keeps quiet.
    `laid_out`: asked only of messages that are laid out as letters are, not of a chat line.
    """

    act: Acts = ()
    part: tuple[PartKind, ...] = ()
    within: tuple[PartKind, ...] = SPOKEN_FOR
    at: Place = "opening"
    beside: Acts = ()
    after: Acts = ()
    unless_done: Acts = Field(default=(), alias="unless-done")
    needs: Acts = ()
    laid_out: bool = Field(default=False, alias="laid-out")

    _lists = field_validator("act", "part", "within", "beside", "after", "unless_done", "needs", mode="before")(
        _as_tuple
    )

    @model_validator(mode="after")
    def _one_form(self) -> Require:
        if bool(self.act) == bool(self.part):
            raise ValueError("require has either 'act' or 'part'")
        return self

    def acts(self) -> Acts:
        """Name the acts that the check speaks of."""
        return (*self.act, *self.beside, *self.after, *self.unless_done, *self.needs)

    def bind(self, vocabulary: Vocabulary) -> Finder:
        """Make the check ready to look at messages."""

        def check(message: Message) -> Outcome:
            if self.part:
                met = tuple(part.span for part in message.parts_of(*self.part))
            else:
                done = message.done(*self.act, within=self.within)
                if self.after:
                    first = message.done(*self.after, within=SPOKEN_FOR)[:1]
                    done = [one for one in done if first and one[0].span.start >= first[0][0].span.start]
                met = tuple(span for _, span in done)
            if met:
                return Outcome(evidence=met)
            perhaps = not self.after and message.perhaps(*self.act, within=self.within)
            if perhaps or message.done(*self.unless_done, within=SPOKEN_FOR):
                return Outcome(held=False)
            if self.beside and not message.done(*self.beside, within=SPOKEN_FOR):
                return Outcome(held=False)
            if self.needs and not message.done(*self.needs, within=SPOKEN_FOR):
                return Outcome(lacking=True)
            if self.laid_out and not message.laid_out:
                return Outcome(held=False)
            place = missing_at(message, self.at)
            return Outcome(breaches=(Words(Span(start=place, end=place)),))

        return check


class Limit(Check):
    """An act may be done so often and no oftener; sentences count, not words."""

    act: Acts
    most: int = Field(ge=0)
    within: tuple[PartKind, ...] = SPOKEN_FOR

    _lists = field_validator("act", "within", mode="before")(_as_tuple)

    def acts(self) -> Acts:
        """Name the acts that the check speaks of."""
        return self.act

    def bind(self, vocabulary: Vocabulary) -> Finder:
        """Make the check ready to look at messages."""

        def check(message: Message) -> Outcome:
            doing = [s for s in message.sentences_of(*self.within) if s.does(*self.act)]
            over = tuple(Words(sentence.span) for sentence in doing[self.most :])
            within = tuple(span for _, span in message.done(*self.act, within=self.within))
            return Outcome(breaches=_as_one(over), evidence=within)

        return check


class Order(Check):
    """One act comes before another."""

    first: Acts
    then: Acts
    within: tuple[PartKind, ...] = SPOKEN_FOR

    _lists = field_validator("first", "then", "within", mode="before")(_as_tuple)

    def acts(self) -> Acts:
        """Name the acts that the check speaks of."""
        return (*self.first, *self.then)

    def bind(self, vocabulary: Vocabulary) -> Finder:
        """Make the check ready to look at messages."""

        def check(message: Message) -> Outcome:
            firsts = message.done(*self.first, within=self.within)
            thens = message.done(*self.then, within=self.within)
            if not firsts:
                return Outcome(lacking=True)
            sentence, span = firsts[0]
            # Within one sentence the order is a matter of grammar: "I must decline, with thanks."
            if thens and thens[0][0].span.end <= sentence.span.start:
                return Outcome(breaches=(Words(span, {"sentence": sentence.span}),))
            return Outcome(evidence=(span,))

        return check


class Measure(Check):
    """A figure within bounds, taken of the whole body or of what an act's sentences say.

    `of` measures the sentences that do an act; `beyond` those that do none of these acts; `before`
    all that stands before the first doing of an act; `each` every sentence by itself. `per_minute`
    turns a count into the seconds that it takes at this rate.
    """

    what: str
    least: float | None = None
    most: float | None = None
    of: Acts = ()
    beyond: Acts = ()
    before: Acts = ()
    each: Literal["sentence"] | None = None
    per_minute: float | None = Field(default=None, alias="per-minute", gt=0)
    within: tuple[PartKind, ...] = SPOKEN_FOR

    _lists = field_validator("of", "beyond", "before", "within", mode="before")(_as_tuple)

    @field_validator("what")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in MEASURES:
            raise ValueError(f"no measure '{value}'; there are {', '.join(sorted(MEASURES))}")
        return value

    @model_validator(mode="after")
    def _bounded(self) -> Measure:
        if self.least is None and self.most is None:
            raise ValueError("a measure has 'least', 'most' or both")
        return self

    def names(self) -> set[str]:
        """Name the words that `message` and `rewrite` may speak of, the figure and its bounds among them."""
        return {"match", "figure", "least", "most", "rate"}

    def acts(self) -> Acts:
        """Name the acts that the check speaks of."""
        return (*self.of, *self.beyond, *self.before)

    def bind(self, vocabulary: Vocabulary) -> Finder:
        """Make the check ready to look at messages."""

        def check(message: Message) -> Outcome:
            sentences = list(message.sentences_of(*self.within))
            evidence: tuple[Span, ...] = ()
            if self.of:
                sentences = [s for s in sentences if s.does(*self.of)]
            if self.beyond:
                sentences = [s for s in sentences if not s.does(*self.beyond)]
            if self.before:
                done = message.done(*self.before, within=self.within)
                if not done:
                    return Outcome(held=False)
                evidence = (done[0][1],)
                sentences = [s for s in sentences if s.span.end <= done[0][1].start]
            stretches = [[s] for s in sentences] if self.each else [sentences] if sentences else []
            breaches = tuple(words for stretch in stretches for words in self._beyond_bounds(stretch))
            return Outcome(breaches=breaches) if breaches else Outcome(evidence=evidence)

        return check

    def _beyond_bounds(self, stretch: list[Sentence]) -> Iterator[Words]:
        value = MEASURES[self.what](" ".join(s.text for s in stretch))
        if self.per_minute:
            value *= 60 / self.per_minute
        if (self.most is not None and value > self.most) or (self.least is not None and value < self.least):
            figures = {"figure": value, "least": self.least, "most": self.most, "rate": self.per_minute}
            said = {name: f"{figure:.0f}" for name, figure in figures.items() if figure is not None}
            whole = Span(start=stretch[0].span.start, end=stretch[-1].span.end)
            yield Words(whole, said=said, more=tuple(Words(s.span) for s in stretch))


class Call(Check):
    """What no pattern can say: a finder of `match/finders.py`, by name."""

    finder: str
    option: str | None = None

    def names(self) -> set[str]:
        """Name the words that `message` and `rewrite` may speak of: the match, and what the finder says of it."""
        return {"match", *SAID.get(self.finder, ())}

    @field_validator("finder")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in FINDERS:
            raise ValueError(f"no finder '{value}'; there are {', '.join(sorted(FINDERS))}")
        return value

    @model_validator(mode="after")
    def _readable(self) -> Call:
        if self.option is not None:
            OPTIONS[self.finder](self.option)
        return self

    def bind(self, vocabulary: Vocabulary) -> Finder:
        """Make the check ready to look at messages."""
        find = FINDERS[self.finder]

        def check(message: Message) -> Outcome:
            found = find(message, vocabulary.lexicon, self.option)
            return Outcome(held=False) if found is None else Outcome(breaches=tuple(found))

        return check


def _as_one(found: Sequence[Words]) -> tuple[Words, ...]:
    """Tell of the first only; the others are mended with it."""
    return (replace(found[0], more=tuple(found[1:])),) if found else ()


def _outermost(found: list[Words]) -> list[Words]:
    """Drop words that lie inside other words found."""
    kept: list[Words] = []
    for words in sorted(found, key=lambda w: (w.span.start, -w.span.end)):
        if not kept or words.span.start >= kept[-1].span.end:
            kept.append(words)
    return kept
