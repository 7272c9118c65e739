"""Sides: whom a word speaks of - the writer, the reader's side, or someone outside the affair.

An adjective speaks of the noun that it stands with, a verb or a noun in the predicate of its subject,
any other noun of itself and its owner. What is `your`, or a person, step, paper, sum or place of the
hiring that nothing marks as another's, is the reader's side.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from declint.match.clauses import READER, SUBJECTS, WRITER, Clauses, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NEEDED = frozenset({"hiring-people", "hiring-words", "outsider-words", "placed-elsewhere"})
"""The word classes without which sides cannot be told."""

HUNG = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj"})
TURNS = frozenset(
    {
        ";",
        ":",
        "but",
        "yet",
        "whereas",
        "while",
        "whilst",
        "and",
        "though",
        "although",
        "however",
        "then",
        "-",
        "–",
        "—",
    }
)
FORMER = frozenset({"former", "previous", "ex", "ex-", "current", "present", "old", "past", "last"})
DEMONSTRATIVES = frozenset({"that", "this", "which", "there"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})


def described(token: Token, clauses: Clauses) -> list[Token]:
    """Give the words that a token says something of; the token itself where it is such a word."""
    if token.dep_ in {"amod", "compound", "nmod"}:
        noun = token.head
        # "I would be a *poor* choice" speaks of me as well as of the choice.
        return [noun, *(clauses.subjects(noun) if noun.dep_ == "attr" else ())]
    if token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass", "appos"} and token.tag_.startswith("NN"):
        return [token]
    subjects = clauses.subjects(token)
    if not subjects and token.dep_ in {"acl", "relcl"}:
        return [token.head]
    return [_antecedent(subject) for subject in subjects] or ([token] if token.tag_.startswith("NN") else [])


def of_reader(token: Token, clauses: Clauses) -> bool:
    """Tell whether a token speaks of the reader's side."""
    return any(is_reader_side(node, clauses) for node in described(token, clauses))


def of_writer(token: Token, clauses: Clauses) -> bool:
    """Tell whether a token speaks of the writer, or of what is the writer's own."""
    return any(is_writer_side(node, clauses) for node in (token, *described(token, clauses)))


def of_outsider(token: Token, clauses: Clauses) -> bool:
    """Tell whether a token speaks of someone or something outside the affair: traffic, my landlord, other firms."""
    return any(is_outside(node, clauses) for node in (token, *described(token, clauses)))


def elsewhere(doc: Doc, clauses: Clauses) -> bool:
    """Tell whether a sentence tells of someone outside the affair, and of nobody on the reader's side.

    A comparison with someone outside ("even my bank answers faster") is still about the reader.
    """
    if any(word.lower_ in READER or word.tag_ in {"JJR", "RBR"} or word.lower_ == "even" for word in doc):
        return False
    subjects = [word for word in doc if word.dep_ in SUBJECTS]
    return any(_far(word, clauses) for word in subjects) and not any(
        is_reader_side(word, clauses) and not _far(word, clauses) for word in subjects
    )


def _far(node: Token, clauses: Clauses) -> bool:
    """Tell whether a noun names someone outside, or what the writer left behind: "my brother", "my former school"."""
    lexicon = clauses.lexicon
    near = list(_near(node))
    if any(child.lower_ in FORMER for child in node.children):
        return True
    hiring = any(lexicon.has("hiring-words", word) for word in near)
    own = any(child.dep_ == "poss" and child.lower_ in WRITER for word in near for child in word.children)
    told = any(child.lower_ in WRITER and child.dep_ in SUBJECTS for child in node.sent.root.children)
    return any(lexicon.has("outsider-words", word) for word in near) or (own and not hiring and not told)


def gainsaid(token: Token, clauses: Clauses) -> bool:
    """Tell whether a later clause of the sentence, whose subject is not the writer's, turns it round."""
    for turn in token.doc[token.i + 1 :]:
        if turn.lower_ not in TURNS:
            continue
        for word in turn.doc[turn.i + 1 :]:
            if word.dep_ in SUBJECTS and word.lower_ not in DEMONSTRATIVES:
                settled = not any(child.tag_ == "MD" for child in word.head.children)
                if settled and not is_writer_side(word, clauses) and not is_outside(word, clauses):
                    return True
                break
    return False


def is_reader_side(node: Token, clauses: Clauses) -> bool:
    """Tell whether a noun or pronoun names the reader, the reader's people, or what is theirs."""
    near = list(_near(node))
    if any(word.lower_ in READER for word in near):
        return True
    if is_writer_side(node, clauses) or is_outside(node, clauses):
        return False
    if any(word.lower_ in {"a", "an", "any", "some"} for word in node.children) and node.head.dep_ != "ROOT":
        return False
    return any(clauses.lexicon.has("hiring-words", word) or clauses.lexicon.has("hiring-people", word) for word in near)


def is_writer_side(node: Token, clauses: Clauses) -> bool:
    """Tell whether a noun or pronoun names the writer or what is the writer's own."""
    if node.lower_ in WRITER:
        return True
    if clauses.lexicon.has("hiring-people", node):
        return False
    return any(child.dep_ == "poss" and child.lower_ in WRITER for child in node.children)


def is_outside(node: Token, clauses: Clauses) -> bool:
    """Tell whether a noun names someone or something outside the affair."""
    if is_verb(node):
        return False
    near = list(_near(node))
    if any(word.lower_ in READER for word in near):
        return False
    return (
        any(clauses.lexicon.has("outsider-words", word) for word in near)
        or (node.tag_.startswith("NN") and any(word.lower_ == "elsewhere" for word in node.subtree))
        or any(clauses.lexicon.has("placed-elsewhere", child) for child in node.children)
        or (
            any(child.dep_ == "poss" and child.lower_ in WRITER | {"his", "her", "their"} for child in node.children)
            and not clauses.lexicon.has("hiring-people", node)
        )
    )


def _near(node: Token) -> Iterator[Token]:
    """Give a noun and what stands in its own phrase, without the clauses hung on it."""
    yield node
    for child in node.children:
        if child.dep_ not in HUNG and child.dep_ not in SUBJECTS:
            yield from _near(child)


def _antecedent(subject: Token) -> Token:
    """Give the word that a relative pronoun stands for."""
    if subject.lower_ in RELATIVE and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject
