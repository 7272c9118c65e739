"""What was mended: as a diff, in a line, and what is left for the writer to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff

from declint.match import placeholders
from declint.model import Mended, Report, Severity
from declint.report.terminal import one_line


def diff(mended: Mended) -> str:
    """Give what has changed as a unified diff, empty where nothing has."""
    name = mended.before.name
    old, new = (text.splitlines(keepends=True) for text in (mended.before.source, mended.source))
    return "".join(_whole_lines(unified_diff(old, new, name, name)))


def _whole_lines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def summary(mended: Mended, unsafe: bool, written: bool) -> str:
    """Say in a line how much was mended, what is left, and how to mend more of it."""
    count = sum(map(len, mended.edits))
    changes = f"{count} {'change' if count == 1 else 'changes'}"
    done = (
        (changes if written else f"{changes} to make")
        if count
        else "nothing to mend safely"
        if not unsafe
        else "nothing to mend"
    )
    more = [f for f in mended.report.findings if f.fix and f.fix.tier == "unsafe"]
    hint = f"; --unsafe would mend {len(more)} more" if more and not unsafe else ""
    return f"{one_line(mended.before.name)}: {done}; left: {_left(mended.report)}{hint}"


def left_to_do(mended: Mended) -> str:
    """Say what is left for the writer to do in a message that was said anew; empty where there is nothing."""
    places = [mended.source[span.start : span.end] for span in placeholders.find(mended.source)]
    if mended.before.template:
        # What was open before is to stay open.
        places = [place for place in places if place not in mended.before.source]
    lines = [f"To fill in: {', '.join(map(one_line, dict.fromkeys(places)))}"] if places else []
    told = [f for f in mended.report.findings if f.severity is not Severity.note and f.criterion != "nothing-unfilled"]
    lines += [f"Still to do: {one_line(finding.message)}" for finding in told]
    return "\n".join(lines)


def _left(report: Report) -> str:
    count = Counter(finding.severity for finding in report.findings)
    said = [f"{count[s]} {s}{'' if count[s] == 1 else 's'}" for s in reversed(Severity) if count[s]]
    return ", ".join(said) or "nothing"
