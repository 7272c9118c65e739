"""Omission: whole sentences left out, and what stands next to them made good."""

from __future__ import annotations

from collections.abc import Collection

from declint.match.message import Message, Sentence
from declint.model import Edit
from declint.reword import leaning, seams


def left_out(going: Collection[Sentence], message: Message) -> tuple[Edit, ...] | None:
    """Leave out sentences; the next one begins without the word that joined it to them.

    None where a speaker would be left with nothing to say, a sentence with a "that" that stands for nothing, or a list
    with nothing that announces it.
    """
    if message.draft.script and message.parts_of("label"):
        lines = {sentence.part for sentence in going if sentence.part.kind == "script-line"}
        if any(set(message.within(line)) <= set(going) for line in lines):
            return None
    source = message.draft.source
    edits = list(seams.taken_out(source, (sentence.span for sentence in going)))
    for before, after in leaning.next_to(going, message):
        if leaning.hangs(after) or (leaning.announces(before) and leaning.is_item(after, message)):
            return None
        if joining := leaning.joining(after):
            edits += seams.without(source, joining, after.span)
    return tuple(edits)
