"""Phrases: the short way to write a run of words in a rule file.

`thank you` is these two words, however they are cased or contracted (`not` is also `n't`).
`~take` is any form of *take*; `@going-ahead` any entry of that word class, in any form;
`a|b` either; `very?` may be missing; `*` stands for up to three words in between, `**` for up to eight;
`might=hedge` names the word for `message` and `rewrite`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

    from declint.match.words import Lexicon

TokenPattern = dict[str, Any]

MOST_VARIANTS = 4096
ELEMENT = re.compile(r"(?P<words>[^\s?=]+)(?P<optional>\?)?(?:=(?P<name>[a-z_]+))?")
INFLECTED = ("s", "ed", "ing", "er", "est", "en")
GAPS = {"*": 3, "**": 8}


def classes_in(phrase: str) -> Iterator[str]:
    """Name the word classes that a phrase speaks of."""
    for element in phrase.split():
        for words in element.split("|"):
            if words.startswith("@"):
                yield words[1:].split("=")[0].rstrip("?")


def names_in(phrase: str) -> Iterator[str]:
    """Name the words that a phrase names with `=`."""
    for element in phrase.split():
        match = ELEMENT.fullmatch(element)
        if match and match["name"]:
            yield match["name"]


def check(phrase: str) -> None:
    """Raise ValueError for a phrase that cannot be read, without any language at hand."""
    elements = phrase.split()
    if not elements or all(element in GAPS for element in elements):
        raise ValueError(f"the phrase '{phrase}' says nothing")
    for element in elements:
        if element not in GAPS and not ELEMENT.fullmatch(element):
            raise ValueError(f"cannot read '{element}' in the phrase '{phrase}'")


def expand(phrase: str, tokenizer: Tokenizer, lexicon: Lexicon) -> list[list[TokenPattern]]:
    """Spell a phrase out as spaCy token patterns, one for each way to say it.

    Raises ValueError for a phrase that cannot be read or that has too many ways.
    """
    choices = [_element(element, tokenizer, lexicon) for element in phrase.split()]
    if not choices:
        raise ValueError("an empty phrase matches nothing")
    variants = 1
    for choice in choices:
        variants *= len(choice)
    if variants > MOST_VARIANTS:
        raise ValueError(f"this phrase can be said in {variants} ways; split it")
    spelled = (sum(parts, start=[]) for parts in product(*choices))
    return [tokens for tokens in spelled if tokens]


def _element(element: str, tokenizer: Tokenizer, lexicon: Lexicon) -> list[list[TokenPattern]]:
    if element in GAPS:
        return [[{"IS_PUNCT": False, "OP": "?"}] * GAPS[element]]
    match = ELEMENT.fullmatch(element)
    if not match:
        raise ValueError(f"cannot read '{element}'")
    ways = _ways(match["words"], tokenizer, lexicon)
    if name := match["name"]:
        ways = [[{**token, "AS": name} for token in way] for way in ways]
    return [[], *ways] if match["optional"] else ways


def _ways(words: str, tokenizer: Tokenizer, lexicon: Lexicon) -> list[list[TokenPattern]]:
    norms: list[str] = []
    lemmas: list[str] = []
    lowers: list[str] = []
    longer: list[list[TokenPattern]] = []
    for word in words.split("|"):
        if word.startswith("@"):
            for entry in lexicon.entries(word[1:]):
                spelled = _spell(entry, tokenizer)
                if len(spelled) > 1:
                    longer.append(spelled)
                else:
                    lemmas.append(entry)
                    # "cheers" and "regards" are no dictionary forms to the lemmatizer.
                    lowers += [entry] if entry.endswith(INFLECTED) else []
        elif word.startswith("~"):
            lemmas.append(word[1:])
        else:
            tokens = _norms(word, tokenizer)
            if len(tokens) == 1:
                norms += tokens
            else:
                longer.append([{"NORM": norm} for norm in tokens])
    singles = (("NORM", norms), ("LEMMA", lemmas), ("LOWER", lowers))
    return [*longer, *([{attribute: {"IN": forms}}] for attribute, forms in singles if forms)]


def _spell(entry: str, tokenizer: Tokenizer) -> list[TokenPattern]:
    """Spell an entry of a word class: of several words, the first in any form, the others as they are."""
    if " " not in entry:
        return [{"LOWER": token.lower_} for token in tokenizer(entry)]
    first, *others = entry.split()
    tokens: list[TokenPattern] = [{"LEMMA": first}]
    for word in others:
        tokens += [{"NORM": norm} for norm in _norms(word, tokenizer)]
    return tokens


def _norms(word: str, tokenizer: Tokenizer) -> list[str]:
    return [token.norm_ for token in tokenizer(word)]
