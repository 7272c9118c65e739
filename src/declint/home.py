"""Home: where the files are that come with declint, and those of its user and of a project."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as typing has it; it and pathlib take longer to import than a known answer to be given
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROJECT = "pyproject.toml"
SETTINGS = ("declint.toml", ".declint.toml", PROJECT)
"""The files that may hold a project's settings, the first before the others."""


def rules() -> Path:
    """Give the folder of the rules that come with declint: inside the wheel, or in the checkout."""
    from pathlib import Path

    package = Path(__file__).parent
    packaged = package / "rules"
    return packaged if packaged.is_dir() else package.parents[1] / "rules"


def config(env: Mapping[str, str] = os.environ) -> Path:
    """Give the folder of the user's own settings (XDG Base Directory Specification; `%APPDATA%` on Windows)."""
    return _path(_folder(env, "XDG_CONFIG_HOME", "APPDATA", ".config"))


def state(env: Mapping[str, str] = os.environ) -> Path:
    """Give the folder of what is kept from one run to the next (XDG; `%LOCALAPPDATA%` on Windows)."""
    return _path(_folder(env, "XDG_STATE_HOME", "LOCALAPPDATA", ".local/state"))


def cache(env: Mapping[str, str] = os.environ) -> str:
    """Give the folder of what can be worked out anew, as text (XDG; `%LOCALAPPDATA%` on Windows)."""
    return _folder(env, "XDG_CACHE_HOME", "LOCALAPPDATA", ".cache")


def settings(start: Path) -> Path | None:
    """Give the nearest file of settings of a project, at or above a folder."""
    found = settings_at(str(start.resolve()))
    return _path(found) if found else None


def settings_at(folder: str) -> str | None:
    """Give the same as text, for a whole path."""
    while True:
        for name in SETTINGS:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (name != PROJECT or b"[tool.declint" in _bytes(path)):
                return path
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)


def _folder(env: Mapping[str, str], xdg: str, windows: str, below_home: str) -> str:
    named = env.get(windows if sys.platform == "win32" else xdg, "")
    # The specification has relative paths ignored.
    if not os.path.isabs(named):
        named = os.path.join(env.get("HOME") or os.path.expanduser("~"), below_home)
    return os.path.join(named, "declint")
