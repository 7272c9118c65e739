"""The rulebook: every file under `rules/`, read, checked against each other, and put together."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from declint import home
from declint.errors import ConfigError, Place, RuleError
from declint.match.clauses import NEEDED as CLAUSE_CLASSES
from declint.match.finders import NEEDED as FINDER_CLASSES
from declint.match.sides import NEEDED as SIDE_CLASSES
from declint.match.words import Lexicon
from declint.reword.facts import NEEDED as FACT_CLASSES
from declint.reword.times import NEEDED as TIME_CLASSES
from declint.reword.voice import NEEDED as VOICE_CLASSES
from declint.rulebook.guide import Criterion
from declint.rulebook.shapes import Act, Fact, Family, Neighbour, Rule, Scenario, Sign, WordClass
from declint.rulebook.wordings import Wordings
from declint.store import Store, stamp

PART_CLASSES = frozenset(
    {
        "after-greeting",
        "greeting-openers",
        "informal-greetings",
        "informal-sign-offs",
        "job-hints",
        "job-talk",
        "never-names",
        "no-greetings",
        "sign-offs",
        "surnames-too",
        "titles",
    }
)
"""The word classes by which `describe` finds the parts of a message, and by which a message is seen to be ours."""

NEEDED_CLASSES = (
    CLAUSE_CLASSES | FACT_CLASSES | FINDER_CLASSES | PART_CLASSES | SIDE_CLASSES | TIME_CLASSES | VOICE_CLASSES
)
"""The word classes that code reads by; a rulebook must have them."""

READ_OTHERWISE = frozenset({"greeted", "writer", "when", "because"})
"""The facts that no pattern finds: whom it is to, who writes, and the day and the reason in a sentence replaced."""

ANY = "any"
"""The family that every scenario belongs to."""


@dataclass(frozen=True)
class Rulebook:
    """All acts, rules, word classes and scenarios, and the guide that they rest on."""

    guide: Mapping[str, Criterion]
    words: Mapping[str, WordClass]
    acts: Mapping[str, Act]
    rules: Mapping[str, Rule]
    scenarios: Mapping[str, Scenario]
    families: Mapping[str, Family] = field(default_factory=dict)
    neighbours: Mapping[str, Neighbour] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    wordings: Mapping[str, Wordings] = field(default_factory=dict)
    paths: Mapping[tuple[str, str], Path] = field(default_factory=dict, repr=False, compare=False)
    origin: tuple[bytes, ...] = field(default=(), repr=False, compare=False)
    """What it was read from, and when that was last changed: what is made of it can be kept by that."""

    @cached_property
    def lexicon(self) -> Lexicon:
        """The word classes, with all that they include."""
        return Lexicon({name: tuple(self._words(name, frozenset())) for name in self.words})

    def _words(self, name: str, above: frozenset[str]) -> Iterator[str]:
        word_class = self.words[name]
        yield from word_class.words
        for included in word_class.includes:
            if included not in above:
                yield from self._words(included, above | {name})

    def scenario(self, name: str) -> Scenario:
        """Give a scenario by its id; ConfigError with a suggestion where there is none."""
        if name not in self.scenarios:
            raise ConfigError(f"no scenario '{name}'; {suggest(name, self.scenarios)}")
        return self.scenarios[name]

    def rule(self, name: str) -> Rule:
        """Give a rule by its id; ConfigError with a suggestion where there is none."""
        if name not in self.rules:
            raise ConfigError(f"no rule '{name}'; {suggest(name, self.rules)}")
        return self.rules[name]

    def topic(self, rule: str) -> str:
        """Name the folder that a rule stands in."""
        return self.paths["rule", rule].parent.name

    def rules_for(self, scenario: str, tune: Mapping[str, Mapping[str, Any]] | None = None) -> tuple[Rule, ...]:
        """Give the rules that hold in a scenario, with its numbers, and over them those of `tune`."""
        chosen = self.scenario(scenario)
        names = {ANY, chosen.id, *chosen.families}
        held = (rule for rule in self.rules.values() if not names.isdisjoint(rule.scenarios))
        return tuple(self._tuned(rule, chosen, (tune or {}).get(rule.id, {})) for rule in held)

    def signs_of(self, scenario: Scenario) -> tuple[Sign, ...]:
        """Give the signs of a scenario: its own, and those of its families."""
        shared = (self.families[name].signs for name in scenario.families if name in self.families)
        return (*scenario.signs, *(sign for signs in shared for sign in signs))

    def holds(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give the scenarios that are named, or whose families are."""
        wanted = set(names)
        return tuple(s.id for s in self.scenarios.values() if not wanted.isdisjoint({ANY, s.id, *s.families}))

    def tuning(self, tune: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
        """Give the numbers that a user sets for rules, checked; ConfigError for what no rule has."""
        for name, numbers in tune.items():
            try:
                _with_numbers(self.rule(name), numbers)
            except (ValidationError, ValueError) as fault:
                said = fault.errors()[0]["msg"] if isinstance(fault, ValidationError) else str(fault)
                raise ConfigError(f"tune.{name}: {said}") from fault
        return tune

    def _tuned(self, rule: Rule, scenario: Scenario, own: Mapping[str, Any]) -> Rule:
        numbers = {**scenario.tune.get(rule.id, {}), **own}
        if not numbers:
            return rule
        try:
            return _with_numbers(rule, numbers)
        except (ValidationError, ValueError) as fault:
            from declint.rulebook import strict_yaml

            place = strict_yaml.locate(self.paths["scenario", scenario.id], ("tune", rule.id))
            said = fault.errors()[0]["msg"] if isinstance(fault, ValidationError) else str(fault)
            raise RuleError(f"tune.{rule.id}: {said}", place) from fault


def _with_numbers(rule: Rule, numbers: Mapping[str, Any]) -> Rule:
    """Give a rule with other numbers: its severity, its rewrite, or a field of its check."""
    data = rule.model_dump(by_alias=True, exclude_unset=True)
    fields = {field.alias or name for name, field in type(rule.check).model_fields.items()}
    for key, value in numbers.items():
        if key not in {"severity", "rewrite", *fields}:
            raise ValueError(f"'{key}' is no number of this rule; {suggest(key, {'severity', *fields})}")
        (data if key in {"severity", "rewrite"} else data[rule.kind])[key] = value
    return Rule.model_validate(data)


SHELVES: Mapping[str, tuple[str, type[BaseModel]]] = {
    "words": ("words", WordClass),
    "acts": ("act", Act),
    "scenarios": ("scenario", Scenario),
    "families": ("family", Family),
    "neighbours": ("neighbour", Neighbour),
    "facts": ("fact", Fact),
    "wordings": ("wordings", Wordings),
}
"""The folders that hold no rules: what a file in each is called, and its shape."""

TOPIC: tuple[str, type[BaseModel]] = ("rule", Rule)
"""Every other folder is a topic of rules."""


def load(*roots: Path) -> Rulebook:
    """Read one or more folders of rules; the first must hold `guide.md`.

    A later folder adds to the earlier ones and may replace one of their files by another of the same id.
    What was read once is kept as values, ten times as quick to load, until a file changes.
    Raises RuleError for the first fault, at its line and column.
    """
    roots = roots or (home.rules(),)
    origin = (b"rulebook", "\n".join(map(str, roots)).encode("utf-8", "surrogateescape"), stamp(*roots))
    kept = Store.own()
    if known := kept.get(*origin):
        # Only what this user's own store has signed is opened.
        book: Rulebook = pickle.loads(known)  # noqa: S301
        return book
    book = replace(_read(roots), origin=origin)
    _ = book.lexicon  # so that it is kept too
    kept.put(pickle.dumps(book, pickle.HIGHEST_PROTOCOL), *origin)
    return book


def _read(roots: Sequence[Path]) -> Rulebook:
    from declint.rulebook import guide as guide_file
    from declint.rulebook import strict_yaml

    guide: dict[str, Criterion] = {}
    kept: dict[str, dict[str, Any]] = {kind: {} for kind, _ in (*SHELVES.values(), TOPIC)}
    paths: dict[tuple[str, str], Path] = {}
    for number, root in enumerate(roots):
        if not root.is_dir():
            raise RuleError("there is no such folder of rules", Place(root))
        if number == 0 or (root / "guide.md").exists():
            guide |= guide_file.load(root / "guide.md")
        for path in sorted(root.glob("*/*.yaml")):
            kind, shape = SHELVES.get(path.parent.name, TOPIC)
            kept[kind][path.stem] = strict_yaml.load(path, shape)
            paths[kind, path.stem] = path
    order = {criterion: number for number, criterion in enumerate(guide)}
    rules = sorted(kept["rule"].items(), key=lambda item: (order.get(item[1].guide, len(order)), item[0]))
    book = Rulebook(
        guide=guide,
        words=kept["words"],
        acts=kept["act"],
        rules=dict(rules),
        scenarios=kept["scenario"],
        families=kept["family"],
        neighbours=kept["neighbour"],
        facts=kept["fact"],
        wordings=kept["wordings"],
        paths=paths,
    )
    for name in sorted(NEEDED_CLASSES - set(book.words)):
        raise RuleError("is missing: clauses cannot be read without it", Place(roots[0] / "words" / f"{name}.yaml"))
    for (kind, name), steps, unknown, known in _dangling(book):
        raise RuleError(
            f"{'.'.join(map(str, steps))}: nothing is called '{unknown}'; {suggest(unknown, known)}",
            strict_yaml.locate(paths[kind, name], steps),
        )
    return book


def suggest(name: str, known: Iterable[str]) -> str:
    """Say what was perhaps meant, or what there is."""
    names = sorted(known)
    near = get_close_matches(name, names, 1)
    return f"did you mean '{near[0]}'?" if near else f"there are {', '.join(names) or 'none'}"


SpokenOf = tuple[tuple[str, str], tuple[Any, ...], Iterable[str], Collection[str]]
Dangling = tuple[tuple[str, str], tuple[Any, ...], str, Iterable[str]]


def _dangling(book: Rulebook) -> Iterator[Dangling]:
    """Find the names that nothing answers to, across files."""
    families = {ANY, *book.scenarios, *(f for s in book.scenarios.values() for f in s.families)}
    for place, steps, names, known in (
        *_spoken_of_words(book),
        *_spoken_of_rules(book, families),
        *_spoken_of_rewrites(book, families),
        *_spoken_of_signs(book),
    ):
        for name in names:
            if name not in known:
                yield place, steps, name, known


def _spoken_of_words(book: Rulebook) -> Iterator[SpokenOf]:
    """Give the names that word classes and acts speak of, each with what there is of its kind."""
    for word_class in book.words.values():
        yield ("words", word_class.id), ("includes",), word_class.includes, book.words
    for act in book.acts.values():
        yield ("act", act.id), ("yields-to",), act.yields_to, book.acts
        for number, pattern in enumerate(act.patterns):
            yield ("act", act.id), ("patterns", number), pattern.classes(), book.words
            yield ("act", act.id), ("patterns", number, "beside"), pattern.beside, book.acts


def _spoken_of_rules(book: Rulebook, families: set[str]) -> Iterator[SpokenOf]:
    """Give the names that rules and scenarios speak of, each with what there is of its kind."""
    for rule in book.rules.values():
        yield ("rule", rule.id), ("guide",), [rule.guide], book.guide
        yield ("rule", rule.id), ("scenarios",), rule.scenarios, families
        yield ("rule", rule.id), (rule.kind,), rule.check.acts(), book.acts
        yield ("rule", rule.id), (rule.kind, "patterns"), rule.check.classes(), book.words
    for scenario in book.scenarios.values():
        yield ("scenario", scenario.id), ("tune",), scenario.tune, book.rules
        yield ("scenario", scenario.id), ("decides",), [scenario.decides] if scenario.decides else [], book.acts


def _spoken_of_rewrites(book: Rulebook, families: set[str]) -> Iterator[SpokenOf]:
    """Give the names that rewrites, facts and wordings speak of, each with what there is of its kind."""
    for rule in book.rules.values():
        for number, rewrite in enumerate(rule.rewrite):
            place, steps = ("rule", rule.id), ("rewrite", number)
            yield place, steps, rewrite.classes(), book.words
            yield place, steps, rewrite.acts(), book.acts
            yield place, (*steps, "say"), rewrite.wordings(), book.wordings
    for fact in book.facts.values():
        for number, pattern in enumerate(fact.patterns):
            yield ("fact", fact.id), ("patterns", number), pattern.classes(), book.words
    for one in book.wordings.values():
        yield ("wordings", one.id), ("unless-done",), one.unless_done, book.acts
        for number, wording in enumerate(one.wordings):
            yield ("wordings", one.id), ("wordings", number, "scenarios"), wording.scenarios, families
            yield ("wordings", one.id), ("wordings", number, "unless-done"), wording.unless_done, book.acts
            yield ("wordings", one.id), ("wordings", number), wording.fields(), {*book.facts, *READ_OTHERWISE}


def _spoken_of_signs(book: Rulebook) -> Iterator[SpokenOf]:
    """Give the names that the signs of occasions speak of, each with what there is of its kind."""
    occasions: list[tuple[str, Scenario | Family | Neighbour]] = [("scenario", one) for one in book.scenarios.values()]
    occasions += [("family", one) for one in book.families.values()]
    occasions += [("neighbour", one) for one in book.neighbours.values()]
    for kind, occasion in occasions:
        for number, sign in enumerate(occasion.signs):
            place, steps = (kind, occasion.id), ("signs", number)
            yield place, (*steps, "act"), sign.act, book.acts
            yield place, (*steps, "without"), sign.without, book.acts
            yield place, (*steps, "beside"), sign.beside, book.acts
            for pattern in sign.patterns:
                yield place, (*steps, "patterns"), pattern.classes(), book.words
