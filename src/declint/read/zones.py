"""Zones: which lines of a message are headers or somebody else's words, to be blanked, and what the headers say."""

from __future__ import annotations

import re

from declint.model import Envelope
from declint.read import attribution, heading
from declint.read.attribution import Invitation

HEADER = re.compile(
    r"\*{0,2}(?P<name>From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|Attachments|X-[A-Za-z-]+)"
    r"[ \t]*:\*{0,2}[ \t]?(?P<value>.*)",
    re.I,
)
FIELD = re.compile(r"(?P<name>[!-9;-~]{1,76})[ \t]*:(?P<value>.*)")
QUOTED = re.compile(r"(?:[A-Z]{1,3})?>|\|>")
"""A line of the answered message; some programs put the initials of its writer first."""


def split(source: str, mail: bool = False) -> tuple[str, Envelope]:
    """Blank what is not the writer's own, and give what the headers say.

    The prose has the length of the source. A pasted header block at the top gives the envelope; its
    subject line stays, for it is the writer's own. Of `mail`, all above the first blank line is headers.
    """
    lines = source.splitlines(keepends=True)
    headers, values = _mail_headers(lines) if mail else _headers(lines)
    foreign, invitation = _foreign(lines, first=max(headers, default=-1) + 1)
    foreign |= {number for number, name in headers.items() if name != "subject"}
    prose = "".join(_blank(line) if number in foreign else line for number, line in enumerate(lines))
    envelope = Envelope(
        to=values.get("to"),
        sender=values.get("from"),
        subject=values.get("subject"),
        date=values.get("date") or values.get("sent"),
        invited_on=invitation.on,
        invited_by=invitation.by,
        attachments=_attachments(values.get("attachments")),
    )
    return prose, envelope


def _attachments(value: str | None) -> int | None:
    """Count the files that a pasted header names; None where nothing is said of them."""
    if value is None:
        return None
    return 0 if value.strip().lower() in {"", "0", "none"} else len(re.split(r"[;,]", value.strip(" ;,")))


def _headers(lines: list[str]) -> tuple[dict[int, str], dict[str, str]]:
    """Find the header lines at the top: the name of each line, folded ones too, and the value of each name."""
    if found_there := _foreign_headers(lines[:40]):
        return found_there
    found: dict[int, str] = {}
    values: dict[str, str] = {}
    name = None
    for number, line in enumerate(lines[:40]):
        text = line.strip("\ufeff\r\n ")
        match = HEADER.fullmatch(text)
        if match:
            name = match["name"].lower()
            found[number] = name
            values[name] = match["value"].strip()
        elif text and found and line[0] in " \t" and name and number - 1 in found and _folds(name, values[name], text):
            found[number] = name
            values[name] = f"{values[name]} {text.strip()}".strip()
        elif text and not (found and line[0] in " \t"):
            break
    return found, values


def _foreign_headers(lines: list[str]) -> tuple[dict[int, str], dict[str, str]] | None:
    """Find headers in another language at the very top: two or more, the sender among them."""
    found: dict[int, str] = {}
    values: dict[str, str] = {}
    for number, line in enumerate(lines):
        text = line.strip("\ufeff\r\n ")
        match = heading.ONE.fullmatch(text)
        if match:
            name = heading.canonical(match["name"]) or "cc"
            found[number] = name
            values.setdefault(name, match["value"].strip(" *"))
        elif text or found:
            break
    english = any(HEADER.fullmatch(lines[number].strip("\ufeff\r\n ")) for number in found)
    return (found, values) if len(found) > 1 and "from" in values and not english else None


def _mail_headers(lines: list[str]) -> tuple[dict[int, str], dict[str, str]]:
    """Take all above the first blank line for headers, whatever they are called (RFC 5322, 2.1)."""
    found: dict[int, str] = {}
    values: dict[str, str] = {}
    name = ""
    for number, line in enumerate(lines):
        text = line.strip("\ufeff\r\n ")
        if not text:
            break
        match = FIELD.fullmatch(text)
        if match and line[0] not in " \t":
            name = match["name"].lower()
            values.setdefault(name, match["value"].strip())
        elif name:
            values[name] = f"{values[name]} {text}".strip()
        found[number] = name
    return found, values


def _folds(name: str, value: str, text: str) -> bool:
    """Tell whether an indented line goes on with the header above it; a greeting may be indented too."""
    if name in {"to", "cc", "bcc", "from", "reply-to"}:
        return not value or value.endswith((",", ";")) or "@" in text
    if name in {"date", "sent"}:
        return bool(re.match(r"[\d+-]", text)) or not value
    return not text.rstrip().endswith((",", ":", "!"))


def _foreign(lines: list[str], first: int) -> tuple[set[int], Invitation]:
    foreign: set[int] = set()
    invitation: Invitation | None = None
    number = first
    while number < len(lines):
        line = lines[number].strip()
        below = [text.strip() for text in lines[number + 1 : number + 4]]
        if QUOTED.match(line):
            foreign.add(number)
        elif heading.stands(line, below):
            invitation = invitation or heading.told(lines[number:])
            return foreign | set(range(number, len(lines))), invitation
        elif taken := attribution.find(lines, number):
            run, said = taken
            invitation = invitation or said
            after = next((text for text in lines[number + run :] if text.strip()), "")
            foreign |= set(range(number, number + run))
            if not QUOTED.match(after.lstrip()):
                return foreign | set(range(number, len(lines))), invitation
            number += run - 1
        number += 1
    return foreign, invitation or Invitation()


def _blank(line: str) -> str:
    return re.sub(r"[^\r\n]", " ", line)
