"""How well declint mends: whether its fixes do what they promise, and what is left of the faults when they are made.

python -m tests.bench.mending                 every set of whole drafts that there is
python -m tests.bench.mending --set odd       one of them: fixtures, ordinary, odd, faulty, aside, shared
python -m tests.bench.mending --show          the drafts in which something is left, and what
python -m tests.bench.mending --print FOLDER  write what each draft becomes, for reading aloud

Bad drafts are those that their authors labelled so; in `faulty` all of them are, in up to four ways each. `aside` is
not looked at while rules are written.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from declint.judge.fix import apply
from declint.linter import Linter
from declint.mend.letter import rewrite
from declint.mend.passes import fix
from declint.model import Draft, Finding, Report, Severity
from declint.read import read, reread
from declint.reword.facts import missing, told
from tests.bench.detection import NONE, scenario_id
from tests.bench.drafts import CORPUS, ROOT

SHARED = ROOT.parent / "shared" / "corpus" / "drafts"
SETS = {
    "fixtures": ROOT / "fixtures",
    **{name: CORPUS / name for name in ("ordinary", "odd", "faulty", "aside")},
    "shared": SHARED,
}

PLACE = "leftover-placeholder"
"""What finds the places that are still to be filled in."""


@dataclass
class Outcome:
    """What mending came to, counted over drafts."""

    drafts: int = 0
    offered: int = 0
    broken: list[str] = field(default_factory=list)
    passes: Counter[int] = field(default_factory=Counter)
    slow: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    bad: int = 0
    with_errors: int = 0
    errors_left: dict[str, list[str]] = field(default_factory=dict)
    warnings_left: dict[str, list[str]] = field(default_factory=dict)
    to_fill_in: int = 0
    unfilled: int = 0

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.drafts + other.drafts,
            self.offered + other.offered,
            self.broken + other.broken,
            self.passes + other.passes,
            self.slow + other.slow,
            self.unsettled + other.unsettled,
            self.bad + other.bad,
            self.with_errors + other.with_errors,
            self.errors_left | other.errors_left,
            self.warnings_left | other.warnings_left,
            self.to_fill_in + other.to_fill_in,
            self.unfilled + other.unfilled,
        )

    def lines(self) -> Iterator[str]:
        """Say it."""
        one = sum(count for passes, count in self.passes.items() if passes <= 1)
        yield f"  fixes offered {self.offered}, that do not cure, add a finding or lose a link: {len(self.broken)}"
        yield (
            f"  fix --unsafe: settled in one run {self.drafts - len(self.unsettled)} of {self.drafts}; "
            f"in one pass of it {one} ({one / max(1, self.drafts):.3f}), in at most two "
            f"{sum(count for passes, count in self.passes.items() if passes <= 2)}"
        )
        clean = self.bad - len(self.errors_left)
        yield (
            f"  bad drafts without an error after fix --unsafe: {clean} of {self.bad} ({clean / max(1, self.bad):.3f});"
            f" of those that had one: {self.with_errors - len(self.errors_left)} of {self.with_errors}"
        )
        clean = self.bad - len(self.warnings_left)
        share = clean / max(1, self.bad)
        yield f"  bad drafts without a warning or error after rewrite: {clean} of {self.bad} ({share:.3f})"
        filled = clean + self.to_fill_in
        share = filled / max(1, self.bad)
        yield f"    with the places that rewrite leaves to the writer filled in: {filled} of {self.bad} ({share:.3f})"
        filled += self.unfilled
        share = filled / max(1, self.bad)
        yield f"    and with those filled in too that the draft had itself: {filled} of {self.bad} ({share:.3f})"


def drafts(folder: Path) -> Iterator[tuple[Draft, bool]]:
    """Give the labelled drafts of a folder, their scenario named, and whether each is bad."""
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if (scenario := scenario_id(row["scenario"])) != NONE:
            (one,) = read(str(folder / row["file"]), row["file"])
            yield one.model_copy(update={"scenario": scenario}), row["overall"] != "good"


def mended(one: Draft, bad: bool, linter: Linter) -> tuple[Outcome, str, str]:
    """Mend one draft in every way; give what came of it, the text with all fixes made, and the text said anew."""
    report = linter(one)
    out = Outcome(drafts=1, bad=bad, with_errors=bad and has(report, Severity.error))
    for finding in report.findings:
        if finding.fix and finding.fix.tier != "idea":
            out.offered += 1
            if fault := breaks(finding, report, linter):
                out.broken.append(f"{one.name}: {finding.rule}: {fault}")
    unsafe = fix(one, linter, unsafe=True)
    out.passes[unsafe.passes] += 1
    if unsafe.passes > 1:
        out.slow.append(one.name)
    again = fix(reread(one, unsafe.source), linter, unsafe=True)
    if again.source != unsafe.source:
        out.unsettled.append(one.name)
    anew = rewrite(one, linter)
    if bad and has(unsafe.report, Severity.error):
        out.errors_left[one.name] = left(unsafe.report, Severity.error)
    if bad and has(anew.report, Severity.warning):
        out.warnings_left[one.name] = left(anew.report, Severity.warning)
        places = [f for f in anew.report.findings if f.rule == PLACE]
        if set(out.warnings_left[one.name]) == {PLACE}:
            own = any(anew.report.draft.source[f.span.start : f.span.end] in one.source for f in places)
            out.unfilled, out.to_fill_in = own, not own
    return out, unsafe.source, anew.source


def breaks(finding: Finding, report: Report, linter: Linter) -> str | None:
    """Say how a fix breaks its promise, or None; looked at anew, without the proof that offered it."""
    assert finding.fix
    source = apply(report.draft.source, finding.fix.edits)
    after = linter(reread(report.draft, source))
    was, now = (Counter(f.rule for f in one.findings) for one in (report, after))
    if now[finding.rule] >= was[finding.rule]:
        return "does not cure"
    if new := now - was:
        return f"adds {', '.join(new)}"
    if lost := missing(told(report.draft.prose, linter.describe.vocabulary.lexicon).links, source):
        return f"loses {lost}"
    return None


def has(report: Report, severity: Severity) -> bool:
    """Tell whether a report has findings at or above a severity."""
    return bool(report.worst and report.worst.rank >= severity.rank)


def left(report: Report, severity: Severity) -> list[str]:
    """Name the rules that are still broken."""
    return [f.rule for f in report.findings if f.severity.rank >= severity.rank]


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mending", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--set", choices=SETS, help="one set of drafts")
    parser.add_argument("--folder", type=Path, help="any folder of drafts with its labels.jsonl")
    parser.add_argument("--show", action="store_true", help="print what is left")
    parser.add_argument("--print", type=Path, metavar="FOLDER", help="write what each draft becomes")
    given = parser.parse_args()
    linter = Linter()
    total = Outcome()
    sets = {given.folder.name: given.folder} if given.folder else {given.set: SETS[given.set]} if given.set else SETS
    for name, folder in sets.items():
        if not folder.is_dir():
            print(f"{name}: not here")
            continue
        whole = Outcome()
        for one, bad in drafts(folder):
            outcome, fixed, anew = mended(one, bad, linter)
            whole += outcome
            if given.print and bad:
                path = given.print / f"{name}-{Path(one.name).stem}.txt"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f"{one.source}\n===== fixed\n{fixed}\n===== rewritten\n{anew}\n", encoding="utf-8")
        print(f"{name}: {whole.drafts} drafts, {whole.bad} bad")
        print("\n".join(whole.lines()), flush=True)
        if given.show:
            print("\n".join(f"    {fault}" for fault in whole.broken + whole.unsettled))
            print("\n".join(f"    more than one pass: {name}" for name in whole.slow))
            for title, table in (("error", whole.errors_left), ("warning", whole.warnings_left)):
                print("\n".join(f"    {title} {file}: {', '.join(rules)}" for file, rules in table.items()))
        total += whole
    if len(sets) > 1:
        print(f"all: {total.drafts} drafts, {total.bad} bad")
        print("\n".join(total.lines()))


if __name__ == "__main__":
    main()
