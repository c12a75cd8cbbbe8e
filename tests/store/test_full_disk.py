"""A disk that is full costs one plain sentence and no record; once there is room, work goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from esafety_desk.host.errors import CannotWrite
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.services import keeping, keys, unlocking
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from esafety_desk.store import header
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, NOW, PASSPHRASE, TODAY

resource = pytest.importorskip("resource", reason="a limit on the size of files is Unix's own")
LONG = "What was said at length. " * 1_000


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """As on a disk without room: writing past ``size`` fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def no_more_pages(desk: Desk) -> Iterator[None]:
    """SQLite's own word for a full disk, at the size the desk has now."""
    desk._connection.connection.cursor().execute("PRAGMA max_page_count = 1")
    yield
    desk._connection.connection.cursor().execute("PRAGMA max_page_count = 1000000")


def long_note(work: Work, about: Person) -> keeping.Saved[Note]:
    return keeping.save(work, Note(about_id=about.id, dated=TODAY, text=LONG))


def test_a_full_disk_is_said_in_one_sentence_and_loses_nothing(work: Work, pupil: Person) -> None:
    before = check(work.desk)
    with no_more_pages(work.desk), pytest.raises(CannotWrite, match="The disk is full") as refusal:
        long_note(work, pupil)
    assert "\n" not in refusal.value.sentence
    assert check(work.desk) == before
    assert long_note(work, pupil).record.reference == "NOT-2026-001"
    assert check(work.desk).is_sound


def test_a_write_the_system_refuses_is_undone_and_works_again(work: Work, pupil: Person) -> None:
    before = check(work.desk)
    log = work.desk.file.with_name("desk.db-wal")
    with no_file_larger_than(log.stat().st_size + 4_096), pytest.raises(CannotWrite):
        long_note(work, pupil)
    assert check(work.desk) == before
    assert long_note(work, pupil).record.reference == "NOT-2026-001"
    assert check(work.desk).is_sound


def change_passphrase(desk: Desk) -> None:
    new = "seven slow herons cross the weir"
    keys.change_passphrase(desk, PASSPHRASE, new, now=NOW, cost=CHEAP)


def test_a_new_passphrase_whose_audit_line_fails_does_not_count(desk: Desk, desk_folder: Path) -> None:
    before = header.read(desk_folder)
    with desk.sketching() as connection:  # a chain whose next line cannot be committed
        connection.exec_driver_sql(
            "CREATE TABLE late (id REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED)"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER late AFTER INSERT ON audit BEGIN INSERT INTO late VALUES (-1); END"
        )
    with pytest.raises(sa.exc.IntegrityError):
        change_passphrase(desk)
    assert header.read(desk_folder) == before
    with desk.sketching() as connection:
        connection.exec_driver_sql("DROP TRIGGER late")
    change_passphrase(desk)
    assert header.read(desk_folder) != before


def test_a_header_without_room_leaves_the_old_passphrase(desk: Desk, desk_folder: Path) -> None:
    before = check(desk)
    with no_file_larger_than(100), pytest.raises(CannotWrite):
        change_passphrase(desk)
    assert check(desk) == before
    desk.close()
    unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP).close()


def test_setting_up_on_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    leader, school = unlocking.NewLeader("A", "B"), unlocking.School(name="Willowmere")
    with no_file_larger_than(50_000), pytest.raises(CannotWrite):
        unlocking.create_desk(tmp_path / "new" / "desk", school, leader, PASSPHRASE, now=NOW, cost=CHEAP)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
