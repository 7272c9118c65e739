"""A fault in a rulebook file is told at its line and column, with a suggestion for a slip."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from declint import home, rulebook
from declint.errors import RuleError
from declint.rulebook import strict_yaml
from declint.rulebook.shapes import Rule, WordClass


def fault(tmp_path: Path, text: str, name: str = "x.yaml", shape: type = WordClass) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        strict_yaml.load(path, shape)
    return str(raised.value).removeprefix(f"{tmp_path}/")


GOOD = "id: x\nname: X\nwords: [no, yes, off, 12, null]\n"


def test_words_that_yaml_would_take_for_booleans_stay_words(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("id: x\nname: X\nwords: [no, yes, off, on, y]\n", encoding="utf-8")
    assert strict_yaml.load(tmp_path / "x.yaml", WordClass).words == ("no", "yes", "off", "on", "y")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: x\nname: X\nword: [a]\n", "x.yaml:3:1: word: no such field; did you mean 'words'?"),
        ("id: x\nname: X\n", "x.yaml:1:1: words: is missing"),
        ("id: x\nname: X\nwords: []\n", "x.yaml:3:1: words: Tuple should have at least 1 item"),
        ("id: y\nname: X\nwords: [a]\n", "x.yaml:1:1: id: a file is named after its id, and this one is 'x'"),
        ("id: x\nname: X\nname: Y\nwords: [a]\n", "x.yaml:3:1: name: said twice"),
        ("id: x\nname: [X\n", "x.yaml:3:1: not YAML: "),
        ("id: &a x\nname: *a\nwords: [a]\n", "x.yaml:1:5: aliases and anchors are not used here"),
        ("", "x.yaml:1:1: is empty"),
        ("id: X y\nname: X\nwords: [a]\n", "x.yaml:1:1: id: "),
        ("id: x\nname: X\nwords: [" + "[" * 60 + "]" * 60 + "]\n", "x.yaml:3:58: is nested more than 50 deep"),
        ("- id\n", "x.yaml:1:1: file: "),
    ],
)
def test_fault(tmp_path: Path, text: str, said: str) -> None:
    assert fault(tmp_path, text).startswith(said)


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    bomb = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)},*{chr(97 + i)}]\n" for i in range(24)
    )
    assert "aliases and anchors" in fault(tmp_path, bomb)


RULE = (home.rules() / "closing" / "informal-sign-off.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("severity: warning", "severity: warnin", "informal-sign-off.yaml:5:1: severity: "),
        ("where: [at-start]", "where: [at-strat]", "where.0: no predicate 'at-strat'; did you mean 'at-start'?"),
        ("where: [at-start]", "where: [about]", "predicate 'about' needs a word_class"),
        ("“{match}”", "“{mach}”", "nothing is named 'mach'; there are match"),
        ("forbid:", "forbit:", "forbit: no such field; did you mean 'forbid'?"),
        ("within: sign-off", "within: sign-of", "forbid.within.0: "),
        ("«Cheers»", "Cheers", "no «mark» in the bad example"),
        ('- phrases: ["@informal-sign-offs"]', '- phrases: ["a=b=c"]', "cannot read 'a=b=c'"),
        ('- phrases: ["@informal-sign-offs"]', "- tokens: [{POS: VERB}]", "not of POS"),
        (
            "  say: sign-off",
            "  say: sign-off\n  delete: match",
            "a rewrite has one of",
        ),
        ("rewrite:\n  say: sign-off\n  instead-of: sentence\n  tier: safe\n", "", "'becomes' needs a rewrite"),
    ],
)
def test_rule_fault(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in RULE
    assert said in fault(tmp_path, RULE.replace(old, new, 1), "informal-sign-off.yaml", Rule)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "closing/missing-positive-close.yaml",
            "act: [positive-close,",
            "act: [positive-clos,",
            "6:1: require: nothing is called 'positive-clos'; did you mean 'positive-close'?",
        ),
        (
            "closing/missing-name.yaml",
            "guide: name",
            "guide: nam",
            "guide: nothing is called 'nam'; did you mean 'name'?",
        ),
        (
            "closing/missing-name.yaml",
            "scenarios: [written]",
            "scenarios: [writen]",
            "scenarios: nothing is called 'writen'; did you mean 'written'?",
        ),
        (
            "closing/informal-sign-off.yaml",
            "@informal-sign-offs",
            "@informal-sign-off",
            "did you mean 'informal-sign-offs'?",
        ),
    ],
)
def test_dangling_name(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(home.rules(), folder)
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        rulebook.load(folder)
    assert str(raised.value).startswith(str(path))
    assert said.split(": ", 1)[-1] in str(raised.value)


def test_a_missing_guide_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such folder"):
        rulebook.load(tmp_path / "none")
    with pytest.raises(RuleError, match=r"guide\.md:1:1: cannot be read"):
        rulebook.load(tmp_path)


def test_house_rules_are_laid_over(tmp_path: Path) -> None:
    folder = tmp_path / "tone"
    folder.mkdir()
    own = (
        (home.rules() / "tone" / "slang.yaml")
        .read_text(encoding="utf-8")
        .replace("severity: warning", "severity: error")
    )
    (folder / "slang.yaml").write_text(own, encoding="utf-8")
    book = rulebook.load(home.rules(), tmp_path)
    assert book.rules["slang"].severity == "error"
    assert len(book.rules) == len(rulebook.load().rules)


def test_a_scenario_tunes_a_rule_and_a_slip_in_it_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    path = folder / "terse.yaml"
    path.write_text(
        "id: terse\nname: Terse\nfamilies: [declining, written]\ntune:\n  late-decision: {most: 10, severity: error}\n",
        encoding="utf-8",
    )
    book = rulebook.load(home.rules(), tmp_path)
    rule = next(rule for rule in book.rules_for("terse") if rule.id == "late-decision")
    assert rule.measure is not None
    assert (rule.measure.most, rule.severity) == (10, "error")
    path.write_text(path.read_text(encoding="utf-8").replace("most: 10", "mist: 10"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"terse\.yaml:5:3: tune\.late-decision"):
        rulebook.load(home.rules(), tmp_path).rules_for("terse")
