"""Home: where the files are that come with declint, and those of its user and of a project."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = "pyproject.toml"
SETTINGS = ("declint.toml", ".declint.toml", PROJECT)
"""The files that may hold a project's settings, the first before the others."""


def rules() -> Path:
    """Give the folder of the rules that come with declint: inside the wheel, or in the checkout."""
    package = Path(__file__).parent
    packaged = package / "rules"
    return packaged if packaged.is_dir() else package.parents[1] / "rules"


def config(env: Mapping[str, str] = os.environ) -> Path:
    """Give the folder of the user's own settings (XDG Base Directory Specification; `%APPDATA%` on Windows)."""
    return _folder(env, "XDG_CONFIG_HOME", "APPDATA", ".config")


def state(env: Mapping[str, str] = os.environ) -> Path:
    """Give the folder of what is kept from one run to the next (XDG; `%LOCALAPPDATA%` on Windows)."""
    return _folder(env, "XDG_STATE_HOME", "LOCALAPPDATA", ".local/state")


def cache(env: Mapping[str, str] = os.environ) -> Path:
    """Give the folder of what can be worked out anew (XDG; `%LOCALAPPDATA%` on Windows)."""
    return _folder(env, "XDG_CACHE_HOME", "LOCALAPPDATA", ".cache")


def settings(start: Path) -> Path | None:
    """Give the nearest file of settings of a project, at or above a folder."""
    for folder in (start.resolve(), *start.resolve().parents):
        for name in SETTINGS:
            path = folder / name
            if path.is_file() and (name != PROJECT or b"[tool.declint" in _bytes(path)):
                return path
    return None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _folder(env: Mapping[str, str], xdg: str, windows: str, below_home: str) -> Path:
    named = env.get(windows if sys.platform == "win32" else xdg, "")
    # The specification has relative paths ignored.
    base = Path(named) if named and Path(named).is_absolute() else Path(env.get("HOME") or Path.home()) / below_home
    return base / "declint"
