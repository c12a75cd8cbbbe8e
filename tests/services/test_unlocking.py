"""Getting in, failing to, and the six sentences that tell one failure from another."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from esafety_desk.host.errors import (
    BadUsage,
    CannotWrite,
    DamagedDatabase,
    DamagedHeader,
    KnownError,
    MissingDatabase,
    MissingDesk,
    MistypedRecoveryKey,
    NewerDesk,
    WrongPassphrase,
    WrongRecoveryKey,
)
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import keys, unlocking
from esafety_desk.services.checking import check
from esafety_desk.services.listing import ListQuery, count
from esafety_desk.services.unlocking import NewLeader
from esafety_desk.store import audit, header, keyslots
from esafety_desk.store.desk import Desk
from esafety_desk.store.header import Header
from tests.conftest import CHEAP, NOW, PASSPHRASE, RECOVERY, invented_school


def enter(folder: Path, passphrase: str = PASSPHRASE) -> Desk:
    return unlocking.unlock(folder, passphrase, now=NOW, floor=CHEAP)


def rewrite_header(folder: Path, change: str, to: str) -> None:
    """Change the header's text and give both copies a fitting checksum again."""
    title, line, _ = (folder / header.FILE_NAME).read_text().splitlines()
    content = line.partition(" ")[2].replace(change, to)
    digest = hashlib.sha256(content.encode()).hexdigest()
    (folder / header.FILE_NAME).write_text(f"{title}\n{digest} {content}\n{digest} {content}\n")


def test_the_passphrase_opens_the_desk(desk_folder: Path) -> None:
    with closing(enter(desk_folder)) as desk:
        assert (desk.opened_by, count(desk, ListQuery(PEOPLE))) == ("leader", 1)


def test_the_recovery_key_opens_the_desk_however_it_is_typed(desk_folder: Path) -> None:
    typed = RECOVERY.lower().replace("-", " ")
    with closing(unlocking.unlock_with_recovery_key(desk_folder, typed, now=NOW)) as desk:
        assert (desk.opened_by, count(desk, ListQuery(PEOPLE))) == ("recovery", 1)


def test_six_failures_are_six_plain_sentences(desk_folder: Path) -> None:
    said = set()
    with pytest.raises(WrongPassphrase) as error:
        enter(desk_folder, "not this one at all")
    said.add(error.value.sentence)
    with pytest.raises(MistypedRecoveryKey) as error:
        unlocking.unlock_with_recovery_key(desk_folder, RECOVERY[:-1] + "?", now=NOW)
    said.add(error.value.sentence)
    database, header_file = desk_folder / "desk.db", desk_folder / "desk.keys"
    whole, head = database.read_bytes(), header_file.read_bytes()

    database.write_bytes(b"\x00" * 64 + whole[64:])
    with pytest.raises(DamagedDatabase) as error:
        enter(desk_folder)
    said.add(error.value.sentence)
    database.unlink()
    with pytest.raises(MissingDatabase) as error:
        enter(desk_folder)
    said.add(error.value.sentence)
    database.write_bytes(whole)
    header_file.write_bytes(head[:40] + b"#" + head[41:-20] + b"#" * 20)
    with pytest.raises(DamagedHeader) as error:
        enter(desk_folder)
    said.add(error.value.sentence)
    header_file.write_bytes(head)
    rewrite_header(desk_folder, f'"format": {header.FORMAT}', '"format": 99')
    with pytest.raises(NewerDesk) as error:
        enter(desk_folder)
    said.add(error.value.sentence)
    assert len(said) == 6
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in said)


@pytest.mark.parametrize("content", [None, b""])
def test_a_missing_or_empty_database_is_never_replaced(desk_folder: Path, content: bytes | None) -> None:
    database = desk_folder / "desk.db"
    database.unlink()
    if content is not None:
        database.write_bytes(content)
    with pytest.raises(MissingDatabase):
        enter(desk_folder)
    assert not database.exists() or database.read_bytes() == b""


def test_a_folder_without_a_desk_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingDesk):
        enter(tmp_path)


def test_a_key_of_another_desk_is_not_called_mistyped(desk_folder: Path) -> None:
    with pytest.raises(WrongRecoveryKey):
        unlocking.unlock_with_recovery_key(desk_folder, unlocking.new_recovery_key(), now=NOW)


def test_one_damaged_copy_of_the_header_costs_nothing(desk_folder: Path) -> None:
    file = desk_folder / "desk.keys"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + b"x" + lines[1][1:] + lines[2])
    with closing(enter(desk_folder)) as desk:
        assert desk.opened_by == "leader"
        assert "One of the two copies in the key file" in check(desk).problems[0]


def test_a_header_that_asks_for_too_little_work_is_refused(desk_folder: Path) -> None:
    with pytest.raises(DamagedHeader):
        unlocking.unlock(desk_folder, PASSPHRASE, now=NOW)


def test_weakening_the_work_in_the_header_does_not_open_it_either(desk_folder: Path) -> None:
    rewrite_header(desk_folder, '"passes": 1', '"passes": 2')
    with pytest.raises(WrongPassphrase):
        enter(desk_folder)


def test_failed_unlocks_are_witnessed_at_the_next_one(desk_folder: Path) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            enter(desk_folder, "guess after guess after guess")
    assert header.read(desk_folder).failed_unlocks == 3
    desk = enter(desk_folder)
    with desk.reading() as connection:
        last = list(audit.lines(connection))[-1]
    desk.close()
    assert (last.actor, last.verb, last.fields) == (audit.UNAUTHENTICATED, "failed unlocks", "3")
    assert header.read(desk_folder).failed_unlocks == 0


def test_a_new_passphrase_rewrites_no_record(desk: Desk, desk_folder: Path) -> None:
    before = header.read(desk_folder)
    new = "seven slow herons cross the weir"
    keys.change_passphrase(desk, PASSPHRASE, new, now=NOW, cost=CHEAP)
    desk.close()
    with pytest.raises(WrongPassphrase):
        enter(desk_folder)
    enter(desk_folder, new).close()
    unlocking.unlock_with_recovery_key(desk_folder, RECOVERY, now=NOW).close()
    assert header.read(desk_folder).desk == before.desk


def test_a_desk_is_never_set_up_over_another(desk_folder: Path) -> None:
    with pytest.raises(BadUsage):
        unlocking.create_desk(desk_folder, invented_school(), NewLeader("A", "B"), PASSPHRASE, now=NOW)


def test_setting_up_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path, head: Header) -> None:
        raise CannotWrite

    monkeypatch.setattr(header, "write", full)
    folder = tmp_path / "new"
    with pytest.raises(KnownError):
        unlocking.create_desk(folder, invented_school(), NewLeader("A", "B"), PASSPHRASE, now=NOW, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_the_same_passphrase_in_another_normal_form_opens_it() -> None:
    data_key = keyslots.new_data_key()
    slot = keyslots.passphrase_slot("leader", "desk", data_key, "Zoë's café", CHEAP)
    assert keyslots.open_with_passphrase(slot, "desk", "Zoe\u0308's cafe\u0301", CHEAP) == data_key


def test_a_folder_made_beforehand_will_do_and_keeps_what_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("kept")
    leader = NewLeader("A", "B")
    created = unlocking.create_desk(tmp_path, invented_school(), leader, PASSPHRASE, now=NOW, cost=CHEAP)
    created.desk.close()
    assert {path.name for path in tmp_path.iterdir()} == {"letter.txt", "desk.db", "desk.keys", "desk.lock"}


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("a letter")
    leader = NewLeader("A", "B")
    with pytest.raises(CannotWrite):
        unlocking.create_desk(tmp_path / "desk", invented_school(), leader, PASSPHRASE, now=NOW, cost=CHEAP)
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]


def test_whoever_came_in_by_the_recovery_key_sets_a_new_passphrase(desk_folder: Path) -> None:
    new = "seven slow herons cross the weir"
    desk = unlocking.unlock_with_recovery_key(desk_folder, RECOVERY, now=NOW)
    other = unlocking.new_recovery_key()
    with pytest.raises(WrongRecoveryKey):
        keys.set_passphrase(desk, other, new, now=NOW, cost=CHEAP)
    keys.set_passphrase(desk, RECOVERY, new, now=NOW, cost=CHEAP)
    desk.close()
    enter(desk_folder, new).close()
    with pytest.raises(WrongPassphrase):
        enter(desk_folder)


def test_a_failed_count_that_cannot_be_kept_does_not_hide_the_wrong_passphrase(desk_folder: Path) -> None:
    (desk_folder / "desk.keys.part").mkdir()  # the header cannot be rewritten
    with pytest.raises(WrongPassphrase):
        enter(desk_folder, "guess after guess after guess")
