"""Front matter: what a draft says of itself, blanked where it stands, and never a reason to crash."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declint.cli import run
from declint.errors import ReadError
from declint.model import ANY_OFFICE, Draft, Office
from declint.read.text import draft, read

BODY = "Dear Jane,\n\nThank you.\n"


def of(block: str, office: Office = ANY_OFFICE) -> Draft:
    return draft("a.txt", f"---\n{block}\n---\n{BODY}", office=office)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("close", ["---", "...", "---  "])
def test_it_is_read_and_blanked(end: str, mark: str, close: str) -> None:
    source = f"{mark}---\nscenario: decline-phone\nat: 2026-11-17 10:30 # by phone\n{close}\n{BODY}".replace("\n", end)
    found = draft("a.txt", source)
    assert found.scenario == "decline-phone"
    assert found.call is not None
    assert found.call.at == datetime(2026, 11, 17, 10, 30)
    assert found.source == source
    assert len(found.prose) == len(source)
    assert found.prose.lstrip("\ufeff \r\n") == BODY.replace("\n", end)


@pytest.mark.parametrize(
    ("at", "office", "when"),
    [
        ("Tue 17 November 2026, 10:30am", Office(), datetime(2026, 11, 17, 10, 30)),
        ("'2026-11-17T10:30+00:00'", Office(zone="Europe/Paris"), datetime(2026, 11, 17, 11, 30)),
        ('"17 Nov 2026 10:30 Europe/London"', Office(zone="Europe/Paris"), datetime(2026, 11, 17, 11, 30)),
    ],
)
def test_the_call(at: str, office: Office, when: datetime) -> None:
    call = of(f"at: {at}", office).call
    assert call is not None
    assert (call.at, call.office) == (when, office)


def test_a_header_block_may_follow() -> None:
    found = draft("a.txt", f"---\nscenario: decline-email\n---\nTo: Jane Roe\nSubject: Interview\n\n{BODY}")
    assert (found.scenario, found.envelope.to, found.envelope.subject) == ("decline-email", "Jane Roe", "Interview")
    assert found.prose.split() == ["Subject:", "Interview", *BODY.split()]


def test_a_script_may_follow() -> None:
    found = draft("a.txt", "---\nat: 2026-11-17 10:30\n---\nME: Hello, this is Ann.\nHR: Hello.\nME: No, thank you.\n")
    assert found.call
    assert [stretch.kind for stretch in found.script if stretch.kind == "script-line"]


@pytest.mark.parametrize("block", ["title: x\ntags: [a, b]", "x: &a [1]\ny: *a", "scenario:\nat:", "scenario: auto"])
def test_unknown_and_empty_keys_say_nothing(block: str) -> None:
    found = of(block)
    assert (found.scenario, found.call) == (None, None)
    assert found.prose.strip() == BODY.strip()


@pytest.mark.parametrize(
    "source",
    [
        f"---\nDear Ann,\n\nNo.\n---\n{BODY}",
        f"---\nDear Ann: no\nor: [\n---\n{BODY}",
        f"---\n{BODY}",
        f"Hello\n---\nscenario: x\n---\n{BODY}",
        f"----\nscenario: x\n----\n{BODY}",
        f"---\n- one\n- two\n---\n{BODY}",
        "---\n" * 2000 + BODY,
    ],
)
def test_what_is_none_stays(source: str) -> None:
    found = draft("a.txt", source)
    assert (found.prose, found.scenario, found.call) == (source, None, None)


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (
            "at: tomorow at ten",
            "a.txt:2:5: at: 'tomorow at ten' is not a time I can read; write for example 2026-11-17",
        ),
        ("scenario: x\nat:  2026-11-17", "a.txt:3:6: at: '2026-11-17' names no time of day; write for example"),
        ("at: 2026-11-17 10:30 Europe/Pari", "a.txt:2:5: at: '2026-11-17 10:30 Europe/Pari': 'Europe/Pari' is no time"),
        (
            "at: Mon 17 November 2026 10:30",
            "a.txt:2:5: at: 'Mon 17 November 2026 10:30': 17 November 2026 is a Tuesday",
        ),
        ("at: [2026, 11]", "a.txt:2:5: at: is one value, not several"),
        ("scenario: {a: b}", "a.txt:2:11: scenario: is one value, not several"),
        ("at: *nothing", "a.txt:2:5: front matter: not YAML: found undefined alias"),
        ("at: '2026", "a.txt:3:1: front matter: not YAML: found unexpected end of stream"),
        ("at: " + "\n".join(["[" * 390] * 30), "front matter: not YAML"),
    ],
)
def test_a_fault_is_one_line_with_its_place(block: str, said: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(ReadError) as fault:
        of(block)
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)
    assert time.perf_counter() - begun < 2


@given(st.text(st.sampled_from("-.: \n\r\tat&*[]{}'\"#scenario20261"), max_size=120))
def test_no_block_breaks_it(inside: str) -> None:
    source = f"---\n{inside}\n---\n{BODY}"
    try:
        found = read("a.txt", source.encode())
    except ReadError:
        return
    assert len(found.prose) == len(found.source)


SCRIPT = (
    "ME: Hello, this is Ann Lee about the analyst interview. Thank you for the invitation. After careful thought I "
    "must decline. I wish you all the best.\nHR: Why?\nME: I took another post.\n"
)


def test_a_draft_goes_before_the_flag(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(f"---\nscenario: decline-phone\nat: Sat 28 November 2026, 19:30\n---\n{SCRIPT}")
    assert run(["check", str(tmp_path / "a.txt"), "--isolated", "--at", "2026-11-17 10:30"]) == 1
    assert "Saturday 28 November at 19:30 is outside office hours" in " ".join(capsys.readouterr().out.split())


def test_faults_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(f"---\nat: soon\n---\n{SCRIPT}")
    assert run(["check", str(tmp_path / "a.txt"), "--isolated"]) == 2
    assert capsys.readouterr().err.startswith(
        f"declint: {tmp_path / 'a.txt'}:2:5: at: 'soon' is not a time I can read; "
    )
    assert run(["check", str(tmp_path / "a.txt"), "--isolated", "--at", "tomorow at ten"]) == 2
    assert capsys.readouterr().err == (
        "declint: --at: 'tomorow at ten' is not a time I can read; write for example 2026-11-17 10:30\n"
    )
