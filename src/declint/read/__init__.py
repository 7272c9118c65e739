"""Bytes → Draft, by suffix; `-` is standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from declint.errors import ReadError
from declint.match import dates
from declint.model import ANY_OFFICE, Draft, Office
from declint.read import text

READERS: dict[str, Callable[[str, bytes, Office], Draft]] = {".txt": text.read, ".text": text.read}

STDIN = "-"


def reread(draft: Draft, source: str) -> Draft:
    """Read changed text as the same draft."""
    again = text.draft(draft.name, source)
    again = again.model_copy(
        update={"envelope": again.envelope.model_copy(update={"date": again.envelope.date or draft.envelope.date})}
    )
    kept = {"scenario": draft.scenario, "template": draft.template, "hushed": draft.hushed, "call": draft.call}
    return again.model_copy(update=kept)


def find(paths: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Give the paths of drafts: each file that is named, and those below each folder.

    The second value tells whether the file was found in a folder. Raises ReadError for a path that
    does not exist and for a folder without drafts.
    """
    for given in paths:
        path = Path(given)
        if given == STDIN or path.is_file():
            yield given, False
        elif path.is_dir():
            found = [p for p in sorted(path.rglob("*")) if p.suffix.lower() in READERS and _shown(p, path)]
            drafts = [p for p in found if p.is_file()]
            if not drafts:
                raise ReadError(f"{given}: there are no drafts ({', '.join(READERS)}) in this folder")
            yield from ((str(p), True) for p in drafts)
        elif path.exists():
            raise ReadError(f"{given}: is neither a file nor a folder")
        else:
            raise ReadError(f"{given}: there is no such file or folder")


def read(path: str, name: str | None = None, office: Office = ANY_OFFICE, form: str | None = None) -> tuple[Draft, ...]:
    """Read the drafts of one file, mostly one; a call time in it is read in the office's time zone.

    `form` is what the file is, by the suffix that such files have; its own suffix tells where it is None.

    Raises ReadError for what cannot be read, is not text, or holds nothing.
    """
    if path == STDIN:
        return (sent_now(text.read(name or "<stdin>", sys.stdin.buffer.read(), office)),)
    try:
        data = Path(path).read_bytes()
    except OSError as fault:
        raise ReadError(f"{path}: cannot be read: {fault.strerror or fault}") from fault
    return (READERS.get(f".{form}" if form else Path(path).suffix.lower(), text.read)(name or path, data, office),)


def sent_now(draft: Draft) -> Draft:
    """Date a draft that has no date of its own: what is piped in is about to be sent."""
    if draft.envelope.date:
        return draft
    return draft.model_copy(update={"envelope": draft.envelope.model_copy(update={"date": dates.today().isoformat()})})


def _shown(path: Path, root: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(root).parts)
