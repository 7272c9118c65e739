"""Half a placeholder in a draft, what only looks so, and what no input can make slow."""

from __future__ import annotations

import time

import pytest

from declint.linter import Linter
from declint.match.marks import _halves
from declint.match.placeholders import find
from declint.read.template import as_template
from declint.read.text import draft

HALVES = [
    *("{{ name }", "{ name }}", "{{ name", "{{name.first |upper }", "<<Name>", "<Name>>", "[[Name]", "[Name]]"),
    *("${name", "*|FNAME|", "[Name", "[Hiring Manager", "{company", "{% if x }", "«Name"),
]

PROSE = [
    *("a smile :-] or :[ or [: there", "2 < 3 >> 1 and a << b", "an aside [I mean the company] here", "[sic]"),
    *("(see [1]", "list[int] and map{}", "a {set, of} things", "**|Acme Co.|** in bold", "$100 {about", "and so on]"),
    "I told [your colleague, who rang me,\nand the manager] that",
]


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("after", [", thank you for your time.", "\n\nThank you."])
def test_half_a_placeholder_is_found_whole_in_a_draft_too(half: str, after: str, by_email: Linter) -> None:
    text = f"Dear {half}{after}"
    found = [f for f in by_email(draft("x", text)).findings if f.rule == "half-placeholder"]
    assert [(text[f.span.start : f.span.end], f.severity.value) for f in found] == [(half, "error")]


@pytest.mark.parametrize("text", PROSE)
def test_prose_has_odd_brackets(text: str) -> None:
    assert [text[span.start : span.end] for span in _halves(text, list(find(text)))] == []


@pytest.mark.parametrize("rule", ["misspelt-placeholder", "mixed-marks", "two-names-for-one"])
def test_other_faults_are_those_of_templates_only(rule: str, by_email: Linter) -> None:
    text = "Dear [Name],\n\nThanks to [Comapny], {{ role }}, [Company] and [Company Name].\n"
    assert rule not in {f.rule for f in by_email(draft("x", text)).findings}
    assert rule in {f.rule for f in by_email(as_template(draft("x", text))).findings}


@pytest.mark.parametrize("pump", ["{{", "{{a", "[a", "A]", "{a", "<<a", "*|A", "«a", "[[a", "{%", "Name]", "[Name "])
def test_no_run_makes_the_search_slow(pump: str) -> None:
    text = (pump * 50_000)[:100_000]
    started = time.process_time()
    for _ in _halves(text, list(find(text))):
        pass
    assert time.process_time() - started < 0.5
