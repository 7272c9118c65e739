"""Tally: a library at a glance, counted right and shown so that nothing in it is run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from declint import rulebook
from declint.linter import Linter
from declint.model import Report
from declint.read.text import draft
from declint.report import tally, tally_page
from declint.report.run import Run

FINE = """\
Dear Ms. Okafor,

Thank you very much for inviting me to interview for the Data Analyst position, and for your time.

After careful thought I have decided to decline the interview, as I have accepted a position elsewhere.

I wish you and your team every success, and I hope that our paths cross again.

Kind regards,
Ann Roe
"""
RUDE = FINE.replace("I wish you and your team every success", "Your emails are insulting <img src=x onerror=alert(1)>")
LUNCH = "The tiles came this morning, forty of them, and two are cracked.\n"


@pytest.fixture(scope="module")
def reports(linter: Linter) -> list[Report]:
    named = {"scenario": "decline-email"}
    drafts = [draft("a.txt", FINE).model_copy(update=named), draft("b.txt", RUDE).model_copy(update=named)]
    return list(linter.pipe([*drafts, draft("</script>.txt", LUNCH)]))


@pytest.fixture(scope="module")
def run() -> Run:
    return Run(book=rulebook.load(), readers="")


def test_counts(reports: list[Report]) -> None:
    found = tally.counted(iter(reports))
    assert (found.drafts, found.skipped, found.clean) == (2, 1, 1)
    assert found.scenarios == {"decline-email": 2}
    assert (found.criteria["no-negativity"].met, found.criteria["no-negativity"].unmet) == (1, 1)
    assert found.by_scenario["decline-email"]["no-negativity"].part == 0.5
    assert found.criteria["reschedule-request"].not_applicable == 2
    assert found.rules["negative-remark"] == 1
    assert found.severities["negative-remark"] == "error"
    assert found.findings["decline-email"] == sum(found.rules.values())
    assert [weak.path for weak in found.weakest] == ["b.txt"]
    assert json.loads(tally.as_json(found))["criteria"]["gratitude"] == {"met": 2, "unmet": 0, "not_applicable": 0}


def test_text(reports: list[Report], run: Run) -> None:
    text = "".join(tally.as_text(tally.counted(reports), run))
    assert text.startswith("2 drafts, 1 of them without error or warning. 1 skipped")
    asked = text.split("the weakest first\n")[1].splitlines()
    assert asked[0].split()[0] == "50%"
    assert "b.txt: " in text


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.targets: set[str] = set()
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes |= set(given)
        self.targets.add(given.get("id") or "")
        self.links.add(given.get("href") or "#")
        if tag not in {"meta", "rect", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_page(reports: list[Report], run: Run) -> None:
    text = "".join(tally_page.written(reports, run))
    page = Page(text)
    assert not page.open
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
    assert {link[1:] for link in page.links if link.startswith("#") and len(link) > 1} <= page.targets
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert page.tags.count("svg") > 20
    assert "mark" in page.tags


def test_nothing_to_count(run: Run) -> None:
    empty = tally.counted(())
    assert "".join(tally.as_text(empty, run)).startswith("0 drafts")
    assert not Page("".join(tally_page.written([], run))).open


def test_many_reports_are_not_kept(reports: list[Report]) -> None:
    def many() -> Iterator[Report]:
        for number in range(5000):
            yield reports[number % 2]

    found = tally.counted(many())
    assert (found.drafts, len(found.weakest)) == (5000, tally.WEAKEST)
