"""A run: what a writer is told of it besides the reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from declint.model import Severity
from declint.report.terminal import Paint
from declint.rulebook import Rulebook

PLAIN = Paint(on=False)


@dataclass(frozen=True)
class Run:
    """The rulebook that drafts were held to, who read them, and how a report on them is wanted.

    `root` is the folder that paths are told from where a format asks for that; `fail_on` the least severity
    that is a failure; `content_free` is whether no word of a draft may appear. `paint`, `columns` and `quiet`
    are for text.
    """

    book: Rulebook
    readers: str
    fail_on: Severity = Severity.warning
    root: Path = Path()
    paint: Paint = PLAIN
    columns: int = 80
    quiet: bool = False
    content_free: bool = False
