"""A glance at a message: the words that decide, however their file lists them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from declint import home
from declint.edges import glance


@pytest.mark.parametrize("name", glance.ENOUGH)
def test_the_words_are_those_of_the_file(name: str) -> None:
    path = home.rules() / "words" / f"{name}.yaml"
    assert glance.PLAIN.search(path.read_text(encoding="utf-8")), "it is read the slow way"
    words = yaml.safe_load(path.read_text(encoding="utf-8"))["words"]
    assert sorted(glance._words(path)) == sorted(words)


@pytest.mark.parametrize(
    "text",
    ["words:\n  - job\n  - trial  shift\n", 'words: [job, "trial shift"]\n', "words: [job,\n  trial\n  shift]\n"],
)
def test_any_yaml_will_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "some.yaml"
    path.write_text(f"id: some\n{text}")
    assert [" ".join(word.split()) for word in glance._words(path)] == ["trial shift", "job"]


def test_the_longest_is_looked_for_first(tmp_path: Path) -> None:
    path = tmp_path / "some.yaml"
    path.write_text("words: [job, job offer, job off]\n")
    assert glance._words(path) == ["job offer", "job off", "job"]
