"""Fix: making edits in a text."""

from __future__ import annotations

from collections.abc import Iterable

from declint.model import Edit, Fix


def apply(source: str, edits: Iterable[Edit]) -> str:
    """Give the text with the edits made.

    Raises ValueError where two of them overlap.
    """
    pieces: list[str] = []
    end = 0
    for edit in sorted(edits, key=lambda e: e.span):
        if edit.span.start < end:
            raise ValueError("two edits overlap")
        pieces += [source[end : edit.span.start], edit.text]
        end = edit.span.end
    return "".join([*pieces, source[end:]])


def mend(source: str, fixes: Iterable[Fix]) -> str:
    """Make each fix that meets none made before it."""
    made: list[Edit] = []
    for fix in fixes:
        if not any(_collide(one, other) for one in fix.edits for other in made):
            made += fix.edits
    return apply(source, made)


def _collide(one: Edit, other: Edit) -> bool:
    return one.span.meets(other.span) or one.span == other.span
