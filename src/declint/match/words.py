"""Named word classes: what a pattern means by "a verb of going ahead"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


class Lexicon:
    """The word classes of a rulebook, by id; an entry is a dictionary form of one or more words."""

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self._entries = {name: tuple(entries) for name, entries in classes.items()}
        self.holds = cache(self._holds)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def entries(self, name: str) -> tuple[str, ...]:
        """Give all entries of a class."""
        return self._entries[name]

    @cache  # noqa: B019 - one lexicon lives as long as its rulebook
    def words(self, name: str) -> frozenset[str]:
        """Give the entries of a class that are one word."""
        return frozenset(entry for entry in self._entries[name] if " " not in entry)

    def _holds(self, name: str, *forms: str) -> bool:
        return not self.words(name).isdisjoint(forms)

    def has(self, name: str, token: Token) -> bool:
        """Tell whether a token is a one-word entry of a class, in any of its forms."""
        return self.holds(name, token.lemma_, token.lower_, token.norm_)

    @cache  # noqa: B019 - as above
    def runs(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Give the entries of a class that are several words."""
        return tuple(tuple(entry.split()) for entry in self._entries[name] if " " in entry)

    def begins(self, name: str, tokens: Sequence[Token]) -> bool:
        """Tell whether a run of words begins with an entry of a class, the entry's first word in any form."""
        return bool(tokens) and (
            self.has(name, tokens[0]) or any(_spells(entry, tokens[: len(entry)]) for entry in self.runs(name))
        )

    def ends(self, name: str, tokens: Sequence[Token]) -> bool:
        """Tell whether a run of words ends with an entry of a class, the entry's first word in any form."""
        return bool(tokens) and (
            self.has(name, tokens[-1]) or any(_spells(entry, tokens[-len(entry) :]) for entry in self.runs(name))
        )

    def among(self, name: str, tokens: Iterable[Token]) -> bool:
        """Tell whether an entry of a class, of one word or several, stands among some tokens."""
        words = list(tokens)
        return any(self.begins(name, words[at:]) for at in range(len(words)))


def _spells(entry: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Tell whether some tokens are an entry, its first word in any form."""
    if len(entry) != len(tokens):
        return False
    first = tokens[0]
    return entry[0] in {first.lemma_, first.lower_, first.norm_} and list(entry[1:]) == [t.norm_ for t in tokens[1:]]
