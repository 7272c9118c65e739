"""Drafts that no person writes are still read in a time that a person would wait."""

from __future__ import annotations

import time

import pytest

from declint.linter import Linter
from declint.read.text import draft

DRAFTS = {
    "one sentence without an end": "i might not be able to come and thank you very much but perhaps on friday " * 600,
    "one word again and again": "Dear Ann,\n\n" + "maybe " * 8000,
    "marks": "Dear Ann,\n\n" + "!?" * 20_000 + " no",
    "placeholders": "Dear [Name],\n\n" + "[Name] " * 4000,
    "open brackets": "Dear Ann,\n\n" + "{% " * 12_000 + "<< " * 8000,
    "short lines": "Dear Ann,\n\n" + "No.\n\n" * 6000,
    "greetings": "Dear Ann,\n" * 4000,
    "sign-offs": "Dear Ann,\n\n" + "Kind regards,\nAnn\n" * 2000,
    "quotes": "Dear Ann,\n\n" + "> On Monday I wrote:\n" * 3000,
}


@pytest.mark.parametrize("name", DRAFTS)
def test_no_draft_takes_long(name: str, linter: Linter) -> None:
    begun = time.process_time()
    linter(draft(name, DRAFTS[name]))
    assert time.process_time() - begun < 20
