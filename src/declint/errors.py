"""What can go wrong that is not the draft's fault, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """A place in a file: line and column count from 1."""

    path: Path | str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class DeclintError(Exception):
    """A fault that keeps declint from doing its work; shown as one line, exit 2."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message

    def __reduce__(self) -> tuple[type[DeclintError], tuple[str, Place | None]]:
        return type(self), (self.message, self.place)


class ReadError(DeclintError):
    """A draft that cannot be read."""


class RuleError(DeclintError):
    """A file of the rulebook that says something wrong."""


class ConfigError(DeclintError):
    """A setting or flag that says something wrong, or a missing model."""


class WorkerError(DeclintError):
    """A process that shared the work is gone."""


class WriteError(DeclintError):
    """A draft cannot be written back."""
