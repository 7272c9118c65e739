"""Formats: what each must hold for the programs that read it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from declint.judge.fix import apply
from declint.model import Draft, Edit, Fix, Report, Severity, Span
from declint.report import json as json_report
from declint.report import sarif
from declint.report.formats import Format, writer
from declint.report.region import ByteColumns, Region, region, relative
from declint.report.run import Run
from tests.conftest import SHARED
from tests.report.handmade import BOOK, RUN, astral, finding, fix, of_many, page, report, said, skipped, span

SARIF_SCHEMA = SHARED / "schemas" / "sarif-2.1.0.json"


def plain(name: str, source: str = "Perhaps not.\nPerhaps not.\n") -> Report:
    one = finding("murky", source, "Perhaps", fix=fix(source, "Perhaps", "No, surely"))
    return report(Draft(name=name, source=source, prose=source), one, finding("murky", source, "Perhaps", 2))


def run_of(*reports: Report, run: Run = RUN) -> Any:
    return json.loads(said(Format.sarif, *reports, run=run))["runs"][0]


# the registry


@pytest.mark.parametrize("form", list(Format))
def test_every_format_has_a_writer(form: Format) -> None:
    assert writer(form) is import_module(f"declint.report.{form.name}").written
    assert "".join(writer(form)([], RUN)) == "" or form.document


# concise, JSON lines


def test_a_line_for_each_finding() -> None:
    lines = said(Format.concise, plain("a/b.txt"), of_many("2"), skipped("c.txt")).splitlines()
    assert [line.split(" ")[:3] for line in lines] == [
        ["a/b.txt:1:1:", "error", "murky"], ["a/b.txt:2:1:", "error", "murky"], ["all.mbox#2:1:1:", "error", "murky"],
    ]  # fmt: skip


def test_a_line_of_json_is_what_the_whole_report_says() -> None:
    lines = [json.loads(line) for line in said(Format.json_lines, astral(), skipped("c.txt"), page()).splitlines()]
    whole = json.loads(said(Format.json, astral(), skipped("c.txt"), page()))
    assert [line for line in lines if "findings" in line] == whole["reports"]
    assert [line for line in lines if "findings" not in line] == whole["skipped"]
    schema = json.loads(json_report.schema())
    jsonschema.validate(lines[0], {"$ref": "#/$defs/One", "$defs": schema["$defs"]})


# SARIF


def test_sarif_keeps_to_its_schema() -> None:
    if not SARIF_SCHEMA.exists():
        pytest.skip("the schema of SARIF is not here")
    schema = json.loads(SARIF_SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    every = [astral(), page(), of_many("1"), of_many("a b/ü"), skipped("c.txt"), plain("/abs/ä b.txt")]
    for reports in ([], every):
        assert not list(validator.iter_errors(json.loads(said(Format.sarif, *reports))))


def test_sarif_tells_what_a_rule_asks() -> None:
    run = run_of(plain("a.txt"), astral())
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == ["flowery", "murky", "no-thanks"]
    for rule in rules:
        known = BOOK.rules[rule["id"]]
        assert rule["shortDescription"]["text"] == known.name
        assert BOOK.guide[known.guide].asks in rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] == known.severity
        assert rule["properties"]["criterion"] == known.guide
        assert rule["properties"]["tags"] == ["etiquette", "decision"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["properties"]["criterion"] == BOOK.rules[result["ruleId"]].guide


def test_sarif_tells_a_message_of_many_by_its_name() -> None:
    run = run_of(of_many("1"), of_many("a b#c"), of_many("2"))
    places = [result["locations"][0] for result in run["results"]]
    assert {place["physicalLocation"]["artifactLocation"]["uri"] for place in places} == {"all.mbox"}
    assert [place["logicalLocations"][0]["name"] for place in places] == ["1", "a b#c", "2"]
    assert len({result["partialFingerprints"]["declint/v1"] for result in run["results"]}) == 3


def test_sarif_paths_are_told_from_the_root(tmp_path: Path) -> None:
    run = Run(BOOK, "m", root=tmp_path)
    names = [str(tmp_path / "sub" / "é b%.txt"), "/elsewhere/c.txt", "<stdin>"]
    found = [
        r["locations"][0]["physicalLocation"]["artifactLocation"]
        for r in run_of(*map(plain, names), run=run)["results"]
    ]
    assert found[::2] == [
        {"uri": "sub/%C3%A9%20b%25.txt", "uriBaseId": "%SRCROOT%"},
        {"uri": "file:///elsewhere/c.txt"},
        {"uri": "%3Cstdin%3E", "uriBaseId": "%SRCROOT%"},
    ]
    assert "%SRCROOT%" in run_of(plain("a.txt"))["originalUriBaseIds"]


def test_sarif_fixes_do_what_they_say() -> None:
    source = astral().draft.source
    lines = source.split("\n")
    result = next(r for r in run_of(astral())["results"] if r["ruleId"] == "flowery")
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    place = replacement["deletedRegion"]
    assert place["startLine"] == place["endLine"]
    line = lines[place["startLine"] - 1]
    mended = line[: place["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[place["endColumn"] - 1 :]
    assert mended.startswith("a𐐀b’s the name.")


def test_no_fix_for_what_is_only_an_idea_or_not_the_text_of_a_file() -> None:
    results = run_of(astral(), page(), of_many("1"))["results"]
    assert ["fixes" in result for result in results] == [False, True, True, False, False]
    found = json.loads(said(Format.rdjson, astral(), page(), of_many("1")))["diagnostics"]
    assert ["suggestions" in one for one in found] == [False, True, True, False, False]


def test_sarif_is_no_longer_than_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    run = run_of(plain("a.txt"), plain("b.txt"))
    assert len(run["results"]) == 3
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].startswith("1 findings more")


def test_sarif_says_what_was_not_checked() -> None:
    run = run_of(skipped("lunch.txt"))
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "lunch.txt"
    assert run["results"] == []


# GitHub and GitLab


def test_github_tells_columns_only_within_a_line() -> None:
    source = "Perhaps\nnot.\n"
    draft = Draft(name="./a.txt", source=source, prose=source)
    (line,) = said(Format.github, report(draft, finding("murky", source, "Perhaps\nnot"))).splitlines()
    assert line.startswith("::error file=a.txt,line=1,endLine=2,title=murky::")


def test_github_names_the_message_of_a_file_that_holds_many() -> None:
    assert said(Format.github, of_many("2")).startswith(
        "::error file=all.mbox,line=1,endLine=1,col=1,endColumn=8,title=murky in #2::"
    )


def test_gitlab_fingerprints_are_all_different_and_stay() -> None:
    every = [plain("./a.txt"), plain("b.txt"), of_many("1"), of_many("2")]
    found = json.loads(said(Format.gitlab, *every))
    assert len({one["fingerprint"] for one in found}) == len(found) == 6
    assert [one["location"]["path"] for one in found] == ["a.txt", "a.txt", "b.txt", "b.txt", "all.mbox", "all.mbox"]
    assert {one["severity"] for one in found} <= {"info", "minor", "major", "critical", "blocker"}
    moved = json.loads(said(Format.gitlab, plain("a.txt", "Hello.\n\nPerhaps not.\n\nPerhaps not.\n")))
    assert [one["fingerprint"] for one in moved] == [one["fingerprint"] for one in found[:2]]
    assert [one["location"]["lines"]["begin"] for one in moved] == [3, 5]


def test_nothing_found_is_an_empty_list() -> None:
    assert json.loads(said(Format.gitlab)) == []
    assert json.loads(said(Format.rdjson)) == {"source": {"name": "declint"}, "diagnostics": []}


# rdjson


def test_rdjson_suggestions_do_what_they_say_in_bytes() -> None:
    source = "Ä 🙂 Perhaps é not.\nThen a𐐀b.\n"
    edits = (Edit(span=span(source, "Perhaps"), text="Surely"), Edit(span=span(source, "a𐐀"), text="ü"))
    draft = Draft(name="a.txt", source=source, prose=source)
    one = report(draft, finding("murky", source, "Perhaps", fix=Fix(edits=edits, tier="safe")))
    (found,) = json.loads(said(Format.rdjson, one))["diagnostics"]
    (suggestion,) = found["suggestions"]
    lines = source.encode().split(b"\n")
    ends = [
        sum(len(line) + 1 for line in lines[: place["line"] - 1]) + place["column"] - 1
        for place in (suggestion["range"]["start"], suggestion["range"]["end"])
    ]
    data = source.encode()
    assert (data[: ends[0]] + suggestion["text"].encode() + data[ends[1] :]).decode() == apply(source, edits)


# JUnit


def test_junit_fails_at_the_bar_and_tells_the_rest() -> None:
    for bar, failing in ((Severity.note, 2), (Severity.warning, 2), (Severity.error, 1)):
        root = ElementTree.fromstring(said(Format.junit, astral(), run=Run(BOOK, "m", fail_on=bar)))  # noqa: S314
        assert root.get("failures") == str(failing)
        assert len(root.findall(".//failure")) == failing
    assert [case.get("name") for case in root.iter("testcase")] == ["clear-decision", "thanks"]
    assert {(s.get("name"), s.get("skipped")) for s in root.iter("testsuite")} == {("drafts/astral.txt", "0")}
    strangers = ElementTree.fromstring(said(Format.junit, skipped("c.txt"), plain("d.txt")))  # noqa: S314
    assert [suite.get("name") for suite in strangers] == ["c.txt", "d.txt"]
    assert strangers.get("skipped") == "1"


# HTML


def test_html_needs_nothing_and_runs_nothing() -> None:
    text = said(Format.html, astral(), plain("b.txt"))
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert not any(word in text for word in ("http://", "https://", "url(", "@import", "src=", " style="))
    assert "prefers-color-scheme: dark" in text
    assert 'name="viewport"' in text


def test_html_policy_lets_its_own_style_in() -> None:
    text = said(Format.html, astral())
    style = text.split("<style>")[1].split("</style>")[0]
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in text


def test_html_marks_what_overlaps_by_the_gravest_and_every_link_has_an_end() -> None:
    source = "Perhaps not, perhaps."
    draft = Draft(name="a.txt", source=source, prose=source)
    one = report(
        draft,
        finding("flowery", source, "Perhaps not"), finding("murky", source, "not, perhaps"),
        finding("no-thanks", source, ""), Report.model_validate(astral()).findings[0].model_copy(
            update={"span": Span(start=len(source), end=len(source))}),
    )  # fmt: skip
    text = said(Format.html, one, plain("b.txt"))
    assert '<mark class="note">Perhaps </mark>' in text
    assert '<mark class="error">not</mark><mark class="error">, perhaps</mark>' in text
    assert set(re.findall('href="#(.*?)"', text)) <= set(re.findall('id="(.*?)"', text))
    assert len(re.findall("<sup ", text)) == 6


# places


def test_columns_are_counted_three_ways() -> None:
    one = astral()
    b = span(one.draft.source, "b is")
    assert region(one.draft, b) == Region(3, 3, 3, 7)
    assert ByteColumns(one.draft)(b) == Region(3, 6, 3, 10)


def test_a_byte_order_mark_is_no_column() -> None:
    draft = Draft(name="a.txt", source="\ufeffNo é b", prose="\ufeffNo é b")
    b = Span(start=6, end=7)
    assert region(draft, b) == Region(1, 6, 1, 7)
    assert ByteColumns(draft)(b) == Region(1, 7, 1, 8)
    assert region(draft, Span(start=0, end=0)) == Region(1, 1, 1, 1)


def test_places_of_a_page_are_those_of_the_file() -> None:
    (found,) = page().findings
    assert region(page().draft, found.span) == Region(2, 1, 2, 17)


@pytest.mark.parametrize(
    ("path", "root", "told"),
    [("./a.txt", ".", "a.txt"), ("a/../b.txt", ".", "b.txt"), ("/x/y/z.txt", "/x", "y/z.txt"), ("/q", "/x", "/q")],
)
def test_paths(path: str, root: str, told: str) -> None:
    assert relative(path, Path(root)) == told
