"""Denial: what is said not to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declint.match.clauses.doers import Doers
from declint.match.clauses.scope import once

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

DENIALS = frozenset({"not", "never", "nor", "neither", "hardly", "scarcely"})
NOBODY = frozenset({"nobody", "none", "nothing", "no-one"})
WITHOUT = frozenset({"against", "without", "instead", "than"})
GROUNDS = frozenset({"for", "due", "owing", "because", "on", "at", "as", "after", "given"})
FURTHER = frozenset({"further", "longer", "later", "earlier", "sooner"})
FARTHEST = 6


class Denial(Doers):
    """Knows what is denied."""

    @once
    def negated(self, token: Token) -> bool:
        """Tell whether a token is denied; two denials cancel, and "could not be more" denies nothing."""
        denials = 0
        below: list[Token] = []
        for node in self.scope(token):
            below.append(node)
            own = self._denials(node)
            if own and self._intensified(below):
                own = 0
            denials += own
        governors = list(self.governors(token))
        for under, node in zip([token, *governors], governors, strict=False):
            hung = under.dep_ == "prep" and under.lower_ in GROUNDS  # "decline *for* personal reasons"
            denials += not hung and (self.lexicon.has("negating-words", node) or node.lower_ in WITHOUT)
        return denials % 2 == 1

    def denied_from(self, tokens: Tokens) -> int:
        """Give where the denial of some tokens begins: at *won't* in "won't be attending"; their own start if later."""
        token = self.head(tokens)
        words = [w for w in self.governors(token) if self.lexicon.has("negating-words", w)]
        for node in self.scope(token):
            if denials := [c for c in node.children if c.dep_ == "neg" or c.norm_ in DENIALS or c.lower_ == "no"]:
                words += denials
                words += [c for c in node.children if c.dep_ == "aux" and c.i + 1 in {d.i for d in denials}]
                words += [node] if node.i + 1 in {d.i for d in denials} else []
        near = [w.i for w in words if tokens.start - FARTHEST <= w.i]
        return min([tokens.start, *near])

    def _denials(self, node: Token) -> int:
        count = 0
        helpers = [c for c in node.children if c.dep_ in {"aux", "auxpass"}]
        for child in (*node.children, *(c for helper in helpers for c in helper.children)):
            if child.dep_ == "cc" and child.i > node.i:
                continue  # "nor will I" denies what follows it
            if child.dep_ == "neg" or child.norm_ in DENIALS:
                count += not (child.norm_ == "not" and child.i + 1 < len(child.doc) and child.nbor().lower_ == "only")
            elif child.lower_ == "longer" and child.i and child.nbor(-1).lower_ in {"no", "not", "any"}:
                no = child.nbor(-1)
                counted = no.head == node and (no.dep_ == "neg" or no.norm_ in DENIALS)
                count += no.lower_ in {"no", "not"} and not counted
            elif child.lower_ == "no" and child.dep_ == "det":
                count += not (node.lemma_ in {"choice", "option", "alternative"} and node.i + 1 < len(node.doc))
            elif child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and child.i < node.i:
                count += child.lower_ in NOBODY or any(c.lower_ == "no" and c.dep_ == "det" for c in child.children)
        return count

    @staticmethod
    def _intensified(below: list[Token]) -> bool:
        compared = [word for node in below for word in (node, *node.children)]
        more = any((t.tag_ in {"JJR", "RBR"} and t.lower_ not in FURTHER) or t.lower_ == "enough" for t in compared)
        return more and any(c.norm_ in {"could", "can"} for c in below[-1].children)
