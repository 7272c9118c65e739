"""What is to be said of many templates together."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from declint.library import survey
from declint.match.placeholders import find
from declint.match.stand_ins import name_of
from declint.model import Draft, Library
from declint.read.template import as_template
from declint.read.text import draft
from tests.test_cli import declint, faulty

LETTER = """Dear {name},

Thank you for inviting me to the interview for the {role} post at {company}. I was glad to hear from you so soon,
and I have thought about it for some days. I have to decline, as I have taken another job nearer to my home.

I wish you every success with your search, and hope that we meet again.

Kind regards,
{me}
"""
SCENARIOS = {"decline-email": "Declining by e-mail", "reschedule": "Asking to move a date"}
NAMES = {"name": "[Name]", "role": "[Role]", "company": "[Company]", "me": "[Your Name]"}


def template(name: str, text: str) -> Draft:
    return as_template(draft(name, text))


def surveyed(*texts: str, declared: tuple[str, ...] = ()) -> Library:
    drafts = [(template(f"t{number}", text), "decline-email") for number, text in enumerate(texts)]
    return survey(drafts, SCENARIOS, declared)


def told(library: Library, kind: str) -> list[list[str]]:
    return [[place.path for place in found.places] for found in library.findings if found.kind == kind]


def test_the_same_but_for_placeholders_never_varies() -> None:
    one = LETTER.format(**NAMES)
    other = LETTER.format(name="{{ name }}", role="{{ role }}", company="{{ firm }}", me="{{ me }}").replace(
        "\n", " \n"
    )
    library = surveyed(one, other, "Dear [Name],\n\nI thank you for something else entirely.\n")
    assert told(library, "never-varies") == [["t0", "t1"]]
    assert told(library, "near-duplicate") == []
    assert "but for placeholders" in next(f.message for f in library.findings if f.kind == "never-varies")
    assert "but for placeholders" not in next(f.message for f in surveyed(one, one).findings).lower()


def test_what_nearly_says_the_same_is_told_once_for_all_of_it() -> None:
    one = LETTER.format(**NAMES)
    texts = [one, one.replace("some days", "a week or two"), one.replace("so soon", "so quickly")]
    library = surveyed(*texts, one.replace("every success", "luck"), "Hi [Name],\n\nNo, I cannot come. Best,\n[Me]\n")
    assert told(library, "near-duplicate") == [["t0", "t1", "t2", "t3"]]


def test_letters_that_share_their_courtesies_are_not_alike() -> None:
    one = LETTER.format(**NAMES)
    other = (
        one.split("I was glad")[0] + "Sadly the date falls in the lambing season, so I must say no.\n\nYours,\n[Me]\n"
    )
    assert told(surveyed(one, other), "near-duplicate") == []


def test_an_occasion_without_a_template_is_noted() -> None:
    library = surveyed(LETTER.format(**NAMES))
    assert library.scenarios == {"decline-email": 1, "reschedule": 0}
    assert [f.message for f in library.findings if f.kind == "missing-occasion"] == [
        "There is no template for this occasion: Asking to move a date."
    ]


def test_what_is_no_letter_is_skipped(tmp_path: Path) -> None:
    page = (template("page", "# Our letters\n\nWe keep {{ all }} of them here.\n"), None)
    library = survey([page, page, (template("a", LETTER.format(**NAMES)), "decline-email")], SCENARIOS, ("Name",))
    assert (library.templates, library.skipped) == (1, 2)
    assert not any(place.path == "page" for found in library.findings for place in found.places)
    (tmp_path / "a.txt").write_text("Lunch on Friday? The noodle place has opened, and I owe you one.\n")
    faulty(declint("library", "a.txt", cwd=tmp_path), "1 skipped, nothing compared")


def test_declared_placeholders() -> None:
    text = "Dear [Name],\n\nThank you, [company]. {% if Panel %}All of you.{% endif %}\n\n[Your Name]\n"
    library = surveyed(text, declared=("Name", "Company", "Your Name", "Panel", "Date"))
    assert told(library, "undeclared-placeholder") == [["t0"]]
    messages = {f.kind: f.message for f in library.findings}
    assert messages["undeclared-placeholder"] == (
        "“company” is not among the placeholders that are declared; you may mean “Company”."
    )
    assert [f.message for f in library.findings if f.kind == "unused-placeholder"] == [
        "“Company” is declared, and no template uses it.",
        "“Date” is declared, and no template uses it.",
    ]
    assert surveyed(text).findings[0].kind == "missing-occasion"


def test_names_bound_in_a_template_need_no_declaration() -> None:
    text = "Dear {{ name }},\n\n{% for one in slots %}{{ one.day }}{% endfor %}{% set x = 1 %}{{ x }}\n"
    assert told(surveyed(text, declared=("name", "slots")), "undeclared-placeholder") == []


@pytest.mark.parametrize(
    ("placeholder", "name"),
    [
        *(("[Job Title]", "Job Title"), ("{{ company.name | upper }}", "company.name"), ("*|FNAME|*", "FNAME")),
        *(("{!Contact.Name}", "Contact.Name"), ("%(date)s", "date"), ("${first}", "first"), ("<<Name>>", "Name")),
        *(("%ROLE%", "ROLE"), ("<%= @me %>", "me"), ("{{{x}}}", "x"), ("[[y]]", "y"), ("«z»", "z"), ("$ROLE", "ROLE")),
    ],
)
def test_the_name_in_a_placeholder(placeholder: str, name: str) -> None:
    assert len(list(find(placeholder))) == 1
    assert name_of(placeholder) == name


@pytest.mark.parametrize("kind", ["alike", "half alike", "unlike", "boilerplate"])
def test_a_thousand_templates_take_no_thousand_times_as_long(kind: str) -> None:
    pick = random.Random(7)
    words = [f"{first}{second}" for first in ("ba", "ko", "ti", "lu", "re") for second in ("mar", "son", "dil", "peg")]

    def letter(number: int) -> str:
        own = " ".join(pick.choice(words) for _ in range(2 if kind == "alike" else 8)) + f" n{number}x"
        if kind in {"alike", "half alike"}:
            return LETTER.format(**NAMES) + own
        body = ". ".join(" ".join(pick.choice(words) for _ in range(12)) for _ in range(8))
        return LETTER.format(**NAMES) + body if kind == "boilerplate" else body

    drafts = [(template(f"t{number}", letter(number)), "decline-email") for number in range(1000)]
    started = time.process_time()
    library = survey(drafts, SCENARIOS)
    assert time.process_time() - started < 8
    near = [found for found in library.findings if found.kind == "near-duplicate"]
    if kind != "half alike":
        assert [found.message.split()[0] for found in near] == (["1000"] if kind == "alike" else [])


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "declint.toml").write_text('placeholders = ["Name", "Role", "Company", "Your Name", "Phone"]\n')
    (tmp_path / "a.txt").write_text(LETTER.format(**NAMES))
    (tmp_path / "b.txt").write_text(LETTER.format(**NAMES | {"company": "[Comapny]"}))
    done = declint("library", "a.txt", "b.txt", cwd=tmp_path)
    assert done.returncode == 1, done
    said = done.stdout.decode()
    assert said.startswith("2 templates\n     2  ")
    assert "“Comapny” is not among the placeholders that are declared; you may mean “Company”." in said
    assert "b.txt, line 3" in said
    assert "2 templates say the very same, but for placeholders" in said
    document = json.loads(declint("library", "--output-format", "json", "--exit-zero", ".", cwd=tmp_path).stdout)
    assert (document["schema"], document["templates"], document["scenarios"]["decline-email"]) == (1, 2, 2)
    assert {found["kind"] for found in document["findings"]} == {
        *("never-varies", "undeclared-placeholder", "unused-placeholder", "missing-occasion"),
    }
    (tmp_path / "quiet.toml").write_text('placeholders = ["Name"]\ncontent-free = true\n')
    quiet = declint("library", "--config", "quiet.toml", "b.txt", cwd=tmp_path).stdout
    assert b"Comapny" not in quiet
    assert b"b.txt, line 3" in quiet
    assert declint("library", "a.txt", "--fail-on", "warning", cwd=tmp_path).returncode == 0
    faulty(declint("library", "nowhere", cwd=tmp_path), "there is no such file or folder")


def test_a_name_cannot_reach_the_terminal_unfiltered(tmp_path: Path) -> None:
    (tmp_path / "declint.toml").write_text('placeholders = ["Name"]\n')
    text = LETTER.format(**NAMES).replace("[Name]", "{{ a\x1b]0;b\x07 }}")
    (tmp_path / "a.txt").write_text(text)
    done = declint("library", "a.txt", cwd=tmp_path)
    assert b"is not among the placeholders" in done.stdout
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout
