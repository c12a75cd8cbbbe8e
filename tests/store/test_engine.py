"""The connection: encrypted, strict, and never a fresh file in place of a lost one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from esafety_desk.host.errors import CannotRead, DamagedDatabase, DeskGone, DeskInUse, MissingDatabase
from esafety_desk.records.people import Person
from esafety_desk.services import unlocking
from esafety_desk.services.checking import check
from esafety_desk.store import engine, lookups
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, NOW, PASSPHRASE

KEY = bytes(range(32))
PAGE = 4096


def enter(folder: Path) -> Desk:
    return unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "desk.db"
    opened = engine.open_engine(file, KEY, create=True)
    with opened.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (word TEXT)")
        connection.exec_driver_sql("INSERT INTO kept VALUES ('canary')")
    opened.dispose()
    return file


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
    ],
)
def test_the_database_runs_under_strict_settings(database: Path, pragma: str, value: object) -> None:
    opened = engine.open_engine(database, KEY)
    with opened.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_the_file_is_no_plain_database(database: Path) -> None:
    content = database.read_bytes()
    assert not content.startswith(b"SQLite")
    assert b"canary" not in content


def test_another_key_does_not_open_it(database: Path) -> None:
    with pytest.raises(DamagedDatabase):
        engine.open_engine(database, KEY[::-1])


def test_a_missing_file_stays_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingDatabase):
        engine.open_engine(tmp_path / "desk.db", KEY)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections opened from now on do not wait for another writer."""
    pragmas = ("busy_timeout = 20" if "busy" in pragma else pragma for pragma in engine._PRAGMAS)
    monkeypatch.setattr(engine, "_PRAGMAS", tuple(pragmas))


def unguarded(desk: Desk) -> Desk:
    """A second way into the same database, past the lock that keeps a second program out."""
    opener = desk.engine.get_execution_options()["opener"]
    opened = sa.create_engine("sqlite://", creator=opener, module=engine.sqlcipher, poolclass=StaticPool)
    sa.event.listen(opened, "begin", engine._begin)
    return Desk(desk.folder, opened)


def test_a_second_copy_of_the_program_is_refused_until_the_first_has_closed(desk_folder: Path) -> None:
    mine = enter(desk_folder)
    with pytest.raises(DeskInUse):
        enter(desk_folder)
    mine.close()
    enter(desk_folder).close()


def test_a_desk_held_by_another_writer_is_in_use(impatient: None, desk_folder: Path) -> None:
    mine = enter(desk_folder)
    theirs = unguarded(mine)
    with theirs.writing("leader", NOW):
        with pytest.raises(DeskInUse), mine.writing("leader", NOW):
            pytest.fail("two wrote at once")
        with mine.reading() as connection:
            assert lookups.school(connection).roll == 420
    with mine.writing("leader", NOW) as unit:
        unit.witness("listed")
    theirs.close()
    mine.close()


def test_two_writers_number_their_records_in_one_row(desk_folder: Path) -> None:
    mine = enter(desk_folder)
    theirs = unguarded(mine)
    references = []
    for n in range(4):
        with (mine, theirs)[n % 2].writing("leader", NOW) as unit:
            references.append(unit.add(Person(kind="pupil", given_name="A")).reference)
    assert references == [f"PER-2026-00{n}" for n in (2, 3, 4, 5)]
    assert check(mine).is_sound
    theirs.close()
    mine.close()


@pytest.mark.parametrize("fate", ["moved", "replaced"])
def test_a_desk_whose_folder_goes_while_it_is_open_saves_nothing_in_silence(desk: Desk, fate: str) -> None:
    away = desk.home.rename(desk.home.parent / "elsewhere")
    if fate == "replaced":
        shutil.copytree(away, desk.home)
    with pytest.raises(DeskGone), desk.writing("leader", NOW) as unit:
        unit.witness("listed")
    if fate == "replaced":
        shutil.rmtree(desk.home)
    away.rename(desk.home)
    with desk.writing("leader", NOW) as unit:
        unit.witness("listed")
    assert check(desk).is_sound


def flip(file: Path, place: int) -> None:
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)


def test_a_flipped_bit_on_any_page_is_found(desk: Desk) -> None:
    desk.close()
    pages = desk.file.stat().st_size // PAGE
    for page in range(0, pages, 7):
        place = page * PAGE + 100 + page
        flip(desk.file, place)
        assert is_found_damaged(desk.folder), page
        flip(desk.file, place)
    assert not is_found_damaged(desk.folder)


@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_a_file_cut_short_is_found(desk: Desk, kept: float) -> None:
    desk.close()
    pages = desk.file.stat().st_size // PAGE
    desk.file.write_bytes(desk.file.read_bytes()[: int(pages * kept) * PAGE])
    assert is_found_damaged(desk.folder)


def is_found_damaged(folder: Path) -> bool:
    """Whether opening or checking the desk says that it is damaged, in a known sentence."""
    try:
        opened = enter(folder)
    except DamagedDatabase:
        return True
    try:
        return not check(opened).is_sound
    except DamagedDatabase:
        return True
    finally:
        opened.close()


def test_a_database_emptied_of_its_tables_is_not_filled_anew(desk_folder: Path, tmp_path: Path) -> None:
    desk = enter(desk_folder)
    with desk.sketching() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    desk.close()
    with pytest.raises(DamagedDatabase):
        enter(desk_folder)


def test_a_bug_is_not_called_a_failure_of_the_world(desk: Desk) -> None:
    with pytest.raises(sa.exc.OperationalError), desk.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


def test_a_closed_desk_may_be_closed_again(desk: Desk) -> None:
    desk.close()
    desk.close()
    again = unlocking.unlock(desk.home, PASSPHRASE, now=NOW, floor=CHEAP)
    assert check(again).is_sound
    again.close()


def test_an_index_over_some_rows_that_holds_others_is_found(desk: Desk) -> None:
    cursor = desk._connection.connection.cursor()
    assert desk.integrity_problems() == []
    cursor.execute("PRAGMA writable_schema = ON")
    cursor.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'withdrawn IS NULL', 'withdrawn IS NOT NULL') "
        "WHERE name = 'ix_entry_kept'"
    )
    cursor.execute("PRAGMA writable_schema = RESET")
    (problem,) = desk.integrity_problems()
    assert problem.startswith("ix_entry_kept: ")


def test_a_disk_that_stumbles_is_not_called_damaged(desk: Desk) -> None:
    with pytest.raises(CannotRead), desk.reading():
        raise DamagedDatabase
