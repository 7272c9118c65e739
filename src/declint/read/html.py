"""HTML: the text of a page as a reader sees it, and where each stretch of it stands in the file.

Read as a stream, so that no depth of nesting matters: what is hidden is left out, quoted mail gets its ">".
"""

from __future__ import annotations

import html
import re
from collections import Counter
from html.parser import HTMLParser

from declint.errors import ReadError
from declint.model import ANY_OFFICE, Draft, Office, Piece
from declint.read import text

MOST_CHARACTERS = 2_000_000
"""More than this is read in part."""

UNSEEN = frozenset({
    "script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math", "select",
    "textarea", "button", "datalist", "audio", "video", "canvas", "noembed", "noframes",
})  # fmt: skip
"""Elements that hold nothing a person reads as part of a letter."""
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
APART = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "table", "pre", "hr", "article",
    "section", "header", "footer", "main", "aside", "figure", "fieldset", "address", "body",
})  # fmt: skip
"""Elements with a blank line before and after them."""
LINES = frozenset(
    {"div", "li", "tr", "td", "th", "dt", "dd", "caption", "center", "form", "figcaption", "tbody", "thead"}
)
"""Elements that begin and end a line."""
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])|max-height\s*:\s*0(?![.\d]*[1-9])|font-size\s*:\s*1px"
    r"|color\s*:\s*transparent",
    re.IGNORECASE,
)
QUOTES = frozenset({
    "gmail_quote", "gmail_quote_container", "gmail_extra", "yahoo_quoted", "protonmail_quote", "tutanota_quote",
    "moz-cite-prefix", "moz-forward-container", "zmail_extra", "OutlookMessageHeader", "reply-quote",
})  # fmt: skip
"""Classes of what mail programs wrap the answered message in."""
QUOTED_FROM = frozenset({"appendonsend", "divrplyfwdmsg", "replyforwardbanner"})
"""What Outlook puts above the answered message, which goes on to the end of the page."""
SPACE = " \t\n\r\f"
COMMENT = re.compile(r"<!--(?:-?>|[\s\S]*?--!?>)")
DECLARATION = re.compile(r"<[!?][^>]*>")
OPENS_NOTHING = re.compile(r"<(?![a-zA-Z/])")
MARK = ","
"""Stands for a "<" that is text while the page is parsed; what is written comes from the file."""


def read(name: str, data: bytes, office: Office = ANY_OFFICE) -> Draft:
    """Read a draft from a page of HTML.

    Raises ReadError for data that is not text, and for a page with nothing to read on it.
    """
    source, _, notes = text.decoded(name, data, declared(data))
    notes = list(notes)
    if len(source) > MOST_CHARACTERS:
        source = source[:MOST_CHARACTERS]
        notes.append(f"longer than {MOST_CHARACTERS:,} characters: only that much is checked")
    readable, pieces = seen(source)
    if not any(char.isalnum() for char in readable):
        raise ReadError(f"{name}: nothing to check: the page has no words on it")
    draft = text.draft(name, text.bounded(readable, notes), tuple(notes), office)
    return draft.model_copy(
        update={"form": "html", "file_text": source, "pieces": text.pieces_of(pieces, draft.source)}
    )


def declared(data: bytes) -> str | None:
    """Give the encoding that a page names in its head (HTML Standard, 13.2.3.2)."""
    match = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", data[:2048], re.IGNORECASE)
    return match[1].decode("ascii") if match else None


def seen(source: str) -> tuple[str, tuple[Piece, ...]]:
    """Give the text that a reader sees, and where its stretches stand in the page."""
    page = _Page(source)
    page.feed(_parseable(source))
    page.close()
    return page.finish()


def _parseable(source: str) -> str:
    """Give a page of the same length with no comments, declarations and ends of tags that never come.

    The parser searches the rest of the page anew for the end of each of them. A comment without an end
    goes on to the end of the page (HTML Standard, 13.2.5.45).
    """
    source = COMMENT.sub(_passed, source[: _stop(source)])
    last = source.rfind(">") + 1
    tags = OPENS_NOTHING.sub(MARK, DECLARATION.sub(_passed, source[:last]))
    return tags + source[last:].replace("<", MARK).replace("&", MARK)


def _stop(source: str) -> int:
    """Give the offset of a comment that has no end."""
    begins = source.find("<!--", max(0, source.rfind("-->"), source.rfind("--!>")))
    return begins if begins >= 0 else len(source)


def _passed(match: re.Match[str]) -> str:
    """Put an end of an element that is not there in the place of what is passed over."""
    said = match.group()
    return f"</x{re.sub(NO_LINE_END, ' ', said[3:-1])}>" if len(said) > 3 else said


NO_LINE_END = re.compile(r"[^\n]")


class _Open:
    """The elements that are open, the innermost last."""

    def __init__(self) -> None:
        self.tags: list[str] = []
        self.counts: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self.tags)

    @property
    def innermost(self) -> str:
        return self.tags[-1]

    def open(self, tag: str) -> None:
        self.tags.append(tag)
        self.counts[tag] += 1

    def close(self, tag: str) -> bool:
        """Close the innermost element of that name and all in it; tell whether there is one."""
        if not self.counts[tag]:
            return False
        closed = ""
        while closed != tag:
            closed = self.tags.pop()
            self.counts[closed] -= 1
        return True

    def clear(self) -> None:
        self.tags.clear()
        self.counts.clear()


class _Page(HTMLParser):
    """Collects the text of a page with the place of each stretch."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.starts = [0, *(number + 1 for number, char in enumerate(source) if char == "\n")]
        self.written: list[str] = []
        self.length = 0
        self.pieces: list[tuple[int, int, int]] = []
        self.unseen = _Open()
        self.quoting = _Open()
        self.answered = False
        """Whether all that follows is the message that is answered."""
        self.pre = 0
        self.breaks = 2
        """Line ends that stand at the end of what is written, two at the very top."""
        self.blank = False
        """Whether white space waits for the next word."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._passes_over(tag, given):
            return
        self._part(tag)
        if tag == "br":
            self._break(1, least=False)
        if tag == "li":
            self._write("- ", None)
        if tag == "pre":
            self.pre += 1
        if (given.get("id") or "").lower() in QUOTED_FROM and not self.answered:
            self._break(2)
            self.answered = True
        quoted = tag == "blockquote" or QUOTES.intersection((given.get("class") or "").split())
        if self.quoting or quoted:
            self._opened(tag, bool(quoted))

    def _opened(self, tag: str, quoted: bool) -> None:
        if tag in VOID:
            return
        if quoted and not self.quoting:
            self._break(2)
        self.quoting.open(tag)

    def _passes_over(self, tag: str, given: dict[str, str | None]) -> bool:
        """Follow what is not seen to its end; tell whether this element is part of it."""
        if self.unseen:
            if tag not in VOID and not (tag in APART and self.unseen.innermost == "p"):
                self.unseen.open(tag)
                return True
            if tag in VOID:
                return True
            # A new block ends a paragraph that nobody closed.
            self.unseen.clear()
        hidden = "hidden" in given or bool(HIDDEN.search(given.get("style") or ""))
        if (tag in UNSEEN or hidden) and tag not in VOID:
            self.unseen.open(tag)
            return True
        return False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML has no elements that close themselves but the void ones.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            if self.unseen.close(tag):
                return
            if tag not in LINES | APART or tag in VOID:
                return
            self.unseen.clear()
        if tag == "pre" and self.pre:
            self.pre -= 1
        self._part(tag)
        if self.quoting.close(tag) and not self.quoting:
            self._break(2)

    def _part(self, tag: str) -> None:
        if tag in APART:
            self._break(2)
        elif tag in LINES:
            self._break(1)

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        place = self._here()
        data = self.source[place : place + len(data)]
        if self.pre:
            for number, line in enumerate(data.split("\n")):
                if number:
                    self._break(1, least=False)
                self._write(line.rstrip("\r"), place)
                place += len(line) + 1
            return
        for match in re.finditer(rf"[{SPACE}]+|[^{SPACE}]+", data):
            if match.group()[0] in SPACE:
                self.blank = self.blank or not self.breaks
            else:
                self._write(match.group(), place + match.start())

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name};", f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name};", f"&#{name}")

    def _entity(self, closed: str, bare: str) -> None:
        if self.unseen:
            return
        place = self._here()
        given = self.source[place : place + len(closed)]
        given = given if given == closed else given[: len(bare)]
        said = html.unescape(given)
        if said == given:
            self._write(said, place)
        elif said in {"\u00a0", "\u2002", "\u2003", "\u2009"}:
            self.blank = self.blank or not self.breaks
        else:
            self._write(said.replace("\n", " "), None)

    def _here(self) -> int:
        line, column = self.getpos()
        return self.starts[min(line, len(self.starts)) - 1] + column

    def _write(self, said: str, place: int | None) -> None:
        if not said:
            return
        if self.breaks and (self.quoting or self.answered):
            self._add("> ")
        if self.blank:
            self._add(" ")
        if place is not None:
            self._stands(self.length, place, len(said))
        self._add(said)
        self.blank, self.breaks = False, 0

    def _add(self, said: str) -> None:
        self.written.append(said)
        self.length += len(said)

    def _break(self, lines: int, least: bool = True) -> None:
        """End the line, so that at least so many line ends stand there, or one more."""
        wanted = max(0, lines - self.breaks) if least else (lines if self.breaks < 2 else 0)
        self._add("\n" * wanted)
        self.breaks += wanted
        self.blank = False

    def _stands(self, at: int, place: int, length: int) -> None:
        """Note where a word stands; with the one before it, if both stand side by side, so that pieces are few."""
        last = self.pieces[-1] if self.pieces else None
        if last:
            gap = at - last[0] - last[2]
            if gap in {0, 1} and gap == place - last[1] - last[2]:
                self.pieces[-1] = (last[0], last[1], last[2] + gap + length)
                return
        self.pieces.append((at, place, length))

    def finish(self) -> tuple[str, tuple[Piece, ...]]:
        """Give what was collected."""
        pieces = tuple(Piece(at=at, place=place, length=length) for at, place, length in self.pieces)
        return "".join(self.written), pieces
