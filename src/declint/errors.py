"""What can go wrong that is not the draft's fault, and where; and the exit statuses that tell of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

CANNOT = 2
INTERRUPTED = 130


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


class WriteError(DeclintError):
    """A draft cannot be written back."""


def guarded(run: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> int:
    """Give the exit status of a command line, which no fault of ours may make one that means findings.

    0 nothing to report, 1 findings, 2 declint could not do its work, 130 on ^C.
    """
    try:
        status = run(arguments)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left; nothing more can be said, and Python must not try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as fault:
        if os.environ.get("DECLINT_TRACEBACK"):
            raise
        # The text of an unforeseen fault may hold words of the draft: its kind alone is safe to show.
        detail = fault.strerror if isinstance(fault, OSError) and fault.strerror else type(fault).__name__
        say = f"declint: internal fault ({detail}); set DECLINT_TRACEBACK=1 to see where\n"
        if isinstance(fault, OSError):
            say = f"declint: {detail}\n"
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stderr.write(say)
    return CANNOT
