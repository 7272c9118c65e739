"""Baseline: findings that are known, so that an old library can be held to the guide from today on.

A file of keyed hashes and nothing else: no word of a draft can be read back from it, and no finding guessed
without the file. A sentence that has moved is the same sentence, whatever its line, its case and its marks.
"""

from __future__ import annotations

import json
import secrets
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from declint.errors import ConfigError, Place
from declint.fingerprint import fingerprints
from declint.model import Report

VERSION = 1
SIZE = 16
SALT = 32


@dataclass
class Baseline:
    """The known findings of a library, by keyed hash, and which of them were met with again."""

    file: Path
    salt: bytes
    known: frozenset[str] = frozenset()
    met: set[str] = field(default_factory=set)

    def without(self, report: Report) -> Report:
        """Give a report without the findings that are known."""
        keys = self.keys(report)
        self.met |= self.known.intersection(keys)
        new = [finding for finding, key in zip(report.findings, keys, strict=True) if key not in self.known]
        return report.model_copy(update={"findings": tuple(new)})

    def keys(self, report: Report) -> Sequence[str]:
        """Give the key of each finding: of the path from the file's folder, and its fingerprint (BLAKE2b, keyed)."""
        path = _relative(report.draft.name, self.file)
        return [
            blake2b(f"{path}\0{print_}".encode("utf-8", "replace"), digest_size=SIZE, key=self.salt).hexdigest()
            for print_ in fingerprints(report)
        ]

    @property
    def gone(self) -> int:
        """How many of the known findings were not met with."""
        return len(self.known - self.met)


def load(file: Path) -> Baseline:
    """Read a file of known findings.

    Raises ConfigError for one that cannot be read, or is none.
    """
    try:
        data: Any = json.loads(file.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ConfigError(
            f"cannot be read: {fault.strerror or fault}; make it with --write-baseline", Place(file)
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise ConfigError("is not a baseline: it is not JSON", Place(file)) from fault
    try:
        if data["declint-baseline"] != VERSION:
            raise ConfigError(f"is a baseline of another version: {data['declint-baseline']}", Place(file))
        known = frozenset(map(str, data["findings"]))
        salt = bytes.fromhex(data["salt"])
    except (KeyError, TypeError, ValueError) as fault:
        raise ConfigError("is not a baseline: make one with --write-baseline", Place(file)) from fault
    if not 16 <= len(salt) <= 64:
        raise ConfigError("is not a baseline: its salt has been changed", Place(file))
    return Baseline(file, salt, known)


def made(file: Path, reports: Iterable[Report]) -> Baseline:
    """Make a baseline of all that is found now; an old file's salt stays, so that little changes in it."""
    salt = secrets.token_bytes(SALT)
    with suppress(ConfigError):
        salt = load(file).salt
    begun = Baseline(file, salt)
    known = frozenset(key for report in reports for key in begun.keys(report))
    return Baseline(file, salt, known, set(known))


def write(baseline: Baseline, keys: Iterable[str]) -> None:
    """Write a baseline, wholly or not at all.

    Raises ConfigError for a file that cannot be written.
    """
    data = {"declint-baseline": VERSION, "salt": baseline.salt.hex(), "findings": sorted(keys)}
    beside = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=baseline.file.parent, prefix=".declint-", delete=False
        ) as file:
            beside = Path(file.name)
            file.write(json.dumps(data, indent=0) + "\n")
        beside.chmod(0o644)
        beside.replace(baseline.file)
    except OSError as fault:
        if beside:
            beside.unlink(missing_ok=True)
        raise ConfigError(f"cannot be written: {fault.strerror or fault}", Place(baseline.file)) from fault


def _relative(name: str, file: Path) -> str:
    """Give a path from the folder of the baseline, so that it holds wherever the library is checked out."""
    try:
        return Path(name).resolve().relative_to(file.resolve().parent).as_posix()
    except (ValueError, OSError):
        return name
