"""The benchmark of speed measures what it says: drafts of the sizes told, the same each time; and it runs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from declint.linter import Linter
from declint.read.text import draft
from tests.bench.speed import generated
from tests.bench.speed.generated import Census, Draft
from tests.conftest import ROOT


@pytest.mark.parametrize("make", [generated.distinct, generated.library])
def test_the_same_seed_makes_the_same_drafts(make: Callable[..., list[Draft]]) -> None:
    assert make(40) == make(40)
    assert make(40) == make(80)[:40]
    assert make(40) != make(40, seed=1)


def test_distinct_drafts_have_most_sentences_for_themselves() -> None:
    told = Census.of(generated.distinct(500))
    assert told.different == 500
    assert told.words == pytest.approx(146, rel=0.05)
    assert told.sentences == pytest.approx(5_900, rel=0.05)
    assert told.distinct > told.sentences / 2
    assert told.faulty == pytest.approx(500 / 3, rel=0.2)


def test_drafts_of_a_library_share_their_sentences() -> None:
    told = Census.of(generated.library(10_000))
    assert told.different > 9_900
    assert told.distinct == pytest.approx(400, rel=0.2)
    assert told.faulty == pytest.approx(10_000 / 3, rel=0.1)


def test_declint_takes_the_drafts_for_what_they_are(linter: Linter) -> None:
    made = [draft("draft", one.text) for one in (*generated.distinct(50), *generated.library(50))]
    judged = sum(report.occasion.scenario is not None for report in linter.pipe(made))
    assert judged >= 95


def test_the_benchmark_runs() -> None:
    command = [sys.executable, "-m", "tests.bench.speed", "--quick", "--only", "start", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert [line["name"] for line in json.loads(done.stdout)][:2] == ["python -c pass", "declint --version"]
