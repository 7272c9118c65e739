"""How well declint tells the occasion of a message, on labelled messages.

python -m tests.bench.detection               our own messages, the open part
python -m tests.bench.detection --set aside   the part that no sign is tuned on
python -m tests.bench.detection --set fixtures|drafts|real
python -m tests.bench.detection --show        the messages that were read otherwise, with their weights

`drafts` and `real` are the corpora beside the checkout, where they are present.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from declint.edges import glance
from declint.errors import ReadError
from declint.linter import Linter
from declint.read import text

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"
SHARED = ROOT.parent / "shared" / "corpus"

NONE = "none"
SPOKEN = frozenset({"decline-phone", "voicemail"})
"""What is said aloud, and comes to no hook."""

IDS = {"phone_script": "decline-phone", "other": NONE}
"""Labels of the corpora that are not our ids with other dashes."""


@dataclass(frozen=True)
class Case:
    """A message and its occasion; `either` are others that a sensible person would accept."""

    name: str
    source: str
    scenario: str
    either: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outcome:
    """What a message was read as, and whether surely."""

    case: Case
    read: str
    sure: bool
    judged: bool = False
    """Whether the hook would judge it: it is surely one of ours, whichever."""

    @property
    def right(self) -> bool:
        """Whether it was read as what it is, surely or not."""
        return self.read == self.case.scenario or self.read in self.case.either

    @property
    def surely_wrong(self) -> bool:
        """Whether it was surely read as what it is not."""
        return not self.right and self.sure and self.read != NONE


def cases(which: str) -> Iterator[Case]:
    """Give the labelled messages of one set."""
    if which == "open":
        for row in _rows(CORPUS / "occasions.jsonl"):
            either = frozenset(map(scenario_id, row.get("either", ())))
            yield Case(row["id"], row["text"], scenario_id(row["scenario"]), either)
        return
    folder = {"fixtures": ROOT / "fixtures", "aside": CORPUS / "aside"}.get(which, SHARED / which)
    for row in _rows(folder / "labels.jsonl"):
        data = (folder / row["file"]).read_bytes()
        yield Case(row["file"], text.read(row["file"], data).source, scenario_id(row["scenario"]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def scenario_id(label: str) -> str:
    """Give the id that a label of the corpora means."""
    return IDS.get(label, label.replace("_", "-"))


def outcomes(found: Iterable[Case], linter: Linter) -> Iterator[Outcome]:
    """Read each message without naming its scenario."""
    for case in found:
        try:
            draft = text.draft(case.name, case.source).model_copy(update={"scenario": None})
        except ReadError:
            yield Outcome(case, NONE, sure=True)
            continue
        occasion = linter.detect(linter.describe(draft))
        judged = occasion.scenario is not None and occasion.ours and glance.could_be_ours(case.source.encode(), False)
        yield Outcome(case, occasion.scenario or NONE, occasion.sure, judged)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=["open", "aside", "fixtures", "drafts", "real"], default="open")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    linter = Linter()
    all_of = list(outcomes(cases(given.set), linter))
    for outcome in all_of:
        if given.show and not outcome.right:
            message = linter.describe(text.draft(outcome.case.name, outcome.case.source))
            weights = sorted(linter.detect.weights(message).items(), key=lambda pair: -pair[1])[:4]
            sure = "surely" if outcome.sure else "perhaps"
            print(f"{outcome.case.name}: is {outcome.case.scenario}, {sure} {outcome.read} {weights}")
            print("    " + " ".join(outcome.case.source.split())[:400])
    report(all_of)


def report(all_of: list[Outcome]) -> None:
    """Print a line for each occasion, and the whole."""
    count = Counter(outcome.case.scenario for outcome in all_of)
    for scenario, number in sorted(count.items()):
        ours = [outcome for outcome in all_of if outcome.case.scenario == scenario]
        right = sum(outcome.right for outcome in ours)
        sure = sum(outcome.right and outcome.sure for outcome in ours)
        print(f"{scenario:22} right {right:3} of {number:3}, surely {sure:3}")
    ours = [outcome for outcome in all_of if outcome.case.scenario != NONE]
    strangers = [outcome for outcome in all_of if outcome.case.scenario == NONE]
    if ours:
        right = sum(outcome.right for outcome in ours)
        print(f"one of ours: right {right} of {len(ours)}, {right / len(ours):.3f}")
        written = [outcome for outcome in ours if outcome.case.scenario not in SPOKEN]
        judged = sum(outcome.judged for outcome in written)
        print(f"judged by the hook: {judged} of {len(written)} that are written")
    if strangers:
        told = sum(outcome.right for outcome in strangers)
        wrong = sum(outcome.surely_wrong for outcome in strangers)
        print(f"none of ours: told {told} of {len(strangers)}, surely taken for one of ours {wrong}")
        print(
            f"judged by the hook: {sum(outcome.judged for outcome in strangers)} of {len(strangers)} that are not ours"
        )


if __name__ == "__main__":
    main()
