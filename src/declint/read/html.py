"""HTML: the text of a page as a reader sees it, and where each stretch of it stands in the file.

Read as a stream, so that no depth of nesting matters: what is hidden is left out, quoted mail gets its ">".
"""

from __future__ import annotations

import html
import re
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
    r"|opacity\s*:\s*0(?![.\d]*[1-9])|max-height\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
QUOTES = frozenset({"gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite", "OutlookMessageHeader"})
"""Classes of what mail programs wrap the answered message in."""
SPACE = " \t\n\r\f"
TAG_RUN = re.compile(r"<!(?=<!)|<(?=[<\s])")
"""What opens nothing; long runs of it make the parser slow."""


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
    return draft.model_copy(update={"form": "html", "file_text": source, "pieces": pieces})


def declared(data: bytes) -> str | None:
    """Give the encoding that a page names in its head (HTML Standard, 13.2.3.2)."""
    match = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", data[:2048], re.IGNORECASE)
    return match[1].decode("ascii") if match else None


def seen(source: str) -> tuple[str, tuple[Piece, ...]]:
    """Give the text that a reader sees, and where its stretches stand in the page."""
    page = _Page(source)
    # Same length, so places hold: a "<" that opens nothing is text.
    page.feed(TAG_RUN.sub(lambda match: " " * len(match.group()), source))
    page.close()
    return page.finish()


class _Page(HTMLParser):
    """Collects the text of a page with the place of each stretch."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.starts = [0, *(number + 1 for number, char in enumerate(source) if char == "\n")]
        self.written: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.unseen: list[str] = []
        self.quoting: list[str] = []
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
        quoted = tag == "blockquote" or QUOTES.intersection((given.get("class") or "").split())
        if self.quoting or quoted:
            self._opened(tag, bool(quoted))

    def _opened(self, tag: str, quoted: bool) -> None:
        if tag in VOID:
            return
        if quoted and not self.quoting:
            self._break(2)
        self.quoting.append(tag)

    def _passes_over(self, tag: str, given: dict[str, str | None]) -> bool:
        """Follow what is not seen to its end; tell whether this element is part of it."""
        if self.unseen:
            if tag not in VOID and not (tag in APART and self.unseen[-1] == "p"):
                self.unseen.append(tag)
                return True
            if tag in VOID:
                return True
            # A new block ends a paragraph that nobody closed.
            self.unseen.clear()
        hidden = "hidden" in given or bool(HIDDEN.search(given.get("style") or ""))
        if (tag in UNSEEN or hidden) and tag not in VOID:
            self.unseen.append(tag)
            return True
        return False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML has no elements that close themselves but the void ones.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            if tag in self.unseen:
                del self.unseen[len(self.unseen) - 1 - self.unseen[::-1].index(tag) :]
                return
            if tag not in LINES | APART or tag in VOID:
                return
            self.unseen.clear()
        if tag == "pre" and self.pre:
            self.pre -= 1
        self._part(tag)
        if tag in self.quoting:
            del self.quoting[len(self.quoting) - 1 - self.quoting[::-1].index(tag) :]
            if not self.quoting:
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
        said = html.unescape(closed)
        said = bare if said == closed else said
        if said in {"\u00a0", "\u2002", "\u2003", "\u2009"}:
            self.blank = self.blank or not self.breaks
        else:
            self._write(said.replace("\n", " "), None)

    def _here(self) -> int:
        line, column = self.getpos()
        return self.starts[min(line, len(self.starts)) - 1] + column

    def _write(self, said: str, place: int | None) -> None:
        if not said:
            return
        if self.breaks and self.quoting:
            self._add("> ")
        if self.blank:
            self._add(" ")
        if place is not None:
            self.pieces.append(Piece(at=self.length, place=place, length=len(said)))
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

    def finish(self) -> tuple[str, tuple[Piece, ...]]:
        """Give what was collected."""
        return "".join(self.written), tuple(self._joined())

    def _joined(self) -> list[Piece]:
        """Join the pieces that stand side by side in both, so that there are few."""
        joined: list[Piece] = []
        for piece in self.pieces:
            last = joined[-1] if joined else None
            if last:
                gap = piece.at - last.at - last.length
                if gap in {0, 1} and gap == piece.place - last.place - last.length:
                    joined[-1] = Piece(at=last.at, place=last.place, length=last.length + gap + piece.length)
                    continue
            joined.append(piece)
        return joined
