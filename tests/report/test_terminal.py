"""What a terminal may be shown."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declint.report.terminal import UNSAFE, Paint, encodable, one_line, visible, width


@given(st.text())
def test_nothing_unsafe_is_left(text: str) -> None:
    assert not UNSAFE.search(visible(text))
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]8;;http://x\x07y", "␛]8;;http://x␇y"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u200bb", "a<U+200B>b"),
        ("a\u2066b\u2069", "a<U+2066>b<U+2069>"),
        ("\x9b31m", "<U+009B>31m"),
        ("Zoë\tünd\n", "Zoë\tünd\n"),
        ("👩\u200d🚀", "👩<U+200D>🚀"),
    ],
)
def test_visible(raw: str, shown: str) -> None:
    assert visible(raw) == shown


def test_width_counts_columns() -> None:
    assert width("abc") == 3
    assert width("日本") == 4
    assert width("e\u0301") == 1


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert Paint.of(Terminal()).on
    assert not Paint.of(io.StringIO()).on
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Paint.of(Terminal()).on
    assert Paint(on=False)("error", "x") == "x"
    assert Paint(on=True)("error", "x") == "\x1b[1;31mx\x1b[0m"


def test_plain_letters_where_an_encoding_lacks_ours() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    assert encodable("✓ “Zoë” │ …", stream) == '+ "Zo?" | ...'
