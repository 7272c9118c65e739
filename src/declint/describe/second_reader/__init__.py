"""The second reader: a learned one, for what people say in words that no pattern foresaw.

It reads the sentences that the patterns read, and tells of each of its acts how likely the sentence
does it and by which word. It was trained by `tests/training/train.py` on the sentences under
`tests/corpus`, and runs on the processor, without randomness and without any other program.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent
WEIGHTS, VOCABULARY, SETTINGS = HOME / "weights.npz", HOME / "vocabulary.txt", HOME / "settings.json"

MOST_PIECES = 64
"""Pieces of a sentence that are read; what comes after them, in a sentence of fifty words and more, is not."""


@cache
def settings() -> dict[str, Any]:
    """Give its acts, how far it is believed in each, and the name of what it learned from."""
    found: dict[str, Any] = json.loads(SETTINGS.read_text(encoding="utf-8"))
    return found


@cache
def vocabulary() -> dict[str, int]:
    """Give each piece its number."""
    return {piece: number for number, piece in enumerate(VOCABULARY.read_text(encoding="utf-8").split("\n")) if piece}
