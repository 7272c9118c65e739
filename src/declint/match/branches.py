"""Branches: the control tags of a template, and the ways of reading it along them.

Jinja and Liquid (`{% if x %}`), Handlebars and Mustache (`{{#if x}}`, `{{#x}}`). A condition that is
asked twice is answered alike: a way of reading is one answer to each. Of ERB (`<% if x %>`) and
Mailchimp (`*|IF:X|*`) the tags are known, and all branches are read one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from declint.model import Span

MOST_PATHS = 16
"""Ways of reading tried in all combinations; beyond that, each branch is read at least once."""

DEEPEST = 40
"""Blocks within blocks that are told apart."""

MOST_COVERING = 32
"""Ways of reading of one template at most; what is left then is not read."""

TAG = re.compile(
    r"\{%[-+]?\s{0,9}(?P<word>[A-Za-z_]{1,20})(?P<rest>(?:[^%\n]|%(?!\})){0,200})%\}"
    r"|\{\{~?(?P<sigil>[#^/>])\s?(?P<name>[^{}\n]{0,120})\}\}"
    r"|\{\{~?\s?(?P<other>else)\b(?P<also>[^{}\n]{0,120})\}\}"
    r"|(?P<comment>\{#|\{\{!--|\{\{~?!)"
    r"|<%(?!=|-=)[^%\n]{0,200}%>|\*\|(?:IF|IFNOT|ELSEIF|ELSE|END):[^|\n]{0,60}\|\*"
)
RAW_END = r"\{%[-+]?\s{0,9}end"
COMMENT_ENDS = {"{#": "#}", "{{!--": "--}}"}
ASKING = frozenset({"if", "unless", "ifchanged"})
LOOPS = frozenset({"for", "each", "tablerow"})
HIDING = frozenset({"comment", "macro", "capture"})
PLAIN = frozenset({"block", "with", "filter", "call", "autoescape", "trans", "blocktrans", "raw", "verbatim", "case"})
ELSES = frozenset({"else", "elif", "elsif", "elseif", "when", "empty"})

NEVER = "never"
Guard = tuple[str, int]
"""A condition, and the answer to it that a stretch stands for: 0 is the first branch."""


@dataclass
class _Block:
    """An open block: how it was opened, and what its branches ask."""

    word: str
    span: Span
    asks: list[str] = field(default_factory=list)
    branch: int = 0
    turned: bool = False
    about: str = ""


@dataclass(frozen=True)
class Stretch:
    """A stretch of text between tags, and the answers under which it is there."""

    span: Span
    guards: tuple[tuple[int, int], ...]
    hidden: bool = False


@dataclass(frozen=True)
class Path:
    """One way of reading: what holds on it, in words, and the stretches that are left out, tags among them."""

    where: tuple[str, ...]
    blank: tuple[Span, ...]


@dataclass(frozen=True)
class Template:
    """The tags of a text, the stretches between them, and the tags that nothing opens or closes."""

    tags: tuple[Span, ...]
    stretches: tuple[Stretch, ...]
    asked: tuple[tuple[str, tuple[str, ...]], ...]
    """Of each block, what it asks (blocks that ask the same share it), and the name of each answer."""
    turned: frozenset[int]
    astray: tuple[Span, ...]

    def paths(self) -> tuple[Path, ...]:
        """Give the ways of reading: all of them up to a bound, else enough that each branch is read."""
        names = dict(self.asked)
        wanted = [guards for s in self.stretches if not s.hidden and (guards := self._guards(s)) is not None]
        used = {key for guards in wanted for key, _ in guards}
        keys = [key for key in names if key in used]
        count = 1
        for key in keys[: MOST_PATHS.bit_length()]:
            count *= len(names[key])
        every: Iterable[dict[str, int]]
        if count <= MOST_PATHS:
            every = (dict(zip(keys, one, strict=True)) for one in product(*(range(len(names[k])) for k in keys)))
        else:
            every = islice(_covering(wanted, keys), MOST_COVERING)
        found: dict[tuple[Span, ...], Path] = {}
        for answers in every:
            blank = tuple(sorted((*self.tags, *(s.span for s in self.stretches if not self._read(s, answers)))))
            where = tuple(names[key][answer] for key, answer in answers.items())
            found.setdefault(blank, Path(where, blank))
        return tuple(found.values())

    def _guards(self, stretch: Stretch) -> tuple[Guard, ...] | None:
        """Give the answers that a stretch stands for; None where they are at odds."""
        found: dict[str, int] = {}
        for block, branch in stretch.guards:
            key, answers = self.asked[block]
            if len(answers) == 1:
                continue
            answer = (1 - branch if block in self.turned else branch) if len(answers) == 2 else branch
            if found.setdefault(key, answer) != answer:
                return None
        return tuple(found.items())

    def _read(self, stretch: Stretch, answers: dict[str, int]) -> bool:
        guards = self._guards(stretch)
        return not stretch.hidden and guards is not None and all(answers.get(k, a) == a for k, a in guards)


def _covering(wanted: Sequence[tuple[Guard, ...]], keys: Sequence[str]) -> Iterator[dict[str, int]]:
    """Give answers until each stretch is read once, each time as many that were not read yet as go together."""
    left = list(dict.fromkeys(wanted))
    while left:
        answers: dict[str, int] = {}
        rest = []
        for guards in left:
            if all(answers.get(key, answer) == answer for key, answer in guards):
                answers |= dict(guards)
            else:
                rest.append(guards)
        left = rest
        yield {key: answers.get(key, 0) for key in keys}


def parse(text: str) -> Template:
    """Find the control tags of a text; comments among them, variables not."""
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[_Block] = []
        self.open: list[int] = []
        self.tags: list[Span] = []
        self.stretches: list[Stretch] = []
        self.astray: list[Span] = []
        self.endless: set[str] = set()
        """What is opened and nowhere closed from here on, so that it is looked for once only."""

    def parse(self) -> Template:
        end, at = 0, 0
        while match := TAG.search(self.text, at):
            at = match.end()
            if opening := match["comment"]:
                ending = COMMENT_ENDS.get(opening, "}}")
                stop = -1 if ending in self.endless else self.text.find(ending, match.end())
                if stop < 0:
                    self.endless.add(ending)
                    continue
                at = stop + len(ending)
            self._stretch(end, match.start())
            span = Span(start=match.start(), end=at)
            self.tags.append(span)
            if match["word"]:
                at = self._statement(match["word"], match["rest"].strip("-+ "), span)
            elif match["sigil"]:
                self._section(match["sigil"], match["name"].strip("~ "), span)
            elif match["other"]:
                also = match["also"].strip("~ ").split(maxsplit=1)
                self._else("else", also[1] if len(also) > 1 else "", span)
            end = span.end
            at = max(at, end)
            if at > end:
                self._stretch(end, at)
                end = at
        self._stretch(end, len(self.text))
        self.astray += [self.blocks[number].span for number in self.open]
        asked = tuple(_asked(block, number) for number, block in enumerate(self.blocks))
        turned = frozenset(number for number, block in enumerate(self.blocks) if block.turned)
        return Template(tuple(self.tags), tuple(self.stretches), asked, turned, tuple(sorted(self.astray)))

    def _stretch(self, start: int, end: int) -> None:
        if start < end:
            blocks = [(number, self.blocks[number]) for number in self.open[:DEEPEST]]
            hidden = any(b.word in HIDING or (b.word == "case" and not b.asks) for _, b in blocks)
            guards = tuple((number, block.branch) for number, block in blocks)
            self.stretches.append(Stretch(Span(start=start, end=end), guards, hidden))

    def _statement(self, word: str, rest: str, span: Span) -> int:
        """Take a tag of Jinja or Liquid; give where reading goes on: behind what is to be read as it stands."""
        if word.startswith("end"):
            self._close(word[3:], span)
        elif word in ELSES:
            self._else(word, rest, span)
        elif word in ASKING:
            self._ask(word, rest, span, turned=word == "unless")
        elif word in LOOPS or word in HIDING or word in PLAIN:
            self._open(_Block(word, span, about=rest))
            if word in {"raw", "verbatim"}:
                stop = None if word in self.endless else re.compile(RAW_END + word).search(self.text, span.end)
                if stop:
                    return stop.start()
                self.endless.add(word)
        elif word == "set" and "=" not in rest:
            self._open(_Block("capture", span))
        return span.end

    def _section(self, sigil: str, name: str, span: Span) -> None:
        """Take a tag of Handlebars or Mustache."""
        word, _, rest = name.partition(" ")
        if sigil == "/":
            self._close(word, span)
        elif sigil == ">":
            return
        elif sigil == "^":
            if name:
                self._ask(word, name, span, turned=True)
            else:
                self._else("else", "", span)
        elif word in {"each", "with"}:
            self._open(_Block(word, span, about=rest))
        elif word in {"if", "unless"}:
            self._ask(word, rest, span, turned=word == "unless")
        else:
            self._ask(word, name, span)

    def _open(self, block: _Block) -> None:
        self.blocks.append(block)
        self.open.append(len(self.blocks) - 1)

    def _ask(self, word: str, asked: str, span: Span, turned: bool = False) -> None:
        asked = " ".join(asked.split())
        if denied := re.fullmatch(r"(?:not\s+|!)([\w.]+)", asked):
            asked, turned = denied[1], not turned
        self._open(_Block(word, span, [asked], turned=turned))

    def _else(self, word: str, rest: str, span: Span) -> None:
        block = self.blocks[self.open[-1]] if self.open else None
        if block is None or (block.word in PLAIN and block.word != "case") or block.word in HIDING:
            self.astray.append(span)
            return
        rest = " ".join(rest.removeprefix("if ").split())
        if block.word == "case":
            rest = f"{block.about} is {rest}" if rest else ""
        if block.word == "case" and not block.asks:
            block.asks = [rest]
            return
        if block.word in LOOPS and not block.asks:
            # A list has a branch only where something stands there for an empty one.
            block.asks = [f"for {block.about}"]
        block.branch += 1
        if word != "else" or rest:
            block.asks.append(rest)

    def _close(self, word: str, span: Span) -> None:
        wanted = "capture" if word == "set" else word
        if word and not any(self.blocks[number].word == wanted for number in reversed(self.open)):
            self.astray.append(span)
            return
        # What was left open inside ends with what is closed.
        while self.open:
            number = self.open.pop()
            if not word or self.blocks[number].word == wanted:
                return
            self.astray.append(self.blocks[number].span)


def _asked(block: _Block, number: int) -> tuple[str, tuple[str, ...]]:
    """Give what a block asks, by which blocks that ask the same are known, and the name of each answer."""
    if not block.asks:
        return f"{NEVER} {number}", ("",)
    if len(block.asks) == 1 and block.word != "case":
        return block.asks[0], (block.asks[0], f"not {block.asks[0]}")
    return " | ".join(block.asks), (*block.asks, f"none of {', '.join(block.asks)}")
