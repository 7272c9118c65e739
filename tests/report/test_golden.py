"""Golden files: what each format makes of a draft with letters beyond the first plane, byte for byte.

`pytest tests/report/test_golden.py --accept` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from declint.report.formats import Format
from declint.version import __version__
from tests.report.handmade import astral, said, skipped

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("form", list(Format))
def test_golden(form: Format, request: pytest.FixtureRequest) -> None:
    text = said(form, astral(), skipped("lunch.txt")).replace(f'"{__version__}"', '"VERSION"')
    path = GOLDEN / f"astral.{form}"
    if request.config.getoption("--accept"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_golden_file_is_of_a_format() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"astral.{form}" for form in Format}
