"""The occasion of a message is found in it; a message of another kind is told apart."""

from __future__ import annotations

import pytest

from declint.linter import Linter
from declint.model import Occasion
from declint.read.text import draft
from tests.bench.detection import NONE, SHARED, Case, Outcome, cases, outcomes


def shares(found: list[Outcome]) -> tuple[float, float]:
    """Give the share of ours that were read right, and the share of strangers that were surely taken for ours."""
    ours = [one for one in found if one.case.scenario != NONE]
    strangers = [one for one in found if one.case.scenario == NONE]
    right = sum(one.right for one in ours) / len(ours)
    return right, sum(one.surely_wrong for one in strangers) / max(1, len(strangers))


def occasion(text: str, linter: Linter) -> Occasion:
    return linter.detect(linter.describe(draft("x", text)))


def test_our_own_messages(linter: Linter) -> None:
    right, taken = shares(list(outcomes(cases("open"), linter)))
    assert right >= 0.85
    assert taken == 0


def test_fixtures(linter: Linter) -> None:
    right, _ = shares(list(outcomes(cases("fixtures"), linter)))
    assert right >= 0.87


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside this checkout")
def test_the_shared_drafts(linter: Linter) -> None:
    right, _ = shares(list(outcomes(cases("drafts"), linter)))
    assert right >= 0.95


@pytest.mark.parametrize(
    ("body", "scenario"),
    [
        ("Thank you for inviting me to interview for the Clerk role. I must decline.", "decline-email"),
        ("Thank you for offering me the Clerk position. I have decided not to accept it.", "decline-offer"),
        ("Please withdraw my application for the Clerk vacancy.", "withdraw-application"),
        ("Could we move Tuesday's interview for the Clerk role to Friday? I look forward to it.", "reschedule"),
        ("Thank you for telling me that you chose somebody else for the Clerk role. What might I do better?",
         "rejection-reply"),
    ],
)  # fmt: skip
def test_plain_letters_are_sure(body: str, scenario: str, linter: Linter) -> None:
    text = f"Dear Ms. Lee,\n\n{body}\n\nKind regards,\nAnn Roe\n"
    found = occasion(text, linter)
    assert (found.scenario, found.sure) == (scenario, True)
    assert found.because
    for ground in found.because:
        assert text[ground.span.start : ground.span.end].strip()


@pytest.mark.parametrize(
    ("text", "scenario"),
    [
        (
            "Hi Ms. Lee, it's Ann Roe. Sorry I missed you. I'm calling about the Clerk interview; I won't be coming. "
            "You can reach me on 020 7946 0018. Bye.",
            "voicemail",
        ),
        (
            "ME: Hello, may I speak to Ms. Lee?\nHR: Speaking.\nME: It's Ann Roe, about the Clerk interview. I have "
            "decided to decline.\nHR: May I ask why?\nME: I have taken another job.",
            "decline-phone",
        ),
    ],
)
def test_plain_calls_are_sure(text: str, scenario: str, linter: Linter) -> None:
    found = occasion(text, linter)
    assert (found.scenario, found.sure) == (scenario, True)


@pytest.mark.parametrize(
    "text",
    [
        "Hi Tom,\n\nLunch on Friday? I owe you one.\n\nCheers,\nAnn",
        "Dear Ms. Lee,\n\nThank you for the invitation to your wedding. Sadly we can't come.\n\nLove,\nAnn",
        "Dear Ms. Roe,\n\nWe regret to inform you that your application was not successful.\n\nKind regards,\nAcme HR",
        "Dear team,\n\nThe stand-up moves to 10:30 on Thursday. Please bring your numbers.\n\nAnn",
        "Hi there,\n\nOur spring sale is on: 20% off all tools until Sunday. Unsubscribe here.",
        "Dear Ms. Lee,\n\nThank you for your time today. I enjoyed the talk very much.\n\nKind regards,\nAnn",
    ],
)
def test_strangers_are_told(text: str, linter: Linter) -> None:
    assert occasion(text, linter).scenario is None


def test_a_linter_without_a_scenario_says_nothing_of_a_stranger(linter: Linter) -> None:
    report = linter(draft("x", "Hi Tom,\n\nLunch on Friday?\n\nAnn"))
    assert (report.scenario, report.findings, report.verdicts) == (None, (), ())


def test_a_case_accepts_what_a_sensible_person_would() -> None:
    case = Case("x", "", "future-interest", frozenset({"decline-email"}))
    assert Outcome(case, "decline-email", sure=True).right
    assert Outcome(case, "reschedule", sure=True).surely_wrong
    assert not Outcome(case, "reschedule", sure=False).surely_wrong


@pytest.mark.parametrize(
    ("said", "scenario"),
    [
        ("It is my daughter's birthday that day; could we meet on Friday the 20th, at 2 o'clock?", "reschedule"),
        ("My sister's wedding is that weekend. Might we do Tuesday or Wednesday of the week after?", "reschedule"),
        ("I live on the other side of the river, so I have decided to decline.", "decline-email"),
        ("I won't be coming at 2 o'clock: I am staying where I am.", "decline-email"),
    ],
)
def test_a_reason_is_no_occasion(linter: Linter, said: str, scenario: str) -> None:
    thanks = "Thank you for inviting me to the interview on Thursday."
    text = f"Dear Ms. Lee,\n\n{thanks} {said}\n\nKind regards,\nAnn Roe\n"
    assert linter(draft("a", text)).scenario == scenario
