"""Sendmail: `declint-sendmail`, which mail programs call in place of the program that sends.

A copy of the message is on the disk before anything else is done, and goes only once it is sent.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, NoReturn

from declint.edges import delivery, gate, glance, held, log, settings
from declint.edges.exits import Exit, Refusal
from declint.edges.held import Held
from declint.edges.settings import Settings
from declint.errors import ConfigError

USAGE = """\
usage: declint-sendmail [--ask] [--config FILE] [--] [sendmail arguments] < message

Stands in for sendmail in a mail program: a message in which you decline, or answer a rejection, or ask to move a date,
is sent only if it keeps to the guide; any other passes unseen. A message that is not sent is kept: declint held list.

  --ask          ask at the terminal whether to send, edit or hold a message that was stopped
  --config FILE  settings to use instead of the user's own
  --version      show the version
  -h, --help     show this

Everything else goes to the program that sends, which DECLINT_SENDMAIL names.
Exit status: that of the program that sends, or 65 stopped, 64 usage, 66 no message, 70 internal fault, 73 no copy,
75 held because declint could not do its work, 78 a setting is wrong.
"""

NOT_A_MESSAGE = ("-bd", "-bD", "-bi", "-bp", "-bs", "-bt", "-bv", "-bh", "-bH", "-q", "-I", "-qG", "-bP")
"""Arguments by which sendmail is asked for something else than to send the message on its standard input."""


@dataclass(frozen=True)
class Command:
    """A command line, read: our own options, and what goes to the program that sends."""

    arguments: tuple[str, ...]
    ask: bool = False
    config: Path | None = None


def main() -> NoReturn:
    """Run the command line, and leave with its status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str], stdin: BinaryIO | None = None) -> int:
    """Check and send one message; give the exit status."""
    os.umask(0o077)
    try:
        command = _command(arguments)
        if command is None:
            return Exit.sent
        if _no_message(command.arguments):
            _pass_on(command)
        return _guarded(_kept(stdin or sys.stdin.buffer, command.arguments), command)
    except Refusal as refusal:
        return refusal.told()


def _command(arguments: Sequence[str]) -> Command | None:
    """Read our own options, which stand first and have two dashes; None where all is said already."""
    rest, ask, config = list(arguments), False, None
    while rest and rest[0].startswith("--"):
        option = rest.pop(0)
        if option == "--":
            break
        if option == "--ask":
            ask = True
        elif option == "--config" and rest:
            config = Path(rest.pop(0))
        elif option in {"--help", "--version"}:
            _show(option)
            return None
        else:
            fault = "--config needs a file" if option == "--config" else f"no such option: {option}"
            raise Refusal(Exit.usage, f"{fault}; see declint-sendmail --help")
    if rest == ["-h"]:
        _show("--help")
        return None
    return Command(tuple(rest), ask, config)


def _show(option: str) -> None:
    from declint.version import __version__

    sys.stdout.write(USAGE if option == "--help" else f"declint-sendmail {__version__}\n")


def _no_message(arguments: Sequence[str]) -> bool:
    return any(
        argument in NOT_A_MESSAGE or (argument.startswith("-q") and argument[2:3].isdigit()) for argument in arguments
    )


def _pass_on(command: Command) -> NoReturn:
    """Become the program that sends, for something else than a message."""
    try:
        program = delivery.sender(settings.load(command.config))
    except ConfigError as fault:
        raise Refusal(Exit.config, str(fault)) from fault
    os.environ[delivery.INSIDE] = "1"
    os.execv(program[0], [*program, *command.arguments])


def _kept(stream: BinaryIO, arguments: Sequence[str]) -> Held:
    """Put a copy of the message on the disk."""
    if stream.isatty():
        raise Refusal(Exit.usage, "a message is expected on standard input; see declint-sendmail --help")
    try:
        copy = held.keep(stream)
    except OSError as fault:
        why = f"no copy can be made ({fault.strerror or fault}), so nothing was sent"
        raise Refusal(Exit.no_copy, why) from fault
    if not copy.path.stat().st_size:
        copy.drop()
        raise Refusal(Exit.no_input, "there is no message on standard input")
    copy.begin(arguments)
    return copy


def _guarded(copy: Held, command: Command) -> int:
    """Check and send a message of which there is a copy; whatever breaks, the copy stays."""
    try:
        chosen = settings.load(command.config)
        return _sent(copy, command, replace(chosen, ask=chosen.ask or command.ask))
    except ConfigError as fault:
        raise _held(copy, Exit.config, "a setting is wrong", str(fault)) from fault
    except KeyboardInterrupt as fault:
        raise _held(copy, Exit.interrupted, "interrupted", "interrupted; this message was not sent") from fault
    except Refusal:
        raise
    except Exception as fault:
        why = f"internal fault ({type(fault).__name__})"
        log.say(f"{copy.id}: {why}")
        raise _held(copy, Exit.internal, why, f"{why}; this message may not have been sent") from fault


def _held(copy: Held, status: int, why: str, *lines: str) -> Refusal:
    """Note why a message is held, and say where and how it goes on."""
    copy.say(why)
    kept = (f"A copy is kept: {copy.path}", f"To send that copy: declint held send {copy.id}")
    return Refusal(status, *lines, *kept)


def _sent(copy: Held, command: Command, chosen: Settings) -> int:
    outcome = gate.Outcome("passed") if chosen.skip else _looked_at(copy, chosen)
    if outcome.verdict == "stopped" and chosen.ask:
        from declint.edges import question

        copy, outcome = question.put(copy, outcome, lambda edited: _looked_at(edited, chosen))
    if outcome.verdict == "stopped":
        refusal = _held(copy, Exit.findings, "stopped: it has faults", "this message was not sent.", outcome.report)
        raise Refusal(Exit.findings, *refusal.lines, OVERRIDE)
    if outcome.verdict == "failed":
        sent = chosen.on_error == "send"
        log.say(f"{copy.id}: could not be checked ({outcome.why}): {'sent' if sent else 'held'}")
        if not sent:
            why = f"could not be checked: {outcome.why}"
            raise _held(copy, Exit.held, why, f"this message {why}; it was not sent.")
    return _delivered(copy, command.arguments, delivery.sender(chosen))


def _looked_at(copy: Held, chosen: Settings) -> gate.Outcome:
    """Judge a message if it could be ours; most is let pass at a glance."""
    try:
        if copy.path.stat().st_size > gate.LARGEST:
            return gate.Outcome("passed")
        data = copy.path.read_bytes()
        if glance.skips(data) or not glance.could_be_ours(data):
            return gate.Outcome("passed")
    except Exception as fault:
        return gate.Outcome("failed", why=f"internal fault ({type(fault).__name__})")
    return gate.judge(copy.path, "eml", "your message", chosen)


def _delivered(copy: Held, arguments: Sequence[str], program: Sequence[str]) -> int:
    """Send it; the copy goes only if that went well, and on success nothing is said."""
    status = delivery.deliver(copy, arguments, program)
    if status:
        why = f"{Path(program[0]).name} could not send it (status {status})"
        raise _held(copy, status, why, f"this message was not sent: {why}")
    copy.drop()
    return Exit.sent


OVERRIDE = (
    "To send it as it is: set DECLINT_SKIP=1, or give it the header X-Declint: skip, and send it again; "
    "or send the copy."
)


if __name__ == "__main__":
    main()
