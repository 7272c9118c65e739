"""How many labelled sentences there are: in each part of the corpus, and for each act those that do it and its traps.

python -m tests.bench.census
"""

from __future__ import annotations

from collections import Counter

from tests.bench.reading import ACTS, CORPUS, load

PARTS = ("open.jsonl", "negativity.jsonl", "training/*.jsonl", "tuning.jsonl", "set-aside.jsonl")


def main() -> None:
    """Run from the command line."""
    done: Counter[str] = Counter()
    traps: Counter[str] = Counter()
    total = 0
    for path in (path for part in PARTS for path in sorted(CORPUS.glob(part))):
        rows = load(path)
        total += len(rows)
        done.update(label for row in rows for label in row["labels"])
        traps.update(label for row in rows for label in row["not"])
        print(f"{path.relative_to(CORPUS)!s:28} {len(rows):6,}")
    print(f"{'all':28} {total:6,}")
    for label, act in ACTS.items():
        print(f"{act:28} {done[label]:6,} do it, {traps[label]:6,} look like it and do not")


if __name__ == "__main__":
    main()
