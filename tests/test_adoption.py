"""Adoption: an old library is held to the guide from today on, and its known findings are let be."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from declint import baseline
from declint.config import Config, ForPath, load
from declint.errors import ConfigError
from declint.linter import Linter
from declint.model import Report
from declint.read import find, read
from declint.read.exclusion import Exclusion

RUDE = """\
Dear Ms. Okafor,

I'm declining the interview for the Data Analyst position. Your emails are insulting.

Kind regards,
Ann Roe
"""


def declint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "declint", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def checked(linter: Linter, path: Path) -> Report:
    (draft,) = read(str(path))
    return linter(draft.model_copy(update={"scenario": "decline-email"}))


# what is known


def test_what_is_known_is_let_be_and_one_new_fault_is_one_finding(linter: Linter, tmp_path: Path) -> None:
    path, file = tmp_path / "a.txt", tmp_path / "known.json"
    path.write_text(RUDE)
    before = checked(linter, path)
    assert before.findings
    made = baseline.made(file, [before])
    baseline.write(made, made.known)
    assert not baseline.load(file).without(before).findings

    path.write_text(
        RUDE.replace("I'm declining", "Good day to you.\n\nI'm  declining").replace(
            "insulting.", "insulting. Your office is a pigsty."
        )
    )
    after = baseline.load(file).without(checked(linter, path))
    assert rules(after) == ["negative-remark"]
    assert after.draft.source[after.findings[0].span.start :].startswith("Your office")


def test_a_second_of_the_same_is_new(linter: Linter, tmp_path: Path) -> None:
    path, file = tmp_path / "a.txt", tmp_path / "known.json"
    path.write_text(RUDE)
    made = baseline.made(file, [checked(linter, path)])
    path.write_text(RUDE.replace("insulting.", "insulting. Your emails are insulting."))
    assert "negative-remark" in rules(made.without(checked(linter, path)))


def test_the_file_holds_no_word_and_its_salt_stays(linter: Linter, tmp_path: Path) -> None:
    path, file = tmp_path / "a.txt", tmp_path / "known.json"
    path.write_text(RUDE)
    report = checked(linter, path)
    made = baseline.made(file, [report])
    baseline.write(made, made.known)
    text = file.read_text()
    assert not any(word in text for word in ("Okafor", "insulting", "negative", "a.txt"))
    again = baseline.made(file, [report])
    assert (again.salt, again.known) == (made.salt, made.known)
    assert baseline.made(tmp_path / "other.json", [report]).known != made.known


def test_what_is_gone_is_counted(linter: Linter, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(RUDE)
    made = baseline.made(tmp_path / "known.json", [checked(linter, path)])
    path.write_text(RUDE.replace(" Your emails are insulting.", ""))
    made.without(checked(linter, path))
    assert made.gone([str(path)]) == made.gone([str(tmp_path)]) == 1


def test_what_was_not_looked_at_stays(linter: Linter, tmp_path: Path) -> None:
    """To look at one draft and prune says nothing of the others; to look at all of them does."""
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text(RUDE)
    made = baseline.made(tmp_path / "known.json", [checked(linter, path) for path in paths])
    made.without(checked(linter, paths[0]))
    assert made.without_gone([str(paths[0])]) == made.known
    assert len(made.without_gone([str(tmp_path)])) == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"declint-baseline": 9}', '{"declint-baseline": 1, "salt": "zz", "findings": {}}']
)
def test_a_file_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "known.json"
    file.write_text(text)
    with pytest.raises(ConfigError, match="baseline"):
        baseline.load(file)


def test_the_commands(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RUDE)
    named = ("-s", "decline-email")
    assert declint(tmp_path, "check", "a.txt", *named).returncode == 1
    assert declint(tmp_path, "check", ".", *named, "--write-baseline", "known.json").returncode == 0
    done = declint(tmp_path, "check", ".", *named, "--baseline", "known.json")
    assert done.returncode == 0
    assert "are known" in done.stderr
    (tmp_path / "a.txt").write_text(RUDE.replace(" Your emails are insulting.", ""))
    done = declint(tmp_path, "check", ".", *named, "--baseline", "known.json", "--prune")
    assert (done.returncode, "taken out" in done.stderr) == (0, True)
    (tmp_path / "a.txt").write_text(RUDE)
    assert declint(tmp_path, "check", ".", *named, "--baseline", "known.json").returncode == 1
    assert declint(tmp_path, "check", ".", "--prune").returncode == 2


# settings by path


def test_settings_by_path() -> None:
    all_of_them = ForPath(
        paths=("/library/**/*.txt",), scenario="decline-email", ignore=("no-reason",), severity={"slang": "off"}
    )
    offers = ForPath(paths=("/library/offers",), scenario="decline-offer", template=True, select=("gratitude",))
    settings = Config.model_validate({"severity": {"slang": "note"}, "per-path": (all_of_them, offers)})
    assert settings.scenario_of("/library/a.txt") == "decline-email"
    assert settings.scenario_of("/library/offers/deep/a.txt") == "decline-offer"
    assert settings.scenario_of("/other/a.txt") is None
    assert settings.rules_of("/library/offers/a.txt") == (("gratitude",), ("no-reason",))
    assert settings.severities_of("/library/a.txt") == {"slang": "off"}
    assert settings.severities_of("/other/a.txt") == {"slang": "note"}
    assert settings.is_template("/library/offers/a.txt")
    assert not settings.is_template("/library/a.txt")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("severty = {}", "did you mean 'severity'"),
        ("severity = {slang = 'huge'}", "is note, warning, error or off"),
        ("[[per-path]]\npaths = ['a']\nignored = ['slang']", "did you mean 'ignore'"),
        ("[[per-path]]\nignore = ['slang']", "per-path.0.paths"),
    ],
)
def test_wrong_settings_are_told(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "declint.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=says):
        load(file)


def test_settings_reach_the_findings(tmp_path: Path) -> None:
    (tmp_path / "offers").mkdir()
    (tmp_path / "a.txt").write_text(RUDE)
    (tmp_path / "offers/b.txt").write_text(RUDE)
    (tmp_path / "declint.toml").write_text(
        'scenario = "decline-email"\nseverity = {negative-remark = "note"}\n\n'
        '[[per-path]]\npaths = ["offers/"]\nignore = ["no-negativity", "no-reason"]\nselect = []\n'
        'severity = {missing-thanks = "off"}\n'
    )
    done = declint(tmp_path, "check", ".", "--output-format", "json")
    found = {r["path"]: {f["rule"]: f["severity"] for f in r["findings"]} for r in json.loads(done.stdout)["reports"]}
    assert found["a.txt"]["negative-remark"] == "note"
    assert "missing-thanks" in found["a.txt"]
    assert not {"negative-remark", "missing-thanks", "no-reason"} & set(found["offers/b.txt"])
    shown = declint(tmp_path, "config", "severity").stdout
    assert "negative-remark" in shown
    assert "declint.toml:2" in shown
    assert "# default" in declint(tmp_path, "config", "fail-on").stdout
    assert json.loads(declint(tmp_path, "config", "--json").stdout)["scenario"]["value"] == "decline-email"
    assert declint(tmp_path, "config", "severty").returncode == 2
    assert "offers/b.txt txt" in declint(tmp_path, "config", "--files", ".").stdout
    (tmp_path / "declint.toml").write_text('severity = {negative-remrk = "note"}\n')
    done = declint(tmp_path, "check", ".")
    assert (done.returncode, "negative-remark" in done.stderr) == (2, True)


# discovery


def test_what_git_ignores_and_settings_exclude_is_passed_over(tmp_path: Path) -> None:
    for name in ("a.txt", "old/b.txt", "build/c.txt", "deep/d.txt", "deep/keep.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("build/\n")
    (tmp_path / "deep/.gitignore").write_text("*.txt\n!keep.txt\n")
    whole = tmp_path.resolve().as_posix()

    def found(excluded: Exclusion, *paths: str) -> set[str]:
        return {Path(p).relative_to(tmp_path).as_posix() for p, _ in find([*paths] or [str(tmp_path)], excluded)}

    assert found(Exclusion((f"{whole}/**/old",), gitignore=True)) == {"a.txt", "deep/keep.txt"}
    assert "build/c.txt" in found(Exclusion())
    named = str(tmp_path / "build/c.txt")
    assert found(Exclusion((), gitignore=True), named) == {"build/c.txt"}
    assert found(Exclusion((), gitignore=True, force=True), named) == set()


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.txt").write_text("x")
    (tmp_path / "a/loop").symlink_to(tmp_path, target_is_directory=True)
    assert [Path(p).name for p, _ in find([str(tmp_path)])] == ["b.txt"]


# suppressions


COMMENTED = {
    "a.md": "<!-- declint: ignore[{ids}] we know -->\n\n" + RUDE,
    "a.html": "<!-- declint: ignore[{ids}] -->\n<p>" + RUDE.replace("\n\n", "</p>\n<p>") + "</p>",
    "a.txt.j2": "{{# declint: ignore[{ids}] we know #}}\n" + RUDE,
    "a.hbs": "{{{{!-- declint: ignore[{ids}] --}}}}\n" + RUDE,
    "a.mustache": "{{{{! declint: ignore[{ids}] }}}}\n" + RUDE,
    "a.liquid": "{{% comment %}} declint: ignore[{ids}] {{% endcomment %}}\n" + RUDE,
    "a.yaml": "no:\n  declint: {{ignore: [{ids}]}}\n  body: |\n"
    + "".join(f"    {line}\n" for line in RUDE.splitlines()),
    "a.eml": "From: Ann Roe <a@example.org>\nX-Declint-Ignore: {ids} (we know)\n\n" + RUDE,
}


@pytest.mark.parametrize("name", COMMENTED)
def test_what_is_never_sent_may_suppress(name: str, linter: Linter, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(COMMENTED[name].format(ids="no-negativity, missing-thanks"))
    report = checked(linter, path)
    assert not {"negative-remark", "missing-thanks"} & set(rules(report))
    assert not report.unused
    path.write_text(COMMENTED[name].format(ids="slang"))
    report = checked(linter, path)
    assert "negative-remark" in rules(report)
    assert [wish.ids for wish in report.unused] == [("slang",)]


def test_only_the_next_line(linter: Linter, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    for place, left in (("Dear", True), ("I'm declining", False)):
        path.write_text(RUDE.replace(place, f"<!-- declint: ignore-next-line[negative-remark] -->\n{place}"))
        assert ("negative-remark" in rules(checked(linter, path))) == left


def test_a_comment_that_would_be_sent_is_not_obeyed(linter: Linter, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<!-- declint: ignore[negative-remark] -->\n" + RUDE)
    report = checked(linter, path)
    assert "negative-remark" in rules(report)
    assert "would be sent" in report.draft.notes[0]


def test_to_ignore_everything_is_refused(linter: Linter, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("<!-- declint: ignore -->\n" + RUDE)
    report = checked(linter, path)
    assert "negative-remark" in rules(report)
    assert "names no rule" in report.draft.notes[0]


def test_an_unused_suppression_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!-- declint: ignore[slang, nonsense] -->\n" + RUDE)
    done = declint(tmp_path, "check", "a.md", "-s", "decline-email", "--output-format", "json")
    assert "a.md:1: unused suppression of slang, nonsense: there is no rule or criterion 'nonsense'" in done.stderr
    (report,) = json.loads(done.stdout)["reports"]
    assert report["unused_suppressions"] == [{"ids": ["slang", "nonsense"], "line": 1, "reason": ""}]
