"""Whole processes, run one after another and measured from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread

SAMPLED = 0.25
"""Seconds between two looks at how much memory all processes of a job hold."""

OWN_FOLDERS = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
"""Without these, results kept by earlier runs, a running daemon or the user's settings would be measured too."""

NOT_OURS = ("DECLINT_", "RUST_BACKTRACE", "PYTHONDONTWRITEBYTECODE")
"""Variables that would change what is measured: settings of declint, traces that harper would print. And declint
must be compiled once, as pip leaves what it installs, even if it runs from a checkout."""

NO_DOWNLOADS = {"PIP_PROXY": "http://127.0.0.1:9", "PIP_RETRIES": "0"}
"""A tool that lacks its model fails at once, instead of fetching it while the clock runs."""


@dataclass(frozen=True)
class Job:
    """A command line to measure, and the exit statuses of one that did its work; `silent` if it then tells no error."""

    name: str
    command: tuple[str, ...]
    fine: range = range(2)
    silent: bool = False

    def worked(self, run: Run) -> bool:
        """Tell whether a run did the work: one that crashed would look fast."""
        return run.status in self.fine and not (run.said if self.silent else "Traceback" in run.said)


@dataclass(frozen=True)
class Run:
    """What one run took: seconds, and MB of its largest process and of all its processes together."""

    seconds: float
    largest: float
    together: float
    status: int
    said: str
    """The end of what it wrote to standard error."""


class Room:
    """A folder and an environment of their own, in which jobs are run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
        self.env |= {name: str(folder / name.lower()) for name in OWN_FOLDERS} | NO_DOWNLOADS
        for name in OWN_FOLDERS:
            Path(self.env[name]).mkdir(mode=0o700)

    def run(self, job: Job, weigh: bool = False) -> Run:
        """Run a job; `weigh` is whether to look at the memory of all its processes meanwhile."""
        done = Event()
        held = [0.0]
        with tempfile.TemporaryFile() as errors:
            begun = time.perf_counter()
            process = subprocess.Popen(
                job.command,
                cwd=self.folder,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,  # so that its workers can be told from other processes
            )
            if weigh:
                Thread(target=_weigh, args=(process.pid, held, done), daemon=True).start()
            try:
                _, status, usage = os.wait4(process.pid, 0)
            except BaseException:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                raise
            finally:
                done.set()
            seconds = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(status)  # for Popen, which did not wait itself
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace").strip()[-300:]
        return Run(seconds, usage.ru_maxrss / 1024, held[0], process.returncode, said)

    def output(self, job: Job) -> str:
        """Give what a job prints."""
        done = subprocess.run(job.command, cwd=self.folder, env=self.env, capture_output=True, text=True, check=False)
        return done.stdout

    def done(self, job: Job, weigh: bool = False) -> Run:
        """Run a job that must do its work, or there is nothing to measure."""
        run = self.run(job, weigh)
        if not job.worked(run):
            raise SystemExit(f"{job.name} ended with {run.status}: {run.said}")
        return run

    def rounds(self, jobs: Sequence[Job], count: int) -> Mapping[str, float]:
        """Give the median seconds of each job, by name; jobs take turns, so that a busy moment falls on all of them.

        The round before the first does not count: it fills caches of files, byte code and results.
        """
        taken: dict[str, list[float]] = {job.name: [] for job in jobs}
        for number in range(count + 1):
            for job in jobs:
                seconds = self.done(job).seconds
                if number:
                    taken[job.name].append(seconds)
        return {name: median(seconds) for name, seconds in taken.items()}


def _weigh(group: int, held: list[float], done: Event) -> None:
    while not done.wait(SAMPLED):
        held[0] = max(held[0], _together(group))


def _together(group: int) -> float:
    """Sum the memory of a group of processes in MB; what several share counts once (PSS)."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            if os.getpgid(int(folder.name)) == group:
                lines = (folder / "smaps_rollup").read_text().splitlines()
                total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
