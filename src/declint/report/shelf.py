"""Shelf: the reports of a run, laid by so that ten thousand of them take little room."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Sequence
from typing import overload

from declint.model import Report


class Shelf(Sequence[Report]):
    """Reports in order, each packed until it is asked for."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []

    def lay(self, report: Report) -> None:
        """Lay a report by, behind the others."""
        self._packed.append(zlib.compress(pickle.dumps(report, pickle.HIGHEST_PROTOCOL), 1))

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[Report]:
        return map(_unpacked, self._packed)

    @overload
    def __getitem__(self, place: int) -> Report: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Report]: ...
    def __getitem__(self, place: int | slice) -> Report | Sequence[Report]:
        if isinstance(place, slice):
            return list(map(_unpacked, self._packed[place]))
        return _unpacked(self._packed[place])


def _unpacked(packed: bytes) -> Report:
    report: Report = pickle.loads(zlib.decompress(packed))  # noqa: S301 - packed above, and never left this process
    return report
