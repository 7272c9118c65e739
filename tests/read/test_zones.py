"""Headers and attributions: what stands around a message, and who wrote the one that is answered."""

from __future__ import annotations

import pytest

from declint.model import Envelope
from declint.read.zones import split

JANE = "Jane Roe <jane@lowtide.example>"

ATTRIBUTIONS = [
    (f"On Tue, 3 Nov 2026 at 10:02, {JANE} wrote:", "Tue, 3 Nov 2026 at 10:02", JANE),
    (f"On Tue, Nov 3, 2026 at 10:02 AM {JANE} wrote:", "Tue, Nov 3, 2026 at 10:02 AM", JANE),
    ("On Tue, 3 Nov 2026 at 10:02, Jane Roe\n<jane@lowtide.example> wrote:", "Tue, 3 Nov 2026 at 10:02", JANE),
    ("On Tuesday, November 3, 2026 at 10:02:11 AM GMT, Jane Roe\n<jane@lowtide.example>\nwrote:",
     "Tuesday, November 3, 2026 at 10:02:11 AM GMT", JANE),
    (f"On 3 Nov 2026, at 10:02, {JANE} wrote:", "3 Nov 2026, at 10:02", JANE),
    ("On 03/11/2026 10:02, Jane Roe wrote:", "03/11/2026 10:02", "Jane Roe"),
    ("On 11/3/26 10:02 AM, Jane Roe wrote:", "11/3/26 10:02 AM", "Jane Roe"),
    ("On 2026-11-03 10:02, Jane Roe wrote:", "2026-11-03 10:02", "Jane Roe"),
    ("On Tue, 3 Nov 2026 10:02:11 +0100, Jane Roe wrote:", "Tue, 3 Nov 2026 10:02:11 +0100", "Jane Roe"),
    (f"On Tuesday, November 3, 2026, {JANE} wrote:", "Tuesday, November 3, 2026", JANE),
    ("On 3 Nov 2026, at 10:02, April May <a@lowtide.example> wrote:", "3 Nov 2026, at 10:02",
     "April May <a@lowtide.example>"),
    ("On Nov 3, 2026, at 10:02 AM, JANE ROE <j@lowtide.example> wrote:", "Nov 3, 2026, at 10:02 AM",
     "JANE ROE <j@lowtide.example>"),
    ("On Tue, 3 Nov 2026 at 10:02, Roe, Jane <j@lowtide.example> wrote:", "Tue, 3 Nov 2026 at 10:02",
     "Roe, Jane <j@lowtide.example>"),
    (f"Am Di., 3. Nov. 2026 um 10:02 Uhr schrieb {JANE}:", "Di., 3. Nov. 2026 um 10:02 Uhr", JANE),
    ("Am 03.11.26 um 10:02 schrieb Jane Roe:", "03.11.26 um 10:02", "Jane Roe"),
    (f"Le mar. 3 nov. 2026 à 10:02, {JANE} a écrit :", "mar. 3 nov. 2026 à 10:02", JANE),
    ("El mar, 3 nov 2026 a las 10:02, Jane Roe (<jane@lowtide.example>) escribió:", "mar, 3 nov 2026 a las 10:02",
     "Jane Roe (<jane@lowtide.example>)"),
    (f"Il giorno mar 3 nov 2026 alle ore 10:02 {JANE} ha scritto:", "giorno mar 3 nov 2026 alle ore 10:02", JANE),
    (f"Op di 3 nov 2026 om 10:02 schreef {JANE}:", "di 3 nov 2026 om 10:02", JANE),
    (f"Em ter., 3 de nov. de 2026 às 10:02, {JANE} escreveu:", "ter., 3 de nov. de 2026 às 10:02", JANE),
    (f"Den tis 3 nov. 2026 kl 10:02 skrev {JANE}:", "tis 3 nov. 2026 kl 10:02", JANE),
]  # fmt: skip


@pytest.mark.parametrize(("line", "on", "by"), ATTRIBUTIONS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("quote", ["> ", ""])
def test_attribution(line: str, on: str, by: str, end: str, quote: str) -> None:
    source = f"Dear Jane,\n\nThank you.\n\n{line}\n\n{quote}Dear Ann,\n{quote}please come.\n".replace("\n", end)
    prose, envelope = split(source)
    assert (envelope.invited_on, envelope.invited_by) == (on, by)
    assert len(prose) == len(source)
    assert prose.split() == ["Dear", "Jane,", "Thank", "you."]


def test_the_first_attribution_counts() -> None:
    _, envelope = split(
        "No, thank you.\n\nOn Tue, 3 Nov 2026 at 10:02, Jane Roe wrote:\n> Will you come?\n>\n"
        "> On Mon, 2 Nov 2026 at 9:00, Ann Lee wrote:\n>> Hello.\n"
    )
    assert (envelope.invited_on, envelope.invited_by) == ("Tue, 3 Nov 2026 at 10:02", "Jane Roe")


@pytest.mark.parametrize(
    "line",
    [
        "On 3 November you wrote:",
        "On 3 November I wrote:",
        "On Monday I wrote to 3 people, and they wrote:",
        "On 3 November your colleague wrote:",
        "On page 2 it is written: come.",
        "On Monday, Jane wrote:",
        "Le 3 novembre.",
    ],
)
def test_sentences_that_look_alike_stay(line: str) -> None:
    source = f"Dear Jane,\n\n{line}\n\nI will not come.\n"
    assert split(source) == (source, Envelope())


BLOCKS = [
    ("From: {by}\nSent: {on}\nTo: Ann Lee\nSubject: Interview", "Tuesday, November 3, 2026 10:02 AM"),
    ("*From:* {by}\n*Sent:* {on}\n*To:* Ann Lee\n*Subject:* Interview", "Tuesday, November 3, 2026 10:02 AM"),
    ("**From:** {by}\n**Date:** {on}\n**To:** Ann Lee", "Tuesday, 3 November 2026 at 10:02"),
    ("-----Original Message-----\nFrom: {by}\nSent: {on}\nTo: Ann Lee", "03 November 2026 10:02"),
    ("________________________________\nFrom: {by}\nSent: {on}\nTo: Ann Lee", "03 November 2026 10:02"),
    ("---------- Forwarded message ---------\nFrom: {by}\nDate: {on}\nSubject: Interview", "Tue, 3 Nov 2026 at 10:02"),
    ("Begin forwarded message:\n\nFrom: {by}\nSubject: Interview\nDate: {on}\nTo: Ann Lee", "3 November 2026 at 10:02"),
    ("Von: {by}\nGesendet: {on}\nAn: Ann Lee\nBetreff: Termin", "Dienstag, 3. November 2026 10:02"),
    ("De : {by}\nEnvoyé : {on}\nÀ : Ann Lee\nObjet : Entretien", "mardi 3 novembre 2026 10:02"),
    ("De: {by}\nEnviado el: {on}\nPara: Ann Lee\nAsunto: Entrevista", "martes, 3 de noviembre de 2026 10:02"),
    ("Da: {by}\nInviato: {on}\nA: Ann Lee\nOggetto: Colloquio", "martedì 3 novembre 2026 10:02"),
    ("Van: {by}\nVerzonden: {on}\nAan: Ann Lee\nOnderwerp: Gesprek", "dinsdag 3 november 2026 10:02"),
]


@pytest.mark.parametrize(("block", "on"), BLOCKS)
def test_reply_block(block: str, on: str) -> None:
    source = f"Dear Jane,\n\nNo, thank you.\n\n{block.format(by=JANE, on=on)}\n\nDear Ann,\n\nplease come.\n"
    prose, envelope = split(source)
    assert (envelope.invited_on, envelope.invited_by) == (on, JANE)
    assert prose.split() == ["Dear", "Jane,", "No,", "thank", "you."]


HEADERS = [
    "From: {me}\nTo: {you}\nSubject: Interview\nDate: {on}\n",
    "FROM: {me}\nTO: {you}\nSUBJECT: Interview\nDATE: {on}\n",
    "from: {me}\nto: {you}\nsubject: Interview\ndate: {on}\n",
    "\ufeffFrom: {me}\nTo: {you}\nSubject: Interview\nSent: {on}\n",
    "**From:** {me}\n**To:** {you}\n**Subject:** Interview\n**Date:** {on}\n",
    "X-Mailer: x\nFrom: {me}\nTo : {you}\nSubject: Interview\nDate: {on}\nReply-To: {me}\n",
    "\n\nFrom:{me}\nTo:{you}\nSubject:Interview\nDate:{on}\n",
]


@pytest.mark.parametrize("block", HEADERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_headers(block: str, end: str) -> None:
    on = "Wed, 25 Nov 2026 09:00:00 +0000"
    source = (block.format(me="Ann Lee <ann@mail.example>", you=JANE, on=on) + "\nDear Jane,\n").replace("\n", end)
    prose, envelope = split(source)
    assert envelope == Envelope(to=JANE, sender="Ann Lee <ann@mail.example>", subject="Interview", date=on)
    assert len(prose) == len(source)
    assert "mail.example" not in prose
    assert prose.rstrip().endswith("Dear Jane,")


def test_folded_headers() -> None:
    source = (
        "To: Jane Roe <jane@lowtide.example>,\n\tBob Hale <bob@lowtide.example>\n"
        "Cc:\n Priya Raman <p@lowtide.example>\n"
        "Date: Wed, 25 Nov 2026\n 09:00\nSubject: Interview for\n Analyst\n\nDear Jane,\n"
    )
    prose, envelope = split(source)
    assert envelope.to == "Jane Roe <jane@lowtide.example>, Bob Hale <bob@lowtide.example>"
    assert envelope.date == "Wed, 25 Nov 2026 09:00"
    assert envelope.subject == "Interview for Analyst"
    assert "lowtide" not in prose


def test_an_indented_greeting_is_no_header() -> None:
    for source in ("To: Jane Roe\n  Dear Jane,\n\nNo.\n", "To: Jane Roe\n\n  Dear Jane,\n\nNo.\n"):
        prose, envelope = split(source)
        assert envelope.to == "Jane Roe"
        assert "Dear Jane," in prose
