"""Daemon: a declint that has loaded its language already, and does what command lines ask of it.

Each job is done in a process forked for it, with the streams, the folder and the environment of its caller: by the
same code, with the same outcome, and without harm to others.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from declint.edges import line
from declint.errors import ConfigError
from declint.guard import CANNOT, guarded
from declint.store import stamp

IDLE = 15.0
"""Minutes without a job after which it leaves."""

Jobs = Mapping[str, Callable[[Sequence[str]], int]]


def serve(jobs: Jobs, idle: float = IDLE) -> None:
    """Do jobs until none has come for so many minutes, or declint itself has changed.

    Raises ConfigError where there is a daemon already, or none can be.
    """
    if not hasattr(os, "fork") or not hasattr(socket, "recv_fds"):
        raise ConfigError("there is no daemon on this system")
    from declint import linter

    where = line.path()
    with _bound(where) as listening:
        own = stamp().hex()
        linter.keep_warm()
        gc.collect()
        gc.freeze()
        with suppress(KeyboardInterrupt, _StaleError):
            _serve(listening, jobs, idle, own)
    with suppress(OSError):
        where.unlink()


class _StaleError(Exception):
    """Declint is no more what it was when the daemon began."""


def _serve(listening: socket.socket, jobs: Jobs, idle: float, own: str) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    last = time.monotonic()
    running: set[int] = set()
    while running or time.monotonic() - last < idle * 60:
        listening.settimeout(1.0)
        with suppress(TimeoutError):
            caller, _ = listening.accept()
            last = time.monotonic()
            with caller, suppress(OSError, ValueError):
                caller.settimeout(line.PATIENCE)
                if process := _begun(caller, listening, jobs, own):
                    running.add(process)
        running -= {process for process in running if _ended(process)}


def _begun(caller: socket.socket, listening: socket.socket, jobs: Jobs, own: str) -> int | None:
    """Begin a job in a process of its own, which tells the caller of its end."""
    told, streams = line.heard(caller)
    try:
        if told["stamp"] != own:
            raise _StaleError
        if told["job"] not in jobs:
            return None
        process = os.fork()
        if process == 0:
            listening.close()
            _work(caller, told, streams, jobs[told["job"]])
        return process
    finally:
        for stream in streams:
            os.close(stream)


def _work(
    caller: socket.socket, told: dict[str, Any], streams: Sequence[int], job: Callable[[Sequence[str]], int]
) -> None:
    """Be the caller for one job; never returns."""
    status = CANNOT
    try:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        _become(told)
        line.say(caller, os.getpid())
        threading.Thread(target=_gone, args=(caller.dup(),), daemon=True).start()
        status = guarded(job, told["arguments"])
        with suppress(OSError):
            sys.stderr.flush()
        line.say(caller, status)
    finally:
        os._exit(status)


def _become(told: dict[str, Any]) -> None:
    os.chdir(told["folder"])
    os.environ.clear()
    os.environ.update(told["env"])
    time.tzset()
    files = [open(number, mode, closefd=False) for number, mode in enumerate(("rb", "wb", "wb"))]  # noqa: SIM115
    named = zip(files, told["streams"], strict=True)
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(file, encoding, errors, write_through=True) for file, (encoding, errors) in named
    )
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]


def _gone(caller: socket.socket) -> None:
    """Leave when the caller has."""
    caller.settimeout(None)
    with suppress(OSError):
        # It has said all; what comes now is its end. A half-closed line reads as ended at once, so ask whether
        # it can still hear us.
        while not _hung_up(caller):
            time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)


def _hung_up(caller: socket.socket) -> bool:
    import select

    poll = select.poll()
    poll.register(caller, select.POLLHUP | select.POLLERR)
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))


def _ended(process: int) -> bool:
    try:
        return os.waitpid(process, os.WNOHANG)[0] == process
    except ChildProcessError:
        return True


def _bound(where: Path) -> socket.socket:
    """Listen at a place that only this user can come to; ConfigError where one listens already."""
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        where.parent.chmod(0o700)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as other:
            if other.connect_ex(str(where)) == 0:
                raise ConfigError("a daemon is there already")
        where.unlink(missing_ok=True)
        mask = os.umask(0o177)
        try:
            listening.bind(str(where))
        finally:
            os.umask(mask)
        listening.listen(16)
    except OSError as fault:
        listening.close()
        raise ConfigError(f"{where}: {fault.strerror or fault}") from fault
    return listening
