"""Voice: other words sound like the writer's own."""

from __future__ import annotations

import pytest

from declint.reword.inflection import inflected
from declint.reword.voice import Voice, voice_of

STIFF_WORDS = ["kindly", "i am writing to", "hereby"]


@pytest.mark.parametrize(
    ("said", "voice"),
    [
        ("I'm sorry, I can't come.", Voice("plain", contracted=True)),
        ("I’m sorry.", Voice("plain", contracted=True, curly=True)),
        ("I am sorry that I cannot come.", Voice("formal")),
        ("We are sorry, but we have decided to stay.", Voice("formal", several=True)),
        ("Could we move it to Friday?", Voice("formal")),
        ("I am writing to decline. I'd kindly ask you to close my file.", Voice("formal", contracted=True)),
    ],
)
def test_a_voice_is_heard(said: str, voice: Voice) -> None:
    assert voice_of(said, STIFF_WORDS) == voice


@pytest.mark.parametrize(
    ("voice", "text", "said"),
    [
        (Voice("plain", contracted=True), "I have decided not to come.", "I've decided not to come."),
        (Voice("plain", contracted=True), "I will not be coming. I cannot.", "I won't be coming. I can't."),
        (Voice("plain", contracted=True), "I am sorry.", "I'm sorry."),
        (Voice("plain", contracted=True), "I have a job.", "I have a job."),
        (Voice("plain", contracted=True, curly=True), "I am sorry.", "I’m sorry."),
        (Voice("formal"), "I have decided.", "I have decided."),
        (
            Voice("formal", several=True),
            "I am sorry. I wish you well in my name.",
            "We are sorry. We wish you well in our name.",
        ),
    ],
)
def test_a_text_is_put_in_a_voice(voice: Voice, text: str, said: str) -> None:
    assert voice.says(text) == said


@pytest.mark.parametrize(
    ("verb", "form", "becomes"),
    [
        ("withdraw", "ing", "withdrawing"),
        ("withdraw", "past", "withdrew"),
        ("take", "done", "taken"),
        ("be", "s", "is"),
        ("step", "ing", "stepping"),
        ("xyzzy", "base", "xyzzy"),
    ],
)
def test_verbs_are_inflected(verb: str, form: str, becomes: str) -> None:
    assert inflected(verb, form) == becomes
