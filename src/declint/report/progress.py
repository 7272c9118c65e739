"""Progress: a line on a terminal that says how far a run has come, and is gone when it ends."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

One = TypeVar("One")

EVERY = 0.1
"""Seconds between two looks of the line."""

WIPE = "\r\x1b[K"


class Progress:
    """A line on a stream, if that is a terminal; `wipe` before anything else is written there."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.on = stream, stream.isatty()
        self._shown = False
        self._begun = time.monotonic()
        self._last = 0.0

    def over(self, things: Iterable[One], total: int, what: str) -> Iterator[One]:
        """Give things one by one, and say how many of `total` came by, and at first that there will be some."""
        self._show(f"reading {total} {what} …" if total > 1 else "reading …")
        for done, thing in enumerate(things, 1):
            rate = self.rate(done)
            left = f", {_left((total - done) / rate)} left" if total > done else ""
            self.tell(f"{done} of {max(total, done)} {what}, {rate:.0f} a second{left}")
            yield thing
        self.wipe()

    def rate(self, done: int) -> float:
        """Tell how many things a second that were."""
        return done / max(time.monotonic() - self._begun, EVERY)

    def tell(self, text: str) -> None:
        """Show how far it is, if the line has stood for long enough to be read."""
        now = time.monotonic()
        if now - self._last > EVERY:
            self._last = now
            self._show(text)

    def wipe(self) -> None:
        """Take the line away."""
        if self._shown:
            self.stream.write(WIPE)
            self.stream.flush()
            self._shown = False

    def _show(self, text: str) -> None:
        if self.on:
            self.stream.write(f"{WIPE}{text}")
            self.stream.flush()
            self._shown = True


def _left(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds > 90 else f"{seconds:.0f} s"
