"""Tally page: a library at a glance as one page, with a picture of what is met, and each message marked in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from declint.model import Report
from declint.report import html
from declint.report.html import safe
from declint.report.run import Run
from declint.report.tally import Share, Tally, counted, said, weakest_first

TITLE = "A library at a glance"
STYLE = (
    html.STYLE
    + """
.scroll { overflow-x: auto } table { border-collapse: collapse; font-size: .9rem }
th, td { padding: .2rem .45rem; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap }
thead th { vertical-align: bottom; white-space: normal; min-width: 6rem }
td.none { color: var(--soft) }
svg { vertical-align: middle } svg .met { fill: var(--good) } svg .unmet { fill: var(--error) }
"""
)
WIDE, HIGH = 64, 10
"""The size of a bar, in pixels."""


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give one page; nothing in it is run or fetched."""
    tally = counted(reports)
    yield html.head(TITLE, STYLE)
    skipped = f" {tally.skipped} skipped: no occasion that declint knows." if tally.skipped else ""
    yield f"<p>{tally.drafts} drafts, {tally.clean} of them without error or warning.{skipped}</p>\n"
    yield from _picture(tally, run)
    yield from _rules(tally, run)
    yield from _weakest(tally, reports)
    for number, report in enumerate([report for report in reports if report.scenario], 1):
        yield from html.article(report, f"d{number}", run)
    yield html.TAIL


def _picture(tally: Tally, run: Run) -> Iterator[str]:
    """Give a table of bars: each criterion by each scenario."""
    yield '<h2>What the guide asks</h2>\n<div class="scroll">\n<table>\n<thead><tr><th scope="col">Criterion</th>'
    yield '<th scope="col">All</th>'
    for scenario, number in tally.scenarios.items():
        yield f'<th scope="col">{safe(run.book.scenarios[scenario].name)} ({number})</th>'
    yield "</tr></thead>\n<tbody>\n"
    for criterion, share in weakest_first(tally.criteria):
        yield f'<tr><th scope="row">{safe(run.book.guide[criterion].name)}</th>{_cell(share)}'
        for scenario in tally.scenarios:
            yield _cell(tally.by_scenario[scenario].get(criterion, Share()))
        yield "</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _cell(share: Share) -> str:
    applies = share.met + share.unmet
    if not applies:
        return '<td class="none">–</td>'
    wide = round(share.part * WIDE)
    label = f"{share.met} of {applies}"
    return (
        f'<td><svg role="img" aria-label="{label}" width="{WIDE}" height="{HIGH}">'
        f'<rect class="met" width="{wide}" height="{HIGH}"/>'
        f'<rect class="unmet" x="{wide}" width="{WIDE - wide}" height="{HIGH}"/></svg> {label}</td>'
    )


def _rules(tally: Tally, run: Run) -> Iterator[str]:
    if not tally.rules:
        return
    yield "<h2>Rules that found something</h2>\n<ul>\n"
    for rule, number in tally.rules.items():
        yield f"<li>{number} × {safe(run.book.rules[rule].name)} [{safe(rule)}]</li>\n"
    yield "</ul>\n"


def _weakest(tally: Tally, reports: Sequence[Report]) -> Iterator[str]:
    if not tally.weakest:
        return
    checked = [report.draft.name for report in reports if report.scenario]
    yield "<h2>Weakest drafts</h2>\n<ol>\n"
    for weak in tally.weakest:
        link = f"#d{checked.index(weak.path) + 1}"
        yield f'<li><a href="{link}">{safe(weak.path)}</a>: {said(weak)}</li>\n'
    yield "</ol>\n"
