"""Glance: whether a message that is about to be sent could be one of ours at all.

Most mail is not, and must not wait for a language model: two classes of words decide, read without spaCy.
"""

from __future__ import annotations

import re
from pathlib import Path

from declint import home

FIRST = 200_000
"""Bytes that are looked at."""

ENOUGH = {"job-talk": 1, "job-hints": 2}
"""How many different words of a class make a message worth a closer look."""

SKIP = re.compile(rb"^X-Declint[ \t]*:[ \t]*skip[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
NAMED = re.compile(rb"^X-Declint-Scenario[ \t]*:[ \t]*\S", re.IGNORECASE | re.MULTILINE)
BULK = re.compile(
    rb"^(?:List-Unsubscribe|List-Id|Auto-Submitted[ \t]*:[ \t]*auto|Precedence[ \t]*:[ \t]*(?:bulk|list|junk)"
    rb"|Subject[ \t]*:[ \t]*(?:Re:[ \t]*)?\[(?:RFC[ \t]+)?PATCH)",
    re.IGNORECASE | re.MULTILINE,
)
CODED = re.compile(rb"^Content-Transfer-Encoding[ \t]*:[ \t]*(?:base64|quoted-printable)", re.IGNORECASE | re.MULTILINE)
PLAIN = re.compile(r"^words:\s*\[(?P<words>[\w\s,.-]+)\]\s*\Z", re.MULTILINE)
"""A list of plain words at the end of a file, read without a YAML parser, which would be a third of a glance."""
HEADERS_END = re.compile(rb"\r?\n\r?\n")


def head(data: bytes) -> bytes:
    """Give the headers of a message."""
    end = HEADERS_END.search(data)
    return data[: end.start()] if end else data


def skips(data: bytes) -> bool:
    """Tell whether the message itself asks to be let through: `X-Declint: skip`."""
    return bool(SKIP.search(head(data)))


def could_be_ours(data: bytes, mail: bool = True) -> bool:
    """Tell whether a message has words that ours have; what cannot be told is looked at more closely."""
    headers = head(data) if mail else b""
    if NAMED.search(headers):
        return True
    if BULK.search(headers):
        return False
    text = _text(data) if mail else data.decode("utf-8", errors="replace")
    return any(_reaches(name, least, text) for name, least in ENOUGH.items())


def _reaches(name: str, least: int, text: str) -> bool:
    seen: set[str] = set()
    for match in _pattern(name).finditer(text):
        seen.add(match.group().lower())
        if len(seen) >= least:
            return True
    return False


def _pattern(name: str) -> re.Pattern[str]:
    words = _words(home.rules() / "words" / f"{name}.yaml")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _words(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if plain := PLAIN.search(text):
        words = [" ".join(word.split()) for word in plain["words"].split(",")]
    else:
        import yaml

        words = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))["words"]  # noqa: S506
    return sorted((str(word) for word in words if word), key=len, reverse=True)


def _text(data: bytes) -> str:
    """Give subject and text as far as they can be read without a parse; coded parts are decoded."""
    raw = data[:FIRST]
    if not CODED.search(raw) and b"=?" not in head(raw):
        return raw.decode("utf-8", errors="replace")
    import email
    import email.header

    try:
        message = email.message_from_bytes(raw)
        pieces = [str(email.header.make_header(email.header.decode_header(message.get("Subject", ""))))]
        for part in message.walk():
            if part.get_content_maintype() == "text" and isinstance(payload := part.get_payload(decode=True), bytes):
                pieces.append(payload.decode("utf-8", errors="replace"))
    except Exception:
        # Mail that breaks the parser is looked at in the child, which may break.
        return raw.decode("utf-8", errors="replace") + " job"
    return "\n".join(pieces)
