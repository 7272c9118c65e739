"""Seams: blanks, capitals and marks where words are taken out, put in, or changed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from declint.model import Edit, Span

MARKER = re.compile(r"\s*(?:[-*•–·]|\(?\d{1,2}[.)]|\(?[a-z]\)|\(?p\.?\s?p?\.?\s?s\b\.?\s?[:.–—-]?)\s*", re.IGNORECASE)
"""What is nothing without the words behind it."""
PICTURES = re.compile(r"^(?:[^\w\s!-~“”‘’–—…]|[ \t]|[\ufe0f\u200d])+")
"""More smileys and emoji behind one."""
LAST_MARKS = ".!?…"
CLAUSE = re.compile(
    r"(?:i|it|we|you|they|he|she|there|that|can|could|would|will|but|so|thanks|thank|sorry|please)\b", re.IGNORECASE
)
"""A word with which a new clause begins."""


def with_blanks(source: str, span: Span) -> Span:
    """Widen a span over the blanks that would be left double without it; whole lines go with a line end."""
    start, end = span.start, span.end
    while end < len(source) and source[end] in " \t":
        end += 1
    if end < len(source) and source[end] in ".,;:!?" and source[start - 1 : start] in {" ", "\t"}:
        return Span(start=len(source[:start].rstrip(" \t")), end=end)
    if end < len(source) and source[end] not in "\r\n":
        return Span(start=start, end=end)
    while start and source[start - 1] in " \t":
        start -= 1
    if start and source[start - 1] not in "\r\n":
        return Span(start=start, end=end)
    return _with_line_ends(source, Span(start=start, end=end), bool(source[span.end :].strip()))


def _with_line_ends(source: str, span: Span, more: bool) -> Span:
    """Widen whole lines: the last of a paragraph by the line end before it, others by what is behind them."""
    before, behind = source[: span.start], source[span.end :]
    gap = before[len(before.rstrip()) :]
    if not more:
        return Span(start=len(before.rstrip()) if before.strip() else span.start, end=span.end)
    if before.strip() and gap.count("\n") == 1:
        return Span(start=span.start - len(gap), end=span.end)
    return Span(start=span.start, end=span.end + len(behind) - len(behind.lstrip("\r\n")))


def taken_out(source: str, spans: Iterable[Span]) -> tuple[Edit, ...]:
    """Take out whole sentences, neighbours in one piece, with the blanks that would be left double."""
    whole = as_one(source, [_with_marker(source, span) for span in as_one(source, spans)])
    return tuple(Edit(span=with_blanks(source, span), text="") for span in whole)


def stopped(source: str, spans: Iterable[Span]) -> tuple[Edit, ...]:
    """Take out marks that end a sentence, as a smiley does, and put a full stop where there is none."""
    edits = []
    for span in as_one(source, spans):
        before, behind = source[: span.start].rstrip(), PICTURES.sub("", source[span.end :], count=1)
        rest = behind.lstrip()
        ends = not rest or behind.lstrip(" \t")[:1] in {"\n", "\r"} or rest[:1].isupper()
        begun = bool(CLAUSE.match(rest)) and not ends
        if (ends or begun) and before[-1:].isalnum() and source[len(before) : span.start].count("\n") == 0:
            at = len(source) - len(rest) + 1 if begun else span.end
            edits.append(Edit(span=Span(start=len(before), end=at), text=". " + rest[0].upper() if begun else "."))
        else:
            edits.append(Edit(span=with_blanks(source, span), text=""))
    return tuple(edits)


def as_one(source: str, spans: Iterable[Span], over_blanks: bool = True) -> list[Span]:
    """Give stretches with neighbours made one: those that overlap, or have nothing but blanks between them."""
    pieces: list[Span] = []
    for span in sorted(spans):
        blank = over_blanks and pieces and not source[pieces[-1].end : span.start].strip()
        if pieces and (blank or span.start < pieces[-1].end):
            pieces[-1] = Span(start=pieces[-1].start, end=max(pieces[-1].end, span.end))
        else:
            pieces.append(span)
    return pieces


def _with_marker(source: str, span: Span) -> Span:
    """Widen a span over the bullet or the "P.S." that would be left alone on its line."""
    line = source[: span.start].rpartition("\n")[2]
    ends = not source[span.end :].partition("\n")[0].strip()
    if ends and line.strip() and MARKER.fullmatch(line):
        return Span(start=span.start - len(line), end=span.end)
    return span


def without(source: str, span: Span, sentence: Span) -> tuple[Edit, ...]:
    """Take a constituent out of its sentence: what is left begins with a capital and ends with its mark."""
    start, end = span.start, span.end
    first = start <= sentence.start
    rest = source[end : sentence.end]
    if not rest.strip(" \t\r\n\"'”’)" + LAST_MARKS):
        # It ends the sentence: the marks that led to it go, the one that ends it stays.
        while start > sentence.start and source[start - 1] in " \t\r\n,;:–—-":
            start -= 1
        while end > start and source[end - 1] in LAST_MARKS:
            end -= 1
        return (Edit(span=Span(start=start, end=end), text=""),)
    if first:
        gap = len(rest) - len(rest.lstrip(" \t\r\n,;:–—-"))
        at = end + gap
        return (Edit(span=Span(start=start, end=at + 1), text=source[at].upper()),)
    while end < sentence.end and source[end] in " \t":
        end += 1
    if source[end] in ",;" and source[:start].rstrip().endswith((",", ";", "–", "—")):
        start = len(source[:start].rstrip(" \t,;–—"))
        mark = "," if CLAUSE.match(source[end + 1 :].lstrip()) else ""
        return (Edit(span=Span(start=start, end=end + 1), text=mark),)
    if source[end] in ".,;:!?":
        start = len(source[:start].rstrip(" \t"))
    return (Edit(span=Span(start=start, end=end), text=""),)


def lacking(source: str, whole: Span, spans: Iterable[Span]) -> str:
    """Give the text of a stretch without some words of it, and without the comma that set them off."""
    text = source[whole.start : whole.end]
    for span in sorted(spans, reverse=True):
        start, end = span.start - whole.start, span.end - whole.start
        text = (text[:start].rstrip(" ,") if start else "") + text[end:].lstrip("," if start else " ,")
    return text


def fitted(text: str, old: str) -> str:
    """Give a text the capital of the words that it replaces, unless they are all capitals."""
    letters = old.lstrip("\"'“‘(")
    if len(letters) > 1 and letters.isupper():
        return text
    return capital(text) if letters[:1].isupper() else text


def capital(text: str) -> str:
    """Give a text with a capital at its head."""
    return text[:1].upper() + text[1:]


def line_end(source: str) -> str:
    """Name the line end that a text uses."""
    return "\r\n" if "\r\n" in source else "\n"
