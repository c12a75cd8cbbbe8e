"""A file is written whole or not at all, and a failure is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from esafety_desk.host.errors import CannotWrite
from esafety_desk.host.files import write_whole


def test_what_was_there_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    for content in (b"first", b"second, and longer", b""):
        write_whole(target, content)
        assert target.read_bytes() == content
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["nowhere/report.pdf", "file.txt/report.pdf", ".", "folder"])
def test_a_place_that_cannot_be_written_says_so_and_stays_as_it_was(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("kept")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CannotWrite) as refusal:
        write_whole(tmp_path / name, b"content")
    assert refusal.value.sentence.endswith(".")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("folder", ["", ".", "/"])
def test_a_folder_given_for_a_file_is_told_by_its_own_name(folder: str) -> None:
    with pytest.raises(CannotWrite, match="cannot be written"):
        write_whole(Path(folder), b"content")
