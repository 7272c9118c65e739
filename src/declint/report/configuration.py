"""Configuration: each setting with its value, and where that comes from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from declint.config import Config, lines
from declint.report.terminal import one_line

DEFAULT = "default"


@dataclass(frozen=True)
class Shown:
    """The value of a setting, as JSON has it, and where it comes from."""

    value: Any
    origin: str


def values(settings: Config, file: Path | None) -> dict[str, Shown]:
    """Give all settings by name; `file` is the one that they were read from."""
    named = lines(file) if file else {}
    dumped = settings.model_dump(mode="json", by_alias=True)
    return {
        key: Shown(value, f"{file}:{named[key]}" if key in named else DEFAULT)
        for key, value in dumped.items()
        if key != "hook"
    }


def written(shown: Mapping[str, Shown], as_json: bool) -> str:
    """Write settings as JSON, or as lines of TOML with where each comes from."""
    if as_json:
        told = {key: {"value": one.value, "from": one.origin} for key, one in shown.items()}
        return json.dumps(told, indent=1, ensure_ascii=False)
    pairs = [(f"{key} = {json.dumps(one.value, ensure_ascii=False)}", one.origin) for key, one in shown.items()]
    return "\n".join(one_line(f"{text}  # {origin}") for text, origin in pairs)
