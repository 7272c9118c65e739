"""Draft → Message: its parts, its sentences, and what each sentence does.

A sentence is the unit of parsing: each is parsed alone, and each distinct one once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, repeat
from typing import TYPE_CHECKING

from declint.describe import parts, pipeline, sentences
from declint.describe.acts import FAINT, SPANS, Recogniser
from declint.match.message import Message, Part, Sentence
from declint.match.patterns import Vocabulary
from declint.model import Draft, Span
from declint.rulebook import Rulebook
from declint.store import Store

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from declint.describe.second_reader.reader import SecondReader

BATCH = 64
"""Sentences parsed together; 32 to 64 measured best."""

MOST_KEPT = 5_000
"""Parsed sentences kept for the next draft: those that were needed last; each takes some 20 kB."""

SILENT = frozenset({"letterhead", "name", "signature", "quoted", "label", "direction", "reply"})
"""Parts in which nothing is said."""

Plan = tuple[Draft, tuple[Part, ...], list[tuple[Part, Span, sentences.Folded]]]


class Describer:
    """One language and one rulebook, any number of drafts.

    `second_reader` says whether a learned reader sees acts too, or the patterns of the rulebook alone.
    """

    def __init__(self, model: str, book: Rulebook, second_reader: bool = True) -> None:
        self.book = book
        # Numpy must know before it comes how many threads it may use.
        pipeline.one_thread()
        with ThreadPoolExecutor(1) as aside:
            second = aside.submit(_second_reader) if second_reader else None
            self.nlp = pipeline.load(model)
            self.second = second.result() if second else None
        self.vocabulary = Vocabulary(self.nlp, book.lexicon)
        # Of a model that lies elsewhere nobody knows whether it has changed.
        ours = bool(book.origin) and model in {pipeline.AUTO, *pipeline.MODELS}
        origin, kept = (b"keys", model.encode(), *book.origin), Store.own()
        known = kept.get(*origin) if ours else None
        if known:
            self.vocabulary.keys.restore(known)
        self.recognise = Recogniser(self.vocabulary, book, self.second.beliefs if self.second else None)
        if ours and not known:
            kept.put(self.vocabulary.keys.told(), *origin)
        self._parsed: OrderedDict[str, Doc] = OrderedDict()
        self._within = {act.id: frozenset(act.within) for act in book.acts.values()}

    def __call__(self, draft: Draft) -> Message:
        """Describe one draft."""
        return next(self.pipe([draft]))

    def pipe(self, drafts: Iterable[Draft]) -> Iterator[Message]:
        """Describe drafts in order, parsing their sentences in batches."""
        waiting = iter(drafts)
        while plans := [self._plan(draft) for draft in islice(waiting, BATCH)]:
            self._parse(folded.text for _, _, planned in plans for _, _, folded in planned)
            for plan in plans:
                yield self._message(plan)
            while len(self._parsed) > MOST_KEPT:
                self._parsed.popitem(last=False)

    def _plan(self, draft: Draft) -> Plan:
        found = parts.split(draft, self.book.lexicon)
        planned = []
        for part in found:
            if part.kind in SILENT:
                continue
            whole = part.kind in {"greeting", "subject", "heading", "sign-off"}
            for span in [part.span] if whole else sentences.split(draft.prose, part.span):
                folded = sentences.fold(draft.prose, span)
                if folded.text:
                    planned.append((part, span, folded))
        return draft, found, planned

    def _parse(self, texts: Iterable[str]) -> None:
        fresh = [text for text in dict.fromkeys(texts) if text not in self._parsed]
        readings = self.second.pipe(fresh) if self.second else repeat(None, len(fresh))
        for text, doc, reading in zip(fresh, self.nlp.pipe(fresh, batch_size=BATCH), readings, strict=True):
            self._parsed[text] = self.recognise(doc, reading)

    def _message(self, plan: Plan) -> Message:
        draft, found, planned = plan
        return Message(draft, found, tuple(self._sentence(*one) for one in planned))

    def _sentence(self, part: Part, span: Span, folded: sentences.Folded) -> Sentence:
        doc = self._parsed[folded.text]
        self._parsed.move_to_end(folded.text)
        acts = tuple(act for act in doc.spans[SPANS] if part.kind in self._within[act.label_])
        faint = frozenset(act.label_ for act in doc.spans[FAINT] if part.kind in self._within[act.label_])
        return Sentence(part, span, folded.text, doc, folded.places, acts, faint)


def _second_reader() -> SecondReader:
    """Load it; unpacking its weights keeps another processor busy while the language is loaded."""
    from declint.describe.second_reader.reader import SecondReader

    return SecondReader()
