"""Leaning: sentences that cannot be understood without the one before them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from declint.match.message import SPOKEN_FOR, Message, Sentence
from declint.model import Span
from declint.reword.seams import MARKER

if TYPE_CHECKING:
    from spacy.tokens import Token

LEANING = frozenset({
    "and", "but", "so", "or", "then", "also", "too", "still", "yet", "besides", "plus", "firstly", "secondly",
    "thirdly", "fourthly", "fifthly", "sixthly", "lastly", "finally", "there", "same", "meanwhile", "otherwise",
    "therefore", "hence", "thus", "moreover", "furthermore", "additionally", "likewise", "similarly", "instead",
    "anyway",
})  # fmt: skip
"""Words with which a sentence goes on from the one before."""

PRONOUNS = frozenset(
    {"he", "she", "they", "it", "that", "this", "these", "those", "which", "his", "her", "their", "its"}
)
"""Words that stand for something said before."""

POINTING = frozenset({"of", "to", "that", "if", "when"})
"""Words behind which an "it" is told."""

EARLY = 7
"""Words within which such a word tells that a sentence leans on another."""

JOINING = frozenset({"and", "but", "so", "then"})
"""Words that join a sentence to the one before it, and that it can do without."""

FEWEST = 5
"""Words of a sentence that can do without such a word: not "So thank you"."""

LONGEST_SHORT_QUESTION = 7
"""Words and marks of "What do you think?" and its like."""


def leans(sentence: Sentence) -> bool:
    """Tell whether a sentence cannot be understood without the one before it: "She said so", "Then it rained"."""
    words = [token for token in sentence.doc if not token.is_punct]
    if not words or words[0].lower_ in LEANING or words[0].lower_ in PRONOUNS:
        return bool(words) and not _points_on(words)
    if words[0].lower_ == "let" or any(token.lower_ in {"above", "aforesaid", "foregoing"} for token in words):
        return True
    early = words[:EARLY]
    return any(t.lower_ in {"it", "them", "him", "her", "they", "he", "she"} and t.dep_ != "expl" for t in early)


def _points_on(words: Sequence[Token]) -> bool:
    """Tell whether an "it" stands for what is said behind it: "It was kind of you to write"."""
    if len(words) <= EARLY - 2 or words[0].lower_ != "it" or words[1].lemma_ != "be":
        return False
    return any(token.lower_ in POINTING for token in words[2 : EARLY - 1])


def hangs(sentence: Sentence) -> bool:
    """Tell whether a sentence begins with a word that stands for what was said last: "That is why I must go"."""
    words = [token.lower_ for token in sentence.doc if not token.is_punct and token.lower_ not in JOINING]
    return bool(words) and words[0] in PRONOUNS - {"it"} and words[1:2] != ["said"]


def announces(sentence: Sentence) -> bool:
    """Tell whether a sentence announces what comes next: "These are my reasons:"."""
    return sentence.text.rstrip().endswith(":")


def is_item(sentence: Sentence, message: Message) -> bool:
    """Tell whether a sentence stands behind a bullet or a number at the head of its line."""
    line = message.draft.source[: sentence.span.start].rpartition("\n")[2]
    return bool(line.strip()) and MARKER.fullmatch(line) is not None


def leaning_on(gone: Collection[Sentence], message: Message, carrying: Collection[str]) -> list[Sentence]:
    """Give the sentences that lean on others that go, and on those in turn: in the same paragraph, or in their list.

    What does an act that is `carrying` stays, whatever it leans on.
    """
    going, found = set(gone), list[Sentence]()
    listing = False
    for before, after in pairwise(message.sentences):
        item = is_item(after, message)
        listing = item and (listing or (before in going and announces(before)))
        follows = before in going and after.part is before.part and (leans(after) or _short_question(after))
        if after not in going and ((follows and not after.does(*carrying)) or listing):
            going.add(after)
            found.append(after)
    return found


def next_to(gone: Collection[Sentence], message: Message) -> Iterator[tuple[Sentence, Sentence]]:
    """Give each sentence that goes with the one right after it that stays."""
    going = set(gone)
    said = [s for s in message.sentences if s.part.kind in SPOKEN_FOR or s in going]
    for before, after in pairwise(said):
        if before in going and after not in going:
            yield before, after


def joining(sentence: Sentence) -> Span | None:
    """Give the word that joins a sentence to the one before it; None where there is none that it can do without."""
    words = [token for token in sentence.doc if not token.is_punct]
    if len(words) < FEWEST or words[0].lower_ not in JOINING or words[0].i:
        return None
    return Span(start=sentence.span.start, end=sentence.span_of(sentence.doc[0:1]).end)


def _short_question(sentence: Sentence) -> bool:
    """Tell whether a sentence only asks what one makes of what was said: "What do you think?"."""
    return sentence.text.rstrip().endswith("?") and len(sentence.doc) <= LONGEST_SHORT_QUESTION
