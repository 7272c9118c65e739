"""How well declint judges whole drafts: the criteria it calls unmet against those that their authors left unmet.

python -m tests.bench.drafts                  our fixtures, each with its scenario named
python -m tests.bench.drafts --set aside      drafts that no rule is tuned on
python -m tests.bench.drafts --set ordinary   drafts in everyday words, a few of which rules were mended by
python -m tests.bench.drafts --set odd        drafts in words that nobody thinks of, likewise
python -m tests.bench.drafts --folder FOLDER  any folder of drafts with its labels.jsonl
python -m tests.bench.drafts --reader patterns
                                              without the second reader
python -m tests.bench.drafts --show CRITERION the drafts that were judged otherwise ("all" for every criterion)
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from declint.linter import Linter
from declint.model import Report, Severity
from declint.read import read
from tests.bench.detection import NONE, scenario_id

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"
FOLDERS = {"fixtures": ROOT / "fixtures"} | {name: CORPUS / name for name in ("aside", "ordinary", "odd")}

Row = Mapping[str, Any]


@dataclass
class Tally:
    """Hits, false alarms and misses of each criterion, and the good drafts that were faulted."""

    cells: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    good: int = 0
    faulted: dict[str, list[str]] = field(default_factory=dict)

    def scores(self, criterion: str | None = None) -> tuple[float, float, float]:
        """Give precision, recall and F1 of a criterion, or of all together."""
        cell = self.cells[criterion] if criterion else sum(self.cells.values(), Counter())
        precision = cell["tp"] / max(1, cell["tp"] + cell["fp"])
        recall = cell["tp"] / max(1, cell["tp"] + cell["fn"])
        return precision, recall, 2 * precision * recall / max(0.001, precision + recall)


def judged(folder: Path, linter: Linter) -> Iterator[tuple[Row, Report]]:
    """Give each labelled draft of a folder with the report on it, its scenario named."""
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if (scenario := scenario_id(row["scenario"])) != NONE:
            (draft,) = read(str(folder / row["file"]), row["file"])
            yield row, linter(draft.model_copy(update={"scenario": scenario}))


def tally(rows: Iterable[tuple[Row, Report]], show: str | None = None) -> Tally:
    """Count; print the drafts that were judged otherwise on the criterion to show."""
    whole = Tally()
    for row, report in rows:
        for verdict in report.verdicts:
            criterion = verdict.criterion
            if criterion in row.get("either", ()) or verdict.verdict == "not-applicable":
                continue
            bad, said = criterion in row["defects"], verdict.verdict == "unmet"
            cell = "tp" if bad and said else "fp" if said else "fn" if bad else "tn"
            whole.cells[criterion][cell] += 1
            if cell in {"fp", "fn"} and show in {criterion, "all"}:
                print(cell, criterion, row["file"], row.get("note", ""))
        if row["overall"] == "good":
            whole.good += 1
            grave = [f.rule for f in report.findings if f.severity is not Severity.note]
            if grave:
                whole.faulted[row["file"]] = grave
    return whole


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=sorted(FOLDERS), default="fixtures")
    parser.add_argument("--show", metavar="CRITERION")
    parser.add_argument("--folder", type=Path, help="a folder of drafts with its labels.jsonl")
    parser.add_argument("--reader", choices=["both", "patterns"], default="both")
    given = parser.parse_args()
    linter = Linter(second_reader=given.reader == "both")
    whole = tally(judged(given.folder or FOLDERS[given.set], linter), given.show)
    for criterion, cell in whole.cells.items():
        if cell["tp"] + cell["fp"] + cell["fn"]:
            p, r, f = whole.scores(criterion)
            counts = f"of {cell['tp'] + cell['fn']:2} defects, {cell['fp']} false alarms"
            print(f"{criterion:20} P {p:.2f} R {r:.2f} F1 {f:.2f}  {counts}")
    p, r, f = whole.scores()
    for name, rules in whole.faulted.items():
        print(f"good, and faulted: {name}: {', '.join(rules)}")
    print(f"good drafts faulted {len(whole.faulted)} of {whole.good}")
    print(f"all criteria         P {p:.3f} R {r:.3f} F1 {f:.3f}")


if __name__ == "__main__":
    main()
