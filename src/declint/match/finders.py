"""Finders: what no pattern over words can say, by name, for rules with a `call`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from declint.match import placeholders
from declint.match.message import SPOKEN_FOR, Message, PartKind, Words
from declint.match.words import Lexicon
from declint.model import Span

Finder = Callable[[Message, Lexicon, str | None], Iterator[Words]]

FINDERS: dict[str, Finder] = {}

SAID_ALOUD: tuple[PartKind, ...] = (*SPOKEN_FOR, "branch")

OWN: tuple[PartKind, ...] = ("subject", "greeting", *SPOKEN_FOR, "sign-off", "name", "signature", "letterhead")

EITHER_OR = re.compile(
    r"(?<![\w/.:-])(?:[Mm]r\.?/[Mm]r?s\.?|[Mm]s\.?/[Mm]r\.?|[Ss]ir/[Mm]adam(?=\?)|[Hh]e/[Ss]he|accept/decline|decline/accept|"
    r"attend/decline|can/cannot|am/am not|will/will not|is/is not)(?![\w/])"
)
EMOJI = re.compile(
    "[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55\U0001f1e6-\U0001f1ff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]{0,4}"
)
SMILEY = re.compile(r"(?<![\w:;])(?:[:;=][-o^']?[)(DPpO/\\|\]\[]|<3|xD|XD|\^_?\^|:'\()(?![\w)])")
EXCLAIMED = re.compile(r"(?=[!?]{0,80}!)[!?]{2,80}")
BULLET = re.compile(r"(?m)^[ \t]*(?P<mark>[-*•·–]|\d{1,2}[.)])(?=[ \t]+\S)")
BRACKETED = re.compile(r"\([^()\n]{3,120}\)")
CAPITALS = re.compile(r"\b[A-Z][A-Z'’]{2,}\b")


NEEDED = frozenset({"shouted-words"})
"""The word classes that finders speak of."""


SAID: dict[str, tuple[str, ...]] = {}
"""What each finder has to say of the words it finds, by name: a correction, another name."""


def finder(*said: str) -> Callable[[Finder], Finder]:
    """Make a function known to rules under its name, with dashes for underscores, and what it says of its words."""

    def known(function: Finder) -> Finder:
        name = function.__name__.replace("_", "-")
        FINDERS[name], SAID[name] = function, said
        return function

    return known


def _matches(pattern: re.Pattern[str], message: Message, kinds: tuple[PartKind, ...]) -> Iterator[Words]:
    for part in message.parts_of(*kinds):
        for match in pattern.finditer(message.draft.prose, part.span.start, part.span.end):
            start, end = match.span("mark") if "mark" in match.groupdict() else match.span()
            yield Words(Span(start=start, end=end))


@finder()
def leftover_placeholder(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find what is still to be filled in: "[Name]", "{{ company }}", "TODO", "Mr./Ms."."""
    if message.draft.template:
        return
    own = message.parts_of(*OWN)
    for span in placeholders.find(message.draft.source):
        if any(part.span.meets(span) for part in own):
            yield Words(span)
    yield from _matches(EITHER_OR, message, OWN)


@finder()
def exclamation_run(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find "!!" and longer, and "?!"."""
    yield from _matches(EXCLAIMED, message, OWN)


@finder()
def many_exclamations(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find the exclamation marks beyond as many as `option` allows."""
    allowed = int(option or 2)
    marks = list(_matches(re.compile("!"), message, OWN))
    yield from marks[allowed : allowed + 1]


@finder()
def emoji(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find pictures and smileys."""
    for pattern in (EMOJI, SMILEY):
        yield from _matches(pattern, message, OWN)


@finder()
def shouting(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find two or more words in capitals side by side, or one of the words that people shout."""
    for sentence in message.sentences_of(*SPOKEN_FOR, "greeting"):
        found = list(CAPITALS.finditer(message.draft.prose, sentence.span.start, sentence.span.end))
        loud = [m for m in found if lexicon.holds("shouted-words", m.group().lower())]
        if not loud:
            continue
        first, last = loud[0], loud[0]
        for match in found:
            if match.start() > last.end() and not message.draft.prose[last.end() : match.start()].strip(" ,"):
                last = match
        yield Words(Span(start=first.start(), end=last.end()))


@finder()
def bullets(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find the first bullet or number that makes a point of a line in what is to be said."""
    yield from list(_matches(BULLET, message, SAID_ALOUD))[:1]


@finder()
def brackets(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find what stands in round brackets in what is to be said."""
    yield from _matches(BRACKETED, message, SAID_ALOUD)
