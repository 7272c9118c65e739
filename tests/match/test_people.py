"""Names: whether a greeting and a header can mean one person, and what is said where they cannot."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from declint import rulebook
from declint.match.people import People, Slip

PEOPLE = People(rulebook.load().lexicon)

AGREE = [
    ("Dear Jane,", "Jane Roe <jane@lowtide.example>"),
    ("Dear Ms. Roe,", "Jane Roe <jane@lowtide.example>"),
    ("Dear Ms. Jane,", "Jane Roe"),
    ("Dear Mr Roe,", "Jane Roe"),
    ("Dear Jane Roe,", "Jane Roe"),
    ("hi jane", "Jane Roe"),
    ("Hello JANE,", "Jane Roe"),
    ("Dear Jane,", "JANE ROE"),
    ("Dear Jane,", "Roe, Jane"),
    ("Dear Ms. Roe,", '"Roe, Jane" <jroe@lowtide.example>'),
    ("Dear Jane,", "Roe, Jane <jroe@lowtide.example>"),
    ("Dear Bob,", "Robert Smith"),
    ("Dear Robert,", "Bob Smith"),
    ("Dear Rob,", "Bob Smith"),
    ("Dear Liz,", "Elizabeth Warner"),
    ("Dear Beth,", "Elizabeth Warner"),
    ("Dear Sasha,", "Aleksandr Ivanov"),
    ("Dear Sasha,", "Alexandra Petrova"),
    ("Dear Alexander,", "Aleksandr Ivanov"),
    ("Dear Kasia,", "Katarzyna Nowak"),
    ("Dear Pepe,", "José García"),
    ("Dear Misha,", "Mikhail Orlov"),
    ("Dear Chris,", "Christopher Lane"),
    ("Dear Peggy,", "Margaret Hale"),
    ("Dear Gabi,", "Gabriele Brandt"),
    ("Dear Susi,", "Susanne Brandt"),
    ("Dear Mohammed,", "Muhammad Khan"),
    ("Dear Seun,", "Oluwaseun Adeyemi"),
    ("Dear Łukasz,", "Lukasz Nowak"),
    ("Dear Lukasz,", "Łukasz Nowak"),
    ("Dear Mr. Müller,", "Hans Mueller"),
    ("Dear Mr. Mueller,", "Hans Müller"),
    ("Dear Mr. Muller,", "Hans Müller"),
    ("Dear Mr. Muller,", "Hans Mueller"),
    ("Dear Søren,", "Soeren Dahl"),
    ("Dear Soren,", "Søren Dahl"),
    ("Dear Ms. Ångström,", "Anna Aangstrom"),
    ("Dear Siobhán,", "Siobhan Kelly"),
    ("Dear Ms. Weiss,", "Ute Weiß"),
    ("Dear Sergey,", "Sergei Popov"),
    ("Dear Mr. O'Neil,", "Sean O’Neil"),
    ("Dear Mr. ONeil,", "Sean O'Neil"),
    ("Dear Jean-Luc,", "Jean Luc Picard"),
    ("Dear Jean Luc,", "Jean-Luc Picard"),
    ("Dear Jean,", "Jean-Luc Picard"),
    ("Dear Ms. Smith-Jones,", "Ada Smith-Jones"),
    ("Dear Ms. Smith,", "Ada Smith-Jones"),
    ("Dear Ms. Jones,", "Ada Smith Jones"),
    ("Dear Sra. García Márquez,", "Ana García Márquez"),
    ("Dear Señora García,", "Ana García Márquez"),
    ("Dear Mei Ling,", "Meiling Tan"),
    ("Dear Meiling,", "Tan Mei Ling"),
    ("Dear Mr. Tan,", "Tan Wei Ming"),
    ("Dear Wei Ming,", "Tan Wei Ming"),
    ("Dear Mr. van der Berg,", "Jan van der Berg"),
    ("Dear Mr. Berg,", "Jan van der Berg"),
    ("Dear Ms. de la Cruz,", "Ana De La Cruz"),
    ("Dear Jane,", "J. Roe"),
    ("Dear J. Roe,", "Jane Roe"),
    ("Dear Ms. J. Roe,", "Jane Roe"),
    ("Dear J.R.,", "J.R. Roe"),
    ("Dear Bob,", "R. Smith"),
    ("Dear Dr. Okafor,", "Dr Ngozi Okafor, PhD"),
    ("Dear Prof. Dr. Roe,", "Prof. Jane Roe"),
    ("Dear Jane,", "Jane Roe (she/her)"),
    ("Dear Jane,", "Jane Roe | Lowtide Marine"),
    ("Dear Jane,", "'Jane Roe' via LinkedIn <hit-reply@linkedin.example>"),
    ("Dear Jane,", "jane.roe@lowtide.example"),
    ("Dear Ms. Roe,", "jane_roe2@lowtide.example"),
    ("Dear Jane,", "jane@lowtide.example"),
    ("Dear Ms. Roe,", "jroe@lowtide.example"),
    ("Dear Ms. Roe,", "Jane <jane.roe@lowtide.example>"),
    ("Dear Bob and Jane,", "Jane Roe; Robert Smith"),
    ("Dear Jane, dear Bob,", "Jane Roe"),
    ("Dear Bob,", "Jane Roe <jane@lowtide.example>, Bob Smith <bob@lowtide.example>"),
    ("Dear Rajesh Sir,", "Rajesh Kumar"),
    ("Dear Tanaka-san,", "Ken Tanaka"),
    ("Dear Mr. Roe Jr.,", "Martin Roe"),
    ("Dear Ms. Do,", "Do Thi Lan"),
    ("Dear Mr. Ma,", "Yo-Yo Ma"),
    ("Dear Ms. Roe,", "Jane Roe [mailto:jane@lowtide.example]"),
    ("Dear José,", "=?utf-8?q?Jos=C3=A9_Garc=C3=ADa?= <j@lowtide.example>"),
    ("Good morning Jane,", "Jane Roe"),
    ("Hi there Jane!", "Jane Roe"),
]
DISAGREE = [
    ("Dear Jhon,", "John Smith", "John"),
    ("Dear Micheal,", "Michael Orr", "Michael"),
    ("Dear Mr. Smiht,", "John Smith", "Smith"),
    ("Dear Ms. Okaofr,", "Ngozi Okafor", "Okafor"),
    ("Dear Jane Reo,", "Jane Roe", "Jane Roe"),
    ("Dear Mr. Castelanos,", "Hector Castellanos", "Castellanos"),
    ("Dear Karen,", "Jane Roe", "Jane"),
    ("Dear Mr. Smith,", "Jane Roe", "Jane Roe"),
    ("Dear Dr. Smith,", "Dr. Jane Roe", "Dr. Roe"),
    ("Dear Dr. Smith,", "Prof. Jane van der Berg", "Prof. van der Berg"),
    ("Dear Jane Smith,", "Jane Roe", "Jane Roe"),
    ("Dear Ms. Jane Smith,", "Jane Roe", "Jane Roe"),
    ("Dear Peter Roe,", "Jane Roe", "Jane Roe"),
    ("Dear Karen,", "J. Roe", "J. Roe"),
    ("Dear Bob,", "Jane", "Jane"),
    ("Dear Karen,", "jane.roe@lowtide.example", "Jane"),
    ("Dear Mr. Smith,", "jane.roe@lowtide.example", "Jane Roe"),
    ("Dear Karen,", "ROE, JANE <jroe@lowtide.example>", "Jane"),
    ("Dear Karen,", "Jane Roe; Robert Hale", "Jane or Robert"),
    ("Dear John,", "Sarah Johnson", "Sarah"),
    ("Dear Mr. Baker,", "Jane Roe", "Jane Roe"),
    ("Dear Janet,", "Jane Roe", "Jane"),
    ("Dear Ms. Rowe,", "Jane Roe <jane@lowtide.example>", "Roe"),
    ("Dear Karen,", "Jane Roe, Lowtide <jane.roe@lowtide.example>", "Jane"),
    ("Dear Karen,", "Dr. med. Jane Roe", "Jane"),
    ("Dear Karen,", "Adebayo Joseph <a@lowtide.example>", "Adebayo Joseph"),
    ("Dear Karen,", "j.roe@lowtide.example", "J. Roe"),
    ("Dear Ms. Müller,", "Anke Schulze", "Anke Schulze"),
    ("Dear Mr. Suzuki,", "Ken Tanaka", "Ken Tanaka"),
    ("Dear Bob,", "Jane Roe (Acme) <jane@acme.example>; careers@acme.example", "Jane"),
]
CANNOT_TELL = [
    ("Dear Hiring Team,", "Jane Roe"),
    ("Dear all,", "Jane Roe"),
    ("Dear colleagues,", "Jane Roe"),
    ("Dear Chef,", "Jane Roe"),
    ("Dear Hiring Manager,", "Jane Roe"),
    ("Dear Sir or Madam,", "Jane Roe"),
    ("Dear Sir,", "Jane Roe"),
    ("Dear Members of the Panel,", "Jane Roe"),
    ("Dear Selection Committee,", "Jane Roe"),
    ("Dear Head of School,", "Jane Roe"),
    ("Dear Mr. President,", "Jane Roe"),
    ("Dear Bob and team,", "Jane Roe"),
    ("Hello,", "Jane Roe"),
    ("Good morning,", "Jane Roe"),
    ("To whom it may concern,", "Jane Roe"),
    ("Dear Lowtide Recruiting,", "Jane Roe"),
    ("Dear Mr. Smith,", "careers@lowtide.example"),
    ("Dear Mr. Smith,", "Lowtide Careers <no-reply@lowtide.example>"),
    ("Dear Mr. Smith,", "Lowtide <jobs@greenhouse.example>"),
    ("Dear Mr. Smith,", "Low Tide <bookings@lowtide.example>"),
    ("Dear Mr. Smith,", "Maple Street Clinic"),
    ("Dear Mr. Smith,", "talent.acquisition@lowtide.example"),
    ("Dear Mr. Smith,", "jane@lowtide.example"),
    ("Dear Mr. Smith,", "front.desk@lowtide.example"),
    ("Dear Mr. Smith,", "xk1972@lowtide.example"),
    ("Dear Ms. Roe,", "Jane"),
    ("Dear Sasha,", "Александр Иванов"),
    ("Dear Ms. Wang,", "王芳"),
    ("Dear Karen,", "Jane Roe; xk1972@lowtide.example"),
    ("Dear Mary Ann,", "Mary Roe"),
    ("Dear Karen,", ""),
    ("Dear Northwind,", "Jane Roe"),
    ("Dear Ma'am,", "Jane Roe"),
    ("Dear JR,", "Jane Roe"),
    ("Dear Karen,", "Smith & Sons"),
    ("Dear Karen,", "Morgan Stanley <x@morganstanley.example>"),
    ("Dear Karen,", "undisclosed-recipients:;"),
]


def judged(greeting: str, header: str) -> Slip | bool | None:
    greeted = PEOPLE.greeted(greeting)
    return PEOPLE.slip(greeted, PEOPLE.known(header)) if greeted else None


def test_there_are_pairs_enough() -> None:
    assert len(AGREE) + len(DISAGREE) + len(CANNOT_TELL) >= 120


@pytest.mark.parametrize(("greeting", "header"), AGREE)
def test_agree(greeting: str, header: str) -> None:
    assert judged(greeting, header) is False


@pytest.mark.parametrize(("greeting", "header", "right"), DISAGREE)
def test_disagree(greeting: str, header: str, right: str) -> None:
    found = judged(greeting, header)
    assert isinstance(found, Slip)
    assert found.right == right
    assert greeting[found.start : found.end].strip() == greeting[found.start : found.end] != ""


@pytest.mark.parametrize(("greeting", "header"), CANNOT_TELL)
def test_cannot_tell(greeting: str, header: str) -> None:
    assert judged(greeting, header) is None


def test_a_misspelt_name_is_shown_without_its_title() -> None:
    assert judged("Dear Mr. Smiht,", "John Smith") == Slip(9, 14, "Smith")
    assert judged("Dear Mr. Smith,", "Jane Roe") == Slip(5, 14, "Jane Roe")


LETTERS = string.ascii_lowercase + "áéíóúñçäöüßłøåæšžčý"
WORDS = st.text(LETTERS, min_size=2, max_size=12).map(str.capitalize)
NAMES = st.tuples(WORDS, WORDS)


def plain_name(names: tuple[str, str]) -> bool:
    """Hold to words that are no title, no role and no particle."""
    read = PEOPLE.greeted(f"Dear {' '.join(names)},") or ()
    classes = ("organisation-words", "hiring-people", "addressed-roles", "titles", "greeting-openers")
    held = any(PEOPLE.lexicon.holds(name, word.lower()) for name in classes for word in names)
    return [name.words for name in read] == [names] and not held and not {"Jr", "Sr"} & set(names)


@given(NAMES)
def test_a_name_agrees_with_itself(names: tuple[str, str]) -> None:
    assume(plain_name(names))
    first, last = names
    for greeting in (f"Dear {first} {last},", f"Dear {first},", f"Dear Ms. {last},", f"Hi {first.lower()}!"):
        assert judged(greeting, f"{first} {last}") is False or not PEOPLE.greeted(greeting)
        assert not judged(greeting, f'"{last}, {first}" <x@y.example>')


@given(NAMES)
def test_a_name_agrees_with_its_initial_form(names: tuple[str, str]) -> None:
    assume(plain_name(names))
    first, last = names
    assert not judged(f"Dear {first} {last},", f"{first[0]}. {last}")
    assert not judged(f"Dear {first},", f"{first[0]}. {last}")
    assert not judged(f"Dear {first[0]}. {last},", f"{first} {last}")


@given(NAMES)
def test_a_name_agrees_without_its_accents(names: tuple[str, str]) -> None:
    assume(plain_name(names))
    from declint.match.people import _plain

    folded = tuple(_plain(word).capitalize() for word in names)
    assume(plain_name((folded[0], folded[1])))
    assert not judged(f"Dear {' '.join(names)},", " ".join(folded))
    assert not judged(f"Dear {' '.join(folded)},", " ".join(names))


@given(st.text(max_size=60), st.text(max_size=80))
def test_no_text_breaks_it(greeting: str, header: str) -> None:
    judged(f"Dear {greeting}", header)
    judged(greeting, f"{header} <{greeting}@{header}>")
