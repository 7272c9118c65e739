"""Requests: what the writer asks for, and of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declint.match.clauses.scope import SUBJECTS, is_verb, once
from declint.match.clauses.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

ASKING_MODALS = frozenset({"can", "could", "may", "might", "shall", "would", "will", "should"})
POLITE_PASTS = frozenset({"hope", "wonder", "want", "think", "wish", "like", "look"})


class Requests(Voices):
    """Knows what is asked for."""

    @once
    def requested(self, token: Token) -> bool:
        """Tell whether the reader is asked or allowed to do it: "please close", "would you close", "you may close"."""
        node = self.predicate(token)
        if self._begged(node):
            return True
        if node.tag_ not in {"VB", "VBP"} or self.person(node) not in {"reader", None} or self.conditional(node):
            return False
        helped = any(c.dep_ == "aux" and c.tag_ in {"MD", "TO"} for c in node.children)
        wondered = any(c.tag_ in {"WRB", "WP"} for c in node.children)
        return self.commanded(node) or (helped and not wondered)

    def _begged(self, node: Token) -> bool:
        """Tell whether the writer asks in so many words: "I beg the panel to close it", "would you mind closing it"."""
        above = node.head
        asking = self.lexicon.has("asking-verbs", above)
        if node.dep_ == "xcomp" and asking:
            asked = any(c.dep_ in {"dobj", "dative"} for c in above.children)
            asked = asked or any(c.dep_ in SUBJECTS for c in node.children)
            return asked and self.person(above) == "writer"
        if self.person(node) != "reader":
            return False
        if node.tag_ == "VBG":
            return above.lemma_ == "mind"
        if node.dep_ == "advcl":  # "I'd be grateful if you would close it"
            return node.tag_ in {"VB", "VBP"} and self.lexicon.has("would-verbs", above)
        return node.dep_ == "ccomp" and asking

    @once
    def sought(self, token: Token) -> bool:
        """Tell whether a token is what the writer asks for: "could we *move* it", "please *move* it", "I need to"."""
        nodes = dict.fromkeys(self.scope(token))
        if not is_verb(token):
            nodes |= dict.fromkeys(self.scope(self.predicate(token)))
        last = list(nodes)[-1]
        conditional = last.dep_ == "advcl" and self._condition(last)
        if is_verb(token) and not conditional and self._settled(token):
            return False  # "tell me if it was moved"
        if conditional:  # "is it all right if we move it"
            nodes |= dict.fromkeys([last.head, *(c for c in last.head.children if c.dep_ in {"acomp", "attr"})])
        if last.dep_ in {"relcl", "advcl"} and any(c.lower_ == "to" and c.dep_ == "aux" for c in last.children):
            nodes |= dict.fromkeys(self.scope(last.head))  # "any way to move it", "ask for it to be moved"
        return any(self._seeks(token, node) or (is_verb(node) and self.commanded(node)) for node in nodes)

    @staticmethod
    def _settled(token: Token) -> bool:
        helpers = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
        if any(c.tag_ == "MD" or c.lower_ == "to" for c in helpers):
            return False
        return token.tag_ == "VBD" or any(c.norm_ in {"was", "were", "has", "have", "had", "'ve"} for c in helpers)

    def _seeks(self, token: Token, node: Token) -> bool:
        """Tell whether a word over a token, or the token itself, makes it a request."""
        modals = [c for c in node.children if c.dep_ == "aux" and c.norm_ in ASKING_MODALS]
        subjects = [c for c in node.children if c.dep_ in SUBJECTS]
        perhaps = self.questioned(token) or any(
            (c.dep_ == "mark" and c.lower_ in {"if", "whether"}) or self.lexicon.has("hedging-adverbs", c)
            for c in node.children
        )
        if (modals and perhaps) or any(m.i < s.i for m in modals for s in subjects):
            return True
        if any(self.lexicon.has("wanting-verbs", s) and self._person_of(s) == "writer" for s in subjects):
            return True
        if self.person(node) in {"writer", None} and self._wants(token, node):
            return True
        able = [node, *(c for c in node.children if c.dep_ in {"acomp", "attr"})]
        asking = self.questioned(token) or not self.subjects(node)
        return asking and node != token and any(self.lexicon.has("possibility-words", word) for word in able)

    def _wants(self, token: Token, node: Token) -> bool:
        if node == token and is_verb(node):
            return any(c.norm_ in {"must", "need"} for c in node.children if c.dep_ == "aux")
        helpers = (node.head if node.dep_ == "acomp" else node).children
        lemmas = {c.lemma_ for c in helpers if c.dep_ in {"aux", "auxpass"}}
        if self.lexicon.has("would-verbs", node) and lemmas & {"would", "should"}:
            return "have" not in lemmas
        if node.tag_ in {"VBD", "VBN"} and node.lemma_ not in POLITE_PASTS:
            return False
        obliged = node.lemma_ == "have" and any(c.dep_ == "xcomp" for c in node.children)
        return obliged or self.lexicon.has("wanting-verbs", node)
