"""How well declint reads: precision, recall and F1 of each act, on labelled sentences.

python -m tests.bench.reading                       the sentences that neither reader is tuned on
python -m tests.bench.reading --set open            those that the patterns are tuned on
python -m tests.bench.reading --set shared          those beside the checkout, where they are
python -m tests.bench.reading --corpus FILE         any file of the same form
python -m tests.bench.reading --reader patterns     one reader alone: patterns, or second
python -m tests.bench.reading --show decline        the sentences that were misread, for one act
python -m tests.bench.reading --confusions          what was said instead of what is done
python -m tests.bench.reading --worst 10            the misreadings that declint was surest of
python -m tests.bench.reading --record              keep the figures below which a change must not fall

What the criteria make of it, `python -m tests.bench.drafts` tells.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from declint.describe.acts import BELIEVED
from declint.describe.second_reader.reader import SecondReader
from declint.linter import Linter
from declint.read.text import draft

CORPUS = Path(__file__).parents[1] / "corpus"
SHARED = Path(__file__).parents[3] / "shared" / "corpus" / "sentences.jsonl"
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


def by_second_reader(rows: Iterable[Row], linter: Linter | None = None) -> Iterator[tuple[Row, dict[str, list[str]]]]:
    """Give each row with the acts that the second reader sees in it by itself, and the whole of it."""
    rows = list(rows)
    reader = SecondReader()
    for row, reading in zip(rows, reader.pipe(row["text"] for row in rows), strict=True):
        odds = {act: belief(reading.odds[act], seen=False) for act, belief in reader.beliefs.items()}
        yield row, {act: [row["text"]] for act, likely in odds.items() if likely >= BELIEVED}


def confusions(read_rows: Iterable[tuple[Row, Mapping[str, list[str]]]]) -> Counter[tuple[str, str]]:
    """Count the pairs of an act that is done and missed, and one that is said and not done; "nothing" stands in."""
    found: Counter[tuple[str, str]] = Counter()
    for row, seen in read_rows:
        either = {ACTS[label] for label in row.get("either", ()) if label in ACTS}
        done = {ACTS[label] for label in row["labels"] if label in ACTS}
        missed = done - set(seen) - either
        wrong = {act for act in seen if act in ACTS.values()} - done - either
        found.update((act, other) for act in sorted(missed) or ["nothing"] for other in sorted(wrong) or ["nothing"])
    del found["nothing", "nothing"]
    return found


def worst(rows: Iterable[Row], linter: Linter, count: int) -> list[tuple[float, str, Row]]:
    """Give the misreadings that were surest, by how far what the second reader says is on the wrong side."""
    rows = list(rows)
    found = []
    assert linter.describe.second is not None
    beliefs = linter.describe.second.beliefs
    readings = linter.describe.second.pipe(row["text"] for row in rows)
    for (row, seen), reading in zip(read(rows, linter), readings, strict=True):
        for label, act in ACTS.items():
            if label not in row.get("either", ()) and (label in row["labels"]) != (act in seen):
                off = abs(beliefs[act](reading.odds[act], seen=False) - BELIEVED)
                found.append((off, f"{'false' if act in seen else 'missed'} {act}", row))
    return sorted(found, key=lambda one: -one[0])[:count]


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
    parser.add_argument("--set", choices=["open", "tuning", "set-aside", "shared"], default="set-aside")
    parser.add_argument("--corpus", type=Path, help="a file of labelled sentences")
    parser.add_argument("--reader", choices=["both", "patterns", "second"], default="both")
    parser.add_argument("--show", metavar="ACT", help="print the sentences that were misread")
    parser.add_argument("--confusions", action="store_true", help="print what was said instead of what is done")
    parser.add_argument("--worst", type=int, metavar="N", help="print the surest misreadings")
    parser.add_argument("--record", action="store_true", help="keep these figures as those to hold")
    given = parser.parse_args()
    if given.worst and given.reader == "patterns":
        parser.error("--worst needs the second reader")
    rows = load(given.corpus or (SHARED if given.set == "shared" else CORPUS / f"{given.set}.jsonl"))
    linter = Linter(second_reader=given.reader != "patterns")
    seen = list((by_second_reader if given.reader == "second" else read)(rows, linter))
    cells = count(seen, given.show)
    print(table(cells))
    if given.confusions:
        for (done, said), times in confusions(seen).most_common():
            print(f"{times:4}  {done} done, {said} said")
    if given.worst:
        for off, what, row in worst(rows, linter, given.worst):
            print(f"{off:5.2f}  {what}: {row['text']}")
    if given.record:
        RECORDED.write_text(json.dumps(figures(cells), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
