"""Hush: findings left out where the draft itself says that they are known."""

from __future__ import annotations

from declint.model import Finding, Report, Suppression


def hushed(report: Report) -> Report:
    """Leave out what the draft's suppressions mean, and tell which of them mean nothing.

    A criterion none of whose findings is left is told as not applicable rather than as unmet.
    """
    wishes = report.draft.suppressions
    if not wishes:
        return report
    left = tuple(f for f in report.findings if not any(_means(wish, f, report) for wish in wishes))
    unused = tuple(wish for wish in wishes if not any(_means(wish, f, report) for f in report.findings))
    gone = {f.criterion for f in report.findings} - {f.criterion for f in left}
    verdicts = tuple(
        v.model_copy(update={"verdict": "not-applicable", "evidence": ()})
        if v.criterion in gone and v.verdict == "unmet"
        else v
        for v in report.verdicts
    )
    return report.model_copy(update={"findings": left, "verdicts": verdicts, "unused": unused})


def _means(wish: Suppression, finding: Finding, report: Report) -> bool:
    if not {finding.rule, finding.criterion}.intersection(wish.ids):
        return False
    return wish.line is None or wish.line == report.draft.position(finding.span.start)[0]
