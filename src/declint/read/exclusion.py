"""Exclusion: which files of a folder are passed over: those that settings name, and those that git ignores."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from declint.config import matches

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORED = ".gitignore"


class Exclusion:
    """Tells of each file whether it is passed over, and why.

    `patterns` are whole paths with `*`; `gitignore` is whether git's own files of patterns count
    (gitignore(5)); with `force` a file that is named itself is passed over too.
    """

    def __init__(self, patterns: Sequence[str] = (), gitignore: bool = False, force: bool = False) -> None:
        self.patterns, self.gitignore, self.force = patterns, gitignore, force
        self._specs: dict[Path, GitIgnoreSpec | None] = {}

    def why(self, path: Path) -> str | None:
        """Tell why a file is passed over; None where it is not."""
        whole = path.resolve() if self.patterns or self.gitignore else path
        if self.patterns and matches(whole.as_posix(), self.patterns):
            return "excluded by settings"
        if self.gitignore and self._ignored(whole):
            return "ignored by git"
        return None

    def _ignored(self, path: Path) -> bool:
        """Ask each .gitignore from the file's own folder up to the top of the checkout; the nearest decides."""
        for folder in path.parents:
            spec = self._spec(folder)
            if spec is not None:
                told = spec.check_file(path.relative_to(folder).as_posix()).include
                if told is not None:
                    return told
            if (folder / ".git").exists():
                break
        return False

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            self._specs[folder] = _read(folder / IGNORED)
        return self._specs[folder]


def _read(file: Path) -> GitIgnoreSpec | None:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


NOTHING = Exclusion()
"""Passes over nothing."""
