"""The text report: first what is right, then what to change, in plain language."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from declint.describe import sentences
from declint.judge.fix import apply
from declint.model import Draft, Edit, Finding, Fix, Report, Severity, Span
from declint.report.run import Run
from declint.report.terminal import Paint, one_line, visible, width

WIDEST = 100
LONGEST_EVIDENCE = 56
LONGEST_LEFT_OUT = 90
SHORT_LINE = 48
"""A line no longer than this, a greeting or a sign-off, is shown alone when it is mended."""
INDENT = "    "
NAMES = {Severity.error: "Must change", Severity.warning: "Should change", Severity.note: "Could be better"}


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give the report of a run for a person."""
    criteria = {criterion.id: criterion.name for criterion in run.book.guide.values()}
    scenarios = {one.id: one.name for one in run.book.scenarios.values()}
    quotes = not run.content_free
    yield TextReport(criteria, scenarios, run.paint, run.columns, run.quiet, quotes=quotes).write(reports)


class TextReport:
    """Writes reports for a person: `criteria` and `scenarios` are their names in words.

    Without `quotes` no word of a draft is shown.
    """

    def __init__(
        self,
        criteria: Mapping[str, str],
        scenarios: Mapping[str, str],
        paint: Paint,
        columns: int = 80,
        quiet: bool = False,
        *,
        quotes: bool = True,
    ) -> None:
        self.criteria, self.scenarios, self.paint, self.quiet = criteria, scenarios, paint, quiet
        self.quotes = quotes
        self.columns = max(40, min(columns, WIDEST))

    def write(self, reports: Sequence[Report]) -> str:
        """Give the report of a run."""
        checked = [report for report in reports if report.scenario]
        blocks = ["\n".join(self._one(report)) for report in checked if report.findings or not self.quiet]
        if len(reports) > 1 and (blocks or not self.quiet):
            blocks.append(self._summary(checked, len(reports) - len(checked)))
        return "\n\n".join(blocks) + "\n" if blocks else ""

    def _one(self, report: Report) -> Iterator[str]:
        title = f"{one_line(report.draft.name)}: {self.scenarios[report.scenario or '']}"
        yield self.paint("bold", title)
        yield from self._read_as(report)
        if not self.quiet:
            yield from self._right(report)
        told: set[str] = set()
        for severity in reversed(Severity):
            findings = [finding for finding in report.findings if finding.severity is severity]
            if findings:
                yield ""
                yield self.paint(severity, NAMES[severity])
                for finding in findings:
                    yield from self._finding(finding, report.draft, why=finding.criterion not in told)
                    told.add(finding.criterion)
        yield ""
        yield self._verdict(report)
        if mends := _mends(report):
            yield self.paint("dim", mends)

    def _read_as(self, report: Report) -> Iterator[str]:
        """Say by what the occasion was found; where it was named, there is nothing to say."""
        occasion = report.occasion
        if occasion.sure and (self.quiet or not occasion.because):
            return
        grounds = [g.says + self._in_brackets(report.draft, g.span) for g in occasion.because]
        because = f", because {listed(grounds)}" if grounds else ""
        text = f"Read as this occasion{because}."
        if not occasion.sure:
            text = f"Not sure that this is the occasion: read so{because}. If it is not, name it with --scenario."
        for line in self._wrapped(text, INDENT[:2]):
            yield self.paint("dim", line)

    def _in_brackets(self, draft: Draft, span: Span) -> str:
        return f" (“{quoted(draft, span)}”)" if self.quotes else ""

    def _right(self, report: Report) -> Iterator[str]:
        # What is met but could be better is said below; saying it twice would confuse.
        noted = {finding.criterion for finding in report.findings}
        met = [one for one in report.verdicts if one.verdict == "met" and one.criterion not in noted]
        if not met:
            return
        yield ""
        yield self.paint("good", "What is right")
        broad = max(width(self.criteria[verdict.criterion]) for verdict in met)
        for verdict in met:
            name = self.criteria[verdict.criterion]
            line = f"  {self.paint('good', '✓')} {name}"
            if verdict.evidence and self.quotes:
                words = quoted(report.draft, verdict.evidence[0])
                line += " " * (broad - width(name) + 2) + self.paint("dim", f"“{words}”")
            yield line

    def _finding(self, finding: Finding, draft: Draft, why: bool) -> Iterator[str]:
        yield ""
        line, _ = draft.position(finding.span.start)
        place = self.paint("dim", f"  [{finding.rule}, line {line}]")
        yield from self._wrapped(visible(finding.message), INDENT[:2], after=place)
        if self.quotes:
            yield from self._excerpt(finding.span, draft, line)
        if why:
            yield from self._wrapped(f"Why: {finding.guide.asks} (Guide: {finding.guide.section}.)", INDENT)
        if finding.fix:
            yield from self._wrapped(offer(finding.fix, draft), INDENT)

    def _wrapped(self, text: str, indent: str, after: str = "") -> Iterator[str]:
        lines = textwrap.wrap(text, self.columns - len(indent), break_long_words=False, break_on_hyphens=False)
        for number, line in enumerate(lines):
            yield indent + line + (after if number == len(lines) - 1 else "")

    def _excerpt(self, span: Span, draft: Draft, line: int) -> Iterator[str]:
        """Show the line, cut to fit, with the words marked; a place where words are missing as a caret."""
        start, text = draft.line_at(span.start)
        room = self.columns - 12
        first = span.start - start
        last = max(first, min(span.end - start, len(text)))
        begin = 0 if last <= room else max(0, first - 24)
        head, tail = ("…" if begin else ""), ("…" if len(text) > begin + room else "")
        before, marked = visible(text[begin:first]).lstrip("\t"), visible(text[first : min(last, begin + room)])
        after = visible(text[min(last, begin + room) : begin + room])
        before = before.replace("\ufeff", "").replace("\t", " ")
        if marked or before or after:
            number = f"{line:>5} │ "
            yield self.paint("dim", number) + head + before + self.paint("mark", marked) + after + tail
            pad = " " * width(head + before)
            caret = "^" * max(1, width(marked)) if span.start < span.end else "^ here"
            yield self.paint("dim", "      │ ") + pad + self.paint("bold", caret)

    def _verdict(self, report: Report) -> str:
        count = Counter(finding.severity for finding in report.findings)
        if not count:
            return self.paint("good", "Nothing to change.")
        said = ", ".join(counted(count[s], s) for s in reversed(Severity) if count[s])
        only_notes = set(count) == {Severity.note}
        return said + (": good to send as it is." if only_notes else ".")

    def _summary(self, reports: Sequence[Report], skipped: int) -> str:
        count = Counter(finding.severity for report in reports for finding in report.findings)
        clean = sum(not report.findings for report in reports)
        said = ", ".join(counted(count[severity], severity) for severity in reversed(Severity))
        left_out = f" {skipped} skipped: no occasion that declint knows." if skipped else ""
        return self.paint("bold", f"{len(reports)} drafts, {clean} with nothing to change: {said}.{left_out}")


def _mends(report: Report) -> str:
    """Say by which command how many of the findings are mended."""
    fixes = [finding.fix for finding in report.findings if finding.fix and finding.fix.tier != "idea"]
    safe = sum(fix.safe for fix in fixes)
    by = [f"declint fix mends {safe}"] if safe else []
    if len(fixes) > safe:
        by.append(f"declint fix --unsafe {'' if safe else 'mends '}{len(fixes)}")
    return f"{', '.join(by)} of these; declint rewrite says it all anew." if by else ""


def listed(items: Sequence[str]) -> str:
    """Give some things as one would say them: "a, b and c"."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def counted(number: int, severity: Severity) -> str:
    """Say how many there are of a severity."""
    return f"{number} {severity}{'' if number == 1 else 's'}"


def quoted(draft: Draft, span: Span) -> str:
    """Give some words of a draft on one line, cut where they run long."""
    words = one_line(draft.source[span.start : span.end])
    return words if len(words) <= LONGEST_EVIDENCE else words[:LONGEST_EVIDENCE].rsplit(" ", 1)[0] + " …"


def offer(fix: Fix, draft: Draft) -> str:
    """Say edits as advice: what to add, leave out, move or write instead."""
    edits = fix.edits
    old = [one_line(draft.source[e.span.start : e.span.end]) for e in edits]
    new = [one_line(e.text) for e in edits]
    if fix.tier == "idea":
        return f"You could add: “{' … '.join(filter(None, map(_added, old, new)))}”"
    if len(edits) == 2 and not old[0] and not new[1] and old[1].split()[-1:] == new[0].split()[-1:]:
        return f"Move up: “{new[0]}”"
    return "; ".join(_said(together, draft) for together in _neighbours(edits, draft))


def _added(old: str, new: str) -> str:
    """Give what is put in, without the letter behind it that only becomes a capital."""
    return new.removesuffix(old.upper()).rstrip() if len(old) == 1 else new


def _said(edits: Sequence[Edit], draft: Draft) -> str:
    old = [one_line(draft.source[e.span.start : e.span.end]) for e in edits]
    new = [one_line(e.text) for e in edits]
    if all(not text for text in new):
        return f"Leave out: “{' … '.join(map(_short, old))}”"
    if all(not text for text in old):
        return f"Add: “{' … '.join(new)}”"
    return f"Better: “{_mended_sentence(edits, draft)}”"


def _neighbours(edits: Sequence[Edit], draft: Draft) -> Iterator[Sequence[Edit]]:
    """Group edits: those of one sentence together, what is added or left out for itself."""
    group: list[Edit] = []
    for edit in edits:
        if group:
            between = draft.source[group[-1].span.end : edit.span.start]
            whole = not edit.text.strip() and draft.source[: edit.span.start].rstrip()[-1:] in {"", ".", "!", "?"}
            if len(between) > WIDEST or re.search(r"[.!?]\s|\n", between) or whole:
                yield group
                group = []
        group.append(edit)
    if group:
        yield group


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LEFT_OUT else text[:LONGEST_LEFT_OUT].rsplit(" ", 1)[0] + " …"


def _mended_sentence(edits: Iterable[Edit], draft: Draft) -> str:
    """Give the sentence around some edits, with the edits made."""
    edits = list(edits)
    first, last = edits[0].span.start, edits[-1].span.end
    line_start = draft.source.rfind("\n", 0, first) + 1
    line_end = draft.source.find("\n", last)
    alone = line_end >= 0 and line_end - line_start <= SHORT_LINE
    top = line_start if alone else draft.prose.rfind("\n\n", 0, first) + 1
    end = line_end if alone else draft.prose.find("\n\n", last)
    whole = Span(start=top, end=end if end >= 0 else len(draft.prose))
    around = [s for s in sentences.split(draft.prose, whole) if s.start < last and first < s.end] or [whole]
    start, stop = min(around[0].start, first), max(around[-1].end, last)
    moved = [Edit(span=Span(start=e.span.start - start, end=e.span.end - start), text=e.text) for e in edits]
    return one_line(apply(draft.source[start:stop], moved))
