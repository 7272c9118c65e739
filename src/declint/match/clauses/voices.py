"""Voices: whose words they are, and of when they speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declint.match.clauses.modality import Modality
from declint.match.clauses.scope import once

if TYPE_CHECKING:
    from spacy.tokens import Token

LETTERS = frozenset({"letter", "email", "e-mail", "mail", "message", "note", "text", "reply", "response", "line"})


class Voices(Modality):
    """Knows whose words they are, and whether they tell of what is past."""

    @once
    def reported(self, token: Token) -> bool:
        """Tell whether someone else is said to say it: "she mentioned that …", "I understand that …"."""
        return any(self._hearsay(node) for node in self.governors(token) if not _turn_of_phrase(node))

    def _hearsay(self, node: Token) -> bool:
        who = self.person(node)
        if self.lexicon.has("learning-verbs", node) and not self._denials(node):
            return who != "reader"
        if not self.lexicon.has("saying-verbs", node) or who not in {"other", "reader"}:
            return False
        if who == "reader":
            return not self.commanded(node)  # "please note that", "be advised that"
        return not any(s.lower_ in {"this", "that", "it"} or s.lemma_ in LETTERS for s in self.subjects(node))

    @staticmethod
    def quoted(token: Token) -> bool:
        """Tell whether a token stands between double quotes."""
        before = sum(t.text in {'"', "``", "''"} for t in token.doc[: token.i])
        after = sum(t.text in {'"', "``", "''"} for t in token.doc[token.i + 1 :])
        return before % 2 == 1 and after > 0

    @once
    def past(self, token: Token) -> bool:
        """Tell whether it lies behind: a past tense, or "had" done; "have done" is now."""
        for node in self.scope(token):
            for word in (*(c for c in node.children if c.dep_ in {"aux", "auxpass"} and c.i < node.i), node):
                if word.tag_ == "VBD":
                    return not _obliged(word)
                if word.tag_ in {"VBZ", "VBP", "MD"}:
                    return False
        return False

    @once
    def happened(self, token: Token) -> bool:
        """Tell whether a thing is done or being done: "you chose", "you have decided to choose"; not "may choose"."""
        for node in self.scope(token):
            helpers = [c for c in node.children if c.dep_ in {"aux", "auxpass"} and c.i < node.i]
            if any(c.tag_ == "MD" for c in helpers) or (node != token and not self.lexicon.has("deciding-verbs", node)):
                return False
            if node.tag_ in {"VBD", "VBN", "VBP", "VBZ"} or any(c.tag_ in {"VBD", "VBP", "VBZ"} for c in helpers):
                return True
        return False


def _obliged(word: Token) -> bool:
    """Tell whether a past form speaks of now: "got to go", "gotta go", "had better go"."""
    after = word.nbor().lower_ if word.i + 1 < len(word.doc) else ""
    return (word.lower_ == "got" and after in {"ta", "to"}) or after in {"better", "best"}


def _turn_of_phrase(node: Token) -> bool:
    """Tell whether saying is only a way to go on: "that said", "having said that"."""
    return node.lower_ in {"said", "saying"} and any(
        c.lower_ in {"that", "this"} and abs(c.i - node.i) == 1 for c in node.children
    )
