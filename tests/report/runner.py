"""What build services obey: their parse rules, ported, to hold our output against.

`github` follows `ActionCommand.TryParseV2` and `TryParse` of the GitHub runner, `others` the marks of Azure
Pipelines and TeamCity.
"""

from __future__ import annotations

from typing import NamedTuple

REGISTERED = frozenset({
    "internal-set-repo-path", "set-env", "set-output", "save-state", "add-path", "add-mask", "add-matcher",
    "remove-matcher", "warning", "error", "notice", "debug", "group", "endgroup", "echo", "stop-commands",
})  # fmt: skip


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def github(line: str) -> Command | None:
    return _colons(line) or _brackets(line)


def _colons(line: str) -> Command | None:
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, properties = line[2:end].partition(" ")
    if name.lower() not in REGISTERED:
        return None
    pairs = (pair.split("=", 1) for pair in properties.strip().split(",") if "=" in pair)
    return Command(name, {key: _unescaped(value, ":,") for key, value in pairs}, _unescaped(line[end + 2 :]))


def _brackets(line: str) -> Command | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name, _, properties = line[start + 3 : end].partition(" ")
    if name.lower() not in REGISTERED:
        return None
    pairs = (pair.split("=", 1) for pair in properties.strip().split(";") if "=" in pair)
    return Command(name, dict(pairs), line[end + 1 :])


def _unescaped(text: str, more: str = "") -> str:
    for char in "\r\n" + more:
        text = text.replace(f"%{ord(char):02X}", char)
    return text.replace("%25", "%")


def others(text: str) -> bool:
    """Tell whether Azure Pipelines or TeamCity would obey something in a text."""
    return any(mark in text.lower() for mark in ("##vso[", "##teamcity[", "##["))
