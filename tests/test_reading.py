"""The reading does not get worse unnoticed: no act falls below its figure on the sentences set aside."""

from __future__ import annotations

import json

import pytest

from declint.linter import Linter
from tests.bench.reading import ACTS, CORPUS, RECORDED, confusions, count, figures, load, read

ALLOWED = 0.02
RECORD: dict[str, float] = json.loads(RECORDED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def now(linter: Linter) -> dict[str, float]:
    return figures(count(read(load(CORPUS / "set-aside.jsonl"), linter)))


def test_every_act_has_a_figure() -> None:
    assert set(RECORD) == set(ACTS.values())


@pytest.mark.parametrize("act", sorted(RECORD))
def test_no_act_is_read_worse(act: str, now: dict[str, float]) -> None:
    assert now[act] >= RECORD[act] - ALLOWED


def test_confusions_pair_what_is_done_with_what_is_said() -> None:
    rows = [
        ({"labels": ["decline", "reason"], "either": []}, {"decline": ["no"], "hedged-decision": ["maybe"]}),
        ({"labels": ["other"], "either": ["gratitude"]}, {"gratitude": ["thanks"], "greeting": ["hello"]}),
        ({"labels": ["regret_apology"]}, {}),
    ]
    assert confusions(rows) == {("reason", "hedged-decision"): 1, ("regret", "nothing"): 1}
