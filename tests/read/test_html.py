"""Pages of HTML: what is seen is read, each word in its place; what is hidden or answered is not."""

from __future__ import annotations

import contextlib
import random
import time

import pytest

from declint.errors import ReadError
from declint.read import html as reader
from declint.read import read as read_file
from tests.read.letters import holds

RUDE = "Your process is a joke."


def seen(page: str) -> str:
    """Read a page, and give the words that are to be judged."""
    draft = reader.read("x.html", page.encode())
    holds(draft)
    return " ".join(draft.prose.split())


def wrapped(depth: int, tag: str = "div") -> str:
    return f"<{tag}>" * depth + f"<p>{RUDE}</p>" + f"</{tag}>" * depth


SEEN = {
    "a paragraph": (f"<p>{RUDE}</p>", RUDE),
    "no tags": (RUDE, RUDE),
    "unclosed paragraphs": (f"<p>Dear Zoe,<p>{RUDE}<p>Ann", f"Dear Zoe, {RUDE} Ann"),
    "nothing closed": (f"<html><body><div><p><b>{RUDE}", RUDE),
    "closed twice": (f"<p>{RUDE}</p></p></div></b>", RUDE),
    "a head": (f"<head><title>Draft</title><style>p {{color: red}}</style></head><p>{RUDE}", RUDE),
    "a script": (f"<script>if (a < b) say('</p>')</script><p>{RUDE}</p>", RUDE),
    "a comment": ("<p>Your <!-- not > this --> process is a joke.</p>", RUDE),
    "a comment inside a word": ("<p>Your pro<!-- x -->cess is a joke.</p>", RUDE),
    "an empty comment": (f"<!--><p>{RUDE}</p><!---><p>Ann</p>", f"{RUDE} Ann"),
    "a comment of tags": (f"<!-- <p>no</p> --><p>{RUDE}</p>", RUDE),
    "a comment without an end": (f"<p>{RUDE}</p><!-- <p>no</p>", RUDE),
    "Word's conditions": (
        f"<!--[if mso]><p>no</p><![endif]--><![if !mso]><p>{RUDE}</p><![endif]>", RUDE
    ),
    "a declaration": (f"<!DOCTYPE html><?xml version='1.0'?><p>{RUDE}</p>", RUDE),
    "CDATA": (f"<p><![CDATA[x]]>{RUDE}</p>", f"{RUDE}"),
    "a section that is none": (f"<![foo[x]><p>{RUDE}</p>", RUDE),
    "entities in words": ("<p>Zo&euml;, it&rsquo;s &quot;fine&quot; &amp; well&#46; &#x41;nn</p>",
                          "Zoë, it’s \"fine\" & well. Ann"),
    "entities without an end": ("<p>Zo&euml, R&D and AT&T&nosuch; stay.</p>", "Zoë, R&D and AT&T&nosuch; stay."),
    "entities and full stops": ("<p>R&amp.D, AT&T. and &lt.</p>", "R&.D, AT&T. and <."),
    "blanks of every kind": ("<p>Your&nbsp;process \n\t is&#160; a&ensp;joke.</p>", RUDE),
    "tags inside words": ("<p>Your <b>pro</b>cess is a j<i>ok</i>e.</p>", RUDE),
    "less and more": ("<p>1 < 2 and I <3 you, a<b.</p>", "1 < 2 and I <3 you, a"),
    "a tag that never ends": (f"<p>{RUDE}</p><p>Ann <lee", f"{RUDE} Ann <lee"),
    "a table": (f"<table><tr><td>Dear Zoe,</td></tr><tr><td>{RUDE}</td></tr></table>", f"Dear Zoe, {RUDE}"),
    "a list": (f"<ul><li>One<li>{RUDE}</ul>", f"- One - {RUDE}"),
    "preformatted": (f"<pre>Dear Zoe,\n\n{RUDE}\n</pre>", f"Dear Zoe, {RUDE}"),
    "display: none": (f"<p style='display:none'>no</p><p>{RUDE}</p>", RUDE),
    "DISPLAY : NONE": (f"<div style='color:red; DISPLAY : NONE'><div><p>no</div>no</div><p>{RUDE}</p>", RUDE),
    "hidden, and a picture in it": (f"<div hidden><img src=x><br>no</div><p>{RUDE}</p>", RUDE),
    "a hidden paragraph that is not closed": (f"<p hidden>no<p>{RUDE}</p>", RUDE),
    "type of no size": (f"<span style='font-size:0'>no</span><p style='font-size:0.9em'>{RUDE}</p>", RUDE),
    "a preheader": (
        "<div style='display:none;font-size:1px;color:#fff;max-height:0;opacity:0'>You will not believe&zwnj;&nbsp;"
        f"</div><p style='opacity:0.9'>{RUDE}</p>", RUDE
    ),
    "a preheader without display": (
        f"<span style='color:transparent;height:0;width:0'>Peek</span><p>{RUDE}</p>", RUDE
    ),
    "attributes with tags in them": (f"<p title='a > b' data-x=\"<p>no</p>\">{RUDE}</p>", RUDE),
    "attributes of rubbish": (f"<p ='\"' ''=a b=>{RUDE}</p>", RUDE),
    "a picture's other words": (f"<p><img alt='no' src=x>{RUDE}</p>", RUDE),
    "CRLF": ("<p>Dear Zoe,</p>\r\n<p>Your process\r\nis a joke.</p>\r\n", f"Dear Zoe, {RUDE}"),
    "emoji and right to left": ("<p>👩🏽‍💻 שלום <b>אן</b> &#x1F44B;</p>", "👩🏽‍💻 שלום אן 👋"),
    "depth 10": (wrapped(10), RUDE),
    "depth 255": (wrapped(255), RUDE),
    "depth 1,000": (wrapped(1000), RUDE),
    "depth 100,000": (wrapped(100_000), RUDE),
    "depth 100,000 in lines": (wrapped(100_000, "b"), RUDE),
    "hidden to a depth": (f"<div hidden>{wrapped(1000)}</div><p>Ann</p>", "Ann"),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen(name: str) -> None:
    page, said = SEEN[name]
    assert seen(page) == said


THEIRS = "<p>Your price is a joke, and we insist.</p>"
ANSWERED = {
    "Gmail": '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, 3 Nov 2026 at 10:02, Zoe Pask'
             ' &lt;<a href="mailto:z@m.example">z@m.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote">'
             f"{THEIRS}</blockquote></div>",
    "Gmail, a container": f'<div class="gmail_quote gmail_quote_container">Quien sabe:<br>{THEIRS}</div>',
    "Apple": '<div><br><blockquote type="cite"><div>On 3 Nov 2026, at 10:02, Zoe Pask &lt;z@m.example&gt; wrote:'
             f"</div><br><div>{THEIRS}</div></blockquote></div>",
    "Outlook on the web": '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Oд:</b> Zoe<br><b>Послато:</b> 3'
                          f" Nov</div><div>{THEIRS}<div>More of it.</div></div>",
    "Outlook on a desk": '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b>'
                         " Zoe Pask &lt;z@m.example&gt; <br><b>Sent:</b> Tuesday, November 3, 2026 10:02 AM<br><b>To:"
                         f"</b> Ann Lee<br><b>Subject:</b> Tuesday</p></div>{THEIRS}",
    "Yahoo": '<div id="ydp1" class="yahoo_quoted"><div>On Tuesday, November 3, 2026 at 10:02:11 AM GMT, Zoe Pask'
             f" &lt;z@m.example&gt; wrote:</div>{THEIRS}</div>",
    "Thunderbird": '<div class="moz-cite-prefix">Le 03/11/2026, Zoe a dit:<br></div><blockquote type="cite">'
                   f"{THEIRS}</blockquote>",
    "Proton": f'<div class="protonmail_quote">On Tuesday, Zoe wrote:<br><blockquote>{THEIRS}</blockquote></div>',
    "a quote in a quote": f"<blockquote><p>One</p><blockquote>{THEIRS}</blockquote><p>Two</p></blockquote>",
    "forwarded": '<div class="gmail_quote">---------- Forwarded message ---------<br>From: <b>Zoe</b><br>Date: Tue, 3'
                 f" Nov 2026<br>Subject: x<br>To: Ann<br><br>{THEIRS}</div>",
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERED)
def test_what_is_answered_is_not_judged(name: str) -> None:
    own = "<div dir='ltr'>Dear Zoe,<div><br></div><div>No, thank you.</div><div>Ann</div></div>"
    assert seen(own + ANSWERED[name]) == "Dear Zoe, No, thank you. Ann"


@pytest.mark.parametrize("name", ["Apple", "a quote in a quote", "Gmail"])
def test_what_follows_a_quote_is_read(name: str) -> None:
    assert seen(f"<p>Dear Zoe,</p>{ANSWERED[name]}<p>No, thank you.</p>").endswith("No, thank you.")


def test_each_word_is_found_in_the_file() -> None:
    page = "<html>\n<body><p>Dear Zo&euml;,</p>\n  <p>Your <b>process</b>\nis a&nbsp;joke.</p></body></html>"
    draft = reader.read("x.html", page.encode())
    for word in ("Dear", "Your", "process", "is", "joke"):
        at = draft.source.index(word)
        assert draft.place(at) == page.index(word)
        line = page[: page.index(word)].count("\n") + 1
        assert draft.position(at)[0] == line


LINES = "<div>Dear Zoe,</div><div><br></div><div>One.<br>Two.</div><div><br></div><div>Ann</div>"


def test_lines_and_paragraphs_are_kept() -> None:
    assert reader.seen(LINES)[0].strip() == "Dear Zoe,\n\nOne.\nTwo.\n\nAnn"
    assert reader.seen("<p>Dear Zoe,</p><p>One.<br>Two.</p>")[0].strip() == "Dear Zoe,\n\nOne.\nTwo."


@pytest.mark.parametrize(
    "data",
    [b"", b" \n", b"<html></html>", b"<p>&nbsp;</p>", b"<p hidden>No.</p>", b"<!-- No. -->", b"\0\0<p>No.</p>",
     b"<script>say('no')</script>", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9],
)  # fmt: skip
def test_a_page_with_nothing_on_it(data: bytes) -> None:
    with pytest.raises(ReadError):
        reader.read("x.html", data)


CHARSETS = ["utf-8", "utf-8-sig", "utf-16", "iso-8859-2", "windows-1250", "koi8-r"]


@pytest.mark.parametrize("charset", CHARSETS)
def test_the_charset_of_a_page(charset: str) -> None:
    said = "Приве́т".replace("\u0301", "") if charset == "koi8-r" else "Łódź"
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><p>{said}</p>'
    draft = reader.read("x.html", page.encode(charset))
    assert said in draft.prose


RUNS = [
    "<!",
    "<!--",
    "<!-- >",
    "<!->",
    "<",
    "< ",
    "</",
    "</a",
    "<a",
    "<a ",
    "<a b='",
    '<a b="',
    "<a b='>",
    "<a b=\">'",
    "<?",
    "<?a",
    "<![",
    "<![CDATA[",
    "<![if",
    "<!a",
    "&",
    "&#",
    "&#x",
    "&a",
    "&amp;",
    "<p>",
    "<b>",
    "</b>",
    "<b></i>",
    "<script>",
    "<style><!--",
    "<textarea>",
    "<blockquote>",
    "<p hidden>",
    "<div hidden><b>",
    "<br>",
    "<pre>\n",
    "-->",
    "<a b=c ",
    "<a =",
    "]]>",
    "<a\n",
    "<svg><path/>",
    "<li>",
    "x\ny ",
    "<a style='font-size:0000",
]


@pytest.mark.parametrize("run", RUNS)
def test_runs_take_no_time(run: str) -> None:
    begun = time.process_time()
    for end in ("", ">", "'>\">"):
        assert RUDE in seen(f"<p>{RUDE}</p>" + run * (200_000 // len(run)) + end)
    assert time.process_time() - begun < 8


def test_damage_hurts_nothing() -> None:
    seeds = [page for page, _ in SEEN.values() if len(page) < 2000] + list(ANSWERED.values())
    pieces = [
        "<",
        ">",
        "&",
        "</p>",
        "<!--",
        "-->",
        "'",
        '"',
        "<p hidden>",
        "<pre>",
        "&#0;",
        "&#x110000;",
        "\n",
        "<script>",
    ]
    for number in range(1500):
        dice = random.Random(number)
        page = dice.choice(seeds)
        for _ in range(dice.randint(1, 10)):
            at = dice.randrange(len(page) + 1)
            page = page[:at] + dice.choice(pieces) + page[at + dice.choice([0, 0, 3]) :]
        with contextlib.suppress(ReadError):
            holds(reader.read("x.html", page.encode()))


def test_a_page_on_disk(tmp_path) -> None:
    path = tmp_path / "draft.htm"
    path.write_text(f"<p>{RUDE}</p>")
    (draft,) = read_file(str(path))
    assert draft.form == "html"
    assert not draft.verbatim
