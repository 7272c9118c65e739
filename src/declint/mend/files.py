"""Files: a mended draft put in the place of the old one, wholly or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from declint.errors import WriteError
from declint.model import Draft
from declint.read.mail import is_signed
from declint.read.text import decoded


def write(draft: Draft, mended: str) -> None:
    """Put a mended text in place of the file that a draft was read from: same encoding, line ends and mode.

    The new file is written beside the old one and moved over it in one step; where the path is a symbolic
    link, its target is replaced and the link stays. What lies beyond the part that was read is kept.

    Raises WriteError, and leaves the file alone, if it has changed since it was read, holds bytes that its
    encoding cannot say, or cannot be written.
    """
    name = draft.path
    target = Path(name).resolve()
    if not draft.verbatim:
        raise WriteError(f"{draft.name}: cannot be written back; see what would change with --diff")
    try:
        old = target.read_bytes()
        if draft.form == "eml" and is_signed(old):
            raise WriteError(f"{name}: is signed, and a change would break that; nothing was written")
        text, encoding, _ = decoded(name, old)
        if not text.startswith(draft.source):
            raise WriteError(f"{name}: has changed since it was read; nothing was written")
        new = (mended + text[len(draft.source) :]).encode(encoding)
    except UnicodeEncodeError as fault:
        raise WriteError(
            f"{name}: cannot be written in its own encoding ({fault.encoding}); save it as UTF-8"
        ) from fault
    except OSError as fault:
        raise WriteError(f"{name}: cannot be read: {fault.strerror}") from fault
    if new != old:
        _replace(name, target, old, new)


def _replace(name: str, target: Path, old: bytes, new: bytes) -> None:
    beside = None
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        state = target.stat()
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".declint")
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(state.st_mode & 0o7777)
        with suppress(OSError, AttributeError):  # another owner's file, or a system without owners
            os.chown(beside, state.st_uid, state.st_gid)
        if target.read_bytes() != old:
            raise WriteError(f"{name}: has changed since it was read; nothing was written")
        Path(beside).replace(target)
        beside = None
    except OSError as fault:
        raise WriteError(f"{name}: cannot be written: {fault.strerror}") from fault
    finally:
        if beside:
            with suppress(OSError):
                Path(beside).unlink()
