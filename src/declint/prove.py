"""Prove: a rule's and an act's own examples, held against it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from declint.describe import Describer
from declint.judge import judge
from declint.judge.check import Checker
from declint.judge.fix import mend
from declint.model import Draft, Finding
from declint.read.text import draft
from declint.rulebook import Rulebook
from declint.rulebook.shapes import Act, Bad, Rule


class Prover:
    """Holds each act and rule of a rulebook to its own examples."""

    def __init__(self, book: Rulebook, model: str = "auto", describer: Describer | None = None) -> None:
        self.book = book
        self.describe = describer or Describer(model, book)

    def all(self, below: Path | None = None) -> Iterator[tuple[str, list[str]]]:
        """Give each act and rule, of one folder or of all, with what is wrong with its examples."""
        for (kind, name), path in self.book.paths.items():
            if below is not None and below.resolve() not in path.resolve().parents:
                continue
            if kind == "act":
                yield f"acts/{name}", list(self.act(self.book.acts[name]))
            elif kind == "rule":
                yield f"{path.parent.name}/{name}", list(self.rule(self.book.rules[name]))

    def act(self, act: Act) -> Iterator[str]:
        """Give what is wrong with an act's examples: a line for each that it misreads."""
        wanted = [*((text, True) for text in act.examples.is_), *((text, False) for text in act.examples.is_not)]
        drafts = [draft("<example>", text) for text, _ in wanted]
        for (text, does), message in zip(wanted, self.describe.pipe(drafts), strict=True):
            found = [message.draft.source[span.start : span.end] for _, span in message.done(act.id)]
            if does and not found:
                yield f"not seen: {text}"
            elif found and not does:
                yield f"seen in {found}: {text}"

    def rule(self, rule: Rule) -> Iterator[str]:
        """Give what is wrong with a rule's examples: a line for each that it judges otherwise."""
        # The rule as its file says it, whatever numbers a scenario gives it.
        checker = Checker(self.describe.vocabulary, self.book, [rule])
        for text in (*rule.good, *rule.near):
            if found := self._findings(draft("<good>", text), checker):
                yield f"flagged {[text[f.span.start : f.span.end] for f in found]} in the good example: {_short(text)}"
        for bad in rule.bad:
            yield from self._bad(bad, checker)

    def _bad(self, bad: Bad, checker: Checker) -> Iterator[str]:
        text = bad.plain
        found = self._findings(draft("<bad>", text), checker)
        spans = [(f.span.start, f.span.end) for f in found]
        if spans != bad.marks:
            marked = [text[start:end] for start, end in bad.marks]
            yield f"marked {marked}, found {[text[start:end] for start, end in spans]}: {_short(bad.text)}"
            return
        if bad.becomes is None:
            return
        mended = mend(text, [f.fix for f in found if f.fix])
        if mended != bad.becomes:
            yield f"becomes {mended!r}, not {bad.becomes!r}"
        elif self._findings(draft("<mended>", mended), checker):
            yield f"still flagged when mended: {_short(mended)}"

    def _findings(self, one: Draft, checker: Checker) -> tuple[Finding, ...]:
        findings, _ = judge(self.describe(one), checker, self.book)
        return findings


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 90 else line[:88] + " …"
