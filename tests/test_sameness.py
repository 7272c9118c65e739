"""A report is the same however it came about: alone or among others, in one process or several, known or anew."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from declint.linter import Linter
from declint.memory import Memory
from declint.model import Draft, Report
from declint.read import read
from declint.store import Store
from declint.workers import CHUNK, Workers
from tests.conftest import ROOT

DRAFTS = sorted(
    path
    for pattern in ("fixtures/*/*.txt", "fixtures/*/*.eml", "fixtures/*/*.md", "fixtures/*/clean/*.txt")
    for path in ROOT.glob(pattern)
)


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    found = [draft for path in DRAFTS for draft in read(str(path), path.name)]
    assert len(found) > 200
    return found


@pytest.fixture(scope="module")
def alone(linter: Linter, drafts: Sequence[Draft]) -> list[str]:
    """The report on each fixture, read by itself, with no sentence known from another."""
    told = []
    for draft in drafts:
        linter.describe._parsed.clear()
        told.append(linter(draft).model_dump_json())
    return told


def told(reports: Sequence[Report]) -> list[str]:
    return [report.model_dump_json() for report in reports]


def test_among_others(linter: Linter, drafts: list[Draft], alone: list[str]) -> None:
    linter.describe._parsed.clear()
    assert told(list(linter.pipe(drafts))) == alone
    assert told(list(linter.pipe(reversed(drafts)))) == alone[::-1]


def test_by_several_processes(linter: Linter, drafts: list[Draft], alone: list[str]) -> None:
    many = Workers(linter, 2)
    try:
        assert len(drafts) > 4 * CHUNK
        assert told(list(many.pipe(drafts))) == alone
        # Once there, they are used for a few drafts too.
        assert told(list(many.pipe(drafts[:3]))) == alone[:3]
    finally:
        many.close()


class Silent:
    """A linter that must not be asked."""

    def pipe(self, drafts):
        for draft in drafts:
            raise AssertionError(f"{draft.name} is not known")
        yield


def test_from_memory(
    linter: Linter, drafts: list[Draft], alone: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DECLINT_NO_CACHE")
    store = Store(str(tmp_path))
    assert told(list(Memory(linter, store).pipe(drafts))) == alone
    assert told(list(Memory(linter, store, Silent()).pipe(drafts))) == alone
    # Elsewhere it is the same draft, and the report says where.
    moved = [draft.model_copy(update={"name": f"moved/{draft.name}"}) for draft in drafts]
    found = list(Memory(linter, store, Silent()).pipe(moved))
    assert [report.draft.name for report in found] == [draft.name for draft in moved]
    changed = drafts[0].model_copy(update={"source": drafts[0].source + " ", "prose": drafts[0].prose + " "})
    with pytest.raises(AssertionError, match="is not known"):
        list(Memory(linter, store, Silent()).pipe([changed]))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no daemon on this system")
def test_by_a_daemon_and_from_the_command_line(tmp_path: Path) -> None:
    env = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    env |= {"PYTHONPATH": str(ROOT / "src")}
    env.pop("DECLINT_NO_CACHE")
    command = [sys.executable, "-m", "declint", "check", "--output-format", "json", "fixtures/decline-email"]
    command += ["fixtures/reschedule"]

    def run(*more: str, **other: str) -> tuple[int, bytes, bytes]:
        done = subprocess.run([*command, *more], capture_output=True, cwd=ROOT, env=env | other, check=False)
        return done.returncode, done.stdout, done.stderr

    fresh = run("--no-cache", "--jobs", "1", DECLINT_NO_DAEMON="1")
    assert fresh[0] == 1
    assert len(fresh[1]) > 100_000
    for _ in range(2):
        assert run(DECLINT_NO_DAEMON="1") == fresh
    daemon = subprocess.Popen([sys.executable, "-m", "declint", "daemon"], env=env, cwd="/")
    try:
        place = tmp_path / "declint" / "daemon.sock"
        for _ in range(300):
            if place.exists():
                break
            daemon.poll()
            assert daemon.returncode is None
            subprocess.run(["sleep", "0.1"], check=True)
        assert run("--no-cache") == fresh
        assert run() == fresh
    finally:
        daemon.terminate()
        daemon.wait(30)
