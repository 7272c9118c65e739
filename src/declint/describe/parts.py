"""Parts: which stretch of a message greets, says, closes, signs, and which is not the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from declint.match.message import Part, PartKind
from declint.match.words import Lexicon
from declint.model import Draft, Span

SUBJECT = re.compile(r"\s*\ufeff?\s*(?:subject|re|ref|betreff)\s?:\s*(?=\S)", re.IGNORECASE)
POSTSCRIPT = re.compile(r"\s*\(?p\.?\s?p?\.?\s?s\b\.?\s?[:.–—-]?\s", re.IGNORECASE)
SIGNATURE = re.compile(r"\s*(?:-- ?|--|_{2,}|Sent from my .{2,40}|Get Outlook for .{2,30}|Sent via .{2,30})\s*")
OPENING_QUOTE = "\"“'‘*_ \t\ufeff"
NAME_WORD = re.compile(r"(?:[^\W\d_][\w'’.-]*|\([^()]{1,30}\)|&|/)[,.]?")
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)]*\s*$")

LONGEST_GREETING = 9
LONGEST_OPENER = 5
LONGEST_SIGN_OFF = 8
LONGEST_NAME = 6
DEEPEST_SIGN_OFF = 14
"""How many written lines from the bottom a sign-off may stand."""


@dataclass(frozen=True)
class Line:
    """A line of prose with something on it."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Offset behind the last character that is not blank."""
        return self.start + len(self.text.rstrip())

    @property
    def words(self) -> list[str]:
        """The words of the line, small, without their punctuation."""
        return [w for w in (re.sub(r"[^\w'’&-]", "", word).lower() for word in self.text.split()) if w]

    @property
    def bare(self) -> str:
        """The line as small words with single blanks between."""
        return " ".join(self.words).replace("’", "'")


def split(draft: Draft, lexicon: Lexicon) -> tuple[Part, ...]:
    """Split a draft into its parts, in reading order."""
    return tuple(sorted(_Splitter(draft, lexicon).parts(), key=lambda part: part.span))


class _Splitter:
    """One pass from the top (subject, greeting), one from the bottom (postscript, name, sign-off)."""

    def __init__(self, draft: Draft, lexicon: Lexicon) -> None:
        self.draft, self.prose, self.lexicon = draft, draft.prose, lexicon
        self.lines = list(_lines(draft.prose))
        self.found: list[Part] = []

    def parts(self) -> Iterator[Part]:
        yield from self._quoted()
        first = self._top()
        last = self._bottom(first)
        yield from self.found
        yield from self._body(first, last)

    def _add(self, kind: PartKind, start: int, end: int) -> None:
        text = self.prose[start:end]
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        if start < end:
            self.found.append(Part(kind, Span(start=start, end=end)))

    # what is not the writer's

    def _quoted(self) -> Iterator[Part]:
        offset, run = 0, None
        for line in [*self.draft.source.splitlines(keepends=True), ""]:
            foreign = bool(line.strip()) and not self.prose[offset : offset + len(line)].strip()
            if foreign and run is None:
                run = offset
            elif not foreign and run is not None and (line.strip() or not line):
                yield Part("quoted", Span(start=run, end=run + len(self.draft.source[run:offset].rstrip())))
                run = None
            offset += len(line)

    # from the top

    def _top(self) -> int:
        """Mark subject, letterhead and greeting; give the offset at which the body begins."""
        index = 0
        while index < len(self.lines) and (match := SUBJECT.match(self.lines[index].text)):
            line = self.lines[index]
            self._add("subject", line.start + match.end(), line.end)
            index += 1
        for number in range(index, min(len(self.lines), index + 14)):
            line = self.lines[number]
            if end := self._greeting_end(line, first=number == index):
                for above in self.lines[index:number]:
                    match = SUBJECT.match(above.text)
                    self._add("subject" if match else "letterhead", above.start + (match.end() if match else 0), above.end)
                self._add("greeting", line.start, end)
                return end
            if len(line.words) > 9 or (ENDS_SENTENCE.search(line.text) and len(line.words) > 4):
                break
        return self.lines[index].start if index < len(self.lines) else len(self.prose)

    def _greeting_end(self, line: Line, first: bool) -> int | None:
        """Give the offset behind the greeting with which a line begins, or None."""
        offset = line.start + len(line.text) - len(line.text.lstrip(OPENING_QUOTE))
        text = self.prose[offset : line.end]
        words = Line(0, text).bare.split()
        opener = self._opener(words)
        if opener:
            return self._behind_name(offset, text, len(opener.split()))
        if first and text.rstrip().endswith((",", ":", " -", " –", " —")) and len(words) <= 5 and not self._sign_off(line):
            name = [w for w in text.rstrip(",:–—- ").split() if w]
            if name and all(NAME_WORD.fullmatch(w) and w[0].isupper() for w in name):
                return line.end
        return None

    def _opener(self, words: list[str]) -> str | None:
        """Give the greeting words that a line opens with: the longest entry that fits."""
        for length in range(min(LONGEST_OPENER, len(words)), 0, -1):
            start = " ".join(words[:length])
            if start in self.lexicon.entries("greeting-openers") or start in self.lexicon.entries("informal-greetings"):
                return start
        return None

    def _behind_name(self, offset: int, text: str, opener: int) -> int | None:
        """Find where "Hi Ms. Duarte, thank you" stops greeting: at a mark, or at the line's end."""
        passed = 0
        for match in re.finditer(r"\S+", text):
            passed += 1
            word = match.group()
            if passed > LONGEST_GREETING:
                return None
            small = word.lower().strip(".,:;!?–—-\"”")
            if word.endswith((",", ":", ";", "!", "—", "–", "?")) or word in {"-", "–", "—"}:
                rest = text[match.end() :].split()
                if word.endswith(",") and passed == opener and len(rest) <= 2 and rest:
                    continue
                return offset + match.end()
            if word.endswith(".") and not self.lexicon.holds("titles", small) and len(small) > 1:
                return offset + match.end()
            if passed > opener and self.lexicon.holds("after-greeting", small):
                return offset + match.start() if passed - 1 >= opener else None
        return offset + len(text.rstrip())

    # from the bottom

    def _bottom(self, first: int) -> int:
        """Mark postscript, signature, name and sign-off; give the offset at which the body ends."""
        lines = [line for line in self.lines if line.start >= first]
        if not lines and first < len(self.prose):
            return len(self.prose)
        rest = [Line(first, self._rest_of_line(first))] if self._rest_of_line(first).strip() else []
        lines = [*rest, *lines]
        lines = self._take_postscript(lines)
        lines = self._take_marked_signature(lines)
        for index in range(len(lines) - 1, max(-1, len(lines) - 1 - DEEPEST_SIGN_OFF), -1):
            taken = self._sign_off_at(lines, index)
            if taken:
                return taken
        return self._bare_name(lines)

    def _rest_of_line(self, offset: int) -> str:
        end = self.prose.find("\n", offset)
        return self.prose[offset : end if end >= 0 else len(self.prose)]

    def _take_postscript(self, lines: list[Line]) -> list[Line]:
        for index, line in enumerate(lines):
            if index and POSTSCRIPT.match(line.text):
                below = lines[index:]
                stop = next((n for n, other in enumerate(below) if SIGNATURE.fullmatch(other.text)), len(below))
                self._add("postscript", line.start, below[stop - 1].end)
                for other in below[stop:]:
                    self._add("signature", other.start, other.end)
                return lines[:index]
        return lines

    def _take_marked_signature(self, lines: list[Line]) -> list[Line]:
        for index in range(1, len(lines)):
            if SIGNATURE.fullmatch(lines[index].text):
                self._add("signature", lines[index].start, lines[-1].end)
                return lines[:index]
        return lines

    def _sign_off_at(self, lines: Sequence[Line], index: int) -> int | None:
        """Mark the sign-off on a line, alone, wrapped over two, or with the name behind it."""
        line = lines[index]
        if index == 0 and len(lines) == 1 and not self.found:
            # A message of one line says something.
            return self._tail_sign_off(line, [])
        below = list(lines[index + 1 :])
        if below and self._sign_off(joined := Line(line.start, line.text + " " + below[0].text)) and not self._sign_off(line):
            if len(joined.words) <= LONGEST_SIGN_OFF and self._closes(below[1:]):
                self._add("sign-off", line.start, below[0].end)
                self._names(below[1:])
                return line.start
        if not self._closes(below):
            return None
        if length := self._sign_off(line):
            behind = self._after_words(line, length)
            name = line.text[behind:].strip(" \t,.!–—-")
            if not name or self._looks_like_name(name):
                self._add("sign-off", line.start, line.start + behind)
                if name:
                    self._add("name", line.start + line.text.index(name, behind), line.end)
                    for other in below:
                        self._add("signature", other.start, other.end)
                else:
                    self._names(below)
                return line.start
        return self._tail_sign_off(line, below)

    def _tail_sign_off(self, line: Line, below: list[Line]) -> int | None:
        """Find a sign-off that ends a line of prose: "… in future. Kind regards, Ann"."""
        for match in re.finditer(r"(?<=[.!?])\s+(?=\S)", line.text):
            tail = Line(line.start + match.end(), line.text[match.end() :])
            if (length := self._sign_off(tail)) and len(tail.words) <= LONGEST_SIGN_OFF:
                behind = self._after_words(tail, length)
                name = tail.text[behind:].strip(" \t,.!–—-")
                if not name or self._looks_like_name(name):
                    self._add("sign-off", tail.start, tail.start + behind)
                    if name:
                        self._add("name", tail.start + tail.text.index(name, behind), tail.end)
                    else:
                        self._names(below)
                    return tail.start
        return None

    def _sign_off(self, line: Line) -> int:
        """Tell with how many words of a sign-off a line begins; 0 for none."""
        words = line.bare.split()
        for length in range(min(LONGEST_SIGN_OFF, len(words)), 0, -1):
            start = " ".join(words[:length])
            if any(start in self.lexicon.entries(name) for name in ("sign-offs", "informal-sign-offs")):
                return length
        return 0

    @staticmethod
    def _after_words(line: Line, length: int) -> int:
        passed = 0
        for match in re.finditer(r"\S+", line.text):
            passed += bool(re.sub(r"[^\w'’&-]", "", match.group()))
            if passed == length:
                return match.end()
        return len(line.text)

    def _closes(self, below: Sequence[Line]) -> bool:
        """Tell whether only a name and a signature stand below: short lines that are no sentences."""
        return all(len(line.words) <= 12 for line in below) and not any(
            len(line.words) > 4 and ENDS_SENTENCE.search(line.text) for line in below[:1]
        )

    def _names(self, below: Sequence[Line]) -> None:
        if below and self._looks_like_name(below[0].text):
            self._add("name", below[0].start, below[0].end)
            below = below[1:]
        for line in below:
            self._add("signature", line.start, line.end)

    def _bare_name(self, lines: Sequence[Line]) -> int:
        """Mark a name at the bottom with no sign-off above it."""
        if len(lines) > 1:
            last = lines[-1]
            text = last.text.strip()
            capital = text.lstrip("-–—~ ")[:1].isupper()
            if self._looks_like_name(text) and (capital or text[:1] in "-–—~") and len(last.words) <= 4:
                if not ENDS_SENTENCE.search(text) or text[:1] in "-–—~":
                    self._add("name", last.start, last.end)
                    return last.start
        return lines[-1].end if lines else len(self.prose)

    def _looks_like_name(self, text: str) -> bool:
        bare = text.strip().lstrip("-–—~ ").split(",")[0].split("(")[0].split("|")[0]
        words = bare.split()
        known = any(self.lexicon.holds("never-names", Line(0, w).bare) for w in words)
        return bool(words) and len(words) <= LONGEST_NAME and all(NAME_WORD.fullmatch(w) for w in words) and not known

    # what is left

    def _body(self, first: int, last: int) -> Iterator[Part]:
        """Give each paragraph between greeting and sign-off; the last of several closes."""
        spans = list(_paragraphs(self.prose, first, last))
        for number, span in enumerate(spans):
            yield Part("close" if 0 < number == len(spans) - 1 else "body", span)


def _lines(prose: str) -> Iterator[Line]:
    offset = 0
    for text in prose.splitlines(keepends=True):
        if text.strip("\ufeff \t\r\n"):
            yield Line(offset, text.rstrip("\r\n"))
        offset += len(text)


def _paragraphs(prose: str, first: int, last: int) -> Iterator[Span]:
    offset = first
    for match in re.finditer(r"\n[ \t\r]*\n\s*", prose[first:last]):
        yield from _shrunk(prose, offset, first + match.start())
        offset = first + match.end()
    yield from _shrunk(prose, offset, last)


def _shrunk(prose: str, start: int, end: int) -> Iterator[Span]:
    text = prose[start:end]
    if text.strip("\ufeff \t\r\n"):
        yield Span(start=start + len(text) - len(text.lstrip()), end=start + len(text.rstrip()))

