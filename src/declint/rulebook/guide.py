"""The guide as criteria: what it asks, in our own words, and where it asks it."""

from __future__ import annotations

import re
from pathlib import Path

from declint.errors import Place, RuleError
from declint.model import Value

HEADING = re.compile(r"## (?P<id>[a-z-]+): (?P<name>.+)")


class Criterion(Value):
    """One thing that the guide asks: a name for the checklist, the section, what it asks there, and of whom.

    `holds_in` are the scenarios and families of scenarios that it is asked of.
    """

    id: str
    name: str
    section: str
    holds_in: tuple[str, ...]
    asks: str


def load(path: Path) -> dict[str, Criterion]:
    """Read `guide.md`: for each criterion a heading `## id: Name`, lines `Section: …` and `Holds in: …`, a paragraph.

    Raises RuleError with the line of a heading that lacks any of them.
    """
    criteria: dict[str, Criterion] = {}
    try:
        blocks = re.split(r"^(?=## )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    except (OSError, UnicodeDecodeError) as fault:
        raise RuleError(f"cannot be read: {fault}", Place(path)) from fault
    line = 1
    for block in blocks:
        if block.startswith("## "):
            criterion = _criterion(block, Place(path, line))
            if criterion.id in criteria:
                raise RuleError(f"{criterion.id}: has two headings", Place(path, line))
            criteria[criterion.id] = criterion
        line += block.count("\n")
    return criteria


def _criterion(block: str, place: Place) -> Criterion:
    heading, *rest = block.strip().splitlines()
    match = HEADING.fullmatch(heading.strip())
    lines = [line.strip() for line in rest if line.strip()]
    if not match:
        raise RuleError("heading: is not of the form '## id: Name'", place)
    if len(lines) < 3 or not lines[0].startswith("Section: ") or not lines[1].startswith("Holds in: "):
        raise RuleError(f"{match['id']}: needs the lines 'Section: …' and 'Holds in: …', and a paragraph below", place)
    return Criterion(
        id=match["id"],
        name=match["name"],
        section=lines[0].removeprefix("Section: "),
        holds_in=tuple(name.strip() for name in lines[1].removeprefix("Holds in: ").split(",")),
        asks=" ".join(lines[2:]),
    )
