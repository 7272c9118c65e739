"""Plan: when a call is planned, and in whose time. (Stub until the envelope branch lands.)"""

from __future__ import annotations

from declint.errors import ConfigError
from declint.model import Office, PlannedCall


def planned(text: str, office: Office) -> PlannedCall:
    """Read a planned call time."""
    raise ConfigError(f"'{text}' is not a time I can read")
