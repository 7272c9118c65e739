"""The words that most easily mislead a reader of words."""

from __future__ import annotations

import pytest

from declint.linter import Linter
from declint.read.text import draft


@pytest.mark.parametrize(
    ("text", "is_", "is_not"),
    [
        ("Thank you for nothing.", (), ("gratitude",)),
        ("No thanks.", (), ("gratitude",)),
        ("I would have been grateful if you had called.", (), ("gratitude",)),
        ("I might have to decline.", ("hedged-decision",), ("decline",)),
        ("Our school has seen declining enrolment.", (), ("decline",)),
        ("I regret that I cannot come.", ("decline",), ("negative-remark",)),
        ("Unfortunately I am unable to attend the interview.", ("decline",), ("negative-remark",)),
        ("I have no complaints about anyone I met.", (), ("negative-remark",)),
        ("I'd rather work somewhere that respects its people.", ("negative-remark",), ()),
    ],
)
def test_trap(text: str, is_: tuple[str, ...], is_not: tuple[str, ...], linter: Linter) -> None:
    done = {tokens.label_ for sentence in linter.describe(draft("x", text)).sentences for tokens in sentence.acts}
    assert set(is_) <= done
    assert done.isdisjoint(is_not)
