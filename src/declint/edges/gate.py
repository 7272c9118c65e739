"""Gate: a message judged in a process of its own, which may crash or hang without harm to the message."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from declint.edges.settings import Settings

if TYPE_CHECKING:
    import subprocess

Verdict = Literal["passed", "stopped", "failed"]

LARGEST = 25_000_000
"""Bytes beyond which a message is not judged: what a person types is never as long."""


@dataclass(frozen=True)
class Outcome:
    """What became of a look at a message: the report where it was stopped, and why where that failed."""

    verdict: Verdict
    report: str = ""
    why: str = ""


def judge(path: Path, form: str, name: str, settings: Settings) -> Outcome:
    """Judge a message that could be ours, within the time that the settings allow."""
    import subprocess

    # -P: a file called email.py in the folder of a mail program must not be taken for Python's.
    command = [sys.executable, "-P", "-m", "declint.edges.examiner", "--form", form, "--name", name]
    command += ["--fail-on", settings.fail_on, *(["--config", str(settings.config)] if settings.config else [])]
    try:
        child = subprocess.Popen(
            [*command, "--", str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as fault:
        return Outcome("failed", why=f"could not start ({fault.strerror})")
    try:
        told, _ = child.communicate(timeout=settings.timeout)
    except subprocess.TimeoutExpired:
        return Outcome("failed", why=f"took longer than {settings.timeout:g} s")
    finally:
        _end(child)
    return _outcome(told, child.returncode)


def _outcome(told: bytes, status: int) -> Outcome:
    """Read what the child has said; half an answer is none."""
    import json

    with suppress(ValueError, KeyError, TypeError):
        answer = json.loads(told)
        if status == 0 and answer["verdict"] in {"passed", "stopped", "failed"}:
            return Outcome(answer["verdict"], str(answer.get("report", "")), str(answer.get("why", "")))
    return Outcome("failed", why=f"was ended by signal {-status}" if status < 0 else f"broke down with status {status}")


def _end(child: subprocess.Popen[bytes]) -> None:
    """Leave no process behind."""
    if child.poll() is None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()
        child.wait()
    if child.stdout:
        child.stdout.close()
