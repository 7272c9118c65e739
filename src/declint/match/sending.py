"""Sending: what only the envelope tells of a message: its subject, its files, its sender, the company it goes to.

Each function finds one kind of slip, and gives None where the message tells too little to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from declint.match import placeholders
from declint.match.message import SPOKEN_FOR, Message, Words
from declint.match.people import People
from declint.model import Span

NO_SUBJECT = re.compile(r"\s*(?:(?:re|fwd?|aw|wg)\s*:\s*|\(?no subject\)?|none|-+)*\s*", re.IGNORECASE)
PROMISED = re.compile(
    r"\b(?:please|kindly)\s+(?:find|see)\s+(?:[\w'’]+\s+){0,5}?(?:attached|enclosed)\b"
    r"|\b(?:attached|enclosed)\s+(?:please\s+find|(?:is|are)\s+(?:my|the|a|an|our)\b|you(?:['’]ll|\s+will)\s+find)"
    r"|(?<!that )(?<!which )\b(?:I|we)(?:['’]ve|\s+have|\s+am|['’]m)?\s+(?:also\s+)?"
    r"(?:attach(?:ed|ing)?|enclos(?:e|ed|ing))\b"
    r"(?!\s+to\s+(?:the|your|this\s+(?:place|town|team)))"
    r"|\b(?:see|in)\s+the\s+(?:attached|attachment|enclosed)\b|\battached\s+to\s+this\s+(?:e-?mail|message)\b",
    re.IGNORECASE,
)
NOT_PROMISED = re.compile(r"\b(?:not|n['’]t|never|without|yesterday|last|already|earlier|previous\w*)\b", re.IGNORECASE)

JOB = r"(?:interview(?:ing)?|positions?|roles?|posts?|jobs?|vacancy|opening|opportunity|application|offer)"
COMPANY = r"(?P<name>[A-Z][\w&'’-]*(?:\s+(?:(?:of|and|&|the)\s+)?[A-Z][\w&'’-]*){0,4})"
AT_COMPANY = re.compile(rf"\b{JOB}\b[^.,;:!?\n]{{0,50}}?\s(?:at|with)\s+(?:the\s+)?{COMPANY}")
ELSEWHERE = re.compile(
    r"\b(?:accept\w*|took|taken?|taking|join\w*|signed?|start\w*|another|new|current\w*|present|other|elsewhere|because"
    r"|since|as I|moved?|work\w*|stay\w*|been)\b",
    re.IGNORECASE,
)
"""Words by which a job at a company is not the one that the message is about."""

CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Noon|Zoom|Teams|Skype|HR|Head Office|Level \d"
)


def empty_subject(message: Message) -> Iterable[Words] | None:
    """Find a subject line that is there and says nothing."""
    subject = message.draft.envelope.subject
    if subject is None:
        return None
    return () if not NO_SUBJECT.fullmatch(subject) else (Words(Span(start=0, end=0)),)


def missing_attachment(message: Message) -> Iterable[Words] | None:
    """Find where a file is promised that does not travel with the message."""
    if message.draft.envelope.attachments is None:
        return None
    return () if message.draft.envelope.attachments else list(_promises(message))


def _promises(message: Message) -> Iterator[Words]:
    for sentence in message.sentences_of(*SPOKEN_FOR):
        match = PROMISED.search(message.draft.prose, sentence.span.start, sentence.span.end)
        if match and not NOT_PROMISED.search(message.draft.prose, sentence.span.start, sentence.span.end):
            yield Words(Span(start=match.start(), end=match.end()))


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


def other_company(message: Message) -> Iterable[Words] | None:
    """Find the name of another company than the one that the answered message speaks for; says `expected`, its name.

    Nothing is said where that message names none in so many words, or names the other one too.
    """
    quoted = "\n".join(message.draft.source[part.span.start : part.span.end] for part in message.parts_of("quoted"))
    theirs = [match["name"] for match in AT_COMPANY.finditer(re.sub(r"\n[>\s]*", " ", quoted))]
    theirs = [name for name in theirs if not CALENDAR.match(name)]
    if not theirs:
        return None
    envelope = message.draft.envelope
    known = _plain(" ".join([quoted, envelope.to or "", envelope.sender or "", envelope.invited_by or ""]))
    return [
        Words(span, said={"expected": theirs[0]})
        for name, span in _companies(message)
        if _plain(name) not in known and _plain(name.split()[0]) not in known
    ]


def _companies(message: Message) -> Iterator[tuple[str, Span]]:
    for sentence in message.sentences_of("subject", *SPOKEN_FOR):
        if sentence.does("settled-elsewhere"):
            continue
        for match in AT_COMPANY.finditer(message.draft.prose, sentence.span.start, sentence.span.end):
            before = message.draft.prose[sentence.span.start : match.start("name")]
            if not ELSEWHERE.search(before) and not CALENDAR.match(match["name"]):
                yield match["name"], Span(start=match.start("name"), end=match.end("name"))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
