"""Wordings: several ways to say one thing that a message may lack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import Field, field_validator

from declint.model import Value
from declint.reword.facts import Facts
from declint.reword.insertion import Stands
from declint.reword.voice import Register

FIELD = re.compile(r"\{([a-z]+)\}")


class Wording(Value):
    """One way to say a thing: it speaks of facts as `{role}`, and is used only where they are known.

    `scenarios` and `register` say where it sounds right, `unless-done` beside which acts it would say a thing twice;
    anywhere where they are not given.
    """

    says: str = Field(min_length=1)
    scenarios: tuple[str, ...] = ()
    register_: Register | None = Field(default=None, alias="register")
    unless_done: tuple[str, ...] = Field(default=(), alias="unless-done")

    @field_validator("scenarios", "unless_done", mode="before")
    @classmethod
    def _as_tuple(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    def fields(self) -> set[str]:
        """Name the facts that it speaks of."""
        return set(FIELD.findall(self.says))

    @property
    def weight(self) -> tuple[int, bool]:
        """How much it tells: the facts that it speaks of, and whether it does what else is not done."""
        return len(self.fields()), bool(self.unless_done)

    def fits(self, facts: Facts) -> bool:
        """Tell whether it can be said in a message of which these facts are known."""
        here = not self.scenarios or not {facts.scenario, *facts.families}.isdisjoint(self.scenarios)
        fresh = facts.done.isdisjoint(self.unless_done)
        return here and fresh and self.fields() <= set(facts.known) and self.register_ in {None, facts.voice.register}


class Wordings(Value):
    """Several ways to say one thing; `stands` tells whether it is a sentence or a line of its own.

    `unless_done`: beside which acts any of them would say a thing twice.
    """

    id: str
    name: str = Field(min_length=1)
    stands: Stands = "sentence"
    unless_done: tuple[str, ...] = Field(default=(), alias="unless-done")
    wordings: tuple[Wording, ...] = Field(min_length=1)

    @field_validator("unless_done", mode="before")
    @classmethod
    def _as_tuple(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    def said(self, facts: Facts) -> Iterator[str]:
        """Give what can be said, in the writer's voice: what tells most first, and among equals by the draft."""
        fresh = facts.done.isdisjoint(self.unless_done)
        fitting = [one for one in self.wordings if fresh and one.fits(facts)]
        for weight in sorted({one.weight for one in fitting}, reverse=True):
            equals = [one for one in fitting if one.weight == weight]
            turn = facts.seed % len(equals)
            for one in (*equals[turn:], *equals[:turn]):
                text = facts.voice.says(one.says) if self.stands == "sentence" else one.says
                yield FIELD.sub(lambda field: facts.known[field[1]], text)
