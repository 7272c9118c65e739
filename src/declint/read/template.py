"""Template: a draft in which places are left open on purpose, read as the letters that will come of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from declint.match import branches, placeholders
from declint.match.stand_ins import stand_in
from declint.model import Draft, Reading, Span

SUFFIXES = frozenset({".j2", ".jinja", ".jinja2", ".hbs", ".handlebars", ".mustache", ".liquid"})
"""What the file of a template language is called: "decline.txt.j2", "decline.liquid"."""

HOLE = "\0"
"""What stands for nothing at all, where a blank would part a word: "role{% if many %}s{% endif %}"."""


def is_template(path: str) -> bool:
    """Tell whether a file is a template by its name."""
    return PurePath(path).suffix.lower() in SUFFIXES


def bare_suffix(path: str) -> str:
    """Give the suffix that tells what a file is, small, without that of a template language."""
    pure = PurePath(path)
    return (PurePath(pure.stem).suffix if is_template(path) else pure.suffix).lower()


def as_template(draft: Draft) -> Draft:
    """Read a draft as a template: each placeholder as words of its kind, each branch for itself.

    What is blank in the draft's prose stays so, and places stay what they are.
    """
    parsed = branches.parse(draft.source)
    prose = _filled_in(draft, parsed.tags)
    readings = tuple(Reading(where=path.where, prose=_along(path.blank, prose, draft)) for path in parsed.paths())
    readings = tuple({reading.prose: reading for reading in reversed(readings)}.values())[::-1]
    several = readings if len(readings) > 1 else ()
    return draft.model_copy(update={"prose": readings[0].prose, "readings": several, "template": True})


def _filled_in(draft: Draft, tags: Sequence[Span]) -> str:
    """Put words of its kind in place of each placeholder that is the writer's own."""
    source, prose = draft.source, draft.prose
    starts = {tag.start for tag in tags}
    pieces, end = [], 0
    for span in placeholders.find(source):
        if span.start in starts or not prose[span.start : span.end].strip():
            continue
        pieces += [prose[end : span.start], stand_in(source, span)]
        end = span.end
    return "".join([*pieces, prose[end:]])


def _along(blank: Iterable[Span], prose: str, draft: Draft) -> str:
    """Blank what is not read on a path: a line with nothing else on it goes with its end."""
    gone = bytearray(len(prose))
    for span in blank:
        gone[span.start : span.end] = b"\1" * (span.end - span.start)
    kept = "".join(" " if gone[at] else char for at, char in enumerate(prose))
    lines = bytearray(gone)
    offset = 0
    for line in draft.source.splitlines(keepends=True):
        end = offset + len(line)
        if any(gone[offset:end]) and not kept[offset:end].strip():
            lines[offset:end] = b"\1" * len(line)
        offset = end
    text = [" " if lines[at] else char for at, char in enumerate(kept)]
    # Between two characters that the letter has side by side, what is blanked is nothing, not even a blank.
    for run in re.finditer(b"\1+", bytes(gone)):
        start, end = run.span()
        sides = "".join(text[max(0, start - 1) : start] + text[end : end + 1])
        if len(sides) == 2 and not re.search(r"\s", sides):
            text[start:end] = HOLE * (end - start)
    return "".join(text)
