"""Home: where the files are that come with declint, and those of its user."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


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


def _folder(env: Mapping[str, str], xdg: str, windows: str, below_home: str) -> Path:
    named = env.get(windows if sys.platform == "win32" else xdg, "")
    # The specification has relative paths ignored.
    base = Path(named) if named and Path(named).is_absolute() else Path(env.get("HOME") or Path.home()) / below_home
    return base / "declint"
