"""Peers: the other linters of prose, where they are installed, and how each is called."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

FOLDERS = "DECLINT_PEERS"
"""The variable that names folders of programs, beside those of PATH."""

Command = Callable[[str, Path], list[str]]

CALLS: Mapping[str, tuple[tuple[str, ...], Command]] = {
    "nabokov": (("nabokov",), lambda program, path: [program, "--target", "EMAIL", str(path)]),
    "proselint": (("proselint",), lambda program, path: [program, "check", str(path)]),
    "harper-cli": (("harper-cli", "harper"), lambda program, path: [program, "lint", str(path)]),
    "write-good": (("write-good",), lambda program, path: [program, *map(str, files(path))]),
}
"""Each peer: what its program may be called, and the command that lints a file or a folder."""


def files(path: Path) -> list[Path]:
    """Give the drafts of a folder, or the one."""
    return sorted(path.glob("*.txt")) if path.is_dir() else [path]


def found() -> dict[str, Callable[[Path], list[str]]]:
    """Give the command of each peer that is installed."""
    path = os.pathsep.join([os.environ.get(FOLDERS, ""), os.environ.get("PATH", "")])
    commands: dict[str, Callable[[Path], list[str]]] = {}
    for name, (programs, call) in CALLS.items():
        program = next((at for one in programs if (at := shutil.which(one, path=path))), None)
        if program:
            commands[name] = lambda path, call=call, program=program: call(program, path)  # type: ignore[misc]
    return commands


def declint(*arguments: str) -> list[str]:
    """Give a command of this declint."""
    return [sys.executable, "-m", "declint", *arguments]
