"""The same message in ways that programs write it is found the same fault with, at the same words.

What every format must keep is in tests/test_every_format.py; here are the shapes that differ within a format.
"""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest

from declint.linter import Linter
from declint.model import ANY_OFFICE, Draft, Report
from declint.read import FORMATS
from tests.read.letters import holds, part, quoted, several
from tests.read.test_docx import document, paragraphs

LETTERS = {
    "a driver who is cross": (
        "Dear Mr. Halloran,\n\nThank you for asking me to interview for the Night Driver job.\n\n"
        "I'm going to decline the interview. Your depot is a shambles & the pay is an insult; I have no wish to be"
        " treated like a parcel.\n\nI wish you luck.\n\nKind regards,\nOtis Brandvold\n"
    ),
    "an archivist with a sting at the end": (
        "Dear Dr. Szymańska,\n\nThank you very much for the invitation to interview for the post of Map Archivist.\n\n"
        "After some thought I’ve decided not to come to the interview, as I’m staying where I am.\n\n"
        "I’d look at the archive again once somebody there learns to answer a letter.\n\n"
        "Yours sincerely,\nZoë Quayle\n"
    ),
    "a nurse who wavers": (
        "Hi Rosalind,\n\nI might not be able to come to the interview on Thursday, maybe, I'm not sure.\n\n"
        "The hours look dreadful - 60 a week < 70, but still.\n\nCheers,\nBea\n"
    ),
}  # fmt: skip

HEAD = "From: Ann Lee <ann@lee.example>\nTo: Jobs <jobs@mill.example>\nSubject: Interview\nMIME-Version: 1.0\n"


def page(letter: str) -> str:
    """Write a letter as a page, a paragraph for each of its own."""
    said = (html.escape(text, quote=False).replace("\n", "<br>\n") for text in letter.strip().split("\n\n"))
    return "<html><body>\n" + "".join(f"<p>{text}</p>\n" for text in said) + "</body></html>"


def gmail(letter: str) -> str:
    """Write a letter as a page, a block for each line."""
    lines = (html.escape(line) for line in letter.strip().split("\n"))
    return '<div dir="ltr">' + "".join(f"<div>{line or '<br>'}</div>" for line in lines) + "</div>"


def one(inner: bytes) -> bytes:
    return HEAD.encode() + inner


def coded(letter: str, kind: str = "text/plain") -> bytes:
    head = f"Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    return one(head.encode() + quoted(letter))


def marked(letter: str) -> str:
    """Write a letter as Markdown."""
    return (
        letter.replace("\n", "  \n")
        .replace("  \n  \n", "\n\n")
        .replace("interview", "**interview**")
        .replace("&", "\\&")
    )


WRITTEN: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "txt": ("txt", str.encode),
    "txt, CRLF": ("txt", lambda letter: letter.replace("\n", "\r\n").encode()),
    "md": ("md", lambda letter: marked(letter).encode()),
    "html": ("html", lambda letter: page(letter).encode()),
    "html, blocks": ("html", lambda letter: gmail(letter).encode()),
    "docx": ("docx", lambda letter: document(paragraphs(*map(html.escape, letter.split("\n"))))),
}
SENT: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "eml": ("eml", lambda letter: one(b"Content-Type: text/plain; charset=utf-8\n\n" + letter.encode())),
    "eml, CRLF": ("eml", lambda letter: one(b"\n" + letter.encode()).replace(b"\n", b"\r\n")),
    "eml, alternatives": ("eml", lambda letter: one(several("alternative", part(letter), part("<p>No.", "text/html")))),
    "eml, blocks only": ("eml", lambda letter: coded(gmail(letter), "text/html")),
}


def read(form: str, data: bytes) -> Draft:
    (draft,) = FORMATS[form](f"x.{form}", data, ANY_OFFICE)
    holds(draft)
    return draft


def found(report: Report) -> list[tuple[str, str]]:
    """Give each finding with its words, white space and marks aside."""
    source = report.draft.source
    plain = str.maketrans(dict.fromkeys("*\\\u2060"))
    return [
        (finding.rule, " ".join(source[finding.span.start : finding.span.end].translate(plain).split()))
        for finding in report.findings
    ]


@pytest.mark.parametrize("letter", LETTERS)
def test_the_same_in_every_file(letter: str, by_email: Linter) -> None:
    drafts = {name: read(form, write(LETTERS[letter])) for name, (form, write) in WRITTEN.items()}
    first, *others = (found(report) for report in by_email.pipe(drafts.values()))
    assert first
    for name, other in zip(list(drafts)[1:], others, strict=True):
        assert other == first, name


@pytest.mark.parametrize("letter", LETTERS)
def test_the_same_in_every_mail(letter: str, by_email: Linter) -> None:
    drafts = {name: read(form, write(LETTERS[letter])) for name, (form, write) in SENT.items()}
    first, *others = (found(report) for report in by_email.pipe(drafts.values()))
    assert first
    for name, other in zip(list(drafts)[1:], others, strict=True):
        assert other == first, name


@pytest.mark.parametrize("letter", LETTERS)
def test_a_mail_says_what_the_text_says(letter: str, by_email: Linter) -> None:
    text, mail = by_email.pipe([read("txt", LETTERS[letter].encode()), read("eml", SENT["eml"][1](LETTERS[letter]))])
    # A mail has a header, and what is judged by it; the words of the letter are judged the same.
    ours = {one for one in found(text) if one[1]}
    assert ours <= set(found(mail))


@pytest.mark.parametrize("form", ["html", "html, blocks", "docx"])
@pytest.mark.parametrize("letter", LETTERS)
def test_a_finding_stands_at_its_words_in_the_file(form: str, letter: str, by_email: Linter) -> None:
    kind, write = WRITTEN[form]
    report = by_email(read(kind, write(LETTERS[letter])))
    text = report.draft.file_text or ""
    for finding in report.findings:
        said = report.draft.source[finding.span.start : finding.span.end].split()
        placed = report.draft.place_of(finding.span)
        there = html.unescape(text[placed.start : placed.end]) if kind == "html" else text[placed.start : placed.end]
        if said:
            assert there.split()[0].startswith(said[0][:3])
            assert there.endswith(said[-1][-1])
