"""Prove: a rule's and an act's own examples, held against it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from declint.describe import Describer
from declint.judge import Judge, Judgement
from declint.judge.fix import mend
from declint.judge.proof import Proof
from declint.model import Draft
from declint.read.template import as_template
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
        scenario = next(iter(self.book.holds(rule.scenarios)), next(iter(self.book.scenarios)))
        judge = Judge(self.describe.vocabulary, self.book, [rule], scenario)
        for text in (*rule.good, *rule.near):
            if found := judge(self.describe(_example("<good>", text, rule))).findings:
                yield f"flagged {[text[f.span.start : f.span.end] for f in found]} in the good example: {_short(text)}"
        for bad in rule.bad:
            yield from self._bad(bad, judge, rule)

    def _bad(self, bad: Bad, judge: Judge, rule: Rule) -> Iterator[str]:
        text = bad.plain
        judgement = judge(self.describe(_example("<bad>", text, rule)))
        spans = [(f.span.start, f.span.end) for f in judgement.findings]
        if spans != bad.marks:
            marked = [text[start:end] for start, end in bad.marks]
            yield f"marked {marked}, found {[text[start:end] for start, end in spans]}: {_short(bad.text)}"
        elif bad.becomes is not None and (mended := self.mended(text, judgement, judge)) != bad.becomes:
            yield f"becomes {mended!r}, not {bad.becomes!r}"

    def mended(self, text: str, judgement: Judgement, judge: Judge) -> str:
        """Give a text with the rewrites of one rule made that can be proven."""
        proof = Proof(judge, judgement, self.describe.vocabulary.lexicon, lambda changed, _: self._read(changed, judge))
        fixes = (proof.fix(one) for one in judgement.advice)
        return mend(text, [fix for fix in fixes if fix])

    def _read(self, text: str, judge: Judge) -> Judgement:
        return judge(self.describe(draft("<mended>", text)))


def _example(name: str, text: str, rule: Rule) -> Draft:
    """Read an example as the rule says: as a draft, or the first way of reading it as a template."""
    return as_template(draft(name, text)).alternatives[0] if rule.template else draft(name, text)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 90 else line[:88] + " …"
