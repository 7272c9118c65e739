"""The README says what is so: its output, its rule, its scenario and its commands."""

from __future__ import annotations

import re

from declint import home, rulebook
from declint.linter import Linter
from declint.prove import Prover
from declint.read import read
from declint.report.terminal import Paint
from declint.report.text import TextReport
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_output_is_real(linter: Linter) -> None:
    (shown,) = [text for kind, text in BLOCKS if kind == "console" and "midnight-analyst" in text]
    path = "fixtures/decline-email/midnight-analyst.txt"
    criteria = {criterion.id: criterion.name for criterion in linter.book.guide.values()}
    scenarios = {one.id: one.name for one in linter.book.scenarios.values()}
    (draft,) = read(str(ROOT / path), path)
    report = TextReport(criteria, scenarios, Paint(on=False)).write([linter(draft)])
    assert shown == f"$ declint check {path}\n{report}"


def test_its_rule_and_its_scenario_are_one_file_each(tmp_path, linter: Linter) -> None:
    rule, scenario = [text for kind, text in BLOCKS if kind == "yaml" and text.startswith("id: ")]
    (tmp_path / "tone").mkdir()
    (tmp_path / "tone" / "per-my-last-email.yaml").write_text(rule, encoding="utf-8")
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "decline-referral.yaml").write_text(scenario, encoding="utf-8")
    book = rulebook.load(home.rules(), tmp_path)
    prover = Prover(book, describer=linter.describe)
    assert list(prover.rule(book.rules["per-my-last-email"])) == []
    tuned = {rule.id: rule for rule in book.rules_for("decline-referral")}
    assert tuned["late-decision"].measure is not None
    assert tuned["late-decision"].measure.most == 30
    assert tuned["missing-positive-close"].severity == "error"


def test_ci_runs_the_second_command_as_it_is_written() -> None:
    (command,) = [text for kind, text in BLOCKS if kind == "bash" and "pytest" in text]
    assert command.strip() in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
