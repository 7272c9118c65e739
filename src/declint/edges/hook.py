"""Hook: `declint hook`, one command for scripts and git, with exit codes that no crash can imitate."""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from declint.edges import gate, glance, log, settings
from declint.edges.exits import Exit, Refusal
from declint.errors import ConfigError

STDIN = "-"
HEADER = re.compile(rb"(?:From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:")

DESCRIPTION = """\
Judge a message that a script is about to send.

Example: declint hook message.eml && msmtp -t < message.eml

Only a message that is surely one of ours is judged: one in which you decline, answer a rejection, ask to move a date.
"""
STATUS = """\
Exit status: 0 let it go, 65 it has faults (told on standard error), 64 usage, 66 no message, 70 internal fault,
75 it could not be checked and on-error is hold, 78 a setting is wrong.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"declint hook: {message}; see declint hook --help\n")
        raise SystemExit(int(Exit.usage))


def parser() -> argparse.ArgumentParser:
    """Give what reads the command line."""
    reader = _Parser(
        prog="declint hook", description=DESCRIPTION, epilog=STATUS, formatter_class=argparse.RawTextHelpFormatter
    )
    reader.add_argument("path", metavar="FILE", help="the message, or - for standard input")
    reader.add_argument("headers", nargs="?", help=argparse.SUPPRESS)  # git names the file of its headers too
    reader.add_argument("--format", choices=("eml", "txt"), help="what it is; by default, found by looking")
    reader.add_argument("--config", type=Path, metavar="FILE", help="settings instead of the user's own")
    reader.add_argument("--fail-on", choices=("note", "warning", "error"), help="the least severity that stops it")
    return reader


def run(arguments: Sequence[str]) -> int:
    """Judge one message; give the exit status."""
    try:
        asked = parser().parse_args(list(arguments))
    except SystemExit as left:
        return int(left.code or 0)
    try:
        return _judged(asked.path, asked.format, _settings(asked))
    except Refusal as refusal:
        return refusal.told()
    except KeyboardInterrupt:
        return Exit.interrupted
    except Exception as fault:
        log.say(f"hook: internal fault ({type(fault).__name__})")
        return Refusal(Exit.internal, f"internal fault ({type(fault).__name__})").told()


def _settings(asked: argparse.Namespace) -> settings.Settings:
    try:
        chosen = settings.load(asked.config)
    except ConfigError as fault:
        raise Refusal(Exit.config, str(fault)) from fault
    return replace(chosen, fail_on=asked.fail_on or chosen.fail_on)


def _message(path: str) -> bytes:
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as fault:
        raise Refusal(Exit.no_input, f"{path}: cannot be read: {fault.strerror or fault}") from fault
    if not data.strip():
        raise Refusal(Exit.no_input, "there is no message")
    return data


def _judged(path: str, form: str | None, chosen: settings.Settings) -> int:
    data = _message(path)
    form = form or ("eml" if HEADER.match(data) else "txt")
    mail = form == "eml"
    skipped = chosen.skip or (mail and glance.skips(data)) or len(data) > gate.LARGEST
    if skipped or not glance.could_be_ours(data, mail):
        return Exit.sent
    with tempfile.TemporaryDirectory(prefix="declint-") as folder:
        copy = Path(folder) / f"message.{form}"
        copy.write_bytes(data)
        outcome = gate.judge(copy, form, "your message" if path == STDIN else path, chosen)
    if outcome.verdict == "stopped":
        raise Refusal(Exit.findings, "this message has faults.", outcome.report)
    if outcome.verdict == "failed":
        log.say(f"hook: could not check ({outcome.why}): {'let go' if chosen.on_error == 'send' else 'stopped'}")
        if chosen.on_error == "hold":
            raise Refusal(Exit.held, f"this message could not be checked ({outcome.why})")
    return Exit.sent
