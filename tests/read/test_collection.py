"""Collections: the messages of one file, each in its place, and what is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from declint import read
from declint.errors import ReadError
from declint.model import Draft, Span
from declint.read import collection
from tests.test_cli import declint, faulty

YAML = """\
# Answers of the choir office
decline:
  short: |
    Dear {{ name }},

    Thank you for asking. I must "decline" the part;
      do ask me again.

    Kind regards,
    Zoë
  folded: >-
    Dear Ms. Lee, thank you for the kind
    invitation. I am going to say no, as I
    sing elsewhere in May.

    It's been a joy.
  quoted:
    subject: 'The alto''s part'
    scenario: decline-email
    body: "Hello Ann,\\n\\nI thank you for \\"Elijah\\" \\u2014 and must decline, as I sing \\
      elsewhere.\\n\\nYours,\\nZo\\xEB"
  single: 'Dear Sir, I can''t come to the audition on Monday, and thank you for it all the same.

    Yours, Zoë'
  plain: Dear Ms. Lee, thank you for the invitation to the audition, to which I
    cannot come this time.
note: this is no message at all
"""

JSON = json.dumps(
    {
        "version": 3,
        "messages": [
            {
                "id": "Polite No",
                "subject": "The 𝄞 audition",
                "text": 'Hi "Bo",\n\nI thank you 𝄞 and must decline.\n\nÅsa',
            },
            {"template": "Dear Bo, I thank you for asking me to the audition, but I have to decline it; all the best."},
            {"template": "short"},
        ],
    },
    indent=1,
)

MARKDOWN = """\
# Our letters

How we answer, and why.

## A short no

Dear Ms. Lee,

Thank you for the invitation. I must decline.

Kind regards,
Ann

## A *longer* no!

Use this when you know them.

```text
Subject: The Baker post

Hi Tom,

Thank you for the invitation. I must decline, as I bake elsewhere.

# not a heading

Best wishes,
Ann
```

## Licence

All rights reserved. You may use the letters as you like. We are not liable.
"""


def drafts(tmp_path: Path, name: str, content: str) -> dict[str, Draft]:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return {draft.fragment or "": draft for draft in read.read(str(path))}


def in_place(draft: Draft) -> None:
    """Hold each word of a draft to what stands at its place in the file."""
    assert draft.file_text is not None
    words = [word for word in draft.source.split() if word.isascii() and word.isalpha() and word != "Subject"]
    at = 0
    for word in words:
        at = draft.source.index(word, at)
        placed = draft.place_of(Span(start=at, end=at + len(word)))
        assert draft.file_text[placed.start : placed.end] == word, (draft.name, word)
        at += len(word)
    assert words


def test_yaml_of_every_style(tmp_path: Path) -> None:
    found = drafts(tmp_path, "templates.yaml", YAML)
    assert set(found) == {f"decline.{key}" for key in ("short", "folded", "quoted", "single", "plain")}
    for draft in found.values():
        in_place(draft)
        assert draft.name == f"{draft.path}#{draft.fragment}"
    assert found["decline.short"].source.startswith("Dear {{ name }},\n\nThank you")
    quoted = found["decline.quoted"]
    assert quoted.source.startswith("Subject: The alto's part\n\nHello Ann,\n\n")
    assert (quoted.scenario, quoted.envelope.subject) == ("decline-email", "The alto's part")
    assert 'Elijah" — and must decline, as I sing elsewhere.' in quoted.source
    assert quoted.positions(Span(start=quoted.source.index("Elijah"), end=quoted.source.index(" — and")))[0] == (20, 44)


@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n"])
def test_places_stay_true_behind_a_mark_and_with_other_line_ends(start: str, tmp_path: Path) -> None:
    content = YAML.replace("\n", "\r\n") if start == "\r\n" else start + YAML
    (tmp_path / "a.yaml").write_bytes(content.encode())
    for draft in read.read(str(tmp_path / "a.yaml")):
        in_place(draft)


def test_json_with_escapes(tmp_path: Path) -> None:
    found = drafts(tmp_path, "letters.json", JSON)
    assert set(found) == {"messages.polite-no", "messages.1"}
    for draft in found.values():
        in_place(draft)
    polite = found["messages.polite-no"]
    assert polite.source == 'Subject: The 𝄞 audition\n\nHi "Bo",\n\nI thank you 𝄞 and must decline.\n\nÅsa'


def test_markdown_under_headings(tmp_path: Path) -> None:
    found = drafts(tmp_path, "letters.md", MARKDOWN)
    assert set(found) == {"a-short-no", "a-longer-no"}
    for draft in found.values():
        in_place(draft)
    assert found["a-longer-no"].source.startswith("Subject: The Baker post")
    assert "# not a heading" in found["a-longer-no"].source
    assert found["a-short-no"].positions(Span(start=0, end=4)) == ((7, 1), (7, 5))


def test_two_of_one_name_are_numbered(tmp_path: Path) -> None:
    twice = MARKDOWN + MARKDOWN.split("# Our letters")[1]
    assert set(drafts(tmp_path, "l.md", twice)) == {"a-short-no", "a-longer-no", "a-short-no-2", "a-longer-no-2"}


NONE = {
    "package.json": '{"name": "x", "description": "Thank you for using this package, in which you will find all that '
    'you need to write letters, and more.", "scripts": {"body": "node x.js && echo Hello you and me and all of us"}}',
    "workflow.yml": "on: push\njobs:\n  a:\n    steps:\n      - name: Hello\n        run: |\n          echo Dear\n"
    "          npm test\n          echo thanks to you and me, I say\n",
    "issue.yml": "name: Bug\nbody:\n  - type: markdown\n    attributes:\n      value: |\n        Thanks for taking the "
    "time to fill out this report!\n        We read all that you write.\n",
    "nginx.yaml": "data:\n  content: |\n    server {\n      listen 80;\n      root /srv; # hello\n    }\n",
    "openapi.yaml": "paths:\n  /a:\n    get:\n      description: Gives you the letters that you wrote to us, and "
    "those that we wrote to you, thank you.\n",
}


@pytest.mark.parametrize("name", NONE)
def test_what_holds_no_message_is_passed_over_and_named_it_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(NONE[name])
    (tmp_path / "a.txt").write_text("Dear Ms. Lee,\n\nThank you.\n")
    (tmp_path / "b.yaml").write_text(YAML)
    found = [Path(path).name for path, _ in read.find([str(tmp_path)])]
    assert found == ["a.txt", "b.yaml"]
    with pytest.raises(ReadError, match="nothing to check"):
        read.read(str(tmp_path / name))


def test_a_readme_is_no_collection(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# A\n\nHello, you can use this.\nWe do.\n\n# B\n\n```sh\nrun it\n```\n")
    (tmp_path / "a.txt").write_text("Dear Ms. Lee,\n\nThank you.\n")
    assert [draft.fragment for draft in read.read(str(tmp_path / "README.md"))] == [None]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.yaml", "a: &x [1]\nb: *x\nbody: |\n  Dear you,\n  hello\n", "aliases"),
        ("a.yaml", "[" * 60 + "]" * 60, "too deep"),
        ("a.yaml", "- " + "\n- ".join("a" for _ in range(100_001)), "too much"),
        ("a.yaml", "a: [", "not YAML"),
        ("a.json", "[" * 100_000, "too deep"),
        ("a.json", '{"a": 1,}', "not JSON"),
        ("a.json", '{"a" 1}', "not JSON"),
        ("a.json", '{"a": "b}', "not JSON"),
        ("a.json", "[1] 2", "not JSON"),
        ("a.json", '{"body": NaN}', "not JSON"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(name: str, content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(ReadError, match=said):
        read.read(str(tmp_path / name))
    assert not collection.holds_messages(tmp_path / name)


def test_a_finding_stands_at_its_place_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(YAML, encoding="utf-8")
    done = declint("check", "-s", "decline-email", "--template", "--output-format", "json", "t.yaml", cwd=tmp_path)
    assert done.returncode == 1, done
    reports = {one["path"]: one for one in json.loads(done.stdout)["reports"]}
    assert set(reports) == {f"t.yaml#decline.{key}" for key in ("short", "folded", "quoted", "single", "plain")}
    left = {finding["rule"]: finding for finding in reports["t.yaml#decline.folded"]["findings"]}
    assert left["missing-name"]["line"] == 16
    thanked = next(act for act in reports["t.yaml#decline.short"]["acts"] if act["act"] == "gratitude")
    assert YAML[thanked["start"] : thanked["end"]].startswith("Thank you")
    assert thanked["start"] == YAML.index("Thank you for asking")


def test_a_fix_of_one_message_of_several_is_shown_and_not_written(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(YAML.replace("Kind regards", "Cheers"), encoding="utf-8")
    before = (tmp_path / "t.yaml").read_bytes()
    done = declint("fix", "-q", "-s", "decline-email", "--template", "t.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert b"cannot be written back" in done.stderr
    assert (tmp_path / "t.yaml").read_bytes() == before
    shown = declint("fix", "--diff", "-q", "-s", "decline-email", "--template", "t.yaml", cwd=tmp_path).stdout.decode()
    assert "-Cheers," in shown


def test_a_named_file_without_messages_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text("{}")
    faulty(declint("check", "p.json", cwd=tmp_path), "nothing to check")
