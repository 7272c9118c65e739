"""The real mail programs against a real mail server: each message is delivered exactly once, or held whole."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.edges.conftest import WRAPPER, Door, Sink, free_port
from tests.edges.messages import FINE, ORDINARY, RUDE

pytestmark = pytest.mark.programs

TO = "okafor@example.com"
FROM = "ann@example.org"
SUBJECT = "Data Analyst interview"

TEE = """\
#!/bin/sh
cat > "{folder}/given.$$"
exec "{wrapper}" "$@" < "{folder}/given.$$"
"""
"""Stands before the wrapper and remembers what the mail program gave."""

ELISP = """\
(setq message-send-mail-function 'message-send-mail-with-sendmail
      sendmail-program "{wrapper}" user-mail-address "{sender}" user-full-name "Ann Roe"
      message-interactive t mail-interactive t message-kill-buffer-on-exit nil)
(require 'message)
(message-mail "{to}" "{subject}")
(goto-char (point-max))
(insert-file-contents "{body}")
(condition-case fault (message-send) (error (princ (error-message-string fault)) (kill-emacs 1)))
"""


@dataclass
class Desk:
    """A mail program set up with the hook, a message to send, and what it leaves behind."""

    door: Door
    body: Path
    wrapper: Path

    def run(self, *command: str, given: bytes = b"", **env: str) -> int:
        """Run a program, and give its status."""
        return self.door.run(list(command), given, **env).returncode

    def written(self, name: str, text: str, mode: int = 0o600) -> Path:
        path = self.door.folder / name
        path.write_text(text)
        path.chmod(mode)
        return path

    @property
    def given(self) -> list[bytes]:
        """What the mail program gave to the hook."""
        return [path.read_bytes() for path in self.door.folder.glob("given.*")]


def _mutt(program: str) -> Callable[[Desk], int]:
    def send(desk: Desk) -> int:
        rc = desk.written(
            "muttrc", f'set sendmail="{desk.wrapper} -oem -oi"\nset from={FROM}\nset copy=no\nset sendmail_wait=0\n'
        )
        return desk.run(program, "-F", str(rc), "-s", SUBJECT, "--", TO, given=desk.body.read_bytes())

    return send


def _s_nail(desk: Desk) -> int:
    options = [f"mta={desk.wrapper}", "sendwait", f"from={FROM}", f"DEAD={desk.door.folder}/dead"]
    settings = [word for option in options for word in ("-S", option)]
    return desk.run("s-nail", "-:/", *settings, "-s", SUBJECT, TO, given=desk.body.read_bytes())


def _patch(desk: Desk) -> Path:
    headers = f"From: Ann Roe <{FROM}>\nTo: {TO}\nSubject: {SUBJECT}\nDate: Mon, 9 Nov 2026 09:00:00 +0000\n\n"
    return desk.written("message.eml", headers + desk.body.read_text())


def _git_send_email(desk: Desk) -> int:
    desk.run("git", "init", "-q", ".")
    return desk.run(
        "git", "-c", f"user.email={FROM}", "-c", "user.name=Ann", "send-email", "--no-thread", "--suppress-cc=all",
        "--confirm=never", "--quiet", f"--from={FROM}", f"--to={TO}", f"--sendmail-cmd={desk.wrapper}", "message.eml",
    ) if _patch(desk) else 1  # fmt: skip


def _emacs(desk: Desk) -> int:
    code = ELISP.format(wrapper=desk.wrapper, sender=FROM, to=TO, subject=SUBJECT, body=desk.body)
    return desk.run("emacs", "--batch", "-Q", "-l", str(desk.written("send.el", code)))


def _msmtp(desk: Desk) -> int:
    """Send as a script does that used to call msmtp."""
    return desk.run(str(desk.wrapper), "-t", "-oi", given=_patch(desk).read_bytes())


PROGRAMS: dict[str, tuple[str, Callable[[Desk], int]]] = {
    "neomutt": ("neomutt", _mutt("neomutt")),
    "mutt": ("mutt", _mutt("mutt")),
    "s-nail": ("s-nail", _s_nail),
    "git-send-email": ("git", _git_send_email),
    "emacs": ("emacs", _emacs),
    "msmtp": ("msmtp", _msmtp),
}

CASES: dict[str, tuple[str, dict[str, str], str]] = {
    "fine": (FINE, {}, "250 OK"),
    "findings": (RUDE, {}, "250 OK"),
    "crash": (RUDE, {"SABOTAGE": "crash"}, "250 OK"),
    "hang": (RUDE, {"SABOTAGE": "hang", "DECLINT_TIMEOUT": "1"}, "250 OK"),
    "crash, hold": (RUDE, {"SABOTAGE": "crash", "DECLINT_ON_ERROR": "hold"}, "250 OK"),
    "451": (ORDINARY, {}, "451 try later"),
    "554": (ORDINARY, {}, "554 go away"),
    "down": (ORDINARY, {}, ""),
}
SENT = frozenset({"fine", "crash", "hang"})


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("program", PROGRAMS)
def test_delivered_once_or_held(program: str, case: str, door: Door, sink: tuple[Sink, int]) -> None:
    name, send = PROGRAMS[program]
    server, port = sink
    desk = _desk(door, case, server, free_port() if case == "down" else port, name)
    status = send(desk)
    delivered, held = len(server.taken), len(door.held)
    if case in SENT:
        assert (delivered, held, status) == (1, 0, 0)
        text, body = server.taken[0].replace(b"\r\n", b"\n"), desk.body.read_bytes()
        assert body.split(b"\n\n")[1][:40] in text
    else:
        assert (delivered, held) == (0, 1)
        assert door.held == desk.given
        assert status != 0


def _desk(door: Door, case: str, server: Sink, port: int, program: str) -> Desk:
    for needed in (program, "msmtp"):
        if not shutil.which(needed):
            pytest.skip(f"{needed} is not installed")
    text, env, server.answer = CASES[case]
    door.env |= env
    body = door.folder / "body.txt"
    body.write_text(text)
    settings = door.folder / "msmtprc"
    settings.write_text(f"defaults\nauth off\ntls off\naccount default\nhost 127.0.0.1\nport {port}\nfrom {FROM}\n")
    settings.chmod(0o600)
    door.env["DECLINT_SENDMAIL"] = shlex.join([str(shutil.which("msmtp")), "-C", str(settings)])
    tee = door.folder / "tee"
    tee.write_text(TEE.format(folder=door.folder, wrapper=WRAPPER))
    tee.chmod(0o755)
    return Desk(door, body, tee)


@pytest.mark.parametrize("case", ["fine", "findings", "crash", "hang", "crash, hold"])
def test_gits_own_hook(case: str, door: Door, sink: tuple[Sink, int]) -> None:
    server, port = sink
    desk = _desk(door, case, server, port, "git")
    patch = _patch(desk)
    desk.run("git", "init", "-q", ".")
    hook = door.folder / ".git/hooks/sendemail-validate"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nexec "{WRAPPER.with_name("declint")}" hook "$@"\n')
    hook.chmod(0o755)
    status = desk.run(
        "git", "-c", f"user.email={FROM}", "-c", "user.name=Ann", "send-email", "--no-thread", "--suppress-cc=all",
        "--confirm=never", "--quiet", f"--from={FROM}", f"--to={TO}", f"--sendmail-cmd={door.env['DECLINT_SENDMAIL']}",
        "message.eml",
    )  # fmt: skip
    assert len(server.taken) == (1 if case in SENT else 0)
    assert (status == 0) == (case in SENT)
    assert patch.exists()


def test_emacs_can_hold_a_message_in_its_buffer(door: Door) -> None:
    """The lines for Emacs's own hook, as the documentation gives them."""
    if not shutil.which("emacs"):
        pytest.skip("emacs is not installed")
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    start = text.index("(defun declint-check")
    code = text[start : text.index("```", start)]
    body = door.folder / "body.txt"
    body.write_text(RUDE)
    script = door.folder / "hook.el"
    script.write_text(
        f'(require \'message)\n{code}\n(message-mail "{TO}" "{SUBJECT}")\n(goto-char (point-max))\n'
        f'(insert-file-contents "{body}")\n'
        '(setq message-send-mail-function (lambda () (princ "SENT")))\n'
        '(condition-case fault (message-send) (error (princ (format "BLOCKED modified=%s" (buffer-modified-p)))))\n'
    )
    path = f"{WRAPPER.parent}{os.pathsep}{os.environ['PATH']}"
    done = door.run(["emacs", "--batch", "-Q", "-l", str(script)], PATH=path)
    assert b"BLOCKED modified=t" in done.stdout
    assert b"SENT" not in done.stdout


def test_neomutt_shows_why(door: Door, sink: tuple[Sink, int]) -> None:
    """In the pager of a real terminal, where the person sits."""
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    server, port = sink
    desk = _desk(door, "findings", server, port, "neomutt")
    rc = desk.written(
        "muttrc",
        f'set sendmail="{desk.wrapper} -oem -oi"\nset from={FROM}\nset copy=no\nset sendmail_wait=0\n'
        "set abort_unmodified=no\nset postpone=no\n",
    )
    env = door.environment(TERM="screen")
    tmux = ["tmux", "-L", f"declint-{os.getpid()}", "-f", "/dev/null"]
    command = shlex.join(["neomutt", "-F", str(rc), "-s", SUBJECT, "-i", str(desk.body), TO])
    env["EDITOR"] = "true"
    subprocess.run([*tmux, "new-session", "-d", "-s", "n", "-x", "100", "-y", "40", command], env=env, check=True)
    try:
        for question, answer in (("To: ", "Enter"), ("Subject: ", "Enter"), ("y:Send", "y")):
            _until(tmux, env, question)
            subprocess.run([*tmux, "send-keys", "-t", "n", answer], env=env, check=True)
        screen = _until(tmux, env, "will sting them")
    finally:
        subprocess.run([*tmux, "kill-server"], env=env, check=False)
    assert "this message was not sent" in screen
    assert not server.taken


def _until(tmux: list[str], env: dict[str, str], words: str) -> str:
    import time

    screen = ""
    for _ in range(150):
        done = subprocess.run([*tmux, "capture-pane", "-p", "-t", "n"], env=env, capture_output=True, check=False)
        screen = done.stdout.decode("utf-8", errors="replace")
        if words in screen:
            return screen
        time.sleep(0.2)
    raise AssertionError(f"{words!r} never shows:\n{screen}")
