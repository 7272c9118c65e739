"""Drafts: rows read as messages, or what keeps them from being any."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from declint.edges.batch.rows import LINES, Given
from declint.errors import ConfigError, ReadError
from declint.linter import AUTO
from declint.model import ANY_OFFICE, Draft, Office
from declint.read import mail, suppressions, template, text
from declint.report.document import HALF
from declint.rulebook import Rulebook

SCENARIO, TEMPLATE = "scenario", "template"

MOST_SAID = 200
"""Characters of what is said of a row."""


@dataclass(frozen=True)
class Wishes:
    """How rows are read: the fields of their text and id, and what holds for all of them.

    `scenario` goes before what a row names, `usual` is for rows that name none. `held_to` are fields of every
    draft. `content_free` is whether no word of a message may be repeated.
    """

    text: str = "text"
    id: str = "id"
    scenario: str | None = None
    usual: str | None = None
    template: bool = False
    office: Office = ANY_OFFICE
    held_to: Mapping[str, Any] = field(default_factory=dict)
    content_free: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of a row that count."""
        return self.text, self.id, SCENARIO, TEMPLATE


class RowError(Exception):
    """A row that is no message, and why; `plain` says so without its words."""

    def __init__(self, why: str, plain: str = "") -> None:
        super().__init__(why)
        self.why, self.plain = why, plain or why


class Drafts:
    """Makes drafts of rows, as is wished."""

    def __init__(self, wishes: Wishes, book: Rulebook) -> None:
        self.wishes, self.book = wishes, book

    def named(self, row: Given) -> tuple[str, Draft | RowError]:
        """Give the id of a row, and its draft or why there is none."""
        name = row.name
        try:
            said = _said(row)
            if isinstance(said, Mapping):
                name = _id(said.get(self.wishes.id), name)
            return name, self._finished(self._read(said), said)
        except RowError as bad:
            return name, bad
        except ReadError as fault:
            return name, RowError(fault.message.removeprefix(": "), "cannot be read as a message")
        except ConfigError as fault:
            return name, RowError(fault.message[:MOST_SAID], "names a scenario that there is not")
        except Exception as fault:
            return name, RowError(f"cannot be read: internal fault ({type(fault).__name__})")

    def _read(self, said: bytes | Mapping[str, Any]) -> Draft:
        if isinstance(said, bytes):
            return mail.read("", said, self.wishes.office)
        if self.wishes.text not in said:
            raise RowError(f"has no '{self.wishes.text}'")
        value = said[self.wishes.text]
        if not isinstance(value, str):
            raise RowError(f"'{self.wishes.text}' is not a string")
        if len(value) > text.MOST_CHARACTERS:
            raise RowError(f"'{self.wishes.text}' is longer than {text.MOST_CHARACTERS:,} characters")
        return text.read("", HALF.sub("\ufffd", value).encode(), self.wishes.office)

    def _finished(self, draft: Draft, said: bytes | Mapping[str, Any]) -> Draft:
        """Tell a draft what is known of it besides its text."""
        values = said if isinstance(said, Mapping) else {}
        scenario, is_template = values.get(SCENARIO), values.get(TEMPLATE)
        if not isinstance(scenario, str | None):
            raise RowError(f"'{SCENARIO}' is not a string")
        if not isinstance(is_template, bool | None):
            raise RowError(f"'{TEMPLATE}' is neither true nor false")
        named = self.wishes.scenario or scenario or draft.scenario or self.wishes.usual
        named = None if named == AUTO else named
        if named:
            self.book.scenario(named)
        if self.wishes.template if is_template is None else is_template:
            draft = template.as_template(draft)
        return suppressions.noted(draft).model_copy(update={SCENARIO: named, **self.wishes.held_to})


def _said(row: Given) -> bytes | Mapping[str, Any]:
    """Give what a row says: a message as it stands, or named values."""
    if row.said is None:
        raise RowError("is longer than any message")
    if row.form != LINES or not isinstance(row.said, bytes):
        return row.said
    try:
        values = json.loads(row.said.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RowError("is not UTF-8") from None
    except (ValueError, RecursionError):
        raise RowError("is no JSON") from None
    if not isinstance(values, dict):
        raise RowError("is no JSON object")
    return values


def _id(value: object, otherwise: str) -> str:
    """Give an id as text."""
    if value is None:
        return otherwise
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RowError("its id is neither a string nor a whole number")
    return HALF.sub("\ufffd", str(value))
