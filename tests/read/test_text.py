"""Plain text in any encoding that is met, and letters that look alike, join or hide."""

from __future__ import annotations

import unicodedata

import pytest

from declint.errors import ReadError
from declint.linter import Linter
from declint.read import text as reader
from tests.read.letters import holds

LATIN = "Dear Zoë,\n\nI’d rather not come to Malmö – sorry.\n\nIngrid\n"
ASCII = "Dear Zoe,\n\nI'd rather not come - sorry.\n\nIngrid\n"

CHARSETS = {
    "ASCII": (ASCII.encode("ascii"), ASCII),
    "UTF-8": (LATIN.encode(), LATIN),
    "UTF-8 with a mark": (LATIN.encode("utf-8-sig"), "\ufeff" + LATIN),
    "UTF-16, little": (b"\xff\xfe" + LATIN.encode("utf-16-le"), "\ufeff" + LATIN),
    "UTF-16, big": (b"\xfe\xff" + LATIN.encode("utf-16-be"), "\ufeff" + LATIN),
    "Windows-1252": (LATIN.encode("cp1252"), LATIN),
    "Latin-1": ("Dear Zoë,\n".encode("latin-1"), "Dear Zoë,\n"),
    "CRLF": (LATIN.replace("\n", "\r\n").encode(), LATIN.replace("\n", "\r\n")),
    "CR": (LATIN.replace("\n", "\r").encode(), LATIN.replace("\n", "\r")),
    "a form feed": ((ASCII + "\f").encode(), ASCII + "\f"),
    "a lone byte that is no UTF-8": (b"Dear Zo\xeb,\n", "Dear Zoë,\n"),
    "emoji": ("Hi Zoë 👩🏽‍💻\n".encode(), "Hi Zoë 👩🏽‍💻\n"),
}


@pytest.mark.parametrize("name", CHARSETS)
def test_the_letters_are_those_of_the_writer(name: str) -> None:
    data, said = CHARSETS[name]
    draft = reader.read("x.txt", data)
    holds(draft)
    assert draft.source == said
    assert bool(draft.notes) == (name in {"Windows-1252", "Latin-1", "a lone byte that is no UTF-8"})


def test_mac_roman_is_read_with_a_note() -> None:
    draft = reader.read("x.txt", LATIN.encode("mac_roman"))
    assert "rather not come" in draft.prose
    assert draft.notes


NO_TEXT = {
    "NUL": b"Dear Zoe,\0\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a program": b"\x7fELF" + bytes(64),
    "a zip": b"PK\x03\x04" + bytes(range(1, 32)) * 4,
    "UTF-16 cut in a letter": b"\xff\xfe" + "Zoë".encode("utf-16-le") + b"\x00",
    "a mark only": b"\xef\xbb\xbf",
    "UTF-32": b"\xff\xfe\0\0" + LATIN.encode("utf-32-le"),
    "UTF-16 without a mark": LATIN.encode("utf-16-le"),
    "a lone surrogate": b"\xff\xfe" + b"\x00\xd8" + b"a\0",
}


@pytest.mark.parametrize("name", NO_TEXT)
def test_what_is_no_text_is_refused(name: str) -> None:
    with pytest.raises(ReadError) as caught:
        reader.read("x.txt", NO_TEXT[name])
    assert str(caught.value).startswith("x.txt: ")


# what a writer's program does to letters does not change what is found

LETTER = (
    "Dear Ms. Ramírez,\n\nThank you for asking me to interview for the Café Manager position.\n\n"
    "I'm declining the interview. Your process is a joke and I don't need it.\n\nKind regards,\nZoë Núñez\n"
)

FORMS = {
    "composed": unicodedata.normalize("NFC", LETTER),
    "decomposed": unicodedata.normalize("NFD", LETTER),
    "curly quotes": LETTER.replace("'", "’"),
    "modifier apostrophes": LETTER.replace("'", "ʼ"),
    "CRLF": LETTER.replace("\n", "\r\n"),
    "CR": LETTER.replace("\n", "\r"),
    "line separators": LETTER.replace("\n", "\u2028"),
    "a byte order mark": "\ufeff" + LETTER,
    "no-break spaces": LETTER.replace("a joke", "a\u00a0joke").replace("Ms. R", "Ms.\u00a0R"),
    "narrow no-break spaces": LETTER.replace("a joke", "a\u202fjoke"),
    "two blanks between sentences": LETTER.replace(". Your", ".  Your"),
    "blanks at the ends of lines": LETTER.replace("\n", "  \n"),
    "tabs": LETTER.replace("Your process", "Your\tprocess"),
    "soft hyphens": LETTER.replace("process", "pro\u00adcess"),
    "zero width inside words": LETTER.replace("joke", "jo\u200bke").replace("declining", "dec\u200blining"),
    "a word joiner": LETTER.replace("joke", "jo\u2060ke"),
    "non-joiners": LETTER.replace("joke", "jo\u200cke"),
    "marks of direction": LETTER.replace("joke", "\u200ejoke\u200e"),
    "isolates": LETTER.replace("joke", "\u2068joke\u2069"),
    "full width": LETTER.replace("joke", "ｊｏｋｅ"),
    "ligatures": LETTER.replace("process", "proceſs"),
    "mathematical letters": LETTER.replace("joke", "𝗷𝗼𝗸𝗲"),
    "a Cyrillic letter": LETTER.replace("joke", "jоke"),
    "a Greek letter": LETTER.replace("joke", "jοke"),
    "no line end at the end": LETTER.rstrip(),
    "many line ends": "\n\n" + LETTER.replace("\n\n", "\n\n\n\n") + "\n\n\n",
}


@pytest.fixture(scope="module")
def found(by_email: Linter) -> set[str]:
    return {finding.rule for finding in by_email(reader.draft("x", LETTER)).findings}


@pytest.mark.parametrize("name", FORMS)
def test_another_form_is_judged_the_same(name: str, by_email: Linter, found: set[str]) -> None:
    report = by_email(reader.read("x.txt", FORMS[name].encode()))
    assert {finding.rule for finding in report.findings} == found
    assert len(report.draft.prose) == len(FORMS[name])


NAMES = [
    "Dear Ms. Ramírez 👋,",
    "Dear 👩🏽‍💻 Zoë,",
    "Dear יעל,",
    "Dear ليلى,",
    "Dear 田中様,",
    "Dear Ольга,",
    "Dear Þórdís,",
    "Dear Nguyễn Thị Ánh,",
    "Dear O’Brien,",
    "Dear D’Angelo-Łukaszewicz,",
    "Dear 🇨🇭 team,",
]


@pytest.mark.parametrize("greeting", NAMES)
def test_names_of_every_script(greeting: str, by_email: Linter) -> None:
    text = LETTER.replace("Dear Ms. Ramírez,", greeting)
    report = by_email(reader.read("x.txt", text.encode()))
    for finding in report.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
    assert "missing-greeting" not in {finding.rule for finding in report.findings}
