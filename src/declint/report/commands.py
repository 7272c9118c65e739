"""Commands: what a build log would obey, broken so that it is only read."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

LISTENERS = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
"""The variables by which GitHub Actions, Azure Pipelines and TeamCity show that they read what is printed."""

BRACKETED = re.compile(r"##(?=(?:vso|teamcity)?\[)", re.IGNORECASE)
"""Obeyed wherever it stands in a line."""
COLONS = re.compile(r"^(\s*)::", re.MULTILINE)
"""Obeyed at the start of a line, blanks before it or not (ActionCommand.cs of the GitHub runner)."""


def overheard(env: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a build service listens to what is printed."""
    return any(env.get(name) for name in LISTENERS)


def broken(text: str) -> str:
    """Give a text with a dot put into each command."""
    return COLONS.sub(r"\1:·:", BRACKETED.sub("#·#", text))


def unheard(text: str) -> str:
    """Give a text as it may be printed here: with commands broken where a build service listens."""
    return broken(text) if overheard() else text
