"""Message → findings and verdicts: the message held against the rules of a scenario."""

from __future__ import annotations

from declint.judge.advise import advise
from declint.judge.check import Checker
from declint.judge.verdicts import verdicts
from declint.match.message import Message
from declint.model import Finding, Verdict
from declint.rulebook import Rulebook


def judge(message: Message, checker: Checker, book: Rulebook) -> tuple[tuple[Finding, ...], tuple[Verdict, ...]]:
    """Give the findings, by place, and the verdicts, in the guide's order."""
    held = checker(message)
    findings = [advise(breach, message, book.guide[breach.rule.guide]) for one in held for breach in one.breaches]
    findings.sort(key=lambda f: (f.span.start, f.span.end, -f.severity.rank, f.rule))
    return tuple(findings), verdicts(book.guide, held)
