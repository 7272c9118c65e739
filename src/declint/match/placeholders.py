"""Placeholders: the ways in which people and programs mark what is still to be filled in.

Every repeat has an upper bound, so that no input makes the search slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from declint.model import Span

WORDS = r"[A-Za-zÀ-ÿ][\w'’ .,/&-]{0,58}"
FOLDED = r"[A-Za-zÀ-ÿ][\w'’ .,/&-]{0,58}(?:\r?\n[ \t]{0,8}[\w'’ .,/&-]{1,58})?"
"""The same, over a line that a mail program has folded."""

SYNTAXES: tuple[tuple[str, str], ...] = (
    ("brace2", r"\{\{\{[^{}\n]{1,80}\}\}\}"),
    ("brace2", r"\{\{[^{}\n]{1,120}\}\}"),
    ("brace2", r"\{%[^%\n]{1,160}%\}"),
    ("brace2", r"\{#[^#\n]{1,160}#\}"),
    ("salesforce", r"\{![\w.$ ]{1,60}\}"),
    ("erb", r"<%=?[^%\n]{1,120}%>"),
    ("dollar-brace", r"\$\{[^{}\n]{1,80}\}"),
    ("merge", r"\*\|[A-Za-z_:0-9]{1,40}\|\*"),
    ("format", r"%\([A-Za-z_]{1,40}\)s"),
    ("percent", r"%%[A-Za-z_]{1,40}%%"),
    ("percent", r"%[A-Z][A-Z_]{2,40}%"),
    ("angle2", r"<<\s?" + WORDS + r"\s?>>"),
    ("guillemet", r"«\s?" + WORDS + r"\s?»"),
    ("angle", r"(?<!\w)<[A-Z][A-Za-z'’]{1,30}(?:[ _-][A-Za-z'’]{1,30}){0,4}>"),
    (
        "angle",
        r"<(?:your|the|job|company|hiring|first|last|full|role|position|date|name)(?:[ _-][a-z'’]{1,30}){0,4}>",
    ),
    ("square2", r"\[\[" + WORDS + r"\]\]"),
    ("square", r"\[" + FOLDED + r"\](?!\(|\[\d|:\s?https?:)"),
    ("brace", r"\{[A-Za-z_][\w. -]{0,58}\}"),
    ("dollar", r"\$[A-Z][A-Z_]{2,40}\b"),
    ("blank", r"(?<![_\w])_{3,60}(?![_\w])"),
    ("blank", r"(?<![\w@.-])X{3,12}(?![\w@-]|\.\w)"),
    ("blank", r"(?<!\w)(?:TODO|TBD|TBC|FIXME|LOREM IPSUM)(?!\w)"),
)
"""What marks a placeholder, and how: the way of writing, and its pattern; a longer mark goes before a shorter."""

PLACEHOLDER = re.compile("|".join(f"(?P<s{number}>{pattern})" for number, (_, pattern) in enumerate(SYNTAXES)))

INNOCENT = re.compile(
    r"\[(?:sic|[a-z]|redacted|cid:[^\]]*|image[^\]]*|pause[^\]]*|wait[^\]]*|beat|breath[^\]]*|laugh[^\]]*|"
    r"smile[^\]]*|if [^\]]*|attachment[^\]]*|external[^\]]*|ext|spam|fwd|re|edited[^\]]*|emphasis[^\]]*|"
    r"inaudible|sigh[^\]]*|quote|citation needed|my translation|translated|[A-Z]{2,10}-\d{1,6}|[^\]]*et al\.[^\]]*|"
    r"(?:fig|figure|page|p|pp|note|ref|table)\.? ?\d[^\]]*)\]"
    r"|%(?:PATH|HOME|TEMP|TMP|USERPROFILE|APPDATA|WINDIR)%|\$(?:HOME|PATH|USD|AUD|CAD|NZD|SGD|HKD)"
    r"|<(?:[A-Za-z0-9]|br|hr|div|span|table|tr|td|th|font|center|em|strong|img|ul|ol|li|html|body|head|vector|string)>",
    re.IGNORECASE,
)

ELSEWHERE = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,200}\Z|\\[A-Za-z]{1,20}\Z")
"""What stands before a single brace that is none of ours: an address in the manual of an API, a command of LaTeX."""
LONGEST_BEFORE = 120


@dataclass(frozen=True)
class Placeholder:
    """A placeholder: where it stands, and the way in which it is written."""

    span: Span
    syntax: str


def find(text: str) -> Iterator[Span]:
    """Give the span of each placeholder in a text."""
    return (one.span for one in written(text))


@lru_cache(maxsize=2)  # several finders ask for those of the same draft, one after another
def written(text: str) -> tuple[Placeholder, ...]:
    """Give each placeholder in a text, with the way in which it is written."""
    return tuple(_written(text))


def _written(text: str) -> Iterator[Placeholder]:
    for match in PLACEHOLDER.finditer(text):
        syntax = SYNTAXES[int((match.lastgroup or "s0")[1:])][0]
        if INNOCENT.fullmatch(match.group()):
            continue
        before = text[max(0, match.start() - LONGEST_BEFORE) : match.start()]
        if syntax in {"brace", "percent"} and ELSEWHERE.search(before):
            continue
        yield Placeholder(Span(start=match.start(), end=match.end()), syntax)


def masked(text: str) -> str:
    """Put a name-like word of the same length in place of each placeholder."""
    pieces, end = [], 0
    for span in find(text):
        pieces += [text[end : span.start], _name(text[span.start : span.end])]
        end = span.end
    return "".join([*pieces, text[end:]])


def _name(placeholder: str) -> str:
    letters = "".join(char for char in placeholder if char.isalpha())[: len(placeholder)] or "X"
    word = letters[0].upper() + letters[1:].lower()
    return word.ljust(len(placeholder), "x")
