"""Who says what in a script: the candidate's lines stay, all else is blanked, and places are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declint.errors import ReadError
from declint.model import Draft
from declint.read.text import draft

DIALOGUE = """\
PHONE SCRIPT for Tuesday

RECRUITER: Ito speaking. Bloody trains.
ME: Good morning, Ms. Ito. [pause] This is Priya.
I am calling about the Clerk role.
RECRUITER: May I ask why?
ME: Of course. I have taken a post nearer home.
[If she pushes: "It was only the distance."]
RECRUITER: I see.
Me (warmly): Goodbye.
"""


def said(one: Draft, *kinds: str) -> list[str]:
    return [one.prose[s.span.start : s.span.end] for s in one.script if s.kind in kinds]


def spoken(text: str, *kinds: str) -> list[str]:
    return [" ".join(stretch.split()) for stretch in said(draft("x", text), *(kinds or ("script-line", "answer")))]


def test_a_dialogue() -> None:
    one = draft("x", DIALOGUE)
    assert len(one.prose) == len(one.source)
    assert spoken(DIALOGUE, "script-line") == [
        "Good morning, Ms. Ito. This is Priya. I am calling about the Clerk role.",
        "Goodbye.",
    ]
    assert spoken(DIALOGUE, "answer") == ["I have taken a post nearer home."]
    assert spoken(DIALOGUE, "branch") == ["It was only the distance."]
    assert spoken(DIALOGUE, "heading") == ["PHONE SCRIPT for Tuesday"]
    assert "trains" not in one.prose
    assert "RECRUITER" not in one.prose
    assert "pause" not in one.prose


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Me: Hello.\nThem: Hi.\nMe: Bye.", ["Hello.", "Bye."]),
        ("**Me:** Hello.\n\n**Her:** Hi.\n\n**Me:** Bye.", ["Hello.", "Bye."]),
        ("- ME: Hello.\n- HR: Hi.\n- ME: Bye.", ["Hello.", "Bye."]),
        ("Candidate: Hello.\nHiring Manager: Hi.\nCandidate: Bye.", ["Hello.", "Bye."]),
        ("Priya: Hello, this is Priya.\nMr. Cole: Yes?\nPriya: Bye.", ["Hello, this is Priya.", "Bye."]),
        (
            "Tutor: Hello, I'm calling about the job.\nCentre: Yes?\nTutor: Bye.",
            ["Hello, I'm calling about the job.", "Bye."],
        ),
        ("RECRUITER: Hello?\n\nHello, it's Ann.\n\nRECRUITER: Yes?\n\nBye.", ["Hello, it's Ann.", "Bye."]),
        ("[dial]\n\nHello, it's Ann.\n\n(wait)\n\nBye.", ["Hello, it's Ann.", "Bye."]),
        ('"Good morning, it\'s Ann.\n\nGoodbye."', ["Good morning, it's Ann.", "Goodbye."]),
        ("Call script\n\nOpening:\nHello, it's Ann.\n\nClosing:\nBye.", ["Hello, it's Ann.", "Bye."]),
        ("*breathe*\n\n<smile> Hello, it's Ann.\n\n[wait]\n\nBye.", ["Hello, it's Ann.", "Bye."]),
        ("## Call with Dana\n\nMe: Hello.\nDana: Hi.", ["Hello."]),
    ],
)
def test_whose_lines(text: str, lines: list[str]) -> None:
    assert spoken(text) == lines


@pytest.mark.parametrize(
    ("text", "branches"),
    [
        ("Hello.\n\nIf she asks why:\n\nIt's the distance.\n\nBye.", ["It's the distance."]),
        ("Hello.\n\n**If they ask why:** It's the distance.\n\nBye.", ["It's the distance."]),
        ('Hello. [pause]\n\n(if he presses: "It\'s the distance.")\n\nBye.', ["It's the distance."]),
        ("Me: Hello.\n\nIf it goes to voicemail: Please call me back.\n\nMe: Bye.", ["Please call me back."]),
        ('Hello, [if she asks: "it\'s the distance, really"] bye for now.', ["it's the distance, really"]),
    ],
)
def test_what_is_said_only_if(text: str, branches: list[str]) -> None:
    assert spoken(text, "branch") == branches
    assert not set(branches) & set(spoken(text))


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ms. Lee,\n\nThank you. Note: I must decline.\n\nKind regards,\nAnn",
        "To: Ms. Lee\nSubject: Interview\n\nDear Ms. Lee,\n\nThank you.",
        "Dear [Name],\n\nThank you for the [role] interview.\n\nKind regards,\n[Recruiter name]",
        "Dear Ms. Lee,\n\nIf you ask why, it is the distance.\n\nKind regards,\nAnn",
        "Dear Ms. Lee,\n\nMy reasons:\n\n1. Time: none.\n2. Money: none.\n\nKind regards,\nAnn",
        "Thanks for the call script, Tom. I won't need it.",
        '"Dear Ms. Lee, thank you. I must decline."',
    ],
)
def test_letters_are_no_scripts(text: str) -> None:
    assert draft("x", text).script == ()


def test_a_script_without_the_candidate() -> None:
    with pytest.raises(ReadError, match="label your own lines"):
        draft("x", "RECRUITER: Hello?\nRECRUITER: Anybody?\nHR: No.")


@given(st.text(alphabet='Mme:RH \n[]()"“”*<>-if askwhypause.,?', max_size=120))
def test_any_text_keeps_its_length(text: str) -> None:
    try:
        one = draft("x", text)
    except ReadError:
        return
    assert len(one.prose) == len(text)
    assert all(0 <= s.span.start < s.span.end <= len(text) for s in one.script)
