"""Voice: one or several writers, contracted or in full, so that other words sound like the writer's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Register = Literal["plain", "formal"]

NEEDED = frozenset({"stiff-words"})
"""The word class by which a formal voice is heard."""

CONTRACTED = re.compile(
    r"\b(?:i['’](?:m|ve|ll|d)|we['’](?:re|ve|ll|d)|you['’](?:re|ve|ll|d)|\w+n['’]t|it['’]s|that['’]s|there['’]s)\b",
    re.IGNORECASE,
)
SEVERAL_SAY = re.compile(
    r"\bwe(?:['’](?:re|ve|ll)| (?:are|have|must|will|cannot|can not|regret|would|decided|had|were))\b", re.IGNORECASE
)
"""What several writers say of themselves; "could we move it" may be one of them."""
STIFF = 2
"""Stiff words with which writing is formal though it contracts."""
SHORTENED = (
    (r"\b(I) am\b(?! (?:not|afraid)\b)", "{0}{q}m"),
    (r"\b(I) am (?=not\b|afraid\b)", "{0}{q}m "),
    (r"\b(I|we|We) have(?= (?:not |been |had |now |also |still |already )?\w+(?:ed|en|de|d|t)\b)", "{0}{q}ve"),
    (r"\b(I|we|We|you|You) will\b(?! not)", "{0}{q}ll"),
    (r"\b(I) would\b(?= (?:be|like|have|gladly|still)\b)", "{0}{q}d"),
    (r"\b([Dd]o|[Dd]id|[Ii]s|[Ww]as|[Hh]ave|[Cc]ould|[Ww]ould|[Ss]hould) not\b", "{0}n{q}t"),
    (r"\b([Cc])annot\b", "{0}an{q}t"),
    (r"\b([Ww])ill not\b", "{0}on{q}t"),
    (r"\b(It|it|That|that) is\b(?= (?:a|an|the|not|too|no)\b)", "{0}{q}s"),
)
SEVERAL = (
    (r"\bI am\b", "we are"),
    (r"\bI was\b", "we were"),
    (r"\bI\b", "we"),
    (r"\bmyself\b", "ourselves"),
    (r"\bme\b", "us"),
    (r"\bmy\b", "our"),
    (r"\bMy\b", "Our"),
)


@dataclass(frozen=True)
class Voice:
    """How somebody writes: `contracted` ("I'm"), in a `register`, as `several` ("we"), with `curly` apostrophes."""

    register: Register = "formal"
    contracted: bool = False
    several: bool = False
    curly: bool = False

    def says(self, text: str) -> str:
        """Give a text, written in full by one person, as this writer would put it."""
        if self.several:
            for pattern, plural in SEVERAL:
                text = re.sub(pattern, plural, text)
            text = re.sub(r"(^|[.!?]\s+)we\b", lambda m: m[1] + "We", text)
        if self.contracted:
            mark = "’" if self.curly else "'"
            for pattern, short in SHORTENED:
                text = re.sub(pattern, lambda m, s=short: s.format(m[1], q=mark), text)  # type: ignore[misc]
        elif self.curly:
            text = text.replace("'", "’")
        return text


def voice_of(said: str, stiff: Iterable[str]) -> Voice:
    """Hear the voice of some writing; `stiff` are the words of those who write formally even where they contract."""
    words = re.findall(r"[\w'’]+", said.lower())
    line = f" {' '.join(words)} "
    contracted = bool(CONTRACTED.search(said))
    formal = sum(line.count(f" {one} ") for one in stiff)
    own = {"i", "i'm", "i've", "i’m", "i’ve", "i'll", "i'd", "my", "me"}
    return Voice(
        register="plain" if contracted and formal < STIFF else "formal",
        contracted=contracted,
        several=not own.intersection(words) and bool(SEVERAL_SAY.search(said)),
        curly="’" in said and "'" not in said,
    )
