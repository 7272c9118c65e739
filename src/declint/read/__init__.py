"""Bytes → Draft, by suffix; `-` is standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from declint.errors import ReadError
from declint.match import dates
from declint.model import ANY_OFFICE, Draft, Office
from declint.read import collection, template, text

READERS: dict[str, Callable[[str, bytes, Office], Draft]] = {".txt": text.read, ".text": text.read}

STDIN = "-"


def reread(draft: Draft, source: str) -> Draft:
    """Read changed text as the same draft."""
    again = text.draft(draft.name, source)
    again = again.model_copy(
        update={"envelope": again.envelope.model_copy(update={"date": again.envelope.date or draft.envelope.date})}
    )
    kept = {"scenario": draft.scenario, "template": draft.template, "hushed": draft.hushed, "call": draft.call}
    kept |= {"fragment": draft.fragment}
    again = again.model_copy(update=kept)
    return _same_way(draft, template.as_template(again)) if draft.template else again


def _same_way(draft: Draft, again: Draft) -> Draft:
    """Give a template read the way in which a draft of it was read."""
    if draft.readings or not draft.where:
        return again
    return next((one for one in again.alternatives if one.where == draft.where), again.alternatives[0])


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
            found = [p for p in sorted(path.rglob("*")) if _shown(p, path) and _readable(p)]
            drafts = [p for p in found if p.is_file()]
            if not drafts:
                raise ReadError(f"{given}: there are no drafts ({', '.join(READERS)}) in this folder")
            yield from ((str(p), True) for p in drafts)
        elif path.exists():
            raise ReadError(f"{given}: is neither a file nor a folder")
        else:
            raise ReadError(f"{given}: there is no such file or folder")


def read(
    path: str, name: str | None = None, office: Office = ANY_OFFICE, as_template: bool = False
) -> tuple[Draft, ...]:
    """Read the drafts of one file, mostly one; a call time in it is read in the office's time zone.

    A file of a template language is read as a template, any other is with `as_template`. Raises ReadError
    for what cannot be read, is not text, or holds nothing.
    """
    drafts = _drafts(path, name, office)
    if as_template or template.is_template(name or path):
        return tuple(template.as_template(draft) for draft in drafts)
    return drafts


def _drafts(path: str, name: str | None, office: Office) -> tuple[Draft, ...]:
    if path == STDIN:
        return (_sent_now(text.read(name or "<stdin>", sys.stdin.buffer.read(), office)),)
    try:
        data = Path(path).read_bytes()
    except OSError as fault:
        raise ReadError(f"{path}: cannot be read: {fault.strerror or fault}") from fault
    suffix = template.bare_suffix(path)
    if suffix in collection.SUFFIXES and (several := collection.read(name or path, data, office, suffix)):
        return several
    return (READERS.get(suffix, text.read)(name or path, data, office),)


def _readable(path: Path) -> bool:
    if path.suffix.lower() in READERS or template.is_template(path.name):
        return True
    return path.suffix.lower() in collection.SUFFIXES and path.is_file() and collection.holds_messages(path)


def _sent_now(draft: Draft) -> Draft:
    """Date a draft that has no date of its own: what is piped in is about to be sent."""
    if draft.envelope.date:
        return draft
    return draft.model_copy(update={"envelope": draft.envelope.model_copy(update={"date": dates.today().isoformat()})})


def _shown(path: Path, root: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(root).parts)
