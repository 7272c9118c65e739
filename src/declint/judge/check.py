"""Check: which rules a message breaks, and by which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from declint.errors import Place, RuleError
from declint.match.message import Message, Words
from declint.match.patterns import Vocabulary
from declint.model import Span
from declint.rulebook import Rulebook
from declint.rulebook.checks import Finder
from declint.rulebook.shapes import Rule

MOST_BREACHES = 50
"""Breaches of one rule that are told of one draft; nobody reads more."""


@dataclass(frozen=True)
class Breach:
    """A rule and the words that break it."""

    rule: Rule
    words: Words


@dataclass(frozen=True)
class Held:
    """A rule held against a message: its breaches, and the words that meet it.

    `applies` is False where the message gave the rule nothing to hold on to, `lacking` True where it
    lacks what would meet the rule.
    """

    rule: Rule
    breaches: tuple[Breach, ...]
    evidence: tuple[Span, ...]
    applies: bool
    lacking: bool


class Checker:
    """The rules of one scenario, made ready."""

    def __init__(self, vocabulary: Vocabulary, book: Rulebook, rules: Iterable[Rule]) -> None:
        self._ready: list[tuple[Rule, Finder]] = []
        for rule in rules:
            try:
                self._ready.append((rule, rule.check.bind(vocabulary)))
            except ValueError as fault:
                raise RuleError(f"{rule.kind}: {fault}", Place(book.paths["rule", rule.id])) from fault

    def __call__(self, message: Message) -> list[Held]:
        """Hold every rule against a message."""
        held = []
        for rule, find in self._ready:
            if message.draft.hushed.intersection((rule.id, rule.guide)):
                continue
            outcome = find(message)
            breaches = tuple(Breach(rule, words) for words in outcome.breaches[:MOST_BREACHES])
            held.append(Held(rule, breaches, outcome.evidence, outcome.held, outcome.lacking))
        return held
