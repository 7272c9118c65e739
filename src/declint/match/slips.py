"""Slips: words misspelt, doubled, without their capital or with the wrong article.

Each function finds one kind in a message, and says of each what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from declint.match import placeholders
from declint.match.message import SPOKEN_FOR, Message, Words
from declint.match.spelling import NEEDED as SPELLING_CLASSES
from declint.match.spelling import Speller
from declint.match.words import Lexicon
from declint.model import Span

NEEDED = frozenset({"twice-words", "capital-words", "silent-h-words", "particle-verbs"}) | SPELLING_CLASSES
"""The word classes that slips speak of."""

WRITTEN = (*SPOKEN_FOR, "branch")

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
NO_WORDS = re.compile(
    r"(?<!\S)(?:\S*(?:@|://|www\.|\\|/)\S*|\S*[\w]\.[a-z]\w*\S*|\S*\d\S*|\S*_\S*)|"
    r"[\"“][^\"“”\n]{1,60}[\"”]|\b\w+(?:-\w+)+\b",
    re.IGNORECASE,
)
"""Addresses, paths, file names, figures, quoted titles and compounds with a hyphen."""

DOUBLED = re.compile(r"\b(?P<word>[^\W\d_]+)[ \t]*\r?\n?[ \t]*(?<=\s)(?P=word)\b(?![’'-])", re.IGNORECASE)
CAPITAL_I = re.compile(r"(?<![\w.'’@/-])i(?:['’](?:m|ve|ll|d))?(?![\w.'’@/-])")
APART = frozenset({"in", "on", "is", "do", "up", "out", "over", "at", "it"})
"""Words of which the first can belong to what is before, and the second to what is behind."""

ARTICLE = re.compile(r"\b(?P<article>[Aa]n?)[ \t]+(?P<word>[a-z]{2,})\b(?!\.\w|['’])")
MOST_CAPITALS = 4


@lru_cache(maxsize=4)
def _speller(lexicon: Lexicon) -> Speller:
    return Speller(lexicon)


def _names(message: Message) -> frozenset[str]:
    """Give the words of the headers, the greeting, the names and the quoted mail, small: none of them is a slip."""
    envelope = message.draft.envelope
    texts = [text or "" for text in (envelope.to, envelope.sender, envelope.invited_by)]
    for part in message.parts_of("greeting", "name", "signature", "letterhead", "quoted", "label", "direction"):
        texts.append(message.draft.source[part.span.start : part.span.end])
    return frozenset(word.lower() for text in texts for word in WORD.findall(text))


def _plain_words(message: Message) -> Iterator[re.Match[str]]:
    """Give the words that somebody wrote as words: no name, address, file, placeholder or quoted title."""
    prose = message.draft.prose
    blanked = NO_WORDS.sub(lambda match: " " * len(match.group()), prose)
    for span in placeholders.find(message.draft.source):
        blanked = blanked[: span.start] + " " * (span.end - span.start) + blanked[span.end :]
    names = _names(message)
    for sentence in message.sentences_of(*WRITTEN):
        text = blanked[sentence.span.start : sentence.span.end]
        begins = sentence.span.end - len(text.lstrip(" \t\r\n\"“”'‘(-*•"))
        for match in WORD.finditer(blanked, sentence.span.start, sentence.span.end):
            first = match.start() <= begins
            small = match.group().islower() or (first and match.group()[1:].islower())
            if small and match.group().lower() not in names:
                yield match


def misspelling(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find words that are misspelt, where what was meant is sure."""
    speller = _speller(lexicon)
    for match in _plain_words(message):
        word = match.group().lower().replace("’", "'")
        if meant := speller.correction(word):
            yield Words(Span(start=match.start(), end=match.end()), said={"suggestion": meant})


def doubled_word(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find a word that stands there twice: "the the"; not "had had", "bye bye" and "log on on Monday"."""
    speller = _speller(lexicon)
    for sentence in message.sentences_of(*WRITTEN):
        for match in DOUBLED.finditer(message.draft.prose, sentence.span.start, sentence.span.end):
            word, twice = match["word"], match.group()
            spelt_out = len(word) == 1 and word not in {"I", "a"}
            if spelt_out or (twice[-len(word) :].istitle() and len(word) > 1):  # Walla Walla
                continue
            before = WORD.findall(message.draft.prose[sentence.span.start : match.start()].lower())
            apart = word.lower() in APART and any(lexicon.holds("particle-verbs", one) for one in before[-5:])
            if speller.common(word.lower()) and not lexicon.holds("twice-words", word.lower()) and not apart:
                yield Words(Span(start=match.start(), end=match.end()), said={"suggestion": match["word"]})


def missing_capital(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find "i" for "I", and days, months, countries and languages without a capital, and sentences that begin small.

    A text that leaves out many is a way of writing, and is told once.
    """
    found = list(_small_letters(message, lexicon))
    yield from found[: 1 if len(found) > MOST_CAPITALS else None]


def _small_letters(message: Message, lexicon: Lexicon) -> Iterator[Words]:
    prose = message.draft.prose
    names = _names(message)
    for sentence in message.sentences_of(*SPOKEN_FOR):
        start = sentence.span.start
        first = WORD.match(prose, start)
        if first and first.group().islower() and first.group() not in names and _begins(prose, start):
            yield Words(
                Span(start=start, end=first.end()),
                said={"suggestion": first.group()[0].upper() + first.group()[1:]},
            )
        for match in CAPITAL_I.finditer(prose, start + 1, sentence.span.end):
            yield Words(Span(start=match.start(), end=match.end()), said={"suggestion": "I" + match.group()[1:]})
        for match in WORD.finditer(prose, start + 1, sentence.span.end):
            if lexicon.holds("capital-words", match.group()) and prose[match.start() - 1] not in "@.-_/'’":
                capital = match.group().capitalize()
                yield Words(Span(start=match.start(), end=match.end()), said={"suggestion": capital})


def _begins(prose: str, start: int) -> bool:
    """Tell whether a sentence begins a paragraph of its own, or follows a full stop and a blank."""
    above = prose[:start]
    if not above.strip():
        return True
    return bool(re.search(r"(?<![.…])[.!?][\"”’)]*\s+$", above)) or bool(
        re.search(r"[^,;:–—-]\s*\n[ \t\r]*\n\s*$", above)
    )


def wrong_article(message: Message, lexicon: Lexicon, option: str | None) -> Iterator[Words]:
    """Find "an" before a consonant as it is said, "a" before a vowel, and "an other"."""
    for sentence in message.sentences_of(*WRITTEN):
        for match in ARTICLE.finditer(message.draft.prose, sentence.span.start, sentence.span.end):
            article, word = match["article"], match["word"]
            fits = _said_with_an(word, lexicon)
            if word == "other" and article.lower() == "an":
                said = article + word
            elif fits is None or fits == (article.lower() == "an"):
                continue
            else:
                said = f"{article[0]}n {word}" if fits else f"{article[0]} {word}"
            yield Words(Span(start=match.start(), end=match.end()), said={"suggestion": said})


def _said_with_an(word: str, lexicon: Lexicon) -> bool | None:
    """Tell whether a word takes "an"; None for one that is spelt out, foreign or a name, of which none can tell."""
    if not word.islower():
        return None
    if lexicon.holds("silent-h-words", word):
        return True
    if word.startswith(("eu", "uni", "use", "usu", "uti", "ubi", "ura", "one", "once", "ewe")):
        return word.startswith(("unin", "unim"))
    return word[0] in "aeiou"
