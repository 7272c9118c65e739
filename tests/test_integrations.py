"""Integrations: the pre-commit hook and the GitHub action, held to their schemas and run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from declint.read import SUFFIXES
from tests.conftest import ROOT

BIN = Path(sys.executable).parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
UNREACHABLE = ("No matching distribution", "Could not find a version", "Connection", "Temporary failure")
STUB = (
    '#!/bin/sh\n[ "$1 $2 $3" = "-m declint check" ] || exit 9\nshift 3\nprintf "<%s>" "$@"; echo\nexit "${STATUS:-0}"\n'
)


def tool(name: str) -> str:
    found = BIN / name
    if not found.exists():
        pytest.skip(f"{name} is not installed beside this Python")
    return str(found)


def run(*command: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=os.environ | env, timeout=900, check=False
    )


# pre-commit


def test_the_manifest_of_hooks_is_valid() -> None:
    done = run(tool("pre-commit"), "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


# Most YAML and JSON in a repository is no letter; whoever keeps letters in it names the files.
LETTERS = [suffix for suffix, form in SUFFIXES.items() if form not in {"yaml", "json"}]


@pytest.mark.parametrize("name", [f"draft{suffix}" for suffix in LETTERS] + ["a.j2", "a.jinja", "a.hbs", "a.liquid"])
def test_the_hook_takes_every_kind_of_draft(name: str) -> None:
    assert re.search(HOOK["files"], name)
    assert HOOK["types"] == ["file"]


@pytest.mark.parametrize("name", ["a.py", "a.yaml", "a.json", "a.txt.gz", "txt", "mdx", "a.mdx"])
def test_the_hook_takes_nothing_else(name: str) -> None:
    assert not re.search(HOOK["files"], name)


@pytest.mark.skipif(not os.environ.get("DECLINT_SLOW_TESTS"), reason="installs declint anew; set DECLINT_SLOW_TESTS=1")
def test_pre_commit_runs_the_hook(tmp_path: Path) -> None:
    program, git = tool("pre-commit"), shutil.which("git")
    if not git:
        pytest.skip("git is not installed")
    work = tmp_path / "work"
    work.mkdir()
    (work / "maybe.eml").write_text("To: Lee <lee@x.example>\n\nDear Ms. Lee,\n\nI might have to decline.\n\nAnn\n")
    run(git, "init", "-q", cwd=work)
    run(git, "add", "maybe.eml", cwd=work)
    done = run(
        program, "try-repo", str(ROOT), "declint", "--all-files", cwd=work, PRE_COMMIT_HOME=str(tmp_path / "home")
    )
    said = done.stdout + done.stderr
    if any(word in said for word in UNREACHABLE):
        pytest.skip("no package index can be reached")
    assert done.returncode == 1, said
    assert "hedged-decision" in said


# the GitHub action


def test_the_action_is_valid() -> None:
    done = run(tool("check-jsonschema"), "--builtin-schema", "vendor.github-actions", "action.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_inputs_reach_the_shell_as_variables_only() -> None:
    steps = ACTION["runs"]["steps"]
    assert not any("${{" in step["run"] for step in steps)
    given = " ".join(steps[-1]["env"].values())
    assert all(f"inputs.{name} " in given for name in ACTION["inputs"])


def acted(folder: Path, **inputs: str) -> tuple[int, list[str]]:
    """Run the last step with a declint that tells what it is asked."""
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("bash is not installed")
    stub = folder / "python"
    stub.write_text(STUB)
    stub.chmod(0o755)
    step = ACTION["runs"]["steps"][-1]
    env = {name: ACTION["inputs"].get(name.lower().replace("_", "-"), {}).get("default", "") for name in step["env"]}
    env |= {"PYTHON": str(stub), "GITHUB_STEP_SUMMARY": str(folder / "summary.md")} | inputs
    done = run(bash, "-c", step["run"], cwd=folder, **env)
    assert not done.stderr
    return done.returncode, done.stdout.splitlines()


def test_the_action_asks_for_what_its_inputs_say(tmp_path: Path) -> None:
    assert acted(tmp_path) == (0, ["<--scenario=auto><--fail-on=warning><--output-format=github><--><.>"])
    status, (line,) = acted(
        tmp_path, PATHS="letters\n\na b.txt\n", OUTPUT_FORMAT="sarif", OUTPUT_FILE="x y.sarif", EXIT_ZERO="true",
        CONTENT_FREE="true", FAIL_ON="error",
    )  # fmt: skip
    assert status == 0
    assert line == (
        "<--scenario=auto><--fail-on=error><--content-free><--exit-zero><--output-file=x y.sarif>"
        "<--output-format=sarif><--><letters><a b.txt>"
    )
    assert not (tmp_path / "summary.md").exists()


def test_the_action_fails_as_declint_does(tmp_path: Path) -> None:
    assert [acted(tmp_path, STATUS=status)[0] for status in "012"] == [0, 1, 2]


def test_the_action_runs_nothing_of_its_inputs(tmp_path: Path) -> None:
    for attack in ("$(touch pwned)", "`touch pwned`", "'; touch pwned; '", '"; touch pwned; "', "--output-file=pwned"):
        status, lines = acted(tmp_path, PATHS=attack, SCENARIO=attack, FAIL_ON=attack, OUTPUT_FORMAT=attack)
        assert status == 0
        assert lines[0].endswith(f"<--><{attack}>")
    assert not (tmp_path / "pwned").exists()


def test_the_summary_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    acted(tmp_path, SUMMARY="true")
    (line,) = (tmp_path / "summary.md").read_text().splitlines()
    assert line == "<--scenario=auto><--fail-on=warning><--exit-zero><--output-format=markdown><--><.>"
