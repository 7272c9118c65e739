"""Dates: the day, the hour and the zone that some words name, where they can mean only that.

Mail programs write dates in the language of the mailbox, so months and weekdays are read in several.
A general parser would not do here: it fills in what was not said ("Tuesday" is a date to it), lets a
weekday contradict its date, and takes one of two readings of 03/04/2026 without a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

MONTHS = (
    ("january", "januar", "januari", "janvier", "enero", "gennaio", "janeiro"),
    ("february", "februar", "februari", "fevrier", "febrero", "febbraio", "fevereiro", "feber"),
    ("march", "marz", "maerz", "mars", "marzo", "marco", "maart", "marts", "mrt"),
    ("april", "avril", "abril", "aprile"),
    ("may", "mai", "mayo", "maggio", "maio", "mei", "maj"),
    ("june", "juni", "juin", "junio", "giugno", "junho"),
    ("july", "juli", "juillet", "julio", "luglio", "julho"),
    ("august", "augustus", "aout", "agosto", "augusti"),
    ("september", "septembre", "septiembre", "settembre", "setembro"),
    ("october", "oktober", "octobre", "octubre", "ottobre", "outubro"),
    ("november", "novembre", "noviembre", "novembro"),
    ("december", "dezember", "decembre", "diciembre", "dicembre", "dezembro", "desember"),
)
"""Their names, January first, in English, German, French, Spanish, Italian, Portuguese, Dutch and the Nordic ones."""

WEEKDAYS = (
    ("monday", "montag", "lundi", "lunes", "lunedi", "segunda-feira", "maandag", "mandag"),
    ("tuesday", "tues", "dienstag", "mardi", "martes", "martedi", "terca-feira", "dinsdag", "tisdag", "tirsdag"),
    ("wednesday", "weds", "mittwoch", "mercredi", "miercoles", "mercoledi", "quarta-feira", "woensdag", "onsdag"),
    ("thursday", "thurs", "donnerstag", "jeudi", "jueves", "giovedi", "quinta-feira", "donderdag", "torsdag"),
    ("friday", "freitag", "vendredi", "viernes", "venerdi", "sexta-feira", "vrijdag", "fredag"),
    ("saturday", "samstag", "samedi", "sabado", "sabato", "zaterdag", "lordag"),
    ("sunday", "sonntag", "dimanche", "domingo", "domenica", "zondag", "sondag"),
)
"""Their names, Monday first."""

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = tuple(names[0].capitalize() for names in MONTHS)

LONGEST = 200
"""No date runs over more characters."""

MONTH = r"(?P<month>[a-z]{3,12})\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|o|a)?"
SHAPES = (
    re.compile(
        r"(?<![\d/.:-])(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?=t\d|[^\w/-]|$)"
    ),
    re.compile(rf"(?<![\w/.:-]){DAY}\.?[\s-]*(?:(?:of|de)\s+)?{MONTH},?[\s-]*(?:del?\s+)?(?P<year>\d{{4}})(?!\w)"),
    re.compile(rf"(?<!\w){MONTH}\s*{DAY}(?:,\s*|\s+)(?P<year>\d{{4}})(?!\w)"),
    re.compile(r"(?<![\w/.:-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\w/-])"),
    re.compile(r"(?<![\w/.:-])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{2})(?![\w/-])"),
)
CLOCK = re.compile(
    r"(?<![\w:.,+-])(?P<hour>\d{1,2})(?:(?:[:.]|\s?h\s?)(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?)?(?!\d)"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
)
NOON = re.compile(r"(?<!\w)(?:12\s)?(?:noon|midday)(?!\w)")


@dataclass(frozen=True)
class Reading:
    """What some words say of a time: each day that they can mean, and the hour if they name it.

    `weekday` is the one that stands beside the date, 0 for Monday; `rest` is what was not understood.
    """

    days: tuple[date, ...]
    clock: time | None = None
    weekday: int | None = None
    rest: str = ""


def today() -> date:
    """Give the date of today; a test puts another function here."""
    return datetime.now().astimezone().date()


def read(text: str) -> Reading | None:
    """Read the first date in a text, with the hour beside it; None where there is none that exists."""
    # The length is kept by no fold that matters here: what is left over is shown to nobody letter for letter.
    small = plain(text[:LONGEST])
    for shape in SHAPES:
        for match in shape.finditer(small):
            if days := tuple(dict.fromkeys(_days(match))):
                return _beside(days, small[: match.start()], small[match.end() :])
    return None


def _days(match: re.Match[str]) -> Iterator[date]:
    part = match.groupdict()
    year = int(part["year"]) + (2000 if len(part["year"]) == 2 else 0)
    if "first" in part:
        first, second = int(part["first"]), int(part["second"])
        # With dots the day stands first, wherever dots are written.
        pairs = [(second, first)] if part["mark"] == "." else [(second, first), (first, second)]
    else:
        number = int(part["month"]) if part["month"].isdigit() else month(part["month"])
        pairs = [(number or 0, int(part["day"]))]
    for number, day in pairs:
        try:
            yield date(year, number, day)
        except ValueError:
            continue


def _beside(days: tuple[date, ...], before: str, after: str) -> Reading:
    rest, clock = f"{before} , {re.sub(r'^t(?=[0-9])', ' ', after)}", None
    if match := next((one for one in CLOCK.finditer(rest) if one["minute"] or one["half"]), None):
        clock = _clock(match)
    elif match := NOON.search(rest):
        clock = time(12)
    if match and clock is not None:
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    named = None
    for word in re.findall(r"[a-z-]{2,}", rest):
        if named is None and (number := weekday(word)) is not None:
            named = number
            rest = re.sub(rf"\b{word}\b\.?", " ", rest, count=1)
    return Reading(days, clock, named, " ".join(rest.replace(",", " ").split()))


def _clock(match: re.Match[str]) -> time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return time(hour, minute) if hour < 24 else None


def plain(text: str) -> str:
    """Make letters small and leave off their accents."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in folded if not unicodedata.combining(char))


@cache
def month(word: str) -> int | None:
    """Give the number of a month by its name or the beginning of it, where that can be only one."""
    return _numbered(MONTHS, word, 3, 1)


@cache
def weekday(word: str) -> int | None:
    """Give the number of a weekday by its name or the beginning of it, where that can be only one; 0 is Monday."""
    return _numbered(WEEKDAYS, word, 3, 0)


def calendar_word(word: str) -> bool:
    """Tell whether a word can be a month or a weekday in one of the languages, in full or cut short."""
    small = plain(word).strip(".,")
    return len(small) > 1 and any(name.startswith(small) for names in (*MONTHS, *WEEKDAYS) for name in names)


def _numbered(table: tuple[tuple[str, ...], ...], word: str, least: int, first: int) -> int | None:
    small = plain(word).rstrip(".")
    if len(small) < least:
        return None
    found = {number for number, names in enumerate(table, first) if any(name.startswith(small) for name in names)}
    return found.pop() if len(found) == 1 else None


def said(day: date) -> str:
    """Say a date in words: "3 November 2026"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
