"""Settings of the hook: from the user's own configuration, and from the environment before it.

The nearest `declint.toml` is never looked for: the folder that a mail program works in says nothing.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from declint import home
from declint.errors import ConfigError, Place

FILE = "declint.toml"
TABLE = "hook"


@dataclass(frozen=True)
class Settings:
    """How the hook behaves.

    `sendmail` is the program that sends, with its first arguments, and None for the system's. `on_error` is
    what becomes of a message that could not be checked: `send` or `hold`. `timeout` is in seconds.
    `fail_on` is the least severity that stops a message. With `ask` a person at a terminal is asked.
    """

    sendmail: tuple[str, ...] | None = None
    on_error: str = "send"
    timeout: float = 10.0
    fail_on: str = "warning"
    ask: bool = False
    skip: bool = False
    config: Path | None = None


def user_file(env: Mapping[str, str] = os.environ) -> Path | None:
    """Give the user's file of settings, or None where there is none."""
    path = home.config(env) / FILE
    return path if path.is_file() else None


def load(path: Path | None = None, env: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings: from `path`, or the user's file, then the environment.

    Raises ConfigError for what it cannot read or does not know.
    """
    path = path or user_file(env)
    found = _from_file(path) if path else Settings()
    return replace(_from_environment(found, env), config=path)


def _from_file(path: Path) -> Settings:
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ConfigError(f"cannot be read: {fault.strerror or fault}", Place(path)) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ConfigError(f"not TOML: {fault}", Place(path)) from fault
    table = data.get(TABLE, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{TABLE}: is a table", Place(path))
    found = Settings()
    for key, value in table.items():
        if key not in READERS:
            from difflib import get_close_matches

            near = get_close_matches(key, READERS, 1)
            meant = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(READERS)}"
            raise ConfigError(f"{TABLE}.{key}: no such setting; {meant}", Place(path))
        try:
            found = replace(found, **{READERS[key][0]: READERS[key][1](value)})
        except ValueError as fault:
            raise ConfigError(f"{TABLE}.{key}: {fault}", Place(path)) from fault
    return found


def _from_environment(found: Settings, env: Mapping[str, str]) -> Settings:
    for name, key in VARIABLES.items():
        if text := env.get(name):
            field, read = READERS.get(key, (key, _flag))
            try:
                found = replace(found, **{field: read(text)})
            except ValueError as fault:
                raise ConfigError(f"{name}: {fault}") from fault
    return found


def _command(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) and (words := shlex.split(value)):
        return tuple(words)
    if isinstance(value, list) and value and all(isinstance(word, str) for word in value):
        return tuple(value)
    raise ValueError("is a command, for example '/usr/sbin/sendmail' or '/usr/bin/msmtp'")


def _one_of(*names: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in names:
            raise ValueError(f"is {' or '.join(names)}")
        return str(value)

    return read


def _seconds(value: Any) -> float:
    if isinstance(value, bool):
        raise ValueError("is a number of seconds")
    try:
        seconds = float(value)
    except (TypeError, ValueError) as fault:
        raise ValueError("is a number of seconds") from fault
    if not 0 < seconds < 3600:
        raise ValueError("is a number of seconds between 0 and an hour")
    return seconds


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() in {"1", "true", "yes", "on"}:
        return True
    if str(value).lower() in {"0", "false", "no", "off"}:
        return False
    raise ValueError("is true or false")


READERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "sendmail": ("sendmail", _command),
    "on-error": ("on_error", _one_of("send", "hold")),
    "timeout": ("timeout", _seconds),
    "fail-on": ("fail_on", _one_of("note", "warning", "error")),
    "ask": ("ask", _flag),
}
"""Each setting of the table: the field it is kept in, and what reads it."""

VARIABLES = {
    "DECLINT_SENDMAIL": "sendmail",
    "DECLINT_ON_ERROR": "on-error",
    "DECLINT_TIMEOUT": "timeout",
    "DECLINT_FAIL_ON": "fail-on",
    "DECLINT_ASK": "ask",
    "DECLINT_SKIP": "skip",
}
"""Each variable of the environment, and the setting it goes before."""
