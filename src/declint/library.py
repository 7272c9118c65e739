"""Library: what is to be said of many templates together, and of none alone.

Which say the same, or nearly; for which occasions there is none; and which placeholders nobody declared or used.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from math import ceil

from declint.match import branches, placeholders
from declint.match.stand_ins import name_of
from declint.model import Draft, Library, LibraryFinding, LibraryPlace, Severity, Span

NEAR = 0.8
"""The share of what two templates say, of what either says, from which they are nearly the same."""

SHINGLE = 4
"""Words that are compared as one."""

SENTENCE_END = re.compile(r"[.!?:;]+\s|\n\s*\n|,\s*\n")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|\x01")
OPEN = "\x01"
"""Stands for any placeholder."""
BOUND = re.compile(r"\{%[-+]?\s{0,9}(?:for|set|assign|capture)\s{1,9}(?P<name>\w{1,60})")
IDENTIFIER = re.compile(r"[A-Za-z_][\w.]{0,80}")
MOST_COMPARED = 100
"""Groups that a template is compared with: where it is like none of so many, it is most likely like none."""
MOST_PLACES = 20
"""Places that are named of one finding."""


def survey(
    templates: Sequence[tuple[Draft, str | None]], scenarios: Mapping[str, str], declared: Sequence[str] = ()
) -> Library:
    """Say what is to be said of templates together, each given with the id of its scenario.

    What is of none that is known, a page about the templates for example, is given with None and skipped.
    `scenarios` are all that there are, with their names; `declared` the names of the placeholders that are
    filled in, or nothing where nobody says.
    """
    drafts = [draft for draft, scenario in templates if scenario]
    count = Counter(scenario for _, scenario in templates if scenario)
    found = [
        *_alike(drafts),
        *(_none_for(name) for scenario, name in scenarios.items() if not count[scenario]),
        *(_declared(drafts, declared) if declared else ()),
    ]
    found.sort(key=lambda one: -one.severity.rank)
    return Library(
        templates=len(drafts),
        skipped=len(templates) - len(drafts),
        scenarios={one: count[one] for one in scenarios},
        findings=tuple(found),
    )


def _none_for(name: str) -> LibraryFinding:
    return LibraryFinding(
        kind="missing-occasion", severity=Severity.note, message=f"There is no template for this occasion: {name}."
    )


# which say the same


def _alike(drafts: Sequence[Draft]) -> Iterator[LibraryFinding]:
    """Find the templates that say the same but for their placeholders, then those that nearly do."""
    texts = [said(draft) for draft in drafts]
    same: dict[tuple[tuple[str, ...], ...], list[Draft]] = defaultdict(list)
    for draft, text in zip(drafts, texts, strict=True):
        same[text].append(draft)
    for group in same.values():
        if len(group) > 1:
            yield _same(group)
    firsts = [(group[0], text) for text, group in same.items() if text]
    for group, share in _near([(draft, shingles(text)) for draft, text in firsts]):
        yield LibraryFinding(
            kind="near-duplicate",
            severity=Severity.warning,
            message=f"{len(group)} templates say nearly the same ({share:.0%} or more of it).",
            places=_heads(group),
        )


def _same(group: Sequence[Draft]) -> LibraryFinding:
    differ = len({" ".join(draft.source.split()) for draft in group}) > 1
    says = "the very same, but for placeholders" if differ else "the very same"
    return LibraryFinding(
        kind="never-varies",
        severity=Severity.warning,
        message=f"{len(group)} templates say {says}: whoever gets two of them sees a form.",
        places=_heads(group),
    )


def said(draft: Draft) -> tuple[tuple[str, ...], ...]:
    """Give the sentences of a template as small words, any placeholder as one and the same sign."""
    source = draft.source
    ways = [reading.prose for reading in draft.readings] or [draft.prose]
    own = [any(not way[at].isspace() for way in ways) for at in range(len(source))] if len(ways) > 1 else None
    characters = [
        char if char.isspace() or (own[at] if own else not ways[0][at].isspace()) else " "
        for at, char in enumerate(source)
    ]
    for tag in branches.parse(source).tags:
        characters[tag.start : tag.end] = " " * (tag.end - tag.start)
    for span in placeholders.find(source):
        if characters[span.start : span.end] != [" "] * (span.end - span.start):
            characters[span.start : span.end] = [OPEN, *" " * (span.end - span.start - 1)]
    parted = SENTENCE_END.split("".join(characters).lower())
    return tuple(words for part in parted if (words := tuple(WORD.findall(part))))


def shingles(sentences: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """Give each run of four words within a sentence; of a shorter one, the whole."""
    return frozenset(words[at : at + SHINGLE] for words in sentences for at in range(max(1, len(words) - SHINGLE + 1)))


Shingles = frozenset[tuple[str, ...]]


def _near(templates: Sequence[tuple[Draft, Shingles]]) -> Iterator[tuple[list[Draft], float]]:
    """Group templates around the first of their kind, each with the least share that one has in common with it.

    Two sets that have much in common share one of the rarest of either (Chaudhuri et al., 2006, prefix filter):
    so few are compared, and only with the first of each group.
    """
    often = Counter(shingle for _, held in templates for shingle in held)
    by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    groups: dict[int, list[Draft]] = {}
    least: dict[int, float] = {}
    for number, (draft, held) in enumerate(templates):
        rarest = sorted(held, key=lambda one: (often[one], one))[: len(held) - ceil(NEAR * len(held)) + 1]
        candidates = dict.fromkeys(first for shingle in rarest for first in by_shingle[shingle])
        compared = islice(candidates, MOST_COMPARED)
        shares = ((_share(held, templates[first][1]), first) for first in compared)
        share, first = max(shares, default=(0.0, number), key=lambda one: one[0])
        if share >= NEAR:
            groups[first].append(draft)
            least[first] = min(least.get(first, 1.0), share)
        else:
            groups[number] = [draft]
            for shingle in rarest:
                by_shingle[shingle].append(number)
    return ((group, least[first]) for first, group in groups.items() if len(group) > 1)


def _share(one: Shingles, other: Shingles) -> float:
    if min(len(one), len(other)) < NEAR * max(len(one), len(other)):
        return 0.0
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def _heads(group: Iterable[Draft]) -> tuple[LibraryPlace, ...]:
    return tuple(_place(draft, Span(start=0, end=0)) for draft in list(group)[:MOST_PLACES])


# which placeholders are filled in


def _declared(drafts: Sequence[Draft], declared: Sequence[str]) -> Iterator[LibraryFinding]:
    """Find the placeholders that are not declared, and what is declared and nowhere used."""
    used: dict[str, list[LibraryPlace]] = defaultdict(list)
    asked: set[str] = set()
    for draft in drafts:
        tags = branches.parse(draft.source).tags
        asked |= {name for tag in tags for name in IDENTIFIER.findall(draft.source[tag.start : tag.end])}
        bound = {match["name"] for match in BOUND.finditer(draft.source)}
        starts = {tag.start for tag in tags}
        for one in placeholders.written(draft.source):
            name = name_of(draft.source[one.span.start : one.span.end])
            if one.syntax == "blank" or one.span.start in starts or name.split(".")[0] in bound:
                continue
            if len(used[name]) < MOST_PLACES:
                used[name].append(_place(draft, one.span))
    for name, places in used.items():
        if name not in declared:
            near = get_close_matches(name.lower(), [one.lower() for one in declared], 1)
            meant = next((one for one in declared if near and one.lower() == near[0]), None)
            hint = f"; you may mean “{meant}”" if meant else ""
            yield LibraryFinding(
                kind="undeclared-placeholder",
                severity=Severity.error,
                message=f"“{name}” is not among the placeholders that are declared{hint}.",
                places=tuple(places),
            )
    for name in declared:
        if name not in used and name not in asked:
            yield LibraryFinding(
                kind="unused-placeholder",
                severity=Severity.note,
                message=f"“{name}” is declared, and no template uses it.",
            )


def _place(draft: Draft, span: Span) -> LibraryPlace:
    (line, column), _ = draft.positions(span)
    return LibraryPlace(path=draft.name, line=line, column=column)
