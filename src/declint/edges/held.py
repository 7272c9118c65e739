"""Held: private copies of messages on their way, kept until it is sure that they have left.

A copy is one file `<id>.eml`, byte for byte what the mail program gave, readable by its owner alone; a note
beside it, `<id>.json`, says when and why it is held and with what arguments it was to be sent. Nothing of
the message is in the note.
"""

from __future__ import annotations

import errno
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO

from declint import home

CHUNK = 1 << 20
OLD = 14.0
"""Days after which a copy is old."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE})
"""What no person set up wrong: the copy goes to another disk then."""


@dataclass(frozen=True)
class Note:
    """What is known of a copy: when it was made (seconds since 1970), by which process, for what, and its fate."""

    made: float
    process: int
    arguments: tuple[str, ...] = ()
    why: str = "on its way"


@dataclass(frozen=True)
class Held:
    """One copy."""

    path: Path

    @property
    def id(self) -> str:
        """The name that `declint held` takes."""
        return self.path.stem

    @property
    def note(self) -> Note:
        """Give its note; of a copy without one, what its file tells."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            told = json.loads(self._note_path.read_text(encoding="utf-8"))
            return Note(float(told["made"]), int(told["process"]), tuple(map(str, told["arguments"])), str(told["why"]))
        with suppress(OSError):
            return Note(self.path.stat().st_mtime, 0, why="unknown")
        return Note(0.0, 0, why="unknown")

    @property
    def _note_path(self) -> Path:
        return self.path.with_suffix(".json")

    @property
    def on_its_way(self) -> bool:
        """Whether the process that made it is still at work on it."""
        note = self.note
        return note.why == "on its way" and note.process != os.getpid() and _alive(note.process)

    def say(self, why: str) -> None:
        """Note why it is held; without disk space the copy alone has to do."""
        self._write(replace(self.note, why=why))

    def begin(self, arguments: Sequence[str]) -> None:
        """Note that this process is about to check and send it."""
        self._write(Note(time.time(), os.getpid(), tuple(arguments)))

    def _write(self, note: Note) -> None:
        with suppress(OSError):
            beside = self.path.with_suffix(".note")
            beside.write_text(json.dumps(asdict(note)), encoding="utf-8")
            beside.replace(self._note_path)

    def drop(self) -> None:
        """Delete it: the message has left."""
        for path in (self.path, self._note_path, self.path.with_suffix(".note")):
            with suppress(OSError):
                path.unlink()

    def claim(self) -> Held | None:
        """Take it for sending, so that nobody sends it twice; None where somebody else has it."""
        taken = self.path.with_suffix(".sending")
        try:
            self.path.rename(taken)
        except OSError:
            return None
        return Held(taken)

    def release(self) -> Held:
        """Put it back: it has not left."""
        back = Held(self.path.with_suffix(".eml"))
        self.path.rename(back.path)
        return back


def folders(env: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Give the folders where copies may be: the user's own, and where they go if that disk is full."""
    user = os.getuid() if hasattr(os, "getuid") else "user"
    spare = Path(env.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"declint-{user}"
    return home.state(env) / "held", spare


def keep(stream: BinaryIO, env: Mapping[str, str] = os.environ) -> Held:
    """Copy a message to a new private file, safe on the disk before this returns.

    Where the disk is full, the copy goes to the spare folder. Raises OSError where neither can hold it.
    """
    first, spare = folders(env)
    begun: list[bytes] = []
    try:
        return _keep(stream, first, begun)
    except OSError as fault:
        if fault.errno not in FULL:
            raise
    # What was read from the stream cannot be read from it again.
    return _keep(stream, spare, begun)


def _keep(stream: BinaryIO, folder: Path, begun: list[bytes]) -> Held:
    """Write what has been read already, then the rest; all that is read is remembered in `begun`."""
    _private(folder)
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{os.urandom(4).hex()}"
    path, partial = folder / f"{name}.eml", folder / f"{name}.part"
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for chunk in list(begun):
                file.write(chunk)
            while chunk := stream.read(CHUNK):
                begun.append(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
        _sync(folder)
    except OSError:
        with suppress(OSError):
            partial.unlink()
        raise
    return Held(path)


def _private(folder: Path) -> None:
    """Make a folder that its owner alone can open; refuse one that somebody else has put there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or folder.is_symlink()):
        raise PermissionError(errno.EPERM, "is not your own folder", str(folder))
    if state.st_mode & 0o077:
        folder.chmod(0o700)


def _sync(folder: Path) -> None:
    with suppress(OSError):  # a system that cannot open folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def all_held(env: Mapping[str, str] = os.environ) -> Iterator[Held]:
    """Give all copies, the oldest first, those too whose sending was broken off."""
    found = [path for folder in folders(env) for suffix in ("eml", "sending") for path in folder.glob(f"*.{suffix}")]
    yield from map(Held, sorted(found, key=lambda path: path.stem))


def find(name: str, env: Mapping[str, str] = os.environ) -> Held | None:
    """Give the copy of that id, of a beginning that only one has, or the latest for `last`."""
    copies = [one for one in all_held(env) if not one.on_its_way]
    if name == "last":
        return copies[-1] if copies else None
    meant = [one for one in copies if one.id.startswith(name) or str(one.path) == name]
    return meant[0] if len(meant) == 1 else None


def _alive(process: int) -> bool:
    if process <= 0:
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
