"""Ordinary mail leaves as if there were no hook: none is stopped, and most is not even looked at for long."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from declint.edges import examiner, glance
from declint.linter import Linter
from declint.read import mail as reader
from tests.edges.conftest import Door
from tests.edges.messages import FINE, ORDINARY, RUDE, mail

MAILS: list[tuple[str, str]] = [
    tuple(one) for one in yaml.safe_load(Path(__file__).with_name("ordinary.yaml").read_text())
]


def test_there_are_fifty() -> None:
    assert len(MAILS) >= 50


@pytest.mark.parametrize(("subject", "body"), MAILS, ids=[subject for subject, _ in MAILS])
def test_none_is_stopped(subject: str, body: str, linter: Linter) -> None:
    data = mail(body, subject)
    report = linter(reader.read("a.eml", data))
    assert not glance.could_be_ours(data) or not examiner.is_ours(report)


def test_most_pass_at_a_glance() -> None:
    passing = [subject for subject, body in MAILS if not glance.could_be_ours(mail(body, subject))]
    assert len(passing) >= len(MAILS) // 2


@pytest.mark.parametrize("body", [FINE, RUDE])
def test_ours_do_not(body: str) -> None:
    assert glance.could_be_ours(mail(body))


@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_nothing_hides_in_a_coding(coding: str) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "Thursday"
    message.set_content(RUDE, cte=coding)
    assert glance.could_be_ours(message.as_bytes())


def test_the_quoted_invitation_makes_a_short_answer_ours(linter: Linter) -> None:
    answer = "Dear Ms. Okafor,\n\nThank you, but I have decided not to come.\n\nAnn Roe\n"
    quoted = "\nOn Mon, 9 Nov 2026 at 10:00, Ada Okafor <okafor@example.com> wrote:\n> We invite you to an interview.\n"
    alone, answering = (linter(reader.read("a.eml", mail(text, "Thursday"))) for text in (answer, answer + quoted))
    assert not examiner.is_ours(alone)
    assert examiner.is_ours(answering)


def test_ordinary_mail_loads_no_language_model(door: Door) -> None:
    code = (
        "import sys; from declint.edges import sendmail; status = sendmail.run(['-t']); import json; "
        "heavy = {'spacy', 'numpy', 'pydantic', 'typer', 'email.parser'}; "
        "print(json.dumps([status, sorted(heavy & set(sys.modules))]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=mail(ORDINARY),
        capture_output=True,
        env=door.environment(),
        check=True,
        cwd=door.folder,
    )
    assert json.loads(done.stdout) == [0, []]
