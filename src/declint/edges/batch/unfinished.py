"""Unfinished: a file that is being made, kept beside where it will be, so that making it can be gone on with.

`OUT.partial` is a folder of a journal, which tells of what the file is made, and of what there is of it so far.
It is locked while a process writes there. Nothing is at the file's own place until it is whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from declint.edges.batch.outcome import FINE
from declint.errors import ConfigError, WriteError

JOURNAL, WHOLE, ROWS, PART, NEW = "journal.json", "whole.parquet", "rows.jsonl", "part-{:07}.parquet", "*.new"


class Kind(Protocol):
    """How outcomes are kept until all are there."""

    def counted(self) -> tuple[int, int]:
        """Count the rows that are there, and those of them with an error; what was torn off half-way goes."""

    def add(self, data: bytes) -> None:
        """Keep some more."""

    def whole(self) -> Path:
        """Give the file, all rows in it."""


class Lines:
    """Rows of JSON, in one file that grows."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / ROWS

    def counted(self) -> tuple[int, int]:
        """Count the lines, and those with an error; a line without its end is cut off."""
        rows = fine = end = 0
        with self.path.open("a+b") as file:
            file.seek(0)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                end += len(line)
                rows += 1
                fine += line.endswith(FINE)
            file.truncate(end)
        return rows, rows - fine

    def add(self, data: bytes) -> None:
        """Write some more lines."""
        with self.path.open("ab") as file:
            _written(file, data)

    def whole(self) -> Path:
        """Give the file."""
        return self.path


class Parts:
    """Parquet files, each of some rows, joined at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.count = folder, 0

    def counted(self) -> tuple[int, int]:
        """Count the rows of the parts, and those with an error."""
        from declint.edges.batch import columns

        rows = errors = 0
        while (path := self._part(self.count)).exists():
            some, bad = columns.counted(path)
            rows, errors, self.count = rows + some, errors + bad, self.count + 1
        return rows, errors

    def add(self, data: bytes) -> None:
        """Write one more part."""
        put(self._part(self.count), data)
        self.count += 1

    def whole(self) -> Path:
        """Join the parts."""
        from declint.edges.batch import columns

        columns.joined(map(self._part, range(self.count)), self.folder / WHOLE)
        return self.folder / WHOLE

    def _part(self, number: int) -> Path:
        return self.folder / PART.format(number + 1)


def folder_of(out: Path) -> Path:
    """Give the place of what there is of a file."""
    return out.with_name(f"{out.name}.partial")


@contextmanager
def begun(out: Path, made_of: Mapping[str, str], restart: bool = False) -> Iterator[Path]:
    """Give the folder of an unfinished file, new or as it was left, for this process alone.

    Raises ConfigError where it was begun with something else, and WriteError where it cannot be made.
    """
    folder = folder_of(out)
    try:
        folder.mkdir(exist_ok=True)
        lock = os.open(folder, os.O_RDONLY) if os.name == "posix" else None
    except OSError as fault:
        raise WriteError(f"{folder}: cannot be made: {fault.strerror}") from fault
    try:
        _lock(lock, folder)
        if restart:
            clear(folder)
        _agreed(folder, made_of)
        yield folder
    finally:
        if lock is not None:
            os.close(lock)


def finished(folder: Path, whole: Path, out: Path) -> None:
    """Put a file that is whole in its place, and take away what it was made in."""
    with whole.open("r+b") as file:
        os.fsync(file.fileno())
    whole.replace(out)
    clear(folder)
    with suppress(OSError):  # what somebody else has put there stays
        folder.rmdir()


def clear(folder: Path) -> None:
    """Delete what is ours in a folder: the journal last, for it tells that the rest is."""
    if (folder / JOURNAL).exists():
        for pattern in (ROWS, WHOLE, PART.replace("{:07}", "*"), NEW, JOURNAL):
            for path in folder.glob(pattern):
                path.unlink()


def put(path: Path, data: bytes) -> None:
    """Write a file whole, or not at all."""
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        _written(file, data)
    new.replace(path)


def _written(file: BinaryIO, data: bytes) -> None:
    """Write so that it is there after a power cut."""
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _agreed(folder: Path, made_of: Mapping[str, str]) -> None:
    """Hold what a file is made of against what its journal says; begin one where there is none."""
    path = folder / JOURNAL
    there = any(one.name != JOURNAL and not one.match(NEW) for one in folder.iterdir())
    if not path.exists() and there:
        raise ConfigError(f"{folder}: is there, and not of declint's making")
    if not there:
        put(path, json.dumps(dict(made_of), indent=1).encode())
        return
    try:
        before = json.loads(path.read_bytes())
    except ValueError:
        before = {}
    if other := [what for what in made_of if before.get(what) != made_of[what]]:
        raise ConfigError(
            f"{folder}: was begun with other {' and other '.join(other)}; --restart begins anew, "
            "or give what was given then to go on"
        )


def _lock(lock: int | None, folder: Path) -> None:
    if lock is None:
        return
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        raise ConfigError(f"{folder}: another run is writing there") from fault
