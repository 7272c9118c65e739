"""Trees: YAML and JSON as keys and strings that know where they stand in their file; numbers and such are None."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from declint.errors import Place, ReadError
from declint.model import Piece

MOST_NODES = 100_000
DEEPEST = 50


@dataclass(frozen=True)
class Scalar:
    """A string of a file: what it says, and where it stands; `escapes` tells whether it has backslashes."""

    value: str
    start: int
    end: int
    escapes: bool


Tree: TypeAlias = "Scalar | list[tuple[str, Tree]] | tuple[Tree, ...] | None"


def pieces(value: str, scalar: Scalar, source: str, at: int) -> list[Piece]:
    """Tell where the characters of a string stand in the file; `at` is where the string begins in the draft.

    However a string is folded and indented, its characters other than white space are all there, in order.
    """
    found: list[list[int]] = []
    written = _written(source, scalar)
    char, place, length = next(written, ("", scalar.end, 0))
    for number, said in enumerate(value):
        if not said.isspace():
            while char.isspace():
                char, place, length = next(written, ("", scalar.end, 0))
        if char != said:
            if said.isspace():
                continue
            break
        last = found[-1] if found else None
        if last and last[0] + last[2] == number and last[1] + last[2] == place and length == 1:
            last[2] += 1
        else:
            found.append([number, place, 1])
        char, place, length = next(written, ("", scalar.end, 0))
    return [Piece(at=at + number, place=place, length=length) for number, place, length in found]


ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}"
    r"|\r?\n[ \t]*|.)",
    re.DOTALL,
)
SHORT_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "N": "\x85", "_": "\xa0", "L": "\u2028"} | {
    "P": "\u2029", "0": "\0", "a": "\a", "v": "\v", "e": "\x1b",
}  # fmt: skip


def _written(source: str, scalar: Scalar) -> Iterator[tuple[str, int, int]]:
    """Give the characters of a string as the file has them: what each stands for, where, and in how many."""
    place = scalar.start
    single = source[place - 1 : place] == "'" and not scalar.escapes
    while place < scalar.end:
        char = source[place]
        escape = ESCAPE.match(source, place) if char == "\\" and scalar.escapes else None
        if escape:
            yield _unescaped(escape.group()), place, len(escape.group())
            place = escape.end()
        elif single and source.startswith("''", place):
            yield "'", place, 2
            place += 2
        else:
            yield char, place, 1
            place += 1


def _unescaped(escape: str) -> str:
    kind = escape[1]
    if kind in "uUx" and len(escape) > 2:
        numbers = [int(digits, 16) for digits in re.split(r"\\[uUx]", escape)[1:]]
        if len(numbers) == 2:
            return chr(0x10000 + ((numbers[0] - 0xD800) << 10) + numbers[1] - 0xDC00)
        return chr(numbers[0]) if numbers[0] < 0x110000 else "\ufffd"
    return " " if kind.isspace() else SHORT_ESCAPES.get(kind, kind)


def of_yaml(name: str, source: str) -> list[Tree]:
    """Compose the documents of a YAML file, nothing built of them; ReadError for aliases and for what is too much."""
    loader_class: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = nodes = 0
        for event in yaml.parse(source, Loader=loader_class):
            nodes += isinstance(event, yaml.NodeEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent):
                raise ReadError("aliases (*name) are not read", _yaml_place(name, event.start_mark))
            if depth > DEEPEST or nodes > MOST_NODES:
                raise ReadError("nested too deep, or too much", _yaml_place(name, event.start_mark))
        roots = list(yaml.compose_all(source, Loader=loader_class))
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = _yaml_place(name, mark) if mark else Place(name)
        raise ReadError(f"not YAML: {fault.problem or fault.context}", place) from fault
    except yaml.YAMLError as fault:
        raise ReadError(f"not YAML: {str(fault).splitlines()[0]}", Place(name)) from fault
    shift = source.startswith("\ufeff") and loader_class is not yaml.SafeLoader
    return [_yaml_tree(root, source, int(shift)) for root in roots if root is not None]


def _yaml_place(name: str, mark: Any) -> Place:
    return Place(name, mark.line + 1, mark.column + 1)


def _yaml_tree(node: yaml.Node, source: str, shift: int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return [
            (key.value, _yaml_tree(value, source, shift))
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        ]
    if isinstance(node, yaml.SequenceNode):
        return tuple(_yaml_tree(child, source, shift) for child in node.value)
    assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - there is no fourth kind
    start, end = node.start_mark.index + shift, node.end_mark.index + shift
    if node.style in {"|", ">"}:
        start = source.find("\n", start) + 1
    elif node.style in {"'", '"'}:
        start, end = start + 1, end - 1
    return Scalar(node.value, start, end, node.style == '"')


def of_json(name: str, source: str) -> Tree:
    """Read a JSON file; ReadError at the place of its first fault."""
    return _Json(name, source).tree()


class _Json:
    """A reader of JSON that keeps the places of strings."""

    BLANK = re.compile(r"[ \t\r\n\ufeff]*")
    BARE = re.compile(r"true|false|null|-?\d[\d.eE+-]{0,40}")

    def __init__(self, name: str, source: str) -> None:
        self.name, self.source, self.at, self.nodes = name, source, 0, 0

    def tree(self) -> Tree:
        found: Tree = self._value(0)
        self._blank()
        if self.at < len(self.source):
            raise self._fault("something behind the end")
        return found

    def _fault(self, what: str) -> ReadError:
        line = self.source.count("\n", 0, self.at) + 1
        column = self.at - self.source.rfind("\n", 0, self.at)
        return ReadError(f"not JSON: {what}", Place(self.name, line, column))

    def _blank(self) -> str:
        match = self.BLANK.match(self.source, self.at)
        self.at = match.end() if match else self.at
        return self.source[self.at : self.at + 1]

    def _value(self, depth: int) -> Any:
        self.nodes += 1
        if depth > DEEPEST or self.nodes > MOST_NODES:
            raise self._fault("nested too deep, or too much")
        char = self._blank()
        if char == '"':
            return self._string()
        if char in {"{", "["}:
            return self._several(char, depth)
        bare = self.BARE.match(self.source, self.at)
        if not bare:
            raise self._fault("a value is missing")
        self.at = bare.end()
        return None

    def _string(self) -> Scalar:
        start = self.at + 1
        try:
            value, self.at = json.decoder.scanstring(self.source, start, False)  # type: ignore[attr-defined]
        except json.JSONDecodeError as fault:
            raise self._fault(fault.msg) from fault
        return Scalar(value, start, self.at - 1, True)

    def _several(self, opening: str, depth: int) -> Any:
        closing = "}" if opening == "{" else "]"
        members: list[Any] = []
        self.at += 1
        if self._blank() == closing:
            self.at += 1
            return [] if opening == "{" else ()
        while True:
            if opening == "{":
                if self._blank() != '"':
                    raise self._fault("a key is missing")
                key = self._string().value
                if self._blank() != ":":
                    raise self._fault("':' is missing")
                self.at += 1
                members.append((key, self._value(depth + 1)))
            else:
                members.append(self._value(depth + 1))
            char = self._blank()
            self.at += 1
            if char == closing:
                return members if opening == "{" else tuple(members)
            if char != ",":
                self.at -= 1
                raise self._fault(f"',' or '{closing}' is missing")
