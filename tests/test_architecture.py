"""The house stands as drawn: imports go downward, style and types hold, and light commands stay light."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

BIN = Path(sys.executable).parent


def run(*command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=os.environ | env, timeout=300, check=False
    )


def tool(name: str) -> str:
    path = BIN / name
    if not path.exists():
        pytest.skip(f"{name} is not installed beside this Python")
    return str(path)


def test_imports_go_downward() -> None:
    done = run(tool("lint-imports"), "--no-cache")
    assert done.returncode == 0, done.stdout


def test_style() -> None:
    done = run(tool("ruff"), "check", "--no-cache", ".")
    assert done.returncode == 0, done.stdout


def test_layout() -> None:
    done = run(tool("ruff"), "format", "--check", "--no-cache", ".")
    assert done.returncode == 0, done.stdout + done.stderr


def test_types() -> None:
    done = run(tool("mypy"))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("arguments", [["rules"], ["explain", "late-thanks"], ["schema"], ["--help"], ["--version"]])
def test_light_commands_do_not_load_spacy(arguments: list[str]) -> None:
    code = (
        "import sys; from declint.cli import run; status = run(sys.argv[1:]); "
        "heavy = {'spacy', 'textstat', 'nltk', 'numpy', 'thinc'} & set(sys.modules); "
        "sys.exit(f'{heavy}' if heavy else status)"
    )
    done = run(sys.executable, "-c", code, *arguments)
    assert done.returncode == 0, done.stderr


def test_no_extension_attributes() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    assert not any("set_extension" in source for source in sources)


def test_the_number_of_threads_is_set_before_numpy_comes() -> None:
    code = "import sys, declint.describe; assert 'numpy' not in sys.modules"
    done = run(sys.executable, "-c", code)
    assert done.returncode == 0, done.stderr


def test_a_plain_draft_loads_no_reader_of_other_formats() -> None:
    code = (
        "import sys; from declint.linter import Linter; from declint import read; read.read(sys.argv[1]); "
        "loaded = {'yaml', 'declint.read.mail', 'declint.read.docx', 'declint.read.collection'} & set(sys.modules); "
        "sys.exit(f'{loaded}' if loaded else 0)"
    )
    done = run(sys.executable, "-c", code, str(ROOT / "tests" / "bench" / "speed" / "draft.txt"))
    assert done.returncode == 0, done.stderr


def test_the_command_line_knows_every_format_that_is_read() -> None:
    """It lists them itself, for to load the readers would slow every command."""
    from declint.cli import DraftFormat
    from declint.read import FORMATS

    assert [form.value for form in DraftFormat] == list(FORMATS)
