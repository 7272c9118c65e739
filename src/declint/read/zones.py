"""Zones: which lines of a message are headers or somebody else's words, to be blanked."""

from __future__ import annotations

import re

from declint.model import Envelope

HEADER = re.compile(r"(?P<name>From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|X-[A-Za-z-]+)[ \t]*:[ \t]?(?P<value>.*)", re.I)
ATTRIBUTION = re.compile(
    r"(?:>\s*)?(?:On|Am|Le|El|Il|Op)\b.{5,200}\b(?:wrote|schrieb|écrit|escribió|ha scritto|schreef)\s?:\s*"
)
SEPARATOR = re.compile(
    r"\s*(?:-{3,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht)\s*-{3,}"
    r"|Begin forwarded message:|_{20,})\s*",
    re.I,
)
REPLY_BLOCK = re.compile(r"\*?From:\*?\s.{1,200}")
REPLY_FIELD = re.compile(r"\*?(?:Sent|Date|To|Cc|Subject):\*?\s.{1,300}")


def split(source: str) -> tuple[str, Envelope]:
    """Blank what is not the writer's own, and give what the headers say.

    The prose has the length of the source. A pasted header block at the top gives the envelope; its
    subject line stays, for it is the writer's own.
    """
    lines = source.splitlines(keepends=True)
    headers = _headers(lines)
    values = dict(headers.values())
    foreign = _foreign(lines, first=max(headers, default=-1) + 1)
    foreign |= {number for number, (name, _) in headers.items() if name != "subject"}
    prose = "".join(_blank(line) if number in foreign else line for number, line in enumerate(lines))
    envelope = Envelope(
        to=values.get("to"),
        sender=values.get("from"),
        subject=values.get("subject"),
        date=values.get("date") or values.get("sent"),
    )
    return prose, envelope


def _headers(lines: list[str]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for number, line in enumerate(lines[:40]):
        text = line.strip("\ufeff\r\n ")
        match = HEADER.fullmatch(text)
        if match:
            found[number] = (match["name"].lower(), match["value"].strip())
        elif text and not (found and line[0] in " \t"):
            break
    return found


def _foreign(lines: list[str], first: int) -> set[int]:
    foreign: set[int] = set()
    number = first
    while number < len(lines):
        line = lines[number].strip()
        below = [text.strip() for text in lines[number + 1 : number + 4]]
        if line.startswith((">", "|>")):
            foreign.add(number)
        elif (SEPARATOR.fullmatch(line) and any(below)) or _reply_block(line, below):
            return foreign | set(range(number, len(lines)))
        elif taken := _attribution(lines, number):
            after = next((text for text in lines[number + taken :] if text.strip()), "")
            foreign |= set(range(number, number + taken))
            if not after.lstrip().startswith(">"):
                return foreign | set(range(number, len(lines)))
            number += taken - 1
        number += 1
    return foreign


def _reply_block(line: str, below: list[str]) -> bool:
    """Tell whether Outlook's headers of an answered message begin here."""
    return bool(REPLY_BLOCK.fullmatch(line)) and any(REPLY_FIELD.fullmatch(text) for text in below)


def _attribution(lines: list[str], number: int) -> int:
    """Tell over how many lines "On … wrote:" runs from here: none, one or two."""
    for taken in (1, 2):
        text = " ".join(line.strip() for line in lines[number : number + taken])
        dated = re.search(r"\d|@", text)
        if dated and ATTRIBUTION.fullmatch(text):
            return taken
    return 0


def _blank(line: str) -> str:
    return re.sub(r"[^\r\n]", " ", line)
