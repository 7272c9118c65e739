"""Templates: what the rules see where a letter is still to be filled in, and along which branches."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from declint.linter import Linter
from declint.match.stand_ins import WORDS
from declint.model import Report
from declint.read import reread
from declint.read.template import as_template
from declint.read.text import draft
from tests.test_cli import declint

WHOLE = """Subject: Interview for the {role} position

Dear {person},

Thank you very much for inviting me to interview for the {role} position at {company}. I have thought about it \
carefully and must decline, because of {reason}.

I wish you and the team all the best in finding the right person.

Kind regards,
{me}
"""

WAYS = [
    ("[Job Title]", "[Hiring Manager's Name]", "[Company]", "[reason]", "[Your Name]"),
    ("{{ role }}", "{{ recipient.name }}", "{{company.name}}", "{{ reason }}", "{{ my_name }}"),
    ("*|ROLE|*", "*|FNAME|*", "*|COMPANY|*", "*|REASON|*", "*|MY_NAME|*"),
    ("<<job title>>", "<<recruiter>>", "<<company>>", "<<reason>>", "<<your name>>"),
    ("${jobTitle}", "${contactName}", "${companyName}", "${reason}", "${senderName}"),
    ("%ROLE%", "%NAME%", "%COMPANY%", "%REASON%", "%SENDER%"),
    ("{!Job.Title}", "{!Contact.Name}", "{!Account.Name}", "{!Reason}", "{!User.Name}"),
]


def check(text: str, linter: Linter) -> Report:
    return linter(as_template(draft("template", text)))


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


@pytest.mark.parametrize("way", WAYS)
def test_a_good_template_has_nothing_to_change(way: tuple[str, ...], by_email: Linter) -> None:
    text = WHOLE.format(**dict(zip(("role", "person", "company", "reason", "me"), way, strict=True)))
    report = check(text, by_email)
    assert [(f.rule, f.message) for f in report.findings if f.severity != "note"] == []
    met = {verdict.criterion for verdict in report.verdicts if verdict.verdict == "met"}
    assert met >= {
        "salutation",
        "gratitude",
        "position-named",
        "clear-decision",
        "formal-sign-off",
        "name",
        "brief-reason",
    }


@pytest.mark.parametrize("way", WAYS)
def test_as_a_draft_each_of_its_places_is_left_over(way: tuple[str, ...], by_email: Linter) -> None:
    text = WHOLE.format(**dict(zip(("role", "person", "company", "reason", "me"), way, strict=True)))
    left = [f for f in by_email(draft("draft", text)).findings if f.rule == "leftover-placeholder"]
    assert [text[f.span.start : f.span.end] for f in left] == [way[0], way[1], way[0], way[2], way[3], way[4]]
    assert {f.severity.value for f in left} == {"error"}


def test_a_placeholder_mutes_nothing_beside_it(by_email: Linter) -> None:
    text = "Hi {{ name }}!!!\n\nI must decline. {{ company }} treats people like dirt, [Name].\n\n{{ sender }}\n"
    report = check(text, by_email)
    assert rules(report) >= {"missing-thanks", "exclamation-run", "negative-remark", "missing-sign-off"}
    assert "leftover-placeholder" not in rules(report)


def test_what_nobody_fills_in_is_still_missing(by_email: Linter) -> None:
    text = "Dear [Name],\n\nThank you for your time. I must decline.\n\nKind regards,\n[Your Name]\n"
    report = check(text, by_email)
    assert rules(report) >= {"no-reason", "unnamed-position"}
    filled = text.replace("decline.", "decline the [Job Title] role because of [reason].")
    assert rules(check(filled, by_email)).isdisjoint({"no-reason", "unnamed-position"})


BRANCHED = """Dear {% if name %}{{ name }}{% else %}Hiring Manager{% endif %},

{% if panel %}
Thank you for the invitation to the panel for the Planner position.
{% else %}
It is a joke of a company.
{% endif %}
I have decided to decline{% if reason %} because of {{ reason }}{% endif %}.

I wish you all the best.

Kind regards,
{{ me }}
"""


def test_what_shows_on_one_branch_only_says_so(by_email: Linter) -> None:
    report = check(BRANCHED, by_email)
    said = {finding.rule: finding.message for finding in report.findings}
    assert said["negative-remark"].endswith("(Only where not panel.)")
    assert said["missing-thanks"].endswith("(Only where not panel.)")
    assert said["no-reason"].endswith("(Only where not reason.)")
    assert len(report.findings) == len({(f.rule, f.span) for f in report.findings})
    place = BRANCHED.index("It is a joke")
    assert any(place <= f.span.start < place + 26 for f in report.findings if f.rule == "negative-remark")


def test_what_shows_on_every_branch_is_said_once(by_email: Linter) -> None:
    text = BRANCHED.replace("I wish you all the best.", "Your company is a joke.")
    found = [f for f in check(text, by_email).findings if text[f.span.start : f.span.end].startswith("Your company")]
    assert found
    assert all("Only where" not in f.message for f in found)


@pytest.mark.parametrize("tag", ["{% if x %}\n{}{% endif %}\n", "{{#if x}}\n{}{{/if}}\n", "{# note #}\n{}"])
def test_a_tag_on_its_own_line_parts_no_paragraph(tag: str, by_email: Linter) -> None:
    body = "Thank you for the interview.\n" + tag.replace("{}", "I must decline it.\n") + "I wish you well.\n"
    text = f"Dear Ms. Lee,\n\n{body}\nKind regards,\nAnn\n"
    template = as_template(draft("x", text))
    message = by_email.describe(template)
    (part,) = message.parts_of("body", "close")
    assert text[part.span.start : part.span.end].startswith("Thank you")
    assert text[part.span.start : part.span.end].endswith("wish you well.")


def test_a_branch_inside_a_word_is_read_as_one_word(by_email: Linter) -> None:
    text = "Dear Ms. Lee,\n\nThank you for the interview{% if many %}s{% endif %}. I must decline.\n"
    read = [
        sentence.doc.text
        for one in as_template(draft("x", text)).alternatives
        for sentence in by_email.describe(one).sentences
    ]
    assert "Thank you for the interviews." in read
    assert "Thank you for the interview." in read


def test_prose_keeps_the_length_of_the_source() -> None:
    for text in (BRANCHED, WHOLE, "{% if x %}", "{{", "[Name", ""):
        template = as_template(draft("x", text))
        assert all(len(one.prose) == len(text) for one in template.alternatives)


def test_a_changed_template_is_read_the_same_way() -> None:
    template = as_template(draft("x", BRANCHED))
    last = template.alternatives[-1]
    again = reread(last, BRANCHED + "PS Thanks.")
    assert (again.where, again.template, again.readings) == (last.where, True, ())
    assert len(reread(template, BRANCHED).readings) == len(template.readings)


GOOD = WHOLE.format(**dict(zip(("role", "person", "company", "reason", "me"), WAYS[1], strict=True)))


def test_a_template_is_told_by_flag_by_setting_and_by_name(tmp_path: Path) -> None:
    (tmp_path / "declint.toml").write_text('scenario = "decline-email"\ntemplates = ["mails/**"]\n')
    for path in ("mails/de/a.txt", "drafts/a.txt", "drafts/b.txt.j2", "drafts/c.liquid", "drafts/d.hbs"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(GOOD)
    done = declint("check", "--output-format", "json", "mails", "drafts", cwd=tmp_path)
    left = {
        one["path"]: any(f["rule"] == "leftover-placeholder" for f in one["findings"])
        for one in json.loads(done.stdout)["reports"]
    }
    assert left == {
        "mails/de/a.txt": False,
        "drafts/a.txt": True,
        "drafts/b.txt.j2": False,
        "drafts/c.liquid": False,
        "drafts/d.hbs": False,
    }
    assert declint("check", "--template", "drafts/a.txt", cwd=tmp_path).returncode == 0
    assert declint("check", "--template", "-", stdin=GOOD.encode(), cwd=tmp_path).returncode == 0
    assert declint("check", "-", "--stdin-filename", "x.j2", stdin=GOOD.encode(), cwd=tmp_path).returncode == 0
    assert declint("check", "-", stdin=GOOD.encode(), cwd=tmp_path).returncode == 1


def test_a_fix_leaves_the_marks_of_a_template_alone(tmp_path: Path) -> None:
    text = GOOD.replace("Kind regards,", "{% if warm %}\nCheers,\n{% else %}\nKind regards,\n{% endif %}")
    (tmp_path / "a.j2").write_text(text)
    done = declint("fix", "-s", "decline-email", "--exit-zero", "a.j2", cwd=tmp_path)
    assert done.returncode == 0, done
    assert (tmp_path / "a.j2").read_text() == text.replace("Cheers,", "Best regards,", 1)


def test_evidence_is_the_whole_placeholder(by_email: Linter) -> None:
    text = "Dear {{ recruiter.last_name }},\n\nThank you. I must decline.\n\nKind regards,\n{{ my_name }}\n"
    report = check(text, by_email)
    evidence = {v.criterion: [text[s.start : s.end] for s in v.evidence] for v in report.verdicts if v.evidence}
    assert evidence["name"] == ["{{ my_name }}"]
    verdict = {v.criterion: v.verdict for v in report.verdicts}
    assert verdict["nothing-unfilled"] == "not-applicable"


def test_acts_are_shown_along_each_way(tmp_path: Path) -> None:
    said = "{% if x %}Thank you for the invitation.{% else %}I must decline the post.{% endif %}"
    (tmp_path / "a.j2").write_text(f"Dear Ms. Lee,\n\n{said}\n\nYours,\nAnn\n")
    shown = declint("acts", "a.j2", cwd=tmp_path).stdout.decode()
    first, second = shown.split("a.j2 (where not x)")
    assert "gratitude: Thank you" in first
    assert "decline:" not in first
    assert "decline: " in second
    assert "gratitude" not in second


SPOILT = """Subject: {role}

Hey {person},

I might have to decline the {role} role at {company} because of {reason}. Your company is a joke. \
Maybe I could come on {date} though, {person}, if {company} still wants a {role}?

Cheers
{me}
"""


@pytest.mark.parametrize("way", WAYS[:2])
@pytest.mark.parametrize("scenario", ["decline-email", "reschedule", "rejection-reply"])
def test_no_stand_in_gets_into_a_fix(way: tuple[str, ...], scenario: str, linter: Linter) -> None:
    fields = dict(zip(("role", "person", "company", "reason", "me"), way, strict=True))
    text = SPOILT.format(
        **fields, date=way[3].replace("reason", "date").replace("Reason", "Date").replace("REASON", "DATE")
    )
    words = {word for listed in WORDS.values() for one in listed for word in re.findall(r"[A-Z]\w{3,}", one)} - {
        "Monday"
    }
    for one in (text, text.replace("might have to", "must"), text.replace("Cheers", "Regards")):
        report = Linter(scenario, describer=linter.describe)(as_template(draft("x", one)))
        put = [edit.text for finding in report.findings if finding.fix for edit in finding.fix.edits]
        assert put
        assert [said for said in put if words.intersection(re.findall(r"\w+", said))] == []
        assert all("\0" not in said for said in put)


def test_what_stays_open_in_a_template_is_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_text(GOOD.replace("because of {{ reason }}", "maybe"))
    done = declint("rewrite", "-s", "decline-email", "a.j2", cwd=tmp_path)
    assert b"{{ my_name }}" in done.stdout
    assert b"To fill in" not in done.stderr


def test_an_idea_is_shown_however_a_template_marks_its_places(by_email: Linter) -> None:
    for text in (GOOD, WHOLE.format(**dict(zip(("role", "person", "company", "reason", "me"), WAYS[0], strict=True)))):
        report = check(text.rsplit("\n", 2)[0] + "\n", by_email)
        (missing,) = (finding for finding in report.findings if finding.rule == "missing-name")
        assert missing.fix is not None
        assert missing.fix.tier == "idea"
