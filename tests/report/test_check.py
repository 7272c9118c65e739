"""The check command, in every format: what is printed, what goes to a file, and what a build log would obey."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from declint import cli
from declint.linter import Linter
from declint.report.formats import Format
from tests.report import runner
from tests.report.test_hostile import CONTROLS, obeyed
from tests.test_cli import LUNCH, declint

HOSTILE = """\
Dear Ms. Quillfeather,

I might have to decline ##[add-mask]this or that or the other or what you will, whatever it may well be in the end
::error::boo, ##vso[task.complete]done, \x1b]8;;http://x\x07click\x1b]8;;\x07 and [/x] ]]> <b>so</b> on: {{name}}.
::warning::You are a lazy and incompetent team, ##teamcity[message text='x'] and I hate your product.

Cheers,
Xerxes Roe
"""
LISTENED = {"GITHUB_ACTIONS": "true", "TF_BUILD": "True", "TEAMCITY_VERSION": "2026.1"}
Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(
    by_email: Linter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Check:
    """Give `declint check` with a linter that is loaded already, in a folder of its own."""
    monkeypatch.setattr(cli, "_linter_for", lambda *_: by_email)
    monkeypatch.chdir(tmp_path)
    for name in (*LISTENED, "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "draft.txt").write_bytes(HOSTILE.encode())

    def checked(*arguments: str) -> tuple[int, str, str]:
        status = cli.run(["check", *arguments])
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return checked


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("service", list(LISTENED))
def test_a_build_log_obeys_nothing_of_a_draft(
    form: Format, service: str, check: Check, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(service, LISTENED[service])
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    status, out, err = check("draft.txt", "--output-format", form)
    assert (status, err) == (1, "")
    assert "task.complete" in out
    assert not CONTROLS.search(out)
    assert not runner.others(out)
    assert bool(obeyed(out)) == (form is Format.github)
    assert not (tmp_path / "summary.md").exists()


def test_text_is_as_it_is_where_nobody_listens(check: Check) -> None:
    assert "##[add-mask]" in check("draft.txt")[1]


@pytest.mark.parametrize("form", list(Format))
def test_a_file_gets_what_would_be_printed(form: Format, check: Check) -> None:
    _, out, _ = check("draft.txt", "--output-format", form)
    status, nothing, _ = check("draft.txt", "--output-format", form, "--output-file", "report")
    assert (status, nothing) == (1, "")
    assert Path("report").read_text(encoding="utf-8") == out


@pytest.mark.parametrize("form", list(Format))
def test_content_free_by_flag_and_by_setting(form: Format, check: Check) -> None:
    assert re.search("task.complete", check("draft.txt", "--output-format", form)[1])
    status, by_flag, err = check("draft.txt", "--output-format", form, "--content-free")
    assert (status, err) == (1, "")
    assert not re.search(r"Quill|Xerxes|boo|lazy|hate|add-mask|task.complete|\{\{name", by_flag)
    Path("declint.toml").write_text("content-free = true\n")
    assert check("draft.txt", "--output-format", form)[1] == by_flag


def test_statistics(check: Check) -> None:
    status, out, _ = check("draft.txt", "--statistics")
    assert status == 1
    rules, scenarios = out.split("\n\n")
    counts = [int(line.split()[0]) for line in rules.splitlines()[1:]]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) > 3
    assert scenarios.splitlines()[1].split()[1:3] == ["1", "decline-email"]
    assert sum(counts) == int(scenarios.splitlines()[1].split()[0])
    assert "Quill" not in out
    status, out, err = check("draft.txt", "--statistics", "--output-format", "sarif")
    assert (status, out) == (2, "")
    assert err == "declint: --statistics counts in text; it does not go with --output-format sarif\n"


def test_a_diff_is_not_obeyed_either(
    check: Check, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    Path("draft.txt").write_text("Dear Ms. Lee,\n\nI decline.\n\n::error::boo\n\nCheers,\nAnn Roe\n")
    cli.run(["fix", "--diff", "draft.txt"])
    out = capsysbinary.readouterr().out.decode()
    assert "-Cheers," in out
    assert "error:" in out
    assert not obeyed(out)


def test_paths_in_a_build_are_told_from_the_checkout(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path.parent))
    _, out, _ = check("./draft.txt", "--output-format", "github")
    assert f"file={tmp_path.name}/draft.txt," in out


def test_faults_are_not_obeyed_either(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    Path("##[add-mask]x.txt").write_bytes(b"\0")
    status, _, err = check("##[add-mask]x.txt")
    assert status == 2
    assert err.startswith("declint: #·#[add-mask]x.txt: ")


def test_what_is_none_of_ours_is_in_a_document_and_told_in_lines(tmp_path: Path) -> None:
    (tmp_path / "lunch.txt").write_text(LUNCH)
    done = declint("check", "lunch.txt", "--output-format", "sarif", cwd=tmp_path)
    assert done.returncode == 2
    assert json.loads(done.stdout)["runs"][0]["results"] == []
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "lunch.txt").write_text(LUNCH)
    for form, said in (("concise", b""), ("github", b""), ("gitlab", b"[\n]\n")):
        done = declint("check", "sub", "--output-format", form, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, said)
        assert b"1 skipped, nothing checked" in done.stderr


def test_documents_are_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dear Zoë,\n\nI might have to decline [Zoë].\n\nCheers,\nZoë\n", encoding="utf-8")
    done = declint(
        "check", "a.txt", "-s", "decline-email", "--output-format", "json", cwd=tmp_path, PYTHONIOENCODING="ascii"
    )
    assert "Zoë" in done.stdout.decode("utf-8")
    assert json.loads(done.stdout)["reports"]
