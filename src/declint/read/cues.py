"""Cues: the marks by which a script shows who speaks, what is only done, and what is said only if.

Alternatives are regular expressions, kept one to a string, so that another is a line of its own.
"""

from __future__ import annotations

import re


def _any(*alternatives: str) -> str:
    return f"(?:{'|'.join(alternatives)})"


CANDIDATE = frozenset(
    {
        *("me", "i", "you", "candidate", "caller", "applicant", "myself", "self", "interviewee", "my line", "my lines"),
        "mine",
    }
)
"""Labels of the candidate's own lines."""

OTHERS = frozenset(
    {
        *("recruiter", "hr", "interviewer", "them", "they", "employer", "hiring manager", "manager", "receptionist"),
        *("reception", "company", "operator", "agent", "agency", "other", "other side", "other person", "her", "him"),
        *("he", "she", "boss", "switchboard", "secretary", "assistant", "panel", "headhunter", "machine", "voice mail"),
        *("voicemail", "answering machine", "front desk", "coordinator", "head teacher", "headteacher", "owner"),
        *("recruiter 1", "recruiter 2", "hirer", "personnel", "human resources", "hr manager", "hr lady", "supervisor"),
    }
)
"""Labels of the other side's."""

NO_SPEAKERS = frozenset(
    {
        *("to", "from", "cc", "bcc", "subject", "date", "sent", "re", "ref", "tel", "phone", "mobile", "cell", "email"),
        *("e-mail", "note", "notes", "time", "when", "where", "place", "ps", "p.s", "web", "fax", "number", "goal"),
        *("tone", "remember", "reminder", "opening", "opener", "close", "closing", "reason", "decision", "thanks"),
        *("greeting", "intro", "introduction", "script", "call", "step", "part", "first", "second", "third", "finally"),
        *("aim",),
    }
)
"""Words before a colon that are nobody's name."""

LABEL = re.compile(
    r"[ \t]*(?:[-*•][ \t]+)?(?:\*\*|__|\*)?\[?(?P<who>[^\W\d_][\w.'’&/ -]{0,28}?)\]?[ \t]*"
    r"(?:[(\[][^()\[\]\n]{1,40}[)\]])?[ \t]*(?:\*\*|__|\*)?[ \t]*:(?!//)[ \t]*(?:\*\*|__|\*)?[ \t]*"
)

STAGE = _any(
    *("pauses?", "waits?", "breathe?", "take a", "deep breath", "smile", "beat", "listen", "laugh", "slow(?:ly)?"),
    *("let (?:them|her|him|it)", "calm(?:ly)?", "hang up", "beep", "rings?", "ringing", "hold", "stop", "silence"),
    *("nod", "sigh", "after the (?:beep|tone)", "(?:their|her|his) (?:reply|response|answer)", "repl(?:y|ies)"),
    *("respon(?:se|ds?)", "answers?", "they (?:answer|respond|reply|speak|say)", "friendly", "warm(?:ly)?", "gently"),
    *("s?he (?:answers|responds|replies|speaks|says)", "politely", "don'?t rush", "when (?:they|s?he|connected)"),
    *("dial", "call connects", "phone rings", "small talk", "if", "sip", "steady", "quiet(?:ly)?", "tone", "cheerful"),
    *("at the (?:end|start|beginning|close)", "before (?:hanging|dialling|dialing|ringing|you)", "once (?:they|s?he)"),
    r"[^\W\d_]{2,20} (?:may|might|could|will) (?:want|ask|wonder|press|push|say|pick)",
    *("voicemail (?:beeps?|tone)", "end (?:of )?(?:the )?call", "stay (?:calm|friendly|warm|on)"),
    "(?:recruiter|hr|manager|receptionist|interviewer) (?:answers|responds|replies|speaks|talks|picks|asks|may)",
)
"""How a stage direction begins."""

DIRECTION = re.compile(rf"\[\s*{STAGE}\b[^\[\]]{{0,700}}\]|\(\s*{STAGE}\b[^()]{{0,700}}\)", re.IGNORECASE)
ASIDE = re.compile(rf"<\s*{STAGE}\b[^<>\n]{{0,60}}>|(?<!\*)\*(?!\*)\s*{STAGE}\b[^*\n]{{0,60}}\*(?!\*)", re.IGNORECASE)
"""Directions that count only in what is a script by other marks."""

ASKED = _any(
    *("ask", "why", "reason", "push", "press", "insist", "persist", "wants? to know", "wonder", "probe", "curious"),
    *("counter", "offer", "persuade", "how come", "what for", "what made", "what changed", "quiz", "quer(?:y|ies)"),
    *("enquir", "inquir", "grill", "dig", "convince", "talk me (?:round|into)", "change my mind", "comes? up"),
    *(
        "fish(?:es|ing)? for",
        "surprised",
        "nos(?:e)?y",
        "explain",
        "want(?:s)? (?:a|more|the)",
        "sound(?:s)? (?:put|upset)",
    ),
)
UNREACHED = _any(
    *("voice ?mail", "machine", "no answer", "no one", "nobody", "not there", "not in", "not available"),
    *("unavailable", "busy", "out of", "away"),
)
_UP_TO = r"[^:\n\"“”]"
CONDITION = _any(
    rf"(?:only )?(?:if|when|in case|should)\b{_UP_TO}{{0,80}}?\b{ASKED}\w*\b{_UP_TO}{{0,60}}",
    rf"(?:if|when)\b{_UP_TO}{{0,60}}?\b{UNREACHED}\b{_UP_TO}{{0,60}}",
)
"""What is said only if something happens: they ask why, they press, nobody answers."""

BRANCH_LINE = re.compile(
    rf"[ \t]*(?:[-*•][ \t]+)?(?:\*\*|__|\*)?{CONDITION}\s*(?:\*\*|__|\*)?\s*(?::|[–—-](?=\s|$))\s*(?:\*\*|__|\*)?",
    re.IGNORECASE,
)
"""A line that opens a branch: "If she asks why:"."""

BRANCH_IN_BRACKETS = re.compile(rf"\s*{CONDITION}\s*(?::|,?(?=\s*[\"“])|\s[–—-]\s)\s*", re.IGNORECASE)

HEADING = re.compile(
    r"\W*(?:(?:phone|call|calling|telephone|voice ?mail|my|decline|declining|rejection|the)\b.{0,60})?\b"
    + _any(
        *("script", "voice ?mail", "telephone with", "talking points", "speaking notes", "call notes", "phone ?call"),
        *(
            "notes for (?:the |my |a )?(?:phone )?call",
            "what (?:i'll|i will|to) say",
            "call (?:to|with|plan|sheet|mr|mrs|ms|miss|dr|prof|herr|frau|señora?|hr)",
        ),
    )
    + r"\b.{0,70}",
    re.IGNORECASE,
)
OWN = re.compile(r"\b(?:i|i'm|i’m|you|your|thanks?|we|me)\b", re.IGNORECASE)
"""Words of a sentence, which no heading is."""

SPOKEN_OPENING = re.compile(
    r"[\"“]\s*"
    + _any(
        *("hi", "hello", "hey", "good (?:morning|afternoon|evening|day)", "morning", "afternoon", "yes", "may i"),
        *("could i", "can i", "is (?:this|that)", "am i"),
    )
    + r"\b",
    re.IGNORECASE,
)
RULE = re.compile(r"\s*(?:[-*_=~]{3,}|#{1,6}\s.*)\s*")
NOTE = re.compile(r"\s*(?:\*\*)?(?P<what>[A-Za-z][\w /-]{0,30}):(?:\*\*)?\s*(?P<rest>.*)")

WHY = re.compile(
    r"\b"
    + _any(
        *("why", "what(?:'s| is) (?:the |your )?(?:problem|matter|wrong|reason)", "is it us", "reasons?", "how come"),
        *("what (?:made|led|changed|happened|put|is it)", "(?:may|can|could|might) i ask", "what's behind"),
        *("mind (?:me |my )?(?:asking|sharing|telling)", "something we", "anything we", "is it the", "was it"),
    )
    + r"\b",
    re.IGNORECASE,
)
"""The question that a script should have an answer to."""

REPLY = re.compile(
    _any(
        *("yes", "no", "of course", "certainly", "sure", "perhaps", "maybe", "not at all", "absolutely", "i see"),
        *("exactly", "right", "indeed", "that's (?:right|me)", "fair enough", "okay", "ok", "speaking", "probably"),
        *("possibly", "definitely", "i know", "i understand", "i'm afraid (?:so|not)", "please do", "go ahead"),
        "never mind",
    )
    + r"\b[^.!?…\n]{0,12}[.!…]+\s*",
    re.IGNORECASE,
)
"""What only answers the other side's last words, and means nothing without them."""
