"""Parts: what each stretch of a message is for, whatever the layout."""

from __future__ import annotations

from itertools import pairwise

import pytest

from declint import rulebook
from declint.describe.parts import split
from declint.read.text import draft

LEXICON = rulebook.load().lexicon


def parts(text: str) -> list[tuple[str, str]]:
    return [(part.kind, text[part.span.start : part.span.end]) for part in split(draft("x", text), LEXICON)]


def of(kind: str, text: str) -> list[str]:
    return [words for found, words in parts(text) if found == kind]


LETTER = """Ann Lee
12 High Street
Leeds LS1 4AB

3 May 2024

Ms J. Duarte
Acme Ltd

Dear Ms Duarte,

Re: Application for Surveyor

I withdraw my application.

Yours faithfully,

Ann Lee
MRICS
"""


def test_a_letter():
    found = parts(LETTER)
    assert [kind for kind, _ in found[:6]] == ["letterhead"] * 6
    assert found[6:] == [
        ("greeting", "Dear Ms Duarte,"),
        ("subject", "Application for Surveyor"),
        ("body", "I withdraw my application."),
        ("sign-off", "Yours faithfully,"),
        ("name", "Ann Lee"),
        ("signature", "MRICS"),
    ]


@pytest.mark.parametrize(
    ("opening", "greeting"),
    [
        ("Hi Tom, thanks for the invite, but no.", "Hi Tom,"),
        ("Hello Priya. I can't come.", "Hello Priya."),
        ("Dear Ms Duarte\n\nI can't come.", "Dear Ms Duarte"),
        ("Dear Mr. Banks\n\nI can't come.", "Dear Mr. Banks"),
        ("Dear Hiring Team at Acme,\n\nI can't come.", "Dear Hiring Team at Acme,"),
        ("To Whom It May Concern:\n\nI withdraw.", "To Whom It May Concern:"),
        ("Dear Hiring Manager: I withdraw.", "Dear Hiring Manager:"),
        ("Good morning, Ms. Duarte, it's Ann Lee.", "Good morning, Ms. Duarte,"),
        ("Hello, Tom, it's Ann.", "Hello, Tom,"),
        ("Good day to you, Tom,\n\nI can't come.", "Good day to you, Tom,"),
        ("hi tom wont make it sorry x", "hi tom"),
        ("Hi there thanks for the email", "Hi there"),
        ("Hey!\n\nI can't come.", "Hey!"),
        ("Tom,\n\nI can't come.", "Tom,"),
        ("Tom and Priya,\n\nI can't come.", "Tom and Priya,"),
        ("ATTN: Ms. Duarte\n\nI withdraw.", "ATTN: Ms. Duarte"),
        ("**Dear Tom,**\n\nI can't come.", "**Dear Tom,**"),
        ('"Dear Ms. Duarte, thank you."', '"Dear Ms. Duarte,'),
        ("Hi Tom 👋\n\nI can't come.", "Hi Tom 👋"),
        ("Respected Sir,\n\nI withdraw.", "Respected Sir,"),
        ("Cher M. Roy / Dear Mr. Roy,\n\nI withdraw.", "Cher M. Roy / Dear Mr. Roy,"),
        ("A Chara,\nDear Ms. Ryan,\n\nI withdraw.", "A Chara,\nDear Ms. Ryan,"),
        ("Tēnā koe Hemi,\n\nI withdraw.", "Tēnā koe Hemi,"),
        ("Hiiii Tom, I can't come.", "Hiiii Tom,"),
        (
            "To\nThe Registrar,\nGovt. College, 4th Cross, Mysuru.\n\nSub.:- My application for the post of Lecturer in"
            " Botany, ref. 4/A\n\nRespected Madam,\n\nI withdraw.",
            "Respected Madam,",
        ),
    ],
)
def test_greetings(opening: str, greeting: str):
    assert of("greeting", opening) == [greeting]


@pytest.mark.parametrize(
    "opening",
    [
        "Dear me, what a week.\n\nI can't come.",
        "Good morning is not the word: I overslept.\n\nI can't come.",
        "Evening classes keep me busy.\n\nI can't come.",
        "Attention to detail matters.\n\nI can't come.",
        "Respected schools like yours are rare.\n\nI can't come.",
        "Sir Humphrey was kind.\n\nI can't come.",
        "Hope you're well, Tom. I can't come.",
        "Thank you, Tom. I can't come.",
        "I am writing to withdraw.",
        "The offer is kind / Dear colleagues of mine know it.",
        "No.",
    ],
)
def test_no_greetings(opening: str):
    assert of("greeting", opening) == []


@pytest.mark.parametrize(
    ("closing", "sign_off", "name"),
    [
        ("Kind regards,\nAnn Lee", "Kind regards,", "Ann Lee"),
        ("Best regards, Ann Lee", "Best regards,", "Ann Lee"),
        ("Best regards Ann", "Best regards", "Ann"),
        ("Best – Ann", "Best", "Ann"),
        ("Thanks / Ann", "Thanks", "Ann"),
        ("best,\nsam", "best,", "sam"),
        ("xx Ann", "xx", "Ann"),
        ("Thanks 🙏\nAnn", "Thanks", "Ann"),
        ("Take care!\nAnn :)", "Take care!", "Ann :)"),
        ("**Kind regards,**\n**Ann**", "**Kind regards,**", "**Ann**"),
        ("Thanking you,\nYours faithfully,\n(R. Nair)", "Thanking you,\nYours faithfully,", "(R. Nair)"),
        ("I remain, Sir,\nyour obedient servant,\nAnn Lee", "I remain, Sir,\nyour obedient servant,", "Ann Lee"),
        (
            "With kind regards and best wishes\nto all the team,\nAnn",
            "With kind regards and best wishes\nto all the team,",
            "Ann",
        ),
        ("With best wishes for the search,\nAnn", "With best wishes for the search,", "Ann"),
        ("Sincerely yours,\nDr. Ann Lee, PhD", "Sincerely yours,", "Dr. Ann Lee, PhD"),
        ("Le meas,\nÁine", "Le meas,", "Áine"),
        ("Pob bendith / Kind regards,\nIolo", "Pob bendith / Kind regards,", "Iolo"),
        ("Yours sincerely - Yn gywir\nIolo", "Yours sincerely - Yn gywir", "Iolo"),
        ("Yours faithfully,\nSd/-\n(Dr.) K. Rao", "Yours faithfully,", "(Dr.) K. Rao"),
        ("Best,\nAnn Lee\n\nThis e-mail is confidential and meant for the one it is sent to.", "Best,", "Ann Lee"),
    ],
)
def test_sign_offs(closing: str, sign_off: str, name: str):
    text = f"Dear Tom,\n\nI can't come.\n\n{closing}"
    assert of("sign-off", text) == [sign_off]
    assert of("name", text) == [name]
    assert of("body", text) == ["I can't come."]


@pytest.mark.parametrize(
    ("text", "sign_off", "name"),
    [
        ("Hi Tom, thanks, but I can't make it. Cheers, Sam", "Cheers,", "Sam"),
        ('"Dear Tom, I must decline. Kind regards, Ann"', "Kind regards,", "Ann"),
        ("Dear Tom,\n\nI can't come. Wishing you all the best,\nAnn", "Wishing you all the best,", "Ann"),
        ("Dear Tom,\nI can't come on\nTuesday.\nKind regards,\nAnn", "Kind regards,", "Ann"),
    ],
)
def test_sign_offs_behind_prose(text: str, sign_off: str, name: str):
    assert of("sign-off", text) == [sign_off]
    assert of("name", text) == [name]


@pytest.mark.parametrize(
    "last",
    [
        "Best of all was the tour.",
        "Best interview ever.",
        "Love teaching too much to stop.",
        "Regards to your mother.",
        "Respectfully, I decline.",
        "Thank you for understanding.",
        "See you Monday!",
        "Later, perhaps.",
        "Best of luck with the search!",
        "With regards to the interview, I can't come.",
        "Peace of mind matters more.",
    ],
)
def test_no_sign_offs(last: str):
    assert of("sign-off", f"Hi Tom,\n\nI can't come.\n\n{last}") == []
    assert of("sign-off", f"Hi Tom,\n\nI can't come.\n\n{last}\n\nAnn") == []


@pytest.mark.parametrize(
    "text",
    ["Hi Tom,\n\nThanks!\n\nCan't make it.", "Hi Tom,\n\nThanks, Tom.\n\nI can't come.\n\nAnn"],
)
def test_thanks_above_prose_is_prose(text: str):
    assert of("sign-off", text) == []


@pytest.mark.parametrize("name", ["- Ann", "—Ann", "Ann", "Ann xx", "Ann Lee"])
def test_a_name_needs_no_sign_off(name: str):
    assert parts(f"Hi Tom,\n\nI can't come.\n\n{name}")[-1] == ("name", name)


def test_a_message_on_the_phone():
    found = parts("Hi, this is Ann Lee. I can't come on Tuesday. Thank you, bye.")
    assert found[0] == ("greeting", "Hi,")
    assert found[-1] == ("sign-off", "Thank you, bye.")


def test_postscripts():
    text = "Hi Tom,\n\nI can't come.\n\nBest,\nAnn\n\nP.S. Thanks for the tea."
    assert parts(text)[-3:] == [("sign-off", "Best,"), ("name", "Ann"), ("postscript", "P.S. Thanks for the tea.")]
    text = "Hi Tom,\n\nI can't come.\n\nPS: thanks for the tea.\n\nBest,\nAnn"
    assert parts(text)[-3:] == [("postscript", "PS: thanks for the tea."), ("sign-off", "Best,"), ("name", "Ann")]


def test_what_follows_the_name():
    text = "Hi Tom,\n\nI can't come.\n\nBest,\nAnn\nSenior Surveyor\n+44 7700 900123\n\nI attach my CV for your files."
    assert of("signature", text) == ["Senior Surveyor", "+44 7700 900123"]
    assert of("postscript", text) == ["I attach my CV for your files."]


def test_quoted_and_signed():
    text = "Hi Tom,\n\nNo, sorry.\n\nAnn\n-- \nAnn Lee\nAcme"
    assert of("signature", text) == ["-- \nAnn Lee\nAcme"]
    text = "> Can you come?\n\nHi Tom,\n\nNo, sorry.\n\nAnn"
    assert parts(text)[0] == ("quoted", "> Can you come?")
    assert of("greeting", text) == ["Hi Tom,"]


@pytest.mark.parametrize("text", ["", "\n\n", "Hi Tom,", "Kind regards,\nAnn", "I can't come. Sorry.", "Hi Tom, " * 40])
def test_no_part_meets_another(text: str):
    spans = [part.span for part in split(draft("x", text), LEXICON)]
    assert all(one.end <= other.start for one, other in pairwise(spans))
