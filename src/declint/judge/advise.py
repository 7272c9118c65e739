"""Advise: what to say of a breach, and the edits that would mend it."""

from __future__ import annotations

import re

from declint.judge.check import Breach
from declint.match.message import SPOKEN_FOR, Message, Words
from declint.model import Edit, Finding, Fix, Guidance, Span
from declint.rulebook.checks import missing_at
from declint.rulebook.guide import Criterion
from declint.rulebook.shapes import Rewrite

LONGEST_QUOTE = 60


def advise(breach: Breach, message: Message, criterion: Criterion) -> Finding:
    """Put a breach into words; its fix is a proposal, not proven yet."""
    rule, words = breach.rule, breach.words
    named = {name: _said(message.draft.source, span) for name, span in _named(words).items()} | dict(words.said)
    return Finding(
        rule=rule.id,
        criterion=rule.guide,
        severity=rule.severity,
        message=_filled(rule.message, named),
        span=words.span,
        guide=Guidance(section=criterion.section, asks=criterion.asks),
        fix=_fix(rule.rewrite, words, message) if rule.rewrite else None,
    )


def _named(words: Words) -> dict[str, Span]:
    return {"match": words.span, **words.captures}


def _said(source: str, span: Span) -> str:
    """Quote some words on one line, shortened where they run long."""
    text = " ".join(source[span.start : span.end].split())
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _filled(template: str, named: dict[str, str]) -> str:
    """Fill in the names; an odd brace in the words themselves is left alone."""
    return re.sub(r"\{([a-z_]+)\}", lambda field: named.get(field[1], field[0]), template)


def _fix(rewrite: Rewrite, words: Words, message: Message) -> Fix | None:
    if rewrite.replace is not None:
        edits = _replaced(rewrite.replace, words, message.draft.source)
    elif rewrite.delete is not None:
        edits = _deleted(rewrite.delete, words, message)
    elif rewrite.insert is not None:
        edits = (Edit(span=Span(start=words.span.start, end=words.span.start), text=rewrite.insert),)
    else:
        edits = _moved(words, message)
    return Fix(edits=tuple(sorted(edits, key=lambda e: e.span)), safe=rewrite.safe) if edits else None


def _replaced(texts: dict[str, str], words: Words, source: str) -> tuple[Edit, ...]:
    named = _named(words)
    said = {name: source[span.start : span.end] for name, span in named.items()} | dict(words.said)
    edits = []
    for name, template in texts.items():
        if name in named:
            text, old = _filled(template, said), source[named[name].start : named[name].end]
            if old[:1].isupper() and text:
                text = text[0].upper() + text[1:]
            edits.append(Edit(span=named[name], text=text))
    return tuple(edits)


def _deleted(what: str, words: Words, message: Message) -> tuple[Edit, ...]:
    span = words.span
    if what == "sentence":
        span = next((s.span for s in message.sentences if s.span.holds(span)), span)
    return (Edit(span=_with_blanks(message.draft.source, span), text=""),)


def _moved(words: Words, message: Message) -> tuple[Edit, ...]:
    sentence = next((s.span for s in message.sentences if s.span.holds(words.span)), words.span)
    source = message.draft.source
    text = source[sentence.start : sentence.end]
    top = missing_at(message, "opening")
    if not any(part.span.holds(sentence) for part in message.parts_of(*SPOKEN_FOR)) or top >= sentence.start:
        return ()
    # A paragraph of its own stays one, and takes its blank line along.
    alone = any(part.span == sentence for part in message.parts)
    gap = _gap_above(source, sentence.start) if alone else " "
    return (
        Edit(span=Span(start=top, end=top), text=text + gap),
        Edit(span=_with_blanks(source, sentence), text=""),
    )


def _gap_above(source: str, start: int) -> str:
    above = source[:start]
    return above[len(above.rstrip()) :] or " "


def _with_blanks(source: str, span: Span) -> Span:
    """Widen a span over the blanks that would be left double without it."""
    start, end = span.start, span.end
    while end < len(source) and source[end] in " \t":
        end += 1
    if end < len(source) and source[end] in ".,;:!?" and source[start - 1 : start] in {" ", "\t"}:
        return Span(start=len(source[:start].rstrip(" \t")), end=end)
    if end == len(source) or source[end] in "\r\n":
        while start and source[start - 1] in " \t":
            start -= 1
        paragraph = (not source[:start].strip() or source[:start].endswith(("\n", "\r"))) and start > 0
        if paragraph:
            while end < len(source) and source[end] in "\r\n":
                end += 1
            if end == len(source):
                start = len(source[:start].rstrip())
                end = len(source.rstrip()) if source[span.end :].strip() else span.end
    return Span(start=start, end=end)
