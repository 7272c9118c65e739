"""The values that cross every border: frozen, and equal when they say the same."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Span(Value):
    """A half-open stretch of code points in a draft's source."""

    start: int
    end: int

    def __lt__(self, other: Span) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def holds(self, other: Span) -> bool:
        """Tell whether all of `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Severity(StrEnum):
    """How much a finding matters, least first."""

    note = "note"
    warning = "warning"
    error = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 2 for an error."""
        return list(Severity).index(self)


class Envelope(Value):
    """What stands around a message: the headers that are known, and how many files travel with it.

    A `subject` of "" is one that is left empty; `attachments` is None where nobody can know; `answers` is
    whether they say that it answers another message (In-Reply-To, RFC 5322, 3.6.4).
    """

    to: str | None = None
    sender: str | None = None
    subject: str | None = None
    date: str | None = None
    invited_on: str | None = None
    invited_by: str | None = None
    attachments: int | None = None
    answers: bool = False


class Office(Value):
    """When they are at their desks: hours ("Mon-Fri 09:00-17:00"), the time zone they keep, days they are closed."""

    hours: str | None = None
    zone: str | None = None
    closed: tuple[date, ...] = ()


ANY_OFFICE = Office()


class PlannedCall(Value):
    """When a call is planned, in the office's own time."""

    at: datetime
    office: Office


StretchKind = Literal["heading", "label", "direction", "script-line", "answer", "reply", "branch", "quoted"]


class Stretch(Value):
    """A stretch of a script: what kind of part it is, and where."""

    kind: StretchKind
    span: Span


class Piece(Value):
    """A stretch of a draft's source that stands letter for letter in its file: `length` code points from `place` on."""

    at: int
    place: int
    length: int


class Reading(Value):
    """One way of reading a template: the prose along it, and what holds on it ("has_reason", "not panel")."""

    where: tuple[str, ...]
    prose: str


class Suppression(Value):
    """A wish that findings of some rules or criteria be left out, of the whole draft or of what stands on one line.

    `at` is the line in the file on which the wish stands, and None for a header's.
    """

    ids: tuple[str, ...]
    at: int | None = None
    line: int | None = None
    reason: str = ""


class Draft(Value):
    """What the person wrote, and the same with all blanked that is not theirs to be judged.

    `prose` has the length of `source`, so an offset in one is the same place in the other. `script`
    tells, of what is to be said aloud, who says which stretch; it is empty for all else.

    `source` is the text of the file, unless `file_text` is given: then `pieces`, in order, tell where
    stretches of the source stand in it (a page of HTML, one message of a collection). `coded` is what no
    text file holds as it is (a coded mail, a .docx), and what cannot be written back. `form` is how it was
    read, by the suffix of such files. `fragment` names one message of a file that holds several; `name` is
    then `path#fragment`.

    `suppressions` stand in the draft itself; `hushed` are rules and criteria that it is not held to, and
    `graded` gives what some find another weight.

    A `template` with conditions in it has several `readings`; `prose` is that of the first. A draft
    that is one of them says in `where` what holds on it.
    """

    name: str
    source: str
    prose: str
    form: str = "txt"
    coded: bool = False
    fragment: str | None = None
    file_text: str | None = None
    pieces: tuple[Piece, ...] = ()
    envelope: Envelope = Envelope()
    script: tuple[Stretch, ...] = ()
    call: PlannedCall | None = None
    scenario: str | None = None
    template: bool = False
    readings: tuple[Reading, ...] = ()
    where: tuple[str, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    hushed: frozenset[str] = frozenset()
    graded: tuple[tuple[str, Severity], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The file that it was read from."""
        return self.name if self.fragment is None else self.name.removesuffix(f"#{self.fragment}")

    @property
    def verbatim(self) -> bool:
        """Whether the source is the file's own text, so that edits can be made in the file as they are."""
        return not self.coded and self.file_text is None and self.fragment is None

    @property
    def alternatives(self) -> tuple[Draft, ...]:
        """A draft for each way of reading this one; itself where there is one way only."""
        if not self.readings:
            return (self,)
        return tuple(
            self.model_copy(update={"prose": one.prose, "where": one.where, "readings": ()}) for one in self.readings
        )

    @cached_property
    def _line_starts(self) -> list[int]:
        text = self.source if self.file_text is None else self.file_text
        return [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]

    def place(self, offset: int) -> int:
        """Give the place in the file of an offset in the source; of what is not in the file, the end of what is."""
        if self.file_text is None:
            return offset
        number = bisect_right(self.pieces, offset, key=lambda piece: piece.at)
        if not number:
            return self.pieces[0].place if self.pieces else 0
        piece = self.pieces[number - 1]
        return piece.place + min(offset - piece.at, piece.length)

    def place_of(self, span: Span) -> Span:
        """Give the stretch of the file from the first to the last character of a span."""
        if span.start >= span.end:
            return Span(start=self.place(span.start), end=self.place(span.start))
        return Span(start=self.place(span.start), end=self.place(span.end - 1) + 1)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of an offset, both from 1, the column in code points."""
        return self._position(self.place(offset))

    def positions(self, span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
        """Line and column in the file of the first character of a span, and of what comes after its last."""
        placed = self.place_of(span)
        return self._position(placed.start), self._position(placed.end)

    def _position(self, place: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, place)
        return line, place - self._line_starts[line - 1] + 1

    def line_at(self, offset: int) -> tuple[int, str]:
        """Give the offset and the text of the line of the source around an offset, without its line end."""
        start = self.source.rfind("\n", 0, offset) + 1
        return start, self.source[start:].split("\n", 1)[0].rstrip("\r")


class ActSpan(Value):
    """An act and the words that do it."""

    act: str
    span: Span
    text: str


class Edit(Value):
    """Text to put in place of a span."""

    span: Span
    text: str


Tier = Literal["safe", "unsafe", "idea"]
"""What a rewrite does: keeps meaning and tone, changes what is said, or is only shown."""


class Fix(Value):
    """Edits that mend a finding."""

    edits: tuple[Edit, ...]
    tier: Tier

    @property
    def safe(self) -> bool:
        """Whether meaning and tone are kept."""
        return self.tier == "safe"


class Guidance(Value):
    """What the guide says on a finding: the section and what it asks, in our words."""

    section: str
    asks: str


class Finding(Value):
    """One place where a draft falls short of one criterion."""

    rule: str
    criterion: str
    severity: Severity
    message: str
    span: Span
    guide: Guidance
    fix: Fix | None = None


class Verdict(Value):
    """A criterion met or unmet in a draft, with its evidence."""

    criterion: str
    verdict: Literal["met", "unmet", "not-applicable"]
    evidence: tuple[Span, ...] = ()


class Ground(Value):
    """A ground for a reading: what it is, and the words that show it."""

    says: str
    span: Span


class Occasion(Value):
    """What a message was read as: a scenario, a neighbour that is none, or nothing that declint knows.

    `sure` is False where the evidence is thin; `because` gives the grounds, weightiest first. A
    scenario that was named is sure and has none. `ours` is whether it is surely one of ours, whichever:
    enough to stop a message at the door.
    """

    scenario: str | None
    neighbour: str | None = None
    sure: bool = True
    ours: bool = True
    because: tuple[Ground, ...] = ()


class Report(Value):
    """All that declint has to say about one draft; nothing where its occasion is none that declint knows.

    `unused` are suppressions that left nothing out.
    """

    draft: Draft
    occasion: Occasion
    acts: tuple[ActSpan, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    unused: tuple[Suppression, ...] = ()

    @property
    def scenario(self) -> str | None:
        """The scenario that the draft was held to, or None."""
        return self.occasion.scenario

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found, or None."""
        return max((f.severity for f in self.findings), key=lambda s: s.rank, default=None)


class Mended(Value):
    """A draft as it was, the report on what it has become, and the edits of each pass that led there."""

    before: Draft
    report: Report
    edits: tuple[tuple[Edit, ...], ...] = ()

    @property
    def source(self) -> str:
        """The text with all edits made."""
        return self.report.draft.source

    @property
    def passes(self) -> int:
        """How many passes it took."""
        return len(self.edits)


LibraryKind = Literal[
    "never-varies", "near-duplicate", "missing-occasion", "undeclared-placeholder", "unused-placeholder"
]


class LibraryPlace(Value):
    """Where in the templates something stands; line and column in the file, from 1."""

    path: str
    line: int
    column: int


class LibraryFinding(Value):
    """Something that is to be said of templates together."""

    kind: LibraryKind
    severity: Severity
    message: str
    places: tuple[LibraryPlace, ...] = ()


class Library(Value):
    """What is to be said of a library: how many templates, how many of each scenario, and what was found.

    `skipped` were of no scenario that is known.
    """

    templates: int
    skipped: int
    scenarios: dict[str, int]
    findings: tuple[LibraryFinding, ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found, or None."""
        return max((f.severity for f in self.findings), key=lambda s: s.rank, default=None)
