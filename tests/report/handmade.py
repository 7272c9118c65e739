"""Reports made by hand, with a small rulebook of their own, so that no change to the rules changes them."""

from __future__ import annotations

from pathlib import Path

from declint.model import (
    ActSpan,
    Draft,
    Edit,
    Finding,
    Fix,
    Ground,
    Guidance,
    Occasion,
    Piece,
    Report,
    Severity,
    Span,
    Tier,
    Verdict,
)  # fmt: skip
from declint.report.formats import Format, writer
from declint.report.run import Run
from declint.report.wordless import wordless
from declint.rulebook import Rulebook
from declint.rulebook.guide import Criterion
from declint.rulebook.shapes import Rule, Scenario

SECTION = "Emails, Decision"
ASKS = {"clear-decision": "Say no clearly; nobody likes a riddle.", "thanks": "Thank them <first> & warmly."}
MESSAGES = {
    "murky": "“{match}” leaves it open; say that you are not coming.",
    "no-thanks": "Nothing thanks them.",
    "flowery": "“{match}” is much; “{suggestion}” would do.",
}
CRITERIA = {"murky": "clear-decision", "no-thanks": "thanks", "flowery": "clear-decision"}
SEVERITIES = {"murky": Severity.error, "no-thanks": Severity.warning, "flowery": Severity.note}
SCENARIO = "decline-email"


def _rule(name: str) -> Rule:
    return Rule.model_validate({
        "id": name, "name": f"Do not be {name}", "guide": CRITERIA[name], "severity": SEVERITIES[name],
        "scenarios": "any", "forbid": {"patterns": [{"phrases": ["bah"]}]},
        "message": MESSAGES[name].replace("{suggestion}", "{match}"),
        "good": ["No.", "No, thanks.", "No, sorry."], "near": ["Bach."], "bad": ["«Bah».", "«Bah»!", "«bah»"],
    })  # fmt: skip


BOOK = Rulebook(
    guide={
        name: Criterion(id=name, name=name.capitalize(), section=SECTION, holds_in=("any",), asks=asks)
        for name, asks in ASKS.items()
    },
    words={},
    acts={},
    rules={name: _rule(name) for name in MESSAGES},
    scenarios={SCENARIO: Scenario(id=SCENARIO, name="Declining by e-mail")},
    paths={("rule", name): Path("rules/decision") / f"{name}.yaml" for name in MESSAGES},
)
RUN = Run(BOOK, "a model 1.0", root=Path())


def span(source: str, words: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = source.index(words, start + 1)
    return Span(start=start, end=start + len(words))


def finding(rule: str, source: str, words: str, nth: int = 1, fix: Fix | None = None) -> Finding:
    said = " ".join(words.split())
    return Finding(
        rule=rule, criterion=CRITERIA[rule], severity=SEVERITIES[rule],
        message=MESSAGES[rule].replace("{match}", said).replace("{suggestion}", said),
        span=span(source, words, nth), guide=Guidance(section=SECTION, asks=ASKS[CRITERIA[rule]]), fix=fix,
    )  # fmt: skip


def fix(source: str, words: str, text: str, tier: Tier = "safe") -> Fix:
    return Fix(edits=(Edit(span=span(source, words), text=text),), tier=tier)


def report(draft: Draft, *findings: Finding) -> Report:
    unmet = {one.criterion for one in findings}
    first = Span(start=0, end=min(5, len(draft.source)))
    return Report(
        draft=draft,
        occasion=Occasion(scenario=SCENARIO, because=(Ground(says="it says no", span=first),)),
        acts=(ActSpan(act="decline", span=first, text=draft.source[first.start : first.end]),),
        verdicts=tuple(
            Verdict(criterion=name, verdict="unmet" if name in unmet else "met", evidence=(first,)) for name in ASKS
        ),
        findings=tuple(sorted(findings, key=lambda one: one.span)),
    )


def skipped(name: str) -> Report:
    draft = Draft(name=name, source="Lunch?\n", prose="Lunch?\n")
    occasion = Occasion(scenario=None, neighbour="a note to a friend")
    return Report(draft=draft, occasion=occasion, acts=(), verdicts=(), findings=())


ASTRAL = "Hi Ms. Ode 🎉,\n\na𐐀b is the name. 🙂 Perhaps I will not come, perhaps I will.\n\nKai\n"
"""Three planes of Unicode: `b` stands in column 3 by code points, and in column 6 by bytes of UTF-8."""


def astral() -> Report:
    """Give a report on a draft with an emoji and a letter beyond the first plane."""
    return report(
        Draft(name="drafts/astral.txt", source=ASTRAL, prose=ASTRAL),
        finding("flowery", ASTRAL, "b is", fix=fix(ASTRAL, "b is", "b’s", "unsafe")),
        finding("murky", ASTRAL, "Perhaps I will not come,", fix=fix(ASTRAL, "Perhaps I", "I")),
        finding("no-thanks", ASTRAL, "", fix=fix(ASTRAL, "", "Thank you for [what].", "idea")),
    )


def page() -> Report:
    """Give a report on a page of HTML, whose words stand elsewhere in the file."""
    source, file = "Perhaps not.", "<p>\nPerhaps&nbsp;not.</p>\n"
    pieces = (Piece(at=0, place=4, length=7), Piece(at=7, place=11, length=6), Piece(at=8, place=17, length=4))
    draft = Draft(name="page.html", source=source, prose=source, form="html", file_text=file, pieces=pieces)
    return report(draft, finding("murky", source, "Perhaps not", fix=fix(source, "Perhaps not", "No")))


def of_many(fragment: str) -> Report:
    """Give a report on one message of a file that holds several."""
    source = "Perhaps not.\n"
    draft = Draft(name=f"all.mbox#{fragment}", fragment=fragment, source=source, prose=source, coded=True, form="mbox")
    return report(draft, finding("murky", source, "Perhaps"))


def said(form: Format, *reports: Report, run: Run = RUN) -> str:
    """Give what a format makes of some reports."""
    if run.content_free:
        reports = tuple(wordless(one, run.book) for one in reports)
    return "".join(writer(form)(reports, run))
