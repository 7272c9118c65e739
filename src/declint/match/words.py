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

    def __reduce__(self) -> tuple[type[Lexicon], tuple[Mapping[str, Iterable[str]]]]:
        return type(self), (self._entries,)

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
    def runs(self, name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """Give the entries of a class that are several words, by their first word."""
        runs: dict[str, tuple[tuple[str, ...], ...]] = {}
        for entry in self._entries[name]:
            if " " in entry:
                first, *rest = entry.split()
                runs[first] = (*runs.get(first, ()), tuple(rest))
        return runs

    @cache  # noqa: B019 - as above
    def lengths(self, name: str) -> frozenset[int]:
        """Tell how many words the entries have that are several."""
        return frozenset(len(rest) + 1 for rests in self.runs(name).values() for rest in rests)

    def begins(self, name: str, tokens: Sequence[Token]) -> bool:
        """Tell whether a run of words begins with an entry of a class, the entry's first word in any form."""
        return bool(tokens) and (self.has(name, tokens[0]) or self._spelt(name, tokens))

    def ends(self, name: str, tokens: Sequence[Token]) -> bool:
        """Tell whether a run of words ends with an entry of a class, the entry's first word in any form."""
        return bool(tokens) and (
            self.has(name, tokens[-1])
            or any(self._spelt(name, tokens[-n:], n) for n in self.lengths(name) if n <= len(tokens))
        )

    def _spelt(self, name: str, tokens: Sequence[Token], length: int | None = None) -> bool:
        """Tell whether an entry of several words stands at the start of some tokens, of this length if one is given."""
        runs = self.runs(name)
        first = tokens[0]
        for form in {first.lemma_, first.lower_, first.norm_} & runs.keys():
            for rest in runs[form]:
                if length in {None, len(rest) + 1} and list(rest) == [t.norm_ for t in tokens[1 : len(rest) + 1]]:
                    return True
        return False

    def among(self, name: str, tokens: Iterable[Token]) -> bool:
        """Tell whether an entry of a class, of one word or several, stands among some tokens."""
        words = list(tokens)
        longest = max(self.lengths(name), default=0)
        return any(self.has(name, word) for word in words) or (
            longest > 0 and any(self._spelt(name, words[at : at + longest]) for at in range(len(words)))
        )
