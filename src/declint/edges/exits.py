"""Exits: what the hook's exit status says, in codes that no crash of Python's can imitate."""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import IntEnum


class Exit(IntEnum):
    """The codes of `sysexits.h` (BSD) that mail programs know by name."""

    sent = 0
    """Sent, or nothing that keeps it from being sent."""
    usage = 64
    """A wrong command line."""
    findings = 65
    """The message has faults (EX_DATAERR), and was not sent."""
    no_input = 66
    """No message, or none that could be read."""
    unavailable = 69
    """The program that sends could not be started."""
    internal = 70
    """A fault of declint's own."""
    no_copy = 73
    """No copy could be made, so nothing was sent."""
    held = 75
    """Not sent now, and held (EX_TEMPFAIL)."""
    config = 78
    """A setting says something wrong."""
    interrupted = 130
    """^C; what was to be sent is held."""


class Refusal(Exception):  # noqa: N818 - no error: what it is there for
    """A message is not sent: the exit status, and what to say on standard error."""

    def __init__(self, status: int, *lines: str) -> None:
        super().__init__(*lines)
        self.status, self.lines = int(status), lines

    def told(self) -> int:
        """Say why on standard error, and give the status."""
        text = "declint: " + "\n".join(line.rstrip("\n") for line in self.lines) + "\n"
        encoding = sys.stderr.encoding or "utf-8"
        with suppress(OSError, ValueError):  # nobody listens; the status says it
            sys.stderr.write(text.encode(encoding, "replace").decode(encoding))
            sys.stderr.flush()
        return self.status
