"""Cuts: the constituents of a sentence that can be left out so that what remains is a sentence still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from declint.match.clauses import is_verb
from declint.match.words import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

LOOSE = frozenset({"relcl", "advcl", "appos", "parataxis"})
"""Constituents that hang on a word, which can do without them."""

SET_OFF = frozenset({"prep", "acl", "npadvmod", "advmod"})
"""Constituents that can go where a mark sets them off."""

BARE = frozenset({
    "somewhere", "someone", "somebody", "something", "anyone", "anything", "everything", "everyone", "all", "one",
    "those", "what", "that", "it", "this", "where", "who", "way", "reason", "time", "day",
})  # fmt: skip
"""Words that tell nothing without what hangs on them."""

JOINED = frozenset({"conj", "ccomp", "dep"})
"""Constituents that stand beside another thought, where a mark or a joining word parts them."""

JOINING = frozenset({"and", "but", "so", "or", "yet", "because", "since", "as", "although", "though", "while"})
OPENERS = frozenset({
    "because", "since", "as", "if", "when", "once", "while", "though", "although", "after", "before", "until", "till",
    "unless", "whenever", "whereas", "given", "for",
})  # fmt: skip
"""Words with which a clause begins that can go as a whole."""
MARKS = frozenset({",", ";", ":", "–", "—", "-", "--"})
FEWEST_CUT = 2
FEWEST_LEFT = 3


@dataclass(frozen=True)
class Cut:
    """Tokens to leave out, from `start` to `end`."""

    start: int
    end: int


def cuts(doc: Doc, first: int, last: int) -> Iterator[Cut]:
    """Give the cuts that touch the words from `first` to `last`, shortest first."""
    found: dict[tuple[int, int], Cut] = {}
    for token in doc:
        for cut in (_loose(token), _joined(token), _head(token)):
            if cut and cut.start < last and first < cut.end and _leaves_enough(doc, cut, _is_clause(token)):
                found.setdefault((cut.start, cut.end), cut)
    yield from sorted(found.values(), key=lambda cut: (cut.end - cut.start, cut.start))


def ground(doc: Doc, first: int, last: int, openers: frozenset[str]) -> Tokens | None:
    """Give the clause at the end of a sentence that says why, if it begins with an opener and holds these words."""
    final = len(doc)
    while final and doc[final - 1].is_punct:
        final -= 1
    for token in doc[: final - 1]:
        if token.lower_ not in openers or token.dep_ not in {"mark", "cc"} or not token.i:
            continue
        end = token.head.right_edge.i + 1 if token.dep_ == "mark" else final
        idiom = doc[token.i + 1].lower_ in {"if", "though", "well", "soon", "long", "far", "much"}
        if not idiom and end >= final and token.i < last and first < final and final - token.i > FEWEST_CUT:
            return doc[token.i : final]
    return None


def joints(doc: Doc) -> list[tuple[int, int]]:
    """Give where a sentence can be made two: the marks and the joining word between, the most even ones first."""
    found = []
    for token in doc:
        own = any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in token.children)
        told = token.tag_ == "VB" and token.dep_ == "conj" and token.i and doc[token.i - 1].lower_ == "or"
        if token.dep_ in {"conj", "ccomp", "parataxis"} and (own or told):
            end = start = token.left_edge.i
            while start and (doc[start - 1].text in MARKS or doc[start - 1].lower_ in {"and", "so", "but", "or"}):
                start -= 1
            if start < end and start > FEWEST_LEFT:
                keeps = any(doc[i].lower_ in {"so", "but", "or"} for i in range(start, end))
                found.append((start, next(i for i in range(start, end) if doc[i].is_alpha) if keeps else end))
    return sorted(found, key=lambda pair: abs(pair[0] - len(doc) / 2))


def unnamed(doc: Doc, word_class: str, lexicon: Lexicon) -> Iterator[Token]:
    """Give the nouns of a word class of which something is told without a name: "a firm that answers its post"."""
    for token in doc:
        articled = any(child.lower_ in {"a", "an"} for child in token.children)
        told = any(child.dep_ in {"relcl", "acl", "prep", "amod", "appos"} for child in token.children)
        if token.tag_ == "NN" and articled and told and lexicon.has(word_class, token):
            yield token


def _edges(token: Token) -> tuple[int, int]:
    return token.left_edge.i, token.right_edge.i + 1


def _loose(token: Token) -> Cut | None:
    start, end = _edges(token)
    if token.head.i in range(start, end) or token.head.lower_ in BARE or end - start < FEWEST_CUT:
        return None
    first = start
    while start and token.doc[start - 1].text in MARKS:
        start -= 1
    before = start < first or (start == 0 and end < len(token.doc) and token.doc[end].text in MARKS)
    if token.dep_ == "advcl" and not any(c.lower_ in OPENERS for c in (*token.children, token.doc[token.left_edge.i])):
        return None
    kind = "set off" if token.dep_ in SET_OFF or (token.dep_ == "relcl" and _definite(token.head)) else token.dep_
    if kind not in LOOSE and not (kind == "set off" and before):
        return None
    closed = end < len(token.doc) and token.doc[end].text in {",", "–", "—"} and token.doc[start].text in MARKS
    return Cut(start, end + closed if closed and start else end)


def _definite(noun: Token) -> bool:
    """Tell whether a noun is one that must be told from others: "the hours that I put in"."""
    return not any(c.lower_ in {"a", "an", "another", "some"} for c in noun.children) and noun.tag_ != "NNP"


def _joined(token: Token) -> Cut | None:
    """Leave out the second of two thoughts, with what joins it."""
    if token.dep_ not in JOINED or not (is_verb(token) or token.tag_ == "IN"):
        return None
    start, end = _edges(token)
    if start <= token.head.i < end or start < token.head.i:
        return None
    before = start
    while before and (token.doc[before - 1].text in MARKS or token.doc[before - 1].lower_ in JOINING):
        before -= 1
    return Cut(before, end) if before < start else None


def _head(token: Token) -> Cut | None:
    """Leave out the first of two thoughts that are joined: "It was rude, and I must decline" is "I must decline"."""
    if token.dep_ not in JOINED or token.head.dep_ != "ROOT":
        return None
    start, _ = _edges(token)
    if token.head.i > start or not any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in token.children):
        return None
    root_start, _ = _edges(token.head)
    parted = token.doc[start - 1].text in MARKS or token.doc[start - 1].lower_ in JOINING
    leans = any(t.lower_ in {"they", "them", "it", "he", "she", "him", "her"} for t in token.subtree)
    return Cut(root_start, start) if parted and not leans else None


def _is_clause(token: Token) -> bool:
    """Tell whether a word heads a clause of its own, so that the one it hangs on must be one too."""
    return token.dep_ in JOINED and any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in token.children)


def _leaves_enough(doc: Doc, cut: Cut, clause: bool) -> bool:
    """Tell whether what is left is a sentence: a verb in it, if only because a clause was joined to it."""
    left = [t for t in (*doc[: cut.start], *doc[cut.end :]) if not t.is_punct and not t.is_space]
    verbs = any(t.tag_.startswith("VB") or t.tag_ == "MD" or t.lower_ in {"thanks", "thank"} for t in left)
    return len(left) >= FEWEST_LEFT and (verbs or (clause and len(left) > FEWEST_LEFT))
