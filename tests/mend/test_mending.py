"""The bench of mending, held to what it measured, on drafts with up to four faults each."""

from __future__ import annotations

from pathlib import Path

import pytest

from declint.linter import Linter
from tests.bench.mending import SETS, Outcome, drafts, mended

EVERY = 5
"""One draft in so many: `python -m tests.bench.mending --set faulty` takes them all."""


@pytest.fixture(scope="module")
def outcome(linter: Linter) -> Outcome:
    whole = Outcome()
    for number, (one, bad) in enumerate(drafts(SETS["faulty"])):
        if number % EVERY == 0:
            whole += mended(one, bad, linter)[0]
    return whole


def test_every_fix_does_what_it_promises(outcome: Outcome) -> None:
    assert outcome.offered > 3 * outcome.drafts
    assert outcome.broken == []


def test_mending_once_is_mending_for_all(outcome: Outcome) -> None:
    assert outcome.unsettled == []
    assert max(outcome.passes) <= 2


def test_little_is_left(outcome: Outcome) -> None:
    assert len(outcome.errors_left) <= 0.15 * outcome.bad
    assert len(outcome.warnings_left) - outcome.to_fill_in <= 0.1 * outcome.bad


def test_there_are_drafts_to_measure_on() -> None:
    assert sum(1 for _ in drafts(SETS["faulty"])) == 100
    assert isinstance(SETS["shared"], Path)
