"""`declint` and `python -m declint`: the command line, with exit codes that no crash can imitate."""

from __future__ import annotations

import gc
import os
import sys

from declint.guard import guarded, leave

TYPE_CHECKING = False  # as typing has it, whose import takes longer than a known answer
if TYPE_CHECKING:
    from collections.abc import Sequence

RARELY = (500_000, 20, 50)
"""How many objects more there are before Python looks for those that may go."""

WATCH = "--watch"
READING = frozenset({"check", "fix", "rewrite", "acts", "stats", "library"})
"""The commands that load a language, which a daemon may have loaded already."""


def answered(arguments: Sequence[str]) -> int:
    """Give the exit status of a command line: as it is known, as a daemon works it out, or as we do."""
    from declint.recall import Recall

    recall = Recall.of(arguments)
    if recall and (known := recall.answer()) is not None:
        return known
    if arguments and arguments[0] in READING and WATCH not in arguments:
        from declint.edges import line

        if (done := line.call("command", arguments)) is not None:
            return done
        if line.wanted():
            line.start()
    from declint.cli import worked_out

    return worked_out(arguments, recall)


def main() -> None:
    """Run the command line.

    Exit status: 0 nothing to report, 1 findings, 2 declint could not do its work, 130 on ^C.
    """
    for stream in ("stdout", "stderr"):
        if getattr(sys, stream) is None:  # closed by who called us: what we say goes nowhere
            setattr(sys, stream, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    if sys.argv[1:2] == ["hook"]:
        # Most messages pass at a glance: the hook is there before the rest of the command line is.
        from declint.edges import hook

        sys.exit(hook.run(sys.argv[2:]))
    # A start makes a million objects that stay: looking through them for what may go is a fifth of its time.
    gc.set_threshold(*RARELY)
    leave(guarded(answered, sys.argv[1:]))


if __name__ == "__main__":
    main()
