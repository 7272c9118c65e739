"""Office hours: as they are written, when somebody is there, and what is said of a call at another time."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from declint.linter import Linter
from declint.match import office
from declint.model import ANY_OFFICE, Finding, Office, PlannedCall
from declint.prove import Prover
from declint.read.text import draft
from declint.rulebook.checks import Call

NINE_TO_FIVE = ((540, 1020),)


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Mon-Fri 09:00-17:00", [NINE_TO_FIVE] * 5 + [(), ()]),
        ("Mon-Fri 09:00-17:00; Sat 10:00-12:00", [NINE_TO_FIVE] * 5 + [((600, 720),), ()]),
        ("Monday to Friday 9am to 5pm", [NINE_TO_FIVE] * 5 + [(), ()]),
        ("weekdays 9-5", [NINE_TO_FIVE] * 5 + [(), ()]),
        ("daily 9.00 – 17.00", [NINE_TO_FIVE] * 7),
        ("Mon, Wed and Fri: 9-17", [NINE_TO_FIVE, (), NINE_TO_FIVE, (), NINE_TO_FIVE, (), ()]),
        ("Sun-Tue 9-17", [NINE_TO_FIVE] * 2 + [()] * 4 + [NINE_TO_FIVE]),
        ("Mon 9:00-12:30, 13:30-17:00", [((540, 750), (810, 1020))] + [()] * 6),
        ("Mon 0:00-24:00", [((0, 1440),)] + [()] * 6),
    ],
)
def test_hours(text: str, week: list[tuple[tuple[int, int], ...]]) -> None:
    assert list(office.hours(text)) == week


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there are no office hours in it; write for example Mon-Fri"),
        ("banana", "'banana' is not a line of office hours; write for example Mon-Fri"),
        ("Mon-Fri", "'Mon-Fri' is not a line of office hours"),
        ("Mon-Fry 9-17", "'Fry' is no day of the week; write Mon, Tue"),
        ("Lundi 9-17", "'Lundi' is no day of the week"),
        ("Mon 17:00-09:00", "'17:00-09:00' ends before it begins; write for example 09:00-17:00"),
        ("Mon 9-25", "'25' is no time of day; write for example 09:00"),
        ("Mon 9:75-10", "'9:75' is no time of day"),
        ("Mon 13pm-14pm", "'13pm' is no time of day"),
        ("Mon 9 o'clock", "'9 o'clock' is not a stretch of hours; write for example 09:00-17:00"),
    ],
)
def test_faults(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="^" + said):
        office.hours(text)


def test_the_option_of_a_rule_is_read_at_once() -> None:
    with pytest.raises(ValidationError, match="'Fry' is no day of the week"):
        Call(finder="outside-office-hours", option="Mon-Fry 9-17")
    with pytest.raises(ValidationError, match="invalid literal"):
        Call(finder="late-reply", option="a week")


def test_when_they_close_nobody_is_there() -> None:
    week = office.hours("Mon-Fri 09:00-17:00")
    assert office.open_at(week, datetime(2026, 11, 17, 9, 0))
    assert office.open_at(week, datetime(2026, 11, 17, 16, 59))
    assert not office.open_at(week, datetime(2026, 11, 17, 17, 0))
    assert not office.open_at(week, datetime(2026, 11, 21, 10, 0))


SCRIPT = "---\nscenario: decline-phone\n---\nME: Hello, this is Ann Lee.\nHR: Hello.\nME: I will not be coming.\n"


def findings(linter: Linter, at: datetime | None, of: Office = ANY_OFFICE) -> tuple[list[Finding], str]:
    one = draft("a.txt", SCRIPT)
    call = PlannedCall(at=at, office=of) if at else None
    report = linter(one.model_copy(update={"call": call}))
    (verdict,) = [v.verdict for v in report.verdicts if v.criterion == "office-hours"]
    return [f for f in report.findings if f.rule == "outside-office-hours"], verdict


def test_a_call_in_the_evening(linter: Linter) -> None:
    (found,), verdict = findings(linter, datetime(2026, 11, 28, 19, 30))
    assert found.message == (
        "Saturday 28 November at 19:30 is outside office hours (Mon-Fri 09:00-17:00); "
        "call when they are at their desks."
    )
    assert found.span.start == found.span.end == SCRIPT.index("Hello")
    assert verdict == "unmet"


def test_hours_of_their_own_go_before_the_usual(linter: Linter) -> None:
    late = Office(hours="Mon-Sat 10:00-20:00", closed=(date(2026, 12, 26),))
    assert findings(linter, datetime(2026, 11, 28, 19, 30), late) == ([], "met")
    (found,), _ = findings(linter, datetime(2026, 11, 27, 9, 30), late)
    assert "(Mon-Sat 10:00-20:00)" in found.message
    (found,), _ = findings(linter, datetime(2026, 12, 26, 12, 0), late)
    assert "(Mon-Sat 10:00-20:00, closed on that day)" in found.message


def test_no_call_is_nothing_to_judge(linter: Linter, prover: Prover) -> None:
    assert findings(linter, None) == ([], "not-applicable")
    assert findings(linter, datetime(2026, 11, 17, 10, 30)) == ([], "met")
