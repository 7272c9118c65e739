"""Examiner: the process that judges one message for the gate, and answers in one line of JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from declint.edges import line
from declint.errors import DeclintError
from declint.store import NEVER as NO_CACHE

if TYPE_CHECKING:
    from declint.config import Config
    from declint.linter import Linter
    from declint.model import Draft, Report

COLUMNS = 78
MOST_MEMORY = 3 << 30
"""Bytes of address space: a message that needs more is given up."""


def run(arguments: Sequence[str]) -> dict[str, str]:
    """Judge the message that a command line names; give the verdict, and the report or why there is none."""
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    for name in ("--form", "--name", "--fail-on"):
        parser.add_argument(name, required=True)
    parser.add_argument("--config", type=Path)
    asked = parser.parse_args(arguments)
    try:
        return _judged(asked.path, asked.form, asked.name, asked.fail_on, asked.config)
    except DeclintError as fault:
        return {"verdict": "failed", "why": str(fault)}


def _judged(path: Path, form: str, name: str, fail_on: str, settings: Path | None) -> dict[str, str]:
    from declint import config
    from declint.errors import ReadError
    from declint.linter import Linter
    from declint.rulebook import selection

    chosen = config.load(settings) if settings else config.Config()
    try:
        drafts = _drafts(path, form, name, chosen)
    except ReadError:
        # Nothing but a picture, a signed box, an empty body: nothing that could be said better.
        return {"verdict": "passed"}
    linter = Linter.of(chosen)
    held_to = selection.of_path(linter.book, chosen, name)
    reports = [linter(draft.model_copy(update=held_to)) for draft in drafts]
    stopped = [report for report in reports if is_ours(report) and _worst(report) >= _rank(fail_on)]
    return {"verdict": "stopped", "report": _said(stopped, linter)} if stopped else {"verdict": "passed"}


def _drafts(path: Path, form: str, name: str, settings: Config) -> Sequence[Draft]:
    from declint import read

    return [read.sent_now(draft) for draft in read.read(str(path), name, settings.office, form)]


def is_ours(report: Report) -> bool:
    """Tell whether a message is surely of one of our occasions: at the door a doubt lets it pass."""
    return report.scenario is not None and report.occasion.ours


def _worst(report: Report) -> int:
    return report.worst.rank if report.worst else -1


def _rank(severity: str) -> int:
    from declint.model import Severity

    return Severity(severity).rank


def _said(reports: Sequence[Report], linter: Linter) -> str:
    from declint.report import text
    from declint.report.run import Run

    return "".join(text.written(reports, Run(linter.book, "", columns=COLUMNS, quiet=True)))


def answer(arguments: Sequence[str]) -> int:
    """Answer on standard output, within bounds."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        pass
    sys.stdout.write(json.dumps(run(arguments)))
    sys.stdout.flush()
    return 0


def main() -> None:
    """Have a daemon answer, if there is one, or answer ourselves; nothing of a message at the door is kept."""
    os.environ[NO_CACHE] = "1"
    if line.call("examine", sys.argv[1:]) is None:
        answer(sys.argv[1:])


if __name__ == "__main__":
    main()
