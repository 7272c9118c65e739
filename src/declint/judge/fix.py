"""Fix: making edits in a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from declint.model import Edit, Fix, Span
from declint.reword import seams


def apply(source: str, edits: Iterable[Edit]) -> str:
    """Give the text with the edits made; of several at one place, in the order given.

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
    return apply(source, agreeing(source, fixes))


def agreeing(source: str, fixes: Iterable[Fix]) -> list[Edit]:
    """Give the edits of each fix that meets none before it.

    What two fixes do alike is done once, what they leave out side by side is left out in one piece, and what is
    added at one place is joined up.
    """
    made: list[Edit] = []
    for fix in fixes:
        fresh = [edit for edit in fix.edits if edit not in made]
        if not any(_collide(one, other) for one in fresh for other in made):
            made += [_joined(edit, made) for edit in fresh]
    kept = [edit for edit in made if not _leaves_out(edit)]
    out = {edit.span for edit in made if _leaves_out(edit)}
    return kept + [Edit(span=span, text="") for span in _left_out(source, out, [edit.span for edit in kept])]


def _leaves_out(edit: Edit) -> bool:
    return not edit.text and edit.span.start < edit.span.end


def _left_out(source: str, out: Collection[Span], kept: Collection[Span]) -> Iterator[Span]:
    """Give what is left out in one piece where nothing is put between, with the blanks that would be double."""
    for whole in seams.as_one(source, out):
        if whole in out:
            yield whole
            continue
        text = source[whole.start : whole.end]
        bare = Span(start=whole.start + len(text) - len(text.lstrip()), end=whole.end - len(text) + len(text.rstrip()))
        wide = seams.with_blanks(source, bare)
        if any(other.meets(wide) or wide.start < other.start < wide.end for other in kept):
            yield from seams.as_one(source, (span for span in out if whole.holds(span)), over_blanks=False)
        else:
            yield wide


def _joined(edit: Edit, made: Iterable[Edit]) -> Edit:
    """Let a sentence that is added behind another stand in its paragraph, and a name right below "Kind regards,"."""
    before = [other.text for other in made if other.span == edit.span and other.text[:1] in {"\n", "\r"}]
    if not before or edit.text[:1] not in {"\n", "\r"}:
        return edit
    text = edit.text.strip()
    gap = " " if text[-1:] in {".", "!", "?"} else "\n" if before[-1].endswith(",") else edit.text[: -len(text)]
    return edit.model_copy(update={"text": gap.replace("\n", seams.line_end(edit.text)) + text})


def _collide(one: Edit, other: Edit) -> bool:
    if _leaves_out(one) and _leaves_out(other):
        return False
    added = one.span.start == one.span.end and one.span == other.span
    touching = one.span.meets(other.span) or one.span == other.span
    return touching and not added


Piece = tuple[str, int | None]
"""Some text, and where it stands in the source; None for what an edit put there."""


def composed(source: str, first: Iterable[Edit], then: Iterable[Edit]) -> tuple[Edit, ...]:
    """Give edits of `source` that do at once what `first` does to it and `then` to the outcome."""
    pieces: list[Piece] = [(source, 0)]
    for edits in (first, then):
        # From the end, so that the places of the others stay what they are.
        for edit in reversed(sorted(edits, key=lambda e: e.span)):  # noqa: C413 - equals too are turned round
            pieces = [*_cut(pieces, 0, edit.span.start), (edit.text, None), *_cut(pieces, edit.span.end, None)]
    found, end, text = [], 0, ""
    for said, place in (*pieces, ("", len(source))):
        if place is None:
            text += said
        elif said or place == len(source):
            if text or place > end:
                found.append(Edit(span=Span(start=end, end=place), text=text))
            end, text = place + len(said), ""
    return tuple(found)


def _cut(pieces: Iterable[Piece], start: int, end: int | None) -> Iterator[Piece]:
    """Give what of the pieces stands between two places of their text."""
    at = 0
    for text, place in pieces:
        low = max(0, start - at)
        high = len(text) if end is None else min(len(text), end - at)
        if low < high:
            yield text[low:high], None if place is None else place + low
        at += len(text)
