"""Dates of mail programs, and answers that come late."""

from __future__ import annotations

import io
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declint.linter import Linter
from declint.match import dates
from declint.model import Finding
from declint.read import read as read_draft
from declint.read.text import draft

THIRD = date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 3 Nov 2026 at 10:02",
        "Tue, Nov 3, 2026 at 10:02 AM",
        "Tuesday, November 3, 2026 10:02:11 AM GMT",
        "Tue, 03 Nov 2026 10:02:11 +0100",
        "3 November 2026",
        "2026-11-03",
        "2026-11-03T10:02:11Z",
        "Di., 3. Nov. 2026 um 10:02 Uhr",
        "03.11.26 um 10:02",
        "mar. 3 nov. 2026 à 10:02",
        "mar, 3 nov 2026 a las 10:02",
        "martes, 3 de noviembre de 2026 10:02",
        "giorno mar 3 nov 2026 alle ore 10:02",
        "di 3 nov 2026 om 10:02",
        "ter., 3 de nov. de 2026 às 10:02",
        "tis 3 nov. 2026 kl 10:02",
    ],
)
def test_one_day(text: str) -> None:
    reading = dates.read(text)
    assert reading is not None
    assert reading.days == (THIRD,)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("03/04/2026 10:02", (date(2026, 4, 3), date(2026, 3, 4))),
        ("3/4/26, 10:02 AM", (date(2026, 4, 3), date(2026, 3, 4))),
        ("03-04-2026", (date(2026, 4, 3), date(2026, 3, 4))),
        ("13/04/2026", (date(2026, 4, 13),)),
        ("04/13/2026", (date(2026, 4, 13),)),
        ("04/04/2026", (date(2026, 4, 4),)),
        ("03.04.2026", (date(2026, 4, 3),)),
    ],
)
def test_two_days(text: str, days: tuple[date, ...]) -> None:
    reading = dates.read(text)
    assert reading is not None
    assert reading.days == days


@pytest.mark.parametrize(
    "text",
    ["", "Tuesday", "10", "3 Nov", "November 2026", "31/02/2026", "31 June 2026", "2026-13-01", "3 out of 2026",
     "1.2.3.4", "12/2026", "3 Now 2026", "room 12-11-20261", "99999999999999999999 Nov 2026", "3 ju 2026"],
)  # fmt: skip
def test_no_day(text: str) -> None:
    assert dates.read(text) is None


def test_the_hour_and_what_is_left() -> None:
    assert dates.read("Tue 3 November 2026, 3:05 pm Europe/Paris") == dates.Reading(
        (THIRD,), time(15, 5), 1, "europe/paris"
    )
    assert dates.read("2026-11-03 about ten") == dates.Reading((THIRD,), None, None, "about ten")


def test_months_and_weekdays() -> None:
    assert [
        dates.month(name) for name in ("mar", "März", "aout", "jui", "juil.", "mai", "May", "set", "xyz", "ma")
    ] == [*(3, 3, 8, None, 7, 5, 5, 9, None, None)]
    assert [dates.weekday(name) for name in ("Mon", "tues", "mar.", "jeudi", "mi", "sáb")] == [0, 1, 1, 3, None, 5]


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_every_day_is_read_as_it_is_said(day: date) -> None:
    reading = dates.read(dates.said(day))
    assert reading is not None
    assert reading.days == (day,)


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    dates.read(text)


def late(linter: Linter, invited: str, own: str | None) -> tuple[list[Finding], str]:
    head = f"Date: {own}\n\n" if own is not None else ""
    source = (
        f"{head}Dear Jane,\n\nThank you, but I must decline.\n\nOn {invited}, Jane Roe <j@x.example> wrote:\n> Come.\n"
    )
    report = linter(draft("a.txt", source).model_copy(update={"scenario": "decline-email"}))
    (verdict,) = [v.verdict for v in report.verdicts if v.criterion == "prompt"]
    return [f for f in report.findings if f.rule == "late-reply"], verdict


NOW = "Wed, 25 Nov 2026 10:00"


def test_what_is_said_of_a_late_answer(linter: Linter) -> None:
    (found,), verdict = late(linter, "Tue, 3 Nov 2026 at 10:02", NOW)
    assert "3 November 2026" in found.message
    assert "22 days" in found.message
    assert (found.span.end - found.span.start, verdict) == (len("Tue, 3 Nov 2026 at 10:02"), "unmet")


@pytest.mark.parametrize(
    ("invited", "own", "count", "verdict"),
    [
        ("Tue, 17 Nov 2026 at 10:02", NOW, 1, "unmet"),
        ("Wed, 18 Nov 2026 at 10:02", NOW, 0, "met"),
        ("Wed, 25 Nov 2026 at 10:02", NOW, 0, "met"),
        ("Thu, 26 Nov 2026 at 10:02", NOW, 0, "not-applicable"),
        ("Tue, 3 Nov 2026 at 10:02", None, 0, "not-applicable"),
        ("Tue, 3 Feb 2015 at 10:02", "Wed, 25 Feb 2015 10:00", 1, "unmet"),
        ("Tue, 3 Feb 2015 at 10:02", "Wed, 25 Nov 2015 10:00", 1, "unmet"),
        ("Tue, 3 Feb 2015 at 10:02", "Thu, 5 Feb 2015 10:00", 0, "met"),
        ("Tue, 3 Feb 2015 at 10:02", "Mon, 2 Feb 2015 10:00", 0, "not-applicable"),
        ("Tue, 3 Nov 2026 at 10:02", "some day", 0, "not-applicable"),
        ("Tue, 32 Nov 2026 at 10:02", NOW, 0, "not-applicable"),
        ("01/02/2026 10:02", "Thu, 5 Mar 2026 10:00", 1, "unmet"),
        ("05/03/2026 10:02", "Fri, 6 Mar 2026 10:00", 0, "not-applicable"),
        ("01/03/2026 10:02", "Thu, 5 Mar 2026 10:00", 0, "not-applicable"),
    ],
)
def test_late(invited: str, own: str | None, count: int, verdict: str, linter: Linter) -> None:
    found, said = late(linter, invited, own)
    assert (len(found), said) == (count, verdict)


def test_what_is_piped_in_goes_out_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "today", lambda: date(2026, 11, 25))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Dear Jane,\n\nThank you.\n")))
    assert read_draft("-")[0].envelope.date == "2026-11-25"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Date: Mon, 2 Nov 2026\n\nDear Jane,\n")))
    assert read_draft("-")[0].envelope.date == "Mon, 2 Nov 2026"


def test_a_date_that_can_be_two_is_shown_as_it_stands(linter: Linter) -> None:
    (found,), _ = late(linter, "01/02/2026 10:02", "Thu, 5 Mar 2026 10:00")
    assert "01/02/2026" in found.message
    assert "32 days" in found.message


def test_no_invitation_is_nothing_to_judge(linter: Linter) -> None:
    report = linter(
        draft("a.txt", "Dear Jane,\n\nThank you, but I must decline.\n").model_copy(
            update={"scenario": "decline-email"}
        )
    )
    assert [v.verdict for v in report.verdicts if v.criterion == "prompt"] == ["not-applicable"]
