"""Reading clauses: who does a thing, whether it is denied, hedged, supposed, or said by someone else.

A question is put to a token. The answer comes from the token itself and from the words that govern
it through complements ("I do *not think* that I *can* come"), its *scope*.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from declint.match.words import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

Person = Literal["writer", "reader", "other"]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
WRITER = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})
READER = frozenset({"you", "your", "yours", "u", "ur", "yourself", "yourselves", "ye"})
COMPLEMENTS = frozenset({"xcomp", "acomp", "attr", "oprd", "pcomp", "prep", "pobj", "acl", "dobj", "csubj"})
DENIALS = frozenset({"not", "never", "nor", "neither", "hardly", "scarcely"})
NOBODY = frozenset({"nobody", "none", "nothing", "no-one"})
WITHOUT = frozenset({"against", "without", "instead", "than"})
BREAKS = frozenset({";", ":", "–", "—", "--"})
DOUBTING_MODALS = frozenset({"might", "may", "could"})
CONDITIONS = frozenset({"if", "unless", "provided", "providing", "once", "until", "till", "should", "whether"})


NEEDED = frozenset(
    {
        "asking-verbs",
        "certainty-words",
        "employer-words",
        "hedging-adverbs",
        "negating-words",
        "own-voice-nouns",
        "own-voice-verbs",
        "saying-verbs",
        "wavering-words",
        "would-verbs",
    }
)
"""The word classes without which clauses cannot be read."""


class Clauses:
    """Answers questions about clauses, with the word classes of one rulebook."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    # who

    def head(self, tokens: Tokens) -> Token:
        """Give the word that carries some tokens: their root, or the verb that an auxiliary serves."""
        root: Token = tokens.root
        while root.dep_ in {"aux", "auxpass", "neg", "case", "mark"} and root.head in tokens:
            root = root.head
        return root

    def predicate(self, token: Token) -> Token:
        """Give the nearest verb at or above a token; the token itself where there is none."""
        node = token
        while not is_verb(node):
            if node.head == node:
                return token
            node = node.head
        return node

    def subjects(self, token: Token) -> list[Token]:
        """Give the words that say who does what a token says; empty where nobody is named."""
        node = token
        for _ in range(12):
            own = [child for child in node.children if child.dep_ in SUBJECTS and child.dep_ != "expl"]
            if own:
                return own
            if node.dep_ == "acl" and (owners := [c for c in node.head.children if c.dep_ == "poss"]):
                return owners
            if node.head == node:
                return []
            if node.dep_ == "xcomp" and self.lexicon.has("asking-verbs", node.head):
                objects = [c for c in node.head.children if c.dep_ in {"dobj", "dative"} and c.i < node.i]
                if objects:
                    return objects
            node = node.head
        return []

    def person(self, token: Token) -> Person | None:
        """Tell who does what a token says: writer, reader or someone else; None where it is open."""
        subjects = self.subjects(token)
        if subjects:
            return self._person_of(subjects[0])
        return "reader" if self.commanded(token) else None

    def commanded(self, token: Token) -> bool:
        """Tell whether a token is a command or request without a subject: "Please withdraw it"."""
        node = self.predicate(token)
        while node.dep_ in {"xcomp", "conj"} and not any(c.dep_ in SUBJECTS for c in node.children):
            node = node.head
        return (
            node.tag_ in {"VB", "VBP"}
            and not any(c.dep_ in {*SUBJECTS, "aux"} and c.norm_ != "do" for c in node.children)
            and not self.lexicon.has("own-voice-verbs", node)
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
        return "other"

    # scope

    def scope(self, token: Token) -> Iterator[Token]:
        """Give a token and the words that govern it through complements, nearest first."""
        node = token
        yield node
        for _ in range(12):
            if node.head == node or not self._governs(node.head, node):
                return
            node = node.head
            yield node

    def _governs(self, governor: Token, node: Token) -> bool:
        between = governor.doc[min(governor.i, node.i) + 1 : max(governor.i, node.i)]
        if any(word.text in BREAKS for word in between):
            return False
        if node.dep_ in {"aux", "auxpass"}:
            return True
        if node.dep_ in COMPLEMENTS:
            return node.dep_ == "csubj" or governor.i < node.i or node.tag_.startswith("W")
        if node.dep_ == "ccomp":
            return governor.i < node.i and not any(w.lower_ in {"but", "so"} for w in between)
        if node.dep_ == "conj":
            shares = not any(c.dep_ in {*SUBJECTS, "aux", "neg"} for c in node.children)
            joined = any(c.dep_ == "cc" and c.lower_ in {"or", "nor", "and"} for c in governor.children)
            return shares and joined and node.tag_ == governor.tag_
        return False

    # polarity

    def negated(self, token: Token) -> bool:
        """Tell whether a token is denied; two denials cancel, and "could not be more" denies nothing."""
        denials = 0
        for node in self.scope(token):
            own = self._denials(node)
            if own and self._intensified(token, node):
                own = 0
            if node != token and (self.lexicon.has("negating-words", node) or node.lower_ in WITHOUT):
                own += 1
            denials += own
        return denials % 2 == 1

    def _denials(self, node: Token) -> int:
        count = 0
        for child in node.children:
            if child.dep_ == "neg" or child.norm_ in DENIALS:
                count += not (child.norm_ == "not" and child.i + 1 < len(child.doc) and child.nbor().lower_ == "only")
            elif child.lower_ == "longer" and child.i and child.nbor(-1).lower_ in {"no", "not", "any"}:
                no = child.nbor(-1)
                count += no.lower_ == "no" and not (no.head == node and no.dep_ in {"neg", "det"})
            elif child.lower_ == "no" and child.dep_ == "det":
                count += 1
            elif child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and child.i < node.i:
                count += child.lower_ in NOBODY or any(c.lower_ == "no" and c.dep_ == "det" for c in child.children)
        return count

    @staticmethod
    def _intensified(token: Token, node: Token) -> bool:
        compared = [token, *token.children]
        return any(t.tag_ in {"JJR", "RBR"} or t.lower_ == "enough" for t in compared) and any(
            c.norm_ in {"could", "can"} for c in node.children
        )

    # modality

    def hedged(self, token: Token) -> bool:
        """Tell whether a token is left open: "might", "perhaps", "not sure", "thinking of"."""
        for node in self.scope(token):
            for child in node.children:
                if child.dep_ == "aux" and child.norm_ in DOUBTING_MODALS and not self._denials(node):
                    return True
                if child.dep_ in {"advmod", "npadvmod", "intj"} and self.lexicon.has("hedging-adverbs", child):
                    return True
                if child.dep_ == "mark" and child.lower_ == "whether":
                    return True
            if node == token:
                continue
            if self.lexicon.has("wavering-words", node):
                return True
            if self.lexicon.has("certainty-words", node) and self._denials(node):
                return True
            if node.lemma_ == "think" and (self._denials(node) or node.tag_ == "VBG"):
                return True
        first = next((t for t in token.doc if t.is_alpha), token)
        return first.i < token.i and self.lexicon.has("hedging-adverbs", first)

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

    def wished(self, token: Token) -> bool:
        """Tell whether its own clause stands with would or should: "I would be grateful for a reply"."""
        for node in self.scope(token):
            for child in node.children:
                if child.dep_ in {"aux", "auxpass"} and child.norm_ in {"would", "'d", "should"}:
                    return node.tag_ != "VBN" or any(c.norm_ == "be" for c in node.children)
            if any(child.dep_ in SUBJECTS for child in node.children):
                break
        return False

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

    def conditional(self, token: Token) -> bool:
        """Tell whether a condition stands over or beside a token: "if", "unless", "once"."""
        for node in self.scope(token):
            for child in node.children:
                if child.dep_ == "advcl" and self._condition(child):
                    return True
        return self.supposed(token)

    def supposed(self, token: Token) -> bool:
        """Tell whether a token stands inside the condition itself: "if you *withdraw*"."""
        for node in [token, *token.ancestors]:
            if node.dep_ in {"advcl", "ccomp", "pcomp"} and self._condition(node):
                return True
        return False

    @staticmethod
    def _condition(clause: Token) -> bool:
        return any(
            c.dep_ in {"mark", "advmod", "prep"} and c.lower_ in CONDITIONS for c in clause.children if c.i < clause.i
        ) or any(c.dep_ == "aux" and c.lower_ == "should" and c.i == clause.left_edge.i for c in clause.children)

    @staticmethod
    def questioned(token: Token) -> bool:
        """Tell whether the sentence asks."""
        return any(t.text.startswith("?") for t in token.doc[-3:])

    # whose words, and when

    def reported(self, token: Token) -> bool:
        """Tell whether someone else is said to say it: "she mentioned that …"."""
        return any(
            node != token and self.lexicon.has("saying-verbs", node) and self.person(node) in {"other", "reader"}
            for node in self.scope(token)
        )

    @staticmethod
    def quoted(token: Token) -> bool:
        """Tell whether a token stands between double quotes."""
        before = sum(t.text in {'"', "``", "''"} for t in token.doc[: token.i])
        after = sum(t.text in {'"', "``", "''"} for t in token.doc[token.i + 1 :])
        return before % 2 == 1 and after > 0

    def past(self, token: Token) -> bool:
        """Tell whether it lies behind: a past tense, or "had" done; "have done" is now."""
        for node in self.scope(token):
            if node.tag_ == "VBD" or any(c.tag_ == "VBD" for c in node.children if c.dep_ in {"aux", "auxpass"}):
                return True
        return False

    # what about

    def clause(self, token: Token) -> list[Token]:
        """Give the words of the clause around a token, without the clauses hung on it."""
        top = token
        for node in self.scope(token):
            top = node
            if any(c.dep_ in SUBJECTS for c in node.children):
                break
        return list(_within(top, keep=token))

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

    def _prepositional(self, token: Token) -> Iterator[Token]:
        for child in token.children:
            if child.dep_ in {"prep", "prt", "advmod"}:
                for below in child.children:
                    if below.dep_ in {"pobj", "prep"}:
                        yield below
                        yield from (c for c in below.children if c.dep_ in {"compound", "conj", "pobj"})


def is_verb(token: Token) -> bool:
    """Tell whether a token is tagged as a verb or modal."""
    return token.tag_.startswith("VB") or token.tag_ == "MD"


def _within(top: Token, keep: Token) -> Iterator[Token]:
    yield top
    for child in top.children:
        hung = child.dep_ in {"advcl", "parataxis"} or (
            child.dep_ in {"conj", "ccomp"} and any(c.dep_ in SUBJECTS for c in child.children)
        )
        if not hung or child == keep or child.is_ancestor(keep):
            yield from _within(child, keep)
