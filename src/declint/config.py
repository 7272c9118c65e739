"""What a project asks of declint: `declint.toml`, or `[tool.declint]` in `pyproject.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from declint.errors import ConfigError, Place

FILES = ("declint.toml", ".declint.toml", "pyproject.toml")


class Config(BaseModel):
    """The settings of a project; a flag on the command line goes before each of them."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    scenario: str | None = None
    model: str = "auto"
    rules: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = Field(default="warning", alias="fail-on", pattern="^(note|warning|error)$")


def load(path: Path) -> Config:
    """Read one file of settings; folders of rules in it are relative to the file.

    Raises ConfigError for what it cannot read or does not know.
    """
    try:
        data: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ConfigError(f"cannot be read: {fault.strerror or fault}", Place(path)) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ConfigError(f"not TOML: {fault}", Place(path)) from fault
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("declint", {})
    try:
        config = Config.model_validate(data)
    except ValidationError as fault:
        raise ConfigError(_said(fault), Place(path)) from fault
    return config.model_copy(update={"rules": tuple(path.parent / folder for folder in config.rules)})


def find(start: Path) -> Path | None:
    """Give the nearest file of settings at or above a folder."""
    for folder in (start.resolve(), *start.resolve().parents):
        for name in FILES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or "[tool.declint" in _text(path)):
                return path
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _said(fault: ValidationError) -> str:
    detail = fault.errors()[0]
    key = ".".join(map(str, detail["loc"]))
    if detail["type"] == "extra_forbidden":
        known = [field.alias or name for name, field in Config.model_fields.items()]
        near = get_close_matches(key, known, 1)
        return f"{key}: no such setting; " + (f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}")
    if detail["type"] == "string_pattern_mismatch":
        return f"{key}: is note, warning or error"
    return f"{key}: {detail['msg']}"
