"""Times: the words of a sentence that say when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declint.match.words import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

NEEDED = frozenset({"weekdays", "months", "meeting-nouns", "coming-verbs", "attending-verbs"})
"""The word classes that tell when a meeting is."""

LEADING = frozenset({"on", "at", "for", "this", "next", "by", "from"})
LONGEST = 9


def when(doc: Doc, lexicon: Lexicon) -> Tokens | None:
    """Give the run of words that tells a day or a time, or None: "on Tuesday at three"."""
    marked: set[int] = set()
    for token in doc:
        if not _of_the_meeting(token, lexicon):
            continue
        if token.dep_.startswith("nsubj"):
            continue
        day = lexicon.has("weekdays", token) or lexicon.has("months", token) or token.lower_ in {"today", "tomorrow"}
        if day or (token.like_num and token.head.lower_ == "at"):
            marked |= set(_phrase(token))
    if not marked:
        return None
    run = doc[min(marked) : max(marked) + 1]
    joins = all(t.i in marked or t.text == "," or t.lower_ in LEADING for t in run)
    verbs = any(t.tag_.startswith("VB") or t.tag_.startswith("PRP") for t in run)
    return run if joins and not verbs and len(run) <= LONGEST else None


def _of_the_meeting(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a day is the one on which one was to come, and not one on which something else is."""
    governors = list(token.ancestors)
    verb = next((t for t in governors if t.tag_.startswith(("VB", "MD"))), None)
    noun = any(lexicon.has("meeting-nouns", t) for t in governors[:3])
    coming = ("coming-verbs", "attending-verbs")
    return noun or (verb is not None and any(lexicon.has(name, verb) for name in coming))


def _phrase(token: Token) -> range:
    top = token
    while top.head != top and top.head.tag_.startswith(("NN", "CD")) and not top.head.dep_.startswith("nsubj"):
        top = top.head
    if top.head.tag_ == "IN" and top.head.lower_ in LEADING and top.head.i < top.i:
        return range(top.head.i, top.right_edge.i + 1)
    return range(top.left_edge.i, top.right_edge.i + 1)
