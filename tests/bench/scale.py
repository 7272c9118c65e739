"""What a million messages cost, and how that grows: rows a second of `declint batch`, and hours of a processor.

python -m tests.bench.scale                              250, 1,000 and 4,000 messages, with one worker and with two
python -m tests.bench.scale --sizes 1000 --workers 1 4   other sizes, other workers
python -m tests.bench.scale --kinds distinct             only messages that have few sentences in common
python -m tests.bench.scale --spark                      Spark on this machine too, if it and Java are there

`repeated` are the same few sentences over and over, as where many send a template; only the greeting and the name
below differ. `distinct` have a sentence in common only by chance: names, roles, days and turns of phrase vary.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FIRST = "Ada Bea Carl Dina Emil Faye Gus Hana Ivo Jana Karl Lena Max Nora Otto Pia Rosa Sven Tess Ugo Vera Walt"
LAST = "Abbott Brandt Castro Dunne Eriksen Fuchs Grant Hale Ito Jensen Khan Lopez Moss Novak Okafor Petit Reyes"
ROLES = "analyst nurse welder teacher driver cook designer clerk buyer planner editor surveyor tester baker"
FIELDS = "data claims export harbour payroll garden radio museum traffic textile ferry orchard archive brewery"
FIRMS = "Northwind Halcyon Bluepeak Marrow Tallis Orrery Quillon Verdant Kestrel Lumen Sable Thorne"
DAYS = "Monday Tuesday Wednesday Thursday Friday"

THANKS = (
    "Thank you for inviting me to interview for the {role} position at {firm} on {day}{extra}.",
    "I really appreciate the invitation to speak with you about the {role} role{extra}.",
    "Many thanks for considering me for the {role} opening at {firm}{extra}.",
)
DECISIONS = (
    "After some thought, I have decided to decline the interview, as I have accepted an offer at {other}{extra}.",
    "I am afraid I have to withdraw my application, because I will be staying with {other}{extra}.",
    "I will have to pass on the interview, since the commute from {town} would not work for me{extra}.",
    "Your process is a joke, so I'm declining the {role} interview{extra}.",
)
CLOSES = (
    "I wish you and the team at {firm} every success with the search{extra}.",
    "I hope that our paths cross again, perhaps at {other}{extra}.",
    "Please let me know if you need anything else from me before {day}{extra}.",
)
EXTRAS = ("", ", which I heard of from {name}", ", after {number} weeks of waiting", ", as {name} may have told you")


@dataclass(frozen=True)
class Cost:
    """What a run has cost: seconds by the clock, and, where that can be told, of all processors, and bytes at most."""

    clock: float
    processor: float | None = None
    memory: int | None = None


def generated(count: int, distinct: bool, seed: int = 7) -> Iterator[str]:
    """Give messages: the same ones each time."""
    chance = random.Random(seed)
    fixed = [[_filled(form, random.Random(0)) for form in forms] for forms in (THANKS, DECISIONS, CLOSES)]
    for _ in range(count):
        forms = (THANKS, DECISIONS, CLOSES)
        said = [
            _filled(chance.choice(some), chance) if distinct else chance.choice(fixed[at])
            for at, some in enumerate(forms)
        ]
        yield f"Dear Ms. {_one(LAST, chance)},\n\n" + "\n\n".join(said) + f"\n\nKind regards,\n{_name(chance)}\n"


def _filled(form: str, chance: random.Random) -> str:
    values = {
        "role": f"{_one(FIELDS, chance)} {_one(ROLES, chance)}",
        "firm": _one(FIRMS, chance),
        "other": f"{_one(FIRMS, chance)} {_one(LAST, chance)}",
        "day": f"{_one(DAYS, chance)} the {chance.randint(4, 20)}th",
        "town": f"{_one(LAST, chance)}ville",
        "name": _name(chance),
        "number": str(chance.randint(2, 30)),
    }
    return form.format(**values, extra=chance.choice(EXTRAS).format(**values))


def _one(words: str, chance: random.Random) -> str:
    return chance.choice(words.split())


def _name(chance: random.Random) -> str:
    return f"{_one(FIRST, chance)} {_one(LAST, chance)}"


def put(path: Path, count: int, distinct: bool) -> Path:
    """Write so many messages."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(generated(count, distinct)):
            file.write(json.dumps({"id": number, "text": text}) + "\n")
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


def batch(source: Path, workers: int) -> Cost:
    """Tell what `declint batch` costs."""
    out = source.with_suffix(f".{workers}.out.jsonl")
    options = ("--isolated", "--workers", str(workers), "--restart")
    return measured([sys.executable, "-m", "declint", "batch", str(source), "-o", str(out), *options])


def spark(source: Path) -> Cost:
    """Tell how long Spark takes on two processors of this machine, from its start; its workers cannot be counted."""
    code = (
        "import sys; from pyspark.sql import SparkSession; from declint.edges import spark\n"
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
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--kinds", nargs="+", choices=("repeated", "distinct"), default=["repeated", "distinct"])
    parser.add_argument("--spark", action="store_true")
    asked = parser.parse_args()
    print(f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}")
    with tempfile.TemporaryDirectory() as folder:
        for kind in asked.kinds:
            for count in asked.sizes:
                source = put(Path(folder) / f"{kind}-{count}.jsonl", count, kind == "distinct")
                for workers in asked.workers:
                    print(
                        row(count, kind, f"{workers} worker{'s' * (workers > 1)}", batch(source, workers)), flush=True
                    )
                if asked.spark:
                    print(row(count, kind, "Spark, local[2]", spark(source)), flush=True)


if __name__ == "__main__":
    main()
