"""Bytes → Drafts, by suffix; `-` is standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from declint.errors import ReadError
from declint.match import dates
from declint.model import ANY_OFFICE, Draft, Office
from declint.read import suppressions, template, text
from declint.read.exclusion import NOTHING, Exclusion

Reader = Callable[[str, bytes, Office], Iterable[Draft]]


def _by(module: str, function: str = "read") -> Reader:
    """Give what reads a format, of which the module is loaded when there is something to read: most drafts are text."""

    def reader(name: str, data: bytes, office: Office) -> Iterable[Draft]:
        read_it = getattr(import_module(f"{__name__}.{module}"), function)
        drafts = read_it(name, data, office)
        return (drafts,) if isinstance(drafts, Draft) else drafts

    return reader


FORMATS: dict[str, Reader] = {
    "txt": _by("text"),
    "md": _by("collection", "read_markdown"),
    "eml": _by("mail"),
    "mbox": _by("mail", "read_all"),
    "html": _by("html"),
    "docx": _by("docx"),
    "yaml": _by("collection", "read_yaml"),
    "json": _by("collection", "read_json"),
}
"""What a file can be, and what reads it."""

SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".eml": "eml",
    ".mbox": "mbox",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
}
"""What a file is by the end of its name; any other is read as text."""

STDIN = "-"


def reread(draft: Draft, source: str) -> Draft:
    """Read changed text as the same draft."""
    again = _again(draft, source)
    before = draft.envelope
    envelope = again.envelope.model_copy(
        update={
            "date": again.envelope.date or before.date,
            "attachments": before.attachments,
            "answers": before.answers,
        }
    )
    kept = {name: getattr(draft, name) for name in KEPT}
    again = again.model_copy(update={"envelope": envelope, **kept})
    return _same_way(draft, template.as_template(again)) if draft.template else again


def _same_way(draft: Draft, again: Draft) -> Draft:
    """Give a template read the way in which a draft of it was read."""
    if draft.readings or not draft.where:
        return again
    return next((one for one in again.alternatives if one.where == draft.where), again.alternatives[0])


KEPT = ("form", "coded", "fragment", "scenario", "template", "suppressions", "hushed", "graded", "call")
"""What does not change with the text."""


def _again(draft: Draft, source: str) -> Draft:
    if draft.form == "md":
        from declint.read import markdown

        return markdown.draft(draft.name, source)
    return text.draft(draft.name, source, mail=draft.form == "eml")


def find(paths: Sequence[str], excluded: Exclusion = NOTHING) -> Iterator[tuple[str, bool]]:
    """Give the paths of drafts: each file that is named, and those below each folder that are not excluded.

    The second value tells whether the file was found in a folder. Raises ReadError for a path that
    does not exist and for a folder without drafts.
    """
    for given in paths:
        path = Path(given)
        if given == STDIN or path.is_file():
            if given == STDIN or not (excluded.force and excluded.why(path)):
                yield given, False
        elif path.is_dir():
            found = [p for p in sorted(path.rglob("*")) if _shown(p, path) and p.is_file() and not excluded.why(p)]
            drafts = [p for p in found if _readable(p)]
            if not drafts:
                raise ReadError(f"{given}: there are no drafts ({', '.join(SUFFIXES)}) in this folder")
            yield from ((str(p), True) for p in drafts)
        elif path.exists():
            raise ReadError(f"{given}: is neither a file nor a folder")
        else:
            raise ReadError(f"{given}: there is no such file or folder")


def read(
    path: str,
    name: str | None = None,
    office: Office = ANY_OFFICE,
    form: str | None = None,
    as_template: bool = False,
) -> tuple[Draft, ...]:
    """Read the drafts of one file, mostly one; a call time in it is read in the office's time zone.

    `form` is one of the formats, and by default the one that the end of the file's name tells; of standard
    input it is what can be told from its beginning. A file of a template language is read as a template,
    and any other with `as_template`.

    Raises ReadError for what cannot be read, is not text, or holds nothing.
    """
    drafts = _drafts(path, name, office, form)
    if as_template or template.is_template(name or path):
        drafts = tuple(template.as_template(draft) for draft in drafts)
    return tuple(map(suppressions.noted, drafts))


def _drafts(path: str, name: str | None, office: Office, form: str | None) -> tuple[Draft, ...]:
    if path == STDIN:
        data = sys.stdin.buffer.read()
        form = form or _form(name or "") or _sniffed(data)
        return tuple(sent_now(draft) for draft in FORMATS[form](name or "<stdin>", data, office))
    try:
        data = Path(path).read_bytes()
    except OSError as fault:
        raise ReadError(f"{path}: cannot be read: {fault.strerror or fault}") from fault
    form = form or _form(path) or "txt"
    return tuple(FORMATS[form](name or path, data, office))


def form_of(path: str) -> str:
    """Tell what a file is read as."""
    return _form(path) or "txt"


def _form(path: str) -> str | None:
    return SUFFIXES.get(template.bare_suffix(path))


def _readable(path: Path) -> bool:
    """Tell whether a file of a folder may be a draft: by its name, and of YAML and JSON by what is in it."""
    form = _form(str(path))
    if form in {"yaml", "json"}:
        from declint.read import collection

        return path.is_file() and collection.holds_messages(path)
    return form is not None or template.is_template(str(path))


def _sniffed(data: bytes) -> str:
    from declint.read import mail

    return "eml" if mail.looks_like_mail(data) else "txt"


def sent_now(draft: Draft) -> Draft:
    """Date a draft that has no date of its own: what is piped in is about to be sent."""
    if draft.envelope.date:
        return draft
    return draft.model_copy(update={"envelope": draft.envelope.model_copy(update={"date": dates.today().isoformat()})})


def _shown(path: Path, root: Path) -> bool:
    return not any(part.startswith(".") for part in path.relative_to(root).parts)
