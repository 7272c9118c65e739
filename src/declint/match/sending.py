"""Sending: what only the envelope tells of a message: its subject, its files, its sender, the company it goes to.

Each function finds one kind of slip, and gives None where the message tells too little to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from declint.match import placeholders
from declint.match.message import SPOKEN_FOR, Message, Words
from declint.match.people import People
from declint.match.words import Lexicon
from declint.model import Span

NO_SUBJECT = re.compile(r"\s*(?:(?:re|fwd?|aw|wg)\s*:\s*|\(?no subject\)?|none|-+)*\s*", re.IGNORECASE)
COMPANY = r"(?P<name>[A-Z][\w&'’-]*(?:\s+(?:(?:of|and|&|the)\s+)?[A-Z][\w&'’-]*){0,4})"
"""A name as companies have it: words with capitals."""

NEEDED = frozenset({
    "application-nouns", "interview-words", "meeting-formats", "months", "post-nouns", "turning-elsewhere", "weekdays",
})  # fmt: skip
"""The word classes that sending speaks of."""


def empty_subject(message: Message) -> Iterable[Words] | None:
    """Find a subject line that is there and says nothing."""
    subject = message.draft.envelope.subject
    if subject is None:
        return None
    return () if not NO_SUBJECT.fullmatch(subject) else (Words(Span(start=0, end=0)),)


def without_files(message: Message, act: str) -> Iterable[Words] | None:
    """Find where an act speaks of a file, and none travels with the message."""
    if message.draft.envelope.attachments is None:
        return None
    return () if message.draft.envelope.attachments else [Words(span) for _, span in message.done(act)]


def signed_otherwise(message: Message, people: People) -> Iterable[Words] | None:
    """Find a name below the message that fits nobody in From:; says `expected`, the name there."""
    sender, part = message.draft.envelope.sender, next(iter(message.parts_of("name")), None)
    if not sender or part is None:
        return None
    line = message.draft.source[part.span.start : part.span.end].split("\n", 1)[0]
    if any(True for text in (line, sender) for _ in placeholders.find(text)):
        return None
    names, opening = people.greeted(f"{OPENING}{line}"), len(OPENING)
    # A header may be of a box that several use: it tells who writes only where it has a given name and another.
    known = [person for person in people.known(sender) if len(person.words) > 1 and people.given(person.words[0])]
    slip = people.slip(names, known) if names and known else None
    if slip is None:
        return None
    if not slip:
        return ()
    start = part.span.start - opening
    span = Span(start=max(part.span.start, start + slip.start), end=start + slip.end)
    return (Words(span, said={"expected": slip.right}),)


OPENING = "Dear "
"""Put before a name so that it is read as the one in a greeting is."""


def other_company(message: Message, lexicon: Lexicon) -> Iterable[Words] | None:
    """Find the name of another company than the one that the answered message speaks for; says `expected`, its name.

    Nothing is said where that message names none in so many words, or names the other one too.
    """
    source, envelope, reader = message.draft.source, message.draft.envelope, _companies_of(lexicon)
    quoted = "\n".join(source[part.span.start : part.span.end] for part in message.parts_of("quoted"))
    unquoted = re.sub(r"\n[>\s]*", " ", quoted)
    theirs = [unquoted[start:end] for start, end in reader.named(unquoted, 0, len(unquoted))]
    if not theirs:
        return None
    known = _plain(" ".join([quoted, envelope.to or "", envelope.sender or "", envelope.invited_by or ""]))
    return [
        Words(Span(start=start, end=end), said={"expected": theirs[0]})
        for sentence in message.sentences_of("subject", *SPOKEN_FOR)
        if not sentence.does("settled-elsewhere")
        for start, end in reader.named(message.draft.prose, sentence.span.start, sentence.span.end)
        if _plain(source[start:end].split()[0]) not in known
    ]


class Companies:
    """Reads the company at which a job is said to be: "an interview for the post at Lowtide Foods"."""

    def __init__(self, lexicon: Lexicon) -> None:
        job = _any_of(lexicon, "post-nouns", "interview-words", "application-nouns")
        self._at = re.compile(rf"\b(?i:{job})s?\b[^.,;:!?\n]{{0,50}}?\s(?:at|with)\s+(?:the\s+)?{COMPANY}")
        self._elsewhere = re.compile(rf"\b(?:{_any_of(lexicon, 'turning-elsewhere')})\b", re.IGNORECASE)
        self._no_name = re.compile(rf"(?:{_any_of(lexicon, 'weekdays', 'months', 'meeting-formats')})\b", re.IGNORECASE)

    def named(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the places of company names in a stretch of text, but for those of another job than this."""
        for match in self._at.finditer(text, start, end):
            if not self._no_name.match(match["name"]) and not self._elsewhere.search(text, start, match.start("name")):
                yield match.span("name")


@lru_cache(maxsize=4)
def _companies_of(lexicon: Lexicon) -> Companies:
    return Companies(lexicon)


def _any_of(lexicon: Lexicon, *classes: str) -> str:
    """Give the entries of word classes as a pattern, longer ones first."""
    entries = {entry for name in classes for entry in lexicon.entries(name)}
    return "|".join(map(re.escape, sorted(entries, key=len, reverse=True)))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
