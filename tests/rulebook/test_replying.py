"""What the checks of an answer to a rejection share with other rules: who speaks, and who keeps quiet."""

from __future__ import annotations

import pytest

from declint.linter import Linter
from declint.read.text import draft

LETTER = "Dear Ms. Lee,\n\nThank you for telling me that I was not selected.{}\n\nKind regards,\nAnn Roe\n"


@pytest.fixture(scope="module")
def linter() -> Linter:
    """Answer rejections only."""
    return Linter(scenario="rejection-reply")


def held(linter: Linter, said: str) -> tuple[dict[str, str], list[str]]:
    """Check a letter that says this after its thanks."""
    report = linter(draft("<letter>", LETTER.format(said)))
    verdicts: dict[str, str] = {verdict.criterion: verdict.verdict for verdict in report.verdicts}
    return verdicts, [finding.rule for finding in report.findings]


def test_one_lack_gives_one_finding_and_two_verdicts(linter: Linter) -> None:
    """No word on later roles, and no good wish: both are unmet, and it is said once."""
    verdicts, rules = held(linter, "")
    assert verdicts["continued-interest"] == verdicts["positive-close"] == "unmet"
    assert "missing-interest" in rules
    assert "missing-positive-close" not in rules


def test_a_good_wish_is_a_close_and_no_interest(linter: Linter) -> None:
    """All the best keeps nothing open."""
    verdicts, _ = held(linter, " I wish you all the best.")
    assert (verdicts["positive-close"], verdicts["continued-interest"]) == ("met", "unmet")


def test_what_another_rule_tells_is_told_once(linter: Linter) -> None:
    """A barb stings them and is bitter; the graver rule tells of it."""
    verdicts, rules = held(linter, " You will regret this decision.")
    assert verdicts["no-negativity"] == verdicts["composure"] == "unmet"
    assert "negative-remark" in rules
    assert "bitterness" not in rules


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (" Could you tell me where I fell short?", "unmet"),
        (" Could you tell me where I fell short? Thank you for your time.", "met"),
        (" I would be grateful for any feedback.", "met"),
        (" I hope to apply again.", "not-applicable"),
    ],
)
def test_only_thanks_behind_a_request_are_for_it(linter: Linter, said: str, verdict: str) -> None:
    """Thanks at the top are for something else."""
    verdicts, _ = held(linter, said)
    assert verdicts["thanks-again"] == verdict


def test_a_request_that_is_not_made_is_not_judged(linter: Linter) -> None:
    """No request is neither open nor closed."""
    verdicts, _ = held(linter, " I hope to apply again.")
    assert verdicts["open-feedback"] == "not-applicable"
