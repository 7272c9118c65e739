"""Suppressions: what stands in a draft, and is never sent with it, to say that some findings are known.

A comment of Markdown or HTML, or of a template language, `declint: ignore[rule, criterion] reason`, or
`ignore-next-line[…]`; a header `X-Declint-Ignore: rule (reason)`. A comment in plain text would be sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from declint.model import Draft, Suppression

SAID = (
    r"\s*declint\s*:\s*(?P<what>ignore(?:-next-line)?)\s*(?:\[(?P<ids>[^\]\n]{0,300})\])?(?P<reason>[^\n]{0,300}?)\s*"
)
MARKUP = re.compile(rf"<!--{SAID}-->", re.IGNORECASE)
TEMPLATE = re.compile(
    "|".join(
        rf"{opening}{SAID.replace('?P<', f'?P<{name}_')}{closing}"
        for name, opening, closing in (
            ("jinja", r"\{#-?", r"-?#\}"),
            ("long", r"\{\{~?!--", r"--~?\}\}"),
            ("short", r"\{\{~?!(?!--)", r"~?\}\}"),
            ("liquid", r"\{%-?\s*comment\s*-?%\}", r"\{%-?\s*endcomment\s*-?%\}"),
        )
    ),
    re.IGNORECASE,
)
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
NEXT = "ignore-next-line"


def noted(draft: Draft) -> Draft:
    """Give a draft with the suppressions that stand in it; what is none though it looks so is in its notes."""
    text = draft.source if draft.file_text is None else draft.file_text
    if "declint" not in text:
        return draft
    honoured = [*(MARKUP.finditer(text) if draft.form in {"md", "html"} else ()), *_of_templates(draft, text)]
    found, notes = list(draft.suppressions), list(draft.notes)
    for match in honoured:
        line = text.count("\n", 0, match.start()) + 1
        what, ids, reason = _said(match)
        if not ids:
            notes.append(f"line {line}: 'declint: ignore' names no rule, so nothing is ignored; say ignore[rule]")
            continue
        after = text.count("\n", 0, match.end()) + 2 if what == NEXT else None
        found.append(Suppression(ids=ids, at=line, line=after, reason=reason))
    starts = {match.start() for match in honoured}
    for match in (*MARKUP.finditer(text), *TEMPLATE.finditer(text)):
        if match.start() not in starts:
            line = text.count("\n", 0, match.start()) + 1
            notes.append(f"line {line}: this comment would be sent, so it is not obeyed; ignore rules in the settings")
    return draft.model_copy(update={"suppressions": tuple(found), "notes": tuple(notes)})


def _of_templates(draft: Draft, text: str) -> Iterator[re.Match[str]]:
    return TEMPLATE.finditer(text) if draft.template else iter(())


def _said(match: re.Match[str]) -> tuple[str, tuple[str, ...], str]:
    told = {name.rpartition("_")[2]: value for name, value in match.groupdict().items() if value is not None}
    return told["what"].lower(), tuple(ID.findall(told.get("ids", ""))), told.get("reason", "").strip(" -:")


def of_header(value: str | None) -> tuple[Suppression, ...]:
    """Read `X-Declint-Ignore: rule, criterion (reason)`."""
    reason = " ".join(re.findall(r"\(([^()]*)\)", value or ""))
    ids = tuple(ID.findall(re.sub(r"\([^()]*\)", " ", value or "")))
    return (Suppression(ids=ids, reason=reason),) if ids else ()


def of_ids(texts: Iterable[str]) -> tuple[Suppression, ...]:
    """Give the wish that a collection says of one of its messages, `declint: {ignore: [rule]}`."""
    found = tuple(one for text in texts for one in ID.findall(text))
    return (Suppression(ids=found),) if found else ()
