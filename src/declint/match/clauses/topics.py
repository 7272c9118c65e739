"""Topics: what a clause speaks of, and what a verb is done to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from declint.match.clauses.doers import WRITER
from declint.match.clauses.requests import Requests
from declint.match.clauses.scope import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

CLOSE_BY = frozenset({"on", "to", "in", "into", "with"})
TAKING_HOLD = frozenset({"from", "of", "out"})


class Topics(Requests):
    """Knows what a clause is about."""

    def clause(self, token: Token) -> list[Token]:
        """Give the words of the clause around a token, without the clauses hung on it."""
        top = token
        for node in self.scope(token):
            top = node
            if any(c.dep_ in SUBJECTS for c in node.children):
                break
        return list(_within(top, keep=token))

    def around(self, tokens: Tokens) -> Tokens:
        """Give the run of words of the clause around some tokens, without the marks and joints at its ends."""
        head = self.head(tokens)
        *_, top = self.scope(head)
        words = sorted({*_within(top, keep=head), *tokens}, key=lambda word: word.i)
        start, end = words[0].i, words[-1].i + 1
        doc = tokens.doc
        while start < tokens.start and (
            doc[start].is_punct or doc[start].dep_ in {"cc", "mark"} or doc[start].is_space
        ):
            start += 1
        while end > tokens.end and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].dep_ == "cc"):
            end -= 1
        return doc[start:end]

    def about(self, token: Token, word_class: str) -> bool:
        """Tell whether the clause speaks of something in a word class."""
        return any(self.lexicon.has(word_class, word) for word in self.clause(token))

    def asserts(self, token: Token, word_class: str) -> bool:
        """Tell whether the clause speaks of something in a word class that is neither denied nor the writer's."""
        return any(
            self.lexicon.has(word_class, word)
            and not self._denials(word)
            and not any(c.dep_ == "poss" and c.lower_ in WRITER for w in (word, word.head) for c in w.children)
            for word in self.clause(token)
        )

    def objects(self, token: Token) -> Iterator[Token]:
        """Give what a verb is done to: its objects, and the nouns of its prepositions."""
        for child in token.children:
            if child.dep_ in {"dobj", "attr", "nsubjpass", "oprd", "npadvmod"}:
                yield child
                yield from (c for c in child.children if c.dep_ in {"compound", "conj"})
                yield from self._prepositional(child)
            elif child.dep_ in {"prep", "prt", "advmod"}:
                yield from self._prepositional(token)

    def undergoers(self, token: Token) -> Iterator[Token]:
        """Give what a verb takes hold of: its objects, and the nouns that it is done from, to, with or on."""
        for child in token.children:
            if child.dep_ in {"dobj", "nsubjpass", "oprd"} and not self.lexicon.has("circumstance-words", child):
                yield child
                yield from (c for c in child.children if c.dep_ in {"compound", "conj"})
                yield from (p for c in child.children if c.lower_ in {"of", "for"} for p in c.children)
                continue
            close = child.i == token.i + 1 and child.lower_ in CLOSE_BY
            if child.dep_ == "prep" and (close or child.lower_ in TAKING_HOLD):
                for below in child.children:
                    dated = below.text[0].isdigit() or self.lexicon.has("circumstance-words", below)
                    if below.dep_ == "pobj" and not dated:
                        yield below
                        yield from (c for c in below.children if c.dep_ in {"compound", "conj"})
                        yield from (p for c in below.children if c.lower_ in {"of", "for"} for p in c.children)
                    elif below.dep_ == "prep":
                        yield from (c for c in below.children if c.dep_ == "pobj")

    def _prepositional(self, token: Token) -> Iterator[Token]:
        for child in token.children:
            if child.dep_ in {"prep", "prt", "advmod"}:
                for below in child.children:
                    if below.dep_ in {"pobj", "prep"}:
                        yield below
                        yield from (c for c in below.children if c.dep_ in {"compound", "conj", "pobj"})


def _within(top: Token, keep: Token) -> Iterator[Token]:
    yield top
    for child in top.children:
        hung = child.dep_ in {"advcl", "parataxis"} or (
            child.dep_ in {"conj", "ccomp"} and any(c.dep_ in SUBJECTS for c in child.children)
        )
        if not hung or child == keep or child.is_ancestor(keep):
            yield from _within(child, keep)
