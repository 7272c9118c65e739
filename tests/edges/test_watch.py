"""Watching: what is written is looked at again, until ^C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from declint.edges.watch import changes
from tests.conftest import ROOT

BAD = "Dear Ms. Lee,\n\nI might have to decline.\n\nCheers,\nAnn Roe\n"


def test_changes_are_told_once(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    steps: Iterator[None] = iter_of(lambda: two.write_text("2"), lambda: one.write_text("11"), one.unlink)

    def paths() -> list[str]:
        next(steps, None)
        return [str(path) for path in sorted(tmp_path.iterdir())] + [str(tmp_path / "gone")]

    told = changes(paths, every=0)
    assert [next(told) for _ in range(2)] == [[str(two)], [str(one)]]


def iter_of(*actions) -> Iterator[None]:
    yield
    for action in actions:
        action()
        yield


def test_a_folder_is_watched(tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(BAD)
    command = [sys.executable, "-u", "-m", "declint", "check", "--watch", "--quiet", str(tmp_path)]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    out = tmp_path / "out.log"
    with out.open("wb") as stream:
        watching = subprocess.Popen(command, env=env, stdout=stream, stderr=subprocess.PIPE)
        until(lambda: out.read_text().count("first.txt") == 1)
        # The report has ended only when the sum is told.
        until(lambda: "error" in out.read_text())
        time.sleep(1)
        (tmp_path / "second.txt").write_text(BAD)
        until(lambda: "second.txt" in out.read_text())
        time.sleep(1)
        (tmp_path / "first.txt").unlink()
        (tmp_path / "second.txt").unlink()
        time.sleep(1)
        (tmp_path / "second.txt").write_text(BAD.replace("might", "may"))
        until(lambda: out.read_text().count("second.txt") == 2)
        watching.send_signal(signal.SIGINT)
        _, told = watching.communicate(timeout=20)
    assert watching.returncode == 130
    assert told == b"declint: watching; ^C ends it\n"
    assert out.read_text().count("first.txt") == 1


def until(done) -> None:
    end = time.monotonic() + 40
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def test_standard_input_does_not_change(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "declint", "check", "--watch", "-"]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=env, input=BAD.encode(), capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert b"--watch looks at files" in done.stderr
