"""Finders: what no pattern over words can say, by name, for rules with a `call`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from declint.match import dates, marks, office, people, placeholders, sending, slips, spelling
from declint.match.message import SPOKEN_FOR, Message, PartKind, Words
from declint.match.people import people_of
from declint.match.words import Lexicon
from declint.model import Span

Finder = Callable[[Message, Lexicon, str | None], Iterable[Words] | None]
"""Gives the words that it finds, or None where the message gives it nothing to hold on to."""

FINDERS: dict[str, Finder] = {}

SAID_ALOUD: tuple[PartKind, ...] = (*SPOKEN_FOR, "branch")

OWN: tuple[PartKind, ...] = ("subject", "greeting", *SPOKEN_FOR, "sign-off", "name", "signature", "letterhead")

EITHER_OR = re.compile(
    r"(?<![\w/.:-])(?:[Mm]r\.?/[Mm]r?s\.?|[Mm]s\.?/[Mm]r\.?|[Ss]ir/[Mm]adam(?=\?)|[Hh]e/[Ss]he|accept/decline|decline/accept|"
    r"attend/decline|can/cannot|am/am not|will/will not|is/is not)(?![\w/])"
)
EMOJI = re.compile(
    "[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55\U0001f1e6-\U0001f1ff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]{0,4}"
)
SMILEY = re.compile(r"(?<![\w:;])(?:[:;=][-o^']?[)(DPpO/\\|\]\[]|<3|xD|XD|\^_?\^|:'\()(?![\w)])")
EXCLAIMED = re.compile(r"(?=[!?]{0,80}!)[!?]{2,80}")
BULLET = re.compile(r"(?m)^[ \t]*(?P<mark>[-*•·–]|\d{1,2}[.)])(?=[ \t]+\S)")
BRACKETED = re.compile(r"\([^()\n]{3,120}\)")
SHORTEST_SHOUT = 3
CAPITALS = re.compile(r"\b[A-Z][A-Z'’]{2,}\b")


NEEDED = frozenset({"shouted-words"}) | people.NEEDED | sending.NEEDED | slips.NEEDED
"""The word classes that finders speak of."""


SAID: dict[str, tuple[str, ...]] = {}
"""What each finder has to say of the words it finds, by name: a correction, another name."""


OPTIONS: dict[str, Callable[[str], object]] = {}
"""What reads the option of a finder, by name; it raises ValueError for a wrong one."""


def finder(*said: str, option: Callable[[str], object] = str) -> Callable[[Finder], Finder]:
    """Make a function known to rules under its name, with dashes for underscores, and what it says of its words."""

    def known(function: Finder) -> Finder:
        name = function.__name__.replace("_", "-")
        FINDERS[name], SAID[name], OPTIONS[name] = function, said, option
        return function

    return known


def _matches(pattern: re.Pattern[str], message: Message, kinds: tuple[PartKind, ...]) -> Iterator[Words]:
    for part in message.parts_of(*kinds):
        for match in pattern.finditer(message.draft.prose, part.span.start, part.span.end):
            start, end = match.span("mark") if "mark" in match.groupdict() else match.span()
            yield Words(Span(start=start, end=end))


@finder()
def leftover_placeholder(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find what is still to be filled in: "[Name]", "{{ company }}", "TODO", "Mr./Ms."; a template leaves it open."""
    if message.draft.template:
        return None
    own = message.parts_of(*OWN)
    left = [Words(s) for s in placeholders.find(message.draft.source) if any(part.span.meets(s) for part in own)]
    return [*left, *_matches(EITHER_OR, message, OWN)]


@finder("mark")
def exclamation_run(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find "!!" and longer, and "?!"; says the one `mark` that is enough."""
    for words in _matches(EXCLAIMED, message, OWN):
        asked = "?" in message.draft.prose[words.span.start : words.span.end]
        yield replace(words, said={"mark": "?" if asked else "!"})


@finder(option=int)
def many_exclamations(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find the exclamation marks beyond as many as `option` allows; a run of them counts once."""
    allowed = int(option or 2)
    marks = list(_matches(re.compile("!+"), message, OWN))
    if over := marks[allowed:]:
        yield replace(over[0], more=tuple(over[1:]))


@finder()
def emoji(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find pictures and smileys."""
    for pattern in (EMOJI, SMILEY):
        yield from _matches(pattern, message, OWN)


@finder("quiet")
def shouting(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find two or more words in capitals side by side, or one of the words that people shout.

    Says how it would be said `quiet`ly; what else is in capitals in a message that shouts is mended with it.
    """
    prose = message.draft.prose
    found: list[Words] = []
    others: list[Words] = []
    for sentence in message.sentences_of(*SPOKEN_FOR, "greeting"):
        capitals = list(CAPITALS.finditer(prose, sentence.span.start, sentence.span.end))
        loud = [m for m in capitals if lexicon.holds("shouted-words", m.group().lower())]
        end = sentence.span.start
        if loud:
            start, end = loud[0].span()
            for match in capitals:
                if match.start() > end and not prose[end : match.start()].strip(" ,"):
                    end = match.end()
            found.append(_quietly(prose, start, end, sentence.span.start))
        rest = (m for m in capitals if not any(m.start() < f.span.end and f.span.start < m.end() for f in found))
        others += [_quietly(prose, *m.span(), sentence.span.start) for m in rest if _shouted(m.group())]
    for number, words in enumerate(found):
        yield words if number else replace(words, more=tuple(others))


def _quietly(prose: str, start: int, end: int, begins: int) -> Words:
    """Give some words in capitals with how they are said quietly: names keep one capital, and so does a beginning."""
    text = re.sub(r"\w[\w'’]*", lambda word: _quiet(word.group()), prose[start:end])
    return Words(Span(start=start, end=end), said={"quiet": text[0].upper() + text[1:] if start == begins else text})


def _quiet(word: str) -> str:
    small = word.lower()
    return small if spelling.is_common(small) else small.capitalize()


def _shouted(word: str) -> bool:
    """Tell whether a word in capitals is a common word and no abbreviation."""
    return len(word) > SHORTEST_SHOUT and spelling.is_common(word.lower())


@finder()
def bullets(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find the first bullet or number that makes a point of a line in what is to be said."""
    yield from list(_matches(BULLET, message, SAID_ALOUD))[:1]


@finder()
def brackets(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find what stands in round brackets in what is to be said."""
    yield from _matches(BRACKETED, message, SAID_ALOUD)


@finder("expected", "name")
def misaddressed(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find a greeting whose name fits nobody in To:, nor who wrote the message that is answered.

    Says `expected`, the right name; `name` is the wrong one where only one person can be meant.
    """
    source, envelope = message.draft.source, message.draft.envelope
    headers = [header for header in (envelope.to, envelope.invited_by) if header]
    greeting = next(iter(message.parts_of("greeting")), None)
    if not greeting or not headers or _unfilled(source[greeting.span.start : greeting.span.end], *headers):
        return None
    read = people_of(lexicon)
    greeted = read.greeted(source[greeting.span.start : greeting.span.end])
    if not greeted or read.slip(greeted, read.known(envelope.sender or "")) is False:
        return None
    quoted = _quoted(message)
    known = [read.signed(person, quoted) for header in headers for person in read.known(header)]
    slip = read.slip(greeted, known)
    if slip is None or (slip and _named_elsewhere(greeted, message, headers, quoted)):
        return None
    if not slip:
        return ()
    span = Span(start=greeting.span.start + slip.start, end=greeting.span.start + slip.end)
    sole = " or " not in slip.right
    return (Words(span, {"name": span} if sole else {}, {"expected": slip.right}),)


@finder("date", "days", option=int)
def late_reply(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find an answer that comes more than `option` days after the message that it answers.

    Its own Date: tells when it goes out; of a file without one nobody can tell.
    Says the `date` of the message and the `days` since.
    """
    invited = dates.read(message.draft.envelope.invited_on or "")
    own = dates.read(message.draft.envelope.date or "")
    if invited is None or own is None:
        return None
    # Where a date can be read in two ways, all readings must tell the same.
    ages = sorted((answer - asked).days for answer in own.days for asked in invited.days)
    if ages[0] < 0:
        return None
    most = int(option or 7)
    if ages[0] <= most:
        return () if ages[-1] <= most else None
    written = message.draft.envelope.invited_on or ""
    sole = len(invited.days) == 1
    said = {"date": dates.said(invited.days[0]) if sole else written, "days": str(ages[0])}
    return (Words(_span_of(written, message), said=said),)


@finder("when", "hours", option=office.hours)
def outside_office_hours(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find a call that is planned for a time at which they are not at their desks; `option` are the usual hours.

    Says `when` it is planned, and the `hours` that they keep.
    """
    call = message.draft.call
    if call is None:
        return None
    hours = call.office.hours or option or office.USUAL
    closed = call.at.date() in call.office.closed
    if not closed and office.open_at(office.hours(hours), call.at):
        return ()
    said = {"when": office.said(call.at), "hours": f"{hours}, closed on that day" if closed else hours}
    start = _first_said(message)
    return (Words(Span(start=start, end=start), said=said),)


PLACE = r"(?i:at|with|for|join|joining|from|of|to|the|by|within|into|about)"


def _unfilled(*texts: str) -> bool:
    return any(True for text in texts for _ in placeholders.find(text))


def _named_elsewhere(greeted: Iterable[people.Name], message: Message, headers: Iterable[str], quoted: str) -> bool:
    """Tell whether the greeting may be to a company that is named elsewhere, or to somebody in the quoted message."""
    words = [word for name in greeted for word in name.words if len(word) > 2]
    domains = " ".join(re.findall(r"@([^\s<>,;]+)", " ".join(headers))).lower()
    if any(re.search(rf"(?<![a-z]){re.escape(word.lower())}", domains) for word in words):
        return True
    said = "\n".join(
        message.draft.prose[part.span.start : part.span.end] for part in message.parts_of(*OWN[2:], "subject")
    )
    return any(
        re.search(rf"\b{PLACE}\s+(?:[A-Z]\w+\s+)?{re.escape(word)}\b", said)
        or re.search(rf"\b{re.escape(word)}\b", quoted)
        for word in words
    )


def _quoted(message: Message) -> str:
    """Give what the quoted message says below the lines that tell who wrote it."""
    lines: list[str] = []
    for part in message.parts_of("quoted"):
        if part.span.start > min((one.span.start for one in message.parts_of("greeting")), default=0):
            lines += message.draft.source[part.span.start : part.span.end].splitlines()
    return "\n".join(line for line in lines if "@" not in line and not re.match(r"[\s>*]*[A-Z][\w-]{1,12}\s?:", line))


def _span_of(text: str, message: Message) -> Span:
    """Find some words of a header in the source, however they are folded there; else where speaking begins."""
    folded = r"[\s>]+".join(map(re.escape, text.split()))
    match = re.search(folded, message.draft.source) if folded else None
    start = match.start() if match else _first_said(message)
    return Span(start=start, end=match.end() if match else start)


def _first_said(message: Message) -> int:
    lines = message.parts_of("script-line") or message.parts_of("greeting", *SPOKEN_FOR)
    return min((part.span.start for part in lines), default=0)


@finder()
def empty_subject(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find a subject line that is there and says nothing."""
    return sending.empty_subject(message)


@finder()
def without_files(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find where the act `option` speaks of a file, and none travels with the message."""
    return sending.without_files(message, option or "")


@finder("expected")
def signed_otherwise(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find a name below the message that fits nobody in From:; says `expected`, the name there."""
    return sending.signed_otherwise(message, people_of(lexicon))


@finder("expected")
def other_company(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find the name of another company than the answered message speaks for; says `expected`, its name."""
    return sending.other_company(message, lexicon)


for _slips in (slips.misspelling, slips.doubled_word, slips.missing_capital, slips.wrong_article):
    finder("suggestion")(_slips)

finder()(marks.half_placeholder)
finder("suggestion")(marks.misspelt_placeholder)
finder("other")(marks.mixed_marks)
finder("other")(marks.two_names_for_one)
