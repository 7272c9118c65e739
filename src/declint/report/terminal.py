"""The terminal: what of a text it may be shown, how wide that is, and in which colours."""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TextIO

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters, direction marks, what cannot be seen, and halves of characters."""

STYLES = {
    "bold": "1", "dim": "2", "mark": "4", "error": "1;31", "warning": "1;33", "note": "1;36", "good": "32",
}  # fmt: skip

GLYPHS = {
    "✓": "+",
    "│": "|",
    "“": '"',
    "”": '"',
    "…": "...",
    "→": "->",
    "—": "-",
    "‘": "'",
    "’": "'",
    "–": "-",
    "·": "-",
}
"""What to write where an encoding lacks a character that our own words use."""


def visible(text: str) -> str:
    """Give a text with all spelled out that a terminal would obey or hide; line ends and tabs stay."""
    return UNSAFE.sub(lambda match: spelled(match.group()), text)


def spelled(char: str) -> str:
    """Spell a character out: a picture of it, or its number."""
    if ord(char) < 32:
        return chr(0x2400 + ord(char))
    return f"<U+{ord(char):04X}>"


def one_line(text: str) -> str:
    """Give a text on one line, safe to show."""
    return visible(" ".join(text.replace("\ufeff", "").split()))


def width(text: str) -> int:
    """Count the columns that a text takes."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or char in "\ufe0e\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


class Paint:
    """Colours, for a terminal that wants them; plain text for all else."""

    def __init__(self, on: bool) -> None:
        self.on = on

    @classmethod
    def of(cls, stream: TextIO) -> Paint:
        """Paint on a terminal only, and not where NO_COLOR is set (no-color.org)."""
        dumb = os.environ.get("TERM") == "dumb"
        return cls(stream.isatty() and not os.environ.get("NO_COLOR") and not dumb)

    def __call__(self, style: str, text: str) -> str:
        """Give the text in a style."""
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.on and text else text


def encodable(text: str, stream: TextIO) -> str:
    """Give a text that a stream can write: our own signs in plain letters, others as question marks."""
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        for glyph, plain in GLYPHS.items():
            text = text.replace(glyph, plain)
        return text.encode(encoding, errors="replace").decode(encoding)
    return text
