"""`declint hook`: one command for scripts, whose exit status no crash can imitate."""

from __future__ import annotations

import subprocess

import pytest

from tests.edges.conftest import WRAPPER, Door
from tests.edges.messages import FINE, ORDINARY, RUDE, mail

DECLINT = str(WRAPPER.with_name("declint"))


def hook(door: Door, *arguments: str, given: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return door.run([DECLINT, "hook", *arguments], given, **env)


@pytest.mark.parametrize(
    ("message", "status"),
    [(mail(FINE), 0), (mail(RUDE), 65), (mail(ORDINARY), 0), (FINE.encode(), 0), (RUDE.encode(), 65)],
)
def test_a_message_is_judged(door: Door, message: bytes, status: int) -> None:
    path = door.folder / "message"
    path.write_bytes(message)
    named, piped = hook(door, str(path)), hook(door, "-", given=message)
    assert (named.returncode, piped.returncode) == (status, status)
    assert bool(named.stderr) == bool(status)
    assert not named.stdout
    assert not list((door.folder / "state").glob("declint/held/*"))


def test_nothing_is_kept_of_what_is_judged(door: Door) -> None:
    cache = door.folder / "cache"
    assert hook(door, "-", given=mail(RUDE), DECLINT_NO_CACHE="", XDG_CACHE_HOME=str(cache)).returncode == 65
    assert not cache.exists()


def test_what_it_is_can_be_said(door: Door) -> None:
    """Text that begins like headers is text where that is said."""
    text = b"X-Declint: skip\n\n" + RUDE.encode()
    assert hook(door, "-", given=text).returncode == 0
    assert hook(door, "--format", "txt", "-", given=text).returncode == 65


def test_git_names_two_files(door: Door) -> None:
    path = door.folder / "0001.patch"
    path.write_bytes(mail(RUDE))
    assert hook(door, str(path), str(door.folder / "headers")).returncode == 65


@pytest.mark.parametrize(
    ("arguments", "given", "env", "status"),
    [
        ((), b"", {}, 64),
        (("--format", "pdf", "-"), mail(RUDE), {}, 64),
        (("--nonsense", "-"), mail(RUDE), {}, 64),
        (("/no/such/file",), b"", {}, 66),
        (("-",), b" \n", {}, 66),
        (("--config", "/no/such/file", "-"), mail(RUDE), {}, 78),
        (("-",), mail(RUDE), {"DECLINT_TIMEOUT": "soon"}, 78),
        (("-",), mail(RUDE), {"SABOTAGE": "crash"}, 0),
        (("-",), mail(RUDE), {"SABOTAGE": "crash", "DECLINT_ON_ERROR": "hold"}, 75),
        (("-",), mail(RUDE), {"SABOTAGE": "hang", "DECLINT_TIMEOUT": "1", "DECLINT_ON_ERROR": "hold"}, 75),
        (("-",), mail(RUDE), {"DECLINT_SKIP": "1"}, 0),
        (("--fail-on", "error", "-"), mail(FINE.replace("Kind regards", "Cheers")), {}, 0),
        (("-",), mail(FINE.replace("Kind regards", "Cheers")), {}, 65),
    ],
)
def test_every_outcome_has_its_status(
    door: Door, arguments: tuple[str, ...], given: bytes, env: dict[str, str], status: int
) -> None:
    done = hook(door, *arguments, given=given, **env)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


def test_help_is_there_both_ways(door: Door) -> None:
    assert b"Exit status: 0 let it go" in hook(door, "--help").stdout
    assert b"hook" in door.run([DECLINT, "--help"]).stdout
