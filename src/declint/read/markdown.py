"""Markdown: the same text with its marks blanked, so that what is left reads as the page does (CommonMark 0.31)."""

from __future__ import annotations

import re

from declint.model import ANY_OFFICE, Draft, Office
from declint.read import text

NOTHING = "\u2060"
"""Stands where a mark was inside a word: it is read as nothing at all."""

FENCE = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,20}|~{3,20})[^\n]*\n(?:(?!^[ ]{0,3}(?P=fence))[^\n]*\n){0,2000}", re.MULTILINE
)
FENCE_END = re.compile(r"[ ]{0,3}(?:`{3,}|~{3,})[ \t]*(?=\n|\Z)")
COMMENT = re.compile(r"<!--(?:(?!-->)[\s\S]){0,4000}-->")
HEADING = re.compile(r"^[ ]{0,3}#{1,6}(?:[ \t][^\n]*)?$", re.MULTILINE)
UNDERLINED = re.compile(r"^[^\n>\-*+\s][^\n]{0,120}\n[ ]{0,3}(?:={2,}|-{3,})[ \t]*$", re.MULTILINE)
RULE = re.compile(r"^[ ]{0,3}(?:(?:\*[ \t]*){3,20}|(?:_[ \t]*){3,20})$", re.MULTILINE)
IMAGE = re.compile(r"!\[(?P<kept>[^\[\]\n]{0,200})\]\([^()\n]{0,500}\)")
LINK = re.compile(r"(?<![!\\])\[(?P<kept>[^\[\]\n]{1,300})\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{0,100}\](?!\())")
DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]{1,100}\]:[ \t]*\S[^\n]*$", re.MULTILINE)
TAG = re.compile(r"</?(?:br|p|div|span|b|i|em|strong|u|a|hr|sub|sup|small|font|center)\b[^<>\n]{0,200}>", re.IGNORECASE)
STRONG = re.compile(r"(?<![\w*\\])(?P<mark>\*{1,3})(?=[^\s*])(?P<kept>[^*\n]{1,400}?)(?<=[^\s*\\])(?P=mark)(?![\w*])")
UNDERSCORED = re.compile(
    r"(?<![\w_\\])(?P<mark>_{1,2})(?=[^\s_])(?P<kept>[^_\n]{1,400}?)(?<=[^\s_\\])(?P=mark)(?![\w_])"
)
CODE = re.compile(r"(?<![`\\])`(?P<kept>[^`\n]{1,200})`(?!`)")
ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
HARD_BREAK = re.compile(r"\\(?=\r?\n)")


def read(name: str, data: bytes, office: Office = ANY_OFFICE) -> Draft:
    """Read a draft from Markdown; `source` is the file.

    Raises ReadError for data that is not text, and for a draft with nothing in it.
    """
    plain = text.read(name, data, office)
    return draft(name, plain.source, plain.notes, office)


def draft(name: str, source: str, notes: tuple[str, ...] = (), office: Office = ANY_OFFICE) -> Draft:
    """Make a draft of Markdown that is already decoded."""
    made = text.draft(name, marked_off(source), notes, office)
    return made.model_copy(update={"source": source, "form": "md"})


def marked_off(source: str) -> str:
    """Blank the marks of a text, length kept: code, comments, headings and targets whole, emphasis around its words."""
    for block in (COMMENT, HEADING, UNDERLINED, RULE, DEFINITION):
        source = block.sub(_blank, source)
    source = _without_code(source)
    for span in (IMAGE, LINK, CODE, STRONG, UNDERSCORED, STRONG):
        source = span.sub(_kept, source)
    source = TAG.sub(_blank, source)
    return HARD_BREAK.sub(" ", ESCAPED.sub(NOTHING, source))


def _without_code(source: str) -> str:
    """Blank fenced blocks, one after the other: an end that opens nothing is none."""
    pieces, done = [], 0
    while match := FENCE.search(source, done):
        end = FENCE_END.match(source, match.end())
        stop = end.end() if end else match.end()
        pieces += [source[done : match.start()], _blanked(source[match.start() : stop])]
        done = stop
    return "".join([*pieces, source[done:]])


def _kept(match: re.Match[str]) -> str:
    """Keep the words of a span, with nothing in place of its marks."""
    before, after = match.start("kept") - match.start(), match.end() - match.end("kept")
    return NOTHING * before + match["kept"] + NOTHING * after


def _blank(match: re.Match[str]) -> str:
    return _blanked(match.group())


def _blanked(said: str) -> str:
    return re.sub(r"[^\r\n]", " ", said)
