"""The HTML report: one file that needs nothing else, with each message and its findings marked in place."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from itertools import pairwise

from declint.model import Draft, Finding, Report, Severity, Verdict
from declint.report.markdown import summary
from declint.report.region import region
from declint.report.run import Run
from declint.report.terminal import visible
from declint.report.text import NAMES, offer, quoted

STYLE = """
:root { color-scheme: light dark; --ink: #1d2125; --paper: #fff; --line: #c9ced4; --soft: #59636e;
  --good: #116329; --error: #a40e26; --warning: #7d4e00; --note: #0550ae;
  --error-mark: #ffd7d5; --warning-mark: #fff1b8; --note-mark: #d8ebff }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --line: #3d444d; --soft: #9ba5b0;
  --good: #57c46c; --error: #ff8182; --warning: #e3b341; --note: #79c0ff;
  --error-mark: #67211f; --warning-mark: #574103; --note-mark: #143d6e } }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin: 0 } h3 { font-size: 1rem; margin: 1.25rem 0 .4rem }
a { color: inherit } article { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1.25rem }
ul, ol { padding-left: 1.4rem; margin: .4rem 0 } .checklist { list-style: none; padding: 0 }
.soft, .why, .place, q { color: var(--soft) } .met b { color: var(--good) } .unmet b { color: var(--error) }
.message { white-space: pre-wrap; border: 1px solid var(--line); border-radius: .4rem; padding: .75rem }
mark { color: inherit; border-radius: .15rem; padding: 0 .05rem }
mark.error { background: var(--error-mark); text-decoration: underline 2px var(--error) }
mark.warning { background: var(--warning-mark); text-decoration: underline 2px var(--warning) }
mark.note { background: var(--note-mark); text-decoration: underline 2px dotted var(--note) }
sup { line-height: 0; font-size: .75rem; font-weight: 700 } sup a { padding: 0 .15rem }
.findings > li { margin-bottom: .9rem } .findings p { margin: .15rem 0 }
.error > .severity { color: var(--error) } .warning > .severity { color: var(--warning) }
.note > .severity { color: var(--note) } .severity { font-weight: 700 }
:target { outline: 2px solid var(--note); outline-offset: .2rem }
"""
TITLE = "declint report"
TAIL = "</main>\n</body>\n</html>\n"


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give one page: for each draft its checklist, its message, and what to change, by place.

    Nothing in it is run or fetched, and its own policy forbids that too (Content Security Policy Level 3).
    """
    yield head(TITLE, STYLE)
    yield f"<p>{safe(summary(reports))}</p>\n"
    checked = [report for report in reports if report.scenario]
    if len(checked) > 1:
        yield '<nav aria-label="Drafts"><ol>\n'
        for number, report in enumerate(checked, 1):
            yield f'<li><a href="#d{number}">{safe(report.draft.name)}</a> {safe(counts(report))}</li>\n'
        yield "</ol></nav>\n"
    for number, report in enumerate(checked, 1):
        yield from article(report, f"d{number}", run)
    yield TAIL


def head(title: str, style: str) -> str:
    """Give the top of a page that may do nothing but look as its own style says."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
"""


def article(report: Report, name: str, run: Run) -> Iterator[str]:
    """Give one draft: its checklist, its message, and what to change."""
    draft = report.draft
    yield f'<article id="{name}">\n<h2>{safe(draft.name)}</h2>\n'
    yield f'<p class="soft">{safe(run.book.scenarios[report.scenario or ""].name)}. {safe(counts(report))}</p>\n'
    yield '<h3>What the guide asks</h3>\n<ul class="checklist">\n'
    for verdict in report.verdicts:
        if verdict.verdict != "not-applicable":
            yield _check(verdict, draft, run)
    yield "</ul>\n"
    if not run.content_free:
        yield '<h3>The message</h3>\n<div class="message" dir="auto">'
        yield from _message(report, name)
        yield "</div>\n"
    if report.findings:
        yield '<h3>What to change</h3>\n<ol class="findings">\n'
        for number, finding in enumerate(report.findings, 1):
            yield _finding(finding, draft, f"{name}f{number}", f"{name}m{number}", run)
        yield "</ol>\n"
    yield "</article>\n"


def counts(report: Report) -> str:
    """Say how many findings of each severity there are."""
    count = Counter(finding.severity for finding in report.findings)
    said = [f"{count[s]} {s}{'' if count[s] == 1 else 's'}" for s in reversed(Severity) if count[s]]
    return ", ".join(said) or "Nothing to change."


def _check(verdict: Verdict, draft: Draft, run: Run) -> str:
    met = verdict.verdict == "met"
    sign, said = ("✓", "met") if met else ("✗", "unmet")
    words = ""
    if met and verdict.evidence and not run.content_free:
        words = f" <q>{safe(quoted(draft, verdict.evidence[0]))}</q>"
    name = safe(run.book.guide[verdict.criterion].name)
    return f'<li class="{said}"><b role="img" aria-label="{said}">{sign}</b> {name}{words}</li>\n'


def _message(report: Report, name: str) -> Iterator[str]:
    """Give the text of a draft, cut where findings begin and end; each stretch marked as gravely as any asks."""
    findings = report.findings
    # Places hold: a line end that is two characters stays two.
    source = report.draft.source.replace("\r\n", " \n").replace("\r", "\n")
    begin: dict[int, list[int]] = {}
    change: dict[int, Counter[Severity]] = {}
    for number, finding in enumerate(findings, 1):
        span = finding.span
        begin.setdefault(span.start, []).append(number)
        change.setdefault(span.start, Counter())[finding.severity] += 1
        change.setdefault(span.end, Counter())[finding.severity] -= 1
    now: Counter[Severity] = Counter()
    for start, end in pairwise([0, *sorted(change), len(source)]):
        # The first and the last place may be those of findings too: then a stretch is empty, and told once.
        now.update(change.pop(start, {}))
        for number in begin.pop(start, ()):
            yield _number(name, number)
        worst = next((severity for severity in reversed(Severity) if now[severity] > 0), None)
        text = safe(source[start:end].removeprefix("\ufeff"))
        if text:
            yield f'<mark class="{worst}">{text}</mark>' if worst else text
    for number in begin.pop(len(source), ()):
        yield _number(name, number)


def _number(name: str, number: int) -> str:
    link = f'<a href="#{name}f{number}" aria-label="finding {number}">{number}</a>'
    return f'<sup id="{name}m{number}">{link}</sup>'


def _finding(finding: Finding, draft: Draft, name: str, mark: str, run: Run) -> str:
    place = region(draft, finding.span)
    where = f"line {place.line}"
    if not run.content_free:
        where = f'<a href="#{mark}">{where}</a>'
    lines = [
        f'<li id="{name}" class="{finding.severity}">',
        f'<p class="severity">{NAMES[finding.severity]}</p>',
        f'<p>{safe(finding.message)} <span class="place">[{safe(finding.rule)}, {where}]</span></p>',
        f'<p class="why">{safe(finding.guide.asks)} (Guide: {safe(finding.guide.section)}.)</p>',
    ]
    if finding.fix:
        lines.append(f"<p>{safe(offer(finding.fix, draft))}</p>")
    return "\n".join([*lines, "</li>\n"])


def safe(text: str) -> str:
    """Escape a text, and break what a build log that shows the page would obey."""
    return escape(visible(text)).replace("##", "#&#35;").replace("::", ":&#58;")
