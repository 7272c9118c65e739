"""Advise: what to say of a breach, and the rewrites that may mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from declint.errors import Place, RuleError
from declint.judge.check import Breach, Held
from declint.judge.teller import Teller
from declint.match.message import Message, Words
from declint.match.patterns import Vocabulary
from declint.model import Finding, Fix, Guidance, Severity, Span
from declint.reword.facts import Facts
from declint.rulebook import Rulebook
from declint.rulebook.guide import Criterion
from declint.rulebook.rewrites import Kind, Proposer, Stock
from declint.rulebook.shapes import Rule

LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Advice:
    """A finding, and the breaches of its rule with which it can be mended."""

    finding: Finding
    breaches: tuple[Words, ...]


class Adviser:
    """Words findings, and writes proposals to mend them, with the rewrites of the rules that it is given."""

    def __init__(self, vocabulary: Vocabulary, book: Rulebook, rules: Sequence[Rule]) -> None:
        self.book = book
        self.tell = Teller(vocabulary, book)
        self._rank = {rule.id: number for number, rule in enumerate(rules)}
        stock = Stock(book.wordings, frozenset(act.id for act in book.acts.values() if act.carries))
        self._proposers: dict[str, list[tuple[Kind, Proposer]]] = {}
        for rule in rules:
            try:
                self._proposers[rule.id] = [(one, one.bind(vocabulary, stock)) for one in rule.rewrite]
            except ValueError as fault:
                raise RuleError(f"rewrite: {fault}", Place(book.paths["rule", rule.id])) from fault

    def __call__(self, held: Sequence[Held], message: Message) -> list[Advice]:
        """Put all breaches into words, by place, and at one place in the guide's order."""
        advice = []
        for one in held:
            broken = tuple(breach.words for breach in one.breaches)
            for number, breach in enumerate(one.breaches):
                advice.append(Advice(_finding(breach, message, self.book.guide[one.rule.guide]), broken[number:]))
        return sorted(advice, key=self._order)

    def _order(self, advice: Advice) -> tuple[int, int, int]:
        span = advice.finding.span
        return span.start, span.end, self._rank[advice.finding.rule]

    def can_mend(self, rule: str) -> bool:
        """Tell whether a rule has rewrites."""
        return bool(self._proposers[rule])

    def proposals(self, advice: Advice, message: Message, facts: Facts) -> Iterator[tuple[Kind, Fix]]:
        """Write what may mend a finding, best first; none of it is proven."""
        for rewrite, propose in self._proposers[advice.finding.rule]:
            broken = advice.breaches if rewrite.together else advice.breaches[:1]
            for edits in propose(broken, message, facts):
                yield rewrite, Fix(edits=edits, tier=rewrite.tier)


def _severity(rule: Rule, message: Message) -> Severity:
    """Give what a finding weighs in this draft: as is said of the rule, of its criterion, or as the rule has it."""
    graded = dict(message.draft.graded)
    return graded.get(rule.id) or graded.get(rule.guide) or rule.severity


def _finding(breach: Breach, message: Message, criterion: Criterion) -> Finding:
    rule, words = breach.rule, breach.words
    named = {name: _said(message.draft.source, span) for name, span in _named(words).items()} | dict(words.said)
    return Finding(
        rule=rule.id,
        criterion=rule.guide,
        severity=_severity(rule, message),
        message=_filled(rule.message, named),
        span=words.span,
        guide=Guidance(section=criterion.section, asks=criterion.asks),
    )


def _named(words: Words) -> dict[str, Span]:
    return {"match": words.span, **words.captures}


def _said(source: str, span: Span) -> str:
    """Quote some words on one line, shortened where they run long."""
    text = " ".join(source[span.start : span.end].split())
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _filled(template: str, named: dict[str, str]) -> str:
    """Fill in the names; an odd brace in the words themselves is left alone."""
    return re.sub(r"\{([a-z_]+)\}", lambda field: named.get(field[1], field[0]), template)
