"""Footers: what a program or a company adds is no part of the message, and what only looks like it is."""

from __future__ import annotations

import pytest

from declint import rulebook
from declint.describe.parts import split
from declint.read.text import draft

LEXICON = rulebook.load().lexicon

PROGRAMS = [
    "Sent from my iPhone",
    "Sent from my iPad.",
    "Sent from my Samsung Galaxy smartphone.",
    "Sent from my mobile",
    "Sent from my Galaxy",
    "Sent from Outlook for Android",
    "Sent from Mail for Windows",
    "Sent from Yahoo Mail on Android",
    "Sent from Yahoo Mail for iPhone",
    "Sent from the all-new AOL app for iOS",
    "Sent via BlackBerry from T-Mobile",
    "Sent with Proton Mail secure email.",
    "Sent from my phone, so please excuse the brevity and any typos",
    "Get Outlook for iOS",
    "Get Outlook for Android<https://aka.ms/AAb9ysg>",
    "Get Outlook for iOS <https://aka.ms/o0ukef>",
    "Von meinem iPhone gesendet",
    "Gesendet von meinem iPhone",
    "Von meinem Samsung Galaxy Smartphone gesendet.",
    "Gesendet von Mail für Windows",
    "Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.",
    "Outlook für iOS herunterladen",
    "Holen Sie sich Outlook für iOS",
    "Envoyé de mon iPhone",
    "Envoyé depuis mon mobile Orange",
    "Télécharger Outlook pour iOS",
    "Obtenir Outlook pour Android",
    "Enviado desde mi iPhone",
    "Enviado desde Outlook para Android",
    "Obtener Outlook para iOS",
    "Enviado do meu iPhone",
    "Enviado do Gmail",
    "Obter o Outlook para iOS",
    "Inviato da iPhone",
    "Inviato dal mio Galaxy",
    "Ottieni Outlook per iOS",
    "Scarica Outlook per Android",
    "Verzonden vanaf mijn iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Outlook voor iOS downloaden",
    "Download Outlook voor iOS",
    "Skickat från min iPhone",
    "Hämta Outlook för iOS",
    "Sendt fra min iPhone",
    "Hent Outlook til iOS",
    "Lähetetty iPhonesta",
    "Hanki Outlook for iOS",
    "Wysłane z iPhone'a",
    "Wysłano z iPhone’a",
    "Pobierz aplikację Outlook dla systemu iOS",
    "Odesláno z iPhonu",
    "Získat Outlook pro Android",
    "Az iPhone készülékemről küldve",
    "iPhone'umdan gönderildi",
    "Отправлено с iPhone",
    "Отправлено из мобильного Mail.ru",
    "iPhoneから送信",
    "发自我的iPhone",
    "從我的 iPhone 傳送",
    "나의 iPhone에서 보냄",
]

NOTICES = [
    "CONFIDENTIALITY NOTICE: This e-mail and any attachments are for the sole use of the addressee.",
    "Confidentiality Notice - the contents of this message are private.",
    "DISCLAIMER: The views in this message are those of the sender.",
    "This e-mail and any attachments are confidential and intended solely for the person to whom they are addressed.",
    "This email and its attachments are confidential and may be legally privileged. If you are not the intended\n"
    "recipient, please delete it and tell the sender.",
    "This message contains confidential information and is intended only for the individual named.",
    "The information contained in this communication is privileged and confidential.",
    "If you have received this message in error, please delete it and any attachments.",
    "If you are not the intended recipient you are notified that disclosing, copying or distributing it is forbidden.",
    "Please consider the environment before printing this e-mail.",
    "🌳 Please think about the environment before you print this.",
    "Think before you print",
    "Virus-free. www.scanner.example",
    "Mill & Vale Ltd. Registered in England No. 0000000. Registered office: 1 Weir Road, Leeds.",
    "Any views or opinions in this e-mail are solely those of the sender and do not necessarily represent the company.",
    "You received this message because you are subscribed to a list.",
    "Diese E-Mail enthält vertrauliche Informationen und ist nur für den Empfänger bestimmt.",
    "Ce message et ses attachments sont confidentiels, et le destinataire seul peut le lire; contenu confidentiel.",
    "Este mensaje es confidencial y está dirigido a su destinatario.",
    "Questo messaggio è riservato e rivolto al solo destinatario.",
]


def parts(text: str) -> list[tuple[str, str]]:
    return [(part.kind, text[part.span.start : part.span.end]) for part in split(draft("x", text), LEXICON)]


@pytest.mark.parametrize("footer", PROGRAMS + NOTICES)
@pytest.mark.parametrize("above", ["Kind regards,\nAnn Lee", "Ann", "I wish you well with the search."])
def test_a_footer_is_no_part_of_the_message(footer: str, above: str) -> None:
    text = f"Dear Tom,\n\nI can't come on Tuesday.\n\n{above}\n\n{footer}\n"
    found = parts(text)
    assert ("signature", footer) in found
    bare = parts(text.removesuffix(f"\n\n{footer}\n"))
    assert [part for part in found if part[0] != "signature"] == bare


@pytest.mark.parametrize("footer", ["Sent from my iPhone", NOTICES[0]])
def test_both_at_once(footer: str) -> None:
    text = f"Dear Tom,\n\nNo, sorry.\n\nBest,\nAnn\n\n{NOTICES[3]}\n\n{NOTICES[9]}\n\n{footer}\n"
    assert [kind for kind, _ in parts(text)] == ["greeting", "body", "sign-off", "name", *["signature"] * 3]


LOOK_ALIKES = [
    "The salary that you named stays confidential, of course.",
    "This message is confidential, so please keep it between us.",
    "This e-mail is to say that I'm withdrawing, and that it is confidential and intended for you alone.",
    "Please treat this as confidential.",
    "Please consider the environment in which your nurses work.",
    "Please consider the other candidates before me.",
    "If you have received my papers, please delete them.",
    "If you are not the person to tell, please pass this on.",
    "The information in your advertisement was wrong.",
    "Any views that I had on the salary don't matter now.",
    "This message comes late, and I'm sorry for it.",
    "Think before you answer: I won't ask twice.",
    "Important changes at home keep me from coming.",
    "Sent from my kitchen, with a toddler on my lap.",
    "Sent to you first, as I promised.",
    "Get Outlook working, and we can talk.",
    "Get well soon!",
    "Important note: the interview clashes with our wedding.",
    "Nurses registered in England are paid better elsewhere.",
    "Get the plan into Outlook for me, please.",
    "Sent from my phone. I can't come on Tuesday after all.",
    "Sent with my phone's last light, so my answer is short: no.",
    "Download the plan if you need it.",
    "I sent you my answer from my phone yesterday.",
    "My phone broke, so I write from a friend's iPad.",
    "The message you sent on Monday never came.",
    "Legal reasons keep me from saying more.",
    "Privacy matters to me, and your form asks for a lot.",
    "Save the date for somebody else.",
    "Confidential talks with another firm have ended well.",
    "Privileged as I feel, I must decline.",
    "Registered nurses like me are hard to find.",
    "External candidates should be told sooner.",
    "You received this answer late, and I apologise.",
    "Opinions differ on this, and mine is made up.",
]


@pytest.mark.parametrize("line", LOOK_ALIKES)
def test_what_only_looks_like_a_footer_is_judged(line: str) -> None:
    for below in ("", "\n\nI wish you well.\n\nKind regards,\nAnn"):
        text = f"Dear Tom,\n\nThank you for the invitation.\n\n{line}{below}\n"
        assert any(kind in {"body", "close"} and line in said for kind, said in parts(text)), parts(text)
