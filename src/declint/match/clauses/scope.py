"""Scope: which words govern a word, so that what is true of them is true of it.

"I do *not think* that I *can* come": a question is put to a word, and its scope answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from declint.match.words import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

KNOWN = "declint.clauses"
"""Where a Doc keeps the answers to what was asked of its words."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
COMPLEMENTS = frozenset({"xcomp", "acomp", "attr", "oprd", "pcomp", "prep", "pobj", "acl", "dobj", "csubj"})
BREAKS = frozenset({";", ":", "–", "—", "--"})


Room = TypeVar("Room")
Answer = TypeVar("Answer")


def once(question: Callable[[Room, Token], Answer]) -> Callable[[Room, Token], Answer]:
    """Let a question about a word be answered once: many patterns ask it of the same word.

    Its answer must hold no words: a Doc that holds its own goes only when Python looks for such rings.
    """
    name = question.__name__

    @wraps(question)
    def answered(self: Room, token: Token) -> Answer:
        known: dict[tuple[str, int], Answer] = token.doc.user_data.setdefault(KNOWN, {})
        key = name, token.i
        if key not in known:
            known[key] = question(self, token)
        return known[key]

    return answered


class Scope:
    """Knows which words govern a word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def scope(self, token: Token) -> Iterator[Token]:
        """Give a token and the words that govern it through complements, nearest first."""
        doc = token.doc
        return (doc[place] for place in self._scope(token))

    @once
    def _scope(self, token: Token) -> tuple[int, ...]:
        node = token
        places = [node.i]
        for _ in range(12):
            if node.head == node or not self._governs(node.head, node):
                break
            node = node.head
            places.append(node.i)
        return tuple(places)

    def _governs(self, governor: Token, node: Token) -> bool:
        between = governor.doc[min(governor.i, node.i) + 1 : max(governor.i, node.i)]
        if any(word.text in BREAKS for word in between):
            return False
        if node.dep_ in {"aux", "auxpass"}:
            return True
        to = _infinitive(node)
        if node.dep_ in COMPLEMENTS or (node.dep_ == "relcl" and to):
            return node.dep_ == "csubj" or governor.i < node.i or node.tag_.startswith("W")
        if node.dep_ == "ccomp":
            return governor.i < node.i and not any(w.lower_ in {"but", "so"} for w in between)
        if node.dep_ == "advcl" and to:
            own = any(c.dep_ in SUBJECTS for c in node.children)
            own = own and not any(c.dep_ == "mark" and c.lower_ in {"for", "of"} for c in node.children)
            return not own and governor.i < node.i and not any(w.text == "," for w in between)
        shares = not any(c.dep_ in {*SUBJECTS, "aux", "neg"} for c in node.children)
        joined = any(c.dep_ == "cc" and c.lower_ in {"or", "nor", "and"} for c in governor.children)
        return node.dep_ == "conj" and shares and joined and node.tag_ == governor.tag_

    def governors(self, token: Token) -> Iterator[Token]:
        """Give the words whose meaning governs a token: its scope without itself and without what it is joined to."""
        below = token
        for node in self.scope(token):
            if node != token and below.dep_ != "conj":
                yield node
                if below.dep_ == "advcl":  # "it would be *unfair* of me to go on"
                    yield from (c for c in node.children if c.dep_ == "acomp" and c.i < below.i)
            below = node


def is_verb(token: Token) -> bool:
    """Tell whether a token is tagged as a verb or modal."""
    return token.tag_.startswith("VB") or token.tag_ == "MD"


def _infinitive(node: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in node.children)
