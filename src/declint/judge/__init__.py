"""Message → findings and verdicts: the message held against the rules of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from declint.judge.advise import Advice, Adviser
from declint.judge.check import Checker, Held
from declint.judge.verdicts import verdicts
from declint.match.message import Message
from declint.match.patterns import Vocabulary
from declint.model import Finding, Fix, Verdict
from declint.reword.facts import Facts
from declint.rulebook import Rulebook
from declint.rulebook.rewrites import Kind
from declint.rulebook.shapes import Rule


@dataclass(frozen=True)
class Judgement:
    """What is to be said of a message: the criteria and the rules held against it, and advice on each finding."""

    message: Message
    criteria: Sequence[str]
    held: Sequence[Held]
    advice: tuple[Advice, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, by place."""
        return tuple(one.finding for one in self.advice)

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts, in the guide's order."""
        return verdicts(self.criteria, self.held)


class Judge:
    """The rules of one scenario, made ready."""

    def __init__(self, vocabulary: Vocabulary, book: Rulebook, rules: Sequence[Rule], scenario: str) -> None:
        self.book, self.scenario = book, scenario
        self.decides = book.scenario(scenario).decides
        # Each message is held to one scenario's rules; most need no advice.
        vocabulary.apart()
        self.check = Checker(vocabulary, book, rules)
        vocabulary.apart()
        self.advise = Adviser(vocabulary, book, rules)

    def __call__(self, message: Message) -> Judgement:
        """Hold a message against the rules."""
        held = self.check(message)
        return Judgement(message, tuple(self.book.guide), held, tuple(self.advise(held, message)))

    def facts(self, message: Message) -> Facts:
        """Give what a message tells of itself."""
        return self.advise.tell(message, self.scenario)

    def proposals(self, advice: Advice, message: Message, facts: Facts) -> Iterator[tuple[Kind, Fix]]:
        """Write what may mend a finding, best first; none of it is proven."""
        return self.advise.proposals(advice, message, facts)
