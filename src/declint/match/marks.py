"""Marks: what is wrong with how placeholders are written: half open, misspelt, in two ways at once.

Each function finds one kind in a message; but for half a mark, only in a template.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from declint.match import branches, placeholders, spelling
from declint.match.message import SPOKEN_FOR, Message, Words
from declint.match.placeholders import Placeholder
from declint.match.stand_ins import HEADS, NAMING, kind_of, plain_words
from declint.match.words import Lexicon
from declint.model import Span

OWN = ("subject", "greeting", *SPOKEN_FOR, "branch", "sign-off", "name", "signature", "letterhead")

NAME = r"[A-Za-z_][\w.'’ -]{0,50}"
HALF = re.compile(
    r"\{\{\s?[A-Za-z_][\w. |'’-]{0,60}\}?(?!\})"
    r"|(?<!\{)\{\s?[A-Za-z_][\w. |'’-]{0,60}\}\}"
    r"|\{%[-\w ]{1,60}\}|\{[-\w ]{1,60}%\}"
    r"|\$\{[\w.]{1,40}(?![\w.}])"
    r"|(?<!\*)\*\|[A-Za-z_]{2,40}\|?(?![\w|*:])"
    rf"|<<\s?{NAME}>(?!>)|(?<!<)<\s?{NAME}>>"
    rf"|«\s?{NAME}(?=[,.;:!?\n]|\Z)"
    rf"|\[\[{NAME}\](?!\])|(?<!\[)\[{NAME}\]\]"
    rf"|\[[A-Za-z][\w'’ -]{{2,40}}(?=[,.;:!?)\n]|\Z)"
    r"|(?<![\w\['’ -])[A-Z][\w'’ -]{2,40}\]"
    r"|(?<![\w{$])\{[A-Za-z_][\w.]{2,40}(?=[ ,.;:!?)\n]|\Z)"
)
"""A mark that is opened and not closed, or the other way round."""

BARE = re.compile(r"\[[^\[\]]*\Z|^[^\[\]]*\]|\{[^{}]*\Z")
"""Half a single bracket, of which prose has some too."""

NEAR = 0.82
"""How like a well-known name a misspelt one is."""
SHORTEST = 4


def half_placeholder(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find half a placeholder: "{{ name }", "[Name,", "<<x>"; and, in a template, a tag without its other half."""
    source, own = message.draft.source, message.parts_of(*OWN)
    whole = [one.span for one in placeholders.written(source)]
    found = [span for span in _halves(source, whole) if any(part.span.meets(span) for part in own)]
    if message.draft.template:
        found += branches.parse(source).astray
    # A template without fault is no evidence that nothing is left to fill in.
    return [Words(span) for span in sorted(found)] or (None if message.draft.template else ())


def _halves(source: str, whole: Sequence[Span]) -> Iterator[Span]:
    for match in HALF.finditer(_without(source, whole)):
        text = source[match.start() : match.end()]
        if BARE.fullmatch(text) and (kind_of(text) == "other" or _closed(source, match)):
            continue
        start, end = match.start(), match.start() + len(text.rstrip())
        yield Span(start=start, end=end)


def _without(source: str, whole: Sequence[Span]) -> str:
    """Take out the placeholders that are whole, save one that stands against half a mark: "[[Name]"."""
    characters = list(source)
    for span in whole:
        before, after = source[span.start - 1 : span.start], source[span.end : span.end + 1]
        if before not in {*"[{<"} and after not in {*"]}>"}:
            characters[span.start : span.end] = "\0" * (span.end - span.start)
    return "".join(characters)


def _closed(source: str, match: re.Match[str]) -> bool:
    """Tell whether a single bracket has its other half further off, round a remark of some length."""
    opens = match.group()[0]
    if opens in "[{":
        closing = "]" if opens == "[" else "}"
        return closing in source[match.end() : match.end() + 400].split("\n\n", maxsplit=1)[0]
    return "[" in source[max(0, match.start() - 400) : match.start()].rsplit("\n\n", maxsplit=1)[-1]


def misspelt_placeholder(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find a name that no word is, one slip from another of the template or a usual one; says the `suggestion`."""
    if not message.draft.template:
        return None
    source = message.draft.source
    named = [(span, source[span.start : span.end]) for span in placeholders.find(source)]
    count = Counter(word for _, text in named for word in plain_words(text))
    usual = {*NAMING, *(word for words in HEADS.values() for word in words)}
    found = []
    for span, text in named:
        for word in plain_words(text):
            if word in usual or len(word) < SHORTEST or spelling.is_word(word):
                continue
            others = sorted({*usual, *(w for w in count if w != word and count[w] > count[word])})
            if meant := _meant(word, others):
                found.append(Words(span, said={"suggestion": _respelt(text, word, meant)}))
                break
    return found or None


def _meant(word: str, others: Sequence[str]) -> str | None:
    """Give what was meant by a word: the same letters in another order, or nearly the same in the same."""
    turned = next((one for one in others if one[0] == word[0] and sorted(one) == sorted(word)), None)
    near = turned or next(iter(get_close_matches(word, [o for o in others if len(o) >= SHORTEST], 1, NEAR)), None)
    return None if near in {f"{word}s", word.removesuffix("s")} else near


def _respelt(text: str, word: str, meant: str) -> str:
    """Put the right word in place of the wrong one, in capitals as that was."""

    def put(match: re.Match[str]) -> str:
        was = match.group()
        return meant.upper() if was.isupper() else meant.capitalize() if was[0].isupper() else meant

    return re.sub(re.escape(word), put, text, count=1, flags=re.IGNORECASE)


def mixed_marks(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find the first placeholder that is written in another way than most; says an `other` as most are written."""
    if not message.draft.template:
        return None
    source = message.draft.source
    written = [one for one in placeholders.written(source) if one.syntax != "blank" and _asks(source, one)]
    count = Counter(one.syntax for one in written)
    if len(count) < 2:
        return None
    most = max(count, key=lambda syntax: count[syntax])
    usual = next(one for one in written if one.syntax == most)
    firsts = {one.syntax: one for one in reversed(written) if one.syntax != most}
    other = source[usual.span.start : usual.span.end]
    return [Words(one.span, said={"other": other}) for one in sorted(firsts.values(), key=lambda one: one.span)]


def _asks(source: str, one: Placeholder) -> bool:
    """Tell whether a placeholder is filled in, and neither a comment nor a tag."""
    return not source.startswith(("{#", "{%", "{{!", "{{#", "{{/", "{{^", "{{>"), one.span.start)


def two_names_for_one(message: Message, lexicon: Lexicon, option: str | None) -> Iterable[Words] | None:
    """Find a placeholder for what has another name above: "[Company]" and "[Company Name]"; says the `other`."""
    if not message.draft.template:
        return None
    source = message.draft.source
    first: dict[tuple[str, tuple[str, ...]], str] = {}
    told: set[str] = set()
    found = []
    for one in placeholders.written(source):
        text = source[one.span.start : one.span.end]
        inner = re.sub(r"\s*\|.*|\W+\Z|\A\W+", "", text, flags=re.DOTALL)
        key = (one.syntax, _meaning(inner))
        if not key[1] or one.syntax == "blank" or not _asks(source, one):
            continue
        other = first.setdefault(key, text)
        if inner != re.sub(r"\s*\|.*|\W+\Z|\A\W+", "", other, flags=re.DOTALL) and inner not in told:
            told.add(inner)
            found.append(Words(one.span, said={"other": other}))
    return found or None


def _meaning(inner: str) -> tuple[str, ...]:
    """Give the words of a name without those that add nothing: "Company Name" is the company, "Your Name" no name."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", inner)
    words = [word for word in re.findall(r"[^\W_]+", spaced.lower()) if word not in {"the", "a", "an", "insert", "s"}]
    return tuple(words if words in (["name"], ["your", "name"]) else [word for word in words if word != "name"])
