"""Watch: which files have changed since the last look."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator

EVERY = 0.3
"""Seconds between two looks: soon enough for a person, and next to nothing for ten thousand files."""

Looks = dict[str, tuple[int, int]]


def changes(paths: Callable[[], Iterable[str]], every: float = EVERY) -> Iterator[list[str]]:
    """Give, for ever, the files among `paths` that are new or were written since the last look, once there are some."""
    before = _look(paths())
    while True:
        time.sleep(every)
        now = _look(paths())
        changed = [path for path, told in now.items() if before.get(path) != told]
        before = now
        if changed:
            yield changed


def _look(paths: Iterable[str]) -> Looks:
    looks: Looks = {}
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116 - twice as quick, and called without end
        except OSError:
            continue  # an editor is just putting it in place
        looks[path] = (found.st_mtime_ns, found.st_size)
    return looks
