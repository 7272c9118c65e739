"""Answered messages: the words of the other side, in the ways and the languages in which mail programs put them."""

from __future__ import annotations

import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declint.read.zones import split

OWN = "Dear Zoe,\n\nNo, thank you.\n\nAnn"
THEIRS = ["Dear Ann,", "", "please come on Friday: we insist.", "", "Zoe"]
WHO = "Zoe Pask <zoe@mill.example>"

WROTE = {
    "English": "On Tue, 3 Nov 2026 at 10:02, {who} wrote:",
    "German": "Am Di., 3. Nov. 2026 um 10:02 Uhr schrieb {who}:",
    "French": "Le mar. 3 nov. 2026 à 10:02, {who} a écrit :",
    "Spanish": "El mar, 3 nov 2026 a las 10:02, {who} escribió:",
    "Italian": "Il giorno mar 3 nov 2026 alle ore 10:02 {who} ha scritto:",
    "Portuguese": "Em ter., 3 de nov. de 2026 às 10:02, {who} escreveu:",
    "Dutch": "Op di 3 nov 2026 om 10:02 schreef {who}:",
    "Swedish": "Den tis 3 nov. 2026 kl 10:02 skrev {who}:",
    "Danish": "Den tir. 3. nov. 2026 kl. 10.02 skrev {who}:",
    "Norwegian": "tir. 3. nov. 2026 kl. 10:02 skrev {who}:",
    "Finnish": "ti 3. marrask. 2026 klo 10.02 {who} kirjoitti:",
    "Polish": "wt., 3 lis 2026 o 10:02 {who} napisał(a):",
    "Czech": "út 3. 11. 2026 v 10:02 odesílatel {who} napsal:",
    "Hungarian": "{who} ezt írta (időpont: 2026. nov. 3., K, 10:02):",
    "Turkish": "{who}, 3 Kas 2026 Sal, 10:02 tarihinde şunu yazdı:",
    "Russian": "вт, 3 нояб. 2026 г. в 10:02, {who}:",
    "Ukrainian": "вт, 3 лист. 2026 р. о 10:02 {who} пише:",
    "Romanian": "În mar., 3 nov. 2026 la 10:02, {who} a scris:",
    "Greek": "Στις Τρί 3 Νοε 2026 στις 10:02 π.μ., ο χρήστης {who} έγραψε:",
    "Japanese": "2026年11月3日(火) 10:02 {who}:",
    "Chinese": "{who} 于2026年11月3日周二 10:02写道：",
    "Korean": "2026년 11월 3일 (화) 오전 10:02, {who}님이 작성:",
}
"""As Gmail writes it."""

APPLE = {
    "English": "On 3 Nov 2026, at 10:02, {who} wrote:",
    "German": "Am 03.11.2026 um 10:02 schrieb {who}:",
    "French": "Le 3 nov. 2026 à 10:02, {who} a écrit :",
    "Spanish": "El 3 nov 2026, a las 10:02, {who} escribió:",
    "Italian": "Il giorno 3 nov 2026, alle ore 10:02, {who} ha scritto:",
    "Portuguese": "No dia 03/11/2026, às 10:02, {who} escreveu:",
    "Dutch": "Op 3 nov. 2026, om 10:02 heeft {who} het volgende geschreven:",
    "Swedish": "3 nov. 2026 kl. 10:02 skrev {who}:",
    "Danish": "Den 3. nov. 2026 kl. 10.02 skrev {who}:",
    "Norwegian": "3. nov. 2026 kl. 10:02 skrev {who}:",
    "Finnish": "{who} kirjoitti 3.11.2026 kello 10.02:",
    "Polish": "Wiadomość napisana przez {who} w dniu 3 lis 2026, o godz. 10:02:",
    "Czech": "3. 11. 2026 v 10:02, {who}:",
    "Hungarian": "2026. nov. 3. dátummal, 10:02 időpontban {who} írta:",
    "Turkish": "{who} şunları yazdı (3 Kas 2026 10:02):",
    "Russian": "3 нояб. 2026 г., в 10:02, {who} написал(а):",
    "Japanese": "2026/11/03 10:02、{who}のメール：",
    "Chinese": "在 2026年11月3日，10:02，{who} 写道：",
}

OUTLOOK = {
    "English": ("From", "Sent", "To", "Subject", "Tuesday, November 3, 2026 10:02 AM"),
    "German": ("Von", "Gesendet", "An", "Betreff", "Dienstag, 3. November 2026 10:02"),
    "French": ("De ", "Envoyé ", "À ", "Objet ", "mardi 3 novembre 2026 10:02"),
    "Spanish": ("De", "Enviado", "Para", "Asunto", "martes, 3 de noviembre de 2026 10:02"),
    "Italian": ("Da", "Inviato", "A", "Oggetto", "martedì 3 novembre 2026 10:02"),
    "Portuguese": ("De", "Enviada em", "Para", "Assunto", "terça-feira, 3 de novembro de 2026 10:02"),
    "Dutch": ("Van", "Verzonden", "Aan", "Onderwerp", "dinsdag 3 november 2026 10:02"),
    "Swedish": ("Från", "Skickat", "Till", "Ämne", "den 3 november 2026 10:02"),
    "Danish": ("Fra", "Sendt", "Til", "Emne", "3. november 2026 10:02"),
    "Norwegian": ("Fra", "Sendt", "Til", "Emne", "tirsdag 3. november 2026 10:02"),
    "Finnish": ("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe", "tiistai 3. marraskuuta 2026 10.02"),
    "Polish": ("Od", "Wysłano", "Do", "Temat", "wtorek, 3 listopada 2026 10:02"),
    "Czech": ("Od", "Odesláno", "Komu", "Předmět", "úterý 3. listopadu 2026 10:02"),
    "Hungarian": ("Feladó", "Elküldve", "Címzett", "Tárgy", "2026. november 3., kedd 10:02"),
    "Turkish": ("Kimden", "Gönderildi", "Kime", "Konu", "3 Kasım 2026 Salı 10:02"),
    "Russian": ("От", "Отправлено", "Кому", "Тема", "3 ноября 2026 г. 10:02"),
    "Japanese": ("差出人", "送信日時", "宛先", "件名", "2026年11月3日 10:02"),
    "Chinese": ("发件人", "发送时间", "收件人", "主题", "2026年11月3日 10:02"),
    "Korean": ("보낸 사람", "보낸 날짜", "받는 사람", "제목", "2026년 11월 3일 10:02"),
}

FORWARDED = {
    "English": ["---------- Forwarded message ---------", "Begin forwarded message:", "-----Original Message-----"],
    "German": ["-----Ursprüngliche Nachricht-----", "Anfang der weitergeleiteten Nachricht:",
               "-------- Weitergeleitete Nachricht --------"],
    "French": ["-----Message d'origine-----", "Début du message transféré :", "---------- Message transféré ---------"],
    "Spanish": ["-----Mensaje original-----", "Inicio del mensaje reenviado:"],
    "Italian": ["-----Messaggio originale-----", "Inizio messaggio inoltrato:",
                "-------- Messaggio Inoltrato --------"],
    "Portuguese": ["-----Mensagem original-----", "Início da mensagem reencaminhada:"],
    "Dutch": ["-----Oorspronkelijk bericht-----", "Begin doorgestuurd bericht:"],
    "Swedish": ["-----Ursprungligt meddelande-----", "Vidarebefordrat brev:"],
    "Danish": ["-----Oprindelig meddelelse-----", "Start på videresendt besked:"],
    "Norwegian": ["-----Opprinnelig melding-----", "Begynnelse på videresendt melding:"],
    "Finnish": ["-----Alkuperäinen viesti-----", "Välitetty viesti:"],
    "Polish": ["-----Oryginalna wiadomość-----", "Początek przekazywanej wiadomości:"],
    "Czech": ["-----Původní zpráva-----", "Začátek přeposílané zprávy:"],
    "Hungarian": ["-----Eredeti üzenet-----", "Továbbított levél kezdete:"],
    "Turkish": ["-----Orijinal Mesaj-----", "İletilen iletinin başlangıcı:"],
    "Russian": ["-----Исходное сообщение-----", "Начало переадресованного сообщения:",
                "-------- Пересылаемое сообщение --------"],
    "Japanese": ["-----元のメッセージ-----", "転送されたメッセージ："],
    "Chinese": ["-----邮件原件-----", "------------------ 原始邮件 ------------------", "开始转发邮件："],
}  # fmt: skip


def marked(line: str) -> str:
    return "\n".join([line, *(f"> {text}" for text in THEIRS)])


def bare(line: str) -> str:
    return "\n".join([line, "", *THEIRS])


def wrapped(line: str) -> str:
    """Break a line before the address, as at 72 characters."""
    return marked(line.replace(" <", "\n<", 1))


def block(language: str, name: str = WHO) -> str:
    sender, sent, to, subject, on = OUTLOOK[language]
    lines = [f"{sender}: {name}", f"{sent}: {on}", f"{to}: Ann Lee <ann@lee.example>", f"{subject}: Friday"]
    return "\n".join([*lines, "", *THEIRS])


ANSWERED: dict[str, str] = {}
for tongue, line in WROTE.items():
    said = line.format(who=WHO)
    ANSWERED |= {f"Gmail, {tongue}": marked(said), f"Gmail wrapped, {tongue}": wrapped(said)}
    ANSWERED[f"Gmail unmarked, {tongue}"] = bare(said)
for tongue, line in APPLE.items():
    said = line.format(who=WHO)
    ANSWERED |= {f"Apple, {tongue}": marked(said), f"Apple unmarked, {tongue}": bare(said)}
for tongue in OUTLOOK:
    ANSWERED[f"Outlook, {tongue}"] = block(tongue)
    ANSWERED[f"Outlook ruled, {tongue}"] = f"{'_' * 32}\n{block(tongue)}"
    ANSWERED[f"Outlook starred, {tongue}"] = block(tongue).replace("From:", "*From:*").replace("Sent:", "*Sent:*")
for tongue, lines in FORWARDED.items():
    for number, line in enumerate(lines):
        ANSWERED[f"forwarded {number}, {tongue}"] = f"{line}\n\n{block(tongue)}"
        ANSWERED[f"forwarded {number} at once, {tongue}"] = f"{line}\n{block(tongue)}"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ANSWERED)
def test_an_answered_message_is_blanked(name: str, end: str) -> None:
    source = f"{OWN}\n\n{ANSWERED[name]}\n".replace("\n", end)
    prose, envelope = split(source)
    assert len(prose) == len(source)
    assert prose.split() == OWN.split()
    if not name.startswith("forwarded") and "Original" not in name:
        assert "Zoe Pask" in (envelope.invited_by or "")


@pytest.mark.parametrize("tongue", WROTE)
def test_answers_in_between_are_kept(tongue: str) -> None:
    source = (
        f"Dear Zoe,\n\n{WROTE[tongue].format(who=WHO)}\n> Will you come?\n\nNo, thank you.\n\n> When can we talk?\n>\n"
        "> Zoe\n\nNot at all.\n\nAnn\n"
    )
    prose, _ = split(source)
    assert " ".join(prose.split()) == "Dear Zoe, No, thank you. Not at all. Ann"


@pytest.mark.parametrize("name", ["Will Passmore", "May Lin", "Can Yılmaz", "Us Odeh", "I-Ching Hsu", "ZOE PASK"])
@pytest.mark.parametrize("tongue", ["English", "Russian", "Turkish", "Norwegian"])
def test_names_that_are_words_too(name: str, tongue: str) -> None:
    who = f"{name} <x@mill.example>"
    prose, envelope = split(f"{OWN}\n\n{marked(WROTE[tongue].format(who=who))}\n")
    assert prose.split() == OWN.split()
    assert envelope.invited_by == who


RUNS = [
    "-",
    "--- ",
    "_",
    ":",
    ": ",
    ">",
    "> ",
    "On ",
    "On 3 Nov 2026 ",
    "<a@b.example> ",
    "<",
    "From: a\n",
    "Sent: a\n",
    "a:\n",
    "-- a --\n",
    "On 3/11/2026 10:02,\n",
    "wrote:\n",
    "Zoe wrote:\n>\n",
    "\n",
    "：",
    "A: ",
    "*",
    "**From:** a\n",
    "\r",
]


@pytest.mark.parametrize("run", RUNS)
def test_runs_take_no_time(run: str) -> None:
    begun = time.process_time()
    source = f"{OWN}\n\n" + run * (100_000 // len(run))
    prose, _ = split(source)
    assert len(prose) == len(source)
    assert prose.startswith(OWN)
    assert time.process_time() - begun < 5


@given(
    st.lists(st.sampled_from([*"ab:,>-<@_* \n\r1", "On ", "wrote", "3 Nov 2026", "10:02", "From: ", "Sent: ", "Zoe "]))
)
@settings(max_examples=500, deadline=None)
def test_nothing_breaks_it(pieces: list[str]) -> None:
    source = "".join(pieces)
    prose, _ = split(source)
    assert len(prose) == len(source)
    assert all(ours in {theirs, " "} for ours, theirs in zip(prose, source, strict=True))


OTHERS = {
    "Proton": f"------- Original Message -------\nOn Tuesday, November 3rd, 2026 at 10:02 AM, {WHO} wrote:\n\n> Come.",
    "Thunderbird": "Zoe Pask wrote:\n> Come.\n> Zoe",
    "mutt": "* Zoe Pask <zoe@mill.example> [2026-11-03 10:02]:\n> Come.",
    "Horde": "Quoting Zoe Pask <zoe@mill.example>:\n\n> Come.",
    "gnus": "Zoe Pask <zoe@mill.example> writes:\n\n> Come.",
    "The Bat": "Tuesday, November 3, 2026, 10:02:11 AM, Zoe Pask <zoe@mill.example> wrote:\n\nZP> Come.\nZP> Zoe",
    "Eudora": "At 10:02 AM 11/3/2026, Zoe Pask <zoe@mill.example> wrote:\n>Come.",
    "GMX": "Gesendet: Dienstag, 03. November 2026 um 10:02 Uhr\nVon: Zoe Pask <zoe@mill.example>\nAn: ann@lee.example\n"
           "Betreff: Freitag\n\nCome.",
    "no list has it": "-------- Neesargi sandesh --------\nKudun: Zoe <zoe@mill.example>\nVishay: Friday\n\nCome.",
    "quoted only": "> Come.\n>> Why?\n> Because.",
    "a date without a verb": "Tue, 3 Nov 2026 10:02 +0100, Zoe Pask <zoe@mill.example>:\n\nCome.",
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_other_programs(name: str) -> None:
    prose, _ = split(f"{OWN}\n\n{OTHERS[name]}\n")
    assert prose.split() == OWN.split()


LOOK_ALIKES = [
    "On Monday I wrote: I may be late.",
    "On Monday, 3 November 2026, I wrote to you and said this:",
    "On Monday I wrote to Zoe Pask at 10:02, and she wrote:",
    "On 3 November 2026 your colleague wrote that it was off:",
    "On Tuesday Zoe and I wrote to them, and nobody answered.",
    "On page 12 of the plan Zoe wrote: come as you are.",
    "Am I too late for the round of 3 November 2026? I wrote so:",
    "Den Haag is too far for me, as I said on 3.11.2026:",
    "El Paso, on 3 Nov 2026, is where I shall be:",
    "From: the start I had my doubts.",
    "From: Leeds to York\nit takes me two hours each way.",
    "From: Leeds\nTo: York\n\nThat is two hours.",
    "De: nada\nA: dios",
    "From my side, there are three points:",
    "To: be honest, I never liked the plan.",
    "To sum up:\nSubject: to change, of course.",
    "Date: to be agreed, if you insist.",
    "Sent: last week, by post.",
    "Subject: I have none better.\nSo: no.",
    "Original Message",
    "The original message said: come on Friday.",
    "Begin forwarded messages with my name, please.",
    "--- my three reasons ---\n\nThe hours are long.",
    "--- Reasons ---\nTravel: two hours each way.\nPay: below what I have.",
    "You may reach me on 3 November 2026 from 10:02 (ann@lee.example):",
    "Please write to Zoe <zoe@mill.example> before 3 November 2026, 10:02:",
    "My number is this, as of 3/11/2026 10:02:",
    "Zoe wrote:\n\nI did not answer.",
    "She said: come on Friday.",
    "Kudos to Zoe Pask <zoe@mill.example>:",
    "The talk is on 3 November 2026 at 10:02:\n\nBring nothing.",
    "Here is what I wrote:\n\n- I am glad.\n- I am busy.",
    "Let's say 3 November 2026, 10:02.\nZoe Pask <zoe@mill.example>:",
    "Data: I have none for 3.11.2026.",
    "A: no. B: never.",
    "De: that is what the sign said.",
    "I > you in patience, and 3 > 2.",
    "A 'de facto' no: 3/11/2026.",
]


@pytest.mark.parametrize(("line", "end"), product(LOOK_ALIKES, ["\n", "\r\n"]))
def test_what_only_looks_like_it_stays(line: str, end: str) -> None:
    source = f"Dear Zoe,\n\nThank you for asking me.\n\n{line}\n\nI shall not come.\n\nAnn\n".replace("\n", end)
    prose, _ = split(source)
    assert prose == source


@pytest.mark.parametrize("tongue", ["German", "French", "Spanish", "Dutch", "Polish", "Russian"])
def test_headers_at_the_top_are_the_writers_own(tongue: str) -> None:
    sender, sent, to, subject, on = OUTLOOK[tongue]
    source = f"{sender}: Ann Lee <ann@lee.example>\n{to}: {WHO}\n{sent}: {on}\n{subject}: Friday\n\n{OWN}\n"
    prose, envelope = split(source)
    assert prose.split()[-len(OWN.split()) :] == OWN.split()
    assert (envelope.to, envelope.sender, envelope.subject) == (WHO, "Ann Lee <ann@lee.example>", "Friday")
    assert envelope.date == on
