"""Our own library of templates, in every format, held to the guide in one run."""

from __future__ import annotations

import html
import json
import runpy
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from declint import baseline, config, rulebook
from declint.linter import Linter
from declint.model import Draft, Report
from declint.read import find, read
from declint.report.formats import Format, writer
from declint.report.run import Run
from tests.conftest import ROOT

LIBRARY = ROOT / "fixtures/library"
SUFFIXES = {".txt", ".md", ".eml", ".html", ".docx", ".j2", ".jinja2", ".hbs", ".mustache", ".liquid", ".yaml", ".json"}


def test_the_script_makes_what_is_there() -> None:
    made = runpy.run_path(str(LIBRARY / "make.py"))
    files = list(made["files"]())
    assert {name for name, _, _ in files} == {p.relative_to(LIBRARY).as_posix() for p in LIBRARY.glob("*/*")}
    for name, content, _ in files:
        assert (LIBRARY / name).read_bytes() == content, name


def drafts() -> Iterator[Draft]:
    settings = config.load(LIBRARY / "declint.toml")
    for path, _ in find([str(LIBRARY / "decline-email").rpartition("/")[0]]):
        if Path(path).parent == LIBRARY:
            continue
        name = Path(path).relative_to(LIBRARY).as_posix()
        for draft in read(path, name, as_template=settings.is_template(path)):
            yield draft.model_copy(update={"scenario": settings.scenario_of(path)})


@pytest.fixture(scope="module")
def reports(linter: Linter) -> list[Report]:
    return list(linter.pipe(drafts()))


def test_it_is_large_and_mixed(reports: list[Report]) -> None:
    assert len(reports) >= 200
    assert {Path(report.draft.path).suffix for report in reports} == SUFFIXES
    assert len({report.scenario for report in reports}) == 6


def test_what_was_planted_is_found_and_nothing_else(reports: list[Report]) -> None:
    planted = json.loads((LIBRARY / "planted.json").read_text())
    assert len(planted) >= 30
    found = {
        report.draft.name: {
            finding.rule
            for finding in report.findings
            if finding.severity != "note" or finding.rule == planted.get(report.draft.name)
        }
        for report in reports
    }
    assert {name: rules for name, rules in found.items() if rules} == {name: {rule} for name, rule in planted.items()}


def test_each_finding_is_at_its_words(reports: list[Report]) -> None:
    for report in reports:
        draft = report.draft
        if draft.file_text is None or draft.form == "docx":
            continue
        for finding in report.findings:
            placed = draft.place_of(finding.span)
            said = draft.source[finding.span.start : finding.span.end].split()
            there = draft.file_text[placed.start : placed.end]
            assert not said or (said[0][:3] in there and said[-1].strip("»>“”")[-3:] in there.replace("&raquo;", "»"))


@pytest.mark.parametrize("form", Format)
def test_each_format_is_read_back(form: Format, reports: list[Report]) -> None:
    run = Run(book=rulebook.load(), readers="")
    text = "".join(writer(form)(reports, run))
    count = sum(len(report.findings) for report in reports)
    if form in {Format.json, Format.sarif, Format.rdjson, Format.gitlab}:
        data = json.loads(text)
        found = {
            Format.json: lambda: sum(len(one["findings"]) for one in data["reports"]),
            Format.sarif: lambda: len(data["runs"][0]["results"]),
            Format.rdjson: lambda: len(data["diagnostics"]),
            Format.gitlab: lambda: len(data),
        }[form]()
        assert found == count
        if form is Format.gitlab:
            assert len({one["fingerprint"] for one in data}) == count
    elif form is Format.json_lines:
        lines = [json.loads(line) for line in text.splitlines()]
        assert sum(len(line.get("findings", ())) for line in lines) == count
    elif form is Format.junit:
        suites = ElementTree.fromstring(text)  # noqa: S314 - we wrote it
        assert len(suites.findall("testsuite")) == len(reports)
    elif form is Format.concise:
        assert sum(" note " in line or " warning " in line or " error " in line for line in text.splitlines()) >= count
    elif form is Format.github:
        assert sum(line.startswith("::") for line in text.splitlines()) == count
    else:
        assert all(report.draft.name in html.unescape(text) for report in reports if report.findings)


def test_sarif_keeps_to_its_schema(reports: list[Report]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = ROOT.parent / "shared/schemas/sarif-2.1.0.json"
    if not schema.exists():
        pytest.skip("the schema of SARIF is not beside the checkout")
    text = "".join(writer(Format.sarif)(reports, Run(book=rulebook.load(), readers="")))
    jsonschema.validate(json.loads(text), json.loads(schema.read_text()))


def test_a_baseline_of_it_lets_it_be_and_one_new_fault_is_one_finding(
    reports: list[Report], linter: Linter, tmp_path: Path
) -> None:
    made = baseline.made(tmp_path / "known.json", reports)
    assert not [f for report in reports for f in made.without(report).findings]
    (name,) = [report.draft.name for report in reports if report.draft.name == "decline-email/01.txt"]
    text = (LIBRARY / name).read_text().replace("Kind regards", "Your emails are insulting.\n\nKind regards")
    (tmp_path / "new.txt").write_text(text)
    (draft,) = read(str(tmp_path / "new.txt"), name, as_template=True)
    report = linter(draft.model_copy(update={"scenario": "decline-email"}))
    assert [finding.rule for finding in made.without(report).findings] == ["negative-remark"]
