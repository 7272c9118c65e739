"""Mail: RFC 5322 messages and MIME, one in a file (.eml) or many (.mbox), with the traps of mail as it is sent.

Where nothing is coded, the draft's source is the file itself; else it is made of the headers that count
and the decoded body. Attachments and messages within the message are left alone.
"""

from __future__ import annotations

import email
import email.header
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message
from itertools import chain
from mmap import mmap

from declint.errors import ReadError
from declint.model import ANY_OFFICE, Draft, Office
from declint.read import html, suppressions, text

MOST_BYTES = 25_000_000
MOST_PARTS = 200
DEEPEST = 20
LONGEST_HEADER = 20_000
"""Characters of a header that are read: about 500 addresses."""

SHOWN = ("From", "To", "Cc", "Subject", "Date", "In-Reply-To")
"""The headers that a decoded message begins with; those of ours come too."""

AUTO = "auto"
ENVELOPE_LINE = re.compile(rb"From [^\n]*\n")
SEPARATOR = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\n]*\d{4}[^\n]*\n")
BOUNDARY_LINE = re.compile(rb"^--[^\n]{1,80}$", re.MULTILINE)
HEADERS_END = re.compile(rb"\r?\n\r?\n|\Z")
CODED_WORD = re.compile(rb"=\?[^?\s]+\?[BbQq]\?")
BODY = re.compile(r"\r?\n\r?\n")
LONGEST_HEAD = 64_000
"""Bytes of headers above which a message is read without those that do not count."""
CODING = re.compile(r"[a-z0-9-]+")
FLOWED_SIGNATURE = "-- "


class _AsWritten(email.policy.Compat32):
    """Gives headers as they stand: the modern policy parses every address, at a cost that grows with the square."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - as it is called
        return value


POLICY = _AsWritten()


def read(name: str, data: bytes, office: Office = ANY_OFFICE) -> Draft:
    """Read one message.

    Raises ReadError for what is too large, is not text, or has no words of the writer's in it.
    """
    if len(data) > MOST_BYTES:
        raise ReadError(f"{name}: is over {MOST_BYTES // 1_000_000} MB; a message that a person types never is")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    message = _parsed(data)
    bare = _bare(name, data, message)
    source = bare if bare is not None else _composed(message)
    notes: list[str] = []
    draft = text.draft(name, text.bounded(source, notes), tuple(notes), office, mail=True)
    if not any(char.isalnum() for char in _below_headers(draft)):
        raise ReadError(f"{name}: nothing to check: the message has no words of its own")
    envelope = draft.envelope.model_copy(
        update={
            "subject": draft.envelope.subject or "",
            "attachments": _attachments(message),
            "answers": bool(header(message, "In-Reply-To")),
        }
    )
    named = (header(message, "X-Declint-Scenario") or AUTO).strip()
    return draft.model_copy(
        update={
            "form": "eml",
            "coded": bare is None,
            "envelope": envelope,
            "scenario": None if named == AUTO else named,
            "suppressions": suppressions.of_header(header(message, "X-Declint-Ignore")),
        }
    )


def read_all(name: str, data: bytes, office: Office = ANY_OFFICE) -> Iterator[Draft]:
    """Read the messages of a mailbox (RFC 4155), each with its number as fragment; one without words is passed over.

    Raises ReadError for a file that is no mailbox, and for one without a message that can be read.
    """
    found = any_at_all = False
    for number, one in split(data):
        any_at_all = True
        try:
            draft = read(f"{name}#{number}", one, office)
        except ReadError:
            continue
        found = True
        yield draft.model_copy(update={"fragment": str(number), "coded": True})
    if not any_at_all:
        raise ReadError(f'{name}: is not a mailbox: no line begins a message ("From ann@example.org Tue Nov ...")')
    if not found:
        raise ReadError(f"{name}: nothing to check: no message in it has words of its own")


def split(data: bytes | mmap) -> Iterator[tuple[int, bytes]]:
    """Give the messages of a mailbox, each with its number; of one that is too large to be read, the beginning."""
    marks = SEPARATOR.finditer(data)
    before = next(marks, None)
    for number, mark in enumerate(chain(marks, (None,)), 1):
        if before:
            end = min(mark.start() if mark else len(data), before.end() + MOST_BYTES + 1)
            yield number, re.sub(rb"(?m)^>(>*From )", rb"\1", data[before.end() : end])
        before = mark


def looks_like_mail(data: bytes) -> bool:
    """Tell whether data begins with the headers that only a mail program writes."""
    end = HEADERS_END.search(data)
    head = data[: end.start()] if end else data
    named = re.findall(rb"(?mi)^(MIME-Version|Message-ID|Content-Type|Received|Return-Path)[ \t]*:", head[:65536])
    return bool(named) and bool(re.match(rb"(?:From [^\n]*\n)?[!-9;-~]+[ \t]*:", data))


def is_signed(data: bytes) -> bool:
    """Tell whether a change would break a signature (RFC 1847, RFC 6376)."""
    end = HEADERS_END.search(data)
    head = data[: end.start()] if end else data
    return bool(re.search(rb"(?mi)^(?:DKIM-Signature[ \t]*:|Content-Type[ \t]*:[ \t]*multipart/signed)", head))


def _below_headers(draft: Draft) -> str:
    """Give the prose that is no header: a subject alone says nothing that can be judged."""
    end = BODY.search(draft.source)
    return draft.prose[end.end() :] if end else ""


def _parsed(data: bytes) -> Message:
    """Parse a message; of one that is nested or parted beyond reason, the beginning."""
    marks = BOUNDARY_LINE.finditer(data)
    limit = next((mark.start() for number, mark in enumerate(marks) if number > 2 * MOST_PARTS), len(data))
    try:
        return email.message_from_bytes(data[:limit], policy=POLICY)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        end = HEADERS_END.search(data)
        start = end.end() if end else 0
        message = Message(POLICY)
        message.set_payload(data[start : start + text.MOST_CHARACTERS].decode("utf-8", errors="replace"))
        return message


def _bare(name: str, data: bytes, message: Message) -> str | None:
    """Give the file's own text if nothing in it is coded; else None."""
    end = HEADERS_END.search(data)
    head = data[: end.start()] if end else data
    kind = _kind(message)
    if kind not in {"text/plain", "text"} or message.is_multipart() or CODED_WORD.search(head):
        return None
    if len(head) > LONGEST_HEAD or b"\0" in data or b"\x1b" in data:
        return None
    coding = _coding(message)
    flowed = str(message.get_param("format", "")).lower() == "flowed"
    if coding not in {"7bit", "8bit", "", "binary"} or flowed or ENVELOPE_LINE.match(data):
        return None
    declared = _charset(message)
    source, encoding, _ = text.decoded(name, data, declared)
    return source if encoding.startswith("utf-8") else None


def _composed(message: Message) -> str:
    """Make a source of the headers that count, a blank line, and the decoded body."""
    lines = [f"{key}: {value}" for key in SHOWN if (value := header(message, key)) is not None]
    lines += [f"{key}: {header(message, key)}" for key in message if key.lower().startswith("x-declint")]
    return "\n".join([*lines, "", _body(message).strip("\n")]) + "\n"


def header(message: Message, name: str) -> str | None:
    """Give a header, decoded and on one line; None where there is none."""
    raw = message.get(name)
    if raw is None:
        return None
    given = _unescaped(str(raw)[:LONGEST_HEADER])
    with suppress(ValueError, LookupError, UnicodeError, AssertionError):
        given = str(email.header.make_header(email.header.decode_header(given)))
    return " ".join(given.encode("utf-8", errors="replace").decode("utf-8").split())


def _unescaped(given: str) -> str:
    """Read the bytes of a header that is not ASCII (RFC 6532, and what was sent before it)."""
    raw = given.encode("utf-8", errors="surrogateescape")
    return raw.decode("utf-8") if _is_utf8(raw) else raw.decode("cp1252", errors="replace")


def _body(message: Message) -> str:
    said = [_said(part) for part in _readable(message, 0)]
    return "\n\n".join(piece.strip("\n") for piece in said if piece.strip())


def _readable(part: Message, depth: int) -> Iterator[Message]:
    """Give the parts that are shown as the message: of alternatives the plain one, else the page."""
    if depth > DEEPEST or (depth and _attached(part)):
        return
    kind = _kind(part)
    if not part.is_multipart():
        if kind in {"text/plain", "text/html", "text"} or not kind.partition("/")[2]:
            yield part
        elif kind.startswith("multipart/") and isinstance(part.get_payload(), str):
            yield part  # a boundary that never comes: all there is
        return
    if kind == "message/rfc822" or kind.startswith("message/"):
        return
    below = [list(_readable(one, depth + 1)) for one in _parts(part)]
    found = [one for one in below if one]
    if kind == "multipart/alternative" and found:
        plain = next((one for one in found if _kind(one[0]) == "text/plain" and _has_words(one[0])), None)
        yield from plain or found[-1]
    elif kind == "multipart/related" and found:
        yield from found[0]
    else:
        for one in found:
            yield from one


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload[:MOST_PARTS] if isinstance(one, Message)] if isinstance(payload, list) else []


def _kind(part: Message) -> str:
    try:
        return str(part.get_content_type()).lower()
    except (ValueError, TypeError, AttributeError, IndexError):
        return "text/plain"


def _attached(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition", "")).strip().lower()
    return disposition.startswith("attachment") or (bool(_file_name(part)) and not disposition.startswith("inline"))


def _file_name(part: Message) -> str:
    try:
        return str(part.get_filename() or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return "unnamed"


def _attachments(message: Message) -> int:
    """Count what travels with the message: files, and messages; not the pictures of a page."""
    count, waiting, seen = 0, [(message, 0)], 0
    while waiting and seen < MOST_PARTS:
        part, depth = waiting.pop()
        seen += 1
        if depth and (_attached(part) or _kind(part).startswith("message/")):
            count += 1
        elif depth < DEEPEST:
            inner = [(one, depth + 1) for one in _parts(part)]
            waiting += inner
            lone = not inner and depth and not _kind(part).startswith(("text/", "multipart/", "image/"))
            count += bool(lone)
    return count


def _has_words(part: Message) -> bool:
    return any(char.isalnum() for char in _text(part))


def _said(part: Message) -> str:
    said = _text(part)
    if _kind(part) == "text/html":
        return html.seen(said[: html.MOST_CHARACTERS])[0]
    said = said[: 2 * text.MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        return _unflowed(said, str(part.get_param("delsp", "")).lower() == "yes")
    return said


def _text(part: Message) -> str:
    """Decode a part: in the encoding that it names if that is one and fits, else in one that does."""
    payload = _payload(part)
    declared = _charset(part) or (html.declared(payload) if _kind(part) == "text/html" else None)
    return text.best_decoded(payload, declared).removeprefix("\ufeff").replace("\0", " ")


def _payload(part: Message) -> bytes:
    """Give the bytes of a part; what is not coded as it says is taken as it stands."""
    try:
        raw = part.get_payload()
    except ValueError:  # a charset with a NUL in it
        part.replace_header("Content-Type", _kind(part))
        raw = part.get_payload()
    given = raw.encode("utf-8", errors="surrogateescape") if isinstance(raw, str) else b""
    if "Content-Transfer-Encoding" in part:
        part.replace_header("Content-Transfer-Encoding", _coding(part))
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        return given
    # What is no base64 at all comes back with its line ends gone.
    return payload if isinstance(payload, bytes) and payload != b"".join(given.splitlines()) else given


def _coding(part: Message) -> str:
    match = CODING.match(str(part.get("Content-Transfer-Encoding", "")).strip().lower())
    return match.group() if match else "7bit"


def _is_utf8(payload: bytes) -> bool:
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _charset(part: Message) -> str | None:
    try:
        found = part.get_content_charset()
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    return str(found).lower() if found else None


def _unflowed(said: str, close: bool) -> str:
    """Join the lines that end in a blank (RFC 3676); a quoted line is joined only to one quoted as deep."""
    lines: list[str] = []
    goes_on = False
    for line in said.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        own = line[depth:].removeprefix(" ")
        ends = own in {FLOWED_SIGNATURE, "--"}
        before = lines[-1] if lines else ""
        same = depth == len(before) - len(before.lstrip(">"))
        if goes_on and same and not ends:
            lines[-1] = (before[:-1] if close else before) + own
        else:
            lines.append(">" * depth + (" " if depth else "") + own)
        goes_on = own.endswith(" ") and not ends
    return "\n".join(lines)
