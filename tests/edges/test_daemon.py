"""The daemon: the same outcome, sooner; where it is not there or will not, the command line does its work itself."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from declint.edges import line
from declint.store import stamp
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no daemon on this system")

BAD = "Dear Ms. Lee,\n\nI might have to decline.\n\nCheers,\nAnn Roe\n"
GOOD = (
    "Dear Ms. Lee,\n\nThank you very much for inviting me to interview for the role of Analyst. I have to decline, "
    "as I have accepted another offer. I wish you and your team all the best.\n\nKind regards,\nAnn Roe\n"
)


class Home:
    """A user's folders, and command lines run by that user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = os.environ | {"XDG_RUNTIME_DIR": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
        self.env |= {"XDG_STATE_HOME": str(folder / "state"), "PYTHONPATH": str(ROOT / "src")}
        self.socket = folder / "declint" / "daemon.sock"
        self.draft = folder / "draft.txt"
        self.draft.write_text(BAD)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        daemon = subprocess.Popen(
            [sys.executable, "-m", "declint", "daemon", *arguments], env=self.env, cwd="/", stderr=subprocess.PIPE
        )
        wait(lambda: self.answers() or daemon.poll() is not None)
        return daemon

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as caller:
            return self.socket.exists() and caller.connect_ex(str(self.socket)) == 0

    def declint(self, *arguments: str, stdin: Any = b"", **env: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "declint", *arguments],
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.env | env,
            timeout=60,
            check=False,
        )


def wait(done, seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def ended(daemon: subprocess.Popen[bytes]) -> None:
    daemon.terminate()
    daemon.communicate(timeout=30)


@pytest.fixture
def own(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Give a user with a daemon."""
    home = Home(tmp_path_factory.mktemp("warm"))
    daemon = home.start()
    # The first answer comes once the language is loaded.
    home.declint("check", "draft.txt")
    yield home
    assert daemon.poll() is None
    ended(daemon)
    assert not home.socket.exists()


def test_only_its_user_can_come_to_it(warm: Home) -> None:
    assert warm.socket.stat().st_mode & 0o077 == 0
    assert warm.socket.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "draft.txt"),
        ("check", "--output-format", "json", "draft.txt"),
        ("check", "none.txt"),
        ("check", "--fail-on", "nonsense", "draft.txt"),
        ("fix", "--diff", "draft.txt"),
        ("rewrite", "draft.txt"),
        ("acts", "-v", "draft.txt"),
        ("stats", "draft.txt"),
        ("check",),
    ],
)
def test_the_outcome_is_the_same(warm: Home, arguments: tuple[str, ...]) -> None:
    mine, its = (warm.declint(*arguments, **env) for env in ({line.NEVER: "1"}, {}))
    assert (its.returncode, its.stdout, its.stderr) == (mine.returncode, mine.stdout, mine.stderr)


def test_what_is_piped_goes_through(warm: Home) -> None:
    assert warm.declint("check", "-", stdin=GOOD.encode()).returncode == 0
    done = warm.declint("fix", "-", stdin=BAD.encode())
    assert b"Kind regards" in done.stdout
    assert done.returncode == 1


def test_it_is_sooner(warm: Home) -> None:
    times = {}
    for name, env in (("cold", {line.NEVER: "1"}), ("warm", {})):
        begun = time.monotonic()
        warm.declint("check", "draft.txt", **env)
        times[name] = time.monotonic() - begun
    assert times["warm"] < times["cold"]


def test_many_at_once(warm: Home) -> None:
    command = [sys.executable, "-m", "declint", "check", "draft.txt"]
    running = [subprocess.Popen(command, env=warm.env, cwd=warm.folder, stdout=subprocess.PIPE) for _ in range(8)]
    told = {one.communicate(timeout=60)[0] for one in running}
    assert len(told) == 1
    assert {one.returncode for one in running} == {1}


def test_the_hook_asks_it(warm: Home) -> None:
    mail = warm.folder / "mail.eml"
    mail.write_text(
        "From: Ann Roe <ann@example.org>\nTo: Ms. Lee <lee@example.com>\n"
        "Subject: Re: Interview for the Analyst role\n\n"
        "Dear Ms. Lee,\n\nI might have to decline the interview for the Analyst role.\n\nCheers,\nAnn Roe\n"
    )
    mine, its = (warm.declint("hook", "mail.eml", **env) for env in ({line.NEVER: "1"}, {}))
    assert mine.returncode == 65
    assert (its.returncode, its.stdout, its.stderr) == (mine.returncode, mine.stdout, mine.stderr)


def test_what_is_no_message_harms_nobody(warm: Home) -> None:
    for junk in (b"", b"nonsense", b'{"job": "command"}', b"[]", b"\xff" * 5000):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(warm.socket))
            caller.sendall(junk)
            caller.shutdown(socket.SHUT_WR)
            assert caller.recv(100) == b""
    assert warm.declint("check", "draft.txt").returncode == 1


def test_an_unknown_job_is_not_done(warm: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(warm.socket))
        told = {"job": "remove", "arguments": [], "folder": "/", "env": {}, "streams": [], "stamp": stamp().hex()}
        socket.send_fds(caller, [json.dumps(told).encode()], [0, 1, 2])
        caller.shutdown(socket.SHUT_WR)
        assert caller.recv(100) == b""


def test_a_job_goes_when_its_caller_does(warm: Home) -> None:
    with waiting(warm) as caller:
        caller.kill()
    wait(lambda: children(warm) == 0)


def waiting(home: Home) -> subprocess.Popen[bytes]:
    """Begin a job that waits for the draft that it is to read."""
    command = [sys.executable, "-m", "declint", "check", "-"]
    caller = subprocess.Popen(
        command, env=home.env, cwd=home.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    wait(lambda: children(home) > 0)
    time.sleep(0.5)
    assert caller.poll() is None
    return caller


def children(home: Home) -> int:
    done = subprocess.run(["pgrep", "-f", "declint daemon"], capture_output=True, text=True, check=False)
    mine = [pid for pid in done.stdout.split() if str(home.folder).encode() in environ(pid)]
    return len(mine) - 1


def environ(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


def test_an_interrupt_ends_the_job(warm: Home) -> None:
    with waiting(warm) as caller:
        caller.send_signal(signal.SIGINT)
        assert caller.wait(20) == 130
        assert caller.stderr
        assert caller.stderr.read() == b""
    wait(lambda: children(warm) == 0)


def test_it_leaves_when_idle(own: Home) -> None:
    daemon = own.start("--idle", "0.01")
    _, told = daemon.communicate(timeout=40)
    assert (daemon.returncode, told) == (0, b"")
    assert not own.socket.exists()


def test_there_is_one_of_it(own: Home) -> None:
    daemon = own.start()
    try:
        second = own.declint("daemon")
        assert second.returncode == 2
        assert b"is there already" in second.stderr
    finally:
        ended(daemon)


def test_what_a_dead_one_left_behind_is_no_hindrance(own: Home) -> None:
    daemon = own.start()
    daemon.kill()
    daemon.communicate()
    assert own.socket.exists()
    assert own.declint("check", "draft.txt").returncode == 1
    daemon = own.start()
    assert own.answers()
    ended(daemon)


def test_another_declint_is_not_served(own: Home, tmp_path: Path) -> None:
    daemon = own.start()
    # What is installed beside it tells one declint from another.
    (tmp_path / "more-packages").mkdir()
    done = own.declint("check", "draft.txt", PYTHONPATH=f"{ROOT / 'src'}:{tmp_path / 'more-packages'}")
    assert done.returncode == 1
    daemon.communicate(timeout=30)
    assert daemon.returncode == 0


@pytest.mark.parametrize("where", ["user", "project"])
def test_only_its_user_has_it_started(own: Home, where: str) -> None:
    folder = own.folder / "config" / "declint" if where == "user" else own.folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "declint.toml").write_text("daemon = true\n")
    assert own.declint("check", "draft.txt").returncode == 1
    if where == "project":
        time.sleep(1)
        assert not own.socket.exists()
        return
    wait(own.answers)
    assert own.declint("check", "draft.txt").returncode == 1
    done = subprocess.run(["pgrep", "-f", "declint daemon"], capture_output=True, text=True, check=False)
    for pid in done.stdout.split():
        if str(own.folder).encode() in environ(pid):
            os.kill(int(pid), signal.SIGTERM)
    wait(lambda: not own.socket.exists())
