"""Plain text: bytes of any common encoding → Draft."""

from __future__ import annotations

import codecs
import re

from declint.errors import ReadError
from declint.match import placeholders
from declint.model import ANY_OFFICE, Draft, Office
from declint.read import front_matter, script, zones

MOST_CHARACTERS = 100_000
"""More than this is read in part: a message is never longer, and parsing costs grow with it."""

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


LINE_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\r(?!\n)")
"""What also ends a line, in a page break or an old file; in the prose all lines end alike."""


def read(name: str, data: bytes, office: Office = ANY_OFFICE) -> Draft:
    """Read a draft from bytes; what was done to make them readable is in its notes.

    Raises ReadError for data that is not text, and for a draft with nothing in it.
    """
    source, _, notes = decoded(name, data)
    if not any(char.isalnum() for char in source):
        what = "is empty" if not source.strip("\ufeff \t\r\n") else "has no words in it"
        raise ReadError(f"{name}: nothing to check: the draft {what}")
    return draft(name, bounded(source, notes), tuple(notes), office)


def bounded(source: str, notes: list[str]) -> str:
    """Cut a text that is longer than any message, and note it."""
    if len(source) <= MOST_CHARACTERS:
        return source
    cut = source.rfind("\n", 0, MOST_CHARACTERS)
    source = source[: cut if cut > MOST_CHARACTERS // 2 else MOST_CHARACTERS]
    notes.append(f"longer than {MOST_CHARACTERS:,} characters: only the first {len(source):,} are checked")
    return source


def draft(
    name: str, source: str, notes: tuple[str, ...] = (), office: Office = ANY_OFFICE, mail: bool = False
) -> Draft:
    """Make a draft of text that is already decoded; of `mail`, all above the first blank line is headers.

    Raises ReadError for a script in which the candidate says nothing, and for a call time that cannot be read.
    """
    prose, front = front_matter.split(name, source, office)
    prose, envelope = zones.split(LINE_END.sub("\n", prose), mail)
    prose, stretches = script.split(name, prose)
    return Draft(
        name=name,
        source=source,
        prose=placeholders.masked(prose),
        envelope=envelope,
        script=stretches,
        call=front.call,
        scenario=front.scenario,
        notes=notes,
    )


def decoded(name: str, data: bytes, declared: str | None = None) -> tuple[str, str, list[str]]:
    """Give the text of a file, the encoding in which it can be written back, and what had to be assumed.

    An encoding that is `declared` is believed where the bytes are no UTF-8 and fit it.

    A byte order mark stays, as a character, so that offsets are those of the file. Raises ReadError for
    what is not text.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding, []
            except UnicodeDecodeError as fault:
                raise ReadError(f"{name}: is not the {encoding[:6]} text that it says it is") from fault
    if b"\0" in data:
        raise ReadError(f"{name}: is not text (it holds NUL bytes)")
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in data)
    if controls > max(8, len(data) // 50):
        raise ReadError(f"{name}: is not text (it is full of control characters)")
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    if declared and is_text_encoding(declared):
        try:
            return data.decode(declared), declared, []
        except (UnicodeDecodeError, ValueError):
            pass
    text = data.decode("cp1252", errors="replace")
    return text, "cp1252", ["not UTF-8: read as Windows-1252"]


def is_text_encoding(name: str) -> bool:
    """Tell whether there is an encoding of that name that makes text of bytes; `rot13` and `utf-7` are none here."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return False
    return bool(getattr(codec, "_is_text_encoding", True)) and codec.name not in {"utf-7", "idna", "punycode"}
