"""Readings: the reports on the ways of reading one template, put together as one."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from declint.match import placeholders
from declint.model import Draft, Finding, Report, Span, Verdict

MOST_NAMED = 3
"""Conditions that are named of one finding."""


def widened(report: Report) -> Report:
    """Give a report on a template whose spans end where placeholders do: part of one is read for the whole."""
    source = report.draft.source
    whole = list(placeholders.find(source))

    def wide(span: Span) -> Span:
        if span.start == span.end:
            return span
        met = [one for one in whole if one.meets(span)]
        return (
            Span(start=min(span.start, *(o.start for o in met)), end=max(span.end, *(o.end for o in met)))
            if met
            else span
        )

    acts = tuple(
        act.model_copy(update={"span": (span := wide(act.span)), "text": source[span.start : span.end]})
        for act in report.acts
    )
    verdicts = tuple(v.model_copy(update={"evidence": tuple(map(wide, v.evidence))}) for v in report.verdicts)
    findings = tuple(f.model_copy(update={"span": wide(f.span)}) for f in report.findings)
    return report.model_copy(update={"acts": acts, "verdicts": verdicts, "findings": findings})


def together(draft: Draft, reports: Sequence[Report]) -> Report:
    """Give one report on a draft from those on each way of reading it, all of one scenario.

    What is found along some ways only says so: with the conditions that those have in common.
    """
    if len(reports) == 1:
        return reports[0].model_copy(update={"draft": draft})
    acts = {(act.span, act.act): act for report in reports for act in report.acts}
    return Report(
        draft=draft,
        occasion=reports[0].occasion,
        acts=tuple(acts[key] for key in sorted(acts, key=lambda key: (key[0].start, key[0].end, key[1]))),
        verdicts=tuple(
            _verdict([v for r in reports for v in r.verdicts if v.criterion == c]) for c in _criteria(reports)
        ),
        findings=tuple(_findings(reports)),
    )


def _criteria(reports: Sequence[Report]) -> list[str]:
    return list(dict.fromkeys(verdict.criterion for report in reports for verdict in report.verdicts))


def _findings(reports: Sequence[Report]) -> Iterator[Finding]:
    """Give each finding once, in the order of places."""
    seen: dict[Hashable, list[tuple[int, Finding]]] = {}
    for number, report in enumerate(reports):
        told: dict[Hashable, int] = {}
        for finding in report.findings:
            key = key_of(finding)
            told[key] = told.get(key, 0) + 1
            seen.setdefault((*key, told[key]), []).append((number, finding))
    found = [_conditional(each, reports) for each in seen.values()]
    return iter(sorted(found, key=lambda finding: (finding.span.start, finding.span.end)))


def key_of(finding: Finding) -> tuple[Hashable, ...]:
    """Give what makes two findings, on two ways of reading, one and the same."""
    # Where something is missing depends on what is left out around it: it is the same gap.
    empty = finding.span.start == finding.span.end
    return (finding.rule, None if empty else finding.span)


def _conditional(each: Sequence[tuple[int, Finding]], reports: Sequence[Report]) -> Finding:
    """Give a finding, with the conditions on which it holds where it does not hold always."""
    first = next((finding for _, finding in each if finding.fix), each[0][1])
    numbers = {number for number, _ in each}
    if len(numbers) == len(reports):
        return first
    shared = set(reports[min(numbers)].draft.where).intersection(*(reports[n].draft.where for n in numbers))
    elsewhere = [set(report.draft.where) for n, report in enumerate(reports) if n not in numbers]
    # A condition that holds on every other way too tells nothing.
    telling = [
        one for one in reports[min(numbers)].draft.where if one in shared and any(one not in w for w in elsewhere)
    ]
    said = f"only where {' and '.join(telling[:MOST_NAMED])}" if telling else "not on every branch"
    return first.model_copy(update={"message": f"{first.message} ({said[0].upper()}{said[1:]}.)"})


def _verdict(each: Sequence[Verdict]) -> Verdict:
    """Give the verdict on one criterion: met only where no way of reading leaves it unmet."""
    unmet = [verdict for verdict in each if verdict.verdict == "unmet"]
    met = [verdict for verdict in each if verdict.verdict == "met"]
    chosen = unmet or met or each
    evidence: set[Span] = {span for verdict in chosen for span in verdict.evidence}
    return chosen[0].model_copy(update={"evidence": tuple(sorted(evidence))})
