"""The files under `rules/`, as values."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator, model_validator

from declint.match.message import ANYWHERE, SPOKEN_FOR, PartKind
from declint.match.patterns import Pattern
from declint.match.predicates import Narrowing
from declint.model import Severity, Value
from declint.rulebook.checks import Call, Check, Forbid, Limit, Measure, Order, Require
from declint.rulebook.rewrites import Rewrite
from declint.rulebook.turns import Turn

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1)]

CHECKS = ("forbid", "require", "limit", "order", "measure", "call")
MARK = re.compile(r"«(.*?)»", re.DOTALL)
FIELD = re.compile(r"\{([^{}]*)\}")


class WordClass(Value):
    """A named set of words that patterns share; an entry is a dictionary form."""

    id: Id
    name: Text
    words: tuple[Text, ...] = Field(min_length=1)
    includes: tuple[Id, ...] = ()


class ActExamples(Value):
    """Sentences that do an act, and sentences that look like it and do not."""

    is_: tuple[Text, ...] = Field(alias="is", min_length=3)
    is_not: tuple[Text, ...] = Field(alias="is-not", min_length=3)


class ActPattern(Pattern):
    """One way to do an act; `beside` counts it only where its sentence also does one of these, in other words.

    `certain`: so plain that it counts whatever the second reader makes of it.
    """

    beside: tuple[Id, ...] = ()
    certain: bool = False


class Act(Value):
    """What one act looks like; it counts in the parts `within`.

    `unless`: none of its patterns counts where one of these is true.
    `yields_to`: it gives way where one of these acts is done by overlapping words.
    `carries`: what a message is written for, so that a sentence which does it stays, whatever goes around it.
    """

    id: Id
    name: Text
    patterns: tuple[ActPattern, ...] = Field(min_length=1)
    unless: tuple[Narrowing, ...] = ()
    within: tuple[PartKind, ...] = (*SPOKEN_FOR, "branch")
    yields_to: tuple[Id, ...] = Field(default=(), alias="yields-to")
    carries: bool = False
    examples: ActExamples

    @field_validator("within", "yields_to", mode="before")
    @classmethod
    def _as_tuple(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value


class Fact(Value):
    """Something that a message may tell and wordings may speak of: how it is found, and how it is put."""

    id: Id
    name: Text
    within: tuple[PartKind, ...] = ("subject", *SPOKEN_FOR)
    patterns: tuple[Turn, ...] = Field(min_length=1)


class Bad(Value):
    """A draft that breaks the rule at its «marks», and what it becomes when mended."""

    text: Text
    becomes: str | None = None

    @property
    def plain(self) -> str:
        """The text without its marks."""
        return MARK.sub(r"\1", self.text)

    @property
    def marks(self) -> list[tuple[int, int]]:
        """The marked stretches, as offsets in the plain text."""
        return [
            (match.start() - 2 * number, match.end() - 2 * number - 2)
            for number, match in enumerate(MARK.finditer(self.text))
        ]


class Rule(Value):
    """One thing the guide asks, in one file: how it is checked, what is said, and its examples.

    `template`: its examples are templates, not drafts.
    """

    id: Id
    name: Text
    guide: Id
    severity: Severity
    scenarios: tuple[Id, ...] = Field(min_length=1)
    forbid: Forbid | None = None
    require: Require | None = None
    limit: Limit | None = None
    order: Order | None = None
    measure: Measure | None = None
    call: Call | None = None
    message: Text
    template: bool = False
    rewrite: tuple[Rewrite, ...] = ()
    good: tuple[Text, ...] = Field(min_length=3)
    near: tuple[Text, ...] = Field(min_length=1)
    bad: tuple[Bad, ...] = Field(min_length=3)

    @field_validator("scenarios", mode="before")
    @classmethod
    def _as_tuple(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @field_validator("rewrite", mode="before")
    @classmethod
    def _one_or_more(cls, value: Any) -> Any:
        return (value,) if isinstance(value, dict) else value

    @field_validator("bad", mode="before")
    @classmethod
    def _texts(cls, value: Any) -> Any:
        return [{"text": one} if isinstance(one, str) else one for one in value] if isinstance(value, list) else value

    @model_validator(mode="after")
    def _whole(self) -> Rule:
        if sum(getattr(self, kind) is not None for kind in CHECKS) != 1:
            raise ValueError(f"a rule has one check: one of {', '.join(CHECKS)}")
        known = self.check.names()
        said = set(FIELD.findall(self.message)).union(*(one.names() for one in self.rewrite))
        if unknown := said - known:
            raise ValueError(f"nothing is named '{unknown.pop()}'; there are {', '.join(sorted(known))}")
        if any(one.tier != "idea" for one in self.rewrite) and not any(one.becomes for one in self.bad):
            raise ValueError("a rule with a rewrite shows in a bad example what the text becomes")
        if not self.rewrite and any(one.becomes for one in self.bad):
            raise ValueError("'becomes' needs a rewrite")
        for one in self.bad:
            if not one.marks:
                raise ValueError(f"no «mark» in the bad example '{one.text[:40]}'")
        return self

    @property
    def kind(self) -> str:
        """Name the kind of check: forbid, require, limit, order, measure or call."""
        return next(kind for kind in CHECKS if getattr(self, kind) is not None)

    @property
    def check(self) -> Check:
        """The one check of the rule."""
        check: Check = getattr(self, self.kind)
        return check


class Sign(Value):
    """Something by which a message shows its occasion: acts, parts or words, and how much it tells.

    `weight` is negative for what speaks against. Without any of its `core` signs an occasion weighs
    nothing, whatever else speaks for it. `without`: only in a message that does none of these acts.
    `beside`: only in a sentence that does one of these. `absent`: it counts where it is not found.
    `says` ends the sentence "read as …, because …";
    a sign that says nothing counts in silence.
    """

    act: tuple[Id, ...] = ()
    part: tuple[PartKind, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    within: tuple[PartKind, ...] = ANYWHERE
    without: tuple[Id, ...] = ()
    beside: tuple[Id, ...] = ()
    weight: float
    core: bool = False
    absent: bool = False
    says: Text | None = None

    @field_validator("act", "part", "within", "without", "beside", mode="before")
    @classmethod
    def _as_tuple(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_form(self) -> Sign:
        if sum(map(bool, (self.act, self.part, self.patterns))) != 1:
            raise ValueError("a sign has one of 'act', 'part' and 'patterns'")
        return self


class Family(Value):
    """Scenarios that rules name together, and the signs that they share."""

    id: Id
    name: Text
    signs: tuple[Sign, ...] = Field(min_length=1)


class Neighbour(Value):
    """An occasion that uses the words of ours and is none: told apart, and not judged."""

    id: Id
    name: Text
    signs: tuple[Sign, ...] = Field(min_length=1)


class Scenario(Value):
    """An occasion: the families of rules that hold on it, its own numbers, and the signs that show it.

    `decides` is the act by which something is decided on it: no rewrite takes it away.
    """

    id: Id
    name: Text
    families: tuple[Id, ...] = ()
    decides: Id | None = None
    signs: tuple[Sign, ...] = ()
    tune: dict[Id, dict[str, Any]] = Field(default_factory=dict)
