"""Request: what `declint hook` is asked."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from declint.edges.exits import Exit

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from typing import NoReturn

STDIN = "-"
MOST_FILES = 2
"""The message; and, from git, the file of its headers."""

DESCRIPTION = """\
Judge a message that a script is about to send.

Example: declint hook message.eml && msmtp -t < message.eml

Only a message that is surely one of ours is judged: one in which you decline, answer a rejection, ask to move a date.
"""
STATUS = """\
Exit status: 0 let it go, 65 it has faults (told on standard error), 64 usage, 66 no message, 70 internal fault,
75 it could not be checked and on-error is hold, 78 a setting is wrong.
"""


@dataclass(frozen=True)
class Request:
    """A message by its path, what it is if that is told, and what goes before the user's settings."""

    path: str
    form: str | None = None
    config: Path | None = None
    fail_on: str | None = None


def read(arguments: Sequence[str]) -> Request:
    """Read a command line; SystemExit where it only asks for help, or asks for nothing that there is."""
    # Most mail passes at a glance, and argparse takes a good part of one to import.
    if 1 <= len(arguments) <= MOST_FILES and not any(one.startswith("-") and one != STDIN for one in arguments):
        return Request(arguments[0])
    asked = _parser().parse_args(list(arguments))
    return Request(asked.path, asked.format, asked.config, asked.fail_on)


def _parser() -> ArgumentParser:
    import argparse

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> NoReturn:
            sys.stderr.write(f"declint hook: {message}; see declint hook --help\n")
            raise SystemExit(int(Exit.usage))

    reader = Parser(
        prog="declint hook", description=DESCRIPTION, epilog=STATUS, formatter_class=argparse.RawTextHelpFormatter
    )
    reader.add_argument("path", metavar="FILE", help="the message, or - for standard input")
    reader.add_argument("headers", nargs="?", help=argparse.SUPPRESS)
    reader.add_argument("--format", choices=("eml", "txt"), help="what it is; by default, found by looking")
    reader.add_argument("--config", type=Path, metavar="FILE", help="settings instead of the user's own")
    reader.add_argument("--fail-on", choices=("note", "warning", "error"), help="the least severity that stops it")
    return reader
