"""Insertion: words put where nothing stands, with the blanks, line ends and capitals that their place asks for."""

from __future__ import annotations

import re
from typing import Literal

from declint.match.message import SPOKEN_FOR, Message
from declint.match.places import TRAILING
from declint.model import Edit, Span

Stands = Literal["sentence", "line"]
"""Whether words stand as a sentence among others, or on a line of their own."""

BULLET = re.compile(r"[ \t]*(?:[-*•–]|\d{1,2}[.)])\s")
STOPS = ".!?…\"'”’)"
"""Marks with which a sentence ends."""
FEW = 2
"""Sentences of a last paragraph that has room for one more."""


def put_in(text: str, at: int, message: Message, stands: Stands) -> Edit:
    """Put a text where nothing stands; a line goes right above the writer's name, if that comes next."""
    source = message.draft.source
    gap = len(source[at:]) - len(source[at:].lstrip())
    if stands == "line" and gap and _signed_below(source, at + gap, message):
        return Edit(span=Span(start=at, end=at + gap), text=f"\n\n{text}\n")
    spaced = _as_line(text, at, message) if stands == "line" else _as_sentence(text, at, message)
    if spaced.endswith(" ") and source[at : at + 1].islower():
        # What begins a sentence now was the middle of one, or began one without a capital.
        return Edit(span=Span(start=at, end=at + 1), text=spaced + source[at].upper())
    return Edit(span=Span(start=at, end=at), text=spaced)


def _signed_below(source: str, start: int, message: Message) -> bool:
    """Tell whether the writer's name comes next, or a line that can be nothing else."""
    line = source[start:].partition("\n")[0]
    return any(part.span.start == start for part in message.parts_of("name")) or bool(TRAILING.fullmatch(line.strip()))


def _as_line(text: str, at: int, message: Message) -> str:
    before, behind = message.draft.source[:at], message.draft.source[at:]
    if not before.strip("\ufeff \t\r\n") or (behind.strip() and not _said_before(at, message)):
        return text + ("\n\n" if message.laid_out else " ")
    below_sign_off = any(part.span.end == at for part in message.parts_of("sign-off"))
    return ("\n" if below_sign_off else "\n\n") + text


def _as_sentence(text: str, at: int, message: Message) -> str:
    before, behind = message.draft.source[:at], message.draft.source[at:]
    line = before.rpartition("\n")[2]
    if (bullet := BULLET.match(line)) and not BULLET.match(behind):
        return f"\n{bullet.group()}{text}"
    if line.rstrip().endswith(",") and not text.startswith("I"):
        text = text[0].lower() + text[1:]  # "Good afternoon, this is Ann."
    if not before.strip("\ufeff \t\r\n") or before[-1:].isspace() or not _said_before(at, message):
        return text + ("\n\n" if BULLET.match(behind) else " ")
    if not _goes_on(at, message):
        return "\n\n" + text
    return (" " if before[-1] in STOPS else ". ") + text


def _goes_on(at: int, message: Message) -> bool:
    """Tell whether a sentence put in here goes on with a paragraph, and does not begin one."""
    last = next((p for p in reversed(message.parts) if p.span.end == at and p.kind in SPOKEN_FOR), None)
    if last is None or not message.laid_out:
        return True
    line = message.draft.source[:at].rpartition("\n")[2]
    if BULLET.match(line) or (line.rstrip()[-1:] not in STOPS and not message.draft.script):
        return False
    if message.draft.script:
        return True
    there = [sentence for sentence in message.sentences if sentence.part is last]
    weighty = any(s.does("decline", "hedged-decision", "reason", "reschedule-request") for s in there)
    above = sum(part.span.end <= at for part in message.parts_of("body", "close"))
    grateful = any(s.does("gratitude") for s in there[-1:])
    return (above > 1 or grateful) and len(there) <= FEW and not weighty


def _said_before(at: int, message: Message) -> bool:
    greeted = any(part.span.end <= at for part in message.parts_of("greeting"))
    return greeted or any(sentence.span.end <= at for sentence in message.sentences_of(*SPOKEN_FOR))
