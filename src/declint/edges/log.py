"""Log: what the hook did when it could not do its work; of a message only the id of its copy."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from declint import home

MOST_BYTES = 200_000
"""Beyond this the older half goes."""


def path() -> Path:
    """Give the file that is written to."""
    return home.state() / "hook.log"


def say(message: str) -> None:
    """Add a line; where that cannot be done, nothing is said."""
    with suppress(OSError):
        file = path()
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > MOST_BYTES:
            kept = file.read_bytes()[-MOST_BYTES // 2 :]
            file.write_bytes(kept.partition(b"\n")[2])
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as log:
            log.write(f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {message}\n")
