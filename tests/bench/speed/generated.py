"""Drafts by the thousand, the same for the same seed, made from the phrases in phrases.toml.

`distinct` gives drafts as people write them, of which most sentences stand in one draft only; `library` gives drafts
as libraries of templates hold them, which share a few hundred sentences. About a third of either have faults.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

HERE = Path(__file__).parent
DRAFT = HERE / "draft.txt"
"""A decline of about 150 words."""

ORDINARY = HERE / "ordinary.eml"
"""A message of another kind."""

SEED = 2026
SCENARIOS = ("decline", "withdraw", "reschedule", "rejection", "open")
SHARES = (4, 1, 1, 1, 1)
"""How often each scenario comes: most drafts decline."""

FAULTS = ("thankless", "late thanks", "blunt", "hedged", "misspelt")
FAULTY = 1 / 3
HALF = 0.5

POOL = 7
"""Wordings that a library has of each sentence of each scenario."""

NAMES = 8
"""People that a library's drafts are addressed to and signed by."""

SLOT = re.compile(r"\{(\w+)\}")
BREAK = "/"

Say = Callable[[str, str], str]
"""Gives a sentence, by its scenario and its kind."""


@dataclass(frozen=True)
class Draft:
    """A draft by its paragraphs, each a tuple of sentences, with the faults that were put in."""

    greeting: str
    paragraphs: tuple[tuple[str, ...], ...]
    closing: tuple[str, str]
    faults: tuple[str, ...]

    @property
    def text(self) -> str:
        """The draft as it is sent."""
        body = (" ".join(sentences) for sentences in self.paragraphs)
        return "\n\n".join([self.greeting, *body, "\n".join(self.closing)]) + "\n"

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is read one by one: sentences, and the lines of greeting and closing."""
        return (self.greeting, *(one for sentences in self.paragraphs for one in sentences), *self.closing)


class Census(NamedTuple):
    """How large some drafts are, as counted."""

    drafts: int
    different: int
    words: float
    sentences: int
    distinct: int
    faulty: int

    @classmethod
    def of(cls, drafts: Sequence[Draft]) -> Census:
        """Count."""
        texts = [draft.text for draft in drafts]
        sentences = [one for draft in drafts for one in draft.sentences]
        words = sum(len(text.split()) for text in texts) / len(texts)
        faulty = sum(bool(draft.faults) for draft in drafts)
        return cls(len(texts), len(set(texts)), words, len(sentences), len(set(sentences)), faulty)

    def __str__(self) -> str:
        return (
            f"{self.drafts:,} drafts ({self.different:,} different), mean {self.words:.0f} words, "
            f"{self.sentences:,} sentences, {self.distinct:,} of them distinct; {self.faulty:,} with faults"
        )


def distinct(count: int, seed: int = SEED) -> list[Draft]:
    """Make drafts of which no two are the same; each has its own people, company, role."""
    rng = Random(seed)
    made: dict[str, Draft] = {}
    while len(made) < count:
        known = facts(rng)
        draft = _draft(rng, partial(_sentence, rng, known), known)
        made.setdefault(draft.text, draft)
    return list(made.values())


def library(count: int, seed: int = SEED) -> list[Draft]:
    """Make drafts out of a few wordings of each sentence; all drafts of a scenario are for the same position."""
    rng = Random(seed)
    known = {scenario: facts(rng) for scenario in SCENARIOS}
    people = [facts(rng) for _ in range(NAMES)]

    @cache
    def pool(scenario: str, kind: str) -> list[str]:
        # Its own dice, so that wordings do not depend on which draft asks first.
        dice = Random(f"{seed} {scenario} {kind}")
        return [_sentence(dice, known[scenario], scenario, kind) for _ in range(POOL)]

    def say(scenario: str, kind: str) -> str:
        return rng.choice(pool(scenario, kind))

    return [_draft(rng, say, rng.choice(people)) for _ in range(count)]


def write(drafts: Iterable[Draft], folder: Path) -> Path:
    """Write each draft into a file of a new folder."""
    folder.mkdir(parents=True)
    for number, draft in enumerate(drafts):
        (folder / f"{number:05}.txt").write_text(draft.text, encoding="utf-8")
    return folder


def facts(rng: Random) -> dict[str, str]:
    """Settle what stays the same within a draft."""
    return {name: _filled(rng, template, {}) for name, template in phrases()["facts"].items()}


@cache
def phrases() -> dict[str, dict[str, Any]]:
    """Read the phrases."""
    return tomllib.loads((HERE / "phrases.toml").read_text(encoding="utf-8"))


def _draft(rng: Random, say: Say, known: dict[str, str]) -> Draft:
    (scenario,) = rng.choices(SCENARIOS, SHARES)
    faults = tuple(rng.sample(FAULTS, rng.choice((1, 1, 2)))) if rng.random() < FAULTY else ()
    plan = [kind for kind in phrases()["plan"][scenario].split() if not kind.endswith("?") or rng.random() < HALF]
    paragraphs: list[list[str]] = [[]]
    for kind in _faulted(rng, [kind.rstrip("?") for kind in plan], faults):
        if kind == BREAK:
            paragraphs.append([])
        else:
            sentence = say(scenario, kind)
            paragraphs[-1].append(_misspelt(sentence) if "misspelt" in faults else sentence)
    said = tuple(tuple(sentences) for sentences in paragraphs if sentences)
    return Draft(known["greeted"], said, (known["signed"], known["me"]), faults)


def _faulted(rng: Random, plan: list[str], faults: Sequence[str]) -> list[str]:
    """Put faults into what is to be said, in its order."""
    if {"thankless", "late thanks"} & set(faults):
        plan.remove("thanks")
    if "late thanks" in faults:
        plan.append("thanks")
    for kind in sorted({"blunt", "hedged"} & set(faults)):
        plan.insert(rng.randrange(1, len(plan)), kind)
    return plan


def _misspelt(sentence: str) -> str:
    for right, wrong in phrases()["misspelt"].items():
        for one, other in ((right, wrong), (right.capitalize(), wrong.capitalize())):
            sentence = sentence.replace(one, other)
    return sentence


def _sentence(rng: Random, known: dict[str, str], scenario: str, kind: str) -> str:
    found = next(part[kind] for part in (phrases()[name] for name in (scenario, "any", "fault")) if kind in part)
    filled = _filled(rng, rng.choice(found), known)
    return filled[0].upper() + filled[1:]


def _filled(rng: Random, template: str, known: dict[str, str]) -> str:
    """Fill the slots of a template, and those of what they are filled with."""

    def choice(slot: re.Match[str]) -> str:
        name = slot[1]
        return known[name] if name in known else _filled(rng, rng.choice(phrases()["words"][name]), known)

    return SLOT.sub(choice, template)
