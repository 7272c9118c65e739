"""Documents of Word's: paragraphs, lists and changes as they are seen; bombs and rubbish are refused."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable

import pytest

from declint.errors import ReadError
from declint.read import docx as reader
from tests.read.letters import holds

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def packed(body: bytes, name: str = "word/document.xml", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give a package with that part in it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr(name, body)
    return held.getvalue()


def document(inside: str, head: str = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>') -> bytes:
    return packed(f"{head}<w:document {W} {MC}><w:body>{inside}<w:sectPr/></w:body></w:document>".encode())


def run(text: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, style: str = "") -> str:
    return f"<w:p>{style}{''.join(inside)}</w:p>"


def paragraphs(*said: str) -> str:
    return "".join(p(run(text)) for text in said)


LIST = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
RUDE = "Your process is a joke."

SEEN = {
    "paragraphs": (paragraphs("Dear Zoe,", RUDE, "Ann"), f"Dear Zoe,\n\n{RUDE}\n\nAnn"),
    "runs within a word": (p(run("Your pro"), "<w:proofErr/>", run("cess is a jo"), run("ke.")), RUDE),
    "blanks at the ends of runs": (p(run("Your "), run("process "), run("is a joke.")), RUDE),
    "a list": (p(run("One"), style=LIST) + p(run("Two"), style=LIST), "- One\n\n- Two"),
    "what was put in": (p(run("Your "), f'<w:ins w:id="1">{run("process is a joke.")}</w:ins>'), RUDE),
    "what was taken out": (
        p(run("Your "), '<w:del w:id="1"><w:r><w:delText>stupid </w:delText></w:r></w:del>', run("process is a joke.")),
        RUDE,
    ),
    "what was moved": (
        p(f"<w:moveFrom>{run('Ann')}</w:moveFrom>", run(RUDE)) + p(f"<w:moveTo>{run('Ann')}</w:moveTo>"),
        f"{RUDE}\n\nAnn",
    ),
    "a field": (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>', run("3 May")),
        "3 May",
    ),
    "a simple field": (p(f'<w:fldSimple w:instr="NAME">{run("Ann")}</w:fldSimple>'), "Ann"),
    "a link": (p(run("See "), f"<w:hyperlink>{run('my page')}</w:hyperlink>", run(".")), "See my page."),
    "a control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{p(run(RUDE))}</w:sdtContent></w:sdt>", RUDE),
    "a tab and a break": (
        p("<w:r><w:t>Ann</w:t><w:tab/><w:t>Lee</w:t><w:br/><w:t>Ealing</w:t></w:r>"), "Ann Lee\nEaling"
    ),
    "hyphens": (
        p("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>erate</w:t></w:r>"),
        "co-operate",
    ),
    "a table": (
        f"<w:tbl><w:tr><w:tc>{p(run('Dear Zoe,'))}</w:tc></w:tr></w:tbl>" + p(run(RUDE)),
        f"Dear Zoe,\n\n{RUDE}",
    ),
    "entities": (paragraphs("R&amp;D &lt;3 &#x1F44B;"), "R&D <3 👋"),
    "a box, said twice": (
        p(f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p(run('Boxed.'))}</w:txbxContent></mc:Choice>"
          f"<mc:Fallback><w:txbxContent>{p(run('Boxed.'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>",
          run("Dear Zoe,")),
        "Dear Zoe,\n\nBoxed.",
    ),
    "hidden text": (
        p(run("Dear Zoe,"), "<w:r><w:rPr><w:vanish/></w:rPr><w:t> No.</w:t></w:r>"), "Dear Zoe,"
    ),
    "hidden text that is not": (
        p(run("Dear Zoe,"), '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> No.</w:t></w:r>'), "Dear Zoe, No."
    ),
    "a note of somebody's": (
        p(run("Dear Zoe,"), '<w:r><w:commentReference w:id="0"/></w:r>'), "Dear Zoe,"
    ),
    "many alphabets": (paragraphs("Łódź – Zoë", "שלום 👩🏽‍💻"), "Łódź – Zoë\n\nשלום 👩🏽‍💻"),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen(name: str) -> None:
    inside, said = SEEN[name]
    draft = reader.read("x.docx", document(inside))
    holds(draft)
    assert draft.prose.strip() == said
    assert draft.form == "docx"
    assert not draft.verbatim


def test_a_place_is_told_by_the_paragraph() -> None:
    draft = reader.read("x.docx", document(paragraphs("Dear Zoe,", "", "Thank you.", RUDE)))
    assert draft.position(draft.source.index("Your")) == (4, 1)
    assert draft.position(draft.source.index("joke")) == (4, RUDE.index("joke") + 1)


def test_an_answered_message_is_not_judged() -> None:
    inside = paragraphs("Dear Zoe,", "No, thank you.", "From: Zoe Pask", "Sent: Tuesday, 3 November 2026", RUDE)
    assert RUDE not in reader.read("x.docx", document(inside)).prose


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_encoding_of_the_part(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><w:document {W}><w:body>{p(run("Zoë"))}</w:body></w:document>'
    assert "Zoë" in reader.read("x.docx", packed(text.encode(encoding))).prose


ENTITIES = '<!DOCTYPE x [<!ENTITY a "{}">]>'.format("ha" * 10)
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
) + "]>"  # fmt: skip


def flagged(data: bytes) -> bytes:
    """Set the bit of encryption in each entry of a package."""
    held = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (found := held.find(mark, start)) >= 0:
            held[found + at] |= 1
            start = found + 4
    return bytes(held)


def flipped(data: bytes, seeds: Iterable[int]) -> Iterable[bytes]:
    for seed in seeds:
        dice = random.Random(seed)
        held = bytearray(data)
        for _ in range(dice.randint(1, 12)):
            held[dice.randrange(len(held))] = dice.randrange(256)
        yield bytes(held)


GOOD = document(paragraphs("Dear Zoe,", RUDE))

REFUSED = {
    "nothing": b"",
    "no zip": b"Dear Zoe,\n\nNo.\n",
    "an old .doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "half of one": GOOD[: len(GOOD) // 2],
    "without its end": GOOD[:-30],
    "encrypted": flagged(GOOD),
    "another package": packed(b"<x/>", "content.xml"),
    "no XML": packed(b"Dear Zoe,"),
    "XML that breaks off": packed(f"<w:document {W}><w:body><w:p>".encode()),
    "entities": document(paragraphs("&a;"), ENTITIES),
    "a billion laughs": document(paragraphs("&a9;"), LAUGHS),
    "laughs in UTF-16": packed(
        f"<?xml version='1.0' encoding='utf-16'?>{LAUGHS}<w:document {W}>{p(run('&a9;'))}</w:document>".encode("utf-16")
    ),
    "a file from outside": document(paragraphs("&a;"), "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"),
    "no words": document(paragraphs("", " ", "—")),
    "a charset that nobody knows": document(paragraphs(RUDE), '<?xml version="1.0" encoding="klingon"?>'),
    "an unheard-of compression": GOOD.replace(b"\x08\x00", b"\x63\x00"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    with pytest.raises(ReadError) as caught:
        reader.read("x.docx", REFUSED[name])
    assert str(caught.value).startswith("x.docx: ")
    assert "\n" not in str(caught.value)
    assert "/" not in str(caught.value).replace("word/document.xml", "")


def test_encryption_is_named() -> None:
    with pytest.raises(ReadError, match="encrypted"):
        reader.read("x.docx", REFUSED["encrypted"])


def test_damage_is_one_line() -> None:
    outcomes = set()
    for data in flipped(GOOD, range(300)):
        try:
            holds(reader.read("x.docx", data))
            outcomes.add("read")
        except ReadError:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (10, 11))
from declint.errors import ReadError
from declint.read import docx
try:
    draft = docx.read("x.docx", sys.stdin.buffer.read())
    print(len(draft.prose) == len(draft.source), "a joke" in draft.prose)
except ReadError as fault:
    print("refused", str(fault)[:60])
"""

WORST: dict[str, Callable[[], bytes]] = {
    "300 MB of blanks": lambda: packed(f"<w:document {W}><w:body><w:p>".encode() + b" " * 300_000_000),
    "4 MB of paragraphs": lambda: document(paragraphs(RUDE) + "<w:p/>" * 650_000),
    "4 MB of runs": lambda: document(p(run(RUDE), "<w:r><w:t>a</w:t></w:r>" * 180_000)),
    "a deep nest": lambda: document("<w:sdt>" * 200_000 + p(run(RUDE)) + "</w:sdt>" * 200_000),
    "a nest of paragraphs": lambda: document("<w:p>" * 200_000 + run(RUDE) + "</w:p>" * 200_000),
    "a nest in a run": lambda: document(p("<w:smartTag>" * 100_000 + run(RUDE) + "</w:smartTag>" * 100_000)),
    "a word of 4 MB": lambda: document(paragraphs(RUDE, "a" * 4_000_000)),
    "laughs": lambda: REFUSED["a billion laughs"],
}


@pytest.mark.parametrize("name", WORST)
def test_nothing_takes_long(name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED], input=WORST[name](), capture_output=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()[-600:]
    assert ran.stdout.decode().startswith(("True True", "refused"))
