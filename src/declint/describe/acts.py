"""Acts: what the words of a sentence do, as labelled spans in `doc.spans["acts"]`."""

from __future__ import annotations

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
        self.patterns = [pattern for act in book.acts.values() for pattern in act.patterns]
        self.clauses = vocabulary.clauses
        try:
            self.find = finder(self.patterns, vocabulary)
        except ValueError as fault:
            raise _blamed(fault, book, vocabulary) from fault
        self.yields = {act.id: act.yields_to for act in book.acts.values() if act.yields_to}

    def __call__(self, doc: Doc) -> Doc:
        """Write the acts of one sentence."""
        from spacy.tokens import Span as Tokens

        found = [
            Tokens(doc, self._start(index, hit), hit.tokens.end, label=self.acts[index].id)
            for index, hit in self.find(doc)
        ]
        doc.spans[SPANS] = [
            span
            for span in _outermost(found)
            if not any(
                other.label_ in self.yields.get(span.label_, ()) and other.start < span.end and span.start < other.end
                for other in found
            )
        ]
        return doc

    def _start(self, index: int, hit: Hit) -> int:
        """Let an act that is a denial begin at its not: "won't be attending"."""
        if any(narrowing.name == "negated" for narrowing in self.patterns[index].where):
            return self.clauses.denied_from(hit.tokens)
        return hit.tokens.start


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
