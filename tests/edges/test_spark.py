"""Spark, on this machine: a frame of outcomes for a frame of messages, the same as `declint batch` gives."""

from __future__ import annotations

import shutil
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from declint.edges.batch import arrow, columns
from declint.edges.batch.drafts import Wishes
from declint.edges.batch.outcome import Judging
from declint.edges.batch.rows import TABLE, Given
from declint.errors import ConfigError
from declint.linter import Linter
from tests.edges.messages import FINE, ORDINARY, RUDE

GIVEN: list[dict[str, Any]] = [
    {"no": 1, "letter": FINE, "scenario": None},
    {"no": 2, "letter": RUDE, "scenario": "decline-offer"},
    {"no": 3, "letter": ORDINARY, "scenario": None},
    {"no": 4, "letter": "", "scenario": None},
    {"no": 5, "letter": None, "scenario": None},
    {"no": 6, "letter": FINE, "scenario": "decline-emial"},
]


@pytest.fixture(scope="module")
def expected(linter: Linter) -> list[dict[str, Any]]:
    judging = Judging(linter, Wishes(text="letter", id="no"))
    outcomes = [one.model_dump(mode="json") for one in judging(Given("", TABLE, row) for row in GIVEN)]
    errors = [one["error"] for one in outcomes]
    assert errors[:3] == [None, None, None]
    assert errors[3:5] == ["nothing to check: the draft is empty", "'letter' is not a string"]
    assert outcomes[1]["scenario"] == "decline-offer"
    assert outcomes[1]["findings"]
    return outcomes


def test_batches_of_records(expected: list[dict[str, Any]]) -> None:
    """What Spark, Dask and others hand over."""
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    batches = [pyarrow.RecordBatch.from_pylist(some) for some in (GIVEN[:2], GIVEN[:0], GIVEN[2:])]
    found = list(arrow.judged(batches, "letter", "no"))
    assert [row for batch in found for row in batch.to_pylist()] == expected
    assert all(batch.schema == columns.schema() for batch in found)
    (free,) = arrow.judged(batches[:1], "letter", "no", content_free=True)
    assert "insulting" not in str(free.to_pylist())


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Give Spark on this machine, with two workers."""
    if not shutil.which("java"):
        pytest.skip("Java is not installed")
    for needed in ("pyarrow", "pandas"):
        pytest.importorskip(needed, reason=f"{needed} is not installed")
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: pip install 'declint[spark]'")
    told = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.default.parallelism": "2",
    }
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")
        # Else its workers are of the first Python on the path, which may know nothing of us.
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        one = sql.SparkSession.builder.master("local[2]").config(map=told).getOrCreate()
        yield one
        one.stop()


@pytest.mark.filterwarnings("ignore")
def test_a_frame(session: Any, expected: list[dict[str, Any]]) -> None:
    from declint.edges.batch import spark

    frame = session.createDataFrame(GIVEN, "no bigint, letter string, scenario string").repartition(2)
    judged = spark.judged(frame, text="letter", id="no")
    assert judged.columns == columns.schema().names
    found = [row.asDict(recursive=True) for row in judged.collect()]
    assert sorted(found, key=lambda row: row["id"]) == expected
    named = spark.judged(frame.drop("scenario"), text="letter", id="no", scenario="decline-email", content_free=True)
    assert {row["scenario"] for row in named.collect() if not row["error"]} == {"decline-email"}


@pytest.mark.filterwarnings("ignore")
def test_what_there_is_not_is_told_at_once(session: Any) -> None:
    from declint.edges.batch import spark

    frame = session.createDataFrame(GIVEN, "no bigint, letter string, scenario string")
    with pytest.raises(ConfigError, match="no column 'text'; it has no, letter, scenario"):
        spark.judged(frame, id="no")
    with pytest.raises(ConfigError, match="did you mean 'decline-email'"):
        spark.judged(frame, text="letter", id="no", scenario="decline-emial")
