"""Spark: a DataFrame of messages in, a DataFrame of outcomes out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from declint.edges.batch import arrow, columns
from declint.edges.batch.drafts import SCENARIO, TEMPLATE
from declint.errors import ConfigError
from declint.linter import Linter

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def judged(frame: DataFrame, text: str = "text", id: str = "id", **settings: Any) -> DataFrame:
    """Give the outcome of each message of a frame, with the columns that `declint batch` writes.

    `text` and `id` name columns; "scenario" and "template" count too, where there are any. `settings` are those
    of a Linter, and `content_free`. Each Python worker of Spark loads the language once; a row that is no message
    has an `error`.

    Raises ConfigError here and now for a column or a setting that there is not.
    """
    for name in (text, id):
        if name not in frame.columns:
            raise ConfigError(f"the frame has no column '{name}'; it has {', '.join(frame.columns)}")
    Linter(**{name: value for name, value in settings.items() if name != "content_free"})
    wanted = [frame[name] for name in frame.columns if name in {text, id, SCENARIO, TEMPLATE}]
    work = partial(arrow.judged, text=text, id=id, **settings)
    return frame.select(*wanted).mapInArrow(work, columns.ddl())
