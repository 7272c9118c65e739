"""Stopwatch: whole processes timed, one after the other, and the most memory that one of them took."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 7


@dataclass(frozen=True)
class Lap:
    """One process: seconds by the clock, and the most megabytes that it, or one of its own processes, held."""

    seconds: float
    megabytes: float


def lap(command: Sequence[str], env: Mapping[str, str], stdin: Path | None = None) -> Lap:
    """Run a command to its end; what it prints is thrown away, and its exit status does not matter."""
    with open(stdin or os.devnull, "rb") as source:  # noqa: PTH123 - devnull is no Path
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, env=dict(env), stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, _, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
    process.returncode = 0
    return Lap(seconds, used.ru_maxrss / 1024)


def medians(commands: Mapping[str, Sequence[str]], env: Mapping[str, str], rounds: int = ROUNDS) -> dict[str, float]:
    """Give the median seconds of each command, run in turns so that a busy moment meets all of them."""
    laps: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            laps[name].append(lap(command, env).seconds)
    return {name: statistics.median(times) for name, times in laps.items()}
