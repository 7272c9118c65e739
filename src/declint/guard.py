"""Guard: exit statuses that no fault of ours can turn into ones that mean findings."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as typing has it, whose import takes longer than a known answer
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

CANNOT = 2
INTERRUPTED = 130


def guarded(run: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> int:
    """Give the exit status of a command line, which no fault of ours may make one that means findings.

    0 nothing to report, 1 findings, 2 declint could not do its work, 130 on ^C.
    """
    try:
        status = run(arguments)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left; nothing more can be said, and Python must not try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as fault:
        if os.environ.get("DECLINT_TRACEBACK"):
            raise
        # The text of an unforeseen fault may hold words of the draft: its kind alone is safe to show.
        detail = fault.strerror if isinstance(fault, OSError) and fault.strerror else type(fault).__name__
        say = f"declint: internal fault ({detail}); set DECLINT_TRACEBACK=1 to see where\n"
        if isinstance(fault, OSError):
            say = f"declint: {detail}\n"
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stderr.write(say)
    return CANNOT


def leave(status: int) -> NoReturn:
    """End the process at once: to take a language apart, object by object, takes longer than to read a draft."""
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105  what suppresses takes longer to import than the rest of a known answer's way out
            stream.flush()
        except (OSError, ValueError):
            pass
    os._exit(status)
