"""Fingerprints: by what a finding is known again when the lines around it have moved."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from declint.describe import sentences
from declint.model import Draft, Finding, Report, Span

WORD = re.compile(r"[^\W_]+")
SIZE = 16
"""Bytes of a fingerprint: 128 bits, so that no two of any library are alike by chance."""


def fingerprints(report: Report) -> tuple[str, ...]:
    """Give a fingerprint for each finding of a report, in their order, no two of them equal.

    It is made of the rule, the words of the sentence in which the finding begins (whatever their case, marks
    and line breaks), and how many findings of that rule on those words stand before it. What is missing from
    a draft has no words. Neither path nor line counts, and no text can be read back: BLAKE2b (RFC 7693),
    128 bits, in hexadecimal digits.
    """
    if not report.findings:
        return ()
    draft = report.draft
    spans = list(sentences.split(draft.prose, Span(start=0, end=len(draft.prose))))
    before: Counter[tuple[str, str]] = Counter()
    found = []
    for finding in report.findings:
        words = _words(finding, draft, spans)
        found.append(_hashed(finding.rule, words, str(before[finding.rule, words])))
        before[finding.rule, words] += 1
    return tuple(found)


def _words(finding: Finding, draft: Draft, spans: Sequence[Span]) -> str:
    span = finding.span
    if span.start >= span.end:
        return ""
    number = bisect_right(spans, span.start, key=lambda one: one.start)
    # A header or a placeholder is in no sentence; then its own words must do.
    around = spans[number - 1] if number and span.start < spans[number - 1].end else span
    text = unicodedata.normalize("NFKC", draft.source[around.start : around.end]).casefold()
    return " ".join(WORD.findall(text))


def _hashed(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=SIZE, person=b"declint 1").hexdigest()
