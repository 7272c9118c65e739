"""Selection: which rules drafts are held to, by the ids of rules and criteria that settings and flags name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from declint.config import Config
from declint.errors import ConfigError
from declint.model import Severity
from declint.rulebook import Rulebook, suggest


def chosen(book: Rulebook, select: Iterable[str], ignore: Iterable[str]) -> frozenset[str] | None:
    """Give the rules that are selected and not ignored; None for all.

    Raises ConfigError for an id that there is not, here as below.
    """
    select, ignore = list(_split(select)), list(_split(ignore))
    if not select and not ignore:
        return None
    wanted = named(book, select) if select else set(book.rules)
    return frozenset(wanted - named(book, ignore))


def named(book: Rulebook, names: Iterable[str]) -> set[str]:
    """Give the rules of some ids, which may be those of rules or of criteria."""
    found: set[str] = set()
    for name in names:
        rules = {rule.id for rule in book.rules.values() if name in {rule.id, rule.guide}}
        if not rules:
            raise ConfigError(f"no rule or criterion '{name}'; {suggest(name, {*book.rules, *book.guide})}")
        found |= rules
    return found


def of_path(book: Rulebook, settings: Config, path: str) -> dict[str, Any]:
    """Give what a draft of a path is not held to, and what weighs otherwise in it, as fields of the draft."""
    select, ignore = settings.rules_of(path)
    grades = settings.severities_of(path)
    hushed = named(book, [*ignore, *(name for name, grade in grades.items() if grade == "off")])
    if select:
        hushed |= set(book.rules) - named(book, select)
    named(book, grades)
    graded = tuple((name, Severity(grade)) for name, grade in grades.items() if grade != "off")
    return {"hushed": frozenset(hushed), "graded": graded}


def _split(names: Iterable[str]) -> Iterator[str]:
    for given in names:
        yield from (name.strip() for name in given.split(",") if name.strip())
