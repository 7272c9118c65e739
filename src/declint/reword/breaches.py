"""Breaches: the words that break a rule, as sentences of the message and as words of those sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from declint.match.message import Message, Sentence, Words
from declint.model import Span

FEW = 12
"""Breaches of one sentence that are looked at."""


def each(breaches: Iterable[Words]) -> Iterator[Words]:
    """Give the words that break a rule, and those that are mended with them."""
    for words in breaches:
        yield words
        yield from words.more


def sentences(breaches: Iterable[Words], message: Message) -> list[Sentence]:
    """Give the sentences that the breaches stand in, each once, in reading order."""
    spans = sorted(words.span for words in each(breaches))
    return [s for s in message.sentences if _touched(s.span, spans)]


def _touched(place: Span, spans: Sequence[Span]) -> bool:
    """Tell whether one of some spans, in order, has to do with a place."""
    upto = bisect_right(spans, place.end, key=lambda span: span.start)
    return any(place.meets(span) or place.holds(span) for span in spans[max(0, upto - FEW) : upto])


def first_sentence(breaches: Iterable[Words], message: Message) -> Sentence | None:
    """Give the first of them, or None."""
    return next(iter(sentences(breaches, message)), None)


def marked(words: Words, sentence: Sentence) -> tuple[int, int] | None:
    """Give from which word of a sentence to which the words of a breach go, or None where they are elsewhere."""
    found = [t.i for t in sentence.doc if sentence.span_of(sentence.doc[t.i : t.i + 1]).meets(words.span)]
    return (found[0], found[-1] + 1) if found else None


def said(message: Message, span: Span) -> str:
    """Give the words of the draft in a place."""
    return message.draft.source[span.start : span.end]
