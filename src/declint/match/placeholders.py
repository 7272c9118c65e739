"""Placeholders: the nineteen ways in which people mark what is still to be filled in.

Every repeat has an upper bound, so that no input makes the search slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from declint.model import Span

WORDS = r"[A-Za-zÀ-ÿ][\w'’ .,/&-]{0,58}"

PLACEHOLDER = re.compile(
    "|".join(
        [
            r"\{\{\{[^{}\n]{1,80}\}\}\}",
            r"\{\{[^{}\n]{1,120}\}\}",
            r"\{%[^%\n]{1,160}%\}",
            r"\{#[^#\n]{1,160}#\}",
            r"\{![\w. ]{1,60}\}",
            r"<%=?[^%\n]{1,120}%>",
            r"\$\{[^{}\n]{1,80}\}",
            r"\*\|[A-Za-z_:0-9]{1,40}\|\*",
            r"%\([A-Za-z_]{1,40}\)s",
            r"%[A-Z][A-Z_]{2,40}%",
            r"<<\s?" + WORDS + r"\s?>>",
            r"«\s?" + WORDS + r"\s?»",
            r"<[A-Z][A-Za-z'’]{1,30}(?:[ _-][A-Za-z'’]{1,30}){0,4}>",
            r"<(?:your|the|job|company|hiring|first|last|full|role|position|date|name)(?:[ _-][a-z'’]{1,30}){0,4}>",
            r"\[\[" + WORDS + r"\]\]",
            r"\[" + WORDS + r"\](?!\()",
            r"\{[A-Za-z_][\w. -]{0,58}\}",
            r"\$[A-Z][A-Z_]{2,40}\b",
            r"(?<![_\w])_{3,60}(?![_\w])",
            r"(?<![\w@.-])X{3,12}(?![\w@.-])",
            r"(?<!\w)(?:TODO|TBD|TBC|FIXME|LOREM IPSUM)(?!\w)",
        ]
    )
)

INNOCENT = re.compile(
    r"\[(?:sic|x|redacted|cid:[^\]]*|image[^\]]*|pause[^\]]*|wait[^\]]*|beat|breath[^\]]*|laugh[^\]]*|"
    r"smile[^\]]*|if [^\]]*|attachment[^\]]*|external[^\]]*|ext|spam|fwd|re|edited[^\]]*|emphasis[^\]]*)\]"
    r"|%PATH%|<[A-Za-z0-9]>",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    """Give the span of each placeholder in a text."""
    for match in PLACEHOLDER.finditer(text):
        if not INNOCENT.fullmatch(match.group()):
            yield Span(start=match.start(), end=match.end())


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
