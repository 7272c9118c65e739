"""The same message in every format: the same findings, at the same words."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from declint.linter import Linter
from declint.model import ANY_OFFICE, Report
from declint.read import FORMATS

HASTY = """\
Dear Ms. Okafor,

I might have to decline the Data Analyst interview, tbh. Nobody – not one of you – told me about the salary until the
third call, and I don’t like the café.

Thank you for your time.

Cheers,
Ann Roe
"""
RUDE = """\
Hello Mr. Müller,

Thank you for inviting me to interview for the Foreman position. I have decided to withdraw from the
interview; your “process” is a shambles & your emails are insulting.

I wish you all the best.

Kind regards,
Ann Roe
"""
FINE = """\
Dear Dr. Łukasz,

Thank you very much for inviting me to interview for the Nurse position, and for the time that you’ve given me. After
careful thought I have decided to decline, as I have accepted a position elsewhere.

I wish you and your team every success, and hope that our paths cross again.

Yours sincerely,
Ann Roe
"""
MESSAGES = {"hasty": HASTY, "rude": RUDE, "fine": FINE}


def as_page(text: str) -> str:
    blocks = [html.escape(block, quote=False).replace("\n", "<br>\n") for block in text.strip().split("\n\n")]
    named = "".join(f"<p>{block}</p>\n" for block in blocks)
    for char, entity in {"’": "&rsquo;", "–": "&ndash;", "é": "&#233;", "ü": "&uuml;", "“": "&ldquo;"}.items():
        named = named.replace(char, entity)
    return f"<!doctype html>\n<html><head><title>x</title></head><body>\n{named}</body></html>\n"


def as_mail(text: str, coding: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Ann Roe <ann@example.org>"
    message["Subject"] = "Your invitation"
    if coding == "html":
        message.set_content(as_page(text), subtype="html", cte="quoted-printable")
    else:
        plain = text if coding != "7bit" else text.translate(PLAIN)
        message.set_content(plain, cte="quoted-printable" if coding == "alternative" else coding)
    if coding == "alternative":
        message.add_alternative(as_page(text), subtype="html")
    return message.as_bytes()


PLAIN = str.maketrans({"’": "'", "–": "-", "é": "e", "ü": "u", "ë": "e", "Ł": "L", "“": '"', "”": '"'})


def as_docx(text: str) -> bytes:
    breaks = "</w:t><w:br/><w:t>"
    paragraphs = [html.escape(block, quote=False).replace("\n", breaks) for block in text.strip().split("\n\n")]
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    schema = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{schema}"><w:body>{body}</w:body></w:document>')
    return packed.getvalue()


WRITTEN: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "md": ("md", lambda text: ("# A letter\n\n" + text.replace("decline", "**decline**")).encode()),
    "eml 7bit": ("eml", lambda text: as_mail(text, "7bit")),
    "eml 8bit": ("eml", lambda text: as_mail(text, "8bit")),
    "eml quoted-printable": ("eml", lambda text: as_mail(text, "quoted-printable")),
    "eml base64": ("eml", lambda text: as_mail(text, "base64")),
    "eml alternative": ("eml", lambda text: as_mail(text, "alternative")),
    "eml html": ("eml", lambda text: as_mail(text, "html")),
    "html": ("html", lambda text: as_page(text).encode()),
    "docx": ("docx", as_docx),
    "mbox": ("mbox", lambda text: b"From ann@example.org Mon Nov  9 10:00:00 2026\n" + as_mail(text, "8bit")),
}


def found(linter: Linter, form: str, data: bytes) -> list[tuple[str, str]]:
    """Give each finding by its rule and the words it is at, letters only."""
    (draft,) = FORMATS[form]("a", data, ANY_OFFICE)
    report = linter(draft.model_copy(update={"scenario": "decline-email"}))
    return sorted((finding.rule, said(report, finding.span.start, finding.span.end)) for finding in report.findings)


def said(report: Report, start: int, end: int) -> str:
    words = report.draft.source[start:end] or report.draft.source[max(0, start - 12) : start]
    return "".join(char for char in words.translate(PLAIN) if char.isalnum())[-12:]


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("message", MESSAGES)
def test_the_same_findings_at_the_same_words(message: str, name: str, linter: Linter) -> None:
    text = MESSAGES[message]
    form, write = WRITTEN[name]
    expected = found(linter, "txt", text.encode())
    assert bool(expected) == (message != "fine")
    assert found(linter, form, write(text)) == expected


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_words_are_there_in_the_file(form: str, linter: Linter) -> None:
    data = WRITTEN[form][1](RUDE)
    (draft,) = FORMATS[form]("a", data, ANY_OFFICE)
    report = linter(draft.model_copy(update={"scenario": "decline-email"}))
    (finding, *_) = [one for one in report.findings if one.rule == "negative-remark"]
    placed = draft.place_of(finding.span)
    assert "shambles" in data.decode()[placed.start : placed.end]
    (line, column), _ = draft.positions(finding.span)
    assert data.decode().split("\n")[line - 1][column - 1 :].startswith(draft.source[finding.span.start])
