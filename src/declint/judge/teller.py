"""Tell what a message tells of itself: the facts that other words for it may speak of."""

from __future__ import annotations

import re
from hashlib import blake2b

from declint.match import placeholders
from declint.match.message import SPOKEN_FOR, Message
from declint.match.patterns import Vocabulary, finder
from declint.match.people import Person, people_of
from declint.reword.facts import Facts
from declint.reword.voice import voice_of
from declint.rulebook import Rulebook
from declint.rulebook.turns import turned


class Teller:
    """Reads facts with the patterns and word classes of one rulebook."""

    def __init__(self, vocabulary: Vocabulary, book: Rulebook) -> None:
        self.book = book
        self.people = people_of(vocabulary.lexicon)
        self._stiff = vocabulary.lexicon.entries("stiff-words")
        self._finders = {fact.id: finder(fact.patterns, vocabulary) for fact in book.facts.values()}

    def __call__(self, message: Message, scenario: str) -> Facts:
        """Give the facts of a message that is read in a scenario."""
        said = "\n".join(_own(message))
        known = {name: text for name in self._finders if (text := self._found(name, message))}
        known |= {name: text for name, text in self._names(message).items() if text}
        return Facts(
            known=known,
            voice=voice_of(said, self._stiff),
            scenario=scenario,
            families=frozenset(self.book.scenario(scenario).families),
            done=frozenset(tokens.label_ for sentence in message.sentences for tokens in sentence.acts),
            seed=int.from_bytes(blake2b(" ".join(said.lower().split()).encode(), digest_size=4).digest(), "big"),
        )

    def _found(self, name: str, message: Message) -> str | None:
        fact = self.book.facts[name]
        for sentence in message.sentences_of(*fact.within):
            for _, _, text in turned(fact.patterns, self._finders[name](sentence.doc), sentence, message):
                if not any(True for _ in placeholders.find(text)):
                    return text
        return None

    def _names(self, message: Message) -> dict[str, str | None]:
        envelope = message.draft.envelope
        theirs = [self.people.known(header) for header in (envelope.to, envelope.invited_by) if header]
        greeted = next((one[0] for one in theirs if len(one) == 1 and one[0].words), None)
        own = self.people.known(envelope.sender or "")
        writer = own[0].full if len(own) == 1 and len(own[0].words) > 1 else self._signature(message)
        return {"greeted": _addressed(greeted) if greeted else None, "writer": writer}

    def _signature(self, message: Message) -> str | None:
        """Give the name at the head of a signature."""
        for part in message.parts_of("signature"):
            for line in message.draft.source[part.span.start : part.span.end].splitlines():
                text = line.strip(" -–—_\t")
                if text:
                    named = re.fullmatch(r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*){1,3}", text)
                    return text if named and self.people.given(text.split()[0]) else None
        return None


def _own(message: Message) -> list[str]:
    parts = message.parts_of("greeting", *SPOKEN_FOR, "sign-off")
    return [message.draft.prose[part.span.start : part.span.end] for part in parts]


def _addressed(person: Person) -> str:
    """Give how a person is greeted: by the title where one is known, else by the whole name."""
    if person.signed:
        return person.signed
    if person.title and len(person.words) > 1:
        return f"{person.title} {person.words[-1]}"
    return person.full
