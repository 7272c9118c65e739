"""Wordless: a report with no word of the draft in it, for logs that others read."""

from __future__ import annotations

from declint.model import Draft, Envelope, Report
from declint.rulebook import Rulebook
from declint.rulebook.shapes import FIELD

BLANKS = {1: " ", 2: "\u00a0", 3: "\u3000", 4: "\U0001d159"}
"""What stands for a character, by its bytes in UTF-8, so that columns in bytes stay what they are."""


class _Blanks(dict[int, str]):
    """What stands for each character, found once for each."""

    def __missing__(self, point: int) -> str:
        blank = BLANKS[len(chr(point).encode("utf-8", "surrogatepass"))]
        return self.setdefault(point, blank)


BLANKED = _Blanks({ord(char): char for char in "\n\ufeff"})
"""Line ends and the byte order mark stay: places are counted by them."""


def wordless(report: Report, book: Rulebook) -> Report:
    """Give a report without words: its places, ids and severities stay.

    The draft is blanked, length and lines kept. A message that would quote becomes the name of its rule;
    fixes go, for they are made of the draft; and so do the texts of acts.
    """
    findings = [one.model_copy(update={"message": _said(one.rule, book), "fix": None}) for one in report.findings]
    acts = [one.model_copy(update={"text": ""}) for one in report.acts]
    return report.model_copy(
        update={"draft": _blanked(report.draft), "findings": tuple(findings), "acts": tuple(acts), "unused": ()},
    )


def _said(rule: str, book: Rulebook) -> str:
    known = book.rules[rule]
    return known.name if FIELD.search(known.message) else known.message


def _blanked(draft: Draft) -> Draft:
    return Draft(
        name=draft.name,
        source=_blank(draft.source),
        prose=_blank(draft.prose),
        form=draft.form,
        coded=draft.coded,
        fragment=draft.fragment,
        file_text=None if draft.file_text is None else _blank(draft.file_text),
        pieces=draft.pieces,
        envelope=Envelope(),
        scenario=draft.scenario,
        template=draft.template,
    )


def _blank(text: str) -> str:
    return text.translate(BLANKED)
