"""A document: values as JSON that no terminal and no build log can take for anything else."""

from __future__ import annotations

import json
import re
from typing import Any

from declint.report.terminal import UNSAFE

HALF = re.compile("[\ud800-\udfff]")
"""Halves of characters, which a path may hold and UTF-8 cannot."""


def dumped(value: Any) -> str:
    """Give a value as JSON (RFC 8259) on one line."""
    return harmless(json.dumps(value, ensure_ascii=False))


def harmless(document: str) -> str:
    """Give the same JSON with all escaped that a terminal would obey or hide, and every "##"."""
    text = HALF.sub("\ufffd", document)
    return UNSAFE.sub(lambda match: json.dumps(match.group())[1:-1], text).replace("##", "#\\u0023")
