"""Occasion: what a message is for, told by the signs that scenarios and their neighbours name.

Each occasion adds up the weights of the signs that a message shows; the heaviest is what it is read
as. A neighbour (a thank-you note, an employer's rejection) is none of ours, and competes on equal
terms, so that a message of another kind is told apart instead of being judged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from declint.match.message import Message, PartKind, Sentence
from declint.match.patterns import Pattern, Vocabulary
from declint.match.patterns import finder as pattern_finder
from declint.model import Ground, Occasion, Span
from declint.rulebook import Rulebook
from declint.rulebook.shapes import Sign

SURE = 7.0
"""The weight from which a reading is sure, if nothing else weighs nearly as much."""

LEAD = 1.5
"""How much more than the next a sure reading weighs."""

APART = 3.0
"""How much more than any neighbour a sure reading weighs: to take a stranger for ours is the worse mistake."""

OURS = 5.0
"""The weight from which a message is surely one of ours, though which may be open."""

ANSWER = 4.0
"""What it weighs there that a message answers one about a job: the answer need not say again what it is about."""

THIN = 0.5
"""Less than this is no reading at all."""

MOST_GROUNDS = 3

JOB_TALK = "job-talk"
"""The word class by which an answered message shows that it is about a job."""

ANSWERED = re.compile(r"\s*(?:re|aw|sv|antw|odp)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
"""How mail programs begin the subject of an answer."""

SHORT = 15
"""Words up to which nothing counts as missing."""

ADDRESSED: tuple[PartKind, ...] = ("subject", "greeting", "sign-off", "name", "script-line")
"""Parts by which a text shows that it is a message to somebody; without any of them no reading is sure."""

Found = dict[int, list[tuple[Sentence, Span]]]


class Detector:
    """Tells the occasion of a message."""

    def __init__(self, vocabulary: Vocabulary, book: Rulebook) -> None:
        self.signs: dict[str, tuple[Sign, ...]] = {one.id: book.signs_of(one) for one in book.scenarios.values()}
        self.signs |= {one.id: one.signs for one in book.neighbours.values()}
        self.neighbours = {one.id: one.name for one in book.neighbours.values()}
        patterns: list[Pattern] = []
        self._patterns_of: dict[int, range] = {}
        for signs in self.signs.values():
            for sign in signs:
                if id(sign) not in self._patterns_of:
                    self._patterns_of[id(sign)] = range(len(patterns), len(patterns) + len(sign.patterns))
                    patterns += sign.patterns
        self._find = pattern_finder(patterns, vocabulary)
        words = sorted(book.lexicon.entries(JOB_TALK), key=len, reverse=True)
        self._job_talk = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)

    def __call__(self, message: Message) -> Occasion:
        """Tell the occasion of one message, and by what signs."""
        found = self._found(message)
        weighed = sorted(
            ((self._weigh(signs, message, found), name) for name, signs in self.signs.items()),
            key=lambda pair: -pair[0][0],
        )
        (weight, grounds), best = weighed[0]
        second = weighed[1][0][0] if len(weighed) > 1 else 0.0
        if weight < THIN:
            return Occasion(scenario=None)
        because = tuple(ground for _, ground in sorted(grounds, key=lambda pair: -pair[0])[:MOST_GROUNDS])
        if best in self.neighbours:
            return Occasion(scenario=None, neighbour=self.neighbours[best], because=because)
        stranger = max((w for (w, _), name in weighed if name in self.neighbours), default=0.0)
        apart = weight - second >= LEAD and weight - stranger >= APART
        addressed = bool(message.parts_of(*ADDRESSED))
        told = weight + (ANSWER if self._answers(message) else 0.0)
        ours = told >= OURS and told - stranger >= APART and addressed
        return Occasion(scenario=best, sure=weight >= SURE and apart and addressed, ours=ours, because=because)

    def _answers(self, message: Message) -> bool:
        """Tell whether a message answers one about a job: by what it quotes, or by its headers and its subject."""
        source, envelope = message.draft.source, message.draft.envelope
        quoted = " ".join(source[part.span.start : part.span.end] for part in message.parts_of("quoted"))
        subject = envelope.subject or ""
        answers = envelope.answers or bool(ANSWERED.match(subject))
        return bool(self._job_talk.search(quoted) or (answers and self._job_talk.search(subject)))

    def weights(self, message: Message) -> dict[str, float]:
        """Give the weight of each occasion, for those who write signs."""
        found = self._found(message)
        return {name: self._weigh(signs, message, found)[0] for name, signs in self.signs.items()}

    def _found(self, message: Message) -> Found:
        """Give, for each pattern of a sign, the sentences it was found in, and where."""
        found: Found = {}
        for sentence in message.sentences:
            for index, hit in self._find(sentence.doc):
                found.setdefault(index, []).append((sentence, sentence.span_of(hit.tokens)))
        return found

    def _weigh(self, signs: Sequence[Sign], message: Message, found: Found) -> tuple[float, list[tuple[float, Ground]]]:
        weight, grounds = 0.0, []
        short = len(message.draft.prose.split()) <= SHORT
        core = not any(sign.core for sign in signs)
        for sign in signs:
            spans = self._shown(sign, message, found)
            # Of a line or two nobody can say what is missing.
            if bool(spans) == sign.absent or (sign.absent and short):
                continue
            weight, core = weight + sign.weight, core or sign.core
            if sign.says and spans and sign.weight > 0:
                span = _whole_words(message.draft.source, spans[0])
                grounds.append((sign.weight, Ground(says=sign.says, span=span)))
        return (weight, grounds) if core else (0.0, [])

    def _shown(self, sign: Sign, message: Message, found: Found) -> Sequence[Span]:
        """Give where a message shows a sign."""
        if sign.without and message.done(*sign.without, within=sign.within):
            return ()
        if sign.act:
            return [span for _, span in message.done(*sign.act, within=sign.within)]
        if sign.part:
            return [part.span for part in message.parts_of(*sign.part)]
        return sorted(
            span
            for index in self._patterns_of[id(sign)]
            for sentence, span in found.get(index, ())
            if sentence.part.kind in sign.within and (not sign.beside or sentence.does(*sign.beside))
        )


def _whole_words(source: str, span: Span) -> Span:
    """Widen a span over the rest of the words that it begins and ends in: "cant" is two tokens to the parser."""
    start, end = span.start, span.end
    while start and source[start - 1].isalpha() and source[start].isalpha():
        start -= 1
    while end < len(source) and source[end].isalpha() and source[end - 1].isalpha():
        end += 1
    return Span(start=start, end=end)
