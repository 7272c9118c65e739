"""Line: what a command line and the daemon say to each other, over a socket that only their user can open.

The caller sends one message: who it is and what it wants, with its three standard streams (`SCM_RIGHTS`). The
daemon answers with the number of the process that does it, then with its exit status; or with nothing, where it
will not: then the caller does its work itself.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from declint import home
from declint.guard import CANNOT
from declint.store import stamp

NAME = "daemon.sock"
STREAMS = 3
LONGEST = 1 << 20
"""Bytes of the longest message."""

PATIENCE = 2.0
"""Seconds within which a daemon that is there has answered."""

NEVER = "DECLINT_NO_DAEMON"
"""The variable that keeps a command line to itself."""


def path(env: Mapping[str, str] = os.environ) -> Path:
    """Give the place of the socket: in the folder of the session (XDG), or that of the cache."""
    session = env.get("XDG_RUNTIME_DIR", "")
    return (Path(session) / "declint" if session else Path(home.cache(env)) / "run") / NAME


def call(job: str, arguments: Sequence[str], env: Mapping[str, str] = os.environ) -> int | None:
    """Have the daemon do a job with our streams, and give its exit status; None where there is none that will."""
    where = path(env)
    if NEVER in env or not _own(where):
        return None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        try:
            line.settimeout(PATIENCE)
            line.connect(str(where))
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            socket.send_fds(line, [_told(job, arguments, env)], list(range(STREAMS)))
            line.shutdown(socket.SHUT_WR)
            process = _number(line)
        except (OSError, ValueError):
            return None
        if process is None:
            return None
        line.settimeout(None)
        return _waited(line, process)


def _waited(line: socket.socket, process: int) -> int:
    """Wait for the exit status; ^C goes to whoever works for us."""
    while True:
        try:
            status = _number(line)
        except KeyboardInterrupt:
            with suppress(OSError):
                os.kill(process, signal.SIGINT)
            continue
        except OSError:
            status = None
        # A process that died without a word is a fault of ours, and never a finding.
        return CANNOT if status is None else status


def _own(where: Path) -> bool:
    """Tell whether there is a socket, and it is ours."""
    try:
        found = where.lstat()
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()


def _told(job: str, arguments: Sequence[str], env: Mapping[str, str]) -> bytes:
    streams = [[one.encoding, one.errors] for one in (sys.stdin, sys.stdout, sys.stderr)]
    told: dict[str, Any] = {
        "job": job,
        "arguments": list(arguments),
        "folder": str(Path.cwd()),
        "env": dict(env),
        "streams": streams,
        "stamp": stamp().hex(),
    }
    return json.dumps(told).encode("utf-8", "surrogateescape")


def heard(line: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Hear a caller out; ValueError for what is no message."""
    data, streams, _, _ = socket.recv_fds(line, LONGEST, STREAMS)
    while more := line.recv(1 << 16):
        data += more
        if len(data) > LONGEST:
            raise ValueError("too long")
    told = json.loads(data.decode("utf-8", "surrogateescape"))
    if not isinstance(told, dict) or len(streams) != STREAMS:
        raise ValueError("no message")
    return told, list(streams)


def say(line: socket.socket, number: int) -> None:
    """Say a number to the caller."""
    line.sendall(f"{number}\n".encode())


def _number(line: socket.socket) -> int | None:
    said = b""
    while not said.endswith(b"\n"):
        one = line.recv(1)
        if not one:
            return None
        said += one
    return int(said)


def wanted(env: Mapping[str, str] = os.environ) -> bool:
    """Tell whether this user would have a daemon started; a project has no say in it."""
    try:
        held = (home.config(env) / "declint.toml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    if "daemon" not in held or NEVER in env:
        return False
    import tomllib

    try:
        return tomllib.loads(held).get("daemon") is True
    except tomllib.TOMLDecodeError:
        return False


def start() -> None:
    """Start a daemon that outlives us; if it cannot be, nothing is lost."""
    with suppress(OSError):
        subprocess.Popen(
            [sys.executable, "-P", "-m", "declint", "daemon"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        )
