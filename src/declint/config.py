"""What a project asks of declint: `declint.toml`, or `[tool.declint]` in `pyproject.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from declint.errors import ConfigError, Place
from declint.model import Office

FILES = ("declint.toml", ".declint.toml", "pyproject.toml")


class Config(BaseModel):
    """The settings of a project; a flag on the command line goes before each of them.

    `scenario` holds for drafts that name none; `scenarios` names one by path, first match first, before
    it. `fallback` is what a draft is read as where the evidence is thin. `templates` are the paths of drafts
    that are templates, `placeholders` the names that are filled in there. `at` is when a call is planned,
    `office` when they are at their desks. `tune` gives rules other numbers. `second_reader` is whether a
    learned reader sees acts too, or the patterns of the rulebook alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    scenario: str = "auto"
    fallback: str | None = None
    scenarios: dict[str, str] = Field(default_factory=dict)
    templates: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    at: str | None = None
    office: Office = Office()
    tune: dict[str, dict[str, Any]] = Field(default_factory=dict)
    model: str = "auto"
    second_reader: bool = Field(default=True, alias="second-reader")
    rules: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = Field(default="warning", alias="fail-on", pattern="^(note|warning|error)$")

    def scenario_of(self, path: str) -> str | None:
        """Give the scenario that `scenarios` names for a path, or None."""
        whole = Path(path).resolve().as_posix()
        return next((name for pattern, name in self.scenarios.items() if fnmatchcase(whole, pattern)), None)

    def is_template(self, path: str) -> bool:
        """Tell whether `templates` names a path."""
        whole = Path(path).resolve().as_posix()
        return any(fnmatchcase(whole, pattern) for pattern in self.templates)


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
    # Folders and path patterns are relative to the file that names them.
    here = path.resolve().parent
    scenarios = {(here / pattern).as_posix(): name for pattern, name in config.scenarios.items()}
    templates = tuple((here / pattern).as_posix() for pattern in config.templates)
    rules = tuple(path.parent / folder for folder in config.rules)
    return config.model_copy(update={"rules": rules, "scenarios": scenarios, "templates": templates})


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
