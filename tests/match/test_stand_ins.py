"""What a placeholder is for, and what is read in its place."""

from __future__ import annotations

import pytest

from declint.match.placeholders import find
from declint.match.stand_ins import Kind, kind_of, stand_in


@pytest.mark.parametrize(
    ("placeholder", "kind"),
    [
        ("[Your Name]", "person"),
        ("[Name]", "person"),
        ("[Hiring Manager's Name]", "person"),
        ("{{ recipient_last_name }}", "person"),
        ("{{recruiter.firstName}}", "person"),
        ("*|FNAME|*", "person"),
        ("{!Contact.Name}", "person"),
        ("$INTERVIEWER", "person"),
        ("[Name of the recruiter]", "person"),
        ("{{company.name}}", "company"),
        ("[Company Name]", "company"),
        ("<<organisation>>", "company"),
        ("{!Account.Name}", "company"),
        ("[Name of the company]", "company"),
        ("{{ recruiter_company }}", "company"),
        ("[Job Title]", "role"),
        ("{{ position | lower }}", "role"),
        ("[Position you applied for]", "role"),
        ("${roleName}", "role"),
        ("{{ job.title }}", "role"),
        ("[Date]", "date"),
        ("{{ interview_date }}", "date"),
        ("[Date of the interview]", "date"),
        ("%(time)s", "time"),
        ("[Proposed time]", "time"),
        ("[reason]", "reason"),
        ("{{ reason_for_declining }}", "reason"),
        ("[brief reason, e.g. another offer]", "reason"),
        ("[Mr./Ms.]", "title"),
        ("[Title]", "title"),
        ("[Phone number]", "contact"),
        ("%(email)s", "contact"),
        ("{{ colour }}", "other"),
        ("[[x]]", "other"),
    ],
)
def test_kind(placeholder: str, kind: Kind) -> None:
    assert kind_of(placeholder) == kind


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Dear [Name],", "Dear Okafor,"),
        ("Dear Ms. [Full Name],", "Dear Ms.    Kowalska,"),
        ("Dear {{ recruiter.first_name }},", "Dear                    Frances,"),
        ("the [Job Title] post", "the Team Leader post"),
        ("on [Date and Time].", "on Monday at 10 am."),
        ("because of [reason].", "because of   a move."),
        ("because {{ reason }}.", "because  I am moving."),
        ("no. {{ reason_text }}", "no. I am moving house"),
        ("at {x}", "at Xxx"),
    ],
)
def test_what_is_read(text: str, read: str) -> None:
    (span,) = find(text)
    assert text[: span.start] + stand_in(text, span) + text[span.end :] == read
    assert len(read) == len(text)
