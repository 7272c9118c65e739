"""How well declint reads: precision, recall and F1 of each act, on labelled sentences.

python -m tests.bench.reading                  our own sentences, the open part
python -m tests.bench.reading --set set-aside  the part that no pattern is tuned on
python -m tests.bench.reading --corpus FILE    any file of the same form
python -m tests.bench.reading --show decline   the sentences that were misread, for one act
python -m tests.bench.reading --set set-aside --record
                                               keep the figures below which a change must not fall
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from declint.linter import Linter
from declint.read.text import draft

CORPUS = Path(__file__).parents[1] / "corpus"
RECORDED = Path(__file__).parent / "recorded.json"
"""F1 of each act on the set-aside part, as it was when it was last recorded."""

ACTS = {
    "gratitude": "gratitude",
    "decline": "decline",
    "hedge_decision": "hedged-decision",
    "reason": "reason",
    "negativity": "negative-remark",
    "positive_close": "positive-close",
    "regret_apology": "regret",
    "feedback_request": "feedback-request",
    "reschedule_request": "reschedule-request",
    "proposes_alternative": "proposed-time",
    "acknowledge_rejection": "rejection-acknowledged",
    "acceptance": "acceptance",
}
"""The labels of the corpus, and the acts that they name."""

Row = Mapping[str, Any]


def load(path: Path) -> list[Row]:
    """Read labelled sentences, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read(rows: Iterable[Row], linter: Linter | None = None) -> Iterable[tuple[Row, dict[str, list[str]]]]:
    """Give each row with the acts that declint sees in it, and the words it sees them in."""
    rows = list(rows)
    linter = linter or Linter()
    for row, message in zip(rows, linter.describe.pipe(draft(row["id"], row["text"]) for row in rows), strict=True):
        seen = defaultdict(list)
        for sentence in message.sentences:
            for tokens in sentence.acts:
                seen[tokens.label_].append(tokens.text)
        yield row, seen


def count(read_rows: Iterable[tuple[Row, Mapping[str, list[str]]]], show: str | None = None) -> dict[str, Counter[str]]:
    """Count hits, false alarms and misses of each label; print those of the act to show."""
    cells: dict[str, Counter[str]] = {label: Counter() for label in ACTS}
    for row, seen in read_rows:
        for label, act in ACTS.items():
            if label in row.get("either", ()):
                continue
            gold, said = label in row["labels"], act in seen
            cell = "tp" if gold and said else "fp" if said else "fn" if gold else "tn"
            cells[label][cell] += 1
            if show in {act, label} and cell in {"fp", "fn"}:
                print(cell, row["id"], row["text"], seen[act] if said else "")
    return cells


def scores(cell: Counter[str]) -> tuple[float, float, float]:
    """Give precision, recall and F1."""
    precision = cell["tp"] / (cell["tp"] + cell["fp"]) if cell["tp"] + cell["fp"] else 0.0
    recall = cell["tp"] / (cell["tp"] + cell["fn"]) if cell["tp"] + cell["fn"] else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def table(cells: Mapping[str, Counter[str]]) -> str:
    """Lay the figures out, a line for each act and one for all."""
    lines = []
    for label, cell in cells.items():
        p, r, f = scores(cell)
        lines.append(f"{ACTS[label]:24} P {p:.2f}  R {r:.2f}  F1 {f:.2f}  (n {cell['tp'] + cell['fn']})")
    p, r, f = scores(sum(cells.values(), Counter()))
    return "\n".join([*lines, f"{'all, micro':24} P {p:.3f} R {r:.3f} F1 {f:.3f}"])


def figures(cells: Mapping[str, Counter[str]]) -> dict[str, float]:
    """Give the F1 of each act, rounded to what a reader sees."""
    return {ACTS[label]: round(scores(cell)[2], 3) for label, cell in cells.items()}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=["open", "set-aside"], default="open")
    parser.add_argument("--corpus", type=Path, help="a file of labelled sentences")
    parser.add_argument("--show", metavar="ACT", help="print the sentences that were misread")
    parser.add_argument("--record", action="store_true", help="keep these figures as those to hold")
    given = parser.parse_args()
    cells = count(read(load(given.corpus or CORPUS / f"{given.set}.jsonl")), given.show)
    print(table(cells))
    if given.record:
        RECORDED.write_text(json.dumps(figures(cells), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
