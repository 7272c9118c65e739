"""People: whether two names can mean one person.

A greeting has some of a person's names, a header has others: nicknames, initials, accents left off, the
family name first. Where two of them may be one person, nothing is said; where the names tell too little
to know, neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from declint.match.words import Lexicon

if TYPE_CHECKING:
    from nicknames import NickNamer

NEEDED = frozenset({
    "nicknames", "first-names", "titles", "hiring-people", "hiring-folk", "job-titles",
    "role-mailboxes", "organisation-words", "addressed-roles", "greeting-openers", "informal-greetings",
})  # fmt: skip
"""The word classes that names are read by."""

WORD = re.compile(r"[^\W\d_](?:[\w'’‘`]|[-‐‑](?=\w)|\.(?=[^\W\d_]))*\.?")
BETWEEN = re.compile(r"\s*(?:,|/|&|;|\+|\b(?:and|or)\b)\s*", re.IGNORECASE)
PARTICLES = frozenset({
    "van", "von", "der", "den", "de", "del", "della", "da", "do", "dos", "das", "di", "du", "la", "le", "el", "al",
    "bin", "binti", "bint", "ibn", "abu", "ter", "ten", "zu", "zum", "zur", "y", "e", "af", "av", "st", "san", "mac",
    "mc", "vom",
})  # fmt: skip
"""Small words of a family name."""
BEHIND = frozenset({
    "sir", "madam", "ma'am", "maam", "mam", "ji", "san", "sama", "sensei", "saheb", "sahib", "garu", "bhai",
})  # fmt: skip
"""Titles that stand behind a name."""
SUFFIXES = frozenset({
    "phd", "md", "mba", "msc", "ma", "bsc", "ba", "rn", "pe", "cpa", "esq", "jr", "sr", "ii", "iii", "iv", "mbe",
    "obe", "shrm-cp", "shrm-scp", "sphr", "phr", "assoc", "cipd", "mcipd", "fcipd", "dphil", "jd", "dds", "frcs",
    "ceng", "ca", "facc", "acca",
})  # fmt: skip
"""What people put behind their name."""
TITLES_TOO = frozenset({
    "frau", "herr", "monsieur", "madame", "signor", "signora", "dhr", "mevr", "mw", "engr", "arch", "eng", "ing",
    "dipl", "drs", "adv", "sra", "sr", "srta", "sig", "med", "rer", "nat", "phil", "habil", "dott", "don", "doña",
})  # fmt: skip
TAIL = re.compile(
    r"\s+(?:via|on behalf of|c/o)\s.*|\s+(?:[|@–—/]|-)\s.*|\s*[|@/]\s*\S.*|\s+from\s.*|\s+at\s.*",
    re.IGNORECASE | re.DOTALL,
)
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
ADDRESS = re.compile(r"[^\s<>,;:()\[\]\"']+@[^\s<>,;()\[\]\"']+")
CARRIERS = frozenset({
    "gmail", "googlemail", "outlook", "hotmail", "yahoo", "icloud", "proton", "protonmail", "gmx", "aol", "live",
    "mail", "web", "example", "com", "co", "org", "net", "uk", "test",
})  # fmt: skip

OTHER_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ə": "a"}
)
"""Letters that do not come apart into a plain one and an accent."""
LONG_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""How German and Nordic names are written without their dots."""

SIGNED_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?|Professor"

MOST_WORDS = 4
MOST_MESSAGE = 20_000
MOST_CHARACTERS = 1_000
SHORTEST_STEM = 3
SHORTEST_MISSPELT = 4
FEW = 4
"""Nicknames that a name has which is itself one: Bob has two, Mary has dozens."""


@dataclass(frozen=True)
class Name:
    """A name as a text has it: its words without titles, and where they stand."""

    words: tuple[str, ...]
    title: str = ""
    start: int = 0
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def whole(self) -> tuple[int, int]:
        """Where the name stands, its title included."""
        return self.start, self.spans[-1][1]


@dataclass(frozen=True)
class Person:
    """Somebody whom a header names: the words of the name, family name last, and those of the address.

    `signed` is the family name with a title, as the person's own message has it.
    """

    words: tuple[str, ...]
    title: str = ""
    address: tuple[str, ...] = ()
    signed: str = ""

    @property
    def full(self) -> str:
        """The whole name."""
        return " ".join(self.words)


@dataclass(frozen=True)
class Slip:
    """A greeting that does not fit: the words that are wrong, by their place in it, and the right ones."""

    start: int
    end: int
    right: str


class People:
    """Reads names with the word classes of a rulebook, and holds them against each other."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._families: dict[str, set[int]] = {}
        for number, family in enumerate(lexicon.entries("nicknames")):
            for word in family.split():
                self._families.setdefault(_plain(word), set()).add(number)
        self._openers = {*lexicon.entries("greeting-openers"), *lexicon.entries("informal-greetings")}

    @cached_property
    def _english(self) -> NickNamer:
        from nicknames import NickNamer

        return NickNamer()

    # reading

    def greeted(self, greeting: str) -> tuple[Name, ...] | None:
        """Read the names in a greeting; None where it names nobody, or anybody beside a person."""
        words = list(re.finditer(r"[\w'’&/-]+", greeting[:MOST_CHARACTERS]))
        start = 0
        for length in range(min(6, len(words)), 0, -1):
            if " ".join(word.group().lower() for word in words[:length]) in self._openers:
                start = words[length - 1].end()
                break
        rest = BRACKETS.sub(lambda match: " " * len(match.group()), greeting)
        names = []
        for begin, end in _pieces(rest, start):
            if rest[begin:end].strip(' \t\r\n.,:;!?–—-"“”*_'):
                name = self._name(rest, begin, end)
                if name is None:
                    return None
                names.append(name)
        return tuple(names) or None

    def _name(self, text: str, begin: int, end: int) -> Name | None:
        found = list(WORD.finditer(text, begin, end))
        start, titles = found[0].start() if found else begin, []
        while found and found[0].group().lower() in self._openers and not self._title(found[0].group()):
            found.pop(0)
            start = found[0].start() if found else start
        while found and self._title(found[0].group()):
            titles.append(found.pop(0).group())
        while found and found[-1].group().lower().rstrip(".") in BEHIND:
            found.pop()
        while len(found) > 1 and _suffix(found[-1].group()):
            found.pop()
        words = [match.group() for match in found]
        # "Dear JR" may be anybody's initials.
        if not 0 < len(words) <= MOST_WORDS or (len(words) == 1 and words[0].isupper() and 1 < len(words[0]) < 4):
            return None
        first = self.given(words[0])
        for number, word in enumerate(words):
            small = word.lower().rstrip(".")
            known = first if number == 0 else any(self.given(one) for one in words)
            if self.lexicon.holds("addressed-roles", small) or self.lexicon.holds("hiring-people", small):
                return None
            trade = self.lexicon.holds("job-titles", small) or self.lexicon.holds("hiring-folk", small)
            if (trade or self.lexicon.holds("organisation-words", small)) and not titles and not first:
                return None
            if word[0].islower() and small not in PARTICLES and not known and len(words) > 1:
                return None
        spans = tuple(
            (match.start(), match.end() - match.group().endswith(".") * (len(match.group()) > 2)) for match in found
        )
        return Name(tuple(text[a:b] for a, b in spans), " ".join(titles), start, spans)

    def known(self, header: str) -> tuple[Person, ...]:
        """Read the people whom a header names; those of whom it tells nothing have no words."""
        return tuple(self._person(display, address) for display, address in _mailboxes(_decoded(header)))

    def _person(self, display: str, address: str) -> Person:
        local, _, domain = address.lower().partition("@")
        parts = tuple(part for part in re.split(r"[._+\-\d]+", local) if part)
        role = any(self.lexicon.holds("role-mailboxes", part) for part in (*parts, local))
        shown = None if "&" in display else self._shown(display)
        if shown and not self._organisation(shown.words, parts, domain, role):
            return replace(shown, address=() if role else parts)
        if role:
            return Person(())
        two = len(parts) == 2 and all(part.isalpha() for part in parts) and len(parts[1]) > 1
        if not shown and two and (self.given(parts[0]) or self.given(parts[1]) or len(parts[0]) == 1):
            return Person(tuple(part.capitalize() + "." * (len(part) == 1) for part in parts), address=parts)
        return Person((), address=parts)

    def signed(self, person: Person, message: str) -> Person:
        """Add how somebody's own message gives the name with a title: "Mrs Tan", "Dr Hannah Oyelaran"."""
        words = [re.escape(word) for word in person.words if word.lower() not in PARTICLES and not _initial(word)]
        if person.title or not words:
            return person
        one = "|".join(words)
        match = re.search(rf"\b({SIGNED_TITLE})\s+(?:(?:{one})\s+)?({one})(?!\w|\s+(?:{one}))", message[:MOST_MESSAGE])
        return replace(person, signed=f"{match[1]} {match[2]}") if match else person

    def _shown(self, display: str) -> Person | None:
        """Read the name that a mailbox shows."""
        text = BRACKETS.sub(" ", display.replace('"', " ")).strip(" '‘’,")
        text = TAIL.sub("", text).strip(" '‘’,.")
        before, comma, behind = (part.strip() for part in text.partition(","))
        if comma and all(map(_suffix, re.findall(r"[\w.-]+", behind))):
            text, comma = before, ""
        elif comma:
            text = f"{behind} {before}"
        if ADDRESS.search(display) or re.search(r"\d", text):
            return None
        words, titles = [match.group() for match in WORD.finditer(text)], []
        while words and self._title(words[0]):
            titles.append(words.pop(0))
        shouted = all(word.isupper() for word in words)
        while len(words) > 1 and _suffix(words[-1]) and not shouted:
            words.pop()
        if not words or len(words) > MOST_WORDS + 2:
            return None
        if all(word.isupper() and (len(word) > 2 or len(words) > 1) for word in words) or all(map(str.islower, words)):
            words = [word.capitalize() if len(word.strip(".")) > 1 else word for word in words]
        return Person(tuple(words), " ".join(title for title in titles if title[0].isupper()))

    def _organisation(self, words: Sequence[str], local: Sequence[str], domain: str, role: bool) -> bool:
        """Tell whether a mailbox shows a company or a department for a name."""
        small = [word.lower().rstrip(".") for word in words]
        if any(self.lexicon.holds(name, word) for word in small for name in ("organisation-words", "hiring-people")):
            return True
        plain = [_plain(word) for word in words]
        if any(word in local or word in "".join(local) for word in plain if len(word) > 2):
            return False
        labels = [label for label in re.split(r"[.-]", domain) if label not in CARRIERS]
        joined = "".join(plain)
        if joined and any(joined in label or label == joined[: len(label)] for label in labels if len(label) > 3):
            return True
        return (role and len(words) == 1) or (bool(labels) and all(word in labels for word in plain))

    def _title(self, word: str) -> bool:
        small = word.lower().rstrip(".")
        return small in TITLES_TOO or self.lexicon.holds("titles", small)

    # holding against each other

    def slip(self, greeted: Sequence[Name], known: Sequence[Person]) -> Slip | Literal[False] | None:
        """Tell what is wrong with a greeting: False for nothing, None where that cannot be told.

        It is right if any of its names can mean any of the people.
        """
        people = _merged(known)
        verdicts = [(name, person, self.agree(name, person)) for name in greeted for person in people]
        if any(verdict is True for _, _, verdict in verdicts):
            return False
        # Somebody of whom only an address is known may be the one who is greeted.
        if not verdicts or any(verdict is None and (person.words or person.address) for _, person, verdict in verdicts):
            return None
        wrong = [(name, person, verdict) for name, person, verdict in verdicts if verdict is not None]
        for name, person, _ in wrong:
            if misspelt := self._misspelt(name, person):
                return misspelt
        if not wrong:
            return None
        first = greeted[0]
        right = dict.fromkeys(self._called(first, person) for _, person, _ in wrong)
        return Slip(*first.whole, " or ".join(right))

    def agree(self, name: Name, person: Person) -> bool | None:
        """Tell whether a name can mean a person; None where they have too little in common to know."""
        words = [word for word in name.words if word.lower() not in PARTICLES] or list(name.words)
        theirs = person.words
        if not all(map(_latin, (*words, *theirs))):
            return None
        met = [any(self._same(word, other) for other in _each(theirs)) for word in words]
        met = [one or self._in_address(word, person) for one, word in zip(met, words, strict=True)]
        if all(met) or _joined(words) & _runs(theirs):
            return True
        if self._misspelt(name, person):
            return False
        if any(met):
            return self._half(words, theirs, met)
        return False if self._tells(name.title, words, person) else None

    def _tells(self, title: str, words: Sequence[str], person: Person) -> bool:
        """Tell whether enough of both is known to say that no word of one fits the other."""
        known = self.given(words[0])
        if not person.words or (len(words) == 1 and not title and not known):
            return False  # a company, a word for a kind of reader
        if len({_plain(word) for word in (*person.words, *person.address) if not _initial(word)}) > 1:
            return True
        # "Ms. Roe" may well be Jane; Bob is not.
        return len(person.words) > 1 or (not title and known and self.given(person.words[0]))

    def _half(self, words: Sequence[str], theirs: Sequence[str], met: Sequence[bool]) -> Literal[False] | None:
        """Judge a name of which one word fits and another does not: Jane Smith is not Jane Roe."""
        other = words[met.index(False)]
        if len(words) != 2 or _initial(other) or sum(not _initial(word) for word in theirs) < 2:
            return None
        # "Mary Ann" has two given names, and so may Mary Roe.
        wrong = self.given(other) and self.given(theirs[0]) if met[1] else not self._first_name(other)
        return False if wrong else None

    def _same(self, word: str, other: tuple[str, bool]) -> bool:
        theirs, given = other
        mine, yours = _plain(word), _plain(theirs)
        if not mine or not yours:
            return False
        if _initial(word) or _initial(theirs):
            longer = yours if _initial(word) else mine
            initials = {longer[0], *(one[0] for one in self._relatives(longer))} if given else {longer[0]}
            return (mine if _initial(word) else yours)[0] in initials
        if _initials(word) and _initials(theirs):
            return True
        if spellings(word) & spellings(theirs):
            return True
        return given and (self.related(mine, yours) or self._shortened(mine, yours))

    def _in_address(self, word: str, person: Person) -> bool:
        small = spellings(word)
        if any(small & spellings(part) for part in person.address):
            return True
        # "jroe", "roej", "robertsmith"
        joined = "".join(person.address)
        return any(len(one) > 2 and (joined.startswith(one) or joined.endswith(one)) for one in small)

    def related(self, one: str, other: str) -> bool:
        """Tell whether two given names can be forms of the same: Bob and Robert, Sasha and Aleksandr."""
        if self._families.get(one, set()) & self._families.get(other, set()):
            return True
        english = self._english
        if other in english.nicknames_of(one) | english.canonicals_of(one):
            return True
        short = all(len(english.nicknames_of(name)) <= FEW for name in (one, other))
        short = short and not all(self.lexicon.holds("first-names", name) for name in (one, other))
        return short and bool(english.canonicals_of(one) & english.canonicals_of(other))

    def _relatives(self, name: str) -> set[str]:
        return {one for one in self._english.canonicals_of(name) | self._english.nicknames_of(name) if one}

    def _shortened(self, one: str, other: str) -> bool:
        short, long = sorted((one, other), key=len)
        if len(short) == len(long) or len(short) < SHORTEST_STEM:
            return False
        full = self.lexicon.holds("first-names", short)
        if full and self.lexicon.holds("first-names", long):
            return False  # Jane and Janet
        if long.startswith(short):
            return True
        stem = re.sub(r"(?:ie|ey|y|i)$", "", short)
        return stem != short and not full and len(stem) >= SHORTEST_STEM and long.startswith(stem)

    @cache  # noqa: B019 - one lexicon lives as long as its rulebook
    def given(self, word: str) -> bool:
        """Tell whether a word is known as a given name."""
        return any(
            part in self._families
            or self.lexicon.holds("first-names", part)
            or bool(self._english.canonicals_of(part) or self._english.nicknames_of(part))
            for part in (_plain(word), *map(_plain, re.split(r"[-‐‑]", word)))
            if len(part) > 1
        )

    def _first_name(self, word: str) -> bool:
        """Tell whether a word is a given name and hardly ever a family name."""
        return _plain(word) in self._families or self.lexicon.holds("first-names", _plain(word))

    def _misspelt(self, name: Name, person: Person) -> Slip | None:
        """Find the word of a greeting that is one of the person's, with a letter or two astray."""
        # A nickname with a slip in it is not guessed at.
        if not person.words or not all(map(_latin, person.words)):
            return None
        pairs = list(enumerate(name.words))
        fits = [any(self._same(word, other) for other in _each(person.words)) for _, word in pairs]
        free = [one for one in person.words if not any(spellings(one) & spellings(word) for word in name.words)]
        for number, word in pairs:
            if fits[number] or self._in_address(word, person):
                continue
            for right in free:
                if _near(_plain(word), _plain(right)):
                    start, end = name.spans[number] if name.spans else (0, 0)
                    return Slip(start, end, right)
        return None

    def _called(self, name: Name, person: Person) -> str:
        """Give the person's name in the form of the greeting; a title is not guessed."""
        if name.title and person.signed:
            return person.signed
        if name.title and person.title:
            return f"{person.title} {' '.join(_family(person.words))}"
        if name.title or len(name.words) > 1 or _initial(person.words[0]):
            return person.full
        return person.words[0] if self.given(person.words[0]) else person.full


def _each(words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Give each word of a name, and whether it can be a given one: the last of several is the family name."""
    for number, word in enumerate(words):
        yield word, len(words) == 1 or number < len(words) - 1


def spellings(word: str) -> frozenset[str]:
    """Give the ways in which a name is spelt in plain small letters, its parts at hyphens among them."""
    return frozenset(
        spelling
        for part in {word, *re.split(r"[-‐‑]", word)}
        for spelling in _spelt(part)
        if len(spelling) > 1 or part == word
    )


@cache
def _spelt(word: str) -> frozenset[str]:
    plain, long = _plain(word), _plain(word.casefold().translate(LONG_LETTERS))
    short = re.sub(r"([aou])e|aa", lambda match: match[1] or "a", plain) if len(plain) > 4 else plain
    found = {plain, long, short}
    # Sergey and Sergei, Aleksandr and Alexandr
    return frozenset(found | {re.sub(r"(?:iy|ii|yi|ij|ey|ei|y|j)$", "i", one).replace("ks", "x") for one in found})


@cache
def _plain(word: str) -> str:
    small = unicodedata.normalize("NFKD", word.casefold().translate(OTHER_LETTERS))
    return "".join(char for char in small if char.isalpha())


def _latin(word: str) -> bool:
    return all("a" <= char <= "z" for char in _plain(word))


def _initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _initials(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[^\W\d_]\.){2,3}", word))


def _family(words: Sequence[str]) -> Sequence[str]:
    """Give the family name: the last word, with the small words before it."""
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return words[first:]


def _joined(words: Sequence[str]) -> set[str]:
    return {"".join(map(_plain, words))}


def _runs(words: Sequence[str]) -> set[str]:
    """Give every stretch of a name as one word: "Mei Ling" is Meiling."""
    plain = [_plain(word) for word in words]
    return {"".join(plain[start:end]) for start in range(len(plain)) for end in range(start + 1, len(plain) + 1)}


def _near(one: str, other: str) -> bool:
    """Tell whether a word is another with a letter astray, or two in a long one."""
    longer = max(len(one), len(other))
    if (
        min(len(one), len(other)) < SHORTEST_MISSPELT - 1
        or longer < SHORTEST_MISSPELT
        or abs(len(one) - len(other)) > 2
    ):
        return False
    if one[0] != other[0] and one[:2] != other[1::-1]:
        return False
    return _distance(one, other) <= (2 if longer > 7 else 1)


def _distance(one: str, other: str) -> int:
    """Count letters added, left out, changed or swapped with the next."""
    rows = [list(range(len(other) + 1))]
    for i, mine in enumerate(one, 1):
        row = [i]
        for j, yours in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (mine != yours))
            if i > 1 and j > 1 and mine == other[j - 2] and one[i - 2] == yours:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _pieces(text: str, start: int) -> Iterator[tuple[int, int]]:
    marks = [(start, start), *((m.start(), m.end()) for m in BETWEEN.finditer(text, start)), (len(text), len(text))]
    for (_, begin), (end, _) in pairwise(marks):
        if begin < end:
            yield begin, end


def _decoded(header: str) -> str:
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(header[:MOST_CHARACTERS])))
    except (HeaderParseError, LookupError, ValueError):
        return header[:MOST_CHARACTERS]


def _mailboxes(header: str) -> Iterator[tuple[str, str]]:
    """Give what each mailbox of a header shows, and its address."""
    text = re.sub(r"[<\[]\s*(?:mailto:)?\s*([^\s<>\[\]]+@[^\s<>\[\]]+?)\s*[>\]]", r"<\1>", header)
    text = re.sub(r"\(\s*(<[^<>]*>)\s*\)", r"\1", text)
    for piece in re.split(r";|(?<=>)\s*,", text):
        match = re.fullmatch(r"(?P<display>[^<>]*)<(?P<address>[^<>]*)>.*", piece.strip(), re.DOTALL)
        display, address = (match["display"], match["address"]) if match else (piece, "")
        shown = [part.strip() for part in _commas(display)]
        shown = [part for part in shown if part]
        # "Jane Roe, Lowtide <…>", "Jane Roe, Head of People <…>": what stands behind is no other person.
        if address and len(shown) > 1 and (" " not in shown[-1] or re.search(r"(?<!\S)[a-z]+(?!\S)", shown[-1])):
            shown.pop()
        for other in shown[:-1]:
            yield _bare(other, "")
        if shown or address:
            yield _bare(shown[-1] if shown else "", address)


def _bare(display: str, address: str) -> tuple[str, str]:
    """Part an address without brackets from what is shown."""
    if not address and (match := ADDRESS.search(display)):
        return display.replace(match.group(), " ").strip(), match.group()
    return display, address


def _commas(display: str) -> list[str]:
    """Part what is shown at its commas, unless they stand in one name: "Roe, Jane", "Jane Roe, PhD"."""
    if '"' in display:
        return [part for part in re.findall(r'"[^"]*"|[^",]+', display) if part.strip()]
    parts = [part.strip() for part in display.split(",") if part.strip()]
    merged: list[str] = []
    for part in parts:
        words = re.findall(r"[\w.-]+", part)
        behind = words and all(map(_suffix, words))
        family = merged and "," not in merged[-1] and "@" not in part + merged[-1] and _may_be_family(merged[-1])
        if merged and (behind or (family and len(words) <= 2)):
            merged[-1] = f"{merged[-1]}, {part}"
        else:
            merged.append(part)
    return merged


def _suffix(word: str) -> bool:
    """Tell whether a word is what people put behind their name; Yo-Yo Ma holds no degree."""
    small = word.lower().replace(".", "")
    return small in SUFFIXES and (small in {"jr", "sr"} or not word[1:].islower())


def _may_be_family(text: str) -> bool:
    words = text.split()
    return len(words) == 1 or all(word.lower() in PARTICLES for word in words[:-1])


def _merged(known: Sequence[Person]) -> list[Person]:
    """Leave out whom another mailbox with the same address names."""
    named = {person.address for person in known if person.words}
    people = [person for person in known if person.words or (person.address and person.address not in named)]
    return list(dict.fromkeys(people))


@lru_cache(maxsize=4)
def people_of(lexicon: Lexicon) -> People:
    """Give the reader of names for a lexicon, made once."""
    return People(lexicon)
