"""What is the least that a program takes that loads spaCy, or that parses each sentence: no rule, no report.

python tests/bench/speed/floor.py            load the language, as leanly as declint does
python tests/bench/speed/floor.py FOLDER     and parse each distinct sentence of the drafts in a folder, in one process
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from declint.describe import BATCH, pipeline
from declint.describe.sentences import fold, split
from declint.guard import leave
from declint.model import Span


def main(arguments: Sequence[str]) -> None:
    """Run from the command line."""
    nlp = pipeline.load(pipeline.AUTO)
    texts: dict[str, None] = {}
    for folder in arguments:
        for path in sorted(Path(folder).iterdir()):
            prose = path.read_text(encoding="utf-8")
            whole = Span(start=0, end=len(prose))
            texts |= dict.fromkeys(fold(prose, span).text for span in split(prose, whole))
    for _ in nlp.pipe(texts, batch_size=BATCH):
        pass
    leave(0)


if __name__ == "__main__":
    main(sys.argv[1:])
