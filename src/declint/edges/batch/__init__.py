"""Batch: `declint batch`, a file of messages in, a file of outcomes out, however many there are.

A bad row never stops the run, and a run that was stopped, even by a power cut, goes on when it is begun again.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from declint import home
from declint.crew import Crew
from declint.describe.pipeline import readers
from declint.edges.batch import columns, outcome, rows, unfinished
from declint.edges.batch.drafts import Wishes
from declint.edges.batch.outcome import Judging, Outcome
from declint.errors import ConfigError, ReadError, WorkerError, WriteError
from declint.guard import INTERRUPTED
from declint.linter import Linter
from declint.report.progress import Progress
from declint.report.terminal import encodable, one_line
from declint.version import __version__


@dataclass(frozen=True)
class Chunk:
    """Outcomes as they are written, how many, and how many of them with an error."""

    data: bytes
    rows: int
    errors: int


class Work:
    """Makes of rows what is written; a pickled one is a recipe, as its linter is."""

    def __init__(self, judging: Judging, written: Callable[[list[Outcome]], bytes]) -> None:
        self.judging, self.written = judging, written

    def __call__(self, chunk: list[rows.Given]) -> Chunk:
        """Judge some rows."""
        outcomes = self.judging(chunk)
        return Chunk(self.written(outcomes), len(outcomes), sum(one.error is not None for one in outcomes))


def lines(outcomes: list[Outcome]) -> bytes:
    """Give outcomes as lines of JSON."""
    return b"".join(map(outcome.line, outcomes))


def checked(source: Path, out: Path) -> None:
    """See before anything is loaded whether a run can be.

    Raises ReadError, WriteError and ConfigError for what it lacks.
    """
    forms = rows.form_of(source), rows.form_of(out)
    if forms[1] == rows.MAILBOX:
        raise ConfigError(f"{out}: outcomes are written as .jsonl or .parquet")
    if not source.is_file():
        raise ReadError(f"{source}: there is no such file")
    if out.is_dir() or not out.parent.is_dir():
        raise WriteError(f"{out}: is a folder" if out.is_dir() else f"{out.parent}: there is no such folder")
    if out.exists() and out.samefile(source):
        raise ConfigError(f"{out}: is the file that is read")
    if rows.TABLE in forms:
        columns.needed()


def run(source: Path, out: Path, linter: Linter, wishes: Wishes, *, jobs: int = 1, restart: bool = False) -> int:
    """Judge a file of messages, from where a run before this one has stopped; give the exit status.

    Raises DeclintError for what keeps it from that, never for what is in a row.
    """
    table = rows.form_of(out) == rows.TABLE
    work = Work(Judging(linter, wishes), columns.part if table else lines)
    made_of = _made_of(source, linter, wishes)
    with unfinished.begun(out, made_of, restart) as folder:
        kind = unfinished.Parts(folder) if table else unfinished.Lines(folder)
        done, errors = kind.counted()
        if done:
            _say(f"going on after {done:,} rows")
        try:
            left = islice(rows.read(source, wishes.fields), done, None)
            with Crew(work, jobs) as crew:
                for chunk in _shown(crew.pipe(rows.together(left)), done, Progress(sys.stderr)):
                    kind.add(chunk.data)
                    done, errors = done + chunk.rows, errors + chunk.errors
            if _state(source) != made_of["input"]:
                raise ReadError(f"{source}: has changed while it was read; --restart begins anew")
            unfinished.finished(folder, kind.whole(), out)
        except KeyboardInterrupt:
            _say("stopped; the same command goes on from here")
            return INTERRUPTED
        except WorkerError as fault:
            raise WorkerError(f"{fault.message}; the same command goes on from here") from fault
        except OSError as fault:
            raise WriteError(f"{out}: cannot be written: {fault.strerror}; the same command goes on then") from fault
    _say(f"{done:,} rows in {out}" + (f", {errors:,} of them with an error" if errors else ""))
    return 0


def _made_of(source: Path, linter: Linter, wishes: Wishes) -> dict[str, str]:
    """Give all that the outcomes depend on."""
    _, model, own, *_, second_reader = linter.recipe
    digest = hashlib.sha256()
    for folder in (home.rules(), *own):
        for path in sorted(folder.rglob("*.yaml")):
            digest.update(path.read_bytes())
    return {
        "input": _state(source),
        "version of declint": __version__,
        "model": readers(model, second_reader),
        "rules": digest.hexdigest(),
        "options": repr((linter.recipe, _sorted(wishes))),
    }


def _sorted(wishes: Wishes) -> str:
    """Spell wishes out, sets in order."""
    told = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in wishes.held_to.items()}
    return repr((told, *(value for name, value in vars(wishes).items() if name != "held_to")))


def _state(source: Path) -> str:
    told = source.stat()
    return f"{source.resolve()}, {told.st_size} bytes, of {told.st_mtime_ns}"


def _shown(chunks: Iterator[Chunk], before: int, progress: Progress) -> Iterator[Chunk]:
    """Give chunks as they come, and say on a terminal how many rows that were, and how fast they come."""
    done = 0
    try:
        for chunk in chunks:
            yield chunk
            done += chunk.rows
            progress.tell(f"{before + done:,} rows, {progress.rate(done):.0f} a second")
    finally:
        progress.wipe()


def _say(text: str) -> None:
    sys.stderr.write(encodable(f"declint: {one_line(text)}\n", sys.stderr))
