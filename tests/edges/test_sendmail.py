"""The wrapper: a message is sent once or held whole, and the exit status says which."""

from __future__ import annotations

import json
import os
import pty
import random
import signal
import stat
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from declint.edges import delivery
from declint.edges.held import Held
from tests.edges.conftest import WRAPPER, Door
from tests.edges.messages import FINE, ORDINARY, RUDE, mail

OURS = "Data Analyst"


def test_a_fine_message_leaves_untouched_and_in_silence(door: Door) -> None:
    done = door.send(mail(FINE), "-oi", "-f", "ann@example.org", "okafor@example.com")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (door.sent, door.held) == ([mail(FINE)], [])
    assert (door.folder / "arguments").read_text() == "-oi -f ann@example.org okafor@example.com\n"


def test_a_rude_message_stops_with_an_explanation(door: Door) -> None:
    done = door.send(mail(RUDE))
    said = done.stderr.decode()
    assert (done.returncode, door.sent, door.held) == (65, [], [mail(RUDE)])
    assert "joke" in said
    assert "DECLINT_SKIP=1" in said
    (copy,) = (door.folder / "state/declint/held").glob("*.eml")
    assert str(copy) in said
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("message", "env"),
    [
        (mail(RUDE), {"DECLINT_SKIP": "1"}),
        (mail(RUDE, X_Declint="skip"), {}),
        (mail(RUDE, X_Declint_Ignore="no-negativity, gratitude, positive-close, formal-sign-off, gentle-decision"), {}),
    ],
)
def test_a_person_can_let_it_pass(door: Door, message: bytes, env: dict[str, str]) -> None:
    done = door.send(message, **env)
    assert (done.returncode, done.stderr, door.sent, door.held) == (0, b"", [mail(RUDE)], [])


@pytest.mark.parametrize("how", ["crash", "hang", "exit", "noise"])
def test_what_cannot_be_checked_is_sent_and_logged(door: Door, how: str) -> None:
    done = door.send(mail(RUDE), SABOTAGE=how, DECLINT_TIMEOUT="1")
    assert (done.returncode, done.stderr, door.sent, door.held) == (0, b"", [mail(RUDE)], [])
    assert "could not be checked" in door.log
    assert not any(word in door.log for word in ("joke", "Okafor", "okafor", OURS))


@pytest.mark.parametrize("how", ["crash", "hang", "noise"])
def test_what_cannot_be_checked_is_held_where_that_is_wished(door: Door, how: str) -> None:
    done = door.send(mail(RUDE), SABOTAGE=how, DECLINT_TIMEOUT="1", DECLINT_ON_ERROR="hold")
    assert (done.returncode, door.sent, door.held) == (75, [], [mail(RUDE)])
    assert str(door.folder) in done.stderr.decode()


@pytest.mark.parametrize("status", [1, 64, 69, 75])
def test_the_status_of_the_program_that_sends_is_passed_on(door: Door, status: int) -> None:
    door.sender(status)
    done = door.send(mail(ORDINARY))
    assert (done.returncode, door.held) == (status, [mail(ORDINARY)])


def test_our_own_headers_are_not_sent(door: Door) -> None:
    message = mail(ORDINARY, X_Declint_Scenario="auto", X_Declint="skip", X_Mailer="quill\n and ink")
    assert door.send(message.replace(b"\n", b"\r\n")).returncode == 0
    assert door.sent == [mail(ORDINARY, X_Mailer="quill\n and ink").replace(b"\n", b"\r\n")]


@pytest.mark.parametrize(
    ("arguments", "given", "env", "status"),
    [
        (("--nonsense",), mail(ORDINARY), {}, 64),
        (("--config",), mail(ORDINARY), {}, 64),
        (("-t",), b"", {}, 66),
        (("-t",), mail(ORDINARY), {"XDG_STATE_HOME": "/dev/null"}, 73),
        (("-t",), mail(ORDINARY), {"DECLINT_SENDMAIL": "/no/such/program"}, 78),
        (("-t",), mail(ORDINARY), {"DECLINT_ON_ERROR": "explode"}, 78),
        (("-t",), mail(ORDINARY), {"DECLINT_TIMEOUT": "never"}, 78),
        (("--config", "/no/such/file", "-t"), mail(ORDINARY), {}, 78),
        (("-t",), mail(ORDINARY), {delivery.INSIDE: "1"}, 78),
    ],
)
def test_every_fault_has_its_status(
    door: Door, arguments: tuple[str, ...], given: bytes, env: dict[str, str], status: int
) -> None:
    done = door.send(given, *arguments, **env)
    assert (done.returncode, door.sent) == (status, [])
    assert done.stderr.startswith(b"declint: ")
    assert b"Traceback" not in done.stderr


def test_help_and_version(door: Door) -> None:
    assert door.send(b"", "--help").stdout.startswith(b"usage: declint-sendmail")
    assert door.send(b"", "--version").stdout.startswith(b"declint-sendmail ")


def test_a_call_without_a_message_goes_straight_through(door: Door) -> None:
    assert door.send(b"", "-bp").returncode == 0
    assert (door.folder / "arguments").read_text() == "-bp\n"
    assert not (door.folder / "state").exists()


def test_settings_come_from_the_users_folder_alone(door: Door) -> None:
    (door.folder / "declint.toml").write_text('[hook]\non-error = "hold"\n')
    assert door.send(mail(RUDE), SABOTAGE="crash").returncode == 0
    (door.folder / "config/declint").mkdir(parents=True)
    (door.folder / "config/declint/declint.toml").write_text('[hook]\non-error = "hold"\n')
    assert door.send(mail(RUDE), SABOTAGE="crash").returncode == 75
    (door.folder / "config/declint/declint.toml").write_text('[hook]\non-eror = "hold"\n')
    assert "did you mean 'on-error'" in door.send(mail(RUDE)).stderr.decode()


def test_the_users_own_settings_count(door: Door) -> None:
    settings = door.folder / "config/declint/declint.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('ignore = ["no-negativity"]\nseverity = {gratitude = "off"}\n\n[hook]\nfail-on = "error"\n')
    assert door.send(mail(RUDE)).returncode == 0
    settings.write_text('ignore = ["no-reason"]\n')
    assert door.send(mail(RUDE)).returncode == 65


def test_a_file_in_the_folder_of_the_mail_program_is_not_run(door: Door) -> None:
    (door.folder / "email.py").write_text("raise SystemExit(0)\n")
    (door.folder / "spacy.py").write_text("raise SystemExit(0)\n")
    assert door.send(mail(RUDE)).returncode == 65


@pytest.mark.parametrize("message", [mail(ORDINARY), mail(RUDE)], ids=["ordinary", "ours"])
def test_killed_at_any_instant_it_is_sent_or_held(door: Door, message: bytes) -> None:
    random.seed(len(message))
    slow = door.folder / "slow"
    slow.write_text(f'#!/bin/sh\nsleep 0.03; cat > "{door.folder}/sent.$$"\n')
    slow.chmod(0o755)
    env = door.environment(DECLINT_SENDMAIL=str(slow), DECLINT_TIMEOUT="0.4", SABOTAGE="hang")
    for _ in range(10):
        before = len(door.sent) + len(door.held)
        with subprocess.Popen([WRAPPER, "-t"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env) as running:
            assert running.stdin
            running.stdin.write(message)
            running.stdin.close()
            # Before the copy is there, the mail program sees that its pipe was not taken up.
            held = door.folder / "state/declint/held"
            until = time.monotonic() + 20
            while len(list(held.glob("*.eml"))) + len(door.sent) <= before and time.monotonic() < until:
                time.sleep(0.001)
            time.sleep(random.uniform(0, 0.7))
            running.send_signal(signal.SIGKILL)
        time.sleep(0.1)
        assert len(door.sent) + len(door.held) > before
        assert set(door.sent) | set(door.held) == {message}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="a full disk is mounted by root alone")
def test_on_a_full_disk_there_is_a_copy_or_a_delivery(door: Door, tmp_path: Path) -> None:
    disk = tmp_path / "state"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        (disk / "full").write_bytes(b"x" * 10)
        large = mail(RUDE + "Words. " * 20_000)
        done = door.send(large)
        spare = list((tmp_path / "run").glob("declint-*/*.eml"))
        assert done.returncode == 65
        assert [path.read_bytes() for path in spare] == [large]
        assert str(spare[0]) in done.stderr.decode()
        assert door.send(mail(ORDINARY + "Words. " * 20_000)).returncode == 0
        assert len(door.sent) == 1
    finally:
        subprocess.run(["umount", disk], check=False)


def test_held_copies_are_listed_shown_sent_and_pruned(door: Door) -> None:
    assert door.send(mail(RUDE), "-oi", "okafor@example.com").returncode == 65
    assert door.send(mail(RUDE, "Another")).returncode == 65
    declint = [str(WRAPPER.with_name("declint")), "held"]
    listed = door.run([*declint, "list"]).stdout.decode()
    assert listed.count("stopped: it has faults") == 2
    assert "okafor@example.com" in listed
    first = listed.split()[0]
    assert "Your process is a joke" in door.run([*declint, "show", first]).stdout.decode()
    assert door.run([*declint, "send", first]).returncode == 0
    assert door.sent == [mail(RUDE)]
    assert (door.folder / "arguments").read_text() == "-oi okafor@example.com\n"
    assert door.run([*declint, "send", first]).returncode == 66
    assert door.held == [mail(RUDE, "Another")]
    assert door.run([*declint, "prune"]).stdout == b"0 deleted.\n"
    assert door.run([*declint, "prune", "--all"]).stdout == b"1 deleted.\n"
    assert door.held == []
    assert b"No messages are held" in door.run([*declint, "list"]).stdout


def test_a_copy_that_cannot_be_sent_stays(door: Door) -> None:
    door.send(mail(RUDE))
    door.sender(75)
    declint = [str(WRAPPER.with_name("declint")), "held"]
    assert door.run([*declint, "send", "last"]).returncode == 75
    assert door.held == [mail(RUDE)]


def test_a_note_holds_nothing_of_the_message(door: Door) -> None:
    door.send(mail(RUDE))
    (note,) = (door.folder / "state/declint/held").glob("*.json")
    assert set(json.loads(note.read_text())) == {"made", "process", "arguments", "why"}
    assert "Okafor" not in note.read_text()


def test_a_copy_is_claimed_once(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(b"x")
    claimed = Held(path).claim()
    assert claimed is not None
    assert Held(path).claim() is None
    assert claimed.release().path == path


class Terminal:
    """The hook with a person at a terminal, who types."""

    def __init__(self, door: Door, message: bytes, **env: str) -> None:
        path = door.folder / "message"
        path.write_bytes(message)
        self.said = b""
        self.process, self.handle = pty.fork()
        if self.process == 0:
            try:
                os.dup2(os.open(path, os.O_RDONLY), 0)
                os.chdir(door.folder)
                os.execve(WRAPPER, [str(WRAPPER), "--ask", "-t"], door.environment(**env))
            finally:
                os._exit(99)

    def until(self, words: bytes) -> None:
        while words not in self.said:
            try:
                self.said += os.read(self.handle, 4096)
            except OSError as fault:
                raise AssertionError(self.said.decode()) from fault

    def type(self, keys: bytes) -> None:
        self.said = b""
        os.write(self.handle, keys)

    def left(self) -> int:
        with suppress(OSError):
            while read := os.read(self.handle, 4096):
                self.said += read
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


@pytest.mark.parametrize(("key", "status", "sent", "held"), [(b"s", 0, 1, 0), (b"h", 65, 0, 1), (b"", 65, 0, 1)])
def test_a_person_at_a_terminal_is_asked(door: Door, key: bytes, status: int, sent: int, held: int) -> None:
    terminal = Terminal(door, mail(RUDE))
    terminal.until(b"[h]old it?")
    terminal.type(key + b"\n")
    assert terminal.left() == status
    assert (len(door.sent), len(door.held)) == (sent, held)


def test_what_was_edited_is_judged_anew(door: Door) -> None:
    better = door.folder / "better"
    better.write_bytes(mail(FINE))
    editor = door.folder / "editor"
    editor.write_text(f'#!/bin/sh\ncp "{better}" "$1"\n')
    editor.chmod(0o755)
    terminal = Terminal(door, mail(RUDE), EDITOR=str(editor))
    terminal.until(b"[h]old it?")
    terminal.type(b"e\n")
    assert terminal.left() == 0
    assert (door.sent, door.held) == ([mail(FINE)], [])


def test_nobody_is_asked_without_a_terminal(door: Door) -> None:
    done = subprocess.run(
        [WRAPPER, "--ask", "-t"],
        input=mail(RUDE),
        capture_output=True,
        env=door.environment(),
        start_new_session=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, door.held) == (65, [mail(RUDE)])
