"""How weights are kept: tables as four-bit steps, so that the reader fits into a few megabytes.

Each run of 32 numbers of a table shares a scale, and a number is one of fifteen steps of it (as in
QLoRA and llama.cpp's Q4_0). Training rounds in the same way, so nothing is lost by keeping.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from declint.describe.second_reader.encoder import Weights

RUN = 32
STEPS = 7
"""Steps on either side of nought."""

SCALE = ".scale"


def coarse(array: Any) -> bool:
    """Tell whether an array is a table that is kept in steps."""
    return bool(array.ndim == 2 and min(array.shape) > RUN)


def stepped(xp: Any, array: Any) -> tuple[Any, Any]:
    """Give the steps of a table (runs × 32) and the scale of each run, as numbers; `xp` as for the encoder."""
    runs = array.reshape(-1, RUN)
    scale = xp.maximum(abs(runs).max(-1, keepdims=True) / STEPS, 1e-8).astype(np.float16).astype(np.float32)
    return xp.clip(xp.round(runs / scale), -STEPS, STEPS), scale


def packed(weights: Weights) -> dict[str, NDArray[Any]]:
    """Give weights by flat names, two steps to a byte."""
    kept: dict[str, NDArray[Any]] = {}
    for name, array in _flat(weights):
        if not coarse(array):
            kept[name] = array.astype(np.float32)
            continue
        steps, scale = stepped(np, array)
        halves = (steps + STEPS + 1).astype(np.uint8).reshape(array.shape[0], -1, 2)
        kept[name] = halves[..., 0] | halves[..., 1] << 4
        kept[name + SCALE] = scale.astype(np.float16)
    return kept


class Rows:
    """A table that stays in steps: of a table that is looked up, few rows are ever asked for."""

    def __init__(self, halves: NDArray[np.uint8], scale: NDArray[np.float16]) -> None:
        self.halves, self.scale = halves, scale.reshape(len(halves), -1)

    def __getitem__(self, rows: NDArray[np.int32]) -> NDArray[np.float32]:
        """Give some rows (… × width)."""
        return _widened(self.halves[rows], self.scale[rows])


def unpacked(kept: Mapping[str, NDArray[Any]], looked_up: Set[str] = frozenset()) -> Weights:
    """Give weights as the encoder takes them; of tables that are `looked_up` only the rows that are asked for."""
    weights: dict[str, Any] = {"layers": []}
    for name, array in kept.items():
        if name.endswith(SCALE):
            continue
        where, _, own = name.rpartition(".")
        holder = weights
        if where:
            number = int(where.removeprefix("layers."))
            weights["layers"] += [{} for _ in range(number + 1 - len(weights["layers"]))]
            holder = weights["layers"][number]
        if name + SCALE not in kept:
            holder[own] = array
            continue
        rows = Rows(array, kept[name + SCALE])
        holder[own] = rows if name in looked_up else rows[np.arange(len(array), dtype=np.int32)]
    return weights


def _widened(halves: NDArray[np.uint8], scale: NDArray[np.float16]) -> NDArray[np.float32]:
    steps = np.stack([halves & 15, halves >> 4], -1).astype(np.float32) - (STEPS + 1)
    runs = steps.reshape(*scale.shape, RUN) * scale.astype(np.float32)[..., None]
    return runs.reshape(*halves.shape[:-1], -1)


def _flat(weights: Weights) -> Iterator[tuple[str, NDArray[Any]]]:
    for name, value in weights.items():
        if name != "layers":
            yield name, np.asarray(value)
    for number, layer in enumerate(weights["layers"]):
        for name, value in layer.items():
            yield f"layers.{number}.{name}", np.asarray(value)
