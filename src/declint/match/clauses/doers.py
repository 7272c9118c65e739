"""Doers: who does what a word says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from declint.match.clauses.scope import BREAKS, SUBJECTS, Scope, _infinitive, is_verb, once

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

Person = Literal["writer", "reader", "other"]
WRITER = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves", "lemme", "imma", "ima"})
READER = frozenset({"you", "your", "yours", "u", "ur", "yourself", "yourselves", "ye"})
SLURRED = frozenset({"wanna", "gonna", "gotta", "tryna", "finna", "kinda", "sorta"})
CRIES = frozenset({"sry", "soz", "sorry", "hey", "hi", "hiya", "hello", "thx", "thanks", "ok", "okay", "yeah", "nope"})
PLEASE = frozenset({"please", "kindly", "pls", "plz"})
HELPING = frozenset({"advmod", "neg", "aux", "auxpass", "mark", "cc", "case", "punct", "det", "intj"})


class Doers(Scope):
    """Knows who does what: the writer, the reader, or someone else."""

    def head(self, tokens: Tokens) -> Token:
        """Give the word that carries some tokens: their root, or the verb that an auxiliary serves."""
        root: Token = tokens.root
        if root.dep_ in HELPING and root.head not in tokens:
            tops = [t for t in tokens if t.head not in tokens and t.dep_ not in HELPING]
            root = tops[0] if tops else root
        while root.dep_ in {"aux", "auxpass", "neg", "case", "mark"} and root.head in tokens:
            root = root.head
        return root

    def predicate(self, token: Token) -> Token:
        """Give the nearest verb at or above a token; the token itself where there is none."""
        node = token.head if token.dep_ in {"aux", "auxpass"} else token
        while not is_verb(node):
            if node.head == node:
                return token
            node = node.head
        return node

    def subjects(self, token: Token) -> list[Token]:
        """Give the words that say who does what a token says; empty where nobody is named."""
        node = came = token
        for _ in range(12):
            helpers = [child for child in node.children if child.dep_ == "aux"]
            own = [w for above in (node, *helpers) for w in above.children if self._names_doer(w)]
            if own:
                dummy = node != token and _infinitive(came) and all(w.lower_ == "it" for w in own)
                return [] if dummy else sorted(own, key=lambda w: abs(w.i - node.i))
            if _stands_alone(node) or _orders(node):
                return []
            if node.dep_ == "acl" and (owners := [c for c in node.head.children if c.dep_ == "poss"]):
                return owners
            if node.head == node:
                return []
            if node.dep_ == "xcomp" and self.lexicon.has("asking-verbs", node.head):
                objects = [c for c in node.head.children if c.dep_ in {"dobj", "dative"} and c.i < node.i]
                if objects:
                    return objects
            if is_verb(node):
                came = node
            node = node.head
        return []

    def _names_doer(self, child: Token) -> bool:
        """Tell whether a subject names somebody; in "prob gonna pass" the parser takes an adverb for one."""
        return (
            child.dep_ in SUBJECTS
            and child.dep_ != "expl"
            and child.lower_ not in CRIES
            and child.lower_ not in SLURRED
            and not self.lexicon.has("hedging-adverbs", child)
        )

    @once
    def person(self, token: Token) -> Person | None:
        """Tell who does what a token says: writer, reader or someone else; None where it is open."""
        subjects = self.subjects(token)
        if subjects:
            return self._person_of(subjects[0])
        return "reader" if self.commanded(token) else None

    @once
    def commanded(self, token: Token) -> bool:
        """Tell whether a token is a command or request without a subject: "Please withdraw it"."""
        node = self.predicate(token)
        while (
            node.dep_ in {"xcomp", "conj"}
            and not any(c.dep_ in SUBJECTS for c in node.children)
            and not (_stands_alone(node) or _orders(node))
        ):
            node = node.head
        return (
            node.tag_ in {"VB", "VBP"}
            and not any(c.dep_ in {*SUBJECTS, "aux"} and c.norm_ != "do" for c in node.children)
            and not (node.lemma_ in {"have", "get"} and any(c.dep_ == "xcomp" for c in node.children))
            and (_asked_for(node) or not self.lexicon.has("own-voice-verbs", node))
        )

    def _person_of(self, subject: Token) -> Person:
        words = {subject.lower_, subject.norm_}
        if words & WRITER:
            return "writer"
        if words & READER:
            return "reader"
        for child in subject.children:
            if child.dep_ == "poss" and child.lower_ in WRITER and self.lexicon.has("own-voice-nouns", subject):
                return "writer"
            if child.dep_ == "conj" and child.lower_ in WRITER:
                return "writer"
            if child.dep_ == "relcl" and self.lexicon.has("own-voice-nouns", subject):
                return self.person(child) or "other"
        return "other"


def _stands_alone(node: Token) -> bool:
    """Tell whether a verb takes no subject from above: "Please *close* my file", "Can't *make* it - we are away"."""
    if node.head == node or not is_verb(node):
        return False
    if any(c.lower_ in PLEASE and c.i < node.i for c in node.children):
        return True
    if node.dep_ not in {"ccomp", "parataxis", "advcl"} or node.i > node.head.i:
        return False
    return any(w.text in {*BREAKS, "-"} for w in node.doc[node.i : node.head.i])


def _orders(node: Token) -> bool:
    """Tell whether a verb begins a command beside a statement: "I can't come, but do *keep* my number"."""
    helpers = [child for child in node.children if child.dep_ in {"aux", "auxpass"}]
    if node.tag_ not in {"VB", "VBP"} or any(child.norm_ != "do" for child in helpers):
        return False
    if any(child.dep_ in SUBJECTS or child.dep_ == "mark" for child in node.children):
        return False
    if any(child.norm_ in {"do", "please", "kindly"} for child in node.children if child.i < node.i):
        return node.dep_ in {"conj", "advcl", "ccomp", "dep", "parataxis"}
    turned = node.left_edge.i > 0 and node.left_edge.nbor(-1).lower_ in {"so", "but"}
    return node.dep_ == "conj" and (turned or (node.tag_ == "VB" and node.head.tag_ != "VB"))


def _asked_for(node: Token) -> bool:
    """Tell whether please, or do, shows that a verb is a command: "please expect", "do not expect"."""
    return any(c.i < node.i and (c.lower_ in PLEASE or (c.dep_ == "aux" and c.norm_ == "do")) for c in node.children)
