"""Hook: `declint hook`, one command for scripts and git, with exit codes that no crash can imitate."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from declint.edges import gate, glance, log, request, settings
from declint.edges.exits import Exit, Refusal
from declint.edges.request import STDIN, Request
from declint.errors import ConfigError

HEADER = re.compile(rb"(?:From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:")


def run(arguments: Sequence[str]) -> int:
    """Judge one message; give the exit status."""
    try:
        asked = request.read(arguments)
    except SystemExit as left:
        return int(left.code or 0)
    try:
        return _judged(asked.path, asked.form, _settings(asked))
    except Refusal as refusal:
        return refusal.told()
    except KeyboardInterrupt:
        return Exit.interrupted
    except Exception as fault:
        log.say(f"hook: internal fault ({type(fault).__name__})")
        return Refusal(Exit.internal, f"internal fault ({type(fault).__name__})").told()


def _settings(asked: Request) -> settings.Settings:
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
    import tempfile

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
