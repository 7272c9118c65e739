"""Office: the hours at which they are at their desks, as people write them: "Mon-Fri 09:00-17:00; Sat 10:00-12:00"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from declint.match import dates
from declint.match.dates import DAY_NAMES

EXAMPLE = "Mon-Fri 09:00-17:00; Sat 10:00-12:00"
USUAL = "Mon-Fri 09:00-17:00"
"""The hours of those who name none."""

Hours = tuple[tuple[tuple[int, int], ...], ...]
"""For each weekday, Monday first, when they open and close, in minutes after midnight."""

DASH = r"\s*(?:-|–|—|\bto\b)\s*"
DAYS = r"[A-Za-z]+(?:" + DASH + r"[A-Za-z]+)?"
GROUP = re.compile(rf"\s*(?P<days>{DAYS}(?:\s*(?:,|&|\band\b)\s*{DAYS})*)\s*:?\s+(?P<times>\d.*?)\s*", re.IGNORECASE)
MOMENT = r"\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?"
STRETCH = re.compile(rf"\s*(?P<opens>{MOMENT}){DASH}(?P<closes>{MOMENT})\s*", re.IGNORECASE)
SEVERAL = {"daily": range(7), "everyday": range(7), "weekdays": range(5), "weekends": range(5, 7)}
MIDNIGHT = 24 * 60


@cache
def hours(text: str) -> Hours:
    """Read office hours.

    Raises ValueError with one clear line for what is none.
    """
    week: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    groups = [group for group in re.split(r"[;\n]", text) if group.strip()]
    for group in groups:
        match = GROUP.fullmatch(group)
        if not match:
            raise ValueError(f"'{group.strip()}' is not a line of office hours; write for example {EXAMPLE}")
        stretches = [_stretch(one) for one in re.split(r",|&|\band\b", match["times"])]
        for day in _days(match["days"]):
            week[day] += stretches
    if not groups:
        raise ValueError(f"there are no office hours in it; write for example {EXAMPLE}")
    return tuple(tuple(sorted(day)) for day in week)


def open_at(week: Hours, moment: datetime) -> bool:
    """Tell whether they are at their desks; when they close, they are not."""
    minute = moment.hour * 60 + moment.minute
    return any(opens <= minute < closes for opens, closes in week[moment.weekday()])


def said(moment: datetime) -> str:
    """Say a moment in words: "Saturday 28 November at 19:30"."""
    day = f"{DAY_NAMES[moment.weekday()]} {moment.day} {dates.MONTH_NAMES[moment.month - 1]}"
    return f"{day} at {moment:%H:%M}"


def zone(name: str) -> ZoneInfo:
    """Give a time zone by its name.

    Raises ValueError with one clear line, and what was perhaps meant, for a name that is none.
    """
    known = {one.casefold(): one for one in available_timezones()}
    if name.casefold() in known:
        return ZoneInfo(known[name.casefold()])
    small = name.casefold().replace(" ", "_")
    by_city = {one.rpartition("/")[2]: whole for one, whole in known.items() if "/" in one}
    near = [known[one] for one in get_close_matches(small, known, 1, 0.75)]
    near = near or [by_city[one] for one in get_close_matches(small, by_city, 1, 0.8)]
    hint = f"did you mean '{near[0]}'?" if near else "write for example Europe/London"
    raise ValueError(f"'{name}' is no time zone that I know; {hint}")


def _days(text: str) -> Iterator[int]:
    for one in re.split(r"\s*(?:,|&|\band\b)\s*", text, flags=re.IGNORECASE):
        if one.lower() in SEVERAL:
            yield from SEVERAL[one.lower()]
            continue
        ends = [_day(end) for end in re.split(DASH, one, flags=re.IGNORECASE)]
        first, last = ends[0], ends[-1]
        # "Sun-Thu" runs over the end of the week.
        yield from ((first + step) % 7 for step in range((last - first) % 7 + 1))


def _day(text: str) -> int:
    number = dates.weekday(text)
    if number is None or not DAY_NAMES[number].lower().startswith(text.lower()[:3]):
        raise ValueError(f"'{text}' is no day of the week; write Mon, Tue, Wed, Thu, Fri, Sat or Sun")
    return number


def _stretch(text: str) -> tuple[int, int]:
    match = STRETCH.fullmatch(text)
    if not match:
        raise ValueError(f"'{text.strip()}' is not a stretch of hours; write for example 09:00-17:00")
    opens, closes = (_minute(match[end]) for end in ("opens", "closes"))
    if closes <= opens and match["closes"].isdigit() and closes < MIDNIGHT // 2:
        closes += MIDNIGHT // 2  # "9-5"
    if closes <= opens:
        raise ValueError(f"'{text.strip()}' ends before it begins; write for example 09:00-17:00")
    return opens, closes


def _minute(text: str) -> int:
    digits = [int(number) for number in re.findall(r"\d+", text)]
    hour, minute = digits[0], digits[1] if len(digits) > 1 else 0
    half = re.search(r"[ap]", text, re.IGNORECASE)
    if half:
        hour = hour % 12 + (12 if half[0].lower() == "p" else 0) if 1 <= hour <= 12 else 99
    if minute > 59 or hour * 60 + minute > MIDNIGHT:
        raise ValueError(f"'{text.strip()}' is no time of day; write for example 09:00")
    return hour * 60 + minute
