"""Script: who says which stretch of a text that is to be said aloud.

A script shows itself by speakers' labels (`ME:`, `RECRUITER:`), stage directions (`[pause]`), a branch
(`[if she asks why: "…"]`), a heading that says so, or speech in quotation marks from end to end. Only
the candidate's lines are theirs to be judged: labels, directions and the other side's lines are blanked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from declint.errors import ReadError
from declint.model import Span, Stretch
from declint.model import StretchKind as Kind
from declint.read import cues

LONGEST_HEADING = 14
LONGEST_NOTE = 6
LONGEST_LABEL = 4
QUOTED_SHARE = 0.6
QUOTES = '"“”'
BLANKS = "\ufeff \t\r\n"


@dataclass
class _Line:
    """A line of the text; `label` is the speaker that it names, and `said` where the speech begins."""

    start: int
    text: str
    label: str | None = None
    said: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text.rstrip())

    @property
    def blank(self) -> bool:
        return not self.text.strip(BLANKS)


def split(name: str, prose: str) -> tuple[str, tuple[Stretch, ...]]:
    """Give the prose with all blanked that the candidate does not say, and who says what; as it was for no script.

    Raises ReadError for a script in which the candidate says nothing.
    """
    lines = list(_lines(prose))
    speakers = _speakers(lines)
    shown = speakers or _heading(lines) or _quoted(prose) or cues.DIRECTION.search(prose)
    if not shown and not any(cues.BRANCH_LINE.match(line.text) for line in lines):
        return prose, ()
    reader = _Reader(prose, lines, speakers)
    reader.read()
    if not any(stretch.kind in {"script-line", "answer"} for stretch in reader.found):
        if not speakers:
            return prose, ()
        raise ReadError(f"{name}: a script in which the candidate says nothing; label your own lines, for example ME:")
    return "".join(reader.prose), tuple(sorted(reader.found, key=lambda stretch: stretch.span))


def _lines(prose: str) -> Iterator[_Line]:
    offset = 0
    for text in prose.splitlines(keepends=True):
        line = _Line(offset, text)
        match = cues.LABEL.match(text)
        if match and not cues.HEADING.fullmatch(text.strip()) and not cues.BRANCH_LINE.match(text):
            who = " ".join(match["who"].lower().replace(".", "").split())
            if who not in cues.NO_SPEAKERS and len(who.split()) <= LONGEST_LABEL:
                line.label, line.said = who, match.end()
        yield line
        offset += len(text)


def _speakers(lines: Sequence[_Line]) -> dict[str, bool]:
    """Tell of each label whether it is the candidate's; empty where the labels are no speakers'."""
    count = Counter(line.label for line in lines if line.label)
    known = {label for label in count if label in cues.CANDIDATE or label in cues.OTHERS}
    own = {label for label in count if label in cues.CANDIDATE}
    unknown = set(count) - known
    if not own:
        own = {label for label in unknown if _introduces(label, lines)}
        own = own or (unknown if len(unknown) == 1 and known else set())
    talk = len(count) > 1 and sum(count.values()) > 2 and max(count.values()) > 1
    if not known and not (own and talk):
        return {}
    return {label: label in own for label in count}


def _introduces(label: str, lines: Sequence[_Line]) -> bool:
    """Tell whether the speaker of a label is who calls: "this is Priya", "I'm calling about"."""
    said = " ".join(line.text for line in lines if line.label == label).lower()
    first = re.escape(label.split(maxsplit=1)[0])
    named = rf"(?:this is|it'?s|it’s|i'?m|i’m|i am|my name is|name's)\s+{first}"
    return bool(re.search(rf"\b(?:{named}|(?:calling|ringing|phoning) (?:about|regarding|concerning|to))\b", said))


def _heading(lines: Sequence[_Line]) -> _Line | None:
    """Give the line at the top that says what this is: "PHONE SCRIPT", "Talking points for the call"."""
    for line in [line for line in lines if not line.blank][:2]:
        text = line.text.strip()
        short = len(text.split()) <= LONGEST_HEADING and not re.search(r"(?<![ap]\.m)[.!?,][\"'”’]?$", text)
        if (
            short
            and cues.HEADING.fullmatch(text)
            and not cues.OWN.search(re.sub(r"what i.{0,5} say", "", text, flags=re.I))
        ):
            return line
    return None


def _quoted(prose: str) -> bool:
    """Tell whether the text is one piece of speech in quotation marks."""
    text = prose.strip("\ufeff \t\r\n*_")
    if not cues.SPOKEN_OPENING.match(text):
        return False
    inside = sum(len(match.group()) for match in re.finditer(r"[\"“][^\"“”]{2,6000}[\"”]", text))
    return inside >= QUOTED_SHARE * len(text)


class _Reader:
    """One pass down the lines of a script, after its directions."""

    def __init__(self, prose: str, lines: Sequence[_Line], speakers: dict[str, bool]) -> None:
        self.prose = list(prose)
        self.rest = list(prose)
        """What the lines have still to account for: the prose without the branches in brackets."""
        self.lines, self.speakers = lines, speakers
        self.heading = _heading(lines)
        self.found: list[Stretch] = []
        self.run: list[tuple[int, int]] = []
        self.kind: Kind = "script-line"
        # Where only the other side's lines are labelled, a paragraph without a label is the candidate's.
        self.unlabelled = not any(speakers.values())
        self.mine, self.asked = self.unlabelled, False
        self.point: str | None = None
        """The bullet that a branch stands behind: the next one like it ends the branch."""

    def read(self) -> None:
        """Find every stretch, and blank what is not the candidate's."""
        for pattern in (cues.DIRECTION, cues.ASIDE):
            for match in pattern.finditer("".join(self.rest)):
                self._direction(match)
        for line in self.lines:
            self._line(line)
        self._close()

    def _direction(self, match: re.Match[str]) -> None:
        """Blank a stage direction; what a branch in brackets would say stays, as a stretch of its own."""
        start, end = match.span()
        inside = match.group()[1:-1]
        cue = cues.BRANCH_IN_BRACKETS.match(inside)
        said = inside[cue.end() :].strip(BLANKS + QUOTES) if cue else ""
        if cue and len(said.split()) > 2:
            first = start + 1 + inside.index(said, cue.end())
            self._blank("direction", start, first)
            self._blank("direction", first + len(said), end)
            self.found.append(Stretch(kind="branch", span=Span(start=first, end=first + len(said))))
            self._blank_in(self.rest, first, first + len(said))
        else:
            self._blank("direction", start, end)

    def _line(self, line: _Line) -> None:
        """Take in one line: whose it is decides what becomes of it."""
        text = "".join(self.rest[line.start : line.start + len(line.text)])
        if not text.strip(BLANKS + QUOTES):
            self._blank_line()
        elif line is self.heading:
            self._close()
            self.found.append(Stretch(kind="heading", span=Span(start=line.start, end=line.end)))
        elif cues.RULE.fullmatch(text):
            self._close()
            self._blank("direction", line.start, line.end)
        elif line.label in self.speakers:
            self._labelled(line)
        elif cue := cues.BRANCH_LINE.match(text):
            self._close()
            self._blank("direction", line.start, line.start + cue.end())
            self.kind, self.mine, self.point = "branch", True, _bullet(text)
            self._say(line.start + cue.end(), line.end)
        elif _is_note(line):
            self._close()
            self._blank("direction", line.start, line.end)
        elif self.mine:
            if self.kind == "branch" and self.point and _bullet(text) == self.point:
                self._close()
                self.kind = "script-line"
            self._say(line.start, line.end)
        else:
            self.asked = self.asked or bool(cues.WHY.search(text))
            self._blank("quoted", line.start, line.end)

    def _blank_line(self) -> None:
        said = bool(self.run)
        self._close()
        self.mine = self.mine or self.unlabelled
        if said and self.kind == "branch":
            self.kind = "script-line"

    def _labelled(self, line: _Line) -> None:
        self._close()
        begin = line.start + line.said
        self._blank("label", line.start, begin)
        self.mine = self.speakers[line.label or ""]
        if self.mine:
            if (
                self.found
                and any(s.kind == "quoted" for s in self.found)
                and (reply := cues.REPLY.match(line.text[line.said :]))
            ):
                self._blank("reply", begin, begin + reply.end())
                begin += reply.end()
            self.kind = "answer" if self.asked else "script-line"
            self._say(begin, line.end)
        else:
            self._blank("quoted", begin, line.end)
        self.asked = not self.mine and bool(cues.WHY.search(line.text[line.said :]))

    def _say(self, start: int, end: int) -> None:
        """Take in words of the candidate's; quotation marks around them are not said."""
        if "".join(self.rest[start:end]).strip(BLANKS):
            self._unquote(start, end)
            self.run.append((start, end))

    def _unquote(self, start: int, end: int) -> None:
        text = "".join(self.prose[start:end])
        first, last = start + len(text) - len(text.lstrip()), start + len(text.rstrip()) - 1
        for place in (first, last):
            if self.prose[place] in QUOTES:
                self.prose[place] = self.rest[place] = " "

    def _close(self) -> None:
        """End what is being said: a stretch, or several where a branch in brackets stands in it."""
        if not self.run:
            return
        start, end = self.run[0][0], self.run[-1][1]
        self.run = []
        held = [s.span for s in self.found if s.kind == "branch" and start <= s.span.start < end]
        for stop in (*(span.start for span in held), end):
            text = "".join(self.rest[start:stop])
            if any(char.isalnum() for char in text):
                first = start + len(text) - len(text.lstrip())
                self.found.append(Stretch(kind=self.kind, span=Span(start=first, end=start + len(text.rstrip()))))
            start = next((span.end for span in held if span.start == stop), stop)

    def _blank(self, kind: Kind, start: int, end: int) -> None:
        if "".join(self.rest[start:end]).strip(BLANKS):
            self.found.append(Stretch(kind=kind, span=Span(start=start, end=end)))
        self._blank_in(self.prose, start, end)
        self._blank_in(self.rest, start, end)

    @staticmethod
    def _blank_in(characters: list[str], start: int, end: int) -> None:
        characters[start:end] = [char if char in "\r\n" else " " for char in characters[start:end]]


def _bullet(text: str) -> str | None:
    """Give the bullet, with the blanks before it, at the head of a line."""
    match = re.match(r"[ \t]*[-*•–](?=\s)", text)
    return match.group() if match else None


def _is_note(line: _Line) -> bool:
    """Tell whether a line is a note to oneself: "Opening:", "Time: 10:30"."""
    text = line.text.strip()
    match = cues.NOTE.fullmatch(text)
    if not match:
        return False
    return (not match["rest"] and len(text.split()) <= LONGEST_NOTE) or match["what"].lower() in cues.NO_SPEAKERS
