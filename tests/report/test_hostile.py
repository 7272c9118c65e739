"""Hostile drafts: whatever a draft and its path hold, each format parses, and nothing obeys them."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declint.model import Draft, Edit, Fix, Report, Span
from declint.report.commands import broken, overheard, unheard
from declint.report.formats import Format
from declint.report.terminal import one_line, visible
from tests.report import runner
from tests.report.handmade import finding, report, said

ATTACKS = [
    "::error::boo", "::error file=x,line=1::boo", "\n::stop-commands::x\n", " \t::add-mask::x", "\u3000::debug::x",
    ":::error::x", "::ERROR::x", "##[add-mask]x", "###[group]x", "##[error]", "##vso[task.setvariable variable=x]y",
    "##VSO[a.b]", "##teamcity[message text='x']", "]]>", "<![CDATA[", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "</div></pre></mark>", "\" onclick='x'", "&lt;&#58;", "\x00", "\x1b[31m",
    "\x1b]8;;http://x\x07y\x1b]8;;\x07", "\x07\x08\x7f", "\x85\x9b31m", "\ufffe\uffff", "\u202e\u2066\u200b\u200d",
    "[/x]", "[bold]", "[a](http://b)", "![a](b)", "|", "`x`", "*b*", "~~x~~", "@octocat", "www.x.org", "$x$", "{0}",
    "%0A::error::x", "%25", "\r::error::x", "\r\n::error::x", "a,b:c=d", "\\", "\\u0023", "#", "##", ":", "::", "\n",
    "\u2028::error::x", "\u00ad\ufeff", "\U000e0041", "👩‍🚀", "a𐐀b",
]  # fmt: skip
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u202e\u2066\ufeff\ud800-\udfff]")
COMMANDS = {"error", "warning", "notice"}


def hostile(attack: str, name: str = "a.txt", fragment: str | None = None) -> Report:
    """Give a report on a draft that is an attack, and quotes it wherever a draft can be quoted."""
    source = f"No.\n\n{attack}\n{attack} {attack}\n"
    whole = Fix(edits=(Edit(span=Span(start=5, end=5 + len(attack)), text=attack + " x"),), tier="safe")
    draft = Draft(name=f"{name}#{fragment}" if fragment else name, fragment=fragment, source=source, prose=source)
    return report(draft, finding("murky", source, attack, fix=whole), finding("flowery", source, attack, 2))


def printed(form: Format, one: Report) -> str:
    """Give what a format prints where a build service listens."""
    text = said(form, one)
    return broken(text) if form.silent else text


class Elements(HTMLParser):
    """What a page holds: elements, attributes, and the text of the message."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.shown: list[str] = []
        self.inside = self.aside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.inside += ("class", "message") in attrs
        self.aside += tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "div"
        self.aside -= tag == "sup"

    def handle_data(self, data: str) -> None:
        if self.inside and not self.aside:
            self.shown.append(data)


def parses(form: Format, text: str, one: Report) -> None:
    """Parse what was written by a parser of its own, and find in it what was said."""
    first = next(f for f in one.findings if f.rule == "murky")
    match form:
        case Format.json:
            assert json.loads(text)["reports"][0]["findings"][0]["message"] == one.findings[0].message
        case Format.json_lines:
            (line,) = text.splitlines()
            assert json.loads(line)["path"] == one.draft.name
        case Format.sarif:
            results = json.loads(text)["runs"][0]["results"]
            assert {r["ruleId"] for r in results} == {f.rule for f in one.findings}
            assert not any(re.search(r"(?<!\\)\[[^\[\]]*\]\(", r["message"]["text"]) for r in results)
        case Format.gitlab:
            assert len({entry["fingerprint"] for entry in json.loads(text)}) == len(one.findings)
        case Format.rdjson:
            assert len(json.loads(text)["diagnostics"]) == len(one.findings)
        case Format.junit:
            failure = ElementTree.fromstring(text).find(".//failure")  # noqa: S314
            assert failure is not None
            plain = one_line(first.message)
            assert failure.get("message") == re.sub("[\ufffe\uffff]", lambda m: f"<U+{ord(m[0]):04X}>", plain)
        case Format.html:
            elements = Elements()
            elements.feed(text)
            assert elements.tags <= {
                "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "article", "ul", "ol",
                "li", "b", "q", "div", "sup", "a", "mark", "span",
            }  # fmt: skip
            assert elements.names <= {
                "lang", "charset", "http-equiv", "content", "name", "id", "class", "role", "aria-label", "dir", "href",
            }  # fmt: skip
            lines = one.draft.source.replace("\r\n", " \n").replace("\r", "\n")
            assert "".join(elements.shown).replace("<U+FEFF>", "") == visible(lines).replace("<U+FEFF>", "")
        case Format.markdown:
            rows = text.splitlines()[6:]
            assert [row.count("|") for row in rows] == [6] * len(one.findings)
            assert not any(re.search(r"[<>@`*\[\]#]", re.sub(r"&#\d+;", "", row)) for row in rows)
        case Format.concise:
            assert len(text.splitlines()) == len(one.findings)


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_shows_a_message_as_it_is(attack: str) -> None:
    markdown_it = pytest.importorskip("markdown_it", reason="no Markdown parser here")
    one = hostile(attack)
    page = markdown_it.MarkdownIt("gfm-like", {"linkify": False}).render(said(Format.markdown, one))
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page)
    assert not re.findall(r"<(?!/?(?:h3|p|table|thead|tbody|tr|th|td)\b)\w+", page)
    assert {unescape(cell) for cell in cells[4::5]} == {one_line(f.message) for f in one.findings}


def obeyed(text: str) -> list[runner.Command]:
    lines = (line for line in re.split("\r\n|\n|\r", text))
    return [command for line in lines if (command := runner.github(line))]


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks(form: Format, attack: str) -> None:
    holds(form, hostile(attack))


@pytest.mark.parametrize("form", list(Format))
@given(attack=st.lists(st.sampled_from(ATTACKS) | st.text(max_size=8), min_size=1, max_size=6).map("".join))
def test_attacks_together(form: Format, attack: str) -> None:
    holds(form, hostile(re.sub("[\ud800-\udfff]", "", attack) or "x"))


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize(
    "name", ["::error::a.txt", "a\n::error::b", "##[group]a", "a|b<c>.txt", "\x1b[31m.txt", "a\udc80"]
)
def test_paths(form: Format, name: str) -> None:
    one = hostile("maybe", name, fragment="##[debug]\n::error::1")
    text = printed(form, one)
    assert not CONTROLS.search(text)
    assert not runner.others(text)
    assert {command.name for command in obeyed(text)} == (COMMANDS - {"warning"} if form is Format.github else set())
    if form is not Format.json_lines:
        parses(form, text, one)


def holds(form: Format, one: Report) -> None:
    text = printed(form, one)
    assert not CONTROLS.search(text)
    assert not runner.others(text)
    commands = obeyed(text)
    if form is Format.github:
        assert sorted(command.name for command in commands) == ["error", "notice"]
        assert [command.properties["title"] for command in commands] == ["murky", "flowery"]
        assert {command.properties["file"] for command in commands} == {"a.txt"}
        first = next(f for f in one.findings if f.rule == "murky")
        assert commands[0].data == broken(one_line(first.message))
    else:
        assert not commands
        parses(form, text, one)


def test_text_would_be_obeyed_if_it_were_not_broken() -> None:
    one = hostile("word " * 11 + "::error::boo ##[add-mask]x")
    assert obeyed(said(Format.text, one))


def test_commands_are_broken_where_somebody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"):
        monkeypatch.delenv(name, raising=False)
    assert unheard("##[group]x") == "##[group]x"
    for name in ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"):
        assert overheard({name: "1"})
        monkeypatch.setenv(name, "true")
        assert unheard("##[group]x\n ::error::y") == "#·#[group]x\n :·:error::y"
        monkeypatch.delenv(name)
