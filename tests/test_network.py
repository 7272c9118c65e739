"""No network at run time, ever: a draft is checked, and everything measured, with sockets that refuse."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from declint.linter import Linter
from declint.match.measures import MEASURES, _textstat
from declint.read.text import draft


def test_a_check_opens_no_connection(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **named: Any) -> None:
        raise AssertionError("declint tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    linter(draft("draft.txt", "Dear Ms. Lee,\n\nThank you for the interview invitation. I must decline it.\n"))
    for measure in MEASURES.values():
        assert measure("Thank you for the invitation. I must decline.") > 0
    # The formulas that textstat would fetch a dictionary for fall back to what is on disk.
    assert _textstat().flesch_reading_ease("Thank you for the invitation.") > 0
