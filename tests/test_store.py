"""What is kept of earlier work: found only by what it came from, read by nobody else, and never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from declint import store
from declint.store import Store, stamp

ORIGIN = (b"report", b"I cannot come, and my mother is ill.")
VALUE = b"the words that break a rule: my mother is ill" * 20


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.delenv("DECLINT_NO_CACHE")
    return Store(str(tmp_path / "entries"))


def files(kept: Store) -> list[Path]:
    return [path for path in Path(kept.folder).rglob("*") if path.is_file()]


def test_what_was_put_is_found_by_what_it_came_from(kept: Store) -> None:
    assert kept.get(*ORIGIN) is None
    kept.put(VALUE, *ORIGIN)
    assert kept.get(*ORIGIN) == VALUE
    assert Store(kept.folder).get(*ORIGIN) == VALUE
    assert kept.get(b"report", ORIGIN[1] + b" ") is None
    assert kept.get(b"repor", b"t" + ORIGIN[1]) is None


def test_nothing_can_be_read_there(kept: Store) -> None:
    kept.put(VALUE, *ORIGIN)
    whole = b"".join(path.read_bytes() + path.name.encode() for path in files(kept))
    for word in (b"mother", b"words", b"report", b"cannot"):
        assert word not in whole
    # Nor with the secret, by who has not the draft: what an entry is sealed with is made of it.
    assert len(files(kept)) == 2


def test_only_its_owner_may_look(kept: Store) -> None:
    kept.put(VALUE, *ORIGIN)
    assert {path.stat().st_mode & 0o777 for path in files(kept)} == {0o600}
    assert {path.stat().st_mode & 0o077 for path in Path(kept.folder).rglob("*") if path.is_dir()} == {0}


def test_two_users_never_name_an_entry_alike(kept: Store, tmp_path: Path) -> None:
    other = Store(str(tmp_path / "other"))
    for one in (kept, other):
        one.put(VALUE, *ORIGIN)
    first, second = ({path.name for path in files(one)} - {"secret"} for one in (kept, other))
    assert first.isdisjoint(second)


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b[:40] + bytes([b[40] ^ 1]) + b[41:], lambda _: b""])
def test_what_is_spoilt_is_not_known(kept: Store, spoil) -> None:
    kept.put(VALUE, *ORIGIN)
    (entry,) = [path for path in files(kept) if path.name != "secret"]
    entry.write_bytes(spoil(entry.read_bytes()))
    assert kept.get(*ORIGIN) is None
    kept.put(VALUE, *ORIGIN)
    assert kept.get(*ORIGIN) == VALUE


def test_a_spoilt_secret_is_made_anew(kept: Store) -> None:
    kept.put(VALUE, *ORIGIN)
    (Path(kept.folder) / "secret").write_bytes(b"short")
    again = Store(kept.folder)
    assert again.get(*ORIGIN) is None
    again.put(VALUE, *ORIGIN)
    assert again.get(*ORIGIN) == VALUE


def test_a_folder_that_others_may_write_to_is_not_believed(kept: Store) -> None:
    kept.put(VALUE, *ORIGIN)
    Path(kept.folder).chmod(0o777)
    again = Store(kept.folder)
    assert again.get(*ORIGIN) is None
    again.put(VALUE, *ORIGIN)
    assert again.get(*ORIGIN) is None


def test_a_place_that_is_no_folder_means_that_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DECLINT_NO_CACHE")
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        nowhere = Store(str(place))
        nowhere.put(VALUE, *ORIGIN)
        assert nowhere.get(*ORIGIN) is None
        assert nowhere.size() == (0, 0)
        assert nowhere.clear() == 0


def test_the_variable_lets_nothing_be_kept(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECLINT_NO_CACHE", "1")
    kept.put(VALUE, *ORIGIN)
    assert not Path(kept.folder).exists()


def test_it_is_bounded(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_BESIDE", 2)
    for number in range(1500):
        kept.put(b"x", str(number).encode())
    count, size = kept.size()
    assert 256 <= count <= 2 * 256
    assert size < 256 * 2 * 100
    monkeypatch.setattr(store, "MOST", 10)
    kept.put(os.urandom(100), b"large")
    assert kept.get(b"large") is None


def test_what_was_not_asked_for_longest_goes_first(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_BESIDE", 2)
    monkeypatch.setattr(Store, "_path", lambda self, name: str(Path(self.folder, "aa", name)))
    for number in (b"1", b"2"):
        kept.put(b"x", number)
    for path in (Path(kept.folder) / "aa").iterdir():
        os.utime(path, (1, 1))
    assert kept.get(b"1") == b"x"
    kept.put(b"x", b"3")
    assert [kept.get(number) for number in (b"1", b"2", b"3")] == [b"x", None, b"x"]


def test_it_can_be_cleared(kept: Store) -> None:
    for number in range(3):
        kept.put(VALUE, str(number).encode())
    assert kept.size()[0] == 3
    assert kept.clear() == 3
    assert kept.size() == (0, 0)
    assert kept.get(b"1") is None


def test_the_stamp_tells_other_rules_apart(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    rule = tmp_path / "words" / "a.yaml"
    rule.write_text("id: a")
    before = stamp(tmp_path)
    assert before == stamp(tmp_path) != stamp()
    rule.write_text("id: b!")
    assert stamp(tmp_path) != before
