"""Plain text: bytes of any common encoding → Draft."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from declint.errors import ReadError
from declint.match import placeholders
from declint.model import ANY_OFFICE, Draft, Office, Piece
from declint.read import front_matter, script, zones

MOST_CHARACTERS = 100_000
"""More than this is read in part: a message is never longer, and parsing costs grow with it."""

UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""What programs send under the name of an encoding: the larger one that holds it (Encoding Standard, 4.2)."""

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


def pieces_of(pieces: Iterable[Piece], source: str) -> tuple[Piece, ...]:
    """Leave out of the pieces of a text what lies beyond the part of it that is read."""
    most = len(source)
    kept = (piece for piece in pieces if piece.at < most)
    return tuple(
        piece if piece.at + piece.length <= most else piece.model_copy(update={"length": most - piece.at})
        for piece in kept
    )


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
    if data.startswith(UTF_32):
        raise ReadError(f"{name}: is UTF-32 text, which is not read; save it as UTF-8")
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
    for encoding in _meant(declared):
        try:
            return data.decode(encoding), encoding, []
        except (UnicodeDecodeError, ValueError):
            pass
    text = data.decode("cp1252", errors="replace")
    return text, "cp1252", ["not UTF-8: read as Windows-1252"]


def best_decoded(data: bytes, declared: str | None = None) -> str:
    """Give the text of data as well as can be: what fits nowhere becomes U+FFFD.

    Bytes that are UTF-8 are that, whatever is `declared`, unless they are ASCII, as seven-bit encodings are.
    """
    encodings = _meant(declared)
    wide = data.isascii() or b"\0" in data
    for encoding in (*encodings, "utf-8") if wide else ("utf-8", *encodings):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, ValueError):
            continue
    said = data.decode("utf-8", errors="replace")
    broken, told = said.count("\ufffd"), sum(char > "\x7f" for char in said)
    if 2 * broken < told:
        return said
    return data.decode(encodings[0] if encodings else "cp1252", errors="replace")


def _meant(declared: str | None) -> tuple[str, ...]:
    """Give the encodings to try for a name: what is meant by it, and what it says."""
    if not declared or not is_text_encoding(declared):
        return ()
    named = codecs.lookup(declared).name
    if named == "utf-8":
        return ()
    return (MEANT[named], named) if named in MEANT else (named,)


def is_text_encoding(name: str) -> bool:
    """Tell whether there is an encoding of that name that makes text of bytes; `rot13` and `utf-7` are none here."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return False
    return bool(getattr(codec, "_is_text_encoding", True)) and codec.name not in {"utf-7", "idna", "punycode"}
