"""Collection: several messages in one file, YAML, JSON or Markdown; each is a draft of its own.

`templates.yaml#decline.short` is the message under these keys, `templates.md#a-short-no` the one below
that heading. A message is told by its looks: what else a file says is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from declint.errors import ReadError
from declint.model import ANY_OFFICE, Draft, Office, Piece
from declint.read import markdown, text
from declint.read.suppressions import of_ids
from declint.read.trees import Scalar, Tree, of_json, of_yaml, pieces

MOST_CHARACTERS = 2_000_000
MOST_MESSAGES = 2_000

MESSAGE_KEYS = frozenset({"body", "text", "message", "template", "content", "email", "mail", "letter", "voicemail"})
"""Keys under which a message stands; elsewhere only what greets is taken for one."""
NAMING_KEYS = ("id", "name", "slug", "key")
"""Keys that name an entry of a list."""

LONG = 80
"""Characters of one line from which a text may be a message."""
FEWEST_WORDS = 6
GREETS = re.compile(
    r"^[ \t>*_]{0,6}(?:dear|hi|hello|hey|greetings|good (?:morning|afternoon|evening|day)|to whom it may)\b",
    re.I | re.M,
)
SPEAKS = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|me|my|we|our|you|your)\b")
GLANCE = re.compile(
    rb"(?i)\b(?:dear|hi|hello|hey|greetings|good (?:morning|afternoon|evening)|regards|sincerely|thank)"
)
"""What no file with messages is without, in bytes of any encoding but UTF-16."""


@dataclass(frozen=True)
class _Found:
    """A message and what its file says of it."""

    fragment: str
    body: Scalar
    subject: Scalar | None = None
    scenario: str | None = None
    form: str = "txt"
    ignored: tuple[str, ...] = ()


def read_yaml(name: str, data: bytes, office: Office = ANY_OFFICE) -> tuple[Draft, ...]:
    """Read the messages of a YAML file.

    Raises ReadError for what is no YAML, holds aliases, is too deep or too much, or has no message in it.
    """
    return _data(name, data, office, of_yaml)


def read_json(name: str, data: bytes, office: Office = ANY_OFFICE) -> tuple[Draft, ...]:
    """Read the messages of a JSON file.

    Raises ReadError for what is no JSON, is too deep or too much, or has no message in it.
    """
    return _data(name, data, office, lambda called, source: [of_json(called, source)])


def read_markdown(name: str, data: bytes, office: Office = ANY_OFFICE) -> tuple[Draft, ...]:
    """Read the messages below the headings of a Markdown file; the whole of it as one where there are not two.

    Raises ReadError for data that is not text, and for a file with nothing in it.
    """
    source, _, notes = text.decoded(name, data)
    found = list(islice(_sections(source[:MOST_CHARACTERS]), MOST_MESSAGES))
    if len(found) < 2:
        return (markdown.read(name, data, office),)
    return _drafts(name, source, found, tuple(notes), office)


def _data(name: str, data: bytes, office: Office, trees_of: Callable[[str, str], Sequence[Tree]]) -> tuple[Draft, ...]:
    source, _, notes = text.decoded(name, data)
    if len(source) > MOST_CHARACTERS:
        raise ReadError(f"{name}: is over {MOST_CHARACTERS:,} characters")
    found = list(islice(_messages(trees_of(name, source)), MOST_MESSAGES))
    if not found:
        raise ReadError(f"{name}: nothing to check: there is no message in it")
    return _drafts(name, source, found, tuple(notes), office)


def _drafts(
    name: str, source: str, found: Iterable[_Found], notes: tuple[str, ...], office: Office
) -> tuple[Draft, ...]:
    return tuple(_draft(name, source, one, notes, office) for one in _distinct(found))


def holds_messages(path: Path) -> bool:
    """Tell whether a file of YAML or JSON holds messages: a glance at its bytes first, then it is read."""
    try:
        if path.stat().st_size > 4 * MOST_CHARACTERS:
            return False
        data = path.read_bytes()
        reader = read_json if ".json" in path.suffixes else read_yaml
        return bool(GLANCE.search(data)) and bool(reader(path.name, data))
    except (OSError, ReadError):
        return False


def _draft(name: str, source: str, found: _Found, notes: tuple[str, ...], office: Office) -> Draft:
    head = "Subject: " if found.subject else ""
    whole, placed = head, list[Piece]()
    if found.subject:
        subject = " ".join(found.subject.value.split())
        placed += pieces(subject, found.subject, source, len(whole))
        whole += f"{subject}\n\n"
    placed += pieces(found.body.value, found.body, source, len(whole))
    whole += found.body.value
    read = markdown.draft if found.form == "md" else text.draft
    draft = read(f"{name}#{found.fragment}", whole[: text.MOST_CHARACTERS], notes, office)
    return draft.model_copy(
        update={
            "fragment": found.fragment,
            "file_text": source,
            "pieces": tuple(placed),
            "scenario": found.scenario or draft.scenario,
            "suppressions": of_ids(found.ignored),
        }
    )


def _distinct(found: Iterable[_Found]) -> Iterator[_Found]:
    """Give them with a number behind those that would be called alike."""
    count: dict[str, int] = {}
    for one in found:
        count[one.fragment] = number = count.get(one.fragment, 0) + 1
        yield replace(one, fragment=f"{one.fragment}-{number}") if number > 1 else one


# YAML and JSON


def _messages(trees: Sequence[Tree]) -> Iterator[_Found]:
    for number, tree in enumerate(trees):
        yield from _walk(tree, (str(number + 1),) if len(trees) > 1 else (), "")


def _walk(tree: Tree, steps: tuple[str, ...], key: str) -> Iterator[_Found]:
    if isinstance(tree, Scalar):
        if _is_message(tree.value, key):
            yield _Found(".".join(steps) or key or "1", tree)
    elif isinstance(tree, tuple):
        for number, child in enumerate(tree):
            yield from _walk(child, (*steps, _entry_name(child) or str(number)), key)
    elif isinstance(tree, list):
        subject, scenario = _sibling(tree, "subject"), _sibling(tree, "scenario")
        bodies = [name for name, child in tree if isinstance(child, Scalar) and _is_message(child.value, name.lower())]
        for name, child in tree:
            # "decline: {subject: …, body: …}" is one message, called decline.
            sole = bodies == [name] and name.lower() in MESSAGE_KEYS and steps
            for found in _walk(child, steps if sole else (*steps, name), name.lower()):
                if isinstance(child, Scalar):
                    named = scenario.value.strip() if scenario else None
                    yield replace(found, subject=subject, scenario=named, ignored=_ignored(tree))
                else:
                    yield found


def _sibling(tree: Sequence[tuple[str, Tree]], wanted: str) -> Scalar | None:
    return next(
        (child for name, child in tree if name.lower() == wanted and isinstance(child, Scalar) and child.value.strip()),
        None,
    )


def _ignored(tree: Sequence[tuple[str, Tree]]) -> tuple[str, ...]:
    """Give what stands beside a message as `declint: {ignore: [rule, criterion]}`, or with one id alone."""
    ours = next((child for name, child in tree if name == "declint" and isinstance(child, list)), [])
    named = next((child for name, child in ours if name == "ignore"), ())
    each = named if isinstance(named, tuple) else (named,)
    return tuple(one.value for one in each if isinstance(one, Scalar))


def _entry_name(tree: Tree) -> str | None:
    for wanted in NAMING_KEYS:
        named = _sibling(tree, wanted) if isinstance(tree, list) else None
        if named and len(named.value) <= 60 and "\n" not in named.value:
            return _slug(named.value)
    return None


def _is_message(value: str, key: str) -> bool:
    if len(value) <= LONG and "\n" not in value.strip():
        return False
    if len(value.split()) < FEWEST_WORDS or not SPEAKS.search(value):
        return False
    return key in MESSAGE_KEYS or bool(GREETS.search(value))


# Markdown

HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?P<title>.{1,200}?)[ \t]*#*[ \t]*")
FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})[^`]*")
NEAR_TOP = 4
"""Lines of a section among which its message greets."""


def _sections(source: str) -> Iterator[_Found]:
    """Give the messages below headings: what stands in a fence, or else the whole section, if it reads like one."""
    title, begin = None, 0
    fences: list[tuple[int, int]] = []
    fence: tuple[str, int] | None = None
    offset = 0
    for line in [*source.splitlines(keepends=True), ""]:
        bare = line.rstrip("\r\n")
        mark = FENCE.fullmatch(bare)
        if fence and mark and bare.strip().startswith(fence[0]) and not bare.strip().strip("`~"):
            fences.append((fence[1], offset))
            fence = None
        elif mark and not fence:
            fence = (mark["mark"], offset + len(line))
        heading = None if fence else HEADING.fullmatch(bare)
        if heading or not line:
            if title is not None:
                yield from _below(source, title, begin, offset, fences)
            title, begin, fences = (heading["title"] if heading else None), offset + len(line), []
        offset += len(line)


def _below(source: str, title: str, begin: int, end: int, fences: Sequence[tuple[int, int]]) -> Iterator[_Found]:
    inside = [span for span in fences if _reads_like_one(source[span[0] : span[1]])]
    form = "txt" if inside else "md"
    for start, stop in inside or [(begin, end)]:
        value = source[start:stop]
        if _reads_like_one(value):
            first = start + len(value) - len(value.lstrip())
            yield _Found(_slug(title), Scalar(value.strip(), first, first + len(value.strip()), False), form=form)


def _reads_like_one(value: str) -> bool:
    lines = [line for line in value.splitlines() if line.strip()]
    greets = GREETS.search("\n".join(lines[:NEAR_TOP]))
    return bool(greets and SPEAKS.search(value)) and len(lines) > 1 and len(value.split()) >= FEWEST_WORDS


def _slug(title: str) -> str:
    """Give the name of a heading in an address, as GitHub makes it."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", title.strip().lower())) or "message"
