"""The life of a draft: described, judged, its fixes proven, reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from declint import rulebook
from declint.describe import Describer
from declint.describe.occasion import Detector
from declint.judge import judge
from declint.judge.check import Checker
from declint.judge.fix import apply
from declint.match.message import Message
from declint.model import ActSpan, Draft, Finding, Occasion, Report
from declint.read import reread

AUTO = "auto"
"""The scenario that is found in the message itself."""

MOST_PROVEN = 40
"""Fixes proven in one draft: each proof reads the draft again."""


class Linter:
    """One model, one rulebook, any number of drafts.

    `scenario` is for drafts that name none; where that is `auto`, the occasion is found in the message,
    and `fallback` holds where the evidence is thin. `rules` are folders laid over the rules that come
    with declint; `only` names the rules to hold drafts against, all of them where it is None; `tune`
    gives rules other numbers; `second_reader` is whether a learned reader sees acts too. `describer` is
    one that is loaded already. A pickled Linter is its recipe.
    """

    def __init__(
        self,
        scenario: str = AUTO,
        model: str = "auto",
        rules: tuple[Path, ...] = (),
        only: frozenset[str] | None = None,
        fallback: str | None = None,
        tune: Mapping[str, Mapping[str, Any]] | None = None,
        second_reader: bool = True,
        describer: Describer | None = None,
    ) -> None:
        self.recipe = (scenario, model, rules, only, fallback, tune, second_reader)
        self.book = rulebook.load(rulebook.home(), *rules)
        self.scenario = None if scenario == AUTO else self.book.scenario(scenario).id
        self.fallback = self.book.scenario(fallback).id if fallback else None
        self.only = only
        self.tune = self.book.tuning(tune or {})
        self.describe = describer or Describer(model, self.book, second_reader)
        self.detect = Detector(self.describe.vocabulary, self.book)
        self._checkers: dict[str, Checker] = {}

    def __reduce__(self) -> tuple[type[Linter], tuple[object, ...]]:
        return type(self), self.recipe

    def __call__(self, draft: Draft) -> Report:
        """Lint one draft."""
        return next(self.pipe([draft]))

    def pipe(self, drafts: Iterable[Draft]) -> Iterator[Report]:
        """Lint drafts in order; one draft is a batch of one.

        A draft whose occasion is none that declint knows has a report without verdicts and findings.
        """
        for message in self.describe.pipe(drafts):
            yield self._report(message)

    def occasion(self, message: Message) -> Occasion:
        """Tell the occasion of a message: as it is named, or as it is read."""
        if named := message.draft.scenario or self.scenario:
            return Occasion(scenario=self.book.scenario(named).id)
        read = self.detect(message)
        if read.scenario and not read.sure and self.fallback:
            return read.model_copy(update={"scenario": self.fallback})
        return read

    def _report(self, message: Message) -> Report:
        draft, occasion = message.draft, self.occasion(message)
        acts = tuple(
            ActSpan(act=tokens.label_, span=(span := s.span_of(tokens)), text=draft.source[span.start : span.end])
            for s in message.sentences
            for tokens in s.acts
        )
        if occasion.scenario is None:
            return Report(draft=draft, occasion=occasion, acts=acts, verdicts=(), findings=())
        checker = self._checker(occasion.scenario)
        findings, verdicts = judge(message, checker, self.book)
        proven = tuple(
            self._proven(finding, findings, draft, checker)
            if number < MOST_PROVEN
            else finding.model_copy(update={"fix": None})
            for number, finding in enumerate(findings)
        )
        return Report(draft=draft, occasion=occasion, acts=acts, verdicts=verdicts, findings=proven)

    def _checker(self, scenario: str) -> Checker:
        if scenario not in self._checkers:
            rules = self.book.rules_for(scenario, self.tune)
            chosen = [rule for rule in rules if self.only is None or rule.id in self.only]
            self._checkers[scenario] = Checker(self.describe.vocabulary, self.book, chosen)
        return self._checkers[scenario]

    def _proven(self, finding: Finding, findings: tuple[Finding, ...], draft: Draft, checker: Checker) -> Finding:
        """Keep a fix only if, made in memory and read again, it cures its finding and adds none."""
        if finding.fix is None:
            return finding
        source = apply(draft.source, finding.fix.edits)
        message = self.describe(reread(draft, source))
        after, _ = judge(message, checker, self.book)
        before = Counter(f.rule for f in findings)
        now = Counter(f.rule for f in after)
        cures = now[finding.rule] < before[finding.rule] and not now - before
        return finding if cures else finding.model_copy(update={"fix": None})


def lint(text: str, scenario: str = AUTO) -> Report:
    """Lint one draft given as text."""
    from declint.read.text import draft

    return Linter(scenario)(draft("<text>", text))
