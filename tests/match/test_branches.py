"""The ways of reading a template along its conditions."""

from __future__ import annotations

import time

import pytest

from declint.match import branches
from declint.model import Span


def ways(text: str) -> dict[tuple[str, ...], str]:
    """Give what stands on each way of reading, white space folded."""
    found = {}
    for path in branches.parse(text).paths():
        kept, end = "", 0
        for span in (*path.blank, Span(start=len(text), end=len(text))):
            kept += text[end : span.start]
            end = max(end, span.end)
        found[path.where] = " ".join(kept.split())
    return found


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("A", {(): "A"}),
        ("{% if x %}A{% endif %}", {("x",): "A", ("not x",): ""}),
        ("{% if x %}A{% else %}B{% endif %}", {("x",): "A", ("not x",): "B"}),
        ("{%- if not x -%}A{%- else -%}B{%- endif -%}", {("x",): "B", ("not x",): "A"}),
        ("{% unless x %}A{% endunless %}", {("x",): "", ("not x",): "A"}),
        (
            "{% if a %}A{% elif b %}B{% else %}C{% endif %}",
            {("a",): "A", ("b",): "B", ("none of a, b",): "C"},
        ),
        (
            "{% case n %}{% when 1 %}A{% when 2 %}B{% else %}C{% endcase %}",
            {("n is 1",): "A", ("n is 2",): "B", ("none of n is 1, n is 2",): "C"},
        ),
        ("{% for x in xs %}A{% endfor %}", {(): "A"}),
        ("{% for x in xs %}A{% else %}B{% endfor %}", {("for x in xs",): "A", ("not for x in xs",): "B"}),
        ("{% include 'x' %}A{# B #}{% comment %}C{% endcomment %}", {(): "A"}),
        ("{% extends 'x' %}{% block body %}A{% endblock body %}{% macro m() %}B{% endmacro %}", {(): "A"}),
        ("{% set a = 1 %}A{% set b %}B{% endset %}", {(): "A"}),
        ("{% raw %}{% if x %}{% endraw %}A", {(): "{% if x %}A"}),
        ("{{#if x}}A{{else}}B{{/if}}", {("x",): "A", ("not x",): "B"}),
        ("{{#if x}}A{{else if y}}B{{/if}}", {("x",): "A", ("y",): "B", ("none of x, y",): ""}),
        ("{{#unless x}}A{{/unless}}", {("x",): "", ("not x",): "A"}),
        ("{{#x}}A{{/x}}{{^x}}B{{/x}}", {("x",): "A", ("not x",): "B"}),
        ("{{#x}}A{{^}}B{{/x}}", {("x",): "A", ("not x",): "B"}),
        ("{{#each xs}}A{{/each}}{{! B }}{{!-- {{C}} --}}{{> d}}", {(): "A"}),
        ("<% if x %>A<% else %>B<% end %><%# C %><%= d %>", {(): "AB<%= d %>"}),
        ("*|IF:X|*A*|ELSE:|*B*|END:IF|*", {(): "AB"}),
        # What is asked twice is answered alike, and a branch within a branch is read with it.
        ("{% if x %}A{% endif %}{% if x %}B{% endif %}", {("x",): "AB", ("not x",): ""}),
        (
            "{% if x %}A{% if y %}B{% endif %}{% endif %}",
            {("x", "y"): "AB", ("x", "not y"): "A", ("not x", "y"): ""},
        ),
    ],
)
def test_each_way_of_reading(text: str, read: dict[tuple[str, ...], str]) -> None:
    assert ways(text) == read


def test_many_conditions_are_read_at_least_once_each() -> None:
    text = "".join(f"{{% if c{n} %}}A{n}.{{% else %}}B{n}.{{% endif %}}" for n in range(20))
    text += "{% if x %}{% if y %}deep{% endif %}{% endif %}"
    read = " ".join(ways(text).values())
    assert len(ways(text)) < 16
    assert all(f"A{n}." in read and f"B{n}." in read for n in range(20))
    assert "deep" in read


@pytest.mark.parametrize(
    ("text", "astray"),
    [
        ("{% if x %}A", ["{% if x %}"]),
        ("A{% endif %}", ["{% endif %}"]),
        ("{{#if x}}A{{/unless}}", ["{{#if x}}", "{{/unless}}"]),
        ("A{% else %}B", ["{% else %}"]),
        ("{% if x %}{% for y in x %}{% endif %}", ["{% for y in x %}"]),
        ("{% if x %}A{% endif %}{{#y}}B{{/y}}", []),
    ],
)
def test_tags_that_have_no_other_half(text: str, astray: list[str]) -> None:
    assert [text[span.start : span.end] for span in branches.parse(text).astray] == astray


@pytest.mark.parametrize(
    "pump",
    [
        *("{%", "{% if x %}", "{% endif %}", "{{#a}}", "{{/a}}", "{#", "<%", "*|IF:", "{{!--", "{{!", "{% a", "{{#"),
        *("{% if x %}{% endif %}", "{% raw %}", "{% comment %}", "{% else %}", "{{else", "{% case x %}{% when 1 %}"),
    ],
)
def test_no_run_of_tags_makes_it_slow(pump: str) -> None:
    text = (pump * 50_000)[:100_000]
    started = time.process_time()
    branches.parse(text).paths()
    assert time.process_time() - started < 2
