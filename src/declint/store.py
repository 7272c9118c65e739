"""Store: what declint has worked out before, in the user's cache folder.

Nothing of a draft can be read there, not even by who has the whole folder: an entry's name is a keyed hash of all
that the entry came from, the draft among it, and what it holds is sealed with another. So an entry is found, and
opened, only with the draft in hand. Whatever is wrong with the folder means that nothing is known, never a failure.
"""

from __future__ import annotations

import os
import sys
import zlib
from hashlib import blake2b, shake_256

from declint import home
from declint.version import __version__

TYPE_CHECKING = False  # as typing has it; it and pathlib take longer to import than a known answer to be given
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

SECRET = 32
TAG = 16
NONCE = 16
MOST = 1_000_000
"""Bytes of an entry above which it is not kept."""

MOST_BESIDE = 80
"""Entries that one of the 256 folders holds: about 20,000 in all."""

MOST_BYTES = 1_000_000
"""Bytes that one of the 256 folders holds: 256 MB in all."""

OTHERS = 0o022
"""The rights of others to write."""

NEVER = "DECLINT_NO_CACHE"
"""The variable that lets nothing be kept or found."""


class Store:
    """A folder of sealed entries; `Store.own()` gives the user's."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._secret: bytes | None = None

    @classmethod
    def own(cls) -> Store:
        """Give the store in the user's cache folder."""
        return cls(os.path.join(home.cache(), "entries"))

    def get(self, *origin: bytes) -> bytes | None:
        """Give what was kept for what it came from, or None."""
        try:
            name, seal = self._named(origin)
            path = self._path(name)
            opened = _opened(_read(path), seal)
        except (OSError, ValueError, zlib.error):
            return None
        try:
            os.utime(path)
        except OSError:
            pass  # it will only be forgotten sooner
        return opened

    def put(self, value: bytes, *origin: bytes) -> None:
        """Keep a value for what it came from, if that can be."""
        try:
            name, seal = self._named(origin, making=True)
            sealed = _sealed(value, seal)
            if len(sealed) > MOST:
                return
            path = self._path(name)
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            _write(path, sealed)
            _bound(os.path.dirname(path))
        except (OSError, ValueError):
            return

    def clear(self) -> int:
        """Delete all entries and the secret that they are named by; give how many there were."""
        paths = [path for path, _, _ in self._entries()]
        for path in (*paths, self._secret_file):
            _delete(path)
        self._secret = None
        return len(paths)

    def size(self) -> tuple[int, int]:
        """Count the entries, and their bytes."""
        sizes = [size for _, _, size in self._entries()]
        return len(sizes), sum(sizes)

    def _entries(self) -> Iterator[tuple[str, int, int]]:
        return (one for one in _files(self.folder) if one[0] != self._secret_file)

    @property
    def _secret_file(self) -> str:
        return os.path.join(self.folder, "secret")

    def _named(self, origin: Iterable[bytes], making: bool = False) -> tuple[str, bytes]:
        """Give the name of an entry, and what it is sealed with."""
        told = b"".join(len(part).to_bytes(8, "big") + part for part in origin)
        secret = self._own_secret(making)
        name = blake2b(told, digest_size=20, key=secret, person=b"name").hexdigest()
        return name, blake2b(told, key=secret, person=b"seal").digest()

    def _own_secret(self, making: bool) -> bytes:
        """Give the user's secret; OSError where there is none, or where others could have put it there."""
        if os.environ.get(NEVER):
            raise OSError
        if self._secret is None:
            if making:
                os.makedirs(self.folder, mode=0o700, exist_ok=True)
            _private(self.folder)
            try:
                found = _read(self._secret_file)
            except FileNotFoundError:
                found = b""
            if making and len(found) != SECRET:
                _write(self._secret_file, os.urandom(SECRET))
                # Of two runs that make one at once, the last one's holds for both.
                found = _read(self._secret_file)
            if len(found) != SECRET:
                raise OSError
            self._secret = found
        return self._secret

    def _path(self, name: str) -> str:
        return os.path.join(self.folder, name[:2], name[2:])


def _private(folder: str) -> None:
    """Raise OSError for a folder that is another's, or that others may write to."""
    if sys.platform == "win32":
        return
    found = os.stat(folder)
    if found.st_uid != os.getuid() or found.st_mode & OTHERS:
        raise OSError


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _write(path: str, data: bytes) -> None:
    """Write a file whole or not at all; only its owner may read it."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except OSError:
        _delete(name)
        raise


def _delete(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass  # another run was quicker, or it is not ours to delete


def _bound(folder: str) -> None:
    """Delete what was not asked for longest, if a folder holds too much; and what a killed run left there."""
    total = 0
    for number, (path, _, size) in enumerate(sorted(_files(folder), key=lambda one: one[1], reverse=True)):
        total += size
        if number >= MOST_BESIDE or total > MOST_BYTES:
            _delete(path)


def _sealed(value: bytes, seal: bytes) -> bytes:
    """Seal a value: squeezed, made unreadable with a stream of SHAKE-256 (FIPS 202), and signed with BLAKE2b."""
    nonce = os.urandom(NONCE)
    hidden = _hidden(zlib.compress(value, 1), nonce + seal)
    return _tag(nonce + hidden, seal) + nonce + hidden


def _opened(sealed: bytes, seal: bytes) -> bytes:
    """Open what was sealed; ValueError where it is not what was."""
    tag, rest = sealed[:TAG], sealed[TAG:]
    if tag != _tag(rest, seal):
        raise ValueError("not what was kept")
    return zlib.decompress(_hidden(rest[NONCE:], rest[:NONCE] + seal))


def _tag(data: bytes, seal: bytes) -> bytes:
    return blake2b(data, digest_size=TAG, key=seal, person=b"tag").digest()


def _hidden(data: bytes, key: bytes) -> bytes:
    stream = shake_256(key).digest(len(data))
    return (int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")).to_bytes(len(data), "little")


def stamp(*roots: Path) -> bytes:
    """Tell declint as it is installed from any other: its own files, its rules, the folder of what it needs.

    By the times and sizes of files, as a compiler of Python does. `roots` are other folders of rules, and are looked at
    each time; declint itself is told as it was when first asked about, for so it runs.
    """
    if not _OWN:
        _OWN.append(_installed())
    told = blake2b(_OWN[0])
    for root in map(str, roots):
        if root != _rules():
            _tell(root, told.update)
    return told.digest()


_OWN: list[bytes] = []


def _rules() -> str:
    """Give where the rules lie in a checkout: beside the package, not in it (see `home.rules`)."""
    return os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(__file__))), "rules")


def _installed() -> bytes:
    told = blake2b(f"{__version__} {sys.version}".encode())
    # What is installed or taken away changes its folder.
    for entry in sys.path:
        if entry.endswith("-packages") and os.path.isdir(entry):
            told.update(f"{entry} {os.stat(entry).st_mtime_ns}".encode("utf-8", "surrogateescape"))
    for root in (os.path.dirname(__file__), _rules()):
        _tell(root, told.update)
    return told.digest()


def _tell(root: str, update: Callable[[bytes], None]) -> None:
    for path, changed, size in sorted(_files(root)):
        update(f"{path} {changed} {size}".encode("utf-8", "surrogateescape"))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    """Give each file below a folder, when it was written and how long it is."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
            continue
        try:
            found = entry.stat()
        except OSError:
            continue
        yield entry.path, found.st_mtime_ns, found.st_size
