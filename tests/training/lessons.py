"""What the second reader learns from: sentences, and which acts each of them is known to do or not to do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from declint import home, rulebook
from declint.describe.sentences import fold
from declint.model import Span
from tests.bench.reading import ACTS, CORPUS, Row, load

LEARNED_FROM = ("open.jsonl", "negativity.jsonl", "training/*.jsonl")
FINER = {
    "interest-stated": {"positive_close"},
    "door-open": {"positive_close"},
    "effort-named": {"gratitude"},
    "looking-forward": {"positive_close", "acceptance", "reschedule_request", "other"},
    "way-out": {"positive_close", "acceptance", "reschedule_request", "other"},
}
"""Acts that are labelled only where they can be, under "finer": sentences with one of these labels."""

TAUGHT = (*ACTS.values(), *FINER)


class Lesson(NamedTuple):
    """A sentence, the acts that it does, and the acts of which that is known."""

    text: str
    done: set[str]
    known: set[str]


def sources() -> list[Path]:
    """Give the files that are learned from."""
    return sorted(path for pattern in LEARNED_FROM for path in CORPUS.glob(pattern))


def digest() -> str:
    """Name the sentences that were learned from, so that a change of them does not go unnoticed."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources())).hexdigest()[:16]


def lessons() -> Iterator[Lesson]:
    """Give all that is learned from: the corpus, and the examples of the acts."""
    for path in sources():
        asked = {ACTS["negativity"]} if path.name == "negativity.jsonl" else set(TAUGHT)
        for row in load(path):
            yield Lesson(folded(row["text"]), done(row), asked - unknown(row))
    book = rulebook.load(home.rules())
    for act in TAUGHT:
        for text in book.acts[act].examples.is_:
            yield Lesson(text, {act}, {act})
        for text in book.acts[act].examples.is_not:
            yield Lesson(text, set(), {act})


def done(row: Row) -> set[str]:
    """Give the acts that a row says its sentence does."""
    return {ACTS[label] for label in row["labels"] if label in ACTS} | set(row.get("finer", ()))


def unknown(row: Row) -> set[str]:
    """Give the acts of which a row does not tell whether its sentence does them."""
    either = {ACTS.get(label, label) for label in row.get("either", ())}
    if "finer" in row:
        return either
    labels = {*row["labels"], *row.get("either", ())}
    return either | {act for act, where in FINER.items() if labels & where}


def folded(text: str) -> str:
    """Give a sentence as the readers see it."""
    return fold(text, Span(start=0, end=len(text))).text
