"""A sign that something goes on: on a terminal only, and gone when it ends."""

from __future__ import annotations

import io

from declint.report import progress
from declint.report.progress import WIPE, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_no_terminal_nothing_is_said() -> None:
    stream = io.StringIO()
    assert list(Progress(stream).over(range(5), 5, "drafts")) == list(range(5))
    assert stream.getvalue() == ""


def test_on_a_terminal_it_is_said_and_taken_away(monkeypatch) -> None:
    monkeypatch.setattr(progress, "EVERY", 0)
    stream = Terminal()
    assert list(Progress(stream).over(range(5), 5, "drafts")) == list(range(5))
    told = stream.getvalue()
    assert told.startswith(f"{WIPE}reading 5 drafts …")
    assert f"{WIPE}3 of 5 drafts, " in told
    assert told.endswith(WIPE)


def test_more_than_was_thought_is_no_nonsense(monkeypatch) -> None:
    monkeypatch.setattr(progress, "EVERY", 0)
    stream = Terminal()
    list(Progress(stream).over(range(5), 1, "drafts"))
    assert "5 of 5 drafts" in stream.getvalue()
    assert "left" not in stream.getvalue()


def test_what_is_wiped_twice_is_wiped_once() -> None:
    stream = Terminal()
    one = Progress(stream)
    one.wipe()
    assert stream.getvalue() == ""
