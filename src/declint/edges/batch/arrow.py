"""Arrow: batches of messages in, batches of outcomes out, for whatever engine hands them over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Lock
from typing import TYPE_CHECKING, Any

from declint.edges.batch import columns
from declint.edges.batch.drafts import Wishes
from declint.edges.batch.outcome import Judging
from declint.edges.batch.rows import TABLE, TOGETHER, Given
from declint.linter import Linter

if TYPE_CHECKING:
    import pyarrow

_made: dict[str, Judging] = {}
"""What judges in this process, by its recipe: a language is loaded once."""

_alone = Lock()
"""Held while one thread judges: an engine may have several in a process, and a linter is for one."""


def judged(
    batches: Iterable[pyarrow.RecordBatch], text: str = "text", id: str = "id", **settings: Any
) -> Iterator[pyarrow.RecordBatch]:
    """Give outcomes for batches of messages, with the columns that `declint batch` writes, a row for a row.

    `text` and `id` name columns; "scenario" and "template" count too. `settings` are those of a Linter, and
    `content_free`. A row that is no message has an `error`.
    """
    for batch in batches:
        for start in range(0, len(batch), TOGETHER):
            rows = [Given("", TABLE, values) for values in columns.values(batch.slice(start, TOGETHER))]
            with _alone:
                outcomes = _judging(text, id, settings)(rows)
            yield columns.batch(outcomes)


def _judging(text: str, id: str, settings: dict[str, Any]) -> Judging:
    recipe = repr((text, id, sorted(settings.items())))
    if recipe not in _made:
        given = dict(settings)
        wishes = Wishes(text=text, id=id, content_free=given.pop("content_free", False))
        _made[recipe] = Judging(Linter(**given), wishes)
    return _made[recipe]
