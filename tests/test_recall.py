"""The second look at a draft: the same answer, at once, without anything heavy, and never a wrong one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
BAD = "Dear Ms. Lee,\n\nI might have to decline the Zanzibar interview.\n\nCheers,\nAnn Roe\n"
HEAVY = ("typer", "click", "pydantic", "spacy", "numpy", "rich", "yaml", "declint.cli", "declint.model")


class Place:
    """A folder to work in, with a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.cache = folder / "work", folder / "cache"
        self.folder.mkdir()
        self.draft = self.folder / "draft.txt"
        self.draft.write_text(BAD)
        self.env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(self.cache)}
        self.env |= {"DECLINT_NO_DAEMON": "1", "XDG_CONFIG_HOME": str(folder / "config")}
        self.env.pop("DECLINT_NO_CACHE", None)

    def declint(self, *arguments: str, stdin: Any = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        return self.python("-m", "declint", *arguments, stdin=stdin, **env)

    def python(self, *arguments: str, stdin: Any = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, *arguments],
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.env | env,
            timeout=120,
            check=False,
        )

    def known(self, *arguments: str, stdin: Any = b"", **env: str) -> bool:
        """Tell whether an answer is given without the command line being loaded."""
        look = (
            "import sys\nfrom declint import __main__ as m\n"
            f"try:\n    sys.exit(m.answered({list(arguments)!r}))\n"
            "finally:\n    sys.stderr.write('\\nloaded ' + ' '.join(sorted(sys.modules)))\n"
        )
        loaded = self.python("-c", look, stdin=stdin, **env).stderr.decode().rpartition("loaded ")[2].split()
        return "declint.cli" not in loaded

    def entries(self) -> list[Path]:
        return [path for path in self.cache.rglob("*") if path.is_file() and path.name != "secret"]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_the_second_answer_is_the_first(place: Place) -> None:
    fresh = place.declint("check", "--no-cache", "draft.txt")
    first, second = (place.declint("check", "draft.txt") for _ in range(2))
    assert fresh.returncode == 1
    for again in (first, second):
        assert (again.returncode, again.stdout, again.stderr) == (fresh.returncode, fresh.stdout, fresh.stderr)


def test_a_known_answer_loads_nothing_heavy(place: Place) -> None:
    assert not place.known("check", "draft.txt")
    look = (
        "import sys\nfrom declint import __main__ as m\n"
        "try:\n    m.answered(['check', 'draft.txt'])\n"
        "finally:\n    sys.stderr.write('loaded ' + ' '.join(sys.modules))\n"
    )
    loaded = set(place.python("-c", look).stderr.decode().rpartition("loaded ")[2].split())
    assert "declint.recall" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_nothing_is_kept_where_nothing_may_be(place: Place) -> None:
    place.declint("check", "--no-cache", "draft.txt")
    kept = place.entries()
    place.declint("check", "draft.txt", DECLINT_NO_CACHE="1")
    assert place.entries() == kept
    assert not place.known("check", "--no-cache", "draft.txt")
    # What is there is the rulebook and its compiled phrases, in which no draft has a part.
    assert len(kept) == 2


def test_no_word_of_a_draft_can_be_read_there(place: Place) -> None:
    place.declint("check", "draft.txt")
    assert len(place.entries()) > 2
    for path in place.entries():
        assert b"Zanzibar" not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("what", ["draft", "settings", "flag", "folder", "locale"])
def test_another_question_has_no_known_answer(place: Place, what: str, tmp_path: Path) -> None:
    place.declint("check", "draft.txt")
    assert place.known("check", "draft.txt")
    arguments, env = ["check", "draft.txt"], {}
    if what == "draft":
        place.draft.write_text(BAD + "\n")
    elif what == "settings":
        (place.folder / "declint.toml").write_text('ignore = ["informal-sign-off"]\n')
    elif what == "flag":
        arguments += ["--quiet"]
    elif what == "folder":
        (tmp_path / "elsewhere").mkdir()
        place.folder = tmp_path / "elsewhere"
        (place.folder / "draft.txt").write_text(BAD)
    else:
        env = {"COLUMNS": "50"}
    assert not place.known(*arguments, **env)


def test_settings_that_name_other_files_are_read(place: Place) -> None:
    rules = place.folder / "house" / "tone"
    rules.mkdir(parents=True)
    (place.folder / "declint.toml").write_text('rules = ["house"]\n')
    place.declint("check", "draft.txt")
    assert not place.known("check", "draft.txt")


@pytest.mark.parametrize("flag", ["--output-file=out.txt", "--write-baseline=known.json"])
def test_what_writes_files_is_done_each_time(place: Place, flag: str) -> None:
    for _ in range(2):
        place.declint("check", flag, "draft.txt")
        (place.folder / flag.partition("=")[2]).unlink()


def test_standard_input_is_read_once_and_by_all(place: Place) -> None:
    fresh = place.declint("check", "--no-cache", "-", stdin=BAD.encode())
    for _ in range(2):
        again = place.declint("check", "-", stdin=BAD.encode())
        assert (again.returncode, again.stdout) == (fresh.returncode, fresh.stdout)
    assert b"informal" in fresh.stdout or fresh.returncode == 1


def test_what_could_not_be_read_is_asked_again(place: Place) -> None:
    (place.folder / "empty.txt").write_text("")
    for _ in range(2):
        assert place.declint("check", "empty.txt").returncode == 2
    assert not place.known("check", "empty.txt")


def test_a_spoilt_cache_is_no_cache(place: Place) -> None:
    fresh = place.declint("check", "draft.txt")
    for path in place.entries():
        path.write_bytes(b"spoilt")
    assert place.declint("check", "draft.txt").stdout == fresh.stdout
    for path in sorted(place.cache.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    place.cache.rmdir()
    place.cache.write_text("a file where a folder should be")
    again = place.declint("check", "draft.txt")
    assert (again.returncode, again.stdout, again.stderr) == (fresh.returncode, fresh.stdout, b"")


def test_the_cache_can_be_looked_at_and_cleared(place: Place) -> None:
    place.declint("check", "draft.txt")
    count = len(place.entries())
    assert f": {count} entries, " in place.declint("cache", "info").stdout.decode()
    assert f": {count} entries deleted" in place.declint("cache", "clear").stdout.decode()
    assert place.entries() == []
    assert not place.known("check", "draft.txt")
