"""Every criterion has a rule, every rule a criterion, and the criteria are those of the guide."""

from __future__ import annotations

from declint.rulebook import Rulebook

DECLINE_EMAIL = {
    "salutation", "right-address", "gratitude", "gratitude-first", "effort-acknowledged", "clear-decision",
    "gentle-decision", "early-decision", "position-named", "brief-reason", "private-reason", "no-negativity",
    "positive-close", "formal-sign-off", "name", "nothing-unfilled", "professional-tone", "one-message",
}  # fmt: skip


def test_every_criterion_has_a_rule(book: Rulebook) -> None:
    assert {rule.guide for rule in book.rules.values()} <= set(book.guide)


def test_decline_email_is_held_to_all_its_criteria(book: Rulebook) -> None:
    assert {rule.guide for rule in book.rules_for("decline-email")} >= DECLINE_EMAIL


def test_every_scenario_has_rules(book: Rulebook) -> None:
    assert all(book.rules_for(scenario) for scenario in book.scenarios)
