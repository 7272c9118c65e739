"""Front matter: what a draft says of itself between two lines of dashes at the very top.

---
scenario: decline-phone
at: 2026-11-17 10:30
---
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from declint.errors import ConfigError, Place, ReadError
from declint.model import Office, PlannedCall
from declint.read.plan import planned

FENCE = r"(?:---|\.\.\.)[ \t]*\r?"
BLOCK = re.compile(
    rf"\ufeff?---[ \t]*\r?\n(?P<inside>(?:(?!{FENCE}$)[^\n]{{0,400}}\n){{0,40}}?){FENCE}(?:\n|\Z)", re.MULTILINE
)
OURS = re.compile(r"^[\"']?(?:at|scenario)[\"']?[ \t]*:(?:[ \t]|\r?$)", re.MULTILINE)
AUTO = "auto"


@dataclass(frozen=True)
class FrontMatter:
    """The scenario and the planned call that a draft names for itself."""

    scenario: str | None = None
    call: PlannedCall | None = None


def split(name: str, source: str, office: Office) -> tuple[str, FrontMatter]:
    """Blank the front matter, length kept, and give what it says; text between dashes that is none stays as it is.

    Raises ReadError for a key of ours whose value cannot be read.
    """
    block = BLOCK.match(source)
    if not block:
        return source, FrontMatter()
    found = _scalars(name, block["inside"])
    if found is None:
        return source, FrontMatter()
    scenario, at = found.get("scenario"), found.get("at")
    blank = re.sub(r"[^\r\n\ufeff]", " ", block.group())
    said = FrontMatter(
        scenario=scenario[0] if scenario and scenario[0] != AUTO else None,
        call=_call(*at, office) if at else None,
    )
    return blank + source[block.end() :], said


def _scalars(name: str, inside: str) -> dict[str, tuple[str, Place]] | None:
    """Give the values that are one word or line, by key, each with its place; None for what is no front matter."""
    import yaml

    ours = bool(OURS.search(inside))
    try:
        # Composed, not loaded: nothing is built of it, and an alias is never expanded.
        root = yaml.compose(inside, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as fault:
        if not ours:
            return None
        mark = getattr(fault, "problem_mark", None)
        place = Place(name, mark.line + 2, mark.column + 1) if mark else Place(name)
        raise ReadError(
            f"front matter: not YAML: {getattr(fault, 'problem', None) or 'nested too deep'}", place
        ) from fault
    if not isinstance(root, yaml.MappingNode):
        return None
    found: dict[str, tuple[str, Place]] = {}
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in {"at", "scenario"}:
            continue
        place = Place(name, value.start_mark.line + 2, value.start_mark.column + 1)
        if not isinstance(value, yaml.ScalarNode):
            raise ReadError(f"{key.value}: is one value, not several", place)
        if value.value.strip():
            found[key.value] = (" ".join(value.value.split()), place)
    return found


def _call(text: str, place: Place, office: Office) -> PlannedCall:
    try:
        return planned(text, office)
    except ConfigError as fault:
        raise ReadError(f"at: {fault.message}", place) from fault
