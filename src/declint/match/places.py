"""Places: where in a message words belong that it lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice, takewhile
from typing import Literal

from declint.match.message import SPOKEN_FOR, Message, PartKind, Sentence

Place = Literal[
    "greeting", "opening", "after-thanks", "decision", "after-decision", "request", "before-close", "closing", "end"
]

TRAILING = re.compile(r"[+(\d][\d\s()+./-]{6,20}|[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3},?")
"""A line that is most likely a name or a number below the message, though nothing says so."""

LAST: tuple[PartKind, ...] = ("body", "close", "script-line")
"""The parts of which the last ends what is said."""

FIRST_SAID = 5
"""How many sentences of a script may go by until all that says who is calling whom is said."""


def missing_at(message: Message, place: Place) -> int:
    """Give the offset of the source at which missing words belong."""
    return PLACES[place](message)


def _greeting(message: Message) -> int:
    """Give the top of the message, below what stands over a letter."""
    if message.draft.script:
        return _first_said(message)
    above = [part.span.end for part in message.parts_of("subject", "letterhead")]
    below = [part.span.start for part in message.parts if not above or part.span.start >= max(above)]
    return min(below, default=max(above, default=0))


def _opening(message: Message) -> int:
    """Give where the first thing is said: behind all that says who is writing or calling whom."""
    first = takewhile(
        lambda s: _calls(s) or not s.acts, islice(message.sentences_of("script-line", "body"), FIRST_SAID)
    )
    begun = [sentence for sentence in first if _calls(sentence)]
    return begun[-1].span.end if begun else _first_said(message)


def _after_thanks(message: Message) -> int:
    thanks = message.done("gratitude", within=SPOKEN_FOR)
    return thanks[0][0].span.end if thanks else _opening(message)


def _decision(message: Message) -> int:
    """Give the place before the first no."""
    decided = message.done("decline", within=SPOKEN_FOR)
    return decided[0][0].span.start if decided else _after_thanks(message)


def _after_decision(message: Message) -> int:
    """Give the place behind what says that one can't come, or why."""
    decided = message.done("decline", "clash", "reason", within=SPOKEN_FOR)
    return decided[-1][0].span.end if decided else _before_close(message)


def _request(message: Message) -> int:
    """Give the place behind the first request, and what goes on with it: other days, a way out of answering."""
    asked = message.done("reschedule-request", "feedback-request", "feedback-demanded", within=SPOKEN_FOR)
    if not asked:
        return _before_close(message)
    said = list(message.within(asked[0][0].part))
    behind = takewhile(_goes_on, said[said.index(asked[0][0]) + 1 :])
    return [asked[0][0], *behind][-1].span.end


def _before_close(message: Message) -> int:
    """Give the place before the good wishes with which a message ends, if there are any."""
    said = list(message.sentences_of(*LAST))
    wishes = list(takewhile(_wishes, reversed(said)))
    return wishes[-1].span.start if 0 < len(wishes) < len(said) else _closing(message)


def _closing(message: Message) -> int:
    """Give the place behind the last thing said, a farewell aside, and above what may be a name or a number."""
    said = list(message.sentences_of(*LAST))
    if said and said[-1].does("farewell"):
        return said[-1].span.start
    end = max((part.span.end for part in message.parts_of(*LAST)), default=_end(message))
    if not message.laid_out or message.draft.script:
        return end
    text = message.draft.prose[:end]
    while "\n" in text.strip() and TRAILING.fullmatch(text.rpartition("\n")[2].strip()):
        text = text.rpartition("\n")[0].rstrip()
    return len(text) if any(part.span.start < len(text) for part in message.parts_of(*LAST)) else end


def _end(message: Message) -> int:
    """Give the place behind all but postscript and signature."""
    ends = [part.span.end for part in message.parts_of("greeting", "body", "close", "sign-off", "script-line")]
    return max(ends, default=0)


PLACES: Mapping[Place, Callable[[Message], int]] = {
    "greeting": _greeting,
    "opening": _opening,
    "after-thanks": _after_thanks,
    "decision": _decision,
    "after-decision": _after_decision,
    "request": _request,
    "before-close": _before_close,
    "closing": _closing,
    "end": _end,
}


def _first_said(message: Message) -> int:
    return min((part.span.start for part in message.parts_of(*SPOKEN_FOR)), default=_end(message))


def _wishes(sentence: Sentence) -> bool:
    """Tell whether a sentence only wishes well, or takes leave."""
    asks = sentence.does("feedback-request", "reschedule-request", "decline", "reason", "interest-stated")
    return bool(sentence.does("positive-close", "farewell", "looking-forward")) and not asks


def _goes_on(sentence: Sentence) -> bool:
    """Tell whether a sentence goes on with a request."""
    return bool(
        sentence.does("proposed-time", "way-out", "reschedule-request", "feedback-request", "feedback-demanded")
    )


def _calls(sentence: Sentence) -> bool:
    """Tell whether a sentence only says who is calling whom."""
    called = sentence.does("called-by-name", "caller-named")
    return bool(called) and not sentence.does("gratitude", "decline", "farewell", "reason")
