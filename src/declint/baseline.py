"""Baseline: findings that are known, so that an old library can be held to the guide from today on.

A file of keyed hashes and nothing else: no word of a draft can be read back from it, and no finding guessed
without the file. A sentence that has moved is the same sentence, whatever its line, its case and its marks.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
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


Known = Mapping[str, frozenset[str]]
"""The keys of known findings, by the key of the draft that they are in."""


@dataclass
class Baseline:
    """The known findings of a library, by keyed hashes, and which of them were met with again, in which drafts."""

    file: Path
    salt: bytes
    known: Known = field(default_factory=dict)
    seen: dict[str, frozenset[str]] = field(default_factory=dict)

    def without(self, report: Report) -> Report:
        """Give a report without the findings that are known."""
        draft, keys = self.keys(report)
        known = self.known.get(draft, frozenset())
        self.seen[draft] = known.intersection(keys)
        new = [finding for finding, key in zip(report.findings, keys, strict=True) if key not in known]
        return report.model_copy(update={"findings": tuple(new)})

    def keys(self, report: Report) -> tuple[str, Sequence[str]]:
        """Give the key of a draft, by its path from the file's folder, and of each finding, by its fingerprint."""
        path = _relative(report.draft.name, self.file)
        return self._key(path), [self._key(f"{path}\0{print_}") for print_ in fingerprints(report)]

    def _key(self, text: str) -> str:
        """Hash a text so that nobody can guess it who has not the file (BLAKE2b, keyed, RFC 7693)."""
        return blake2b(text.encode("utf-8", "replace"), digest_size=SIZE, key=self.salt).hexdigest()

    @property
    def count(self) -> int:
        """How many findings are known."""
        return sum(map(len, self.known.values()))

    @property
    def met(self) -> int:
        """How many of them were met with again."""
        return sum(map(len, self.seen.values()))

    def without_gone(self, paths: Iterable[str]) -> Known:
        """Give what is still known: of the drafts that were looked at what was met with, of others all there is.

        Where one of the `paths` that were looked at holds the file itself, nothing is left that was not looked at.
        """
        folder = self.file.resolve().parent
        whole = any(folder.is_relative_to(Path(path).resolve()) for path in paths)
        return dict(self.seen) if whole else {**self.known, **self.seen}

    def gone(self, paths: Iterable[str]) -> int:
        """Tell how many of the known findings are no more there."""
        return self.count - sum(map(len, self.without_gone(paths).values()))


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
        known = {str(draft): frozenset(map(str, keys)) for draft, keys in data["findings"].items()}
        salt = bytes.fromhex(data["salt"])
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise ConfigError("is not a baseline: make one with --write-baseline", Place(file)) from fault
    if not 16 <= len(salt) <= 64:
        raise ConfigError("is not a baseline: its salt has been changed", Place(file))
    return Baseline(file, salt, known)


def made(file: Path, reports: Iterable[Report]) -> Baseline:
    """Make a baseline of all that is found now; an old file's salt stays, so that little changes in it."""
    salt = os.urandom(SALT)
    with suppress(ConfigError):
        salt = load(file).salt
    begun = Baseline(file, salt)
    known = {draft: frozenset(keys) for draft, keys in map(begun.keys, reports) if keys}
    return Baseline(file, salt, known)


def write(baseline: Baseline, known: Known) -> None:
    """Write a baseline, wholly or not at all.

    Raises ConfigError for a file that cannot be written.
    """
    listed = {draft: sorted(keys) for draft, keys in sorted(known.items()) if keys}
    data = {"declint-baseline": VERSION, "salt": baseline.salt.hex(), "findings": listed}
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
