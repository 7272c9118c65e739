"""Modality: what is left open, supposed, wished for or asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declint.match.clauses.denial import Denial
from declint.match.clauses.scope import BREAKS, SUBJECTS, once

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DOUBTING_MODALS = frozenset({"might", "may", "could"})
ALL_RIGHT = frozenset({"right", "alright", "ok", "okay", "fine", "possible"})
TURNS = frozenset({"but", "and", "so", "or", "yet", "though"})
OPENERS = frozenset({"what", "why", "when", "where", "who", "which", "how", "whose", "any"})
CONDITIONS = frozenset({"if", "unless", "provided", "providing", "once", "until", "till", "should", "whether"})


class Modality(Denial):
    """Knows what is said outright, and what is not."""

    @once
    def hedged(self, token: Token) -> bool:
        """Tell whether a token is left open: "might", "perhaps", "not sure", "thinking of"."""
        if any(self._doubting(child, node) for node in self.scope(token) for child in node.children):
            return True
        if any(self._wavers(node) for node in self.governors(token)):
            return True
        first = next((t for t in token.doc if t.is_alpha), token)
        turned = any(w.lower_ in TURNS or w.text in BREAKS for w in token.doc[first.i : token.i])
        return first.i < token.i and not turned and self.lexicon.has("hedging-adverbs", first)

    def _doubting(self, child: Token, node: Token) -> bool:
        if child.dep_ == "aux":
            return child.norm_ in DOUBTING_MODALS and self._doubts(child, node)
        if child.dep_ == "advmod" and child.lower_ == "yet":
            return bool(self._denials(node))
        if child.dep_ in {"advmod", "npadvmod", "intj"} and self.lexicon.has("hedging-adverbs", child):
            return not (child.lower_ == "possibly" and self._denials(node))
        return child.dep_ == "mark" and child.lower_ == "whether"

    def _doubts(self, modal: Token, node: Token) -> bool:
        """Tell whether might, may or could leaves its verb open: not in "May I come?", "so that I could come"."""
        if any(c.dep_ in SUBJECTS and c.i > modal.i for c in node.children):
            return False
        if modal.norm_ != "could":
            return True
        wished = node.head != node and self.lexicon.has("wishing-words", node.head)
        return not self._denials(node) and not wished and node.dep_ not in {"advcl", "relcl"}

    def _wavers(self, node: Token) -> bool:
        """Tell whether a governor leaves open what it governs: "lean to", "not sure that", "thinking of"."""
        linked = node.dep_ in {"acomp", "attr", "dobj"} and node.head.lemma_ in {"be", "have", "feel"}
        denied = bool(self._denials(node) or (linked and self._denials(node.head)))
        if self.lexicon.has("wavering-words", node):
            return not denied
        if self.lexicon.has("certainty-words", node):
            return denied or self._weakened(node)
        return node.lemma_ == "think" and (denied or node.tag_ == "VBG")

    @staticmethod
    def _weakened(node: Token) -> bool:
        return any(c.dep_ == "advmod" and c.lower_ in {"fairly", "pretty", "almost", "nearly"} for c in node.children)

    @once
    def hypothetical(self, token: Token) -> bool:
        """Tell whether a token is only supposed: "I would decline if …", "I'd have come"."""
        return any(self._supposes(node) for node in self.scope(token))

    def _supposes(self, node: Token) -> bool:
        helpers = [child for child in node.children if child.dep_ in {"aux", "auxpass"} and child.i < node.i]
        if not any(child.norm_ in {"would", "'d"} for child in helpers):
            return False
        if any(child.norm_ == "have" for child in helpers):
            return True
        if node.tag_ == "VBN" and not any(child.norm_ == "be" for child in helpers):
            return False  # "I'd decided": had, not would
        polite = [node, *(c for c in node.children if c.dep_ in {"acomp", "advmod", "attr"})]
        return not any(self.lexicon.has("would-verbs", word) for word in polite)

    @once
    def wished(self, token: Token) -> bool:
        """Tell whether its own clause stands with would or should: "I would be grateful for a reply"."""
        for node in self.scope(token):
            for child in node.children:
                if child.dep_ in {"aux", "auxpass"} and child.norm_ in {"would", "'d", "should"}:
                    return node.tag_ != "VBN" or any(c.norm_ == "be" for c in node.children)
            if any(child.dep_ in SUBJECTS for child in node.children):
                break
        return False

    @once
    def future(self, token: Token) -> bool:
        """Tell whether its own clause stands with will, shall or going to: "I will be grateful"."""
        for node in self.scope(token):
            if any(child.dep_ == "aux" and child.norm_ in {"will", "shall"} for child in node.children):
                return True
            if node != token and node.lower_ in {"going", "gon"}:
                return True
            if any(child.dep_ in SUBJECTS for child in node.children):
                break
        return False

    @once
    def conditional(self, token: Token) -> bool:
        """Tell whether a condition stands over or beside a token: "if", "unless", "once"."""
        for node in self.scope(token):
            for child in node.children:
                if child.dep_ == "advcl" and self._condition(child):
                    return True
        return self.supposed(token)

    @once
    def supposed(self, token: Token) -> bool:
        """Tell whether a token stands inside the condition itself: "if you *withdraw*"."""
        for node in [token, *token.ancestors]:
            if node.dep_ in {"advcl", "ccomp", "pcomp"} and (self._condition(node) or _before(node)):
                return True
        return False

    @once
    def counterfactual(self, token: Token) -> bool:
        """Tell whether a condition beside a token is contrary to fact: "if I were free", "if you had asked"."""
        return any(
            self._contrary(child)
            for node in self.scope(token)
            for child in node.children
            if child.dep_ == "advcl" and self._condition(child)
        )

    def _contrary(self, clause: Token) -> bool:
        helpers = [c for c in clause.children if c.dep_ in {"aux", "auxpass"}]
        if clause.tag_ == "VBN" and any(c.norm_ in {"had", "'d"} for c in helpers):
            return True
        if self.person(clause) != "writer":
            return False
        return any(c.norm_ in {"could", "were", "was"} for c in [clause, *helpers]) or (
            clause.tag_ == "VBD" and clause.lemma_ in {"be", "have", "live"}
        )

    def _condition(self, clause: Token) -> bool:
        if any(c.dep_ == "acomp" and self.lexicon.has("would-verbs", c) for c in clause.head.children):
            return False  # "it is best if I step aside", "I'd be grateful if you closed it"
        if clause.lower_ in {"may", "might", "mind", "please"} or any(c.lower_ in ALL_RIGHT for c in clause.children):
            return False  # "if I may", "if it's all right with you"
        return any(
            c.dep_ in {"mark", "advmod", "prep"} and c.lower_ in CONDITIONS for c in clause.children if c.i < clause.i
        ) or any(c.dep_ == "aux" and c.lower_ == "should" and c.i == clause.left_edge.i for c in clause.children)

    @staticmethod
    def questioned(token: Token) -> bool:
        """Tell whether a token is asked about: "should I withdraw?"; not the no in "No, but may I ask why?"."""
        doc = token.doc
        if not any(t.text.startswith("?") for t in doc[-3:]):
            return False
        starts = [w.i + 1 for w in doc[:-1] if (w.text in BREAKS or w.text == "," or w.lower_ in TURNS)]
        asked = [i for i in starts if _asks(doc, i)]
        return not asked or token.i >= asked[0] or _asks(doc, max(i for i in (0, *starts) if i <= token.i))

    @once
    def inverted(self, token: Token) -> bool:
        """Tell whether the clause of a token is itself a question: "*did* you *choose*", not "you chose, did you"."""
        for node in self.scope(token):
            subjects = [c for c in node.children if c.dep_ in SUBJECTS]
            helpers = [c for c in node.children if c.dep_ in {"aux", "auxpass"}]
            if node.lemma_ == "be":
                helpers.append(node)
            if subjects and any(h.i < min(s.i for s in subjects) for h in helpers):
                return True
        return False


def _before(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "before" for c in clause.children)


def _asks(doc: Doc, start: int) -> bool:
    """Tell whether a question opens at a place: "could you", "is there", "what", "any chance"."""
    words = [w for w in doc[start : start + 4] if w.is_alpha or "'" in w.text]
    while words and (words[0].lower_ in TURNS or words[0].lower_ in {"please", "perhaps", "maybe", "then"}):
        words = words[1:]
    if not words:
        return False
    if words[0].lower_ in OPENERS:
        return True
    helper = words[0].tag_ == "MD" or words[0].lemma_ in {"be", "do", "have"}
    return helper and len(words) > 1 and words[1].tag_ in {"PRP", "DT", "EX", "NN", "NNS", "NNP", "PRP$", "RB"}
