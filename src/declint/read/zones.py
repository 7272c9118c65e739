"""Zones: which lines of a message are headers or somebody else's words, to be blanked, and what the headers say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from declint.match import dates
from declint.model import Envelope

HEADER = re.compile(
    r"\*{0,2}(?P<name>From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|Attachments|X-[A-Za-z-]+)"
    r"[ \t]*:\*{0,2}[ \t]?(?P<value>.*)",
    re.I,
)
FIELD = re.compile(r"(?P<name>[!-9;-~]{1,76})[ \t]*:(?P<value>.*)")
OPENINGS = r"(?:On|Am|Le|El|Il|Op|Em|Den)"
VERBS = r"(?:wrote|a\s+écrit|écrit|escribió|ha\s+scritto|schrieb|schreef|escreveu|skrev)"
ATTRIBUTION = re.compile(
    rf"(?:>\s*)?{OPENINGS}\b(?P<told>.{{5,300}}?)\b"
    rf"(?:{VERBS}\s?:|(?:schrieb|schreef|skrev)\s(?P<named>[^:]{{2,200}}?(?:<[^<>]{{3,120}}>)?)\s?:)\s*"
)
"""A mail program's line above the message that is answered; some languages put the writer behind the verb."""
SEPARATOR = re.compile(
    r"\s*(?:-{3,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht)\s*-{3,}"
    r"|Begin forwarded message:|_{20,})\s*",
    re.I,
)
FROM_FIELD = r"From|Von|De|Da|Van"
SENT_FIELD = r"Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el| em)?|Fecha|Inviato|Data|Verzonden"
OTHER_FIELD = r"To|Cc|Subject|An|Betreff|À|Objet|Para|Asunto|Assunto|A|Oggetto|Aan|Onderwerp"
REPLY_BLOCK = re.compile(rf"\*{{0,2}}(?:{FROM_FIELD})\s?:\*{{0,2}}\s(?P<value>.{{1,200}})")
REPLY_SENT = re.compile(rf"\*{{0,2}}(?:{SENT_FIELD})\s?:\*{{0,2}}\s(?P<value>.{{1,300}})")
REPLY_FIELD = re.compile(rf"\*{{0,2}}(?:{SENT_FIELD}|{OTHER_FIELD})\s?:\*{{0,2}}\s.{{1,300}}")

TIME_WORDS = frozenset(
    {
        *(
            "at",
            "um",
            "uhr",
            "à",
            "a",
            "las",
            "los",
            "alle",
            "ore",
            "om",
            "kl",
            "h",
            "am",
            "pm",
            "a.m",
            "p.m",
            "às",
            "de",
        ),
        *("the", "of", "giorno", "dia", "date", "st", "nd", "rd", "th", "utc", "gmt", "z", "den"),
    }
)
"""Small words between the parts of a date."""
ZONE = re.compile(
    r"\(?(?:UTC|GMT|[CEW]ES?T|BST|IST|[ECMP][SD]T|AE[SD]T|SAST|SGT|WAT|EAT|PKT|HKT|JST|KST|NZ[SD]T|(?:UTC|GMT)?[+-]\d{1,2}:?\d{0,2})\)?"
)
NAMED = re.compile(r"@|<|(?<!\w)(?!I\b)[^\W\d_](?<=[^a-zß-ÿ])")
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
YEAR = re.compile(r"\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")

LONGEST_BLOCK = 8
"""Lines that the headers of an answered message run over, below its "From:"."""


@dataclass(frozen=True)
class Invitation:
    """Who wrote the message that is answered, and when, as the text has it."""

    by: str | None = None
    on: str | None = None


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
        if line.startswith((">", "|>")):
            foreign.add(number)
        elif (SEPARATOR.fullmatch(line) and any(below)) or _reply_block(line, below):
            invitation = invitation or _headed(lines[number:])
            return foreign | set(range(number, len(lines))), invitation
        elif taken := _attribution(lines, number):
            run, match = taken
            invitation = invitation or _attributed(match)
            after = next((text for text in lines[number + run :] if text.strip()), "")
            foreign |= set(range(number, number + run))
            if not after.lstrip().startswith(">"):
                return foreign | set(range(number, len(lines))), invitation
            number += run - 1
        number += 1
    return foreign, invitation or Invitation()


def _reply_block(line: str, below: list[str]) -> bool:
    """Tell whether Outlook's headers of an answered message begin here."""
    return bool(REPLY_BLOCK.fullmatch(line)) and any(REPLY_FIELD.fullmatch(text) for text in below)


def _headed(lines: Sequence[str]) -> Invitation:
    """Read the headers of an answered message: the first "From:" near the top, and the date above or below it."""
    by = on = None
    for line in lines[: LONGEST_BLOCK + 2]:
        text = line.strip().removeprefix(">").strip()
        if by is None and (match := REPLY_BLOCK.fullmatch(text)):
            by = match["value"].strip(" *")
        elif on is None and (match := REPLY_SENT.fullmatch(text)):
            on = match["value"].strip(" *")
    return Invitation(by, on)


def _attribution(lines: list[str], number: int) -> tuple[int, re.Match[str]] | None:
    """Find "On … wrote:", and over how many lines it runs from here: one, two or three."""
    if not re.match(rf"\s*(?:>\s*)?{OPENINGS}\b", lines[number]):
        return None
    for taken in (1, 2, 3):
        text = " ".join(line.strip() for line in lines[number : number + taken])
        match = ATTRIBUTION.fullmatch(text)
        if match and re.search(r"\d|@", text):
            # No mail program says "On 3 November you wrote": a person, or an address, is named.
            by = _attributed(match).by
            return (taken, match) if by is None or NAMED.search(by) else None
    return None


def _attributed(match: re.Match[str]) -> Invitation:
    """Part "Tue, 3 Nov 2026 at 10:02, Jane Roe <jane@example.org>" into the date and the person."""
    told = match["told"].strip(" ,")
    if match["named"]:
        return Invitation(match["named"].strip(" ,"), told)
    stop, year, clock = 0, False, False
    for word in re.finditer(r"\S+", told):
        bare = word.group().strip(",.()").lower()
        if not _dated(word.group(), bare, year, clock):
            break
        year = year or bool(YEAR.fullmatch(bare))
        clock = clock or bool(CLOCK.match(bare))
        stop = word.end()
    by, on = told[stop:].strip(" ,"), told[:stop].strip(" ,")
    return Invitation(by or None, on or None)


def _dated(word: str, bare: str, year: bool, clock: bool) -> bool:
    """Tell whether a word goes on with a date; a month behind the year is somebody's name: "April Jones"."""
    if not bare or "@" in word or "<" in word:
        return not bare
    if any(char.isdigit() for char in bare):
        return True
    if clock and ZONE.fullmatch(word.strip(",")):
        return True
    return bare in TIME_WORDS or (not year and not clock and dates.calendar_word(bare))


def _blank(line: str) -> str:
    return re.sub(r"[^\r\n]", " ", line)
