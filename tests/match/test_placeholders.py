"""What marks a place to be filled in, what only looks so, and what no input can make slow."""

from __future__ import annotations

import time

import pytest

from declint.match import placeholders
from declint.match.placeholders import find, written

SYNTAXES = [
    ("[Name]", "square"),
    ("[Hiring Manager's Name]", "square"),
    ("[Hiring Manager's\nName]", "square"),
    ("[[role]]", "square2"),
    ("<<company name>>", "angle2"),
    ("«Vorname»", "guillemet"),
    ("<Name>", "angle"),
    ("<your name>", "angle"),
    ("{first_name}", "brace"),
    ("{{ candidate.name | default('you') }}", "brace2"),
    ("{{{company}}}", "brace2"),
    ("{% if panel %}", "brace2"),
    ("{# for the panel only #}", "brace2"),
    ("${firstName}", "dollar-brace"),
    ("$ROLE_TITLE", "dollar"),
    ("%FIRST_NAME%", "percent"),
    ("%%first_name%%", "percent"),
    ("%(name)s", "format"),
    ("*|FNAME|*", "merge"),
    ("{!Contact.Name}", "salesforce"),
    ("{!$User.FirstName}", "salesforce"),
    ("<%= @recruiter.name %>", "erb"),
    ("____", "blank"),
    ("XXXX", "blank"),
    ("TODO", "blank"),
    ("TBC", "blank"),
]

LOOK_ALIKES = [
    "as the advert says [1]",
    "see footnotes [12] and [13]",
    "the “manger [sic]” post",
    "C:\\ is in %PATH% already",
    "write to xxx@example.org",
    "and to XXX@example.org",
    "[x] task done, [ ] task left",
    "read [our page](https://example.org/jobs)",
    "read [our page][2] again",
    "a fee of $100 or $1,200",
    "50% and 60% of the pay",
    "in <b>bold</b> and <i>slanted</i> type",
    "a line<BR>and another",
    "the pattern a{1,2} and {3}",
    "oh no :-[ I am late :-]",
    "well [laughs] that was quick",
    "I know C++ <vector> and std::map<Key, Value>",
    "a List<String> is what I wrote",
    "reach me <ann.lee@example.org>",
    "see https://example.org/my%20file%20here",
    "GET https://api.example.org/jobs/{id}/notes",
    "the word \\emph{really} in LaTeX",
    "size XXXL, chapter XXXIX",
    "love from us both xxx",
    "ticket [HR-2041] is closed",
    "[pause] and [if she asks why]",
    "as shown [Okafor et al., 2021]",
    "the set {a, b, c}",
    "a dict {'a': 1}",
    "well […] and so on [...]",
]


@pytest.mark.parametrize(("text", "syntax"), SYNTAXES)
@pytest.mark.parametrize("around", ["Dear {}, thank you.", "{}", "I am glad to hear from {}.", "{}\nand more", "({})"])
def test_every_way_of_writing_is_seen_whole(text: str, syntax: str, around: str) -> None:
    whole = around.replace("{}", text)
    assert [(whole[p.span.start : p.span.end], p.syntax) for p in written(whole)] == [(text, syntax)]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_a_look_alike_is_none(text: str) -> None:
    assert [text[span.start : span.end] for span in find(text)] == []


@pytest.mark.parametrize(("text", "_"), SYNTAXES)
def test_a_mask_has_the_length_and_the_lines_of_its_placeholder(text: str, _: str) -> None:
    mask = placeholders.masked(text)
    assert len(mask) == len(text)
    assert next(find(mask), None) is None


PUMPS = [
    *("{%", "{#", "{{", "{{{", "{", "[", "[[", "<<", "<", "«", "${", "*|", "%(", "%", "{!", "<%", "_", "X", "[A"),
    *("{{a", "{{a|", "[a\n", "<A ", "$A", "%A", "*|A", "\\a{", "https://{", "[a]", "{a}", "{{a}}"),
    *("%AAA%", "[a](", "<a "),
    *("https://a/{a} ", "https://{a}", "\\a{a}", "www.{a}/"),
]


@pytest.mark.parametrize("pump", PUMPS)
def test_no_run_makes_the_search_slow(pump: str) -> None:
    started = time.process_time()
    for _ in find(pump * 50_000):
        pass
    assert time.process_time() - started < 2  # mostly a third of a second; a minute, were it quadratic


def test_a_search_grows_no_faster_than_its_text() -> None:
    def took(text: str) -> float:
        started = time.process_time()
        for _ in find(text):
            pass
        return time.process_time() - started

    letter = "Dear [Name], {{ x }} $ROLE {a b} <Name> %( [ {{ thank you for https://a.b/{c} and (so) on. "
    once, twice = (min(took(letter * times + " " * number) for number in range(3)) for times in (1000, 2000))
    assert twice < 4 * once + 0.05
