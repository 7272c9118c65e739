"""Pages about the rulebook: one rule, one criterion, one act, the list, the index, the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from declint.describe import second_reader
from declint.errors import ConfigError
from declint.match.finders import FINDERS
from declint.match.measures import MEASURES
from declint.match.predicates import PREDICATES
from declint.rulebook import Rulebook
from declint.rulebook.guide import Criterion
from declint.rulebook.rewrites import KINDS as KINDS_OF_REWRITE
from declint.rulebook.shapes import Act, Rule

KINDS = {
    "forbid": "these words may not be said",
    "require": "this must be said",
    "limit": "this may be said so often and no oftener",
    "order": "one thing comes before another",
    "measure": "a figure stays within bounds",
    "call": "a finder looks for it",
}


def rule_page(rule: Rule, book: Rulebook) -> str:
    """Give all there is to know of a rule."""
    criterion = book.guide[rule.guide]
    return "\n".join(
        [
            f"{rule.id}: {rule.name}",
            "",
            f"  The guide asks:  {criterion.asks}",
            f"                   ({criterion.section}; criterion {criterion.id})",
            f"  Severity:        {rule.severity}",
            f"  Holds in:        {', '.join(rule.scenarios)}",
            f"  How:             {KINDS[rule.kind]} ({rule.kind})",
            f"  Says:            {rule.message}",
            f"  Offers a fix:    {_tiers(rule) or 'no'}",
            "",
            "  Good:",
            *(f"    {line}" for text in rule.good for line in _example(text)),
            "  Close, but good:",
            *(f"    {line}" for text in rule.near for line in _example(text)),
            "  Bad, with the words marked:",
            *(f"    {line}" for bad in rule.bad for line in _example(bad.text)),
            *(
                ["  Becomes:", *(f"    {line}" for b in rule.bad if b.becomes for line in _example(b.becomes))]
                if rule.rewrite
                else []
            ),
        ]
    )


def criterion_page(criterion: Criterion, book: Rulebook) -> str:
    """Give what a criterion asks, and the rules that check it."""
    rules = [rule for rule in book.rules.values() if rule.guide == criterion.id]
    return "\n".join(
        [
            f"{criterion.id}: {criterion.name}",
            "",
            f"  The guide asks:  {criterion.asks}",
            f"                   ({criterion.section})",
            "  Rules:",
            *(f"    {rule.id}: {rule.name} ({rule.severity})" for rule in rules),
        ]
    )


def act_page(act: Act) -> str:
    """Give what an act is, by its examples, and who sees it."""
    learned = act.id in second_reader.settings()["acts"]
    return "\n".join(
        [
            f"{act.id}: {act.name}",
            "",
            f"  Seen by the patterns of acts/{act.id}.yaml" + (", and by the second reader." if learned else "."),
            "",
            "  Is:",
            *(f"    {line}" for text in act.examples.is_ for line in _example(text)),
            "  Is not:",
            *(f"    {line}" for text in act.examples.is_not for line in _example(text)),
        ]
    )


def list_page(book: Rulebook) -> str:
    """Give the rules under what the guide asks."""
    return "\n".join(_by_criterion(book))


def _by_criterion(book: Rulebook) -> Iterator[str]:
    for criterion in book.guide.values():
        rules = [rule for rule in book.rules.values() if rule.guide == criterion.id]
        yield f"{criterion.name} ({criterion.id})"
        yield from (f"  {rule.severity:8} {rule.id:28} {rule.name}" for rule in rules)


def coverage_page(book: Rulebook) -> str:
    """Give, as a table, every criterion with its section, where it holds, and the rules that check it."""
    lines = ["| criterion | section of the guide | holds in | rules |", "|---|---|---|---|"]
    for criterion in book.guide.values():
        rules = ", ".join(rule.id for rule in book.rules.values() if rule.guide == criterion.id) or "none"
        lines.append(f"| {criterion.id} | {criterion.section} | {', '.join(criterion.holds_in)} | {rules} |")
    checked = sum(any(rule.guide == criterion for rule in book.rules.values()) for criterion in book.guide)
    return "\n".join([*lines, "", f"{checked} of {len(book.guide)} criteria are checked, by {len(book.rules)} rules."])


def index_page(book: Rulebook) -> str:
    """Give `rules/README.md`: the rules by folder."""
    lines = ["# Rules", "", "Written by `declint rules --index`; do not edit by hand."]
    for topic in sorted({book.topic(rule) for rule in book.rules}):
        lines += [
            "",
            f"## {topic}",
            "",
            "| rule | what it asks | criterion | severity | fix |",
            "|---|---|---|---|---|",
        ]
        for rule in sorted(book.rules.values(), key=lambda one: one.id):
            if book.topic(rule.id) == topic:
                fix = _tiers(rule)
                link = f"[{rule.id}]({topic}/{rule.id}.yaml)"
                lines.append(f"| {link} | {rule.name} | {rule.guide} | {rule.severity} | {fix} |")
    lines += ["", "## Acts", "", "| act | name |", "|---|---|"]
    lines += [f"| [{act.id}](acts/{act.id}.yaml) | {act.name} |" for act in book.acts.values()]
    lines += ["", "## Scenarios", "", "| scenario | name | families |", "|---|---|---|"]
    lines += [
        f"| [{s.id}](scenarios/{s.id}.yaml) | {s.name} | {', '.join(s.families)} |" for s in book.scenarios.values()
    ]
    lines += ["", "## Neighbours", "", "Told apart from the scenarios, and not judged.", "", "| neighbour | name |"]
    lines += ["|---|---|", *(f"| [{n.id}](neighbours/{n.id}.yaml) | {n.name} |" for n in book.neighbours.values())]
    return "\n".join(lines)


def words_page() -> str:
    """Give the vocabulary that rule files are written in: predicates, measures, finders."""
    lines = ["Predicates, after 'where' and 'unless':"]
    for name, predicate in sorted(PREDICATES.items()):
        said = f"{{{name}: {predicate.argument}}}" if predicate.argument else name
        lines.append(f"  {said:34} {_first_line(predicate.holds)}")
    lines += ["", "Measures, after 'measure: {what: …}':"]
    lines += [f"  {name:34} {_first_line(function)}" for name, function in sorted(MEASURES.items())]
    lines += ["", "Finders, after 'call: {finder: …}':"]
    lines += [f"  {name:34} {_first_line(function)}" for name, function in sorted(FINDERS.items())]
    lines += ["", "Rewrites, after 'rewrite:':"]
    lines += [f"  {name:34} {_first_line(kind)}" for name, kind in sorted(KINDS_OF_REWRITE.items())]
    return "\n".join(lines)


def skeleton(name: str) -> str:
    """Give the text of a rule file to begin with.

    Raises ConfigError for a name that cannot be a rule's id.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        raise ConfigError(f"a rule's id is small words with dashes, like no-emoji, not '{name}'")
    return SKELETON.replace("RULE-ID", name)


def _tiers(rule: Rule) -> str:
    """Name the kinds of rewrite that a rule offers."""
    return ", ".join(dict.fromkeys(one.tier for one in rule.rewrite))


def _example(text: str) -> list[str]:
    lines = text.rstrip("\n").split("\n")
    return ["· " + lines[0], *("  " + line for line in lines[1:])]


def _first_line(function: object) -> str:
    return (function.__doc__ or "").strip().splitlines()[0]


SKELETON = """\
id: RULE-ID
name: What the rule asks, in a few words

guide: professional-tone          # the criterion it checks; see `declint rules`
severity: note                    # a new rule stays a note until it has run over many drafts
scenarios: [any]                  # families or scenarios

forbid:                           # or require, limit, order, measure, call
  patterns:
    - phrases: ["by the bye"]     # see `declint rules --words` for what can narrow a pattern

message: "“{match}” is …; say what to do instead."

good:
  - I would like to ask you something.
  - Thank you for the call.
  - I wish you a good week.
near:
  - I am standing by the door.
bad:
  - "«By the bye», I am not coming."
  - "I am not coming, «by the bye»."
  - "Thank you, and, «by the bye», good luck."
"""
