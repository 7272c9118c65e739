"""Regions: where in a file a finding stands, as other programs count."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from pathlib import Path, PurePath
from typing import NamedTuple

from declint.model import Draft, Span

BOM = "\ufeff"


class Region(NamedTuple):
    """Lines and columns from 1; the end is the column after the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


def region(draft: Draft, span: Span) -> Region:
    """Give the place of a span in the file, columns in code points; a byte order mark is no column."""
    (line, column), (end_line, end_column) = draft.positions(span)
    mark = _text(draft).startswith(BOM)
    return Region(
        line,
        column - 1 if mark and line == 1 and column > 1 else column,
        end_line,
        end_column - 1 if mark and end_line == 1 and end_column > 1 else end_column,
    )


@dataclass(frozen=True)
class ByteColumns:
    """Tells columns of a draft's file in bytes of UTF-8."""

    draft: Draft

    @cached_property
    def _lines(self) -> list[str]:
        return _text(self.draft).removeprefix(BOM).split("\n")

    @cached_property
    def _widths(self) -> dict[int, list[int]]:
        return {}

    def __call__(self, span: Span) -> Region:
        """Give the place of a span in the file, columns in bytes."""
        found = region(self.draft, span)
        return found._replace(
            column=self._bytes(found.line, found.column), end_column=self._bytes(found.end_line, found.end_column)
        )

    def _bytes(self, line: int, column: int) -> int:
        text = self._lines[line - 1]
        if text.isascii():
            return column
        if line not in self._widths:
            # Counted once a line: a draft can be one long line with many findings.
            self._widths[line] = list(accumulate(chain((1,), _bytes_of(text))))
        widths = self._widths[line]
        return widths[min(column, len(widths)) - 1]


def _bytes_of(text: str) -> Iterator[int]:
    return (len(char.encode("utf-8", "surrogatepass")) for char in text)


def _text(draft: Draft) -> str:
    return draft.source if draft.file_text is None else draft.file_text


def relative(path: str, root: Path) -> str:
    """Give a path as told from a folder, with slashes and without "./"; one that is elsewhere as it was given."""
    whole, folder = (PurePath(os.path.normpath(Path(one).absolute())) for one in (path, root))
    return (whole.relative_to(folder) if whole.is_relative_to(folder) else PurePath(path)).as_posix()
