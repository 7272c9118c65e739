"""What is not the writer's message yields no finding: signatures, answered messages, small print, hidden blocks."""

from __future__ import annotations

import pytest

from declint.linter import Linter
from declint.model import ANY_OFFICE
from declint.read import FORMATS
from tests.read.letters import in_base64, part, several
from tests.read.test_answered import ANSWERED, OTHERS

LETTER = """Dear Mr. Halloran,

Thank you for asking me to interview for the Night Driver position.

I have decided to decline the interview, as I have taken a job closer to home.

I wish you every success with your search, and I hope that our paths cross again.

Kind regards,
Otis Brandvold
"""
RUDE = "your process is a joke and your pay is an insult, maybe I'll come lol"

SIGNATURES = {
    "marked": f"-- \nOtis Brandvold\n{RUDE}",
    "marked without the blank": f"--\nOtis Brandvold\n{RUDE}",
    "ruled": f"{'_' * 32}\n{RUDE}",
    "a phone's": "Sent from my iPhone - dumb phone, stupid typos",
    "another phone's": "Von meinem blöden iPhone gesendet",
    "small print": "CONFIDENTIALITY NOTICE: This e-mail is private. Reading it otherwise is insulting and rude.",
    "small print of a court": "This e-mail is confidential and may be legally privileged. Unauthorised copying is"
    " stupid and an insult.",
    "a telephone and a motto": "Night Driver\n+44 7700 900123\nDrive like hell",
}


def rules(linter: Linter, *drafts: tuple[str, bytes]) -> list[list[str]]:
    read = [next(iter(FORMATS[form](f"x.{form}", data, ANY_OFFICE))) for form, data in drafts]
    return [[finding.rule for finding in report.findings] for report in linter.pipe(read)]


def test_these_words_are_faulted_where_they_are_the_writers(by_email: Linter) -> None:
    bare, said = rules(
        by_email, ("txt", LETTER.encode()), ("txt", LETTER.replace("I wish", f"{RUDE}. I wish").encode())
    )
    assert bare == []
    assert "negative-remark" in said


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_signature(name: str, by_email: Linter) -> None:
    text = f"{LETTER}\n{SIGNATURES[name]}\n"
    mail = f"From: Otis Brandvold <otis@b.example>\nSubject: The interview\n\n{text}"
    page = "".join(f"<div>{line or '<br>'}</div>" for line in text.split("\n"))
    bare = f"From: Otis Brandvold <otis@b.example>\nSubject: The interview\n\n{LETTER}"
    of_bare, *others = rules(
        by_email, ("eml", bare.encode()), ("eml", mail.encode()), ("txt", text.encode()), ("html", page.encode())
    )
    assert others == [of_bare, [], []]


ALL = {**ANSWERED, **OTHERS}


def _from_him(said: str) -> str:
    """Let the message that is answered be from the one who is written to."""
    return said.replace("Zoe Pask", "Brendan Halloran").replace("please come on Friday: we insist", RUDE)


def test_an_answered_message(by_email: Linter) -> None:
    texts = {name: f"{LETTER}\n{_from_him(said)}\n" for name, said in ALL.items()}
    some = {name: text for number, (name, text) in enumerate(texts.items()) if number % 3 == 0}
    found = rules(by_email, *(("txt", text.encode()) for text in some.values()))
    assert {name: rule for name, rule in zip(some, found, strict=True) if rule} == {}


HIDDEN = {
    "display": f"<div style='display:none'>{RUDE}</div>",
    "a preheader": f"<span style='font-size:0;max-height:0;opacity:0'>{RUDE}</span>",
    "hidden": f"<p hidden>{RUDE}<p>",
    "a comment": f"<!-- {RUDE} -->",
    "a title": f"<head><title>{RUDE}</title></head>",
    "a script": f"<script>{RUDE}</script>",
    "a quote": f"<blockquote><p>{RUDE}</p></blockquote>",
    "Gmail's quote": f"<div class='gmail_quote'>{RUDE}</div>",
    "a picture's words": f"<img alt='{RUDE}'>".replace("I'll", "I will"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hidden_block(name: str, by_email: Linter) -> None:
    page = "".join(f"<p>{text}</p>" for text in LETTER.strip().replace("\n", "<br>").split("<br><br>"))
    for whole in (HIDDEN[name] + page, page + HIDDEN[name], page.replace("</p><p>Kind", f"</p>{HIDDEN[name]}<p>Kind")):
        mail = b"Subject: The job\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + in_base64(whole)
        assert rules(by_email, ("html", whole.encode()), ("eml", mail)) == [[], []]


@pytest.mark.parametrize("kind", ["text/plain", "text/html", "message/rfc822", "text/calendar", "application/pdf"])
def test_what_travels_with_it(kind: str, by_email: Linter) -> None:
    held = part(f"\n{RUDE}" if kind.startswith("message") else RUDE, kind, "Content-Disposition: attachment")
    whole = several("mixed", part(LETTER), held)
    (found,) = rules(by_email, ("eml", b"From: Otis Brandvold <o@b.example>\nSubject: The interview\n" + whole))
    assert found == []


MARKDOWN = {
    "a comment": f"<!-- {RUDE} -->",
    "code": f"```\n{RUDE}\n```",
    "a quote": f"> {RUDE}",
    "a heading": f"# {RUDE}",
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_what_markdown_does_not_say(name: str, by_email: Linter) -> None:
    for text in (f"{MARKDOWN[name]}\n\n{LETTER}", f"{LETTER}\n{MARKDOWN[name]}\n"):
        assert rules(by_email, ("md", text.encode())) == [[]]
