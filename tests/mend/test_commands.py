"""`declint fix` and `declint rewrite`: what they print, what they write, and how they exit."""

from __future__ import annotations

import json
from pathlib import Path

from tests.test_cli import BAD, GOOD, LUNCH, declint, faulty

NAMELESS = GOOD.replace("Ann Roe\n", "")


def test_fix_writes_what_is_safe_and_says_what_is_left(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text(BAD)
    done = declint("fix", "d.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "Cheers" not in path.read_text()
    assert "I might have to decline." in path.read_text()
    said = done.stdout.decode()
    assert said.startswith("d.txt: 1 change; left: ")
    assert "--unsafe would mend" in said
    assert done.stderr == b""


def test_fix_unsafe_leaves_nothing_to_find(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(BAD)
    done = declint("fix", "--unsafe", "d.txt", cwd=tmp_path)
    assert done.returncode == 0, done
    assert declint("check", "--quiet", "-s", "decline-email", "d.txt", cwd=tmp_path).returncode == 0
    again = declint("fix", "--unsafe", "-s", "decline-email", "d.txt", cwd=tmp_path)
    assert again.stdout.decode().startswith("d.txt: nothing to mend")


def test_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(BAD)
    done = declint("fix", "--diff", "d.txt", cwd=tmp_path)
    lines = done.stdout.decode().splitlines()
    assert lines[:2] == ["--- d.txt", "+++ d.txt"]
    assert "-Cheers," in lines
    assert (tmp_path / "d.txt").read_text() == BAD
    assert b"1 change to make" in done.stderr


def test_a_good_draft_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text(GOOD)
    before = path.stat().st_mtime_ns
    done = declint("fix", "d.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert (path.read_text(), path.stat().st_mtime_ns) == (GOOD, before)


def test_standard_input_goes_to_standard_output() -> None:
    done = declint("fix", "--unsafe", "-", stdin=BAD.encode())
    assert done.stdout.decode().startswith("Dear Ms. Lee,\n\nThank you")
    assert done.stderr.decode().startswith("<stdin>: ")
    quiet = declint("fix", "--unsafe", "--quiet", "-", stdin=BAD.encode())
    assert (quiet.stdout, quiet.stderr) == (done.stdout, b"")


def test_folders_are_mended_file_by_file(tmp_path: Path) -> None:
    for name, text in {"a.txt": BAD, "b.txt": GOOD, "c.txt": LUNCH}.items():
        (tmp_path / name).write_text(text)
    done = declint("fix", ".", cwd=tmp_path)
    assert [line.split(":")[0] for line in done.stdout.decode().splitlines()] == ["a.txt", "b.txt"]
    assert (tmp_path / "c.txt").read_text() == LUNCH


def test_what_is_no_draft_of_ours_is_told(tmp_path: Path) -> None:
    (tmp_path / "lunch.txt").write_text(LUNCH)
    faulty(declint("fix", "lunch.txt", cwd=tmp_path), "none of the occasions")
    faulty(declint("rewrite", "lunch.txt", cwd=tmp_path), "none of the occasions")
    faulty(declint("fix", "nowhere.txt", cwd=tmp_path), "no such file")
    faulty(declint("rewrite", cwd=tmp_path), "PATH")


def test_only_chosen_rules_are_mended(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(BAD)
    declint("fix", "--unsafe", "--select", "gratitude", "d.txt", cwd=tmp_path)
    text = (tmp_path / "d.txt").read_text()
    assert "Thank you" in text
    assert "I might have to decline." in text
    assert "Cheers" in text


def test_rewrite_prints_the_whole_message(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("No. Your process is a joke.\n")
    done = declint("rewrite", "-s", "decline-email", "d.txt", cwd=tmp_path)
    said = done.stdout.decode()
    assert "Thank you" in said
    assert "joke" not in said
    assert "decided" in said
    assert (tmp_path / "d.txt").read_text() == "No. Your process is a joke.\n"


def test_rewrite_leaves_places_for_what_only_the_writer_knows(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(NAMELESS)
    done = declint("rewrite", "d.txt", cwd=tmp_path)
    assert done.stdout.decode().endswith("Kind regards,\n[Your name]\n")
    assert done.stderr.decode() == "To fill in: [Your name]\n"
    assert done.returncode == 1


def test_a_draft_is_written_through_a_link_with_its_line_ends(tmp_path: Path) -> None:
    target = tmp_path / "real.txt"
    target.write_bytes(BAD.replace("\n", "\r\n").encode())
    (tmp_path / "d.txt").symlink_to(target)
    declint("fix", "--unsafe", "d.txt", cwd=tmp_path)
    assert (tmp_path / "d.txt").is_symlink()
    data = target.read_bytes()
    assert b"Thank you" in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_json_shows_the_same_edits(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(BAD.replace("Ann Roe\n", ""))
    report = json.loads(declint("check", "--output-format", "json", "d.txt", cwd=tmp_path).stdout)["reports"][0]
    by_rule = {finding["rule"]: finding for finding in report["findings"]}
    hedged = by_rule["hedged-decision"]["fix"]
    assert hedged["safe"] is False
    assert any("I have to" in edit["text"] for edit in hedged["edits"])
    assert by_rule["informal-sign-off"]["fix"]["safe"] is True
    assert by_rule["missing-name"]["fix"] is None
    assert by_rule["missing-name"]["idea"]["edits"][0]["text"].endswith("[Your name]")


def test_the_terminal_gets_nothing_to_obey(tmp_path: Path) -> None:
    (tmp_path / "d\x1b[31m.txt").write_text(BAD)
    done = declint("fix", "--diff", "--unsafe", ".", cwd=tmp_path)
    assert b"\x1b" not in done.stderr
