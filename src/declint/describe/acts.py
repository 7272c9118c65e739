"""Acts: what the words of a sentence do, as labelled spans in `doc.spans["acts"]`.

Two readers see them: the patterns of the rulebook, and the second reader where there is one. Each
span is told by its `id_` who saw it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING

from declint.errors import Place, RuleError
from declint.match.message import Hit
from declint.match.patterns import Vocabulary, finder
from declint.rulebook import Rulebook

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from declint.describe.second_reader.reader import Belief, Reading

SPANS = "acts"
FAINT = "faint"
"""Acts that show only faintly: enough not to call them missing, too little to find fault with."""

TRACE, BELIEVED = 0.15, 0.55
"""How likely an act must be to leave a trace, and to be said to be done."""

SURE, SURE_ALONE = 0.7, 0.91
"""How likely to be found fault with: with a pattern that sees it, and by the second reader alone.

The sentences that likelihoods are fitted to are full of acts, and messages are not.
"""

FEWEST = 3
"""Words below which a clause is too little to quote."""

PATTERNS, CERTAIN, LEARNED, BOTH = "patterns", "a plain pattern", "second reader", "both"


class Recogniser:
    """Writes the acts of a rulebook into a parsed sentence.

    `beliefs` tell how likely the acts are that the second reader knows; there are none where only the patterns read.
    """

    def __init__(self, vocabulary: Vocabulary, book: Rulebook, beliefs: Mapping[str, Belief] | None = None) -> None:
        self.acts = [act for act in book.acts.values() for _ in act.patterns]
        self.patterns = [
            pattern.model_copy(update={"unless": (*pattern.unless, *act.unless)})
            for act in book.acts.values()
            for pattern in act.patterns
        ]
        self.beside = [frozenset(pattern.beside) for pattern in self.patterns]
        self.who = [CERTAIN if pattern.certain else PATTERNS for pattern in self.patterns]
        self.clauses = vocabulary.clauses
        try:
            self.find = finder(self.patterns, vocabulary)
        except ValueError as fault:
            raise _blamed(fault, book, vocabulary) from fault
        self.yields = {act.id: act.yields_to for act in book.acts.values() if act.yields_to}
        self.beliefs = beliefs or {}

    def __call__(self, doc: Doc, reading: Reading | None = None) -> Doc:
        """Write the acts of one sentence; `reading` is what the second reader makes of it."""
        found = self._by_patterns(doc)
        kept = _outermost(found)
        faint: list[Span] = []
        if reading is not None:
            kept, faint = self._weighed(doc, kept, reading)
            found = [span for span in found if span.label_ not in self.beliefs] + kept
        doc.spans[FAINT] = faint
        doc.spans[SPANS] = [
            span
            for span in sorted(kept, key=lambda s: (s.start, s.end))
            if not any(other.label_ in self.yields.get(span.label_, ()) and _overlap(span, other) for other in found)
        ]
        return doc

    def _clause_of(self, word: Token) -> tuple[int, int]:
        """Give where the clause of a word begins and ends; the sentence, where there is no telling."""
        verb = self.clauses.predicate(word)
        clause = self.clauses.around(word.doc[verb.i : verb.i + 1])
        if clause.start <= word.i < clause.end and len(clause) >= FEWEST:
            return clause.start, clause.end
        last = word.doc[-1]
        return 0, last.i if last.is_punct and last.i > word.i else last.i + 1

    def _by_patterns(self, doc: Doc) -> list[Span]:
        from spacy.tokens import Span as Tokens

        hits = [
            (
                Tokens(
                    doc, self._start(index, hit), hit.tokens.end, label=self.acts[index].id, span_id=self.who[index]
                ),
                self.beside[index],
            )
            for index, hit in self.find(doc)
        ]
        alone = [span for span, beside in hits if not beside]
        return [span for span, beside in hits if not beside or _stands_beside(span, beside, alone)]

    def _weighed(self, doc: Doc, seen: list[Span], reading: Reading) -> tuple[list[Span], list[Span]]:
        """Give the acts that the two readers together believe in, and those that show only faintly."""
        from spacy.tokens import Span as Tokens

        kept = [span for span in seen if span.label_ not in self.beliefs]
        faint = []
        for act, belief in self.beliefs.items():
            own = [span for span in seen if span.label_ == act]
            if plain := [span for span in own if span.id_ == CERTAIN]:
                kept += plain
                continue
            likely = belief(reading.odds[act], seen=bool(own))
            if likely < TRACE:
                continue
            word = _word_at(doc, reading.places[act])
            if likely < (SURE if own else SURE_ALONE):
                faint.append(Tokens(doc, word.i, word.i + 1, label=act))
            if likely < BELIEVED:
                continue
            who = BOTH if belief(reading.odds[act], seen=False) >= BELIEVED else PATTERNS
            kept += [Tokens(doc, span.start, span.end, label=act, span_id=who) for span in own]
            if not own:
                kept.append(Tokens(doc, *self._clause_of(word), label=act, span_id=LEARNED))
        return kept, faint

    def _start(self, index: int, hit: Hit) -> int:
        """Let an act that is a denial begin at its not: "won't be attending"."""
        if any(narrowing.name == "negated" for narrowing in self.patterns[index].where):
            return self.clauses.denied_from(hit.tokens)
        return hit.tokens.start


def _stands_beside(span: Span, acts: Set[str], others: Iterable[Span]) -> bool:
    """Tell whether one of these acts is done in the same sentence, and none of them by the same words."""
    theirs = [other for other in others if other.label_ in acts]
    return bool(theirs) and not any(_overlap(span, other) for other in theirs)


def _word_at(doc: Doc, place: int) -> Token:
    """Give the word that stands at a place of the text."""
    return next(token for token in doc if place < token.idx + len(token.text_with_ws))


def _overlap(one: Span, other: Span) -> bool:
    return other.start < one.end and one.start < other.end


def _blamed(fault: ValueError, book: Rulebook, vocabulary: Vocabulary) -> RuleError:
    """Find the act whose patterns spaCy refuses."""
    for act in book.acts.values():
        try:
            finder(act.patterns, vocabulary)
        except ValueError as own:
            return RuleError(f"patterns: {own}", Place(book.paths["act", act.id]))
    return RuleError(f"patterns: {fault}")


def _outermost(found: list[Span]) -> list[Span]:
    """Keep, of overlapping spans of the same act, the one that begins first and is longest."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.label_, s.start, -s.end)):
        if kept and kept[-1].label_ == span.label_ and span.start < kept[-1].end:
            continue
        kept.append(span)
    return sorted(kept, key=lambda s: (s.start, s.end))
