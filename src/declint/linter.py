"""The life of a draft: described, judged, its fixes proven, reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from declint import rulebook
from declint.describe import Describer
from declint.judge import judge
from declint.judge.check import Checker
from declint.judge.fix import apply
from declint.match.message import Message
from declint.model import ActSpan, Draft, Finding, Report
from declint.read import reread

DEFAULT_SCENARIO = "decline-email"

MOST_PROVEN = 40
"""Fixes proven in one draft: each proof reads the draft again."""


class Linter:
    """One model, one rulebook, any number of drafts.

    `rules` are folders laid over the rules that come with declint; `only` names the rules to hold
    drafts against, all of them where it is None. A pickled Linter is its recipe.
    """

    def __init__(
        self,
        scenario: str = DEFAULT_SCENARIO,
        model: str = "auto",
        rules: tuple[Path, ...] = (),
        only: frozenset[str] | None = None,
    ) -> None:
        self.recipe = (scenario, model, rules, only)
        self.book = rulebook.load(rulebook.home(), *rules)
        self.scenario = self.book.scenario(scenario).id
        self.only = only
        self.describe = Describer(model, self.book)
        self._checkers: dict[str, Checker] = {}

    def __reduce__(self) -> tuple[type[Linter], tuple[object, ...]]:
        return type(self), self.recipe

    def __call__(self, draft: Draft) -> Report:
        """Lint one draft."""
        return next(self.pipe([draft]))

    def pipe(self, drafts: Iterable[Draft]) -> Iterator[Report]:
        """Lint drafts in order; one draft is a batch of one."""
        for message in self.describe.pipe(drafts):
            yield self._report(message)

    def _report(self, message: Message) -> Report:
        draft = message.draft
        scenario = draft.scenario or self.scenario
        findings, verdicts = judge(message, self._checker(scenario), self.book)
        proven = tuple(
            self._proven(finding, findings, draft) if number < MOST_PROVEN else finding.model_copy(update={"fix": None})
            for number, finding in enumerate(findings)
        )
        acts = tuple(
            ActSpan(act=tokens.label_, span=(span := s.span_of(tokens)), text=draft.source[span.start : span.end])
            for s in message.sentences
            for tokens in s.acts
        )
        return Report(draft=draft, scenario=scenario, acts=acts, verdicts=verdicts, findings=proven)

    def _checker(self, scenario: str) -> Checker:
        if scenario not in self._checkers:
            rules = self.book.rules_for(scenario)
            chosen = [rule for rule in rules if self.only is None or rule.id in self.only]
            self._checkers[scenario] = Checker(self.describe.vocabulary, self.book, chosen)
        return self._checkers[scenario]

    def _proven(self, finding: Finding, findings: tuple[Finding, ...], draft: Draft) -> Finding:
        """Keep a fix only if, made in memory and read again, it cures its finding and adds none."""
        if finding.fix is None:
            return finding
        source = apply(draft.source, finding.fix.edits)
        message = self.describe(reread(draft, source))
        after, _ = judge(message, self._checker(draft.scenario or self.scenario), self.book)
        before = Counter(f.rule for f in findings)
        now = Counter(f.rule for f in after)
        cures = now[finding.rule] < before[finding.rule] and not now - before
        return finding if cures else finding.model_copy(update={"fix": None})


def lint(text: str, scenario: str = DEFAULT_SCENARIO) -> Report:
    """Lint one draft given as text."""
    from declint.read.text import draft

    return Linter(scenario)(draft("<text>", text))
