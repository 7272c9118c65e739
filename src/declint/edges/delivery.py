"""Delivery: a held message handed to the program that sends, byte for byte but for our own headers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from declint.edges.exits import Exit
from declint.edges.held import Held
from declint.edges.settings import Settings
from declint.errors import ConfigError

SYSTEM = ("/usr/sbin/sendmail", "/usr/lib/sendmail", "/usr/local/sbin/sendmail", "/opt/homebrew/sbin/sendmail")
INSIDE = "DECLINT_INSIDE"
"""Set for the program that sends: if that is declint again, it must not go round in a circle."""

OURS = re.compile(rb"^X-Declint(?:-[A-Za-z0-9-]+)?[ \t]*:", re.IGNORECASE)


def sender(settings: Settings, env: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Give the program that sends, and its first arguments.

    Raises ConfigError where there is none, and where it is declint itself.
    """
    if env.get(INSIDE):
        raise ConfigError("the sendmail that declint hands messages to is declint itself; name another one")
    if settings.sendmail:
        program = shutil.which(Path(settings.sendmail[0]).expanduser(), path=env.get("PATH"))
        if program is None:
            raise ConfigError(f"sendmail: there is no program '{settings.sendmail[0]}'")
        return (program, *settings.sendmail[1:])
    own = Path(sys.argv[0]).resolve()
    found = [*SYSTEM, shutil.which("sendmail", path=env.get("PATH"))]
    for path in found:
        if path and os.access(path, os.X_OK) and Path(path).resolve() != own:
            return (path,)
    raise ConfigError(
        "this system has no sendmail; name the program that sends in DECLINT_SENDMAIL, or as 'sendmail' under [hook]"
    )


def deliver(copy: Held, arguments: Sequence[str], command: Sequence[str]) -> int:
    """Hand a message to the program that sends, and give its exit status.

    A status above zero means that it has not been sent; that of a program ended by a signal is EX_TEMPFAIL.
    """
    with copy.path.open("rb") as file:
        stripped = _without_ours(file, copy.path.parent)
        try:
            done = subprocess.run(
                [*command, *arguments], stdin=stripped or file, env=os.environ | {INSIDE: "1"}, check=False
            )
        except OSError:
            return Exit.unavailable
        finally:
            if stripped:
                stripped.close()
    return done.returncode if done.returncode >= 0 else int(Exit.held)


def _without_ours(file: IO[bytes], folder: Path) -> IO[bytes] | None:
    """Copy a message without its X-Declint headers to a file that nobody else sees; None where it has none."""
    headers: list[bytes] = []
    ours = found = False
    for line in iter(file.readline, b""):
        if line in (b"\n", b"\r\n"):
            headers.append(line)
            break
        ours = bool(OURS.match(line)) or (ours and line[:1] in b" \t")
        found = found or ours
        if not ours:
            headers.append(line)
    if not found:
        file.seek(0)
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        return None
    stripped = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
    stripped.writelines(headers)
    shutil.copyfileobj(file, stripped)
    stripped.flush()
    stripped.seek(0)
    return stripped
