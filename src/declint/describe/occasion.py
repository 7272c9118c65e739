"""Occasion: what a message is for, told by the signs that scenarios and their neighbours name.

Each occasion adds up the weights of the signs that a message shows; the heaviest is what it is read
as. A neighbour (a thank-you note, an employer's rejection) is none of ours, and competes on equal
terms, so that a message of another kind is told apart instead of being judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from declint.match.message import Message
from declint.match.patterns import Pattern, Vocabulary
from declint.match.patterns import finder as pattern_finder
from declint.model import Ground, Occasion, Span
from declint.rulebook import Rulebook
from declint.rulebook.shapes import Neighbour, Scenario, Sign

SURE = 6.0
"""The weight from which a reading is sure, if nothing else weighs nearly as much."""

LEAD = 1.5
"""How much more than the next a sure reading weighs."""

THIN = 3.0
"""Less than this is no reading at all."""

MOST_GROUNDS = 3


class Detector:
    """Tells the occasion of a message."""

    def __init__(self, vocabulary: Vocabulary, book: Rulebook) -> None:
        self.occasions: list[Scenario | Neighbour] = [*book.scenarios.values(), *book.neighbours.values()]
        self.scenarios = frozenset(book.scenarios)
        patterns: list[Pattern] = []
        self._patterns_of: dict[int, range] = {}
        for sign in self._signs():
            self._patterns_of[id(sign)] = range(len(patterns), len(patterns) + len(sign.patterns))
            patterns += sign.patterns
        self._find = pattern_finder(patterns, vocabulary)

    def __call__(self, message: Message) -> Occasion:
        """Tell the occasion of one message, and by what signs."""
        found = self._found(message)
        weighed = sorted(
            ((self._weigh(one, message, found), one) for one in self.occasions), key=lambda pair: -pair[0][0]
        )
        (weight, grounds), best = weighed[0]
        second = weighed[1][0][0] if len(weighed) > 1 else 0.0
        if weight < THIN:
            return Occasion(scenario=None)
        because = tuple(ground for _, ground in sorted(grounds, key=lambda pair: -pair[0])[:MOST_GROUNDS])
        if best.id not in self.scenarios:
            return Occasion(scenario=None, neighbour=best.name, because=because)
        sure = weight >= SURE and weight - second >= LEAD
        return Occasion(scenario=best.id, sure=sure, because=because)

    def weights(self, message: Message) -> dict[str, float]:
        """Give the weight of each occasion, for those who write signs."""
        found = self._found(message)
        return {one.id: self._weigh(one, message, found)[0] for one in self.occasions}

    def _signs(self) -> Iterator[Sign]:
        for occasion in self.occasions:
            yield from occasion.signs

    def _found(self, message: Message) -> dict[int, list[tuple[str, Span]]]:
        """Give, for each pattern of a sign, the kinds of part it was found in, and where."""
        found: dict[int, list[tuple[str, Span]]] = {}
        for sentence in message.sentences:
            for index, hit in self._find(sentence.doc):
                found.setdefault(index, []).append((sentence.part.kind, sentence.span_of(hit.tokens)))
        return found

    def _weigh(
        self, occasion: Scenario | Neighbour, message: Message, found: dict[int, list[tuple[str, Span]]]
    ) -> tuple[float, list[tuple[float, Ground]]]:
        weight, grounds = 0.0, []
        for sign in occasion.signs:
            if not (spans := self._shown(sign, message, found)):
                continue
            weight += sign.weight
            if sign.says and sign.weight > 0:
                grounds.append((sign.weight, Ground(says=sign.says, span=spans[0])))
        return weight, grounds

    def _shown(self, sign: Sign, message: Message, found: dict[int, list[tuple[str, Span]]]) -> Sequence[Span]:
        """Give where a message shows a sign."""
        if sign.without and message.done(*sign.without, within=sign.within):
            return ()
        if sign.act:
            return [span for _, span in message.done(*sign.act, within=sign.within)]
        if sign.part:
            return [part.span for part in message.parts_of(*sign.part)]
        return sorted(
            span for index in self._patterns_of[id(sign)] for kind, span in found.get(index, ()) if kind in sign.within
        )
