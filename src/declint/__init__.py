"""declint: a linter for the etiquette of declining.

`lint(text)` gives the report on one draft; `Linter` holds the model for many.
"""

from __future__ import annotations

from declint.version import __version__

TYPE_CHECKING = False  # as typing has it, whose import takes longer than a known answer
if TYPE_CHECKING:
    from typing import Any

    from declint.linter import Linter, lint
    from declint.model import Report

__all__ = ["Linter", "Report", "__version__", "lint"]


def __getattr__(name: str) -> Any:
    # The interface is looked up when it is used: `import declint` loads neither pydantic nor spaCy.
    if name in {"Linter", "lint"}:
        from declint import linter

        return getattr(linter, name)
    if name == "Report":
        from declint.model import Report

        return Report
    raise AttributeError(f"module 'declint' has no attribute '{name}'")
