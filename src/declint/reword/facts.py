"""Facts: what a message tells that must not get lost or be made up when it is said in other words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from declint.match.message import Message, Sentence
from declint.match.words import Lexicon
from declint.reword.voice import Voice

NEEDED = frozenset({"months", "weekdays"})
"""The word classes that tell days."""

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"')]+|[\w.+-]+@[\w-]+\.[\w.-]*\w", re.IGNORECASE)
NUMBER = re.compile(r"\+?\d(?:[\d.,:/’'\-\s()]*\d)?(?:\s?(?:am|pm|%|st|nd|rd|th)\b)?", re.IGNORECASE)
NAME = re.compile(r"(?:(?<=[\w,;:)”\"'’] )|(?<=M[rsx]\. )|(?<=Mrs\. )|(?<=Dr\. )|(?<=Prof\. ))[A-Z][\w'’-]+")
"""A word with a capital inside a sentence, or behind a title."""
MARKS_ALOUD = {
    "@": "at", ".": "dot", "/": "slash", "_": "underscore", "-": "dash", "+": "plus", "?": "question mark",
    "=": "equals", "&": "and", "#": "hash", "~": "tilde", ":": "colon",
}  # fmt: skip
ROLE_WORDS = re.compile(
    r"^(?:the |your )?(?:role|position|post|job|vacancy) (?:of|as) (?:a |an |the |your )?|^(?:the|your|a|an) "
    r"|(?:['’]s?)? (?:role|position|post|job|vacancy|apprenticeship|internship|traineeship|fellowship)$",
    re.IGNORECASE,
)
"""What stands around the title of a role."""
OWN = frozenset({"i", "i'm", "i've", "i'll", "i'd", "i’m", "i’ve", "i’ll", "i’d"})


@dataclass(frozen=True)
class Facts:
    """What wordings may speak of, by name; what is done in the message already; and the voice to say it in."""

    known: Mapping[str, str] = field(default_factory=dict)
    voice: Voice = field(default_factory=Voice)
    scenario: str = ""
    families: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    seed: int = 0

    def without(self, going: Collection[Sentence], message: Message) -> Facts:
        """Give the facts with nothing done but what is done outside some sentences."""
        gone = set(going)
        staying = (sentence for sentence in message.sentences if sentence not in gone)
        return replace(self, done=frozenset(tokens.label_ for sentence in staying for tokens in sentence.acts))


@dataclass(frozen=True)
class Told:
    """The hard facts in a text: links and addresses, numbers, days, and names."""

    links: frozenset[str]
    numbers: frozenset[str]
    days: frozenset[str]
    names: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """All of them together."""
        return self.links | self.numbers | self.days | self.names


def told(text: str, lexicon: Lexicon) -> Told:
    """Find the hard facts in a text."""
    links = frozenset(match.group().rstrip(".,") for match in LINK.finditer(text))
    rest = LINK.sub(" ", text)
    numbers = frozenset(re.sub(r"\s+", " ", match.group()).lower() for match in NUMBER.finditer(rest))
    words = {re.sub(r"['’]s$", "", word) for word in re.findall(r"[^\W\d_][\w'’-]*", rest)}
    days = frozenset(
        word.lower()
        for word in words
        if word[0].isupper() and (lexicon.holds("weekdays", word.lower()) or lexicon.holds("months", word.lower()))
    )
    names = frozenset(
        small
        for match in NAME.finditer(" ".join(rest.split()))
        if (small := re.sub(r"['’]s$", "", match.group()).lower()) not in OWN and small not in days
    )
    return Told(links, numbers, days, names)


def bare_role(role: str) -> str:
    """Give a role without the words around its title: "the Data Analyst position" is "Data Analyst"."""
    return ROLE_WORDS.sub("", role).strip() or role


def stands_in(fact: str, text: str) -> bool:
    """Tell whether a fact is told in a text, however it is cased."""
    return re.search(rf"(?<!\w){re.escape(fact)}(?!\w)", " ".join(text.split()), re.IGNORECASE) is not None


def aloud(link: str) -> str:
    """Give a link or an address as one says it: "ann dot roe at example dot org"."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link, flags=re.IGNORECASE).rstrip("/")
    for mark, word in MARKS_ALOUD.items():
        bare = bare.replace(mark, f" {word} ")
    return " ".join(bare.split())


def missing(facts: Iterable[str], text: str) -> list[str]:
    """Give the facts that a text does not tell."""
    return [fact for fact in facts if not stands_in(fact, text) and not stands_in(aloud(fact), text)]
