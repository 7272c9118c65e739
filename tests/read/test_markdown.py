"""Markdown: what a page made of it says, with every letter in its place."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declint.errors import ReadError
from declint.read import markdown as reader

RUDE = "Your process is a joke."


def seen(text: str) -> str:
    """Read a draft, and give the words that are to be judged; what is left stands where it stood."""
    draft = reader.read("x.md", text.encode())
    assert draft.source == text
    assert len(draft.prose) == len(text)
    assert all(ours in {theirs, " ", reader.NOTHING} for ours, theirs in zip(draft.prose, text, strict=True))
    return " ".join(draft.prose.replace(reader.NOTHING, "").split())


SEEN = {
    "nothing": (RUDE, RUDE),
    "emphasis": ("Your *process* is **a** _joke_.", RUDE),
    "emphasis in a word": ("Your pro*cess* is a joke.", "Your pro*cess* is a joke."),
    "both": ("Your ***process*** is a **_joke_**.", RUDE),
    "underscores in a word": ("Use my_first_name here.", "Use my_first_name here."),
    "stars that are stars": ("2 * 3 * 4, and a*b.", "2 * 3 * 4, and a*b."),
    "a star at the end": ("Terms apply*.", "Terms apply*."),
    "headings": (f"# Draft\n\n{RUDE}\n\n## Notes ##\n\nAnn", f"{RUDE} Ann"),
    "a hash that heads nothing": ("#1 of my reasons stands.", "#1 of my reasons stands."),
    "underlined headings": (f"Draft\n=====\n\n{RUDE}\n\nNotes\n---\n\nAnn", f"{RUDE} Ann"),
    "rules": (f"Dear Zoe,\n\n***\n\n{RUDE}\n\n_ _ _\n\nAnn", f"Dear Zoe, {RUDE} Ann"),
    "fenced code": (f"Dear Zoe,\n\n```\nno = 1\n```\n\n{RUDE}", f"Dear Zoe, {RUDE}"),
    "a fence of waves": (f"~~~python\nno = 1\n~~~\n\n{RUDE}", RUDE),
    "a fence in a fence": (f"````\n```\nno\n```\n````\n\n{RUDE}", RUDE),
    "two fences": (f"```\nno\n```\n\n{RUDE}\n\n```\nno\n```\n", RUDE),
    "a fence without an end": (f"{RUDE}\n\n```\nno = 1\n", RUDE),
    "code in a line": ("Your `process` is a joke.", RUDE),
    "a link": ("Your [process](https://a.example/b_c_d) is a joke.", RUDE),
    "a link with a title": ('Your [process](https://a.example "No.") is a joke.', RUDE),
    "a link by name": ("Your [process][1] is a joke.\n\n[1]: https://a.example", RUDE),
    "a picture": ("![Your process](a.png) is a joke.", RUDE),
    "a comment": (f"<!-- no -->{RUDE}<!-- no\nno -->", RUDE),
    "tags": ("Your <b>process</b> is<br>a joke.", RUDE),
    "an address in brackets": (f"{RUDE} <ann@a.example>", f"{RUDE} <ann@a.example>"),
    "escapes of other marks": ("\\_a\\_ \\[b\\](c) \\`d\\`", "_a_ [b](c) `d`"),
    "escapes": ("Your \\*process\\* is a joke\\.", "Your *process* is a joke."),
    "a hard break": ("Kind regards,\\\nAnn", "Kind regards, Ann"),
    "two blanks at the end": ("Kind regards,  \nAnn", "Kind regards, Ann"),
    "a quote": (f"> No.\n> No.\n\n{RUDE}", RUDE),
    "CRLF": ("Your *process*\r\nis **a** joke.\r\n", RUDE),
    "emphasis over lines is left": ("*Your\nprocess*", "*Your process*"),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen(name: str) -> None:
    text, said = SEEN[name]
    assert seen(text) == said


def test_a_placeholder_is_no_link() -> None:
    assert reader.marked_off("Dear [Name],") == "Dear [Name],"


@pytest.mark.parametrize("data", [b"", b"\n \n", b"***\n", b"\0", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(ReadError):
        reader.read("x.md", data)


RUNS = [
    "*",
    "**",
    "* ",
    "*a",
    "_",
    "_a",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "[",
    "[a",
    "[a](",
    "[a][",
    "![",
    "<!--",
    "<b",
    "<b ",
    "\\",
    "> ",
    "#",
    "# a\n",
    "a\n-\n",
    "---\n",
    "***\n",
    "- ",
    "[a]: b\n",
    "(",
    "***a",
    "`a` ",
    "a\n===\n",
    "\t",
    " ",
    "\n",
    "1. a\n",
    "[[[]]]",
    "*_*_",
    "<!-- a",
    "![a](",
]


@pytest.mark.parametrize("run", RUNS)
def test_runs_take_no_time(run: str) -> None:
    begun = time.process_time()
    assert RUDE in seen(f"{RUDE}\n\n" + run * (90_000 // len(run)))
    assert time.process_time() - begun < 5


@given(st.text(alphabet=st.sampled_from("ab *_`[]()<>!#-=~\\\n\r:1é"), max_size=200))
@settings(max_examples=500, deadline=None)
def test_lengths_and_lines_are_kept(text: str) -> None:
    off = reader.marked_off(text)
    assert len(off) == len(text)
    assert [i for i, c in enumerate(off) if c in "\r\n"] == [i for i, c in enumerate(text) if c in "\r\n"]
    assert all(ours in {theirs, " ", reader.NOTHING} for ours, theirs in zip(off, text, strict=True))
