"""Plan: when a call is planned, and in whose time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from declint.errors import ConfigError
from declint.match import dates
from declint.match import office as desks
from declint.match.dates import DAY_NAMES
from declint.model import Office, PlannedCall

EXAMPLE = "write for example 2026-11-17 10:30"
FILLERS = frozenset({"on", "at", "the", "of", "o'clock", "hrs", "hours", "h", "@", "-", "–", "um", "uhr", "a", "les"})
OFFSET = re.compile(r"(?:utc|gmt)?\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?")
ZONE_WORD = re.compile(r"[A-Za-z][\w+-]*(?:/[\w+-]+){0,2}")


def planned(text: str, office: Office) -> PlannedCall:
    """Read when a call is planned: in the office's own time, or moved into it from the zone that is named.

    Raises ConfigError with one clear line for what is no such time, or could be two.
    """
    try:
        own = desks.zone(office.zone) if office.zone else None
    except ValueError as fault:
        raise ConfigError(f"office.zone: {fault}") from fault
    try:
        _ = desks.hours(office.hours) if office.hours else None
    except ValueError as fault:
        raise ConfigError(f"office.hours: {fault}") from fault
    moment, zone = _read(text)
    if zone and own:
        try:
            moment = moment.replace(tzinfo=zone).astimezone(own).replace(tzinfo=None)
        except OverflowError as fault:
            raise ConfigError(f"{_quoted(text)} is not a time I can read; {EXAMPLE}") from fault
    return PlannedCall(at=moment, office=office)


def _read(text: str) -> tuple[datetime, tzinfo | None]:
    reading = dates.read(text) if len(text) <= dates.LONGEST else None
    if reading is None:
        raise ConfigError(f"{_quoted(text)} is not a time I can read; {EXAMPLE}")
    day = reading.days[0]
    if len(reading.days) > 1:
        both = " or ".join(dates.said(one) for one in reading.days)
        raise ConfigError(f"{_quoted(text)} could be {both}; {EXAMPLE}")
    if reading.weekday is not None and reading.weekday != day.weekday():
        right, wrong = DAY_NAMES[day.weekday()], DAY_NAMES[reading.weekday]
        raise ConfigError(f"{_quoted(text)}: {dates.said(day)} is a {right}, not a {wrong}")
    if reading.clock is None:
        unread = re.search(r"\d", reading.rest)
        what = "is not a time I can read" if unread else "names no time of day"
        raise ConfigError(f"{_quoted(text)} {what}; {EXAMPLE}")
    return datetime.combine(day, reading.clock), _zone(text, reading.rest)


def _zone(text: str, rest: str) -> tzinfo | None:
    """Give the zone that the words left over name, if there are any."""
    left = " ".join(word for word in rest.strip(" ()[]").split() if word not in FILLERS).strip(" ()[]")
    if not left:
        return None
    if left in {"z", "utc", "gmt"}:
        return UTC
    if match := OFFSET.fullmatch(left):
        away = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        if away < timedelta(hours=16):
            return timezone(away if match["sign"] == "+" else -away)
    if not ZONE_WORD.fullmatch(left):
        raise ConfigError(f"{_quoted(text)} is not a time I can read; {EXAMPLE}")
    # As it was written: the reading has small letters only.
    written = re.search(re.escape(left), text, re.IGNORECASE)
    try:
        return desks.zone(written.group() if written else left)
    except ValueError as fault:
        raise ConfigError(f"{_quoted(text)}: {fault}") from fault


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"'{line if len(line) <= 60 else line[:58] + ' …'}'"
