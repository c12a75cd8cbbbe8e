"""The connection: encrypted, strict, and never a fresh file in place of a lost one."""

from __future__ import annotations

from pathlib import Path

import pytest

from esafety_desk.host.errors import DamagedDatabase, DeskInUse, MissingDatabase
from esafety_desk.store import engine
from esafety_desk.store.desk import Desk
from tests.conftest import NOW

KEY = bytes(range(32))


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


def test_a_desk_held_by_another_writer_is_in_use(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_PRAGMAS", [p for p in engine._PRAGMAS if "busy" not in p])
    key = desk._connection.connection.cursor()
    key.close()
    with desk.writing("leader", NOW), pytest.raises(DeskInUse):
        with engine.known_failures():
            raise engine.sqlcipher.OperationalError("database is locked")


def test_damage_inside_the_file_is_found_by_the_check(desk: Desk) -> None:
    desk.close()
    content = bytearray(desk.file.read_bytes())
    content[4096 * 3 + 100] ^= 1
    desk.file.write_bytes(content)
    assert engine._as_known(engine.sqlcipher.DatabaseError("database disk image is malformed"))
