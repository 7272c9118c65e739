"""Reading clauses: who does a thing, whether it is denied, hedged, supposed, or said by someone else.

A question is put to a token. The answer comes from the token itself and from the words that govern
it through complements ("I do *not think* that I *can* come"), its *scope*.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from declint.match.words import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

Person = Literal["writer", "reader", "other"]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
WRITER = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves", "lemme", "imma", "ima"})
READER = frozenset({"you", "your", "yours", "u", "ur", "yourself", "yourselves", "ye"})
COMPLEMENTS = frozenset({"xcomp", "acomp", "attr", "oprd", "pcomp", "prep", "pobj", "acl", "dobj", "csubj"})
DENIALS = frozenset({"not", "never", "nor", "neither", "hardly", "scarcely"})
NOBODY = frozenset({"nobody", "none", "nothing", "no-one"})
WITHOUT = frozenset({"against", "without", "instead", "than"})
SLURRED = frozenset({"wanna", "gonna", "gotta", "tryna", "finna", "kinda", "sorta"})
GROUNDS = frozenset({"for", "due", "owing", "because", "on", "at", "as", "after", "given"})
BREAKS = frozenset({";", ":", "–", "—", "--"})
DOUBTING_MODALS = frozenset({"might", "may", "could"})
FURTHER = frozenset({"further", "longer", "later", "earlier", "sooner"})
CRIES = frozenset({"sry", "soz", "sorry", "hey", "hi", "hiya", "hello", "thx", "thanks", "ok", "okay", "yeah", "nope"})
FARTHEST = 6
ALL_RIGHT = frozenset({"right", "alright", "ok", "okay", "fine", "possible"})
PLEASE = frozenset({"please", "kindly", "pls", "plz"})
HELPING = frozenset({"advmod", "neg", "aux", "auxpass", "mark", "cc", "case", "punct", "det", "intj"})
TURNS = frozenset({"but", "and", "so", "or", "yet", "though"})
CLOSE_BY = frozenset({"on", "to", "in", "into", "with"})
TAKING_HOLD = frozenset({"from", "of", "out"})
LETTERS = frozenset({"letter", "email", "e-mail", "mail", "message", "note", "text", "reply", "response", "line"})
OPENERS = frozenset({"what", "why", "when", "where", "who", "which", "how", "whose", "any"})
ASKING_MODALS = frozenset({"can", "could", "may", "might", "shall", "would", "will", "should"})
POLITE_PASTS = frozenset({"hope", "wonder", "want", "think", "wish", "like", "look"})
CONDITIONS = frozenset({"if", "unless", "provided", "providing", "once", "until", "till", "should", "whether"})


NEEDED = frozenset(
    {
        "asking-verbs",
        "certainty-words",
        "circumstance-words",
        "deciding-verbs",
        "employer-words",
        "hedging-adverbs",
        "learning-verbs",
        "months",
        "near-days",
        "negating-words",
        "own-voice-nouns",
        "own-voice-verbs",
        "parts-of-day",
        "possibility-words",
        "saying-verbs",
        "wanting-verbs",
        "wavering-words",
        "weekdays",
        "wishing-words",
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

    def person(self, token: Token) -> Person | None:
        """Tell who does what a token says: writer, reader or someone else; None where it is open."""
        subjects = self.subjects(token)
        if subjects:
            return self._person_of(subjects[0])
        return "reader" if self.commanded(token) else None

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

    # polarity

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

    # modality

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
            if node.dep_ in {"advcl", "ccomp", "pcomp"} and (self._condition(node) or _before(node)):
                return True
        return False

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

    def settled(self, token: Token) -> bool:
        """Tell whether a token is said outright: now, in the writer's voice, not left open, supposed or asked."""
        return not (
            self.hedged(token)
            or self.hypothetical(token)
            or self.conditional(token)
            or self.questioned(token)
            or self.quoted(token)
            or self.reported(token)
            or (self.past(token) and not any(self.lexicon.has("deciding-verbs", node) for node in self.scope(token)))
        )

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

    def happened(self, token: Token) -> bool:
        """Tell whether a thing is done or being done: "you chose", "you have decided to choose"; not "may choose"."""
        for node in self.scope(token):
            helpers = [c for c in node.children if c.dep_ in {"aux", "auxpass"} and c.i < node.i]
            if any(c.tag_ == "MD" for c in helpers) or (node != token and not self.lexicon.has("deciding-verbs", node)):
                return False
            if node.tag_ in {"VBD", "VBN", "VBP", "VBZ"} or any(c.tag_ in {"VBD", "VBP", "VBZ"} for c in helpers):
                return True
        return False

    # whose words, and when

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

    def past(self, token: Token) -> bool:
        """Tell whether it lies behind: a past tense, or "had" done; "have done" is now."""
        for node in self.scope(token):
            for word in (*(c for c in node.children if c.dep_ in {"aux", "auxpass"} and c.i < node.i), node):
                if word.tag_ == "VBD":
                    return not _obliged(word)
                if word.tag_ in {"VBZ", "VBP", "MD"}:
                    return False
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


def is_verb(token: Token) -> bool:
    """Tell whether a token is tagged as a verb or modal."""
    return token.tag_.startswith("VB") or token.tag_ == "MD"


def _infinitive(node: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in node.children)


def _obliged(word: Token) -> bool:
    """Tell whether a past form speaks of now: "got to go", "gotta go", "had better go"."""
    after = word.nbor().lower_ if word.i + 1 < len(word.doc) else ""
    return (word.lower_ == "got" and after in {"ta", "to"}) or after in {"better", "best"}


def _turn_of_phrase(node: Token) -> bool:
    """Tell whether saying is only a way to go on: "that said", "having said that"."""
    return node.lower_ in {"said", "saying"} and any(
        c.lower_ in {"that", "this"} and abs(c.i - node.i) == 1 for c in node.children
    )


def _asked_for(node: Token) -> bool:
    """Tell whether please, or do, shows that a verb is a command: "please expect", "do not expect"."""
    return any(c.i < node.i and (c.lower_ in PLEASE or (c.dep_ == "aux" and c.norm_ == "do")) for c in node.children)


def _stands_alone(node: Token) -> bool:
    """Tell whether a verb takes no subject from above: "Please *close* my file", "Can't *make* it - we are away"."""
    if node.head == node or not is_verb(node):
        return False
    if any(c.lower_ in PLEASE and c.i < node.i for c in node.children):
        return True
    if node.dep_ not in {"ccomp", "parataxis", "advcl"} or node.i > node.head.i:
        return False
    return any(w.text in {*BREAKS, "-"} for w in node.doc[node.i : node.head.i])


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


def _within(top: Token, keep: Token) -> Iterator[Token]:
    yield top
    for child in top.children:
        hung = child.dep_ in {"advcl", "parataxis"} or (
            child.dep_ in {"conj", "ccomp"} and any(c.dep_ in SUBJECTS for c in child.children)
        )
        if not hung or child == keep or child.is_ancestor(keep):
            yield from _within(child, keep)
