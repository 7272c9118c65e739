"""Rows: what a file of messages holds, one by one, never all of it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple

from declint.errors import ConfigError, ReadError
from declint.read import mail

LINES, MAILBOX, TABLE = "jsonl", "mbox", "parquet"
FORMS = {".jsonl": LINES, ".ndjson": LINES, ".parquet": TABLE, ".mbox": MAILBOX}
"""What a file of messages is by the end of its name."""

TOGETHER = 256
"""Rows that are judged together."""

MOST_TOGETHER = 8_000_000
"""Bytes of rows above which fewer are."""

LONGEST_LINE = 4_000_000
"""Bytes of a line above which it is not read: the longest message takes less, however it is escaped."""


class Given(NamedTuple):
    """A row as it stands, and what it is called if it has no id of its own.

    It is a line of JSON, a message of a mailbox or named values, by its form; None is a line that is too long.
    """

    name: str
    form: str
    said: bytes | Mapping[str, Any] | None

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        values = self.said.values() if isinstance(self.said, Mapping) else (self.said,)
        return sum(len(value) for value in values if isinstance(value, bytes | str))


def form_of(path: Path) -> str:
    """Tell what a file of messages is.

    Raises ConfigError for a name that ends as none of them does.
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise ConfigError(f"{path}: does not end in {', '.join(FORMS)}; other drafts go to declint check")
    return form


def read(path: Path, fields: tuple[str, ...]) -> Iterator[Given]:
    """Give the rows of a file in order; of named values those of some fields, of which the first must be there.

    Raises ReadError for a file that cannot be read, or is not what its name says.
    """
    form = form_of(path)
    try:
        if form == TABLE:
            yield from _values(path, fields)
        else:
            yield from _lines(path) if form == LINES else _messages(path)
    except OSError as fault:
        raise ReadError(f"{path}: cannot be read: {fault.strerror or type(fault).__name__}") from fault


def together(rows: Iterable[Given]) -> Iterator[list[Given]]:
    """Give rows in chunks: of so many, or of so many bytes."""
    chunk: list[Given] = []
    size = 0
    for row in rows:
        chunk.append(row)
        size += row.size
        if len(chunk) == TOGETHER or size > MOST_TOGETHER:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _lines(path: Path) -> Iterator[Given]:
    with path.open("rb") as file:
        for number in count(1):
            line = rest = file.readline(LONGEST_LINE)
            if not line:
                return
            while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
                rest = file.readline(LONGEST_LINE)
            if line.strip():
                yield Given(str(number), LINES, line if rest is line else None)


def _messages(path: Path) -> Iterator[Given]:
    if not path.stat().st_size:
        return
    with path.open("rb") as file:
        data = mmap(file.fileno(), 0, access=ACCESS_READ)
    number = 0
    for number, message in mail.split(data):
        yield Given(str(number), MAILBOX, message)
    if not number:
        raise ReadError(f'{path}: is not a mailbox: no line begins a message ("From ann@example.org Tue Nov ...")')


def _values(path: Path, fields: tuple[str, ...]) -> Iterator[Given]:
    from declint.edges.batch import columns

    numbers = count(1)
    for batch in columns.read(path, fields, TOGETHER):
        for values in columns.values(batch):
            yield Given(str(next(numbers)), TABLE, values)
