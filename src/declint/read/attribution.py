"""Attribution: the line that a mail program puts above the message that is answered, and whom and when it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from declint.match import dates

OPENINGS = r"(?:On|Am|Le|El|Il|Op|Em|Den)"
VERBS = r"(?:wrote|a\s+écrit|écrit|escribió|ha\s+scritto|schrieb|schreef|escreveu|skrev)"
ATTRIBUTION = re.compile(
    rf"(?:>\s*)?{OPENINGS}\b(?P<told>.{{5,300}}?)\b"
    rf"(?:{VERBS}\s?:|(?:schrieb|schreef|skrev)\s(?P<named>[^:]{{2,200}}?(?:<[^<>]{{3,120}}>)?)\s?:)\s*"
)
"""A mail program's line in the languages that begin it with a small word; some put the writer behind the verb."""

TONGUES = re.compile(
    r"\b(?:schrieb|geschrieben|a\s+écrit|escribió|ha\s+scritto|schreef|geschreven|escreveu|skrev|kirjoitti"
    r"|napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|napísal(?:\(a\)|a)?|odesílatel|odosielateľ|írta|yazdı|a\s+scris|έγραψε"
    r"|пишет|пише|написала?|написав)(?:\(а\))?(?!\w)"
    r"|写道|寫道|書きました|のメール|님이\s?작성|Wiadomość\s+napisana\s+przez|בתאריך|كتب"
)
"""The verb of the line in the languages in which it may begin with anything: the draft itself is English."""

ADDRESS = re.compile(r"[<(\[]{1,2}(?:mailto:)?[^\s<>()@\[\]]{1,64}@[^\s<>()\[\]]{3,120}[>)\]]{1,2}")
DAY = re.compile(r"\b\d{4}\b|\d{4}\s?[年년]|\b\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}")
HOUR = re.compile(r"\d{1,2}[:.h時点]\d{2}")
ENDS = (":", "：")
STATES = re.compile(r"(?<![A-Z])[a-z0-9)][.!?]$")
"""The end of an English sentence, where a line of this kind would go on."""
PROSE = frozenset({
    "i", "i'm", "i'd", "i'll", "me", "my", "mine", "you", "your", "we", "us", "our", "let's", "is", "are", "was",
    "were", "be", "will", "would", "can", "could", "should", "may", "might", "please", "have", "has", "had", "do",
    "does", "that", "this", "these", "those", "it", "its", "if", "so", "but", "not", "what", "when", "which", "who",
    "why", "how", "he", "she", "they",
})  # fmt: skip
"""Words that no mail program writes here, and no sentence does without."""
WROTE = re.compile(r"\b(?:wrote|writes|said)\s?:\s*$")
QUOTING = re.compile(r"(?:>\s*)?(?:Quoting\s.{2,120}|\*\s.{2,120}\[.{4,60}\])\s?:\s*")
"""Horde and mutt."""

TIME_WORDS = frozenset({
    "at", "um", "uhr", "à", "a", "las", "los", "alle", "ore", "om", "kl", "h", "am", "pm", "a.m", "p.m", "às", "de",
    "the", "of", "giorno", "dia", "date", "st", "nd", "rd", "th", "utc", "gmt", "z", "den", "klo", "kello", "o", "v",
    "godz", "dne", "w", "dniu", "в", "г", "р", "о", "la", "στις", "tarihinde", "pä",
})  # fmt: skip
"""Small words between the parts of a date."""
SENDER_WORDS = frozenset({"odesílatel", "odosielateľ", "użytkownik", "χρήστης", "przez", "du", "från", "from", "von"})
"""What stands between the date and the name in some languages."""
ZONE = re.compile(
    r"\(?(?:UTC|GMT|[CEW]ES?T|BST|IST|[ECMP][SD]T|AE[SD]T|SAST|SGT|WAT|EAT|PKT|HKT|JST|KST|NZ[SD]T|(?:UTC|GMT)?[+-]\d{1,2}:?\d{0,2})\)?"
)
NAMED = re.compile(r"@|<|(?<!\w)(?!I\b)[^\W\d_](?<=[^a-zß-ÿ])")
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
YEAR = re.compile(r"\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")

LONGEST = 400
MOST_LINES = 3
"""Lines over which a mail program wraps it."""


@dataclass(frozen=True)
class Invitation:
    """Who wrote the message that is answered, and when, as the text has it."""

    by: str | None = None
    on: str | None = None


def find(lines: Sequence[str], number: int) -> tuple[int, Invitation] | None:
    """Tell over how many lines an attribution runs from here, and what it says; None where there is none."""
    texts = [line.strip() for line in lines[number : number + MOST_LINES]]
    if not any(text.endswith(ENDS) for text in texts):
        return None
    for taken in range(1, len(texts) + 1):
        text = " ".join(texts[:taken])
        if not texts[taken - 1] or len(text) > LONGEST:
            break
        if text.endswith(ENDS) and (said := _said(text, texts[:taken])):
            return taken, said
    if below := next((line for line in lines[number + 1 : number + 3] if line.strip()), None):
        return _introduced(texts[0], below)
    return None


def _said(text: str, parts: Sequence[str]) -> Invitation | None:
    if re.match(rf"(?:>\s*)?{OPENINGS}\b", text):
        match = ATTRIBUTION.fullmatch(text)
        if match and re.search(r"\d|@", text):
            # No mail program says "On 3 November you wrote": a person, or an address, is named.
            by = _attributed(match).by
            if by is None or (NAMED.search(by) and not _says(by)):
                return _attributed(match)
    suffixes = (" ".join(parts[start:]) for start in range(1, len(parts)) if not ADDRESS.match(parts[start]))
    if any(map(_dates_somebody, suffixes)):
        return None  # it begins further down
    if _dates_somebody(text) and not any(STATES.search(part) for part in parts[:-1]):
        return _told(text)
    return None


def _dates_somebody(text: str) -> bool:
    """Tell whether a text dates and names somebody in the way of a mail program, in whatever language."""
    bare = ADDRESS.sub(" ", text)
    if not (text.endswith(ENDS) and DAY.search(bare)):
        return False
    if TONGUES.search(bare):
        return True
    timed = bool(HOUR.search(bare)) and not _says(bare[:1].lower() + bare[1:])
    return timed and (bool(ADDRESS.search(text)) or bool(WROTE.search(text) and NAMED.search(bare)))


def _says(text: str) -> bool:
    """Tell whether a text has words of a sentence; Will, May and Can are names."""
    words = re.findall(r"[a-zA-Z'-]+", text.replace("’", "'"))
    return any(word in PROSE or word.split("'")[0] == "I" for word in words)


def _introduced(text: str, below: str) -> tuple[int, Invitation] | None:
    """Take "Jane Roe wrote:" for an attribution where quoted lines follow at once."""
    if not below.lstrip().startswith(">"):
        return None
    if QUOTING.fullmatch(text):
        return 1, _told(text)
    by = WROTE.sub("", text).strip()
    words = ADDRESS.sub(" ", by).replace(",", " ").split()
    named = 0 < len(words) <= 5 and all(not word[0].islower() and word.lower() not in PROSE for word in words)
    if WROTE.search(text) and named:
        return 1, Invitation(by)
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


def _told(text: str) -> Invitation:
    """Read the person by the address, and the date if it is one that can be read."""
    on = text if dates.read(text) else None
    address = ADDRESS.search(text)
    if not address:
        return Invitation(None, on)
    name = " ".join(reversed(list(_name(re.split(r"[\s、，]+", text[: address.start()].strip())))))
    return Invitation(f"{name} {address.group()}".strip(), on)


def _name(words: Sequence[str]) -> Iterator[str]:
    """Give the words of a name from the last to the first."""
    for taken, word in enumerate(reversed(words)):
        bare = word.strip(",.()").lower()
        known = bare in TIME_WORDS or bare in SENDER_WORDS or bool(re.search(r"\d", bare) or TONGUES.fullmatch(bare))
        if known or not word[:1].isalpha() or taken == 4 or (taken and word.endswith(",")):
            return
        yield word
