"""How much work ten drafts are, in calls of functions: a count that does not depend on how busy the machine is.

python -m tests.bench.speed.instructions            count, and compare with what is recorded; exit status 1 if more
python -m tests.bench.speed.instructions --record   record the counts

Counted are calls of Python functions and, from Python, of compiled ones, while a warm linter reads drafts that it has
not seen. A call of numpy or spaCy counts as one, however long it takes; for the models' share stands the number of
sentences that they read. Instructions of the processor would tell more, but callgrind takes over ten minutes for what
is done in two seconds, and the counters that perf reads are not there on every machine.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import CodeType, FrameType

from declint.describe import Describer
from declint.describe.acts import Recogniser
from declint.judge import Judge
from declint.judge.proof import Proof
from declint.linter import WARMING, Linter
from declint.model import Draft
from declint.read.text import draft
from tests.bench.speed import generated

RECORDED = Path(__file__).parent / "recorded.json"
TOLERANCE = 0.05
DRAFTS = 10
SEED, WARMING_SEED = 11, 12

PROOFS, REST, ALL, READ = "proofs", "rest", "all", "sentences read"
STAGES: Mapping[CodeType, str] = {
    Describer.pipe.__code__: "describe",
    Judge.__call__.__code__: "judge",
    Proof.fix.__code__: PROOFS,
}
"""The functions with which a stage begins; what is read again for a proof belongs to the proof."""


class Calls:
    """A profile function that counts calls by stage, and the sentences that the models read."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._within = [REST]

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        begins = STAGES.get(frame.f_code)
        if event == "call" and begins:
            self._within.append(PROOFS if self._within[-1] == PROOFS else begins)
        if event in {"call", "c_call"}:
            self.counts[self._within[-1]] += 1
            self.counts[ALL] += 1
            self.counts[READ] += event == "call" and frame.f_code is Recogniser.__call__.__code__
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
    list(linter.pipe([*drafts(WARMING_SEED), draft("warming.txt", WARMING)]))
    return linter


def count(linter: Linter, unread: Sequence[Draft]) -> dict[str, int]:
    """Count the calls that reading drafts takes."""
    calls = Calls()
    gc.collect()
    gc.disable()  # when it runs depends on all that came before
    sys.setprofile(calls)
    try:
        for _ in linter.pipe(unread):
            pass
    finally:
        sys.setprofile(None)
        gc.enable()
    return dict(sorted(calls.counts.items()))


def compared(counts: Mapping[str, int]) -> bool:
    """Print counts beside those recorded; tell whether none is more than they allow."""
    recorded = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    known = recorded.get("counts", {}) if recorded.get("python") == _python() else {}
    more = [name for name, now in counts.items() if name in known and now > known[name] * (1 + TOLERANCE)]
    for name, now in counts.items():
        change = f"{now / known[name] - 1:+.1%} of {known[name]:,} recorded" if name in known else ""
        print(f"{name:14} {now:12,}  {change}{': MORE' if name in more else ''}".rstrip())
    if not known:
        why = f"recorded with Python {recorded['python']}, which calls otherwise" if recorded else "nothing is recorded"
        print(f"not compared: {why}")
    elif counts[ALL] < known[ALL] * (1 - TOLERANCE):
        print("fewer than recorded: record them, so that the next change is held to this")
    return not more


def _python() -> str:
    return ".".join(platform.python_version_tuple()[:2])


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="keep these counts")
    given = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED", "random") == "random":
        # The order of sets decides which of several things is tried first.
        os.execve(sys.executable, sys.orig_argv, os.environ | {"PYTHONHASHSEED": "0"})
    counts = count(warm(), drafts(SEED))
    fine = compared(counts)
    if given.record:
        RECORDED.write_text(json.dumps({"python": _python(), "counts": counts}, indent=1) + "\n", encoding="utf-8")
    sys.exit(0 if fine or given.record else 1)


if __name__ == "__main__":
    main()
