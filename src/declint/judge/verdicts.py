"""Verdicts: for each criterion of the guide, whether a message meets it, and by which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from declint.judge.check import Held
from declint.model import Severity, Span, Verdict


def verdicts(criteria: Iterable[str], held: Sequence[Held]) -> tuple[Verdict, ...]:
    """Give a verdict on each criterion, in the guide's order.

    A criterion without a rule in this scenario is not applicable. A note tells what could be better;
    it makes a criterion unmet only where no rule on it is graver than a note.
    """
    by_criterion: dict[str, list[Held]] = defaultdict(list)
    for one in held:
        by_criterion[one.rule.guide].append(one)
    return tuple(_verdict(criterion, by_criterion[criterion]) for criterion in criteria)


def _verdict(criterion: str, held: Sequence[Held]) -> Verdict:
    # A finder that has nothing to hold on to says nothing for or against what other rules found.
    held = [one for one in held if one.applies or one.rule.kind != "call"]
    if not held:
        return Verdict(criterion=criterion, verdict="not-applicable")
    bar = min(Severity.warning.rank, max(one.rule.severity.rank for one in held))
    breaching = [breach for one in held for breach in one.breaches if breach.rule.severity.rank >= bar]
    if breaching:
        return Verdict(criterion=criterion, verdict="unmet", evidence=_spans(b.words.span for b in breaching))
    if any(one.lacking for one in held):
        return Verdict(criterion=criterion, verdict="unmet")
    evidence = _spans(span for one in held for span in one.evidence)
    # A rule that asks for something and found nothing to ask it of leaves the criterion open.
    if not evidence and not all(one.applies for one in held):
        return Verdict(criterion=criterion, verdict="not-applicable")
    return Verdict(criterion=criterion, verdict="met", evidence=evidence)


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))
