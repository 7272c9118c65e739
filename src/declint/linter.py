"""The life of a draft: described, judged, its fixes proven, reported."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from declint import home, rulebook
from declint.config import Config
from declint.describe import Describer
from declint.describe.occasion import Detector
from declint.errors import ReadError
from declint.judge import Judge, Judgement
from declint.judge.hush import hushed
from declint.judge.proof import Proof
from declint.judge.readings import key_of, together, widened
from declint.match.message import Message
from declint.model import ActSpan, Draft, Occasion, Report, Severity
from declint.read import reread
from declint.rulebook import selection

WARMING = "Dear Ms. Lee,\n\nThank you for the invitation, but I have to decline it, sory.\n\nKind regards,\nAnn Roe\n"
"""A draft that makes use of most of what is loaded only when it is needed."""

AUTO = "auto"
"""The scenario that is found in the message itself."""

MOST_PROVEN = 40
"""Findings of one draft for which a fix is sought: each proof reads the draft again."""


_WARM: dict[tuple[str, tuple[Path, ...], bool], Describer] = {}
"""Describers that are loaded for all linters to come, by their model, their own rules, and whether two read."""


class Linter:
    """One model, one rulebook, any number of drafts.

    `scenario` is for drafts that name none; where that is `auto`, the occasion is found in the message,
    and `fallback` holds where the evidence is thin. `rules` are folders laid over the rules that come
    with declint; drafts are held to the rules that `select` names, by rule or criterion, or to all, without
    those that `ignore` names; `tune` gives rules other numbers; `second_reader` is whether a learned reader
    sees acts too. `describer` is one that is loaded already; otherwise the language is loaded when the first draft
    needs it. A pickled Linter is its recipe.
    """

    def __init__(
        self,
        scenario: str = AUTO,
        model: str = "auto",
        rules: tuple[Path, ...] = (),
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        fallback: str | None = None,
        tune: Mapping[str, Mapping[str, Any]] | None = None,
        second_reader: bool = True,
        describer: Describer | None = None,
    ) -> None:
        self.recipe = (scenario, model, rules, select, ignore, fallback, tune, second_reader)
        warm = _WARM.get((model, rules, second_reader))
        self.book = warm.book if warm else rulebook.load(home.rules(), *rules)
        self.scenario = None if scenario == AUTO else self.book.scenario(scenario).id
        self.fallback = self.book.scenario(fallback).id if fallback else None
        self.only = selection.chosen(self.book, select, ignore)
        self.tune = self.book.tuning(tune or {})
        self._describer = describer or warm
        self._judges: dict[str, Judge] = {}

    @cached_property
    def describe(self) -> Describer:
        """The describer, loaded when it is first asked for.

        Raises ConfigError for a model that is not there.
        """
        _, model, *_, second_reader = self.recipe
        return self._describer or Describer(model, self.book, second_reader)

    @cached_property
    def detect(self) -> Detector:
        """What tells the occasion of a message."""
        return Detector(self.describe.vocabulary, self.book)

    @classmethod
    def of(
        cls,
        settings: Config,
        scenario: str | None = None,
        rules: Iterable[Path] = (),
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
    ) -> Linter:
        """Make the linter that settings ask for; what else is given goes before them, and `rules` are laid over theirs.

        Raises ConfigError for a setting that names what there is not.
        """
        return cls(
            scenario or settings.scenario,
            settings.model,
            (*settings.rules, *rules),
            tuple(select) or settings.select,
            tuple(ignore) or settings.ignore,
            settings.fallback,
            settings.tune,
            settings.second_reader,
        )

    def __reduce__(self) -> tuple[type[Linter], tuple[object, ...]]:
        return type(self), self.recipe

    def __call__(self, draft: Draft) -> Report:
        """Lint one draft."""
        return next(self.pipe([draft]))

    def pipe(self, drafts: Iterable[Draft], least: Severity = Severity.note) -> Iterator[Report]:
        """Lint drafts in order; one draft is a batch of one.

        A fix is offered only if it adds no finding; what it adds below `least` is let pass. A draft whose
        occasion is none that declint knows has a report without verdicts and findings.
        """
        waiting: deque[Draft] = deque()
        messages: list[Message] = []
        for message in self.describe.pipe(_each_way(drafts, waiting)):
            messages.append(message)
            if len(messages) == len(waiting[0].alternatives):
                yield hushed(self._reported(waiting.popleft(), messages, least))
                messages = []

    def _reported(self, draft: Draft, messages: list[Message], least: Severity) -> Report:
        """Report on a draft, along each way of reading it; all are of the occasion of the first that shows one."""
        read = [self.occasion(message) for message in messages]
        occasion = next((one for one in read if one.scenario), read[0])
        reports: list[Report] = []
        for message in messages:
            sought = {key_of(finding) for report in reports for finding in report.findings}
            reports.append(self._report(message, occasion, least, sought))
        whole = together(draft, reports) if draft.readings else reports[0]
        return widened(whole) if draft.template else whole

    def occasion(self, message: Message) -> Occasion:
        """Tell the occasion of a message: as it is named, or as it is read."""
        if named := message.draft.scenario or self.scenario:
            return Occasion(scenario=self.book.scenario(named).id)
        read = self.detect(message)
        if read.scenario and not read.sure and self.fallback:
            return read.model_copy(update={"scenario": self.fallback})
        return read

    def _report(self, message: Message, occasion: Occasion, least: Severity, sought: Set[Hashable]) -> Report:
        """Report on one way of reading; for the findings in `sought`, fixes have been sought already."""
        draft = message.draft
        acts = tuple(
            ActSpan(act=tokens.label_, span=(span := s.span_of(tokens)), text=draft.source[span.start : span.end])
            for s in message.sentences
            for tokens in s.acts
        )
        if occasion.scenario is None:
            return Report(draft=draft, occasion=occasion, acts=acts, verdicts=(), findings=())
        judge = self.judge(occasion.scenario)
        judgement = judge(message)
        proof = Proof(judge, judgement, self.describe.vocabulary.lexicon, partial(self._reread, draft, judge), least)
        findings = tuple(
            one.finding.model_copy(update={"fix": proof.fix(one)})
            if number < MOST_PROVEN and key_of(one.finding) not in sought
            else one.finding
            for number, one in enumerate(judgement.advice)
        )
        return Report(draft=draft, occasion=occasion, acts=acts, verdicts=judgement.verdicts, findings=findings)

    def judge(self, scenario: str) -> Judge:
        """Give the judge of a scenario."""
        if scenario not in self._judges:
            rules = self.book.rules_for(scenario, self.tune)
            chosen = [rule for rule in rules if self.only is None or rule.id in self.only]
            self._judges[scenario] = Judge(self.describe.vocabulary, self.book, chosen, scenario)
        return self._judges[scenario]

    def _reread(self, draft: Draft, judge: Judge, source: str, template: bool) -> Judgement | None:
        try:
            again = reread(draft, source)
        except ReadError:
            return None
        return judge(self.describe(again.model_copy(update={"template": template or again.template})))


def keep_warm() -> None:
    """Load what most linters need, for all that are made from now on in this process and those forked from it."""
    linter = Linter()
    for scenario in linter.book.scenarios:
        linter.judge(scenario)
    linter(reread(Draft(name="", source="", prose=""), WARMING))
    _, model, rules, *_, second_reader = linter.recipe
    _WARM[model, rules, second_reader] = linter.describe


def _each_way(drafts: Iterable[Draft], waiting: deque[Draft]) -> Iterator[Draft]:
    """Give each way of reading each draft, and put the draft among those that wait for their report."""
    for draft in drafts:
        waiting.append(draft)
        yield from draft.alternatives


def lint(text: str, scenario: str = AUTO) -> Report:
    """Lint one draft given as text."""
    from declint.read.text import draft

    return Linter(scenario)(draft("<text>", text))
