"""Named word classes: what a pattern means by "a verb of going ahead"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


class Lexicon:
    """The word classes of a rulebook, by id; an entry is a dictionary form of one or more words."""

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self._entries = {name: tuple(entries) for name, entries in classes.items()}
        self.holds = cache(self._holds)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterable[str]:
        return iter(self._entries)

    def entries(self, name: str) -> tuple[str, ...]:
        """Give all entries of a class."""
        return self._entries[name]

    @cache  # noqa: B019 - one lexicon lives as long as its rulebook
    def words(self, name: str) -> frozenset[str]:
        """Give the entries of a class that are one word."""
        return frozenset(entry for entry in self._entries[name] if " " not in entry)

    @cache  # noqa: B019 - one lexicon lives as long as its rulebook
    def runs(self, name: str) -> tuple[str, ...]:
        """Give the entries of a class that are several words."""
        return tuple(entry for entry in self._entries[name] if " " in entry)

    def _holds(self, name: str, *forms: str) -> bool:
        return not self.words(name).isdisjoint(forms)

    def has(self, name: str, token: Token) -> bool:
        """Tell whether a token is a one-word entry of a class, in any of its forms."""
        return self.holds(name, token.lemma_, token.lower_, token.norm_)

    def among(self, name: str, tokens: Span) -> bool:
        """Tell whether an entry of a class, of one word or several, stands among some tokens."""
        runs = self._runs(name)
        return any(
            self.has(name, word)
            or any(_reads(longer, tokens[at:]) for first in (word.lemma_, word.norm_) for longer in runs.get(first, ()))
            for at, word in enumerate(tokens)
        )

    @cache  # noqa: B019 - as above
    def _runs(self, name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        runs: dict[str, tuple[tuple[str, ...], ...]] = {}
        for entry in self._entries[name]:
            first, *others = entry.split()
            if others:
                runs[first] = (*runs.get(first, ()), tuple(others))
        return runs


def _reads(words: tuple[str, ...], tokens: Span) -> bool:
    """Tell whether some words come right after the first of some tokens."""
    return len(words) < len(tokens) and all(word == token.norm_ for word, token in zip(words, tokens[1:], strict=False))
