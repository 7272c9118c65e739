"""Listing: which files would be read, as what, and which are passed over and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from declint.config import Config
from declint.read import find, form_of, template
from declint.read.exclusion import Exclusion


def listed(paths: Sequence[str], settings: Config, excluded: Exclusion) -> Iterator[str]:
    """Give a line for each file, first those that would be read.

    Raises ReadError for a path that does not exist and for a folder without drafts.
    """
    for path, _ in find(paths, excluded):
        how = [form_of(path)]
        if settings.is_template(path) or template.is_template(path):
            how.append("template")
        how.append(f"as {settings.scenario_of(path) or settings.scenario}")
        yield f"{path}  {', '.join(how)}"
    for given in paths:
        for file in sorted(Path(given).rglob("*")) if Path(given).is_dir() else ():
            if file.is_file() and (why := excluded.why(file)):
                yield f"{file}  passed over: {why}"
