"""Heading: what mail programs put above a message that is answered or forwarded, in the languages they speak."""

from __future__ import annotations

import re
from collections.abc import Sequence

from declint.read.attribution import Invitation

ANNOUNCED = "|".join((
    r"(?:Original|Forwarded|Reply)\s+(?:Message|e-?mail)", r"(?:Ursprüngliche|Weitergeleitete|Originale?)\s+Nachricht",
    r"Message\s+(?:d['’]origine|original|transféré|réexpédié)|Courriel\s+original", r"Mensaje\s+(?:original|reenviado)",
    r"Messaggio\s+(?:originale|inoltrato)", r"Mensagem\s+(?:original|encaminhada|reencaminhada)",
    r"(?:Oorspronkelijk|Origineel|Doorgestuurd)\s+bericht",
    r"(?:Ursprungligt|Originalt|Vidarebefordrat)\s+(?:meddelande|mejl|brev)",
    r"(?:Oprindelig|Opprinnelig|Original|Videresendt)\s+(?:meddelelse|melding|besked|mail|e-post)",
    r"(?:Alkuperäinen|Välitetty|Edelleenlähetetty)\s+viesti",
    r"Oryginalna\s+wiadomość|Wiadomość\s+(?:oryginalna|przekazana)|Przekazana\s+wiadomość",
    r"(?:Původní|Přeposlaná|Předávaná)\s+(?:zpráva|e-mail)|Pôvodná\s+správa|Preposlaná\s+správa",
    r"(?:Eredeti|Továbbított)\s+(?:üzenet|levél)",
    r"(?:Orijinal|Özgün|İletilen|Yönlendirilen|Yönlendirilmiş)\s+(?:Mesaj|İleti)",
    r"Mesaj\s+(?:original|redirecționat)",
    r"(?:Исходное|Оригинальное|Пересылаемое|Пересланное|Перенаправленное)\s+сообщение|Пересылаемое\s+письмо",
    r"(?:Оригінальне|Переслане)\s+повідомлення", r"Αρχικό\s+μήνυμα|Προωθημένο\s+μήνυμα",
    r"元のメッセージ|転送(?:された)?メッセージ", r"邮件原件|原始邮件|转发(?:的)?邮件(?:信息)?|原始郵件|轉寄(?:的)?郵件",
    r"원본\s*메시지|전달된\s*메시지",
))  # fmt: skip
BEGINS = "|".join((
    r"Begin\s+forwarded\s+message", r"Anfang\s+der\s+weitergeleiteten\s+(?:Nachricht|E-Mail)",
    r"Début\s+du\s+(?:message|courriel|e-mail)\s+(?:transféré|réexpédié)", r"Inicio\s+del\s+mensaje\s+reenviado",
    r"Inizio\s+(?:del\s+)?messaggio\s+inoltrato", r"Início\s+da\s+mensagem\s+(?:re)?encaminhada",
    r"Begin\s+doorgestuurd\s+bericht", r"Vidarebefordrat\s+(?:brev|mejl)", r"Start\s+på\s+videresendt\s+besked",
    r"Begynnelse\s+på\s+videresendt\s+(?:melding|e-post)", r"(?:Alkaa\s+)?välitetty\s+viesti",
    r"Początek\s+przekazywanej\s+wiadomości|Początek\s+przekazanej\s+wiadomości", r"Začátek\s+přeposílané\s+zprávy",
    r"Továbbított\s+levél\s+kezdete", r"(?:İletilen|Yönlendirilen)\s+(?:ileti|mesaj)nin\s+başlangıcı",
    r"Начало\s+(?:переадресованного|пересылаемого|пересланного)\s+сообщения", r"転送されたメッセージ",
    r"开始转发(?:的)?邮件|下面是被转发的邮件|開始轉寄郵件|以下是轉寄的郵件",
))  # fmt: skip
SEPARATOR = re.compile(rf"\s*(?:-{{2,}}\s*(?:{ANNOUNCED})\s*-{{2,}}|(?:{BEGINS})\s?[:：]|_{{20,}})\s*", re.I)
"""A line above a message that is not the writer's."""
FENCED = re.compile(r"\s*-{3,}\s*[^\W\d_][^-\n]{2,60}-{3,}\s*")
"""A line that may be one in a language that is not listed."""

FROM = "From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|Feladó|Kimden|Gönderen|De la|Από|От|Від|差出人|发件人|寄件者|보낸 사람"
SENT = (
    "Sent|Date|Gesendet|Datum|Envoyé(?: le)?|Enviad[oa](?: el| em)?|Fecha|Inviato|Data|Verzonden|Skickat|Sendt|Dato"
    "|Lähetetty|Päivämäärä|Päiväys|Wysłan[oe]|Odesláno|Odoslané|Elküldve|Küldve|Dátum|Gönderildi|Gönderme Tarihi|Tarih"
    "|Trimis|Στάλθηκε|Ημερομηνία|Отправлено|Дата|Надіслано"
    "|送信日時|送信済み|日付|发送时间|发送日期|寄件日期|傳送時間|日期|보낸 날짜|날짜"
)
TO = "To|An|À|Para|A|Aan|Till|Til|Vastaanottaja|Do|Komu|Címzett|Kime|Alıcı|Către|Προς|Кому|宛先|收件人|收件者|받는 사람"
SUBJECT = (
    "Subject|Betreff|Objet|Asunto|Assunto|Oggetto|Onderwerp|Ämne|Emne|Aihe|Temat|Předmět|Predmet|Tárgy|Konu|Subiect"
    "|Θέμα|Тема|件名|主题|主旨|제목"
)
OTHER = f"{TO}|{SUBJECT}|Cc|Kopie|Kopia|Kopi|Kopio|DW|Másolatot kap|Bilgi|Копия|抄送|副本"
MARK = r"(?:\s?:\*{0,2}\s|：\s?)"
ONE = re.compile(rf"\*{{0,2}}(?P<name>{FROM}|{SENT}|{OTHER}){MARK}(?P<value>.{{1,300}})")
SENDER = re.compile(rf"\*{{0,2}}(?:{FROM}){MARK}(?P<value>.{{1,200}})")
TIME = re.compile(rf"\*{{0,2}}(?:{SENT}){MARK}(?P<value>.{{1,300}})")
FIELD = re.compile(r"\s*\*{0,2}[^\W\d_][\w .'’-]{0,24}?(?:\s?:\*{0,2}\s|：)\s*.{1,300}")
"""A header in a language that is not listed."""
CANONICAL = (("from", FROM), ("sent", SENT), ("to", TO), ("subject", SUBJECT))

LONGEST = 8
"""Lines that the headers of an answered message run over, below the first."""


def stands(line: str, below: Sequence[str]) -> bool:
    """Tell whether the message that is answered begins at a line: with a separator, or with its headers."""
    if SEPARATOR.fullmatch(line) and any(below):
        return True
    if SENDER.fullmatch(line):
        others = [text for text in below if ONE.fullmatch(text)]
        dated = any(TIME.fullmatch(text) and re.search(r"\d", text) for text in others)
        return len(others) > 1 or bool(others and (dated or "@" in line + others[0]))
    if TIME.fullmatch(line):
        return any(SENDER.fullmatch(text) for text in below[:2]) and any(map(ONE.fullmatch, below[1:]))
    return bool(FENCED.fullmatch(line)) and _fields(below)


def _fields(below: Sequence[str]) -> bool:
    """Tell whether headers in some language follow: at least two, and an address in one of them."""
    said = [text for text in below if text]
    return len(said) > 1 and all(FIELD.fullmatch(text) for text in said[:2]) and "@" in "".join(said)


def told(lines: Sequence[str]) -> Invitation:
    """Read the headers of an answered message: the first sender near the top, and the date above or below."""
    by = on = None
    for line in lines[: LONGEST + 2]:
        text = line.strip().removeprefix(">").strip()
        if by is None and (match := SENDER.fullmatch(text)):
            by = match["value"].strip(" *")
        elif on is None and (match := TIME.fullmatch(text)):
            on = match["value"].strip(" *")
    return Invitation(by, on)


def canonical(name: str) -> str | None:
    """Give the English name of a header."""
    return next((one for one, names in CANONICAL if re.fullmatch(names, name)), None)
