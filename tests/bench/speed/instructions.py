"""How much work ten drafts are, in calls of functions: a count that does not depend on how busy the machine is.

python -m tests.bench.speed.instructions            count, and compare with what is recorded; exit status 1 if more
python -m tests.bench.speed.instructions --record   record the counts
python -m tests.bench.speed.instructions --machine  also count the processor's instructions, with valgrind or perf

Counted are calls of Python functions and, from Python, of compiled ones, while a warm linter reads drafts that it has
not seen. A call of numpy or spaCy counts as one, however long it takes: for their share see --machine (which takes
minutes under valgrind) and the times of tests.bench.speed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, FrameType

from declint.describe import Describer
from declint.judge import Judge
from declint.judge.proof import Proof
from declint.linter import Linter
from declint.model import Draft
from declint.read.text import draft
from tests.bench.speed import generated

RECORDED = Path(__file__).parent / "recorded.json"
TOLERANCE = 0.05
DRAFTS = 10
SEED, WARMING_SEED = 11, 12

REST = "rest"
PROOFS = "proofs"
STAGES: dict[CodeType, str] = {
    Describer.pipe.__code__: "describe",
    Judge.__call__.__code__: "judge",
    Proof.fix.__code__: PROOFS,
}
"""The functions at which a stage begins; a draft that is read again for a proof belongs to the proof."""

UNSEEDED = "random"
HASHES = "PYTHONHASHSEED"
ONCE = "--once"
COUNTERS = {
    "valgrind": (("--tool=callgrind", "--callgrind-out-file=/dev/null"), re.compile(r"Collected : (\d+)")),
    "perf": (("stat", "-x,", "-e", "instructions:u"), re.compile(r"^(\d+),.*instructions:u", re.MULTILINE)),
}
"""What counts instructions: its arguments before the command, and where its output says how many."""


class Calls:
    """A profile function that counts calls by stage."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._within = [REST]

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        begins = STAGES.get(frame.f_code)
        if event == "call" and begins:
            self._within.append(PROOFS if self._within[-1] == PROOFS else begins)
        if event in {"call", "c_call"}:
            self.counts[self._within[-1]] += 1
        elif event == "return" and begins:
            self._within.pop()


def drafts(seed: int) -> list[Draft]:
    """Make ten drafts."""
    made = generated.distinct(DRAFTS, seed)
    return [draft(f"{number}.txt", one.text) for number, one in enumerate(made)]


def warm() -> Linter:
    """Give a linter that has loaded all it needs."""
    linter = Linter()
    for scenario in linter.book.scenarios:
        linter.judge(scenario)
    list(linter.pipe(drafts(WARMING_SEED)))
    return linter


def count(linter: Linter, read: Sequence[Draft]) -> dict[str, int]:
    """Count the calls that reading drafts takes."""
    calls = Calls()
    gc.collect()
    gc.disable()  # when it runs depends on all that came before
    sys.setprofile(calls)
    try:
        for _ in linter.pipe(read):
            pass
    finally:
        sys.setprofile(None)
        gc.enable()
    return dict(sorted(calls.counts.items())) | {"all": calls.counts.total()}


def compared(counts: dict[str, int]) -> bool:
    """Print counts beside those recorded; tell whether none is more than they allow."""
    recorded = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    known = recorded.get("counts", {}) if recorded.get("python") == _python() else {}
    fine = True
    for stage, now in counts.items():
        was = known.get(stage)
        change = f"{now / was - 1:+7.1%} of {was:,} recorded" if was else ""
        more = was is not None and now > was * (1 + TOLERANCE)
        fine &= not more
        print(f"{stage:10} {now:12,} calls  {change}{': MORE' if more else ''}".rstrip())
    if not recorded:
        print("not compared: nothing is recorded")
    elif not known:
        print(f"not compared: recorded with Python {recorded['python']}, which calls differently than {_python()}")
    elif counts["all"] < known["all"] * (1 - TOLERANCE):
        print("fewer than recorded: record them, so that the next change is held to this")
    return fine


def instructions(program: str, count: int) -> int | None:
    """Count the instructions of a process that warms a linter and reads so many drafts; None if that can't be."""
    before, pattern = COUNTERS[program]
    command = [program, *before, sys.executable, "-m", "tests.bench.speed.instructions", ONCE, str(count)]
    # valgrind does not know the newest kernels of OpenBLAS.
    env = {"OPENBLAS_CORETYPE": "Haswell"} | os.environ
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    found = pattern.search(done.stderr)
    return int(found[1]) if found else None


def machine() -> str:
    """Say how many instructions ten drafts take, by the first program that can tell."""
    for program in filter(shutil.which, COUNTERS):
        without, reading = (instructions(program, count) for count in (0, DRAFTS))
        if without and reading:
            return f"{reading - without:,} instructions, by {program}; {without:,} to load and to warm"
    return "instructions not counted: neither valgrind nor perf can here"


def _python() -> str:
    return ".".join(platform.python_version_tuple()[:2])


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="keep these counts")
    parser.add_argument("--machine", action="store_true", help="count instructions too")
    parser.add_argument(ONCE, type=int, metavar="N", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if os.environ.get(HASHES, UNSEEDED) == UNSEEDED:
        # The order of sets decides which of several is tried first.
        os.execve(sys.executable, [*sys.orig_argv[:1], *sys.orig_argv[1:]], os.environ | {HASHES: "0"})
    if given.once is not None:
        list(warm().pipe(drafts(SEED)[: given.once]))
        return
    counts = count(warm(), drafts(SEED))
    fine = compared(counts)
    if given.record:
        RECORDED.write_text(json.dumps({"python": _python(), "counts": counts}, indent=1) + "\n", encoding="utf-8")
    if given.machine:
        print(machine())
    sys.exit(0 if fine or given.record else 1)


if __name__ == "__main__":
    main()
