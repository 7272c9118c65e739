"""Inflection: a verb in the form that its new place asks for. The only place that speaks to lemminflect."""

from __future__ import annotations

from functools import cache

FORMS = {"base": "VB", "ing": "VBG", "past": "VBD", "done": "VBN", "s": "VBZ"}
"""The forms that a rewrite may ask for (come, coming, came, come, comes), and what the Penn Treebank calls them."""


@cache
def inflected(verb: str, form: str) -> str:
    """Give a verb, by its dictionary form, in one of the FORMS."""
    from lemminflect import getInflection

    found: tuple[str, ...] = getInflection(verb, FORMS[form]) or (verb,)
    return found[0]
