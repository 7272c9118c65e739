"""What a project asks of declint: `declint.toml`, or `[tool.declint]` in `pyproject.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from declint.errors import ConfigError, Place
from declint.model import Office

TABLE = re.compile(r"\s*\[{1,2}(?P<name>[\w.\-\s]{1,80})\]{1,2}\s*(?:#.*)?$")
KEY = re.compile(r"\s*(?P<name>[\w.-]{1,80})\s*=")


Grade = Literal["note", "warning", "error", "off"]
"""How much what a rule finds matters; `off` is a rule that is not held to."""


class ForPath(BaseModel):
    """What holds for the drafts of some paths: `*` is any run of characters, `**/` any folders, or none."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    paths: tuple[str, ...] = Field(min_length=1)
    scenario: str | None = None
    template: bool | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Grade] = Field(default_factory=dict)


class Config(BaseModel):
    """The settings of a project; a flag on the command line goes before each of them.

    `scenario` holds for drafts that name none; `scenarios` names one by path, first match first, before
    it. `fallback` is what a draft is read as where the evidence is thin. `templates` are the paths of drafts
    that are templates, `placeholders` the names that are filled in there. `at` is when a call is planned,
    `office` when they are at their desks. `tune` gives rules other numbers. `content_free` is whether no
    word of a draft may appear in a report. `second_reader` is whether a learned reader sees acts too, or
    the patterns of the rulebook alone.

    `severity` gives what rules and criteria find another weight; `per_path` has settings for some paths,
    of which all that match hold, a later one before an earlier. Folders are read without what `exclude`
    names, and what git ignores unless `respect_gitignore` is false. `baseline` is a file of findings that
    are known. `hook` is for declint-sendmail, which reads it for itself, and `daemon` for command lines: it counts
    in the user's own file only, for a project should start nothing.
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
    content_free: bool = Field(default=False, alias="content-free")
    severity: dict[str, Grade] = Field(default_factory=dict)
    per_path: tuple[ForPath, ...] = Field(default=(), alias="per-path")
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = Field(default=True, alias="respect-gitignore")
    baseline: Path | None = None
    hook: dict[str, Any] = Field(default_factory=dict)
    daemon: bool = False
    fail_on: str = Field(default="warning", alias="fail-on", pattern="^(note|warning|error)$")

    def scenario_of(self, path: str) -> str | None:
        """Give the scenario that is named for a path, or None."""
        whole = Path(path).resolve().as_posix()
        named = [one.scenario for one in self._for(whole) if one.scenario]
        found = next((name for pattern, name in self.scenarios.items() if matches(whole, (pattern,))), None)
        return named[-1] if named else found

    def is_template(self, path: str) -> bool:
        """Tell whether a path is named as that of a template."""
        whole = Path(path).resolve().as_posix()
        told = [one.template for one in self._for(whole) if one.template is not None]
        return told[-1] if told else matches(whole, self.templates)

    def rules_of(self, path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the rules and criteria that are selected for a path, and those that are ignored there."""
        found = self._for(Path(path).resolve().as_posix())
        select = next((one.select for one in reversed(found) if one.select), ())
        return select, tuple(name for one in found for name in one.ignore)

    def severities_of(self, path: str) -> dict[str, Grade]:
        """Give the weights of rules and criteria for a path."""
        grades = dict(self.severity)
        for one in self._for(Path(path).resolve().as_posix()):
            grades |= one.severity
        return grades

    def _for(self, whole: str) -> list[ForPath]:
        return [one for one in self.per_path if matches(whole, one.paths)]


def matches(whole: str, patterns: Iterable[str]) -> bool:
    """Tell whether one of some patterns means a whole path, or a folder that it is in."""
    return any(
        fnmatchcase(whole, one) or fnmatchcase(whole, f"{one.rstrip('/')}/*")
        for pattern in patterns
        for one in {pattern, pattern.replace("/**/", "/")}
    )


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
    changed: dict[str, Any] = {
        "scenarios": scenarios,
        "rules": tuple(path.parent / folder for folder in config.rules),
        "templates": placed(here, config.templates),
        "exclude": placed(here, config.exclude),
        "per_path": tuple(one.model_copy(update={"paths": placed(here, one.paths)}) for one in config.per_path),
        "baseline": here / config.baseline if config.baseline else None,
    }
    return config.model_copy(update=changed)


def placed(here: Path, patterns: Iterable[str]) -> tuple[str, ...]:
    """Put patterns below a folder; one without a slash is of that name in any folder, as in .gitignore."""
    return tuple((here / ("**/" + one if "/" not in one.rstrip("/") else one)).as_posix() for one in patterns)


def lines(path: Path) -> dict[str, int]:
    """Give, for each setting that a file names, the line where it does; those of a table where that begins."""
    prefix = "tool.declint" if path.name == "pyproject.toml" else ""
    table, found = "", dict[str, int]()
    for number, line in enumerate(_text(path).splitlines(), 1):
        if heading := TABLE.match(line):
            table = heading["name"].strip()
        inside = table == prefix or (table.startswith(f"{prefix}." if prefix else "") and table != prefix)
        below = table.removeprefix(prefix).strip(".").split(".")[0] if inside else ""
        if heading and below:
            found.setdefault(below, number)
        elif not heading and table == prefix and (key := KEY.match(line)):
            found.setdefault(key["name"].split(".")[0], number)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _said(fault: ValidationError) -> str:
    detail = fault.errors()[0]
    key = ".".join(map(str, detail["loc"]))
    if detail["type"] == "extra_forbidden":
        tables: dict[str, type[BaseModel]] = {"per-path": ForPath, "office": Office}
        within = tables.get(str(detail["loc"][0]), Config)
        known = [field.alias or name for name, field in within.model_fields.items()]
        near = get_close_matches(str(detail["loc"][-1]), known, 1)
        return f"{key}: no such setting; " + (f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}")
    if detail["type"] == "string_pattern_mismatch":
        return f"{key}: is note, warning or error"
    if detail["type"] == "literal_error":
        return f"{key}: is note, warning, error or off"
    return f"{key}: {detail['msg']}"
