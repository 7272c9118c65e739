"""Store: what declint has worked out before, in the user's cache folder.

Nothing of a draft can be read there, not even by who has the whole folder: an entry's name is a keyed hash of all
that the entry came from, the draft among it, and what it holds is sealed with another. So an entry is found, and
opened, only with the draft in hand. Whatever is wrong with the folder means that nothing is known, never a failure.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b, shake_256
from pathlib import Path

from declint import home
from declint.version import __version__

SECRET = 32
TAG = 16
MOST = 1_000_000
"""Bytes of an entry above which it is not kept."""

MOST_BESIDE = 80
"""Entries that one of the 256 folders holds: about 20,000 in all."""

MOST_BYTES = 1_000_000
"""Bytes that one of the 256 folders holds: 256 MB in all."""


class Store:
    """A folder of sealed entries; `Store.own()` gives the user's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._secret: bytes | None = None

    @classmethod
    def own(cls) -> Store:
        """Give the store in the user's cache folder."""
        return cls(home.cache() / "entries")

    def get(self, *origin: bytes) -> bytes | None:
        """Give what was kept for what it came from, or None."""
        try:
            name, seal = self._named(origin)
            path = self._path(name)
            sealed = path.read_bytes()
            opened = _opened(sealed, seal)
        except (OSError, ValueError, zlib.error):
            return None
        with suppress(OSError):
            os.utime(path)
        return opened

    def put(self, value: bytes, *origin: bytes) -> None:
        """Keep a value for what it came from, if that can be."""
        try:
            name, seal = self._named(origin, making=True)
            sealed = _sealed(value, seal)
            if len(sealed) > MOST:
                return
            path = self._path(name)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _written(path, sealed)
            _bounded(path.parent)
        except (OSError, ValueError):
            return

    def clear(self) -> int:
        """Delete all entries and the secret that they are named by; give how many there were."""
        count = 0
        for path in self._entries():
            with suppress(OSError):
                path.unlink()
                count += 1
        with suppress(OSError):
            self._secret_file.unlink()
        self._secret = None
        return count

    def size(self) -> tuple[int, int]:
        """Count the entries, and their bytes."""
        sizes = []
        for path in self._entries():
            with suppress(OSError):
                sizes.append(path.stat().st_size)
        return len(sizes), sum(sizes)

    def _entries(self) -> Iterator[Path]:
        with suppress(OSError):
            yield from self.folder.glob("??/*")

    @property
    def _secret_file(self) -> Path:
        return self.folder / "secret"

    def _named(self, origin: Iterable[bytes], making: bool = False) -> tuple[str, bytes]:
        """Give the name of an entry, and what it is sealed with."""
        told = b"".join(len(part).to_bytes(8, "big") + part for part in origin)
        secret = self._own_secret(making)
        name = blake2b(told, digest_size=20, key=secret, person=b"name").hexdigest()
        return name, blake2b(told, key=secret, person=b"seal").digest()

    def _own_secret(self, making: bool) -> bytes:
        """Give the user's secret; OSError where there is none, or where others could have put it there."""
        if os.environ.get("DECLINT_NO_CACHE"):
            raise OSError
        if self._secret is None:
            if making:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _private(self.folder)
            found = b""
            with suppress(FileNotFoundError):
                found = self._secret_file.read_bytes()
            if making and len(found) != SECRET:
                _written(self._secret_file, secrets.token_bytes(SECRET))
                # Of two runs that make one at once, the last one's holds for both.
                found = self._secret_file.read_bytes()
            if len(found) != SECRET:
                raise OSError
            self._secret = found
        return self._secret

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:]


def _private(folder: Path) -> None:
    """Raise OSError for a folder that is another's, or that others may write to."""
    if sys.platform == "win32":
        return
    found = folder.stat()
    if found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise OSError


def _written(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; only its owner may read it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _bounded(folder: Path) -> None:
    """Delete what was not asked for longest, if a folder holds too much; and what a killed run left there."""
    with os.scandir(folder) as entries:
        found = [(entry.stat(), entry.path) for entry in entries]
    total = 0
    for number, (told, path) in enumerate(sorted(found, key=lambda one: one[0].st_mtime_ns, reverse=True)):
        total += told.st_size
        if number >= MOST_BESIDE or total > MOST_BYTES:
            with suppress(OSError):
                Path(path).unlink()


def _sealed(value: bytes, seal: bytes) -> bytes:
    """Seal a value: squeezed, made unreadable with a stream of SHAKE-256 (FIPS 202), and signed with BLAKE2b."""
    nonce = secrets.token_bytes(16)
    hidden = _hidden(zlib.compress(value, 1), nonce + seal)
    return blake2b(nonce + hidden, digest_size=TAG, key=seal, person=b"tag").digest() + nonce + hidden


def _opened(sealed: bytes, seal: bytes) -> bytes:
    """Open what was sealed; ValueError where it is not what was."""
    tag, rest = sealed[:TAG], sealed[TAG:]
    if not secrets.compare_digest(tag, blake2b(rest, digest_size=TAG, key=seal, person=b"tag").digest()):
        raise ValueError("not what was kept")
    return zlib.decompress(_hidden(rest[16:], rest[:16] + seal))


def _hidden(data: bytes, key: bytes) -> bytes:
    stream = shake_256(key).digest(len(data))
    return (int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")).to_bytes(len(data), "little")


def stamp(*roots: Path) -> bytes:
    """Tell declint as it is installed from any other: its own files, its rules, the folder of what it needs.

    By the times and sizes of files, as a compiler of Python does. `roots` are other folders of rules.
    """
    package = Path(__file__).parent
    told = blake2b(f"{__version__} {sys.version}".encode())
    # What is installed or taken away changes its folder.
    for entry in sys.path:
        if entry.endswith("-packages"):
            with suppress(OSError):
                told.update(f"{entry} {Path(entry).stat().st_mtime_ns}".encode("utf-8", "surrogateescape"))
    for root in (package, home.rules(), *roots):
        told.update(str(root.resolve()).encode("utf-8", "surrogateescape"))
        for path, changed, size in sorted(_files(str(root))):
            told.update(f"{path} {changed} {size}".encode("utf-8", "surrogateescape"))
    return told.digest()


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                found = entry.stat()
                yield entry.path, found.st_mtime_ns, found.st_size
