"""Files: written wholly or not at all, as they were but for the words."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from declint.errors import WriteError
from declint.mend.files import write
from declint.model import Draft
from declint.read import read

LETTER = "Dear Ms. Lee,\r\n\r\nI must decline – with “thanks”.\r\n"


def drafted(path: Path, data: bytes) -> Draft:
    path.write_bytes(data)
    (draft,) = read(str(path))
    return draft


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encoding_and_line_ends_stay(tmp_path: Path, encoding: str) -> None:
    one = drafted(tmp_path / "d.txt", LETTER.encode(encoding))
    write(one, one.source.replace("must", "have to"))
    assert (tmp_path / "d.txt").read_bytes() == LETTER.replace("must", "have to").encode(encoding)


def test_mode_stays_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    one = drafted(path, LETTER.encode())
    path.chmod(0o640)
    write(one, one.source + "Ann")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["d.txt"]


def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "real" / "letter.txt"
    target.parent.mkdir()
    target.write_bytes(LETTER.encode())
    link = tmp_path / "d.txt"
    link.symlink_to(target)
    (one,) = read(str(link))
    write(one, one.source + "Ann")
    assert link.is_symlink()
    assert target.read_bytes() == (LETTER + "Ann").encode()


def test_a_file_that_has_changed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    one = drafted(path, LETTER.encode())
    path.write_bytes(b"Something else.")
    with pytest.raises(WriteError, match="has changed"):
        write(one, "Mended.")
    assert path.read_bytes() == b"Something else."


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    one = drafted(path, LETTER.encode())
    path.unlink()
    with pytest.raises(WriteError, match="cannot be read"):
        write(one, "Mended.")


def test_what_the_encoding_cannot_say_is_told(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    data = "Dear Ms. Lee,\n\nI must decline – thanks.\n".encode("cp1252")
    one = drafted(path, data)
    with pytest.raises(WriteError, match="own encoding"):
        write(one, one.source + "Łukasz")
    assert path.read_bytes() == data


def test_what_lies_beyond_the_part_read_is_kept(tmp_path: Path) -> None:
    data = (LETTER + "x" * 70 + "\n" * 2).encode() * 1500
    one = drafted(tmp_path / "d.txt", data)
    assert len(one.source) < len(data.decode())
    write(one, one.source.replace("must", "have to", 1))
    assert (tmp_path / "d.txt").read_bytes() == data.replace(b"must", b"have to", 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    one = drafted(path, LETTER.encode())
    path.chmod(0o440)
    with pytest.raises(WriteError, match="cannot be written"):
        write(one, "Mended.")
