"""Sentences: a part's prose split our own way, each folded for the parser with its places kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from declint.describe.letters import plain
from declint.model import Span

ABBREVIATIONS = frozenset(
    [
        *("mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon", "st", "sr", "jr", "messrs", "mme", "mlle", "gen", "col"),
        *("capt", "lt", "sgt", "maj", "fr", "e.g", "i.e", "eg", "ie", "cf", "vs", "etc", "approx", "no", "nos", "ref"),
        *(
            "ext",
            "tel",
            "dept",
            "inc",
            "ltd",
            "co",
            "corp",
            "bros",
            "plc",
            "est",
            "vol",
            "fig",
            "p",
            "pp",
            "a.m",
            "p.m",
        ),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
        *("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"),
    ]
)
"""What a full stop may follow without ending a sentence."""

DOMAIN = re.compile(r"(?:Net|Com|Org|Co|Io|AI)\b")
NUMBERED = frozenset({"no", "nos", "fig", "p", "pp", "vol", "ext"})
"""Those of them that are whole words too, unless a number follows."""

ENDINGS = frozenset({"a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "plc"})
"""Those of them that often do end one."""

END = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\"'”’)\]]*)(?=\s|$)|(?<=[a-z]{2})(?P<glued>[.!?])(?=[A-Z](?:[a-z]|'|\s))"
)
LONGEST = 900
"""Characters beyond which a sentence is cut, about a hundred and fifty words."""

BULLET = re.compile(r"[ \t]*(?:[-*•–·]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+")
STRAIGHT = str.maketrans(
    dict.fromkeys("‘’‚‛`´ʼ", "'") | dict.fromkeys("“”„‟", '"') | dict.fromkeys("\u00a0\u2007\u202f\t", " ")
)
INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]"
)
PLAIN = re.compile(r"[!-_a-~]++(?:[ \n][!-_a-~]++)*+")
"""What is folded already, but for the ends of its lines."""

LONG_RUN = re.compile(r"\S{100,}")
MARK_RUN = re.compile(r"[^\w\s]{12,}")


@dataclass(frozen=True)
class Folded:
    """A sentence as the parser sees it, and where each of its characters stands in the source."""

    text: str
    places: Sequence[int]


def split(prose: str, span: Span) -> Iterator[Span]:
    """Split a stretch of prose into sentences: at blank lines, at bullets, and after full stops."""
    for block in _blocks(prose, span):
        start = block.start
        for match in END.finditer(prose, block.start, block.end):
            if _ends(prose, match, start):
                yield from _trimmed(prose, start, match.end())
                start = match.end()
        yield from _trimmed(prose, start, block.end)


def _blocks(prose: str, span: Span) -> Iterator[Span]:
    """Join the lines that a mail program wrapped; a blank line or a bullet begins anew."""
    start = offset = span.start
    for line in prose[span.start : span.end].splitlines(keepends=True):
        bullet = BULLET.match(line)
        if not line.strip() or bullet:
            yield Span(start=start, end=offset)
            start = offset + (bullet.end() if bullet else 0)
        offset += len(line)
    yield Span(start=start, end=span.end)


def _ends(prose: str, match: re.Match[str], start: int) -> bool:
    if match["glued"]:
        # "Thank you.I must" ends; "www.Acme" and "acme.Net" do not.
        return not prose[start : match.start()].endswith("www") and not DOMAIN.match(prose, match.end())
    if match["stop"] != ".":
        # "Is that so? yes" goes on small in texting; "Yahoo! is" does not end: the next capital decides.
        following = prose[match.end() : match.end() + 3].lstrip()
        return (match["stop"] != "..." and match["stop"] != "…") or not following[:1].islower()
    words = prose[start : match.start()].split()
    word = words[-1].lstrip("(\"'“‘[").lower() if words else ""
    following = prose[match.end() : match.end() + 40].lstrip()
    if word in NUMBERED:
        return not following[:1].isdigit()
    if word in ABBREVIATIONS:
        if word in ENDINGS:
            return following[:1].isupper()
        return False
    initial = len(word) == 1 and word.isalpha() and prose[match.start() - 1].isupper()
    return not (initial and word != "i") or not following


def _trimmed(prose: str, start: int, end: int) -> Iterator[Span]:
    text = prose[start:end]
    begin = start + len(text) - len(text.lstrip())
    finish = start + len(text.rstrip())
    if any(char.isalnum() or ord(char) > 0x2190 for char in text):
        yield from _bounded(prose, begin, finish)


def _bounded(prose: str, start: int, end: int) -> Iterator[Span]:
    """Cut what no person would call a sentence: parsing and matching grow with its length."""
    while end - start > LONGEST:
        cut = max(prose.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in (", ", "; ", "\n"))
        cut = cut if cut > start else prose.rfind(" ", start + 1, start + LONGEST)
        cut = cut + 1 if cut > start else start + LONGEST
        if prose[start:cut].strip():
            yield Span(start=start, end=start + len(prose[start:cut].rstrip()))
        start = cut + len(prose[cut:end]) - len(prose[cut:end].lstrip())
    if start < end:
        yield Span(start=start, end=end)


def fold(prose: str, span: Span) -> Folded:
    """Fold white space, straighten quotes and letters, and drop what cannot be seen, keeping each place.

    Runs that would make the tokenizer slow (it is quadratic on them) are thinned, length kept.
    """
    where: Sequence[int] = range(span.start, span.end)
    text = prose[span.start : span.end]
    if PLAIN.fullmatch(text) and not (LONG_RUN.search(text) or MARK_RUN.search(text)):
        return Folded(text.replace("\n", " "), where)
    if "\0" in text:  # what a template leaves out inside a word
        where = [place for place in where if prose[place] != "\0"]
        text = text.replace("\0", "")
    text = LONG_RUN.sub(lambda m: "x" * len(m.group()), text)
    text = MARK_RUN.sub(lambda m: m.group()[0] + " " * (len(m.group()) - 1), text)
    text = plain(text.translate(STRAIGHT))
    characters: list[str] = []
    places: list[int] = []
    for place, char in zip(where, text, strict=True):
        if INVISIBLE.match(char):
            continue
        if not char.isspace():
            characters.append(char)
        elif characters and characters[-1] != " ":
            characters.append(" ")
        else:
            continue
        places.append(place)
    while characters and characters[-1] == " ":
        characters.pop()
        places.pop()
    return Folded("".join(characters), tuple(places))
