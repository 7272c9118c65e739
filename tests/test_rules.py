"""Every act and every rule proves itself by its own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from declint import home, rulebook
from declint.prove import Prover
from declint.report.explain import index_page
from declint.rulebook import Rulebook

BOOK = rulebook.load()
FIXED_ACTS = {
    "gratitude", "decline", "hedged-decision", "reason", "negative-remark", "positive-close", "regret",
    "feedback-request", "reschedule-request", "proposed-time", "rejection-acknowledged", "acceptance", "greeting",
    "sign-off",
}  # fmt: skip


@pytest.mark.parametrize("name", BOOK.acts)
def test_act(name: str, prover: Prover) -> None:
    assert list(prover.act(BOOK.acts[name])) == []


@pytest.mark.parametrize("name", BOOK.acts)
def test_act_has_examples_enough(name: str) -> None:
    examples = BOOK.acts[name].examples
    assert len(set(examples.is_)) >= 20
    assert len(set(examples.is_not)) >= 20


@pytest.mark.parametrize("name", BOOK.rules)
def test_rule(name: str, prover: Prover) -> None:
    assert list(prover.rule(BOOK.rules[name])) == []


def test_fixed_acts_are_all_there() -> None:
    assert set(BOOK.acts) >= FIXED_ACTS


def test_index_is_as_generated(book: Rulebook) -> None:
    assert (home.rules() / "README.md").read_text(encoding="utf-8") == index_page(book) + "\n"


def test_a_wrong_example_is_told(prover: Prover, book: Rulebook) -> None:
    rule = book.rules["late-thanks"]
    wrong = rule.model_copy(update={"good": (*rule.good, rule.bad[0].plain)})
    (fault,) = prover.rule(wrong)
    assert "flagged ['Thank you'] in the good example" in fault
    unmarked = rule.bad[0].model_copy(update={"text": rule.bad[0].text.replace("«Thank you»", "Thank «you»")})
    (fault,) = prover.rule(rule.model_copy(update={"bad": (unmarked,)}))
    assert "marked ['you'], found ['Thank you']" in fault
    (fault,) = prover.rule(rule.model_copy(update={"bad": (rule.bad[0].model_copy(update={"becomes": "No."}),)}))
    assert "becomes" in fault


def test_no_file_lies_astray() -> None:
    folder = home.rules()
    stray = [p for p in folder.rglob("*") if p.is_file() and p.suffix != ".yaml" and p.parent != folder]
    assert stray == []
    assert {p.name for p in folder.iterdir() if p.is_file()} == {"guide.md", "README.md"}
    assert all(isinstance(p, Path) and len(p.relative_to(folder).parts) == 2 for p in folder.rglob("*.yaml"))
