"""A place for the hook of its own, a program that sends, and a mail server that answers as it is told."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
WRAPPER = Path(sys.executable).parent / "declint-sendmail"

SENDER = """\
#!/bin/sh
cat > "{folder}/sent.$$"
printf '%s\\n' "$*" > "{folder}/arguments"
exit {status}
"""


@dataclass
class Door:
    """The hook in a folder of its own."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    def sender(self, status: int = 0) -> None:
        """Put a program there that takes a message and leaves with a status."""
        path = self.folder / "sender"
        path.write_text(SENDER.format(folder=self.folder, status=status))
        path.chmod(0o755)
        self.env["DECLINT_SENDMAIL"] = str(path)

    def send(self, message: bytes, *arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
        """Send a message through the hook."""
        return self.run([str(WRAPPER), *(arguments or ("-oi", "-t"))], message, **env)

    def run(self, command: list[str], given: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command,
            input=given,
            capture_output=True,
            env=self.environment(**env),
            cwd=self.folder,
            timeout=120,
            check=False,
        )

    def environment(self, **env: str) -> dict[str, str]:
        names = ("PATH", "LANG", "LD_LIBRARY_PATH", "PYTHONHASHSEED")
        kept = {name: os.environ[name] for name in names if name in os.environ}
        own = {
            "HOME": str(self.folder),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "PYTHONPATH": str(HERE / "saboteur"),
            "DECLINT_TIMEOUT": "60",
        }
        return kept | own | self.env | env

    @property
    def sent(self) -> list[bytes]:
        """What the program was given."""
        return [path.read_bytes() for path in sorted(self.folder.glob("sent.*"))]

    @property
    def held(self) -> list[bytes]:
        """The copies that are kept."""
        return [path.read_bytes() for path in sorted((self.folder / "state/declint/held").glob("*.eml"))]

    @property
    def log(self) -> str:
        path = self.folder / "state/declint/hook.log"
        return path.read_text() if path.exists() else ""


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """Give the hook, with a program that sends."""
    if not WRAPPER.exists():
        pytest.skip("declint-sendmail is not installed beside this Python")
    (tmp_path / "run").mkdir()
    (tmp_path / "Mail").mkdir()
    one = Door(tmp_path)
    one.sender()
    return one


class Sink:
    """A mail server on this machine: it keeps what it takes, and answers as it is told."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("250"):
            self.taken.append(envelope.content)
        return self.answer


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    """Give a mail server and its port."""
    controllers = pytest.importorskip("aiosmtpd.controller", reason="aiosmtpd is not installed")
    one, port = Sink(), free_port()
    controller = controllers.Controller(one, hostname="127.0.0.1", port=port)
    controller.start()
    yield one, port
    controller.stop()
