"""The database's history leads to the shape the records declare, step by step, and back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from esafety_desk.host.errors import DamagedDatabase, NewerDesk
from esafety_desk.services import unlocking
from esafety_desk.services.checking import check
from esafety_desk.services.searching import find
from esafety_desk.store import engine, generations, migrating
from esafety_desk.store.desk import Desk
from esafety_desk.store.migrations import HEAD
from esafety_desk.store.tables import metadata
from tests.conftest import CHEAP, NOW, PASSPHRASE

KEY = bytes(range(32))


def is_ours(change: tuple[object, ...]) -> bool:
    """Full-text search keeps tables of its own, which no record declares."""
    return not str(getattr(change[1], "name", change[1])).startswith("search")


def test_the_newest_step_is_what_the_records_declare(desk: Desk) -> None:
    with desk.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert [c for c in compare_metadata(context, metadata) if is_ours(c)] == []


def test_every_step_goes_up_and_down_again(tmp_path: Path) -> None:
    opened = engine.open_engine(tmp_path / "desk.db", KEY, create=True)
    migrating.run(opened, HEAD)
    migrating.run(opened, "base", down=True)
    with opened.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {name for (name,) in tables} <= {"alembic_version", "sqlite_sequence"}
    migrating.run(opened, HEAD)
    opened.dispose()


def test_a_desk_from_a_newer_version_is_left_alone(desk: Desk, desk_folder: Path) -> None:
    with desk.sketching() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    desk.close()
    before = (desk_folder / "desk.db").read_bytes()
    with pytest.raises(NewerDesk):
        unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP)
    assert (desk_folder / "desk.db").read_bytes() == before


def test_a_desk_of_the_first_version_is_upgraded_as_a_copy_with_all_it_holds(tmp_path: Path) -> None:
    """The archive was written by the first version: one child, one incident, one referral."""
    with zipfile.ZipFile(Path(__file__).parent / "data" / "desk-0001.zip") as archive:
        archive.extractall(tmp_path)
    before = (tmp_path / "desk.db").read_bytes()
    desk = unlocking.unlock(tmp_path, PASSPHRASE, now=NOW, floor=CHEAP)
    found = {hit.reference for hit in find(desk, "zajac")}
    assert {"PER-2026-002", "INC-2026-001"} <= found
    result = check(desk)
    desk.close()
    assert result.is_sound
    assert result.counts["referrals"] == 1
    assert result.counts["clauses"] > 20
    assert desk.folder == tmp_path / "generations" / "0001"
    (kept,) = generations.replaced(tmp_path)
    assert (kept / "desk.db").read_bytes() == before
    unlocking.unlock(tmp_path, PASSPHRASE, now=NOW, floor=CHEAP).close()


def test_an_upgrade_that_fails_leaves_the_desk_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(Path(__file__).parent / "data" / "desk-0001.zip") as archive:
        archive.extractall(tmp_path)
    before = (tmp_path / "desk.db").read_bytes()
    with monkeypatch.context() as failing:
        failing.setattr(Desk, "integrity_problems", lambda self: ["a page does not fit"])
        with pytest.raises(DamagedDatabase):
            unlocking.unlock(tmp_path, PASSPHRASE, now=NOW, floor=CHEAP)
    assert generations.current(tmp_path) == tmp_path
    assert generations.replaced(tmp_path) == []
    assert (tmp_path / "desk.db").read_bytes() == before
    unlocking.unlock(tmp_path, PASSPHRASE, now=NOW, floor=CHEAP).close()
