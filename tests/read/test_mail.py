"""Mail as it is sent: every coding, every lie about it, and what no mail program would make."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
from collections.abc import Callable

import pytest

from declint.errors import ReadError
from declint.read import mail as reader
from tests.read.letters import PLAIN, SAID, in_base64, mail, part, quoted, several, whole
from tests.read.letters import holds as _holds

PAGE = "<html><body><p>Dear Zoë,</p><p>Thank you. I’d rather <b>not</b> come.</p></body></html>"
TEXT = "Content-Type: text/plain; charset=utf-8"


def typed(kind: str, coding: str = "7bit") -> tuple[str, str]:
    return f"Content-Type: {kind}", f"Content-Transfer-Encoding: {coding}"


def words(data: bytes) -> str:
    """Read a message, and give the words of its body."""
    draft = reader.read("x.eml", data)
    _holds(draft)
    head, _, body = draft.prose.replace("\r", "").partition("\n\n")
    assert head.strip() in {"", "Subject: Tuesday"}
    return " ".join(body.split())


FLOWED = "Dear Zoe,\n\nThank you for asking \nme in. I'd rather not come to \nthe interview.\n\nWarmly,\nIngrid\n"
DELSP = "Dear Zoe,\n\nThank you for asking  \nme in. I'd rather not come to the inter \nview.\n\nWarmly,\nIngrid\n"
NESTED_MESSAGE = b"Content-Type: message/rfc822\n\nFrom: a@b.example\nSubject: y\n\nAnother person's words.\n"
PICTURE = part(b"R0lGODlhAQABAAAAACw=\n", "image/gif", "Content-ID: <p@x>", "Content-Transfer-Encoding: base64")
SIGNATURE = part("-----BEGIN PGP SIGNATURE-----\nabc\n", 'application/pgp-signature; name="s.asc"')
FILE = part("A plan of words.", "text/plain; charset=utf-8", 'Content-Disposition: attachment; filename="plan.txt"')

READ = {
    "7bit": (mail(PLAIN), PLAIN),
    "8bit with its charset": (mail(SAID, *typed("text/plain; charset=utf-8", "8bit")), SAID),
    "8bit with no charset": (mail(SAID), SAID),
    "quoted-printable": (mail(quoted(SAID), *typed("text/plain; charset=utf-8", "quoted-printable")), SAID),
    "QUOTED-PRINTABLE, and blanks": (
        mail(quoted(SAID), "Content-Type: TEXT/PLAIN; charset=UTF-8", "Content-Transfer-Encoding:  QUOTED-PRINTABLE "),
        SAID,
    ),
    "quoted-printable cut in a sequence": (
        mail(quoted(SAID) + b"=C5", *typed("text/plain; charset=utf-8", "quoted-printable")), SAID + " \ufffd"
    ),
    "base64": (mail(in_base64(SAID), *typed("text/plain; charset=utf-8", "base64")), SAID),
    "base64 with rubbish between": (
        mail(in_base64(PLAIN)[:40] + b"!!\n%%" + in_base64(PLAIN)[40:], *typed("text/plain", "base64")), PLAIN
    ),
    "base64 without its padding": (mail(in_base64(PLAIN).rstrip(b"=\n"), *typed("text/plain", "base64")), PLAIN),
    "base64 that is none": (mail(PLAIN, *typed("text/plain", "base64")), PLAIN),
    "a coding that nobody knows": (mail(PLAIN, *typed("text/plain", "x-unheard-of")), PLAIN),
    "latin-1": (
        mail(SAID.replace("’", "'").replace("Łódź", "Malmö").encode("latin-1"),
             *typed("text/plain; charset=iso-8859-1", "8bit")),
        SAID.replace("’", "'").replace("Łódź", "Malmö"),
    ),
    "latin-1 that is windows-1252": (
        mail(SAID.replace("Łódź", "Malmö").encode("cp1252"), *typed("text/plain; charset=iso-8859-1", "8bit")),
        SAID.replace("Łódź", "Malmö"),
    ),
    "latin-2, quoted": (
        mail(quoted(SAID.replace("’", "'"), "iso-8859-2"),
             *typed("text/plain; charset=iso-8859-2", "quoted-printable")),
        SAID.replace("’", "'"),
    ),
    "a charset that nobody knows": (mail(SAID, *typed("text/plain; charset=klingon-8", "8bit")), SAID),
    "a charset that is no charset": (mail(SAID, *typed("text/plain; charset=rot13", "8bit")), SAID),
    "another that is none": (mail(in_base64(SAID), *typed("text/plain; charset=zlib_codec", "base64")), SAID),
    "us-ascii that is UTF-8": (mail(SAID, *typed("text/plain; charset=us-ascii", "8bit")), SAID),
    "latin-1 that is UTF-8": (mail(SAID, *typed("text/plain; charset=iso-8859-1", "8bit")), SAID),
    "UTF-8 that is windows-1252": (
        mail(SAID.replace("Łódź", "Malmö").encode("cp1252"), *typed("text/plain; charset=utf-8", "8bit")),
        SAID.replace("Łódź", "Malmö"),
    ),
    "UTF-16": (mail(in_base64(SAID, "utf-16"), *typed("text/plain; charset=utf-16", "base64")), SAID),
    "ISO-2022-JP": (
        mail((PLAIN + "石川\n").encode("iso-2022-jp"), *typed("text/plain; charset=iso-2022-jp")), PLAIN + "石川"
    ),
    "ISO-2022-JP around ASCII": (mail(PLAIN, *typed("text/plain; charset=iso-2022-jp")), PLAIN),
    "a byte order mark": (mail(in_base64("\ufeff" + SAID), *typed("text/plain; charset=utf-8", "base64")), SAID),
    "flowed": (mail(FLOWED, *typed("text/plain; charset=utf-8; format=flowed")), PLAIN),
    "flowed and delsp": (mail(DELSP, *typed("text/plain; format=flowed; delsp=yes")), PLAIN),
    "CRLF": (mail(PLAIN).replace(b"\n", b"\r\n"), PLAIN),
    "CR only": (mail(PLAIN).replace(b"\n", b"\r"), PLAIN),
    "NUL in it": (mail(PLAIN.replace("Thank", "\0Thank")), PLAIN),
    "NUL in base64": (mail(in_base64(PLAIN.replace("Thank", "\0Thank")), *typed("text/plain", "base64")), PLAIN),
    "alternatives": (whole(several("alternative", part(PLAIN), part(PAGE, "text/html"))), PLAIN),
    "alternatives, the page first": (whole(several("alternative", part(PAGE, "text/html"), part(PLAIN))), PLAIN),
    "alternatives, the plain one empty": (
        whole(several("alternative", part(" \n"), part(PAGE, "text/html; charset=utf-8"))),
        "Dear Zoë, Thank you. I’d rather not come.",
    ),
    "a page only": (
        mail(PAGE, *typed("text/html; charset=utf-8", "8bit")), "Dear Zoë, Thank you. I’d rather not come."
    ),
    "a page that names its charset only in its head": (
        mail('<meta charset="iso-8859-2"><p>Dear Łucja,</p>'.encode("iso-8859-2"), "Content-Type: text/html"),
        "Dear Łucja,",
    ),
    "a page with pictures": (
        whole(several("related", part(PAGE, "text/html; charset=utf-8"), PICTURE)),
        "Dear Zoë, Thank you. I’d rather not come.",
    ),
    "Apple's: alternatives with a page with pictures": (
        whole(several("alternative", part(PLAIN), several("related", part(PAGE, "text/html"), PICTURE, boundary="x2"))),
        PLAIN,
    ),
    "a file with it": (whole(several("mixed", part(PLAIN), FILE)), PLAIN),
    "a file before it": (whole(several("mixed", FILE, part(PLAIN))), PLAIN),
    "a message in it": (whole(several("mixed", part(PLAIN), NESTED_MESSAGE)), PLAIN),
    "signed": (whole(several("signed", part(PLAIN), SIGNATURE)), PLAIN),
    "a boundary that never comes": (
        whole(b'Content-Type: multipart/mixed; boundary="never"\n\n' + PLAIN.encode()), PLAIN
    ),
    "a boundary that is not named": (whole(b"Content-Type: multipart/mixed\n\n" + PLAIN.encode()), PLAIN),
    "a last boundary that never comes": (whole(several("mixed", part(PLAIN)).replace(b"--x1--", b"")), PLAIN),
    "a blank after the boundary": (whole(several("mixed", part(PLAIN)).replace(b"--x1\n", b"--x1  \n")), PLAIN),
    "text before the first boundary": (
        whole(several("mixed", part(PLAIN)).replace(b"\n\n--x1\n", b"\n\nThis is a multi-part message.\n--x1\n", 1)),
        PLAIN,
    ),
    "a content type that is none": (mail(PLAIN, "Content-Type: words"), PLAIN),
    "an empty content type": (mail(PLAIN, "Content-Type:"), PLAIN),
    "a content type of fragments": (mail(PLAIN, 'Content-Type: text/plain; charset="; ;;=utf-8'), PLAIN),
    "a charset in three parts (RFC 2231)": (
        mail(SAID, "Content-Type: text/plain; charset*0=ut; charset*1=f-8"), SAID
    ),
    "a mailbox line above it": (b"From ingrid@vale.example Tue Nov 24 09:00:00 2026\n" + mail(PLAIN), PLAIN),
}  # fmt: skip


def test_there_are_enough() -> None:
    assert len(READ) + len(REFUSED) >= 40


@pytest.mark.parametrize("name", READ)
def test_the_body_is_found(name: str) -> None:
    data, said = READ[name]
    assert words(data) == " ".join(said.split())


REFUSED = {
    "empty": b"",
    "headers only": mail("")[:-1],
    "headers and a blank line": mail(""),
    "headers that end in the midst of one": b"From: Ingrid\nTo: Zo",
    "blanks": mail(" \n\t\n \n"),
    "a file only": whole(several("mixed", FILE)),
    "a message in it, and nothing else": whole(several("mixed", NESTED_MESSAGE)),
    "a picture only": whole(PICTURE),
    "somebody else's words only": mail("> Will you come?\n> Zoe\n"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_to_check_is_said(name: str) -> None:
    with pytest.raises(ReadError) as caught:
        reader.read("x.eml", REFUSED[name])
    assert str(caught.value).startswith("x.eml: ")
    assert "\n" not in str(caught.value)


def test_a_message_that_nobody_types_is_refused() -> None:
    with pytest.raises(ReadError, match="over 25 MB"):
        reader.read("x.eml", mail(PLAIN + "word " * 5_500_000))


SUBJECTS = {
    "=?utf-8?Q?Gespr=C3=A4ch_am_Dienstag?=": "Gespräch am Dienstag",
    "=?utf-8?B?R2VzcHLDpGNo?= am Dienstag": "Gespräch am Dienstag",
    "=?iso-8859-1?Q?Gespr=E4ch?=": "Gespräch",
    "=?utf-8?Q?Ge?=\n =?utf-8?Q?spr=C3=A4ch?=": "Gespräch",
    "=?klingon?Q?Gespr?=": "=?klingon?Q?Gespr?=",
    "=?utf-8?B?!!!?=": None,
    "=?utf-8?X?abc?=": "=?utf-8?X?abc?=",
    "=?rot13?Q?Grfg?=": "=?rot13?Q?Grfg?=",
    "Gespräch": "Gespräch",
    "a\n folded\n\tone": "a folded one",
    "=?utf-8?Q?two=0D=0ABcc:_x@y.example?=": "two Bcc: x@y.example",
}


@pytest.mark.parametrize("raw", SUBJECTS)
def test_headers_are_decoded(raw: str) -> None:
    data = f"From: a@b.example\nSubject: {raw}\nContent-Transfer-Encoding: quoted-printable\n\n{PLAIN}".encode()
    draft = reader.read("x.eml", data)
    _holds(draft)
    said = SUBJECTS[raw]
    if said is not None:
        assert draft.envelope.subject == said
    assert "Bcc" not in draft.source.split("Subject:")[0]
    assert draft.envelope.sender == "a@b.example"


def test_what_is_not_coded_is_the_file_itself() -> None:
    data = mail(SAID, *typed("text/plain; charset=utf-8", "8bit"))
    draft = reader.read("x.eml", data)
    assert draft.source.encode() == data
    assert draft.verbatim
    assert not reader.read("x.eml", READ["base64"][0]).verbatim


def test_many_are_counted() -> None:
    assert reader.read("x.eml", READ["a file with it"][0]).envelope.attachments == 1
    assert reader.read("x.eml", READ["a message in it"][0]).envelope.attachments == 1
    assert reader.read("x.eml", READ["7bit"][0]).envelope.attachments == 0


def test_signed_mail_is_known() -> None:
    assert reader.is_signed(READ["signed"][0])
    assert reader.is_signed(b"DKIM-Signature: v=1\n" + READ["7bit"][0])
    assert not reader.is_signed(READ["alternatives"][0])


# mailboxes


def box(*bodies: str) -> bytes:
    lines = (f"From ingrid@vale.example Tue Nov 24 09:0{n}:00 2026\n".encode() for n in range(len(bodies)))
    return b"".join(line + mail(body) + b"\n\n" for line, body in zip(lines, bodies, strict=True))


def test_a_mailbox_gives_each_message() -> None:
    drafts = list(reader.read_all("x.mbox", box(PLAIN, "No words of >From here.\n>From me to you.\n", "   ", PLAIN)))
    assert [draft.fragment for draft in drafts] == ["1", "2", "4"]
    assert [draft.name for draft in drafts] == ["x.mbox#1", "x.mbox#2", "x.mbox#4"]
    assert "\nFrom me to you." in drafts[1].source
    assert "of >From here" in drafts[1].source
    assert not any(draft.verbatim for draft in drafts)


def test_a_sentence_that_begins_with_from_parts_no_message() -> None:
    drafts = list(reader.read_all("x.mbox", box("Dear Zoe,\n\nFrom Monday I work elsewhere.\nFrom 2026 on, too.\n")))
    assert len(drafts) == 1
    assert "From Monday" in drafts[0].prose


@pytest.mark.parametrize("data", [b"", b"\n\n", PLAIN.encode(), mail(PLAIN), box("  ", " ")])
def test_what_is_no_mailbox_is_said(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^x\.mbox: (is not a mailbox|nothing to check: no message)"):
        list(reader.read_all("x.mbox", data))


CHARSETS = {
    "utf-8": SAID, "utf-16": SAID, "utf-7": PLAIN, "us-ascii": PLAIN, "iso-8859-1": "Zoë, Malmö", "iso-8859-2": "Łódź",
    "iso-8859-15": "Zoë, 5 €", "windows-1250": "Łódź – “no”", "windows-1251": "Ольга", "windows-1252": "Zoë’s – “no”",
    "koi8-r": "Ольга", "iso-8859-7": "Ελένη", "windows-1255": "יעל", "windows-1256": "ليلى", "shift_jis": "田中様、",
    "iso-2022-jp": "田中様、", "gb2312": "王先生", "big5": "陳先生", "euc-kr": "김선생님",
}  # fmt: skip


@pytest.mark.parametrize("coding", ["8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("charset", CHARSETS)
def test_charsets(charset: str, coding: str) -> None:
    said = f"Dear {CHARSETS[charset]} I’d rather not.".replace("’", "’" if charset in {"utf-8", "utf-16"} else "'")
    write = {"8bit": lambda text, name: text.encode(name), "quoted-printable": quoted, "base64": in_base64}[coding]
    if charset == "utf-16" and coding == "8bit":
        said = said.replace("Ł", "L")  # a "\n" of one byte, which mail cannot hold
    data = mail(write(said, charset), *typed(f"text/plain; charset={charset}", coding))
    assert words(data) == " ".join(said.split())


def test_damage_is_one_line() -> None:
    seeds = [data for data, _ in READ.values()]
    for number in range(1500):
        dice = random.Random(number)
        data = bytearray(dice.choice(seeds))
        for _ in range(dice.randint(1, 15)):
            at = dice.randrange(len(data))
            data[at : at + dice.choice([0, 1, 1, 5])] = dice.choice(
                [b"", b"=", b"\n", b"--x1", b"\0", b"\xff", b"?=", b";"]
            )
        with contextlib.suppress(ReadError):
            _holds(reader.read("x.eml", bytes(data)))


# what nobody sends, in a process of its own with 1 GB and 10 s

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (10, 11))
from declint.errors import ReadError
from declint.read import mail
try:
    draft = mail.read("x.eml", sys.stdin.buffer.read())
    print(len(draft.prose) == len(draft.source), "rather not come" in draft.prose)
except ReadError as fault:
    print("refused", str(fault)[:60])
"""


def limited(data: bytes) -> str:
    ran = subprocess.run([sys.executable, "-c", LIMITED], input=data, capture_output=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr.decode()[-600:]
    return ran.stdout.decode().strip()


def nested(depth: int) -> bytes:
    heads = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'.encode() for n in range(depth)]
    ends = [f"\n--b{n}--\n".encode() for n in reversed(range(depth))]
    return whole(b"".join(heads) + part(PLAIN) + b"".join(ends))


WORST: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "nested 15 deep": (lambda: nested(15), "True True"),
    "nested 2,000 deep": (lambda: nested(2000), None),
    "nested 20,000 deep": (lambda: nested(20_000), None),
    "10,000 parts": (lambda: whole(several("mixed", part(PLAIN), *[part("more words")] * 10_000)), "True True"),
    "10,000 messages in it": (lambda: whole(several("mixed", part(PLAIN), *[NESTED_MESSAGE] * 10_000)), "True True"),
    "20,000 recipients": (
        lambda: b"To: " + b",\n ".join(b"P%d <p%d@x.example>" % (n, n) for n in range(20_000)) + b"\n" + mail(PLAIN),
        "True True",
    ),
    "brackets in a header": (lambda: b"To: " + b"(" * 50_000 + b"\n" + mail(PLAIN), "True True"),
    "quotes in a header": (lambda: b'To: ' + b'"' * 100_001 + b"\n" + mail(PLAIN), "True True"),
    "coded words without end": (lambda: b"Subject: " + b"=?utf-8?Q?a?= " * 50_000 + b"\n" + mail(PLAIN), "True True"),
    "half coded words": (lambda: b"Subject: " + b"=?" * 100_000 + b"\n" + mail(PLAIN), "True True"),
    "200,000 headers": (lambda: b"X-One: two\n" * 200_000 + mail(PLAIN), "True True"),
    "a header of 5 MB": (lambda: b"X-Long: " + b"a" * 5_000_000 + b"\n" + mail(PLAIN), "True True"),
    "a parameter without end": (lambda: mail(PLAIN, "Content-Type: text/plain" + "; a=b" * 50_000), "True True"),
    "parameters in 20,000 parts": (
        lambda: mail(PLAIN, "Content-Type: text/plain; " + "; ".join(f"charset*{n}=a" for n in range(20_000))),
        "True True",
    ),
    "24 MB in a line": (lambda: mail(PLAIN + "word " * 4_700_000), "True True"),
    "24 MB of lines": (lambda: mail(PLAIN + "a word\n" * 3_400_000), "True True"),
    "24 MB of base64": (
        lambda: mail(in_base64(PLAIN + "a word\n" * 2_400_000), *typed("text/plain", "base64")), "True True"
    ),
    "24 MB of quoted-printable": (
        lambda: mail(PLAIN + "=41=\n" * 4_000_000, *typed("text/plain", "quoted-printable")), "True True"
    ),
    "24 MB of quotes, flowed": (
        lambda: mail(PLAIN + ">" * 20_000_000 + "\n", *typed("text/plain; format=flowed")), "True True"
    ),
    "flowed lines": (lambda: mail(PLAIN + "a \n" * 100_000, *typed("text/plain; format=flowed")), "True True"),
    "a page of 24 MB": (
        lambda: mail(f"<p>{PLAIN}</p>" + "<div><b>a</b>" * 1_700_000, *typed("text/html; charset=utf-8")), "True True"
    ),
    "a page of opened tags": (lambda: mail(f"<p>{PLAIN}</p>" + "<a b='" * 400_000, *typed("text/html")), "True True"),
    "boundaries": (lambda: whole(several("mixed", part(PLAIN)) + b"--x1\n" * 1_000_000), "True True"),
    "dashes": (lambda: mail(PLAIN + "--" * 5_000_000 + "\n" + "--\n" * 1_000_000), "True True"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORST)
def test_nothing_takes_long(name: str) -> None:
    write, outcome = WORST[name]
    said = limited(write())
    assert said == outcome if outcome else said.startswith(("True", "refused"))


@pytest.mark.parametrize("cut", range(0, 1000, 37))
def test_a_message_cut_anywhere(cut: int) -> None:
    data = whole(several("alternative", part(quoted(SAID), "text/plain; charset=utf-8",
                 "Content-Transfer-Encoding: quoted-printable"), part(PAGE, "text/html")))  # fmt: skip
    with contextlib.suppress(ReadError):
        _holds(reader.read("x.eml", data[:cut]))
