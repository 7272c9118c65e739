"""Predicates: what a rule may say of a match after `where` and `unless`.

A predicate never negates itself: `where` keeps, `unless` drops. It takes at most one argument, a
string; one that names a word class says so, so that a misspelt name is found when the file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from inspect import signature
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import model_validator

from declint.match import sides
from declint.match.clauses import READER, WRITER, Clauses
from declint.match.message import Hit
from declint.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Token


STOPS = frozenset({"but", "yet", "so", "because", "that", "which", "who", "as"})
"""Words behind which another thought begins."""


class Predicate(NamedTuple):
    """A named question about a match."""

    holds: Callable[..., bool]
    argument: str | None


NAMING = frozenset({"be", "become", "call", "consider", "find", "feel", "seem", "turn", "make"})
"""Verbs whose object says what something is, or that a parser takes for one."""


def is_said(node: Any) -> bool:
    """Tell whether a root is a noun that stands alone, or a verb that only links."""
    return not node.tag_.startswith("VB") or node.lemma_ in NAMING


PREDICATES: dict[str, Predicate] = {}


def predicate(function: Callable[..., bool]) -> Callable[..., bool]:
    """Make a function known to rules under its name, with dashes for underscores."""
    arguments = list(signature(function).parameters)[2:]
    PREDICATES[function.__name__.replace("_", "-")] = Predicate(function, arguments[0] if arguments else None)
    return function


class Narrowing(Value):
    """A predicate as a rule names it: `by-writer`, or `{about: pay-words}`."""

    name: str
    argument: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_yaml(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"name": value}
        if isinstance(value, dict) and len(value) == 1 and "name" not in value:
            (name, argument), *_ = value.items()
            return {"name": name, "argument": str(argument) if isinstance(argument, int) else argument}
        return value

    @model_validator(mode="after")
    def _known(self) -> Narrowing:
        known = PREDICATES.get(self.name)
        if known is None:
            near = get_close_matches(self.name, PREDICATES, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(sorted(PREDICATES))}"
            raise ValueError(f"no predicate '{self.name}'; {hint}")
        if known.argument and self.argument is None:
            raise ValueError(f"predicate '{self.name}' needs a {known.argument}: {{{self.name}: …}}")
        if not known.argument and self.argument is not None:
            raise ValueError(f"predicate '{self.name}' takes no argument")
        return self

    def classes(self) -> Iterator[str]:
        """Name the word class that the argument is, if it is one."""
        if PREDICATES[self.name].argument == "word_class" and self.argument:
            yield self.argument

    def holds(self, hit: Hit, clauses: Clauses) -> bool:
        """Tell whether the predicate is true of a hit."""
        function = PREDICATES[self.name].holds
        return function(hit, clauses, self.argument) if self.argument is not None else function(hit, clauses)


# who


@predicate
def by_writer(hit: Hit, clauses: Clauses) -> bool:
    """I or we do it, or nobody is named: "I must withdraw", "Not going to make it"."""
    return clauses.person(clauses.head(hit.tokens)) in {"writer", None}


@predicate
def by_writer_named(hit: Hit, clauses: Clauses) -> bool:
    """I or we do it, and it is said that we do: "I must withdraw"; not "Must withdraw"."""
    return clauses.person(clauses.head(hit.tokens)) == "writer"


@predicate
def by_reader(hit: Hit, clauses: Clauses) -> bool:
    """You do it, or are asked to: "you decided", "please withdraw it"."""
    return clauses.person(clauses.head(hit.tokens)) == "reader"


@predicate
def by_other(hit: Hit, clauses: Clauses) -> bool:
    """Someone or something else does it: "my sister declined"."""
    return clauses.person(clauses.head(hit.tokens)) == "other"


@predicate
def commanded(hit: Hit, clauses: Clauses) -> bool:
    """It is a command or a request without a subject: "Please close my file"."""
    return clauses.commanded(clauses.head(hit.tokens))


# polarity and modality


@predicate
def negated(hit: Hit, clauses: Clauses) -> bool:
    """A not, no, never, unable … stands over it: "I won't attend"; two of them cancel."""
    return clauses.negated(clauses.head(hit.tokens))


@predicate
def hedged(hit: Hit, clauses: Clauses) -> bool:
    """It is left open: "might", "perhaps", "not sure that", "thinking of"."""
    return clauses.hedged(clauses.head(hit.tokens))


@predicate
def hypothetical(hit: Hit, clauses: Clauses) -> bool:
    """It is only supposed: "I would decline", "I'd have come"; not "I would like to"."""
    return clauses.hypothetical(clauses.head(hit.tokens))


@predicate
def wished(hit: Hit, clauses: Clauses) -> bool:
    """It stands with would or should, however politely: "I would be grateful", "I'd appreciate a reply"."""
    return clauses.wished(clauses.head(hit.tokens))


@predicate
def future(hit: Hit, clauses: Clauses) -> bool:
    """It stands with will, shall or going to: "I will be grateful for a reply"."""
    return clauses.future(clauses.head(hit.tokens))


@predicate
def conditional(hit: Hit, clauses: Clauses) -> bool:
    """A condition stands over or beside it: "if", "unless", "once"."""
    return clauses.conditional(clauses.head(hit.tokens))


@predicate
def supposed(hit: Hit, clauses: Clauses) -> bool:
    """It stands inside a condition: "if you *withdraw*"."""
    return clauses.supposed(clauses.head(hit.tokens))


@predicate
def questioned(hit: Hit, clauses: Clauses) -> bool:
    """Its sentence asks."""
    return clauses.questioned(clauses.head(hit.tokens))


@predicate
def counterfactual(hit: Hit, clauses: Clauses) -> bool:
    """Its condition is contrary to fact: "if I were free", "if you had asked"."""
    return clauses.counterfactual(clauses.head(hit.tokens))


@predicate
def inverted(hit: Hit, clauses: Clauses) -> bool:
    """Its own clause asks: "did you *choose* someone else"; not "I wasn't *chosen*, but why"."""
    return clauses.inverted(clauses.head(hit.tokens))


@predicate
def sought(hit: Hit, clauses: Clauses) -> bool:
    """The writer asks for it: "could we *move* it", "please *move* it", "I need to *move* it"."""
    return clauses.sought(clauses.head(hit.tokens))


@predicate
def happened(hit: Hit, clauses: Clauses) -> bool:
    """It is done or being done: "you chose", "you decided to choose"; not "you may choose", "good luck choosing"."""
    return clauses.happened(clauses.head(hit.tokens))


@predicate
def past(hit: Hit, clauses: Clauses) -> bool:
    """It lies behind: "I withdrew last year"; "have decided" is now."""
    return clauses.past(clauses.head(hit.tokens))


@predicate
def settled(hit: Hit, clauses: Clauses) -> bool:
    """It is said outright: not hedged, supposed, asked, quoted, reported, nor told of the past."""
    return clauses.settled(clauses.head(hit.tokens))


@predicate
def requested(hit: Hit, clauses: Clauses) -> bool:
    """The reader is asked or allowed to do it: "please close it", "would you close it", "you may close it"."""
    return clauses.requested(clauses.head(hit.tokens))


@predicate
def helped_by(hit: Hit, clauses: Clauses, text: str) -> bool:
    """One of these auxiliaries serves it or a verb that governs it: {helped-by: could|should}."""
    wanted = {option.strip() for option in text.split("|")}
    return any(
        c.dep_ in {"aux", "auxpass"} and c.norm_ in wanted
        for node in clauses.scope(clauses.head(hit.tokens))
        for c in node.children
    )


# whose words


@predicate
def quoted(hit: Hit, clauses: Clauses) -> bool:
    """It stands between double quotes."""
    return clauses.quoted(clauses.head(hit.tokens))


@predicate
def reported(hit: Hit, clauses: Clauses) -> bool:
    """Someone else is said to say it: "she mentioned that …"."""
    return clauses.reported(clauses.head(hit.tokens))


# what about


@predicate
def about(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """Its clause speaks of something in a word class: {about: pay-words}."""
    return clauses.about(clauses.head(hit.tokens), word_class)


@predicate
def asserts(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """Its clause speaks of a word class, not denied, not the writer's: "for wasting", not "for my wasted shot"."""
    return clauses.asserts(clauses.head(hit.tokens), word_class)


@predicate
def about_employer(hit: Hit, clauses: Clauses) -> bool:
    """Its clause speaks of the reader's side: you, your, the role, the company, the process."""
    words = clauses.clause(clauses.head(hit.tokens))
    return any(w.lower_ in READER or clauses.lexicon.has("employer-words", w) for w in words)


@predicate
def about_self(hit: Hit, clauses: Clauses) -> bool:
    """The writer does it, has it or is it: "my fault", "I failed"."""
    head = clauses.head(hit.tokens)
    if clauses.person(head) == "writer":
        return True
    owners = [c for w in (head, *head.children) for c in (w, *w.children) if c.dep_ == "poss"]
    subjects = clauses.subjects(head)
    owners += [c for s in subjects for c in s.children if c.dep_ == "poss"]
    return any(o.lower_ in WRITER for o in owners)


@predicate
def done_to(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """Its object is in a word class: {done-to: process-words} for "withdraw my application"."""
    head = clauses.head(hit.tokens)
    return any(clauses.lexicon.has(word_class, word) for word in clauses.objects(head))


@predicate
def with_object(hit: Hit, clauses: Clauses) -> bool:
    """It has an object of any kind."""
    return any(c.dep_ in {"dobj", "nsubjpass"} for c in clauses.head(hit.tokens).children)


@predicate
def done_to_another(hit: Hit, clauses: Clauses) -> bool:
    """It is done to another one, or to another's: "decline my other offer", "turn theirs down"."""
    objects = [o for o in clauses.undergoers(clauses.head(hit.tokens)) if o.i >= hit.tokens.start]
    words = [w for o in objects for w in (o, *o.children) if w == o or w.dep_ in {"det", "poss", "amod"}]
    return any(w.lower_ in {"other", "another", "others", "their", "theirs", "his", "her", "hers"} for w in words)


def _stands_for(word: Token) -> bool:
    """Tell whether a word stands for what was spoken of: it, which, that, this one, the same."""
    return word.tag_ in {"PRP", "WDT", "WP", "DT"} or word.lower_ in {"one", "same", "that", "further", "more"}


@predicate
def done_to_other(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """It has objects, all outside a word class: {done-to-other: job-words} for "decline cookies", not "decline it"."""
    objects = [o for o in clauses.undergoers(clauses.head(hit.tokens)) if o not in hit.tokens]
    return bool(objects) and not any(_stands_for(o) or clauses.lexicon.has(word_class, o) for o in objects)


@predicate
def with_verb(hit: Hit, clauses: Clauses) -> bool:
    """A verb hangs on it: "continue *to wait*", "refuse *to answer*"."""
    return any(c.dep_ == "xcomp" and c.i >= hit.tokens.end for c in clauses.head(hit.tokens).children)


@predicate
def subject_in(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """The one who does it is named by a word class: {subject-in: employer-words}."""
    return any(clauses.lexicon.has(word_class, s) for s in clauses.subjects(clauses.head(hit.tokens)))


@predicate
def one_of(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """Its head is in a word class."""
    return clauses.lexicon.has(word_class, clauses.head(hit.tokens))


@predicate
def governed_by(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """A word class governs it: {governed-by: deciding-verbs} for "I decided to *stay*"."""
    head = clauses.head(hit.tokens)
    return any(node != head and clauses.lexicon.has(word_class, node) for node in clauses.scope(head))


# whose side it speaks of


@predicate
def of_reader_side(hit: Hit, clauses: Clauses) -> bool:
    """It is said of the reader's side: "your panel was *rude*", "*rude* interviewers"."""
    return sides.of_reader(clauses.head(hit.tokens), clauses)


@predicate
def of_writer_side(hit: Hit, clauses: Clauses) -> bool:
    """It is said of the writer or the writer's own: "I was *rude*", "my *terrible* handwriting"."""
    return sides.of_writer(clauses.head(hit.tokens), clauses)


@predicate
def of_outsider(hit: Hit, clauses: Clauses) -> bool:
    """It is said of someone outside the affair: "the traffic was *awful*", "most recruiters *lie*"."""
    return sides.of_outsider(clauses.head(hit.tokens), clauses)


@predicate
def elsewhere(hit: Hit, clauses: Clauses) -> bool:
    """Its sentence tells of someone outside the affair, and of nobody of theirs: "the airline lost my bag"."""
    return sides.elsewhere(hit.tokens.doc, clauses)


@predicate
def done_to_writer(hit: Hit, clauses: Clauses) -> bool:
    """It is done to the writer: "I was *ignored*", "they *ignored* me"."""
    head = clauses.head(hit.tokens)
    passive = any(child.dep_ == "auxpass" for child in head.children)
    if passive and clauses.person(head) == "writer":
        return True
    objects = (child for child in head.children if child.dep_ in {"dobj", "dative", "pobj", "nsubjpass"})
    return any(sides.is_writer_side(node, clauses) for node in objects)


@predicate
def given_to_writer(hit: Hit, clauses: Clauses) -> bool:
    """It gives the writer something: "*drew* me a map", "*left* me a note"."""
    children = list(clauses.head(hit.tokens).children)
    return any(c.dep_ in {"dative", "dobj"} and c.lower_ in WRITER for c in children) and any(
        c.dep_ == "dobj" and c.lower_ not in WRITER for c in children
    )


@predicate
def passive(hit: Hit, clauses: Clauses) -> bool:
    """It is in the passive: "your team was *chosen*"."""
    return any(child.dep_ == "auxpass" for child in clauses.head(hit.tokens).children)


@predicate
def repeatedly(hit: Hit, clauses: Clauses) -> bool:
    """It is done over and over: "rang *nine times*", "moved it *twice*"."""
    return any(
        word.lower_ in {"twice", "thrice", "repeatedly"}
        or (word.lower_ == "times" and any(c.tag_ == "CD" or c.lower_ in {"several", "many"} for c in word.children))
        for word in clauses.clause(clauses.head(hit.tokens))
    )


@predicate
def gainsaid(hit: Hit, clauses: Clauses) -> bool:
    """A later clause of the sentence turns it round, and not of the writer: "you said days, *but it was nights*"."""
    return sides.gainsaid(clauses.head(hit.tokens), clauses)


@predicate
def counting(hit: Hit, clauses: Clauses) -> bool:
    """It ends in a number that counts things: "two weeks", "60 words"; not "9 am", "10 June"."""
    last = hit.tokens[-1]
    if last.tag_ != "CD" or last.i + 1 == len(last.doc):
        return False
    noun = last.nbor()
    return noun.tag_ in {"NN", "NNS", "HYPH"} and not any(
        clauses.lexicon.has(name, noun) for name in ("parts-of-day", "months", "weekdays", "near-days")
    )


# place in the sentence


@predicate
def with_word(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """Its sentence has, outside the match, a word of a class, or anywhere one of its entries of several words."""
    if any(clauses.lexicon.has(word_class, w) for w in hit.tokens.doc if w not in hit.tokens):
        return True
    longer = "|".join(entry for entry in clauses.lexicon.entries(word_class) if " " in entry)
    return bool(longer) and with_words(hit, clauses, longer)


@predicate
def with_words(hit: Hit, clauses: Clauses, text: str) -> bool:
    """These words stand somewhere in its sentence: {with-words: another day}; `a|b` for either."""
    whole = " ".join(["", *(w.norm_ for w in hit.tokens.doc), ""])
    bare = " ".join(["", *(w.norm_ for w in hit.tokens.doc if not w.is_punct), ""])
    return any(f" {option.strip()} " in said for option in text.split("|") for said in (whole, bare))


@predicate
def followed_by(hit: Hit, clauses: Clauses, text: str) -> bool:
    """These words come right after it: {followed-by: for nothing}; `a|b` for either."""
    after = " ".join(w.norm_ for w in hit.tokens.doc[hit.tokens.end : hit.tokens.end + 5]) + " "
    return any(after.startswith(option.strip() + " ") for option in text.split("|"))


@predicate
def preceded_by(hit: Hit, clauses: Clauses, text: str) -> bool:
    """These words come right before it: {preceded-by: no}; `a|b` for either."""
    start = hit.tokens.start
    before = " " + " ".join(w.norm_ for w in hit.tokens.doc[max(0, start - 5) : start])
    return any(before.endswith(" " + option.strip()) for option in text.split("|"))


@predicate
def soon_after(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """A word of a class stands at most six words before it, with no punctuation and no turn in between."""
    for word in reversed(list(hit.tokens.doc[max(0, hit.tokens.start - 7) : hit.tokens.start])):
        if clauses.lexicon.has(word_class, word):
            return True
        if word.is_punct or word.lower_ in STOPS:
            return False
    return False


@predicate
def followed_by_class(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """An entry of a class comes right after it; the entry may be several words."""
    return clauses.lexicon.begins(word_class, list(hit.tokens.doc[hit.tokens.end :]))


@predicate
def preceded_by_class(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """An entry of a class comes right before it; the entry may be several words."""
    return clauses.lexicon.ends(word_class, list(hit.tokens.doc[: hit.tokens.start]))


@predicate
def later(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """Words of a class come anywhere behind its first word: {later: future-times} for "I'd *apply* … one day"."""
    return clauses.lexicon.among(word_class, hit.tokens.doc[hit.tokens.start + 1 :])


@predicate
def earlier(hit: Hit, clauses: Clauses, word_class: str) -> bool:
    """Words of a class come anywhere before it in its sentence."""
    return clauses.lexicon.among(word_class, hit.tokens.doc[: hit.tokens.start])


@predicate
def at_start(hit: Hit, clauses: Clauses) -> bool:
    """It opens its sentence."""
    return not any(w.is_alpha or w.is_digit for w in hit.tokens.doc[: hit.tokens.start])


@predicate
def at_end(hit: Hit, clauses: Clauses) -> bool:
    """It ends its sentence."""
    return not any(w.is_alpha or w.is_digit for w in hit.tokens.doc[hit.tokens.end :])


@predicate
def whole_sentence(hit: Hit, clauses: Clauses) -> bool:
    """There is nothing else in its sentence."""
    return at_start(hit, clauses) and at_end(hit, clauses)


@predicate
def short_sentence(hit: Hit, clauses: Clauses, most: str) -> bool:
    """Its sentence has no more than so many words: {short-sentence: 4}."""
    return sum(w.is_alpha for w in hit.tokens.doc) <= int(most)


@predicate
def as_noun(hit: Hit, clauses: Clauses) -> bool:
    """Its head is used as a noun."""
    return clauses.head(hit.tokens).tag_.startswith("NN")


@predicate
def as_verb(hit: Hit, clauses: Clauses) -> bool:
    """Its head is used as a verb."""
    return clauses.head(hit.tokens).tag_.startswith("VB")


@predicate
def as_adjective(hit: Hit, clauses: Clauses) -> bool:
    """Its head is used as an adjective."""
    return clauses.head(hit.tokens).tag_.startswith("JJ")


@predicate
def as_modifier(hit: Hit, clauses: Clauses) -> bool:
    """Its head describes a noun that follows: "the *declining* market"."""
    return clauses.head(hit.tokens).dep_ in {"amod", "compound", "nmod"}


@predicate
def in_predicate(hit: Hit, clauses: Clauses) -> bool:
    """Its head is what a clause says of its subject, or stands alone: "it was a *farce*", "a bit of a *farce*"."""
    node = clauses.head(hit.tokens)
    while node.dep_ == "pobj" and node.head.lower_ in {"of", "like", "as", "in"}:
        if node.head.lower_ == "in" and node.head.head.lemma_ not in NAMING:
            return False
        node = node.head.head
    if node.dep_ == "dobj":
        return node.head.lemma_ in NAMING
    return node.dep_ in {"attr", "oprd", "acomp"} or (node.dep_ == "ROOT" and is_said(node))


@predicate
def as_name(hit: Hit, clauses: Clauses) -> bool:
    """Its head is part of a proper name: tagged as one, and with a capital."""
    head = clauses.head(hit.tokens)
    return head.tag_.startswith("NNP") and head.text[:1].isupper()
