"""Every criterion has a rule, every rule a criterion, and the criteria are those of the guide."""

from __future__ import annotations

import re

import pytest

from declint.rulebook import Rulebook
from tests.conftest import SHARED

CRITERIA = {
    "salutation": "any", "right-address": "written", "gratitude": "any", "gratitude-first": "any",
    "effort-acknowledged": "any", "clear-decision": "declining", "gentle-decision": "declining",
    "early-decision": "declining", "position-named": "decline-email future-interest withdraw-application decline-offer",
    "brief-reason": "declining moving", "private-reason": "declining moving", "no-negativity": "any",
    "positive-close": "any", "formal-sign-off": "written", "name": "written", "proofread": "any",
    "nothing-unfilled": "any", "professional-tone": "any", "one-message": "any", "prompt": "any",
    "try-alternative": "declining", "short-script": "spoken", "speakable": "spoken", "says-who": "spoken",
    "call-back": "voicemail", "office-hours": "spoken", "prepared-answer": "decline-phone",
    "acknowledgement": "replying", "feedback-request": "replying", "open-feedback": "replying",
    "thanks-again": "replying", "continued-interest": "replying", "composure": "replying",
    "values-opportunity": "moving", "reschedule-request": "moving", "proposed-time": "moving",
    "reservations": "future-interest", "door-open": "future-interest",
}  # fmt: skip
"""The criteria of the guide, and the scenarios and families that each holds in."""

GUIDE_SECTIONS = {
    "Understanding the Need for Respectful Response",
    "The Importance of Politeness",
    "Rejecting an Interview by Email",
    "Saying No to an Interview over the Phone",
    "Rejection Post-Interview",
    "Alternatives to Full Rejection of the Interview",
}


def test_the_criteria_are_those_of_the_guide(book: Rulebook) -> None:
    assert {one.id: " ".join(one.holds_in) for one in book.guide.values()} == CRITERIA


def test_every_criterion_has_a_rule_and_every_rule_a_criterion(book: Rulebook) -> None:
    assert {rule.guide for rule in book.rules.values()} == set(book.guide)


def test_every_criterion_cites_a_section(book: Rulebook) -> None:
    assert {one.section.split(",")[0] for one in book.guide.values()} <= GUIDE_SECTIONS


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_criterion_is_checked_where_it_holds(criterion: str, book: Rulebook) -> None:
    wanted = set(book.holds(book.guide[criterion].holds_in))
    checked = {scenario for scenario in book.scenarios for r in book.rules_for(scenario) if r.guide == criterion}
    # The alternative is noted where it is one: a message that is the other form already needs no such note.
    spared = {"future-interest"} if criterion == "try-alternative" else set()
    assert wanted - spared <= checked <= wanted


@pytest.mark.skipif(not SHARED.is_dir(), reason="the list of criteria is not beside this checkout")
def test_no_row_of_the_list_is_missing() -> None:
    listed = re.findall(r"^\| `([a-z-]+)` \|", (SHARED / "CRITERIA.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(listed) == set(CRITERIA)
