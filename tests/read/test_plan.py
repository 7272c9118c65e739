"""When a call is planned: what is read, in whose time, and the one line that is said where it cannot be."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declint.errors import ConfigError
from declint.model import Office, PlannedCall
from declint.read.plan import planned

PARIS = Office(zone="Europe/Paris")
HALF_PAST_TEN = datetime(2026, 11, 17, 10, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-17 10:30",
        "2026-11-17T10:30",
        "2026-11-17 10:30:00",
        "2026/11/17 10:30",
        "17 Nov 2026 10:30",
        "17 november 2026 at 10:30",
        "17-Nov-2026 10:30",
        "Tue 17 November 2026, 10:30am",
        "Tuesday, 17th of November 2026 at 10:30 a.m.",
        "Tues 17 Nov. 2026 10.30",
        "Nov 17, 2026 10:30 AM",
        "November 17 2026, 10:30",
        "10:30 on 17 November 2026",
        "17/11/2026 10:30",
        "17.11.2026 10.30",
        "Dienstag, 17. November 2026 um 10:30 Uhr",
        "mardi 17 novembre 2026 à 10h30",
        "  2026-11-17   10:30  ",
    ],
)
@pytest.mark.parametrize("office", [Office(), PARIS])
def test_the_offices_own_time(text: str, office: Office) -> None:
    assert planned(text, office) == PlannedCall(at=HALF_PAST_TEN, office=office)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2026-11-17T10:30+01:00", 10, 30),
        ("2026-11-17T10:30Z", 11, 30),
        ("2026-11-17 10:30 UTC", 11, 30),
        ("2026-11-17 10:30 GMT+2", 9, 30),
        ("2026-11-17 10:30 +0530", 6, 0),
        ("2026-11-17 10:30 Europe/Paris", 10, 30),
        ("2026-11-17 10:30 Europe/London", 11, 30),
        ("2026-11-17 10:30 (europe/london)", 11, 30),
        ("2026-11-17 10:30 America/New_York", 16, 30),
        ("2026-07-17 10:30 UTC", 12, 30),
    ],
)
def test_another_zone_is_moved_into_theirs(text: str, hour: int, minute: int) -> None:
    at = planned(text, PARIS).at
    assert (at.hour, at.minute, at.tzinfo) == (hour, minute, None)
    # An office that names no zone keeps the one that is named.
    assert planned(text, Office()).at.hour == 10


def test_midnight_and_noon() -> None:
    assert planned("2026-11-17 12am", Office()).at.hour == 0
    assert planned("2026-11-17 noon", Office()).at.hour == 12
    assert planned("2026-11-17 12:15 pm", Office()).at.hour == 12
    assert planned("2026-11-17 3pm", Office()).at.hour == 15


def test_a_zone_may_change_the_day() -> None:
    assert planned("2026-11-17 23:30 America/Los_Angeles", PARIS).at == datetime(2026, 11, 18, 8, 30)


EXAMPLE = "; write for example 2026-11-17 10:30"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tomorow at ten", "'tomorow at ten' is not a time I can read" + EXAMPLE),
        ("", "'' is not a time I can read" + EXAMPLE),
        ("10:30", "'10:30' is not a time I can read" + EXAMPLE),
        ("17 Nov 10:30", "'17 Nov 10:30' is not a time I can read" + EXAMPLE),
        ("2026-11-17", "'2026-11-17' names no time of day" + EXAMPLE),
        ("Tue 17 November 2026", "'Tue 17 November 2026' names no time of day" + EXAMPLE),
        ("2026-02-30 10:30", "'2026-02-30 10:30' is not a time I can read" + EXAMPLE),
        ("2026-11-17 25:30", "'2026-11-17 25:30' is not a time I can read" + EXAMPLE),
        ("2026-11-17 13pm", "'2026-11-17 13pm' is not a time I can read" + EXAMPLE),
        ("2026-11-17 10:30 or so", "'2026-11-17 10:30 or so' is not a time I can read" + EXAMPLE),
        ("03/04/2026 10:30", "'03/04/2026 10:30' could be 3 April 2026 or 4 March 2026" + EXAMPLE),
        ("Mon 17 November 2026 10:30",
         "'Mon 17 November 2026 10:30': 17 November 2026 is a Tuesday, not a Monday"),
        ("2026-11-17 10:30 Europe/Pariss",
         "'2026-11-17 10:30 Europe/Pariss': 'Europe/Pariss' is no time zone that I know; did you mean 'Europe/Paris'?"),
        ("2026-11-17 10:30 Paris",
         "'2026-11-17 10:30 Paris': 'Paris' is no time zone that I know; did you mean 'Europe/Paris'?"),
        ("2026-11-17 10:30 Qqq",
         "'2026-11-17 10:30 Qqq': 'Qqq' is no time zone that I know; write for example Europe/London"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as fault:
        planned(text, PARIS)
    assert str(fault.value) == said


def test_faults_of_the_office() -> None:
    with pytest.raises(
        ConfigError, match=r"^office\.zone: 'Europe/Pari' is no time zone .* did you mean 'Europe/Paris'\?$"
    ):
        planned("2026-11-17 10:30", Office(zone="Europe/Pari"))
    with pytest.raises(ConfigError, match=r"^office\.hours: 'Fry' is no day of the week"):
        planned("2026-11-17 10:30", Office(hours="Mon-Fry 9-17"))


@given(st.datetimes(datetime(1970, 1, 2), datetime(2099, 12, 30)))
def test_every_moment_is_read_as_it_was_written(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    for form in (
        "%Y-%m-%d %H:%M",
        "%d %b %Y %H:%M",
        "%A, %d %B %Y, %I:%M%p",
        "%B %d, %Y at %I:%M %p",
        "%d.%m.%Y %H.%M",
    ):
        assert planned(moment.strftime(form), Office()).at == moment


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for tried in (text, f"2026-11-17 10:30 {text}", f"{text} 2026-11-17 10:30"):
        try:
            planned(tried, PARIS)
        except ConfigError as fault:
            said = str(fault)
        else:
            said = ""
        assert "\n" not in said
