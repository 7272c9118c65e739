"""Recall: the whole answer to a command line that was asked before of the same drafts, without working it out.

It comes before all that is slow to import. An answer is kept only where everything that it rests on can be told
cheaply: files named one by one, the settings they are held to, declint itself, the terminal.
"""

from __future__ import annotations

import io
import os
import sys
from time import strftime

from declint import home
from declint.store import NEVER as NO_CACHE
from declint.store import Store, stamp

TYPE_CHECKING = False  # as typing has it; it, re and pathlib take longer to import than a known answer to be given
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any, BinaryIO, TextIO

COMMAND = "check"
STDIN = "-"
NEVER = (
    "--no-cache",
    "--output-file",
    "--write-baseline",
    "--baseline",
    "--prune",
    "--force-exclude",
    "--rules",
    "--config",
    "--watch",
)
"""Flags of which the outcome is more than what is printed, or rests on more than the drafts."""

ELSEWHERE = (b"rules", b"baseline", b"model")
"""Settings that name other files; where a file of settings has such a word at all, it is read as it should be."""

MOST_DRAFTS = 64
MOST_BYTES = 4_000_000

TELLING = ("LANG", "TZ", "TERM", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "HOME")
"""Variables of the environment, beside those of locale, Python, CI and declint, on which what is printed may depend."""

PREFIXES = ("LC_", "PYTHON", "GITHUB_", "GITLAB_", "CI_", "DECLINT_", "XDG_CONFIG")

ENDED = (0, 1)
"""Exit statuses that say that all was read."""


class Recall:
    """One command line and what it rests on."""

    def __init__(self, origin: tuple[bytes, ...], store: Store) -> None:
        self.origin, self.store = origin, store

    @classmethod
    def of(cls, arguments: Sequence[str], env: Mapping[str, str] = os.environ) -> Recall | None:
        """Tell what a command line rests on; None where that is more than can be told cheaply."""
        if list(arguments[:1]) != [COMMAND] or any(one.startswith(NEVER) for one in arguments) or env.get(NO_CACHE):
            return None
        try:
            rests = _rests_on(arguments)
        except OSError:
            return None
        if rests is None:
            return None
        told = (f"{name}={env[name]}" for name in sorted(env) if name in TELLING or name.startswith(PREFIXES))
        here = (*arguments, os.getcwd(), strftime("%Y-%m-%d %Z"), *_terminal(), *told)
        return cls((b"answer", stamp(), *map(_bytes, here), *rests), Store.own())

    def answer(self) -> int | None:
        """Print the answer if it is known, and give its exit status; None if it is not."""
        kept = self.store.get(*self.origin)
        if kept is None:
            return None
        end = 9 + int.from_bytes(kept[1:9], "big")
        for stream, data in ((sys.stderr, kept[end:]), (sys.stdout, kept[9:end])):
            stream.flush()
            stream.buffer.write(data)
            stream.flush()
        return kept[0]

    def worked_out(self, run: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> int:
        """Run a command line, and keep what it prints and its exit status."""
        ears = _Ear(sys.stdout.buffer), _Ear(sys.stderr.buffer)
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = (_heard(ear, stream) for ear, stream in zip(ears, before, strict=True))
        try:
            status = run(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            sys.stdout, sys.stderr = before
        if status in ENDED:
            out, err = (ear.heard.getvalue() for ear in ears)
            self.store.put(bytes([status]) + len(out).to_bytes(8, "big") + out + err, *self.origin)
        return status


def _rests_on(arguments: Sequence[str]) -> list[bytes] | None:
    """Give what the files hold that a command line names, and the settings; None if it names what is no small file."""
    rests: list[bytes] = []
    total = drafts = 0
    for argument in arguments[1:]:
        if argument == STDIN:
            if not hasattr(os, "memfd_create") or sys.stdin.isatty():
                return None
            data = sys.stdin.buffer.read()
            _unread(data)
            # A draft that is piped is sent now.
            rests.append(_bytes(strftime("%H:%M")))
        else:
            path = argument.partition("=")[2] if argument.startswith("-") else argument
            if os.path.isdir(path):
                return None
            if not os.path.isfile(path):
                continue
            with open(path, "rb") as file:
                data = file.read(MOST_BYTES)
            rests.append(_bytes(os.path.realpath(path)))
        drafts, total = drafts + 1, total + len(data)
        if drafts > MOST_DRAFTS or total >= MOST_BYTES:
            return None
        rests.append(data)
    settings = None if "--isolated" in arguments else home.settings_at(os.path.realpath(os.getcwd()))
    if settings:
        with open(settings, "rb") as file:
            held = file.read()
        if any(word in held for word in ELSEWHERE):
            return None
        rests += [_bytes(settings), held]
    return rests if drafts else None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _unread(data: bytes) -> None:
    """Let whoever reads standard input next find there what was read."""
    again = os.memfd_create("stdin")
    with os.fdopen(os.dup(again), "wb") as file:
        file.write(data)
    os.lseek(again, 0, os.SEEK_SET)
    os.dup2(again, sys.stdin.fileno())
    os.close(again)


def _terminal() -> Iterator[str]:
    """Tell what it is printed on."""
    for stream in (sys.stdout, sys.stderr):
        yield f"{stream.encoding} {stream.isatty()}"
    if sys.stdout.isatty():
        yield str(os.get_terminal_size(sys.stdout.fileno()))


class _Ear(io.RawIOBase):
    """Writes on, and remembers what was written."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.heard = stream, io.BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.stream.write(data)
        self.stream.flush()
        return self.heard.write(data)

    def fileno(self) -> int:
        return self.stream.fileno()

    def isatty(self) -> bool:
        return self.stream.isatty()


def _heard(ear: _Ear, stream: TextIO) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(ear), stream.encoding, stream.errors, write_through=True)
