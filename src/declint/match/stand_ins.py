"""Stand-ins: what a placeholder is for, told by its name, and words of its length that are read in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from declint.model import Span

Kind = Literal["person", "title", "company", "role", "date", "time", "reason", "contact", "other"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADS: Mapping[Kind, frozenset[str]] = {
    "person": _words(
        "recruiter recruiters interviewer interviewers manager recipient contact candidate sender signature person user"
        " applicant addressee representative lead director coordinator me signoff author owner colleague to from"
        " receiver hr caller vorname nachname nom prenom customer subscriber"
    ),
    "title": _words("salutation honorific prefix title anrede mr ms mrs mx dr"),
    "company": _words(
        "company employer organisation organization org firm business agency account client school hospital university"
        " employers companies team department institution shop store practice firma department division"
    ),
    "role": _words("role position job post vacancy opening posting requisition opportunity jobtitle rolle"),
    "date": _words("date day days weekday week month dates deadline datum tag monday friday"),
    "time": _words("time times hour hours slot slots availability zeit uhrzeit window"),
    "reason": _words("reason reasons grund why explanation rationale circumstances circumstance because"),
    "contact": _words("email mail phone telephone mobile number link url website linkedin address fax extension tel"),
}
"""The words that tell what a placeholder is for, where they are the last of its name."""

NAMING = _words("name names first last full given family fname lname surname firstname lastname fullname")
"""Words that ask for a name, of whatever else is named."""

GIVEN = _words("first given fname firstname vorname prenom")
LAST = _words("last family lname surname lastname nachname nom")

BEHIND = re.compile(r"\b(?:of|for|at|in|on|with|you|they|that|which|from)\b")
"""What the rest of a name hangs on: "reason for declining", "position you applied for"."""

ASIDE = re.compile(r"[,;]|\s\(|\be\.?g\b")
"""What begins an example: "[reason, e.g. another offer]"."""

FILLER = _words("your the a an insert here enter add my their our this brief short specific e g eg new")

CLAUSE_OPENER = re.compile(r"\b(?:because|since|as|that|and|while)\s*\Z", re.IGNORECASE)
TITLED = re.compile(r"\b(?:mr|mrs|ms|mx|miss|dr|prof|professor|sir|madam)\.?\s*\Z", re.IGNORECASE)
OPENS = re.compile(r"(?:\A|[\n.!?:]\s*)\Z")
LONGEST_BEFORE = 24

WORDS: Mapping[str, tuple[str, ...]] = {
    "person": ("Lee", "Okoye", "Okafor", "Anna Lee", "Anna Okoye", "Anna Okafor", "Maria Kowalska"),
    "given": ("Ann", "Anna", "Maria", "Monica", "Frances"),
    "last": ("Lee", "Okoye", "Okafor", "Kowalska"),
    "title": ("Ms", "Ms."),
    "company": ("Axo", "Acme", "Corvex", "Acme Ltd", "Hartwell Ltd"),
    "role": ("PA", "Chef", "Nurse", "Planner", "Team Leader", "Data Analyst", "Product Manager"),
    "date": ("Mon", "4 May", "Monday", "Monday 4 May"),
    "time": ("2pm", "10 am", "10.30 am"),
    "date and time": ("Mon", "4 May", "Monday", "Monday at 2pm", "Monday at 10 am"),
    "contact": ("020", "01632 9601"),
    "reason": ("work", "a move", "moving", "relocation", "moving house", "personal reasons"),
    "clause": ("I move", "we move", "we moved", "I am moving", "we are moving", "I am moving house"),
    "statement": (
        *("I move", "We move", "We moved", "I am moving", "We are moving", "I am moving house"),
        *("I am moving to Leeds", "We are moving to Leeds", "I have taken another job", "I have accepted another job"),
    ),
}
"""Words to be read for each kind, a longer one where there is room."""


def kind_of(placeholder: str) -> Kind:
    """Tell what a placeholder is for: "{{ recipient_last_name }}" a person, "[Company]" a company, or other."""
    name = _spelt(placeholder)
    head, behind = (*BEHIND.split(name, maxsplit=1), "")[:2]
    naming = not NAMING.isdisjoint(name.split())
    for part in (head, behind):
        for word in reversed(part.split()):
            if word == "title" and not {"job", "position", "role", "post", "vacancy"}.isdisjoint(part.split()):
                return "role"
            found = next((kind for kind, words in HEADS.items() if word in words), None)
            # "Title" beside nothing else is mostly the title of the job, "Title Last Name" never.
            if found and not (naming and found == "title"):
                return found
    return "person" if naming else "other"


def _spelt(placeholder: str) -> str:
    """Give the name in a placeholder as small words: of "{{ job.jobTitle | upper }}" what stands before the filter."""
    name = placeholder.removeprefix("*|").split("|", maxsplit=1)[0]
    name = ASIDE.split(name, maxsplit=1)[0]
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = re.findall(r"[^\W\d_]+", name.lower())
    return " ".join(word for word in words if word not in FILLER)


def plain_words(placeholder: str) -> list[str]:
    """Give the words of the name in a placeholder, small, whatever marks it and however it is spelt."""
    return _spelt(placeholder).split()


def name_of(placeholder: str) -> str:
    """Give the name in a placeholder as it is written, without its marks and filters: "company.name", "Job Title"."""
    name = placeholder.removeprefix("*|").removesuffix("|*").split("|", maxsplit=1)[0]
    name = name.removesuffix(")s").strip("{}[]<>«»$%*!=#@( \t")
    return " ".join(name.split())


def stand_in(text: str, span: Span) -> str:
    """Give words to be read for a placeholder in a text, of its length; blanks fill what they leave, on their left."""
    placeholder = text[span.start : span.end]
    kind = kind_of(placeholder)
    if kind == "other":
        return _nameless(placeholder)
    before = text[max(0, span.start - LONGEST_BEFORE) : span.start]
    return _fitting(WORDS[_sort(kind, _spelt(placeholder).split(), before)], placeholder)


def _sort(kind: Kind, words: list[str], before: str) -> str:
    """Tell the list of words from which a stand-in is taken, as its surroundings want it."""
    if kind == "person":
        if TITLED.search(before) or not LAST.isdisjoint(words):
            return "last" if GIVEN.isdisjoint(words) else "given"
        return "person" if GIVEN.isdisjoint(words) else "given"
    if kind in {"date", "time"} and HEADS["date"].intersection(words) and HEADS["time"].intersection(words):
        return "date and time"
    if kind == "reason":
        return "statement" if OPENS.search(before) else "clause" if CLAUSE_OPENER.search(before) else "reason"
    return kind


def _fitting(words: tuple[str, ...], placeholder: str) -> str:
    room = len(placeholder)
    chosen = max((word for word in words if len(word) <= room), key=len, default=words[0][:room])
    lines = re.sub(r"[^\n]", " ", placeholder[: room - len(chosen)])
    return lines + chosen


def _nameless(placeholder: str) -> str:
    """Give a name-like word that speaks of nothing."""
    letters = "".join(char for char in placeholder if char.isalpha())[: len(placeholder)] or "X"
    return (letters[0].upper() + letters[1:].lower()).ljust(len(placeholder), "x")
