"""Breaks the process that judges a message, where the environment says how."""

import os
import sys
import time

HOW = os.environ.get("SABOTAGE", "")
if HOW and "declint.edges.examiner" in sys.orig_argv:
    if HOW == "crash":
        os.abort()
    if HOW == "hang":
        time.sleep(600)
    if HOW == "exit":
        os._exit(0)
    if HOW == "noise":
        sys.stdout.write('{"verdict": "pass')
        sys.stdout.flush()
        os._exit(0)
