"""Acts: what the words of a sentence do, as labelled spans in `doc.spans["acts"]`."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING

from declint.errors import Place, RuleError
from declint.match.message import Hit
from declint.match.patterns import Vocabulary, finder
from declint.rulebook import Rulebook

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

SPANS = "acts"


class Recogniser:
    """Writes the acts of a rulebook into a parsed sentence."""

    def __init__(self, nlp: Language, book: Rulebook) -> None:
        vocabulary = Vocabulary(nlp, book.lexicon)
        self.acts = [act for act in book.acts.values() for _ in act.patterns]
        self.patterns = [
            pattern.model_copy(update={"unless": (*pattern.unless, *act.unless)})
            for act in book.acts.values()
            for pattern in act.patterns
        ]
        self.beside = [frozenset(pattern.beside) for pattern in self.patterns]
        self.clauses = vocabulary.clauses
        try:
            self.find = finder(self.patterns, vocabulary)
        except ValueError as fault:
            raise _blamed(fault, book, vocabulary) from fault
        self.yields = {act.id: act.yields_to for act in book.acts.values() if act.yields_to}

    def __call__(self, doc: Doc) -> Doc:
        """Write the acts of one sentence."""
        from spacy.tokens import Span as Tokens

        hits = [
            (Tokens(doc, self._start(index, hit), hit.tokens.end, label=self.acts[index].id), self.beside[index])
            for index, hit in self.find(doc)
        ]
        alone = [span for span, beside in hits if not beside]
        found = [span for span, beside in hits if not beside or _stands_beside(span, beside, alone)]
        doc.spans[SPANS] = [
            span
            for span in _outermost(found)
            if not any(other.label_ in self.yields.get(span.label_, ()) and _overlap(span, other) for other in found)
        ]
        return doc

    def _start(self, index: int, hit: Hit) -> int:
        """Let an act that is a denial begin at its not: "won't be attending"."""
        if any(narrowing.name == "negated" for narrowing in self.patterns[index].where):
            return self.clauses.denied_from(hit.tokens)
        return hit.tokens.start


def _stands_beside(span: Span, acts: Set[str], others: Iterable[Span]) -> bool:
    """Tell whether one of these acts is done in the same sentence, and none of them by the same words."""
    theirs = [other for other in others if other.label_ in acts]
    return bool(theirs) and not any(_overlap(span, other) for other in theirs)


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
