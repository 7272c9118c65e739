"""Faults: the words that break a rule, as sentences of the message and as words of those sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from declint.match.message import Message, Sentence, Words
from declint.model import Span

LEANING = frozenset({
    "and", "but", "so", "or", "then", "also", "too", "still", "yet", "besides", "plus", "firstly",
    "secondly", "thirdly",
    "fourthly", "fifthly", "sixthly", "lastly", "finally", "there", "same", "meanwhile", "otherwise", "therefore",
    "hence", "thus", "moreover", "furthermore", "additionally", "likewise", "similarly", "instead", "anyway",
})  # fmt: skip
"""Words with which a sentence goes on from the one before."""

PRONOUNS = frozenset(
    {"he", "she", "they", "it", "that", "this", "these", "those", "which", "his", "her", "their", "its"}
)
"""Words that stand for something said before."""

FEW = 12
"""Faults of one sentence that are looked at."""

EARLY = 7
"""Words within which such a word tells that a sentence leans on another."""

CARRYING = frozenset({
    "gratitude", "decline", "positive-close", "reschedule-request", "proposed-time", "settled-elsewhere",
    "feedback-request", "interest-stated", "rejection-acknowledged", "door-open", "looking-forward", "farewell",
})  # fmt: skip
"""Acts for which a sentence stays, whatever it leans on."""


def each(faults: Iterable[Words]) -> Iterator[Words]:
    """Give the words at fault, and those that are mended with them."""
    for words in faults:
        yield words
        yield from words.more


def sentences(faults: Iterable[Words], message: Message) -> list[Sentence]:
    """Give the sentences that the faults stand in, each once, in reading order."""
    spans = sorted(words.span for words in each(faults))
    return [s for s in message.sentences if _touched(s.span, spans)]


def _touched(place: Span, spans: Sequence[Span]) -> bool:
    """Tell whether one of some spans, in order, has to do with a place."""
    upto = bisect_right(spans, place.end, key=lambda span: span.start)
    return any(place.meets(span) or place.holds(span) for span in spans[max(0, upto - FEW) : upto])


def first_sentence(faults: Iterable[Words], message: Message) -> Sentence | None:
    """Give the first of them, or None."""
    return next(iter(sentences(faults, message)), None)


def marked(words: Words, sentence: Sentence) -> tuple[int, int] | None:
    """Give from which word of a sentence to which the words at fault go, or None where they are elsewhere."""
    found = [t.i for t in sentence.doc if sentence.span_of(sentence.doc[t.i : t.i + 1]).meets(words.span)]
    return (found[0], found[-1] + 1) if found else None


def leans(sentence: Sentence) -> bool:
    """Tell whether a sentence cannot be understood without the one before it: "She said so", "Then it rained"."""
    words = [token for token in sentence.doc if not token.is_punct]
    if not words or words[0].lower_ in LEANING or words[0].lower_ in PRONOUNS:
        return bool(words)
    if words[0].lower_ == "let" or any(token.lower_ in {"above", "aforesaid", "foregoing"} for token in words):
        return True
    early = words[:EARLY]
    return any(t.lower_ in {"it", "them", "him", "her", "they", "he", "she"} and t.dep_ != "expl" for t in early)


def leaning_on(gone: Sequence[Sentence], message: Message) -> list[Sentence]:
    """Give the sentences that lean on others that go, and on those in turn, in the same paragraph."""
    going, found = set(gone), list[Sentence]()
    for before, after in pairwise(message.sentences):
        follows = before in going and after.part is before.part and after not in going
        if follows and leans(after) and not after.does(*CARRYING):
            going.add(after)
            found.append(after)
    return found


def next_to(gone: Sequence[Sentence], message: Message) -> list[Sentence]:
    """Give the sentences that stay and come right after one that goes, in the same paragraph."""
    going, pairs = set(gone), pairwise(message.sentences)
    return [after for before, after in pairs if before in going and after not in going and after.part is before.part]


def joining(sentence: Sentence) -> tuple[Span, Span] | None:
    """Give the word that joins a sentence to the one before it, and the sentence; None where there is none."""
    words = [token for token in sentence.doc if not token.is_punct]
    if len(words) < EARLY - 2 or words[0].lower_ not in {"and", "but", "so", "then"} or words[0].i:
        return None
    first = sentence.span_of(sentence.doc[0:1])
    return Span(start=sentence.span.start, end=first.end), sentence.span


def said(message: Message, span: Span) -> str:
    """Give the words of the draft in a place."""
    return message.draft.source[span.start : span.end]
