"""Strings of YAML and JSON files know where each of their characters stands."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from declint.errors import ReadError
from declint.read.trees import Scalar, Tree, of_json, of_yaml, pieces

TEXT = st.text(
    st.sampled_from("ab Z é𝄞—'\"\\\\#:,-{}[]&*!|>%@` \n\t") | st.characters(codec="utf-8", categories=("L", "N", "P")),
    min_size=1,
    max_size=60,
)


def scalars(tree: Tree) -> list[Scalar]:
    if isinstance(tree, Scalar):
        return [tree]
    children = [child for _, child in tree] if isinstance(tree, list) else tree or ()
    return [one for child in children for one in scalars(child)]


def in_place(tree: Tree, source: str, wanted: str) -> None:
    (scalar,) = (one for one in scalars(tree) if one.value == wanted)
    covered = set()
    for piece in pieces(wanted, scalar, source, 0):
        for step in range(piece.length):
            said, written = wanted[piece.at + step], source[piece.place + step]
            assert said == written or written in "\\\\'", (wanted, source)
            covered.add(piece.at + step)
    assert {at for at, char in enumerate(wanted) if not char.isspace()} <= covered, (wanted, source)


@given(TEXT, st.booleans(), st.sampled_from([None, 1]))
@settings(max_examples=300, deadline=None)
def test_json(text: str, plain: bool, indent: int | None) -> None:
    source = json.dumps({"a": [1, None], "b": {"c": text}}, ensure_ascii=plain, indent=indent)
    in_place(of_json("x", source), source, text)


@given(TEXT, st.sampled_from(["|", ">", "'", '"', None]), st.booleans(), st.sampled_from([20, 1000]))
@settings(max_examples=300, deadline=None)
def test_yaml(text: str, style: str | None, unicode: bool, width: int) -> None:
    class Dumper(yaml.SafeDumper):
        pass

    Dumper.add_representer(
        str, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)
    )
    source = yaml.dump({"k": {"l": text}}, Dumper=Dumper, allow_unicode=unicode, width=width)
    (tree,) = of_yaml("x", source)
    in_place(tree, source, text)


@pytest.mark.parametrize("pump", ["[", "{", '"', "- ", "a: ", "\\", "? ", '{"a":', "[[", "!!a ", "&a ", "|\n", "'"])
def test_no_run_makes_it_slow_or_raises_anything_else(pump: str) -> None:
    started = time.process_time()
    for reader in (of_json, of_yaml):
        with suppress(ReadError):
            reader("x", pump * 50_000)
    assert time.process_time() - started < 5
