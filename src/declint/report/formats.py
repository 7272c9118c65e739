"""Formats: the names of all that a report can be written as, and who writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declint.model import Report
    from declint.report.run import Run

    Writer = Callable[[Sequence[Report], Run], Iterator[str]]


class Format(StrEnum):
    """How a report is written; each is a module of this folder with a function `written`."""

    text = "text"
    concise = "concise"
    json = "json"
    json_lines = "json-lines"
    sarif = "sarif"
    github = "github"
    gitlab = "gitlab"
    junit = "junit"
    rdjson = "rdjson"
    html = "html"
    markdown = "markdown"

    @property
    def document(self) -> bool:
        """Whether it is for a program, which wants UTF-8 whatever the terminal speaks (RFC 8259, section 8.1)."""
        return self not in {Format.text, Format.concise, Format.github}

    @property
    def silent(self) -> bool:
        """Whether there is nothing to write where nothing was checked."""
        return self in {Format.text, Format.concise}


def writer(form: Format) -> Writer:
    """Give what writes a format; it is loaded when it is asked for, so that a start stays light."""
    written: Writer = import_module(f"declint.report.{form.name}").written
    return written
