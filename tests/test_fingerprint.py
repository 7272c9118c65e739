"""Fingerprints: a finding is known again where lines have moved, and told from every other."""

from __future__ import annotations

from declint.fingerprint import fingerprints
from declint.model import Draft, Finding, Guidance, Occasion, Report, Severity, Span

LETTER = "Hello Ms. Okafor,\n\nI may not come. Perhaps I\nwill not come at all.\n\nI may not come.\n\nKai\n"


def found(source: str, *places: tuple[str, str, int], prose: str | None = None) -> tuple[str, ...]:
    """Give the fingerprints of findings: of a rule, on the nth appearance of some words."""
    findings = []
    for rule, words, nth in places:
        start = -1
        for _ in range(nth):
            start = source.index(words, start + 1)
        findings.append(
            Finding(
                rule=rule, criterion="clear-decision", severity=Severity.error, message="m",
                span=Span(start=start, end=start + len(words)), guide=Guidance(section="s", asks="a"),
            )
        )  # fmt: skip
    draft = Draft(name="a.txt", source=source, prose=source if prose is None else prose)
    report = Report(draft=draft, occasion=Occasion(scenario="x"), acts=(), verdicts=(), findings=tuple(findings))
    return fingerprints(report)


def test_moved_rewrapped_and_recased_words_keep_their_fingerprint() -> None:
    (before,) = found(LETTER, ("hedged", "Perhaps", 1))
    for changed in (
        "A new line.\n\n" + LETTER,
        LETTER.replace("Perhaps I\nwill not", "Perhaps I will\nnot"),
        LETTER.replace("I\nwill not come at all.", "I, will not come AT ALL!"),
        LETTER.replace("Kai", "Kai Ode"),
        LETTER.replace("\n", "\r\n"),
    ):
        assert found(changed, ("hedged", "Perhaps", 1)) == (before,)


def test_other_words_other_rules_and_repeated_ones_differ() -> None:
    every = {
        *found(LETTER, ("hedged", "may", 1), ("hedged", "may", 2), ("blunt", "may", 1), ("hedged", "Perhaps", 1)),
        *found(LETTER.replace("at all", "again"), ("hedged", "Perhaps", 1)),
    }
    assert len(every) == 5


def test_two_findings_of_a_rule_in_one_sentence_differ() -> None:
    first, second = found(LETTER, ("hedged", "Perhaps", 1), ("hedged", "at all", 1))
    assert first != second


def test_what_is_missing_keeps_its_fingerprint_whatever_else_is_written() -> None:
    assert found(LETTER, ("no-thanks", "", 1)) == found("Quite another text.\n", ("no-thanks", "", 1))


def test_what_is_in_no_sentence_goes_by_its_own_words() -> None:
    headed = "Subject: sorry\n\nNo.\n"
    blank = " " * len("Subject: sorry") + "\n\nNo.\n"
    assert found(headed, ("r", "sorry", 1), prose=blank) != found(headed, ("r", "Subject", 1), prose=blank)


def test_no_text_in_clear() -> None:
    (one,) = found(LETTER, ("hedged", "Perhaps", 1))
    assert len(one) == 32
    assert set(one) <= set("0123456789abcdef")


def test_nothing_found() -> None:
    assert found(LETTER) == ()
