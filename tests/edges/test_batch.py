"""`declint batch`: a row out for each row in, whatever is in it and however often the run is stopped."""

from __future__ import annotations

import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from declint import read
from declint.cli import run as command_line
from declint.edges import batch
from declint.edges.batch import rows, unfinished
from declint.edges.batch.drafts import Wishes
from declint.errors import ConfigError, ReadError, WriteError
from declint.linter import Linter
from declint.model import Draft, Report
from declint.report import json as written
from declint.report.progress import Progress
from tests.conftest import ROOT
from tests.edges.messages import FINE, ORDINARY, RUDE, mail

FEW_TOGETHER = "from declint.edges.batch import rows; rows.TOGETHER = 8; from declint.__main__ import main; main()"
DECLINT = (sys.executable, "-c", FEW_TOGETHER, "batch", "--isolated")
"""The command, which writes what it has after every few rows."""

BLANK: dict[str, Any] = {"scenario": None, "verdicts": [], "findings": []}
KINDS = ["jsonl", "parquet"]


def pyarrow() -> Any:
    """Give pyarrow, which `pip install 'declint[batch]'` brings."""
    return pytest.importorskip("pyarrow", reason="pyarrow is not installed")


@pytest.fixture(scope="module")
def drafts() -> list[Path]:
    """Give some drafts of each scenario."""
    every = sorted((ROOT / "fixtures").glob("*/*.txt"))
    return every[::12]


def messages(drafts: Iterable[Path], times: int = 1) -> list[dict[str, Any]]:
    texts = [path.read_text(encoding="utf-8") for path in drafts]
    return [
        {"id": f"{number}.{path.stem}", "text": text}
        for number in range(times)
        for path, text in zip(drafts, texts, strict=True)
    ]


def put(path: Path, given: Iterable[dict[str, Any] | str]) -> Path:
    """Write rows: values, or lines as they stand."""
    if path.suffix == ".parquet":
        from pyarrow import Table, parquet

        parquet.write_table(Table.from_pylist(list(given)), path)
        return path
    lines = [one if isinstance(one, str) else json.dumps(one) for one in given]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def got(path: Path) -> list[dict[str, Any]]:
    """Read outcomes."""
    if path.suffix == ".parquet":
        from pyarrow import parquet

        found: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
        return found
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judge(source: Path, linter: Linter, out: str = "out.jsonl", **wishes: Any) -> list[dict[str, Any]]:
    """Run in this process; give the outcomes."""
    path = source.with_name(out)
    assert batch.run(source, path, linter, Wishes(**wishes)) == 0
    return got(path)


def declint(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*DECLINT, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False)


# what is said of a row


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("into", KINDS)
def test_a_row_says_what_the_json_report_says(
    tmp_path: Path, linter: Linter, drafts: list[Path], kind: str, into: str
) -> None:
    if "parquet" in {kind, into}:
        pyarrow()
    source = put(tmp_path / f"in.{kind}", messages(drafts))
    outcomes = judge(source, linter, f"out.{into}")
    assert [one["id"] for one in outcomes] == [f"0.{path.stem}" for path in drafts]
    for path, outcome in zip(drafts, outcomes, strict=True):
        (draft,) = read.read(str(path))
        report = written.one(linter(draft)).model_dump(mode="json")
        assert outcome == {
            "id": outcome["id"],
            **{name: report[name] for name in ("scenario", "verdicts", "findings")},
            "error": None,
        }
    assert sum(bool(one["findings"]) for one in outcomes) > 5


def test_what_is_none_of_ours_is_null(tmp_path: Path, linter: Linter) -> None:
    assert judge(put(tmp_path / "in.jsonl", [{"text": ORDINARY}]), linter) == [{"id": "1", **BLANK, "error": None}]


@pytest.mark.parametrize(
    ("line", "name", "why"),
    [
        ("{bad", "2", "is no JSON"),
        ("[" * 100_000, "2", "is no JSON"),
        ('["text"]', "2", "is no JSON object"),
        ("null", "2", "is no JSON object"),
        ('{"id": "a"}', "a", "has no 'text'"),
        ('{"id": 7, "text": 5}', "7", "'text' is not a string"),
        ('{"text": null}', "2", "'text' is not a string"),
        ('{"text": ""}', "2", "nothing to check: the draft is empty"),
        ('{"text": "-- !?"}', "2", "nothing to check: the draft has no words in it"),
        (r'{"text": "Dear \u0000"}', "2", "is not text (it holds NUL bytes)"),
        ('{"id": [1], "text": "Dear Ann"}', "2", "its id is neither a string nor a whole number"),
        ('{"id": true, "text": "Dear Ann"}', "2", "its id is neither a string nor a whole number"),
        ('{"text": "Dear Ann", "scenario": 3}', "2", "'scenario' is not a string"),
        ('{"text": "Dear Ann", "template": "yes"}', "2", "'template' is neither true nor false"),
        (
            '{"text": "Dear Ann", "scenario": "decline-emial"}',
            "2",
            "no scenario 'decline-emial'; did you mean 'decline-email'?",
        ),
        (json.dumps({"text": "no " * 40_000}), "2", "'text' is longer than 100,000 characters"),
        ('{"text": "' + "a" * rows.LONGEST_LINE + '"}', "2", "is longer than any message"),
        ('{"text": "' + "a" * (2 * rows.LONGEST_LINE - 13) + '"}', "2", "is longer than any message"),
    ],
)
def test_a_bad_row_is_a_row_with_an_error(
    tmp_path: Path, linter: Linter, capsys: pytest.CaptureFixture[str], line: str, name: str, why: str
) -> None:
    fine = {"id": "fine", "text": FINE}
    before, bad, after = judge(put(tmp_path / "in.jsonl", [fine, line, fine]), linter)
    assert bad == {"id": name, **BLANK, "error": why}
    assert before == after
    assert before["scenario"] == "decline-email"
    assert capsys.readouterr().err.endswith("3 rows in " + str(tmp_path / "out.jsonl") + ", 1 of them with an error\n")


def test_bytes_that_are_no_text(tmp_path: Path, linter: Linter) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(
        b'\xef\xbb\xbf{"id": 1, "text": "a"}\r\n\n \t\n{"text": "\xff"}\n{"id": "\\ud800", "text": "\\udfff b"}'
    )
    outcomes = judge(source, linter)
    assert [(one["id"], one["error"]) for one in outcomes] == [("1", None), ("4", "is not UTF-8"), ("\ufffd", None)]


def test_bad_rows_of_a_table(tmp_path: Path, linter: Linter) -> None:
    pa = pyarrow()
    from pyarrow import parquet

    source = tmp_path / "in.parquet"
    values = pa.array([FINE.encode(), b"\xff", None], pa.binary())
    broken = pa.Array.from_buffers(pa.string(), 3, values.buffers())
    parquet.write_table(pa.table({"text": broken, "id": [3, 4, 5], "more": [1, 2, 3]}), source)
    outcomes = judge(source, linter)
    assert [(one["id"], one["error"]) for one in outcomes] == [
        ("3", None),
        ("4", "'text' is not a string"),
        ("5", "'text' is not a string"),
    ]
    with pytest.raises(ReadError, match="has no column 'letter'"):
        judge(source, linter, text="letter")
    source.write_bytes(b"no parquet")
    with pytest.raises(ReadError, match="cannot be read as Parquet"):
        batch.run(source, tmp_path / "other.jsonl", linter, Wishes())


class Broken:
    """A linter that fails at some messages, and in a way of its own at others."""

    def __init__(self, linter: Linter) -> None:
        self.linter, self.book, self.recipe, self.read = linter, linter.book, linter.recipe, list[str]()

    def __call__(self, draft: Draft) -> Report:
        return next(self.pipe([draft]))

    def pipe(self, drafts: Iterable[Draft]) -> Iterator[Report]:
        for draft in drafts:
            self.read.append(draft.source)
            if "no model" in draft.source:
                raise ConfigError("no English model")
            if "explode" in draft.source:
                raise MemoryError(draft.source)
            yield self.linter(draft)


def test_only_the_row_at_which_the_linter_fails_has_an_error(tmp_path: Path, linter: Linter) -> None:
    source = put(tmp_path / "in.jsonl", [{"text": FINE}, {"text": "explode, dear"}, {"text": RUDE}])
    outcomes = judge(source, Broken(linter))  # type: ignore[arg-type]
    assert [one["error"] for one in outcomes] == [None, "internal fault (MemoryError)", None]
    assert outcomes[2]["findings"]


def test_what_keeps_the_linter_from_all_work_is_no_fault_of_a_row(tmp_path: Path, linter: Linter) -> None:
    source = put(tmp_path / "in.jsonl", [{"text": FINE}, {"text": "no model"}])
    with pytest.raises(ConfigError, match="no English model"):
        judge(source, Broken(linter))  # type: ignore[arg-type]
    assert not (tmp_path / "out.jsonl").exists()


def test_a_row_may_name_its_scenario_and_be_a_template(tmp_path: Path, linter: Linter) -> None:
    text = "Dear [Name],\n\nThank you for the invitation, but I have to decline it.\n\nKind regards,\n[Your Name]\n"
    given: list[dict[str, Any]] = [
        {"text": text},
        {"text": text, "template": True},
        {"text": text, "scenario": "withdraw-application"},
        {"text": text, "scenario": "auto"},
    ]
    source = put(tmp_path / "in.jsonl", given)
    plain, template, named, auto = judge(source, linter)
    assert "leftover-placeholder" in {one["rule"] for one in plain["findings"]}
    assert "leftover-placeholder" not in {one["rule"] for one in template["findings"]}
    assert named["scenario"] == "withdraw-application"
    assert {**auto, "id": "1"} == plain
    (*_, flagged, _) = judge(source, linter, scenario="decline-phone", template=True)
    assert flagged["scenario"] == "decline-phone"


def test_the_fields_can_be_named(tmp_path: Path, linter: Linter) -> None:
    source = put(tmp_path / "in.jsonl", [{"no": 4, "letter": RUDE, "text": FINE}])
    (one,) = judge(source, linter, text="letter", id="no")
    assert one["id"] == "4"
    assert one["findings"]


def test_messages_of_a_mailbox(tmp_path: Path, linter: Linter) -> None:
    source = tmp_path / "in.mbox"
    begin = b"From ann@example.org Tue Nov 17 10:30:00 2026\n"
    every = [mail(FINE), mail(" \n"), mail(RUDE), mail(FINE.replace("After", ">From now on, after"))]
    source.write_bytes(b"".join(begin + one + b"\n\n" for one in every))
    outcomes = judge(source, linter)
    assert [one["id"] for one in outcomes] == ["1", "2", "3", "4"]
    assert [one["error"] for one in outcomes] == [
        None,
        "nothing to check: the message has no words of its own",
        None,
        None,
    ]
    (draft,) = read.read(str(source))[1:2]
    assert outcomes[2]["findings"] == written.one(linter(draft)).model_dump(mode="json")["findings"]
    source.write_bytes(b"Dear Ann,\n")
    with pytest.raises(ReadError, match="is not a mailbox"):
        judge(source, linter, "other.jsonl")


def test_no_rows_are_no_rows(tmp_path: Path, linter: Linter) -> None:
    for name in ("in.jsonl", "in.mbox"):
        (tmp_path / name).write_bytes(b"")
        assert judge(tmp_path / name, linter) == []


def test_content_free_holds_no_word_of_a_message(tmp_path: Path, linter: Linter, drafts: list[Path]) -> None:
    given = messages(drafts)
    bad = {"id": 1, "text": "a", "scenario": "Xylophones"}
    source = put(tmp_path / "in.jsonl", [*map(json.dumps, given), json.dumps(bad), '{"Xylophones'])
    plain = judge(source, linter)
    free = judge(source, linter, "free.jsonl", content_free=True)
    places = [[(one["rule"], one["start"], one["line"]) for one in row["findings"]] for row in plain]
    assert places == [[(one["rule"], one["start"], one["line"]) for one in row["findings"]] for row in free]
    assert free[-2]["error"] == "names a scenario that there is not"
    ours = json.dumps([rule.model_dump(mode="json") for rule in linter.book.rules.values()])
    ours += json.dumps([one.model_dump(mode="json") for one in linter.book.guide.values()])
    known = {"scenario", *re.findall(r"\w+", ours.lower())}
    strange = {word for row in given for word in re.findall(r"[a-z]{4,}", row["text"].lower())} - known
    said = set(re.findall(r"[a-z]{4,}", json.dumps([{**row, "id": ""} for row in free]).lower()))
    assert len(strange) > 100
    assert said & (strange | {"xylophones"}) == set()
    assert all(one["fix"] is None and one["idea"] is None for row in free for one in row["findings"])


# stopped, and gone on with


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "TOGETHER", 4)


class Stopped(BaseException):
    """What stops a run as kill -9 does: nothing is put in order."""


def stop_after(monkeypatch: pytest.MonkeyPatch, chunks: int, kind: type[Any]) -> None:
    add, left = kind.add, iter(range(chunks))

    def adding(self: Any, data: bytes) -> None:
        if next(left, None) is None:
            raise Stopped
        add(self, data)

    monkeypatch.setattr(kind, "add", adding)


@pytest.mark.usefixtures("small")
def test_lines_torn_anywhere_are_made_whole(
    tmp_path: Path, linter: Linter, drafts: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    source = put(tmp_path / "in.jsonl", [*messages(drafts), "{bad", {"text": FINE}])
    judge(source, linter, "whole.jsonl")
    whole = (tmp_path / "whole.jsonl").read_bytes()
    chance = random.Random(5)
    for end in [0, 1, len(whole) - 1, len(whole), *(chance.randrange(len(whole)) for _ in range(12))]:
        out = tmp_path / "out.jsonl"
        with pytest.MonkeyPatch.context() as patch:
            stop_after(patch, 1, unfinished.Lines)
            with pytest.raises(Stopped):
                batch.run(source, out, linter, Wishes())
        (tmp_path / "out.jsonl.partial" / "rows.jsonl").write_bytes(whole[:end])
        assert batch.run(source, out, linter, Wishes()) == 0
        assert out.read_bytes() == whole
        assert f"{len(drafts) + 2} rows in {out}, 1 of them with an error\n" in capsys.readouterr().err
        assert not (tmp_path / "out.jsonl.partial").exists()
        out.unlink()


@pytest.mark.usefixtures("small")
def test_parts_are_gone_on_with(
    tmp_path: Path, linter: Linter, drafts: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    pyarrow()
    source = put(tmp_path / "in.jsonl", ["{bad", *messages(drafts, 2)])
    whole = judge(source, linter, "whole.parquet")
    out = tmp_path / "out.parquet"
    for chunks in (0, 1, 2):  # three in all, of four rows each
        with pytest.MonkeyPatch.context() as patch:
            stop_after(patch, chunks, unfinished.Parts)
            with pytest.raises(Stopped):
                batch.run(source, out, linter, Wishes())
        (tmp_path / "out.parquet.partial" / "part-0000009.parquet.new").write_bytes(b"PAR1")
    assert len(list((tmp_path / "out.parquet.partial").glob("part-*.parquet"))) == 3
    capsys.readouterr()
    assert batch.run(source, out, linter, Wishes()) == 0
    assert capsys.readouterr().err.startswith("declint: going on after 12 rows\n")
    assert got(out) == whole
    assert sorted(one.name for one in tmp_path.iterdir()) == ["in.jsonl", "out.parquet", "whole.parquet"]


@pytest.mark.usefixtures("small")
def test_what_has_changed_is_not_gone_on_with(tmp_path: Path, linter: Linter, drafts: list[Path]) -> None:
    source, out = put(tmp_path / "in.jsonl", messages(drafts)), tmp_path / "out.jsonl"
    with pytest.MonkeyPatch.context() as patch:
        stop_after(patch, 1, unfinished.Lines)
        with pytest.raises(Stopped):
            batch.run(source, out, linter, Wishes())
    with pytest.raises(ConfigError, match="other options; --restart"):
        batch.run(source, out, linter, Wishes(template=True))
    with pytest.raises(ConfigError, match="other options; --restart"):
        batch.run(source, out, Linter("decline-email", describer=linter.describe), Wishes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "__version__", "99")
        with pytest.raises(ConfigError, match="other version of declint; --restart"):
            batch.run(source, out, linter, Wishes())
    put(source, [*messages(drafts), {"text": FINE}])
    with pytest.raises(ConfigError, match="other input; --restart"):
        batch.run(source, out, linter, Wishes())
    assert batch.run(source, out, linter, Wishes(), restart=True) == 0
    assert len(got(out)) == len(drafts) + 1


def test_an_input_that_changes_under_way_is_told(tmp_path: Path, linter: Linter) -> None:
    source = put(tmp_path / "in.jsonl", [{"text": FINE}])

    class Changing(Broken):
        def pipe(self, drafts: Iterable[Draft]) -> Iterator[Report]:
            put(source, [{"text": FINE}, {"text": RUDE}])
            yield from self.linter.pipe(drafts)

    with pytest.raises(ReadError, match="has changed while it was read"):
        judge(source, Changing(linter))  # type: ignore[arg-type]
    assert not (tmp_path / "out.jsonl").exists()


def test_two_runs_do_not_write_at_once(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="no locks of files here")
    out = tmp_path / "out.jsonl"
    with unfinished.begun(out, {}), pytest.raises(ConfigError, match="another run"), unfinished.begun(out, {}):
        pass
    with unfinished.begun(out, {}):
        pass


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path, linter: Linter) -> None:
    source = put(tmp_path / "in.jsonl", [{"text": FINE}])
    folder = tmp_path / "out.jsonl.partial"
    folder.mkdir()
    (folder / "rows.jsonl").write_text("mine\n")
    for restart in (False, True):
        with pytest.raises(ConfigError, match="not of declint's making"):
            batch.run(source, tmp_path / "out.jsonl", linter, Wishes(), restart=restart)
    assert (folder / "rows.jsonl").read_text() == "mine\n"


def test_a_full_disk_stops_the_run_and_it_goes_on(tmp_path: Path, linter: Linter) -> None:
    source, out = put(tmp_path / "in.jsonl", [{"text": FINE}]), tmp_path / "out.jsonl"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unfinished.Lines, "add", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(WriteError, match="cannot be written: No space left on device"):
            batch.run(source, out, linter, Wishes())
    assert batch.run(source, out, linter, Wishes()) == 0


# many, in little memory


@pytest.mark.parametrize("name", ["in.jsonl", "in.mbox"])
def test_a_file_is_never_in_memory_whole(tmp_path: Path, name: str) -> None:
    begin = b"From ann@example.org Tue Nov 17 10:30:00 2026\n"
    one = begin + mail(FINE) + b"\n\n" if name.endswith("mbox") else json.dumps({"text": FINE}).encode() + b"\n"
    source = tmp_path / name
    source.write_bytes(one * (40_000_000 // len(one)))
    tracemalloc.start()
    count = sum(len(chunk) for chunk in rows.together(rows.read(source, ("text",))))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 40_000_000 // len(one)
    assert most < 3_000_000


def test_long_rows_come_in_smaller_chunks(tmp_path: Path) -> None:
    source = put(tmp_path / "in.jsonl", [{"text": "a" * 3_000_000} for _ in range(8)])
    assert [len(chunk) for chunk in rows.together(rows.read(source, ("text",)))] == [3, 3, 2]


@pytest.mark.usefixtures("small")
def test_no_more_is_read_than_is_judged(tmp_path: Path, linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    source = put(tmp_path / "in.jsonl", [{"text": FINE}] * 40)
    seen, kept, reading = [0], [0], rows.read

    def counted(*arguments: Any) -> Iterator[rows.Given]:
        for row in reading(*arguments):
            seen[0] += 1
            assert seen[0] <= kept[0] + rows.TOGETHER
            yield row

    add = unfinished.Lines.add
    monkeypatch.setattr(rows, "read", counted)
    monkeypatch.setattr(
        unfinished.Lines, "add", lambda self, data: (add(self, data), kept.__setitem__(0, kept[0] + data.count(b"\n")))
    )
    assert len(judge(source, linter)) == 40


def test_progress_is_for_a_terminal() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    chunk = batch.Chunk(b"", 256, 0)
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        assert list(batch._shown(iter([chunk, chunk]), 1_000, Progress(stream))) == [chunk, chunk]
    assert re.search(r"\r\x1b\[K1,256 rows, \d+ a second", terminal.getvalue())
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert pipe.getvalue() == ""


# the command


def test_what_cannot_be_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = put(tmp_path / "in.jsonl", [{"text": FINE}])
    other = tmp_path / "in.eml"
    other.write_bytes(mail(FINE))
    for arguments, why in (
        ([other, "-o", tmp_path / "out.jsonl"], "does not end in .jsonl, .ndjson, .parquet, .mbox"),
        ([source, "-o", tmp_path / "out.csv"], "does not end in"),
        ([source, "-o", tmp_path / "out.mbox"], "outcomes are written as .jsonl or .parquet"),
        ([source, "-o", source], "is the file that is read"),
        ([source, "-o", tmp_path / "no" / "out.jsonl"], "there is no such folder"),
        ([tmp_path / "no.jsonl", "-o", tmp_path / "out.jsonl"], "there is no such file"),
        ([source, "-o", tmp_path / "out.jsonl", "--scenario", "decline-emial"], "did you mean 'decline-email'?"),
        ([source, "-o", tmp_path / "out.jsonl", "--jobs", "0"], "--jobs"),
        ([source], "-o"),
    ):
        assert command_line(["batch", *map(str, arguments)]) == 2
        said = capsys.readouterr()
        assert why in said.err
        assert said.err.count("\n") == 1
        assert not said.out
    assert sorted(one.name for one in tmp_path.iterdir()) == ["in.eml", "in.jsonl"]


def test_parquet_without_pyarrow(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    source = put(tmp_path / "in.jsonl", [{"text": FINE}])
    assert command_line(["batch", str(source), "-o", str(tmp_path / "out.parquet")]) == 2
    assert capsys.readouterr().err == "declint: Parquet needs pyarrow; run: pip install 'declint[batch]'\n"


def test_settings_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = put(tmp_path / "in.jsonl", [{"text": RUDE}, {"text": RUDE, "scenario": "decline-offer"}])
    settings = tmp_path / "declint.toml"
    settings.write_text(
        'content-free = true\n[scenarios]\n"**/in.jsonl" = "withdraw-application"\n[severity]\ngratitude = "off"\n'
    )
    out = tmp_path / "out.jsonl"
    assert command_line(["batch", str(source), "-o", str(out), "--config", str(settings)]) == 0
    assert [one["scenario"] for one in got(out)] == ["withdraw-application", "decline-offer"]
    assert "insulting" not in out.read_text()
    assert not any(finding["criterion"] == "gratitude" for one in got(out) for finding in one["findings"])


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, drafts: list[Path], linter: Linter) -> tuple[Path, bytes]:
    """Give a file of many messages, and what an uninterrupted run says of it."""
    folder = tmp_path_factory.mktemp("many")
    source = put(folder / "in.jsonl", [*messages(drafts, 30), "{bad"])
    judge(source, linter)
    return source, (folder / "out.jsonl").read_bytes()


def test_workers_say_the_same_bytes(tmp_path: Path, many: tuple[Path, bytes]) -> None:
    source, whole = many
    done = declint(source, "-o", tmp_path / "out.jsonl", "--jobs", "2")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "out.jsonl").read_bytes() == whole


def start(source: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    """Begin a run, and wait until some of its rows are there."""
    command = [*DECLINT, str(source), "-o", str(out), "--jobs", str(workers)]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    kept = out.with_name(f"{out.name}.partial") / "rows.jsonl"
    before = kept.stat().st_size if kept.exists() else 0
    wait_for(lambda: run.poll() is not None or (kept.exists() and kept.stat().st_size > before))
    return run


def wait_for(so: Callable[[], bool]) -> None:
    until = time.monotonic() + 120
    while not so():
        assert time.monotonic() < until
        time.sleep(0.01)


def nobody(group: int) -> bool:
    """Tell whether no process of a group is left, or only dead ones that nobody asked after."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of, *_ = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(of) == group and state != "Z":
            return False
    return True


@pytest.mark.skipif(os.name != "posix", reason="signals are sent")
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_any_instant_it_goes_on(tmp_path: Path, many: tuple[Path, bytes], workers: int) -> None:
    source, whole = many
    out = tmp_path / "out.jsonl"
    chance = random.Random(workers)
    for _ in range(2):
        run = start(source, out, workers)
        time.sleep(chance.uniform(0, 0.5))
        run.kill()
        run.communicate()
        wait_for(lambda: nobody(run.pid))  # noqa: B023 - called before the next
    done = declint(source, "-o", out, "--jobs", str(workers))
    assert done.returncode == 0
    assert out.read_bytes() == whole
    assert not out.with_name("out.jsonl.partial").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals are sent")
@pytest.mark.parametrize("workers", [1, 2])
def test_interrupted_it_says_how_to_go_on(tmp_path: Path, many: tuple[Path, bytes], workers: int) -> None:
    source, whole = many
    out = tmp_path / "out.jsonl"
    run = start(source, out, workers)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert said.decode() == "declint: stopped; the same command goes on from here\n"
    wait_for(lambda: nobody(run.pid))
    done = declint(source, "-o", out)
    assert done.stderr.startswith("declint: going on after ")
    assert out.read_bytes() == whole
