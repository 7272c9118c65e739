"""A crew: processes that do the same work on many things, in order."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from declint.edges.crew import AHEAD, Crew
from declint.errors import DeclintError, ReadError


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

    for done, made in enumerate(Crew(doubled, count).pipe(things()), 1):
        assert made == 2 * (done - 1)
    assert done == 30


def test_much_may_go_both_ways() -> None:
    things = [b"x" * 3_000_000] * 12
    assert list(Crew(bytes, 2).pipe(things)) == things


@pytest.mark.parametrize("count", [1, 2])
def test_a_fault_is_handed_on(count: int) -> None:
    with pytest.raises(ReadError, match="seventy-seven"):
        list(Crew(doubled, count).pipe([1, 77, 2]))


def test_a_worker_that_dies_is_told() -> None:
    with pytest.raises(DeclintError, match="a worker has died"):
        list(Crew(doubled, 2).pipe([1, 99, 2, 3]))
