"""The key header: two copies, replaced whole, and never mistaken for a wrong passphrase when damaged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from esafety_desk.host.errors import CannotWrite, DamagedHeader, NewerDesk
from esafety_desk.store import header, keyslots
from esafety_desk.store.header import Header, Slot
from tests.conftest import CHEAP

SLOT = keyslots.passphrase_slot("leader", "desk", bytes(32), "a passphrase", CHEAP)
HEADER = Header("desk", (SLOT,), failed_unlocks=2)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    header.write(tmp_path, HEADER)
    return tmp_path / header.FILE_NAME


def write_odd(folder: Path, content: object) -> None:
    """A header whose checksum fits but whose content no program of ours wrote."""
    text = json.dumps(content)
    line = f"{hashlib.sha256(text.encode()).hexdigest()} {text}"
    (folder / header.FILE_NAME).write_text(f"E-Safety Desk keys\n{line}\n{line}\n")


def plain(**changes: object) -> dict[str, Any]:
    values: dict[str, Any] = {"desk": "d", "format": 1, "failed_unlocks": 0, "slots": []}
    return values | changes


def test_what_was_written_is_read(keys: Path) -> None:
    assert header.read(keys.parent) == HEADER


@pytest.mark.parametrize("copy", [1, 2])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: b"",
        lambda line: b"\0" * len(line),
        lambda line: line[: len(line) // 2],
        lambda line: line.replace(b'"passes": 1', b'"passes": 0'),
        lambda line: b"\xff" + line,
    ],
)
def test_either_copy_alone_is_enough(keys: Path, copy: int, spoil: Callable[[bytes], bytes]) -> None:
    lines = keys.read_bytes().splitlines()
    lines[copy] = spoil(lines[copy])
    keys.write_bytes(b"\n".join(lines))
    assert header.read(keys.parent) == HEADER


@pytest.mark.parametrize("content", [b"", b"\0" * 500, b"E-Safety Desk keys\n", b"\xff\xfe\n\n\n"])
def test_without_a_sound_copy_the_header_is_damaged(keys: Path, content: bytes) -> None:
    keys.write_bytes(content)
    with pytest.raises(DamagedHeader):
        header.read(keys.parent)


def test_a_missing_header_is_damaged_not_replaced(keys: Path) -> None:
    keys.unlink()
    with pytest.raises(DamagedHeader):
        header.read(keys.parent)
    assert not keys.exists()


@pytest.mark.parametrize(
    "content",
    [
        [],
        None,
        "text",
        {},
        plain(slots=None),
        plain(slots=[{}]),
        plain(slots=[{"name": "leader", "lock": "x"}]),
        plain(format="one"),
        plain(slots=[{"name": "a", "kind": "passphrase", "salt": "zz", "nonce": "", "wrapped": ""}]),
        plain(slots=[{"name": "a", "kind": "passphrase", "salt": 5, "nonce": "", "wrapped": ""}]),
        plain(
            slots=[{"name": "a", "kind": "b", "salt": "", "nonce": "", "wrapped": "", "memory_kib": "much"}]
        ),
        plain(
            slots=[{"name": "a", "kind": "b", "salt": "", "nonce": "", "wrapped": "", "memory_kib": 10**9}]
        ),
    ],
)
def test_odd_content_under_a_fitting_checksum_is_damage(tmp_path: Path, content: object) -> None:
    write_odd(tmp_path, content)
    with pytest.raises(DamagedHeader):
        header.read(tmp_path)


def test_a_header_of_a_later_format_is_from_a_newer_version(tmp_path: Path) -> None:
    write_odd(tmp_path, plain(format=header.FORMAT + 1, slots="of another shape"))
    with pytest.raises(NewerDesk):
        header.read(tmp_path)


def test_a_header_is_replaced_whole_and_leaves_nothing_beside_it(keys: Path) -> None:
    header.write(keys.parent, Header("desk", (), 3))
    assert header.read(keys.parent) == Header("desk", (), 3)
    assert [file.name for file in keys.parent.iterdir()] == [header.FILE_NAME]


def test_a_header_that_cannot_be_written_leaves_the_old_one(keys: Path) -> None:
    (keys.parent / (header.FILE_NAME + ".part")).mkdir()
    with pytest.raises(CannotWrite):
        header.write(keys.parent, Header("desk", (), 3))
    assert header.read(keys.parent) == HEADER


def test_a_slot_takes_the_place_of_its_namesake() -> None:
    another = Slot("recovery", "recovery", "", "", "")
    newer = Slot("leader", "passphrase", "00", "00", "00")
    assert HEADER.with_slot(another).slots == (SLOT, another)
    assert HEADER.with_slot(another).with_slot(newer).slots == (another, newer)


def test_the_header_names_nobody_and_shows_no_key(keys: Path) -> None:
    content = keys.read_text()
    assert bytes(32).hex() not in content
    assert "a passphrase" not in content
