"""Whatever the draft, declint says something sensible of it, and never raises."""

from __future__ import annotations

import json
import pickle
from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from declint.judge.fix import apply, mend
from declint.linter import Linter
from declint.model import Edit, Fix, Span
from declint.read.text import draft
from declint.report import json as json_report

PIECES = st.sampled_from(
    [
        "Dear Ms. Lee,",
        "\n\n",
        "\n",
        " ",
        "Thank you for the invitation.",
        "I might have to decline.",
        "Cheers,",
        "Kind regards,",
        "Ann Roe",
        "> quoted",
        "On Mon, 3 May 2026, Ann wrote:",
        "P.S. Good luck",
        "-- ",
        "- a bullet",
        "[Name]",
        "!!!",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\x1b[31m",
        "\r\n",
        "\r",
        "🙂",
        "e\u0301",
        "Subject: Interview",
        "(((((",
        "“No.”",
        "«»",
        "Your process is a mess.",
        "\x0c",
        "\x00",
        "\u2028",
    ]
)
DRAFTS = st.lists(PIECES | st.text(max_size=20), max_size=14).map("".join)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=DRAFTS)
@example(text="Thank you for the invitation.\x0c> quoted\x0c🙂")
@example(text="Thank you for the invitation.\r> quoted\r🙂")
def test_any_text_gets_a_report(text: str, by_email: Linter) -> None:
    linter = by_email
    one = draft("draft.txt", text)
    assert len(one.prose) == len(one.source)
    message = linter.describe(one)
    spans = [part.span for part in message.parts]
    assert all(a.end <= b.start for a, b in pairwise(spans)), message.parts
    report = linter(one)
    for span in [*(a.span for a in report.acts), *(f.span for f in report.findings)]:
        assert 0 <= span.start <= span.end <= len(text)
    for act in report.acts:
        assert act.text == text[act.span.start : act.span.end]
    for finding in report.findings:
        if finding.fix:
            apply(text, finding.fix.edits)
    document = json.loads(json_report.write([report], "model"))
    assert document["summary"]["files"] == 1


EDITS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8), st.text("ab", max_size=3)), max_size=8)


@given(st.text("xyz ", min_size=40, max_size=40), EDITS)
def test_mending_makes_no_two_edits_of_the_same_words(text: str, drawn: list[tuple[int, int, str]]) -> None:
    fixes = [Fix(edits=(Edit(span=Span(start=s, end=s + n), text=t),), tier="safe") for s, n, t in drawn]
    mended = mend(text, fixes)
    kept = [char for char in mended if char in "xyz "]
    assert len(kept) <= len(text)
    if not fixes:
        assert mended == text


def test_a_pickled_linter_is_its_recipe(linter: Linter) -> None:
    text = "Dear Ms. Lee,\n\nI might have to decline.\n"
    data = pickle.dumps(linter)
    assert len(data) < 10_000
    assert pickle.loads(data)(draft("d", text)) == linter(draft("d", text))  # noqa: S301


def test_one_draft_is_a_batch_of_one(linter: Linter) -> None:
    drafts = [draft(str(n), f"Dear Ms. Lee,\n\nThank you. I must decline the {n} interviews.\n") for n in range(150)]
    assert list(linter.pipe(drafts)) == [Linter.__call__(linter, one) for one in drafts]
