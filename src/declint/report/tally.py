"""Tally: a library at a glance: what is met and unmet, of which occasion, and where it is weakest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest

from declint.model import Report, Severity, Value
from declint.report.document import dumped
from declint.report.run import Run
from declint.report.terminal import one_line

WEAKEST = 10
"""Drafts that are named as the weakest."""

BAR = 20
"""Characters of a bar."""


class Share(Value):
    """How many drafts meet a criterion, how many do not, and in how many it does not apply."""

    met: int = 0
    unmet: int = 0
    not_applicable: int = 0

    @property
    def part(self) -> float:
        """The part of those that it applies to that meet it, from 0 to 1; 1 where it applies to none."""
        return self.met / (self.met + self.unmet) if self.met + self.unmet else 1.0


class Weak(Value):
    """One of the weakest drafts, and its findings by severity."""

    path: str
    error: int
    warning: int
    note: int


class Tally(Value):
    """The counts of a library.

    Drafts and findings by scenario, criteria in all and by scenario, findings by rule with the gravest
    severity of each (a setting may have given it another here and there), and the weakest drafts.
    """

    drafts: int
    skipped: int
    clean: int
    scenarios: Mapping[str, int]
    findings: Mapping[str, int]
    criteria: Mapping[str, Share]
    by_scenario: Mapping[str, Mapping[str, Share]]
    rules: Mapping[str, int]
    severities: Mapping[str, Severity]
    weakest: tuple[Weak, ...]


def counted(reports: Iterable[Report]) -> Tally:
    """Count reports, one at a time: none is kept."""
    skipped = clean = 0
    scenarios, findings, rules = Counter[str](), Counter[str](), Counter[str]()
    severities: dict[str, Severity] = {}
    verdicts = Counter[tuple[str, str, str]]()
    weak: list[Weak] = []
    for report in reports:
        if not report.scenario:
            skipped += 1
            continue
        scenarios[report.scenario] += 1
        findings[report.scenario] += len(report.findings)
        rules.update(finding.rule for finding in report.findings)
        for one in report.findings:
            severities[one.rule] = max(one.severity, severities.get(one.rule, one.severity), key=_rank)
        verdicts.update((report.scenario, one.criterion, one.verdict) for one in report.verdicts)
        grave = Counter(finding.severity.value for finding in report.findings)
        clean += not (grave["error"] or grave["warning"])
        if grave["error"] or grave["warning"]:
            weak = nlargest(WEAKEST, [*weak, Weak(path=report.draft.name, **_each(grave))], key=_weight)
    return Tally(
        drafts=sum(scenarios.values()),
        skipped=skipped,
        clean=clean,
        scenarios=dict(sorted(scenarios.items())),
        findings=_most(findings),
        criteria=_shares(verdicts, None),
        by_scenario={name: _shares(verdicts, name) for name in sorted(scenarios)},
        rules=_most(rules),
        severities=severities,
        weakest=tuple(weak),
    )


def _rank(severity: Severity) -> int:
    return severity.rank


def _most(count: Counter[str]) -> dict[str, int]:
    """Give counts with the most frequent first."""
    return dict(sorted(count.items(), key=lambda pair: (-pair[1], pair[0])))


def _each(grave: Counter[str]) -> dict[str, int]:
    return {severity.value: grave[severity.value] for severity in Severity}


def _weight(weak: Weak) -> tuple[int, int, int]:
    return weak.error, weak.warning, weak.note


def _shares(verdicts: Counter[tuple[str, str, str]], scenario: str | None) -> dict[str, Share]:
    """Add up the verdicts on each criterion, of one scenario or of all."""
    added: dict[str, Counter[str]] = {}
    for (name, criterion, verdict), number in verdicts.items():
        if scenario is None or name == scenario:
            added.setdefault(criterion, Counter())[verdict.replace("-", "_")] += number
    return {criterion: Share(**count) for criterion, count in added.items()}


def as_json(tally: Tally) -> str:
    """Give the counts as JSON."""
    return dumped(tally.model_dump(mode="json")) + "\n"


def as_text(tally: Tally, run: Run) -> Iterator[str]:
    """Give the counts as tables and bars, the weakest criterion first."""
    yield f"{tally.drafts} drafts, {tally.clean} of them without error or warning."
    yield f" {tally.skipped} skipped: no occasion that declint knows.\n" if tally.skipped else "\n"
    yield "\nOccasions\n"
    for scenario, number in tally.scenarios.items():
        yield f"{number:>6}  {run.book.scenarios[scenario].name}\n"
    yield "\nWhat the guide asks, the weakest first\n"
    for criterion, share in weakest_first(tally.criteria):
        bar = "█" * round(share.part * BAR)
        applies = share.met + share.unmet
        yield f"{share.part:>6.0%}  {bar:<{BAR}}  {share.met} of {applies}  {run.book.guide[criterion].name}\n"
    if tally.rules:
        yield "\nRules that found something\n"
        for rule, number in tally.rules.items():
            yield f"{number:>6}  {rule}: {run.book.rules[rule].name}\n"
    if tally.weakest:
        yield "\nWeakest drafts\n"
        for weak in tally.weakest:
            yield f"  {one_line(weak.path)}: {said(weak)}\n"


def weakest_first(shares: Mapping[str, Share]) -> list[tuple[str, Share]]:
    """Give the criteria that apply to anything, the one that is met least first."""
    applying = [(name, share) for name, share in shares.items() if share.met + share.unmet]
    return sorted(applying, key=lambda pair: (pair[1].part, -pair[1].unmet))


def said(weak: Weak) -> str:
    """Say what is found in a weak draft."""
    found = {severity.value: getattr(weak, severity.value) for severity in reversed(Severity)}
    return ", ".join(f"{number} {name}{'' if number == 1 else 's'}" for name, number in found.items() if number)
