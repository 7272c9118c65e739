"""Every fixture gives the report beside it; `pytest --accept` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from declint.linter import Linter
from declint.model import Severity
from declint.read import read
from declint.report.terminal import Paint
from declint.report.text import TextReport
from tests.conftest import ROOT

FIXTURES = ROOT / "fixtures"
DRAFTS = sorted(FIXTURES.glob("**/*.txt"))


def report_of(path: Path, linter: Linter) -> str:
    draft = read(str(path), path.relative_to(FIXTURES).as_posix())
    draft = draft.model_copy(update={"scenario": path.relative_to(FIXTURES).parts[0]})
    criteria = {criterion.id: criterion.name for criterion in linter.book.guide.values()}
    scenarios = {one.id: one.name for one in linter.book.scenarios.values()}
    return TextReport(criteria, scenarios, Paint(on=False), columns=100).write([linter(draft)])


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.relative_to(FIXTURES).as_posix())
def test_fixture(path: Path, linter: Linter, request: pytest.FixtureRequest) -> None:
    beside = path.with_suffix(".report")
    report = report_of(path, linter)
    if request.config.getoption("--accept"):
        beside.write_text(report, encoding="utf-8")
    assert report == beside.read_text(encoding="utf-8")


def test_clean_drafts_are_not_faulted(linter: Linter) -> None:
    clean = [path for path in DRAFTS if path.parent.name == "clean"]
    assert len(clean) >= 15
    faulted = {
        path.name: [f.rule for f in report.findings if f.severity is not Severity.note]
        for path, report in zip(clean, linter.pipe(read(str(path)) for path in clean), strict=True)
    }
    assert {name: rules for name, rules in faulted.items() if rules} == {}


def test_there_are_fixtures_enough() -> None:
    assert len([path for path in DRAFTS if "decline-email" in path.parts]) >= 40
    labels = [json.loads(line) for line in (FIXTURES / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["file"] for row in labels} == {path.relative_to(FIXTURES).as_posix() for path in DRAFTS}
