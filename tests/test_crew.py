"""A crew: processes that do the same work on many things, in order."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from declint.crew import AHEAD, Crew
from declint.errors import ReadError, WorkerError
from tests.conftest import ROOT


def doubled(number: int) -> int:
    """Take longer for some than for others."""
    time.sleep(0.02 * (number % 3))
    if number == 77:
        raise ReadError("seventy-seven")
    if number == 99:
        os._exit(3)
    return 2 * number


@pytest.mark.parametrize("count", [1, 3])
def test_the_order_is_kept_and_little_is_begun_ahead(count: int) -> None:
    begun, done = 0, 0

    def things() -> Iterator[int]:
        nonlocal begun
        for number in range(30):
            begun += 1
            assert begun <= done + max(AHEAD * count, 1)
            yield number

    with Crew(doubled, count) as crew:
        for done, made in enumerate(crew.pipe(things()), 1):
            assert made == 2 * (done - 1)
    assert done == 30


def test_much_may_go_both_ways() -> None:
    things = [b"x" * 3_000_000] * 12
    with Crew(bytes, 2) as crew:
        assert list(crew.pipe(things)) == things


@pytest.mark.parametrize("count", [1, 2])
def test_a_fault_is_handed_on(count: int) -> None:
    with Crew(doubled, count) as crew, pytest.raises(ReadError, match="seventy-seven"):
        list(crew.pipe([1, 77, 2]))


@pytest.mark.parametrize("forked", [False, True])
def test_a_worker_that_dies_is_told(forked: bool) -> None:
    with Crew(doubled, 2, forked) as crew, pytest.raises(WorkerError, match="has died"):
        list(crew.pipe([1, 99, 2, 3]))


def test_they_stay_for_more_work_and_begin_anew_after_a_fault() -> None:
    with Crew(process, 2, forked=True) as crew:
        first = set(crew.pipe([1] * 8))
        assert os.getpid() not in first
        assert set(crew.pipe([1] * 8)) <= first
        with pytest.raises(ReadError):
            list(crew.pipe([77]))
        assert not crew.there
        assert set(crew.pipe([1] * 8)).isdisjoint(first)


def process(number: int) -> int:
    """Tell who does it."""
    doubled(number)
    return os.getpid()


def test_they_end_with_whoever_made_them(tmp_path: Path) -> None:
    made = (
        "import os, sys, time\nfrom declint.crew import Crew\nfrom tests.test_crew import process\n"
        "crew = Crew(process, 2, forked=True)\nprint(*set(crew.pipe([1] * 8)), flush=True)\ntime.sleep(60)\n"
    )
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    with subprocess.Popen([sys.executable, "-c", made], stdout=subprocess.PIPE, env=env) as maker:
        assert maker.stdout
        workers = list(map(int, maker.stdout.readline().split()))
        maker.kill()
    assert workers
    until = time.monotonic() + 20
    while any(map(alive, workers)):
        assert time.monotonic() < until, "they go on"
        time.sleep(0.1)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().split()[2:3] if Path("/proc").exists() else True
