"""Footers: what programs and companies put under a message, which its writer neither said nor can mend."""

from __future__ import annotations

import re
from collections.abc import Sequence

DEVICES = (
    r"(?:iPhon\w*|iPad|iPod|iOS|Android|Outlook|Samsung|Galaxy|Huawei|Pixel|Nokia|Xperia|OnePlus|Xiaomi|Redmi|Oppo|HTC|"
    r"Motorola|BlackBerry|Windows|Gmail|GMX|Yahoo|AOL|Proton ?Mail|Hotmail|Mail(?:\.ru)?|smartphone|Smartphone|mobile|"
    r"mobil|phone|telephone|handset|cell(?:phone)?|tablet|device|Apple Watch|Fairphone|WEB\.DE|Tuta|Spark|Superhuman|"
    r"Thunderbird|LinkedIn|WhatsApp|Verizon|T-Mobile|AT&T|Mobiltelefon|Handy|portable|móvil|telemóvel|celular|cellulare|telefoon)"
)
SENT = (
    r"(?:Sent|Gesendet|gesendet|Versendet|versendet|Envoyé|envoyé|Enviado|Inviato|Verzonden|verzonden|Verstuurd|verstuurd"
    r"|Skickat|Sendt|Lähetetty|Wysłan[eoy]|Odesláno|Odoslané|[Kk]üldve|Elküldve|gönderildi|Отправлено|Надіслано|Trimis"
    r"|Στάλθηκε|送信|发自|發自|傳送|보냄)"
)
GET = (
    r"(?:Get|Download|Holen Sie sich|Laden Sie|Télécharge[zr]|Obtenir|Obtenez|Obtener|Descargar|Obter|Obtenha|Ottieni"
    r"|Scarica|Download|Hämta|Hent|Skaff deg|Hanki|Pobierz(?: aplikację)?|Získat|Získať|Letöltés"
    r"|Скачать|Загрузить|获取|取得)"
)
LINK = r"(?:\s?[<(\[]?https?://\S{1,200}[>)\]]?)?"
PROGRAM = re.compile(
    rf"\s*(?:Sent\s+(?:from|via|with|using|on)\s+[^.!?\n]{{0,40}}?\b{DEVICES}\b(?P<tail>[^!?\n]{{0,80}})"
    rf"|(?!Sent\b){SENT}\s[^.!?\n]{{0,40}}?{DEVICES}[^!?\n]{{0,60}}"
    rf"|[^.!?\n]{{0,40}}{DEVICES}[^.!?\n]{{0,60}}(?!Sent\b){SENT}|(?:发自|發自|從)[^\n]{{1,40}}"
    rf"|{GET}\s[^.!?\n]{{0,20}}?Outlook"
    rf"\s(?:for|für|pour|para|per|voor|för|til|dla|pro|на|用于)\s[^.!?\n]{{0,20}}\b(?:iOS|Android|iPhone|iPad|Mac|Windows)"
    rf"|Outlook (?:für|voor) \w{{2,10}} (?:herunterladen|downloaden)"
    rf"){LINK}[.。]?\s*"
)
"""What phones and mail programs add in the languages they speak."""

NOTICE = re.compile(
    r"\W*(?:(?:confidential(?:ity)?|privacy|legal|privilege|e-?mail|virus)"
    r"(?:\s+(?:and|&)\s+\w+)?\s+(?:notice|statement|disclaimer|warning)\b|important\s+notice\b|disclaimer\s*[:.-]"
    r"|(?:kindly|please)\s+(?:consider|think\s+(?:of|about))\s+(?:the|our|your)\s+(?:environment|planet)\b[^.!?]{0,40}\bprint"
    r"|think\s+(?:green\b.{0,40}|before\s+you\s+print)|save\s+(?:paper|trees)\b"
    r"|(?:[\w&.,']+\s){0,8}?registered\s+(?:in\s+england\b.{0,40}\b(?:no|number|company|office|vat)\b|office\s*:)"
    r"|virus-free\.|you\s+received\s+this\s+message\s+because"
    r"|(?:caution|external)\s*:\s*this\s+e-?mail\s+originated|\[external\])",
    re.IGNORECASE,
)
"""How the small print begins that says itself what it is."""
SMALL_PRINT = re.compile(
    r"\W*(?:(?:this|the)\s+(?:(?:information|contents?)\s+(?:\w+\s+){0,3}(?:in|of)\s+(?:this\s+)?)?"
    r"(?:e-?mail|message|communication|transmission|electronic)\b"
    r"|if\s+you\s+(?:are\s+not|have\s+received|received)\b|any\s+(?:unauthori[sz]ed|views|opinions)\b"
    r"|privileged\b|(?:views|opinions)\s+expressed|unauthori[sz]ed\b"
    r"|diese\s+(?:e-?mail|nachricht)|ce\s+(?:message|courriel)|este\s+(?:mensaje|correo|e-?mail)|esta\s+mensagem"
    r"|questo\s+messaggio|(?:dit|deze)\s+(?:bericht|e-?mail))",
    re.IGNORECASE,
)
CUES = re.compile(
    r"\b(?:confidential|privileged|intended\s+(?:only|solely|recipients?|for)|addressees?|named\s+recipient|in\s+error"
    r"|unauthori[sz]ed|disclos\w+|disseminat\w+|distribut\w+|proprietary|legally|liab\w+|virus\w*|scanned|attachments?"
    r"|solely|delete|copying|individual\s+or\s+entity|views|opinions|do\s+not\s+necessarily"
    r"|vertraulich\w*|confidentiel\w*|confidencia\w*|riservat\w*|vertrouwelijk\w*|destinat\w+|bestimmt)\b",
    re.IGNORECASE,
)
LEAST_CUES = 2
"""Different words of the law that tell small print from a sentence: "This message is confidential" alone is one."""
OWN = re.compile(r"\b(?:I|I'm|I'll|I've|I'd|my|me)\b")


def is_program(line: str) -> bool:
    """Tell whether a line is one that a phone or a mail program puts under what is sent with it."""
    match = PROGRAM.fullmatch(line)
    return match is not None and not OWN.search(match["tail"] or "")


def is_small_print(lines: Sequence[str]) -> bool:
    """Tell whether a paragraph is a notice of a company's: by how it begins, and by the words of the law in it."""
    text = " ".join(line.strip() for line in lines).replace("’", "'")
    if OWN.search(text):
        return False
    if NOTICE.match(text):
        return True
    return bool(SMALL_PRINT.match(text)) and len({cue.lower() for cue in CUES.findall(text)}) >= LEAST_CUES
