"""What a million messages cost, and how that grows: rows a second of `declint batch`, and hours of a processor.

python -m tests.bench.scale                              250, 1,000 and 4,000 messages, with one process and with two
python -m tests.bench.scale --sizes 1000 --jobs 1 4   other sizes, other processes
python -m tests.bench.scale --kinds distinct             only messages that have few sentences in common
python -m tests.bench.scale --spark                      Spark on this machine too, if it and Java are there

The messages are those of tests.bench.speed: `library` ones share a few hundred sentences, as where many send
templates; `distinct` ones have most of their sentences for themselves.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.speed import generated

KINDS = {"library": generated.library, "distinct": generated.distinct}


@dataclass(frozen=True)
class Cost:
    """What a run has cost: seconds by the clock, and, where that can be told, of all processors, and bytes at most."""

    clock: float
    processor: float | None = None
    memory: int | None = None


def put(path: Path, count: int, kind: str) -> Path:
    """Write so many messages."""
    with path.open("w", encoding="utf-8") as file:
        for number, draft in enumerate(KINDS[kind](count)):
            file.write(json.dumps({"id": number, "text": draft.text}) + "\n")
    return path


def measured(command: Sequence[str]) -> Cost:
    """Run a command in a process that does nothing else, so that what it and its workers cost can be told."""
    code = (
        "import json, resource, subprocess, sys, time; begun = time.monotonic(); "
        "subprocess.run(sys.argv[1:], check=True, stdout=sys.stderr, stderr=subprocess.DEVNULL); "
        "cost = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(json.dumps([time.monotonic() - begun, cost.ru_utime + cost.ru_stime, cost.ru_maxrss * 1024]))"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def batch(source: Path, jobs: int) -> Cost:
    """Tell what `declint batch` costs."""
    out = source.with_suffix(f".{jobs}.out.jsonl")
    options = ("--isolated", "--jobs", str(jobs), "--restart")
    return measured([sys.executable, "-m", "declint", "batch", str(source), "-o", str(out), *options])


def spark(source: Path) -> Cost:
    """Tell how long Spark takes on two processors of this machine, from its start; its workers cannot be counted."""
    code = (
        "import sys; from pyspark.sql import SparkSession; from declint.edges.batch import spark\n"
        "told = {'spark.ui.enabled': 'false', 'spark.driver.host': '127.0.0.1', "
        "'spark.driver.bindAddress': '127.0.0.1'}\n"
        "session = SparkSession.builder.master('local[2]').config(map=told).getOrCreate()\n"
        "frame = session.read.json(sys.argv[1]).repartition(2)\n"
        "spark.judged(frame).write.mode('overwrite').parquet(sys.argv[1] + '.spark')\n"
        "session.stop()\n"
    )
    return Cost(measured([sys.executable, "-c", code, str(source)]).clock)


HEADINGS = ("messages", "", "by", "rows/s", "s per 1,000", "CPU h per million", "MB, largest process")


def row(count: int, kind: str, how: str, cost: Cost) -> str:
    """Give a line of the table."""
    figures = (
        f"{count / cost.clock:.0f}",
        f"{1000 * cost.clock / count:.1f}",
        f"{cost.processor / count * 1e6 / 3600:.1f}" if cost.processor else "",
        f"{cost.memory / 1e6:.0f}" if cost.memory else "",
    )
    return f"| {count:,} | {kind} | {how} | {' | '.join(figures)} |"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[250, 1_000, 4_000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--spark", action="store_true")
    asked = parser.parse_args()
    print(f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}")
    with tempfile.TemporaryDirectory() as folder:
        for kind in asked.kinds:
            for count in asked.sizes:
                source = put(Path(folder) / f"{kind}-{count}.jsonl", count, kind)
                for jobs in asked.jobs:
                    print(row(count, kind, f"{jobs} process{'es' * (jobs > 1)}", batch(source, jobs)), flush=True)
                if asked.spark:
                    print(row(count, kind, "Spark, local[2]", spark(source)), flush=True)


if __name__ == "__main__":
    main()
