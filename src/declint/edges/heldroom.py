"""Heldroom: what `declint held` shows of the copies, and does with them."""

from __future__ import annotations

import email
import email.policy
import time
from collections.abc import Iterator
from pathlib import Path

from declint.edges import delivery, held, settings
from declint.edges.exits import Exit
from declint.edges.held import Held
from declint.errors import ConfigError
from declint.read.mail import header
from declint.report.terminal import one_line, visible

LONGEST = 60
DAY = 86_400.0


def listed() -> Iterator[str]:
    """Give a line for each copy, the oldest first."""
    found = False
    for copy in held.all_held():
        found = True
        note = copy.note
        made = time.strftime("%Y-%m-%d %H:%M", time.localtime(note.made))
        why = "its sending was broken off: it may have been sent" if copy.path.suffix == ".sending" else note.why
        to, subject = _headers(copy)
        yield f"{copy.id}  {made}  {why}\n    to {to}: {subject}"
    if not found:
        yield "No messages are held."


def _headers(copy: Held) -> tuple[str, str]:
    """Give whom a message is to, and its subject, fit for a terminal."""
    try:
        with copy.path.open("rb") as file:
            message = email.message_from_bytes(file.read(65_536), policy=email.policy.compat32)
        told = (header(message, "To") or "nobody", header(message, "Subject") or "no subject")
    except (OSError, ValueError):
        return "nobody knows", "cannot be read"
    to, subject = (one_line(text)[:LONGEST] for text in told)
    return to, subject


def shown(name: str) -> tuple[int, str]:
    """Give a copy as it would be sent, with nothing in it that a terminal obeys."""
    copy = held.find(name)
    if copy is None:
        return _unknown(name)
    return 0, visible(copy.path.read_bytes().decode("utf-8", errors="replace")).rstrip("\n")


def sent(name: str) -> tuple[int, str]:
    """Send a copy as it is; give the exit status of the program that sends, and what to say."""
    copy = held.find(name)
    if copy is None:
        return _unknown(name)
    arguments = copy.note.arguments or ("-oi", "-t")
    try:
        program = delivery.sender(settings.load())
    except ConfigError as fault:
        return int(Exit.config), f"declint: {fault}"
    claimed = copy.claim()
    if claimed is None:
        return _unknown(name)
    try:
        status = delivery.deliver(claimed, arguments, program)
    except BaseException:
        claimed.release()
        raise
    if status:
        claimed.release().say(f"{Path(program[0]).name} could not send it (status {status})")
        return status, f"declint: {program[0]} could not send it (status {status}); it is still held"
    claimed.drop()
    return 0, f"{copy.id} is sent."


def pruned(days: float) -> str:
    """Delete the copies that are older than so many days, but none that is on its way; say how many."""
    count = 0
    for copy in list(held.all_held()):
        if time.time() - copy.note.made >= days * DAY and not copy.on_its_way:
            copy.drop()
            count += 1
    return f"{count} deleted."


def _unknown(name: str) -> tuple[int, str]:
    return int(Exit.no_input), f"declint: no message '{one_line(name)}' is held; see declint held list"
