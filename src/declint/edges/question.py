"""Question: what a person at a terminal wants done with a message that was stopped."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from declint.edges import held
from declint.edges.gate import Outcome
from declint.edges.held import Held

TERMINAL = "/dev/tty"


def put(copy: Held, outcome: Outcome, judge: Callable[[Held], Outcome]) -> tuple[Held, Outcome]:
    """Ask until the message passes, is sent as it is, or is held; give it as it is then, and the outcome.

    Where there is no terminal nobody is asked, and it stays stopped.
    """
    with ExitStack() as open_files:
        try:
            # A terminal cannot be sought in, so it takes two to read and write it.
            keys, screen = (
                open_files.enter_context(Path(TERMINAL).open(mode, encoding="utf-8", errors="replace"))
                for mode in ("r", "w")
            )
        except OSError:
            return copy, outcome
        while outcome.verdict == "stopped":
            answer = _answer(keys, screen, outcome.report)
            if answer == "s":
                return copy, Outcome("passed")
            if answer != "e":
                return copy, outcome
            copy = _edited(copy, keys, screen)
            outcome = judge(copy)
    return copy, outcome


def _answer(keys: TextIO, screen: TextIO, report: str) -> str:
    screen.write(f"\n{report}\nThis message was not sent. [s]end it as it is, [e]dit it, [h]old it? ")
    screen.flush()
    return keys.readline().strip().lower()[:1]


def _edited(copy: Held, keys: TextIO, screen: TextIO) -> Held:
    """Open the message in the person's editor; what it has become is a new copy, and the old one goes."""
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory(prefix="declint-") as folder:
        file = Path(folder) / "message.eml"
        shutil.copyfile(copy.path, file)
        try:
            done = subprocess.run([*editor, str(file)], stdin=keys, stdout=screen, check=False)
        except OSError as fault:
            screen.write(f"{editor[0]} cannot be started: {fault.strerror}\n")
            return copy
        if done.returncode or file.read_bytes() == copy.path.read_bytes():
            return copy
        with file.open("rb") as stream:
            changed = held.keep(stream)
    changed.begin(copy.note.arguments)
    copy.drop()
    return changed
