"""Docx: the paragraphs of a document of Word's (ECMA-376, part 1), with the changes in it made.

A place in it is told by the number of the paragraph.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from declint.errors import ReadError
from declint.model import ANY_OFFICE, Draft, Office, Piece
from declint.read import text

BODY = "word/document.xml"
MOST_BYTES = 5_000_000
"""Of the unpacked body; a small file can unpack to hundreds of megabytes."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText"})
"""What was deleted or moved away, and codes of fields."""
SECOND = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same once more, for old programs."""


def read(name: str, data: bytes, office: Office = ANY_OFFICE) -> Draft:
    """Read a draft from a document.

    Raises ReadError for what is no such document, unpacks to more than a letter can be, or holds no words.
    """
    paragraphs = list(_paragraphs(_body(name, data)))
    source = "\n\n".join(filter(None, paragraphs))
    if not any(char.isalnum() for char in source):
        raise ReadError(f"{name}: nothing to check: the document has no words in it")
    notes: list[str] = []
    made = text.draft(name, text.bounded(source, notes), tuple(notes), office)
    file_text = "\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs)
    pieces = text.pieces_of(_pieces(paragraphs), made.source)
    return made.model_copy(update={"form": "docx", "coded": True, "file_text": file_text, "pieces": pieces})


def _pieces(paragraphs: list[str]) -> Iterator[Piece]:
    """Tell where each paragraph stands in a text with one paragraph a line."""
    at = place = 0
    for paragraph in paragraphs:
        if paragraph:
            yield Piece(at=at, place=place, length=len(paragraph))
            at += len(paragraph) + 2
        place += len(paragraph) + 1


def _body(name: str, data: bytes) -> ElementTree.Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(BODY) as body:
            unpacked = body.read(MOST_BYTES + 1)
    except KeyError as fault:
        raise ReadError(f"{name}: is not a .docx: there is no {BODY} in it") from fault
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
        why = "it is encrypted" if isinstance(fault, RuntimeError) else "it is damaged, or no zip file"
        raise ReadError(f"{name}: is not a .docx that can be read: {why}") from fault
    if len(unpacked) > MOST_BYTES:
        raise ReadError(f"{name}: unpacks to over {MOST_BYTES // 1_000_000} MB; a letter never does")
    bare = unpacked.replace(b"\0", b"")  # it may be UTF-16
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        raise ReadError(f"{name}: is not a .docx that can be read: it declares entities")
    try:
        return ElementTree.fromstring(unpacked)  # noqa: S314 - entities are refused above, and the size is bounded
    except (ElementTree.ParseError, LookupError, ValueError, RecursionError) as fault:
        raise ReadError(f"{name}: is not a .docx that can be read: {BODY} is not XML") from fault


def _paragraphs(root: ElementTree.Element) -> Iterator[str]:
    for paragraph in _walked(root):
        bullet = "- " if paragraph.find(f"{W}pPr/{W}numPr") is not None else ""
        yield bullet + "".join(_runs(paragraph)).strip()


def _walked(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Give the paragraphs in their order, those in others too, but none twice."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}p":
            yield element
        if element.tag != SECOND:
            waiting += reversed(element)


def _vanished(run: ElementTree.Element) -> bool:
    """Tell whether a run is hidden."""
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "true") not in {"0", "false", "off"}


def _runs(paragraph: ElementTree.Element) -> Iterator[str]:
    """Give the text of a paragraph, depth by depth without recursion: a paragraph in a box is one of its own."""
    waiting = [iter(paragraph)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
            continue
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag == f"{W}tab":
            yield " "
        elif element.tag in {f"{W}br", f"{W}cr"}:
            yield "\n"
        elif element.tag == f"{W}noBreakHyphen":
            yield "-"
        elif element.tag == f"{W}r" and _vanished(element):
            continue
        elif element.tag not in GONE and element.tag not in {SECOND, f"{W}p", f"{W}pPr"}:
            waiting.append(iter(element))
