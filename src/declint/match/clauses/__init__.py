"""Reading clauses: who does a thing, whether it is denied, hedged, supposed, or said by someone else.

A question is put to a token. The answer comes from the token itself and from the words that govern
it through complements ("I do *not think* that I *can* come"), its *scope*. Each room of this house
answers one kind of question with the help of the rooms before it: scope, doers, denial, modality,
voices, requests, topics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from declint.match.clauses.doers import READER, WRITER, Person
from declint.match.clauses.scope import SUBJECTS, is_verb, once
from declint.match.clauses.topics import Topics

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["NEEDED", "READER", "SUBJECTS", "WRITER", "Clauses", "Person", "is_verb"]

NEEDED = frozenset(
    {
        "asking-verbs",
        "certainty-words",
        "circumstance-words",
        "deciding-verbs",
        "employer-words",
        "hedging-adverbs",
        "learning-verbs",
        "months",
        "near-days",
        "negating-words",
        "own-voice-nouns",
        "own-voice-verbs",
        "parts-of-day",
        "possibility-words",
        "saying-verbs",
        "wanting-verbs",
        "wavering-words",
        "weekdays",
        "wishing-words",
        "would-verbs",
    }
)
"""The word classes without which clauses cannot be read."""


class Clauses(Topics):
    """Answers questions about clauses, with the word classes of one rulebook."""

    @once
    def settled(self, token: Token) -> bool:
        """Tell whether a token is said outright: now, in the writer's voice, not left open, supposed or asked."""
        return not (
            self.hedged(token)
            or self.hypothetical(token)
            or self.conditional(token)
            or self.questioned(token)
            or self.quoted(token)
            or self.reported(token)
            or (self.past(token) and not any(self.lexicon.has("deciding-verbs", node) for node in self.scope(token)))
        )
