"""Proof: whether edits cure their finding, add none, keep the facts, and leave alone what is not the writer's.

What cannot be proven is not offered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

from declint.judge import Judge, Judgement
from declint.judge.advise import Advice
from declint.judge.fix import apply, composed
from declint.match.message import SPOKEN_FOR, Message, PartKind
from declint.match.words import Lexicon
from declint.model import Edit, Finding, Fix, Severity
from declint.reword.facts import Facts, bare_role, missing, stands_in, told
from declint.rulebook.rewrites import Kind
from declint.rulebook.shapes import Rule

MOST_TRIED = 16
"""Proposals tried for one finding: each trial reads the changed draft."""

MOST_TRIALS, FEWEST_TRIALS, MOST_SENTENCES = 240, 1, 4_000
"""Proposals tried in one draft at most, and in a very long one; sentences that are read again for it."""

MOST_SUPPLEMENTS = 2
"""Things that one rewrite may take away and put in elsewhere."""

WAVERING = "hedged-decision"
"""The act of one who half decides."""

CLOSED: tuple[PartKind, ...] = ("subject", "letterhead", "quoted", "heading", "label", "direction", "signature")
"""Parts that no rewrite touches."""

Read = Callable[[str, bool], Judgement | None]
"""Reads changed text as the same draft, or as a template of it, and judges it; None where it can't be read."""


class Proof:
    """Tries the rewrites of one draft's findings; what they add below the severity `least` is let pass."""

    def __init__(
        self, judge: Judge, before: Judgement, lexicon: Lexicon, read: Read, least: Severity = Severity.note
    ) -> None:
        self.judge, self.before, self.lexicon, self.read, self.least = judge, before, lexicon, read, least
        self.left = min(MOST_TRIALS, max(FEWEST_TRIALS, MOST_SENTENCES // max(1, len(before.message.sentences))))

    @cached_property
    def facts(self) -> Facts:
        """What the message tells, for wordings to speak of."""
        return self.judge.facts(self.before.message)

    def fix(self, advice: Advice) -> Fix | None:
        """Give the first proposal that can be proven, alone or with what it makes missing put in elsewhere."""
        for tried, (rewrite, fix) in enumerate(self.judge.proposals(advice, self.before.message, self.facts)):
            if tried == MOST_TRIED or self.left <= 0:
                break
            self.left -= 1
            if proven := self._proven(advice, rewrite, fix):
                return proven
        return None

    def _proven(self, advice: Advice, rewrite: Kind, fix: Fix) -> Fix | None:
        """Give a fix that does what it is for and nothing else; made in memory, and read again."""
        message = self.before.message
        if not keeps_off(fix.edits, message):
            return None
        for _ in range(MOST_SUPPLEMENTS + 1):
            after = self.read(apply(message.draft.source, fix.edits), fix.tier == "idea")
            if after is None or not self._cured(advice.finding, after, rewrite.together):
                return None
            new = self._added(after, fix.tier == "idea")
            if not new:
                break
            supplement = self._supplement(after, new) if fix.tier != "idea" else None
            if supplement is None:
                return None
            edits = composed(message.draft.source, fix.edits, supplement.edits)
            fix = Fix(edits=edits, tier="unsafe")
        else:
            return None
        holds = (
            still_decides(self.judge.decides, message, after.message)
            and keeps_facts(fix.edits, message, after.message, self.lexicon, rewrite.loses)
            and names_role(self.facts, after.message)
        )
        return fix if holds else None

    def _cured(self, finding: Finding, after: Judgement, all_of_it: bool) -> bool:
        """Tell whether a finding is gone, with all others of its rule if `all_of_it`."""
        was, now = (sum(f.rule == finding.rule for f in one.findings) for one in (self.before, after))
        acts = forbidden(self.judge.book.rules[finding.rule])
        if acts and shown(acts, after.message) >= shown(acts, self.before.message):
            return False  # what is left of it still shows, if only faintly
        return now == 0 if all_of_it else now < was

    def _added(self, after: Judgement, idea: bool) -> list[Advice]:
        """Give the findings of rules that were broken less often before; an idea may mark places in its own way."""
        was = Counter(f.rule for f in self.before.findings)
        now = Counter(f.rule for f in after.findings)
        rules = {rule for rule in now - was if self.judge.book.rules[rule].severity.rank >= self.least.rank}
        rules -= {rule for rule in rules if idea and self.judge.book.rules[rule].template}
        return [one for one in after.advice if one.finding.rule in rules]

    def _supplement(self, after: Judgement, new: Iterable[Advice]) -> Fix | None:
        """Give words to put in for what a rewrite has taken away."""
        for one in new:
            for rewrite, fix in self.judge.proposals(one, after.message, self.facts):
                if rewrite.supplements:
                    return fix
        return None


def forbidden(rule: Rule) -> frozenset[str]:
    """Give the acts that a rule forbids outright."""
    return frozenset(rule.forbid.act or ()) if rule.forbid else frozenset()


def shown(acts: frozenset[str], message: Message) -> int:
    """Count the sentences in which one of some acts shows, however faintly."""
    return sum(bool(acts & s.shows) for s in message.sentences_of(*SPOKEN_FOR))


def keeps_off(edits: Iterable[Edit], message: Message) -> bool:
    """Tell whether edits leave alone headers, what is quoted, and what is still to be filled in."""
    draft = message.draft
    closed = [part.span for part in message.parts_of(*CLOSED)]
    for edit in edits:
        old, seen = (text[edit.span.start : edit.span.end] for text in (draft.source, draft.prose))
        if old.split() != seen.split() or any(edit.span.meets(span) for span in closed):
            return False
    return True


def still_decides(act: str | None, before: Message, after: Message) -> bool:
    """Tell whether what was decided, or half decided, is decided still; what must not be besides, rules say."""
    if act is None:
        return True
    decided, now = (bool(message.done(act, within=SPOKEN_FOR)) for message in (before, after))
    wavered, wavers = (len(message.done(WAVERING, within=SPOKEN_FOR)) for message in (before, after))
    return now or not (decided or wavered > wavers)


def names_role(facts: Facts, after: Message) -> bool:
    """Tell whether the role that a message names, if it names one, is named in it still."""
    role = facts.known.get("role")
    return role is None or stands_in(bare_role(role), after.draft.source)


def keeps_facts(edits: Iterable[Edit], before: Message, after: Message, lexicon: Lexicon, loses: bool) -> bool:
    """Tell whether what the edits replace told nothing that the new message does not tell, and nothing is made up.

    Where the rewrite `loses` what the faulted words alone tell, links and addresses are still kept.
    """
    edits = list(edits)
    source = before.draft.source
    old = told(" • ".join(source[edit.span.start : edit.span.end] for edit in edits), lexicon)
    new = told(" • ".join(edit.text for edit in edits), lexicon)
    if missing(old.links if loses else old.all, after.draft.prose):
        return False
    return not missing(new.links | new.numbers | new.days, source)
