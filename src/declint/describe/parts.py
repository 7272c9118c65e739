"""Parts: which stretch of a message greets, says, closes, signs, and which is not the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from declint.describe import footers
from declint.match.message import Part, PartKind
from declint.match.words import Lexicon
from declint.model import Draft, Span

SUBJECT = re.compile(
    r"\s*\ufeff?\s*(?:subject|subj?|re|ref|reg|betreff|pwnc|ábhar)(?:\s?(?:no|nos)\b)?(?:\s?[:.]{1,2}\s?[-–—]?\s*|\s[-–—]\s+)(?=\S)",
    re.IGNORECASE,
)
POSTSCRIPT = re.compile(r"\s*\(?p\.?\s?p?\.?\s?s\b\.?\s?[:.–—-]?\s", re.IGNORECASE)
SIGNATURE = re.compile(r"\s*(?:--|_{2,})\s*")
"""The line that parts a signature from the message (RFC 3676, 4.3, and what people make of it)."""
OPENING_QUOTE = "\"“'‘*_ \t\ufeff"
ACCENT = re.compile("[\u0300-\u036f]")
"""What stands apart from its letter in a text that is decomposed (Unicode, NFD)."""
NAME_WORD = re.compile(r"(?:[^\W\d_][\w'’.-]*|\([^()]{1,30}\)|&|/)[,.]?")
EDGES = " \t,.!?;:–—-~/|*_\"“”'’()"
"""Marks around a name that are no part of it."""
TRIMMING = re.compile(r"[xX]{1,6}|(?:[xX][oO]){1,4}|[:;=8]-?[)(DPp3]|<3|[^\w\s.,()'’!?&/-]{1,12}")
"""What follows a name or a sign-off in a chat: kisses, smileys, emoji."""
TITLE_APART = re.compile(r"\s*(?:sd\s?/?-+\s*|/s/\s*)?(?:\([^()\d]{1,12}\)\s*)?(?=[^\W\d_])", re.IGNORECASE)
"""What stands before the name in an official letter: "(Smt.)", "Sd/-"."""
SIGNED = re.compile(r"\W*(?:sd|/s/|signature|signed)\W*", re.IGNORECASE)
"""A line that stands for the writing of a name by hand."""
TONGUES = re.compile(r"\s+[/|·•]\s+|\s+[-–—]\s+|/(?=[A-Z])")
"""What parts the same words in two languages: "Cofion gorau / Kind regards"."""
DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
"""A letter held on to: "Heyyy"."""
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)]*\s*$")

APART = re.compile(
    r"[,:]\s+(?P<name>(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof)\.\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3})(?:[,.!;:–—]|\s[–—-]|\s*$)"
)
"""A name behind a mark of its own: "Good morning, Ms. Duarte, …"."""

FORMAL_OPENERS = frozenset(
    {"dear", "dearest", "respected", "esteemed", "honourable", "honorable", "sir", "madam", "attention", "my dear"}
)
"""Openers that begin sentences too, so that a name must follow them."""
TOLD = frozenset({"is", "are", "was", "were", "has", "had", "does", "did"})
"""Verbs that tell of the one before them."""
OWN_WORDS = frozenset({"i", "i'm", "i'll", "i've", "i'd", "i’m", "i’ll", "i’ve", "i’d", "my", "we", "our"})
"""Words of somebody who goes on under the own name, where a footer would speak of "this e-mail"."""

OWN_VERBS = OWN_WORDS | TOLD | {"am", "have", "will", "would", "can", "cannot", "must"}
"""Words of a sentence, which no sign-off is."""

LONGEST_FORM = 7
LONGEST_BARE_FORM = 5
"""Words of a sign-off that is told by its form: with a comma behind it, and without one."""

LONGEST_SUBJECT = 16
LONGEST_HEADING = 30
LONGEST_HEAD = 24
"""How many written lines may stand above a greeting: two addresses, a date, a subject."""
LONGEST_GREETING = 9
LONGEST_OPENER = 5
LONGEST_SIGN_OFF = 8
LONGEST_WRAPPED = 14
LONGEST_TAIL = 160
LONGEST_NAME = 6
LONGEST_SIGNATURE = 12
DEEPEST_TITLE = 5
"""How many lines under a sign-off what the name is followed by may stand."""
DEEPEST_SIGN_OFF = 14
"""How many written lines from the bottom a sign-off may stand."""


@lru_cache(maxsize=4_096)  # a line is looked at by all who ask what it is, and read again for each rewrite
def _bare_words(text: str) -> tuple[str, ...]:
    return tuple(w for w in (re.sub(r"[^\w'’&-]", "", word).lower() for word in text.split()) if w)


@dataclass(frozen=True)
class Line:
    """A line of prose with something on it."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Offset behind the last character that is not blank."""
        return self.start + len(self.text.rstrip())

    @cached_property
    def words(self) -> list[str]:
        """The words of the line, small, without their punctuation."""
        return list(_bare_words(self.text))

    @cached_property
    def bare(self) -> str:
        """The line as small words with single blanks between."""
        return " ".join(self.words).replace("’", "'")


def split(draft: Draft, lexicon: Lexicon) -> tuple[Part, ...]:
    """Split a draft into its parts, in reading order; of a script, who says what has told them."""
    if draft.script:
        return tuple(Part(stretch.kind, stretch.span) for stretch in draft.script)
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
        for number in range(index, min(len(self.lines), index + LONGEST_HEAD)):
            line = self.lines[number]
            if end := self._greeting_end(line, first=number == index):
                for above in self.lines[index:number]:
                    match = SUBJECT.match(above.text)
                    begin = above.start + (match.end() if match else 0)
                    self._add("subject" if match else "letterhead", begin, above.end)
                below = self.lines[number + 1] if number + 1 < len(self.lines) else None
                again = below and end == line.end and self._greeting_end(below, first=False)
                if below and again == below.end and len(below.words) <= LONGEST_OPENER:
                    end = below.end  # the same in a second language
                self._add("greeting", line.start, end)
                return self._subject_below(number + (end > line.end), end)
            said = len(line.words) > 9 or (ENDS_SENTENCE.search(line.text) and len(line.words) > 4)
            if said and not self._heads(line):
                break
        return self.lines[index].start if index < len(self.lines) else len(self.prose)

    @staticmethod
    def _heads(line: Line) -> bool:
        """Tell whether a long line above the greeting is a subject or an address, as in official letters."""
        if SUBJECT.match(line.text):
            return len(line.words) <= LONGEST_HEADING
        words = re.findall(r"[\w'’.-]*\w", line.text)
        capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
        return OWN_WORDS.isdisjoint(line.words) and 3 * capitals >= 2 * len(words)

    def _subject_below(self, number: int, end: int) -> int:
        """Mark a subject that stands under the greeting, as in Indian letters; give where the body begins."""
        if end < self.lines[number].end or number + 1 == len(self.lines):
            return end
        line = self.lines[number + 1]
        match = SUBJECT.match(line.text)
        if not match or len(line.words) > LONGEST_HEADING:
            return end
        self._add("subject", line.start + match.end(), line.end)
        return self._subject_below(number + 1, line.end)  # "Sub:" and "Ref:"

    def _greeting_end(self, line: Line, first: bool) -> int | None:
        """Give the offset behind the greeting with which a line begins, or None."""
        offset = line.start + len(line.text) - len(line.text.lstrip(OPENING_QUOTE))
        text = self.prose[offset : line.end]
        words = Line(0, text).bare.split()
        if any(" ".join(words[:length]) in self.lexicon.entries("no-greetings") for length in (2, 3, 4)):
            return None
        if doubled := self._greeted_twice(text):
            return offset + doubled
        if opener := self._opener(words):
            if rest := self._named_apart(text, opener):
                return offset + rest
            return self._behind_name(offset, text, len(opener.split()))
        marked = text.rstrip().endswith((",", ":", " -", " –", " —"))
        if first and marked and len(words) <= 5 and not self._sign_off(line):
            name = [w for w in text.rstrip(",:–—- ").split() if w]
            if (
                name
                and words not in (["to"], ["from"])
                and all(NAME_WORD.fullmatch(w) and (w[0].isupper() or w in {"and", "&"}) for w in name)
            ):
                return line.end
        return None

    def _greeted_twice(self, text: str) -> int | None:
        """Find where "Annwyl Mrs Pugh / Dear Mrs Pugh," stops greeting: one of two tongues opens with a known word."""
        parted = TONGUES.search(text)
        if not parted or len(Line(0, text[: parted.start()]).words) > LONGEST_OPENER:
            return None
        first, second = (Line(0, part).bare.split() for part in (text[: parted.start()], text[parted.end() :]))
        opener = self._opener(second)
        foreign = text[:1].isupper() and (TOLD | OWN_WORDS).isdisjoint(first)
        if not opener or not (self._opener(first) or foreign):
            return None
        return self._behind_name(parted.end(), text[parted.end() :], len(opener.split()))

    def _opener(self, words: list[str]) -> str | None:
        """Give the greeting words that a line opens with: the longest entry that fits."""
        words = [DRAWN_OUT.sub(r"\1", word) for word in words[:LONGEST_OPENER]]
        for length in range(len(words), 0, -1):
            start = " ".join(words[:length])
            if start in self.lexicon.entries("greeting-openers") or start in self.lexicon.entries("informal-greetings"):
                return start
        return None

    def _named_apart(self, text: str, opener: str) -> int | None:
        """Find where "Good morning, Ms. Duarte, it's Ann" stops greeting: the name stands behind a mark of its own."""
        match = APART.match(text, self._after_words(Line(0, text), len(opener.split())) - 1)
        if not match:
            return None
        name = match["name"].split()
        known = any(
            self.lexicon.holds(name_of_class, Line(0, word).bare)
            for word in name
            for name_of_class in ("after-greeting", "never-names")
        )
        return None if known else match.end()

    def _behind_name(self, offset: int, text: str, opener: int) -> int | None:
        """Find where "Hi Ms. Duarte, thank you" stops greeting: at a mark, or at the line's end."""
        passed = 0
        for match in re.finditer(r"\S+", text):
            passed += 1
            word = match.group()
            if passed > LONGEST_GREETING:
                return None
            small = word.lower().strip('.,:;!?–—-"”')
            if word.endswith((",", ":", ";", "!", "—", "–", "?")) or word in {"-", "–", "—"}:
                rest = text[match.end() :].split()
                if word.endswith(",") and passed == opener and len(rest) <= 2 and rest:
                    continue
                return offset + match.end()
            if word.endswith(".") and not self.lexicon.holds("titles", small) and len(small) > 1:
                return offset + match.end()
            if passed > opener and self.lexicon.holds("after-greeting", small):
                named = text[: match.start()].split()
                return offset + match.start() if self._addresses(named[:opener], named[opener:], small) else None
        return offset + len(text.rstrip())

    def _addresses(self, opener: Sequence[str], named: Sequence[str], then: str) -> bool:
        """Tell whether words with no mark behind them greet: "Hi tom", not "Respected schools are"."""
        capital = all(w[0].isupper() or self.lexicon.holds("titles", w.lower().strip(".")) for w in named)
        words = " ".join(opener).lower()
        chatty = opener[0].islower() or words.startswith(("hi", "hello")) or self._informal(words)
        if then in TOLD and not chatty:
            return False
        return capital or ((chatty or words not in FORMAL_OPENERS) and len(named) <= 2)

    def _informal(self, opener: str) -> bool:
        return opener in self.lexicon.entries("informal-greetings")

    # from the bottom

    def _bottom(self, first: int) -> int:
        """Mark postscript, signature, name and sign-off; give the offset at which the body ends."""
        lines = [line for line in self.lines if line.start >= first]
        rest = Line(first, self._rest_of_line(first))
        if rest.words and (not lines or lines[0].start > first):
            lines = [rest, *lines]
        lines = self._take_postscript(lines)
        lines = self._take_marked_signature(lines)
        for index in range(len(lines) - 1, max(-1, len(lines) - 1 - DEEPEST_SIGN_OFF), -1):
            if self._under_a_name(lines, index):
                continue
            taken = self._sign_off_at(lines, index)
            if taken is not None:
                return taken
        return self._bare_name(lines)

    def _rest_of_line(self, offset: int) -> str:
        end = self.prose.find("\n", offset)
        return self.prose[offset : end if end >= 0 else len(self.prose)]

    def _take_postscript(self, lines: list[Line]) -> list[Line]:
        for index, line in enumerate(lines):
            if index and POSTSCRIPT.match(line.text):
                below = lines[index:]
                signed = next((n for n, other in enumerate(below) if n and self._signs(other, below[n + 1 :])), 0)
                if signed:  # "PS" above "Kind regards, Ann"
                    self._add("postscript", line.start, below[signed - 1].end)
                    return [*lines[:index], *below[signed:]]
                stop = next((n for n, other in enumerate(below) if _ends_message(other.text)), len(below))
                self._add("postscript", line.start, below[stop - 1].end)
                for other in below[stop:]:
                    self._add("signature", other.start, other.end)
                return lines[:index]
        return lines

    def _take_marked_signature(self, lines: list[Line]) -> list[Line]:
        for index in range(1, len(lines)):
            if _ends_message(lines[index].text):
                self._add("signature", lines[index].start, lines[-1].end)
                return self._take_small_print(lines[:index])
        return self._take_small_print(lines)

    def _take_small_print(self, lines: list[Line]) -> list[Line]:
        """Mark the notices of a company, wherever they stand below the first paragraph."""
        kept: list[Line] = []
        for number, paragraph in enumerate(self._grouped(lines)):
            if number and footers.is_small_print([line.text for line in paragraph]):
                self._add("signature", paragraph[0].start, paragraph[-1].end)
            else:
                kept += paragraph
        return kept

    def _grouped(self, lines: list[Line]) -> list[list[Line]]:
        """Group lines by the blank ones between them."""
        groups: list[list[Line]] = []
        for line in lines:
            if groups and self.prose.count("\n", groups[-1][-1].start, line.start) == 1:
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups

    def _sign_off_at(self, lines: Sequence[Line], index: int) -> int | None:
        """Mark the sign-off on a line, alone, wrapped over two, or with the name behind it; give its start."""
        line, below = lines[index], list(lines[index + 1 :])
        if index == 0 and not below and not self.found:
            # A message of one line says something.
            return self._tail_sign_off(line, [])
        if end := self._wrapped(line, below):
            self._add("sign-off", line.start, end)
            self._names([other for other in below if other.start >= end])
            return self._above(lines, index)
        if not self._closes(below):
            return None
        if (taken := self._signed(line, below)) is not None:
            return self._above(lines, index) if taken == line.start else taken
        return self._tail_sign_off(line, below)

    def _under_a_name(self, lines: Sequence[Line], index: int) -> bool:
        """Tell whether a line stands under "Kind regards, / Ann" without being a sign-off itself: "Night Driver"."""
        if self._sign_off(lines[index]) == len(lines[index].words):
            return False
        return any(
            self._sign_off(above) == len(above.words) and self._looks_like_name(name.text)
            for above, name in pairwise(lines[max(0, index - DEEPEST_TITLE) : index])
        )

    def _signs(self, line: Line, below: Sequence[Line]) -> bool:
        """Tell whether a line is a sign-off and only a name and a signature follow."""
        length = self._sign_off(line)
        if not length or not self._closes(below):
            return False
        behind = line.text[self._after_words(line, length) :].strip(EDGES)
        return not behind or self._looks_like_name(behind, beside=True)

    def _above(self, lines: Sequence[Line], index: int) -> int:
        """Take in a sign-off right above another, "Thanking you, / Yours faithfully,"; give where the first begins."""
        start = lines[index].start
        above = lines[index - 1]
        adjacent = index and self.prose.count("\n", above.start, start) == 1 and not ENDS_SENTENCE.search(above.text)
        if adjacent and self._sign_off(above) == len(above.words):
            here = next(n for n, part in enumerate(self.found) if part.kind == "sign-off")
            self.found[here] = Part("sign-off", Span(start=above.start, end=self.found[here].span.end))
            start = above.start
        return start

    def _wrapped(self, line: Line, below: Sequence[Line]) -> int | None:
        """Give the end of a sign-off that a mail program wrapped, or that goes on: "With best wishes / to you all,"."""
        if not below:
            return None
        joined = Line(line.start, line.text + " " + below[0].text)
        whole = self._sign_off(joined)
        if whole > len(line.words) and len(joined.words) <= LONGEST_SIGN_OFF and self._closes(below[1:]):
            return below[0].end
        thanks = "thank" in joined.bare  # "Thank you for your time," says something, whatever it closes
        for reach, other in enumerate((line, below[0])):
            after = below[reach:]
            text = line if not reach else joined
            if (
                (length := self._sign_off(line)) > 1
                and length < len(text.words) <= LONGEST_WRAPPED
                and (text.words[length] in {"and", "to", "from"} or (text.words[length] == "for" and not thanks))
                and text.text.rstrip().endswith(",")
                and after
                and self._looks_like_name(after[0].text)
                and self._closes(after)
            ):
                return other.end
        return None

    def _signed(self, line: Line, below: list[Line]) -> int | None:
        """Mark a sign-off with which a line begins, and the names; give its start, or None."""
        length = self._sign_off(line)
        if not length:
            return None
        behind = self._after_words(line, length)
        rest = line.text[behind:]
        name = _trimmed(rest).strip(EDGES)
        glued = rest[:1].isspace() and line.text[behind - 1].isalnum()
        if name and not self._looks_like_name(name, beside=glued):
            return None
        self._add("sign-off", line.start, line.start + behind)
        if name:
            place = line.text.index(name, behind)
            self._add("name", line.start + place, line.start + place + len(name))
            for other in below:
                self._add("signature", other.start, other.end)
        else:
            self._names(below)
        return line.start

    def _tail_sign_off(self, line: Line, below: list[Line]) -> int | None:
        """Mark a sign-off that ends a line of prose: "… in future. Kind regards, Ann"."""
        for match in re.finditer(r"(?<=[.!?…])[\"'”’)]?\s+(?=\S)", line.text):
            if len(line.text) - match.end() > LONGEST_TAIL:
                continue
            tail = Line(line.start + match.end(), line.text[match.end() :])
            if len(tail.words) <= LONGEST_SIGN_OFF + 2 and (taken := self._signed(tail, below)) is not None:
                return taken
        return None

    def _sign_off(self, line: Line) -> int:
        """Tell with how many words of a sign-off a line begins; 0 for none."""
        words = line.bare.split()
        if self._in_two_tongues(line):
            return len(words)
        for length in range(min(LONGEST_SIGN_OFF, len(words)), 0, -1):
            start = " ".join(words[:length])
            if self._known_sign_off(start):
                return length
        return 0

    def _in_two_tongues(self, line: Line) -> bool:
        """Tell whether a line closes in two languages; of the first we may know nothing."""
        tongues = TONGUES.split(line.text)
        if len(tongues) != 2 or len(line.words) > LONGEST_SIGN_OFF or ENDS_SENTENCE.search(tongues[0]):
            return False
        known = [self._known_sign_off(Line(0, part).bare) for part in tongues]
        return all(known) or (known[1] and "/" in line.text and len(tongues[0].split()) > 1)

    def _known_sign_off(self, words: str) -> bool:
        return any(words in self.lexicon.entries(name) for name in ("sign-offs", "informal-sign-offs"))

    @staticmethod
    def _after_words(line: Line, length: int) -> int:
        passed = 0
        for match in re.finditer(r"\S+", line.text):
            passed += bool(re.sub(r"[^\w'’&-]", "", match.group()))
            if passed == length:
                return match.end()
        return len(line.text)

    def _closes(self, below: Sequence[Line]) -> bool:
        """Tell whether only a name and a signature stand below: short lines, the first no sentence."""
        first = below[0] if below else None
        if first and self._looks_like_name(first.text):
            return True
        if any(len(line.words) > LONGEST_SIGNATURE for line in below):
            return False
        return not (
            first
            and len(first.words) > 1
            and ENDS_SENTENCE.search(first.text)
            and not self._looks_like_name(first.text, beside=True)
        )

    def _names(self, below: Sequence[Line]) -> None:
        if len(below) > 1 and SIGNED.fullmatch(below[0].text):
            below = below[1:]
        if below and self._looks_like_name(below[0].text):
            self._add("name", below[0].start, below[0].end)
            below = below[1:]
        for line in below:
            said = len(line.words) > 3 and ENDS_SENTENCE.search(line.text) and not OWN_WORDS.isdisjoint(line.words)
            self._add("postscript" if said else "signature", line.start, line.end)

    def _bare_name(self, lines: Sequence[Line]) -> int:
        """Mark a name at the bottom with no sign-off above it."""
        if len(lines) > 1:
            last = lines[-1]
            text = last.text.strip()
            capital = text.lstrip("-–—~ ")[:1].isupper()
            dashed = text[:1] in "-–—~"
            if (
                self._looks_like_name(text)
                and (dashed or (capital and not ENDS_SENTENCE.search(text)))
                and len(last.words) <= 4
            ):
                self._add("name", last.start, last.end)
                return self._closed_by_form(lines[:-1], last)
        return lines[-1].end if lines else len(self.prose)

    def _closed_by_form(self, lines: Sequence[Line], name: Line) -> int:
        """Mark a sign-off that no list has, by its form alone, above a name; give where the body ends.

        It is a short line of its own that is no sentence: "Hwyl am y tro," or "Until the next tide".
        """
        if not lines:
            return name.start
        line = lines[-1]
        text, apart = line.text.strip(), self.prose.count("\n", line.start, name.start)
        alone = len(lines) > 1 and self.prose.count("\n", lines[-2].start, line.start) > 1
        comma = text.endswith(",") and len(line.words) <= LONGEST_FORM
        bare = apart == 1 and alone and len(line.words) <= LONGEST_BARE_FORM and not re.search(r"[.!?…:;]$", text)
        if not (comma or bare) or not text[:1].isupper() or not OWN_VERBS.isdisjoint(line.words):
            return name.start
        self._add("sign-off", line.start, line.end)
        return line.start

    def _looks_like_name(self, text: str, beside: bool = False) -> bool:
        """Tell whether some words can be a name; `beside` a sign-off, with no mark between, it has capitals."""
        text = ACCENT.sub("", text)
        apart = TITLE_APART.match(text)
        bare = _trimmed(text[apart.end() :] if apart else text).strip(EDGES).split(",")[0].split("(")[0].split("|")[0]
        words = bare.split()
        if not words or len(words) > LONGEST_NAME or not all(NAME_WORD.fullmatch(w) for w in words):
            return False
        never = [self.lexicon.holds("never-names", Line(0, w).bare) for w in words]
        # "Will Passmore" and "Sunday Ekpenyong" are names; "Many Thanks" and "sunday evening" are not.
        surname = len(words) > 1 and self.lexicon.holds("surnames-too", Line(0, words[-1]).bare)
        if any(never[1 : -1 if surname else None]) or (
            never[0] and (len(words) == 1 or not all(w[0].isupper() for w in words))
        ):
            return False
        return not beside or words[0][:1].isupper() or (len(words) == 1 and text.strip()[:1] == bare[:1])

    # what is left

    def _body(self, first: int, last: int) -> Iterator[Part]:
        """Give each paragraph between greeting and sign-off; the last of several closes."""
        taken = [part.span for part in self.found]
        spans = [span for span in _paragraphs(self.prose, first, last) if not any(span.meets(other) for other in taken)]
        for number, span in enumerate(spans):
            yield Part("close" if 0 < number == len(spans) - 1 else "body", span)


def _ends_message(line: str) -> bool:
    return bool(SIGNATURE.fullmatch(line)) or footers.is_program(line)


def _trimmed(text: str) -> str:
    """Leave off the kisses, smileys and emoji at the end."""
    text = text.rstrip()
    while (last := text.split()[-1:]) and TRIMMING.fullmatch(last[0]):
        text = text[: -len(last[0])].rstrip()
    return text


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
