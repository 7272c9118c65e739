"""YAML whose faults know their line: no aliases, no bare `no` read as false, no key twice."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from declint.errors import Place, RuleError

Shape = TypeVar("Shape", bound=BaseModel)

MOST_CHARACTERS = 1_000_000
DEEPEST = 50

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(path: Path, shape: type[Shape], named: bool = True) -> Shape:
    """Read a file as a value of `shape`; where `named`, its id must be the file's name.

    Raises RuleError with the line and column of the first fault.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise RuleError(f"cannot be read as UTF-8 text: {fault}", Place(path)) from fault
    root = _compose(text, path)
    data = _plain(root, path, 0)
    try:
        value = shape.model_validate(data)
    except ValidationError as fault:
        raise _first_fault(fault, root, path, shape) from fault
    if named and getattr(value, "id", path.stem) != path.stem:
        raise RuleError(
            f"id: a file is named after its id, and this one is '{path.stem}'", place_of(root, ("id",), path)
        )
    return value


def locate(path: Path, steps: Sequence[str | int]) -> Place:
    """Find the place of a field in a file that has been read before."""
    return place_of(_compose(path.read_text(encoding="utf-8"), path), steps, path)


def _compose(text: str, path: Path) -> yaml.Node:
    if len(text) > MOST_CHARACTERS:
        raise RuleError(f"is over {MOST_CHARACTERS:,} characters", Place(path))
    loader = _Loader(text)
    try:
        _refuse_aliases(text, path)
        root: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        raise RuleError(f"not YAML: {fault.problem or fault.context}", place) from fault
    except yaml.YAMLError as fault:
        raise RuleError(f"not YAML: {str(fault).splitlines()[0]}", Place(path)) from fault
    finally:
        loader.dispose()
    if root is None:
        raise RuleError("is empty", Place(path))
    return root


def _refuse_aliases(text: str, path: Path) -> None:
    if "*" not in text and "&" not in text:
        return
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken):
            mark = token.start_mark
            raise RuleError("aliases and anchors are not used here", Place(path, mark.line + 1, mark.column + 1))


def _place(node: yaml.Node, path: Path) -> Place:
    return Place(path, node.start_mark.line + 1, node.start_mark.column + 1)


def _plain(node: yaml.Node, path: Path, depth: int) -> Any:
    if depth > DEEPEST:
        raise RuleError(f"is nested more than {DEEPEST} deep", _place(node, path))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, path, depth + 1) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key, value in node.value:
            if key.value in mapping:
                raise RuleError(f"{key.value}: said twice", _place(key, path))
            mapping[key.value] = _plain(value, path, depth + 1)
        return mapping
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    if getattr(node, "style", None) in {"'", '"', "|", ">"}:
        return node.value
    if node.value in {"true", "false"}:
        return node.value == "true"
    if node.tag == "tag:yaml.org,2002:int" and node.value.lstrip("-").isdigit():
        return int(node.value)
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return node.value


def place_of(root: yaml.Node, steps: Sequence[str | int], path: Path) -> Place:
    """Walk as far along the steps as the file has them, and give the place reached."""
    node, found = root, root
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    node, found = value, key
                    break
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = found = node.value[step]
    return _place(found, path)


def _first_fault(fault: ValidationError, root: yaml.Node, path: Path, shape: type[BaseModel]) -> RuleError:
    details = sorted(fault.errors(), key=lambda one: (one["type"] == "missing", len(one["loc"])))
    # An unknown key often explains a missing one: say the unknown one first.
    detail = next((one for one in details if one["type"] == "extra_forbidden"), details[0])
    steps = [step for step in detail["loc"] if not (isinstance(step, str) and step.startswith("function-"))]
    message = str(detail["msg"]).removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        name = str(steps[-1])
        known = _fields(shape, [step for step in steps[:-1] if isinstance(step, str)])
        near = get_close_matches(name, known, 1)
        message = (
            f"no such field; did you mean '{near[0]}'?" if near else f"no such field; there are {', '.join(known)}"
        )
    elif detail["type"] == "missing":
        message = "is missing"
    field = ".".join(map(str, steps)) or "file"
    return RuleError(f"{field}: {message}", place_of(root, steps, path))


def _fields(shape: type[BaseModel], steps: Sequence[str]) -> list[str]:
    current: Any = shape
    for step in steps:
        info = current.model_fields.get(step) if hasattr(current, "model_fields") else None
        if info is None:
            continue
        found = next((kind for kind in _kinds(info.annotation) if hasattr(kind, "model_fields")), None)
        current = found or current
    return sorted(info.alias or name for name, info in current.model_fields.items())


def _kinds(annotation: Any) -> list[Any]:
    inner = getattr(annotation, "__args__", ())
    return [annotation, *(kind for part in inner for kind in _kinds(part))]
