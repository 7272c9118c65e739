"""Every fixture gives the report beside it; `pytest --accept` writes them anew."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from declint.linter import Linter
from declint.model import Draft, Severity
from declint.read import read
from declint.report.terminal import Paint
from declint.report.text import TextReport
from tests.bench.drafts import FOLDERS, judged, tally
from tests.conftest import ROOT

FIXTURES = ROOT / "fixtures"
DRAFTS = sorted(path for path in FIXTURES.glob("**/*.txt") if "library" not in path.parts)


SCENARIOS = {
    "decline-email", "decline-phone", "voicemail", "rejection-reply", "reschedule", "future-interest",
    "withdraw-application", "decline-offer",
}  # fmt: skip


def drafted(path: Path) -> Draft:
    """Read a fixture, its scenario named by its folder."""
    (draft,) = read(str(path), path.relative_to(FIXTURES).as_posix())
    return draft.model_copy(update={"scenario": path.relative_to(FIXTURES).parts[0]})


def report_of(path: Path, linter: Linter) -> str:
    criteria = {criterion.id: criterion.name for criterion in linter.book.guide.values()}
    scenarios = {one.id: one.name for one in linter.book.scenarios.values()}
    return TextReport(criteria, scenarios, Paint(on=False), columns=100).write([linter(drafted(path))])


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.relative_to(FIXTURES).as_posix())
def test_fixture(path: Path, linter: Linter, request: pytest.FixtureRequest) -> None:
    beside = path.with_suffix(".report")
    report = report_of(path, linter)
    if request.config.getoption("--accept"):
        beside.write_text(report, encoding="utf-8")
    assert report == beside.read_text(encoding="utf-8")


def test_clean_drafts_are_not_faulted(linter: Linter) -> None:
    clean = [path for path in DRAFTS if path.parent.name == "clean"]
    assert len(clean) >= 80
    faulted = {
        path.name: [f.rule for f in report.findings if f.severity is not Severity.note]
        for path, report in zip(clean, linter.pipe(map(drafted, clean)), strict=True)
    }
    assert {name: rules for name, rules in faulted.items() if rules} == {}


def test_planted_defects_are_found(linter: Linter) -> None:
    whole = tally(judged(FOLDERS["fixtures"], linter))
    precision, recall, _ = whole.scores()
    assert precision >= 0.93
    assert recall >= 0.84


def test_there_are_fixtures_enough() -> None:
    count = Counter(path.relative_to(FIXTURES).parts[0] for path in DRAFTS)
    assert set(count) == SCENARIOS
    assert min(count.values()) >= 20
    labels = [json.loads(line) for line in (FIXTURES / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["file"] for row in labels} == {path.relative_to(FIXTURES).as_posix() for path in DRAFTS}


def test_a_long_dialogue_is_read_by_its_own_lines(linter: Linter) -> None:
    draft = drafted(FIXTURES / "decline-phone" / "clean" / "dialogue-cellist.txt")
    assert len(draft.source.splitlines()) > 40
    assert "disaster" in draft.source
    assert "disaster" not in draft.prose
    assert [f for f in linter(draft).findings if f.severity is not Severity.note] == []


def test_talking_points_alone_are_told_to_be_written_out(linter: Linter) -> None:
    report = linter(drafted(FIXTURES / "decline-phone" / "bullets-forklift.txt"))
    assert "bullets" in {finding.rule for finding in report.findings}
