"""`declint` and `python -m declint`: the command line, with exit codes that no crash can imitate."""

from __future__ import annotations

import os
import sys

CANNOT = 2
INTERRUPTED = 130


def main() -> None:
    """Run the command line.

    Exit status: 0 nothing to report, 1 findings, 2 declint could not do its work, 130 on ^C.
    """
    if sys.argv[1:2] == ["hook"]:
        # Most messages pass at a glance: the hook is there before the rest of the command line is.
        from declint.edges import hook

        sys.exit(hook.run(sys.argv[2:]))
    try:
        from declint.cli import run

        status = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left; nothing more can be said, and Python must not try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = CANNOT
    except Exception as fault:
        status = CANNOT
        if os.environ.get("DECLINT_TRACEBACK"):
            raise
        # The text of an unforeseen fault may hold words of the draft: its kind alone is safe to show.
        detail = fault.strerror if isinstance(fault, OSError) and fault.strerror else type(fault).__name__
        say = f"declint: internal fault ({detail}); set DECLINT_TRACEBACK=1 to see where\n"
        if isinstance(fault, OSError):
            say = f"declint: {detail}\n"
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stderr.write(say)
    sys.exit(status)


if __name__ == "__main__":
    main()
