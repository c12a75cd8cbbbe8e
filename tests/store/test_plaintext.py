"""Nothing a school writes stands readable on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from esafety_desk.records.base import Record
from esafety_desk.records.facts import Kind, facts
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.services import drafting, keeping
from esafety_desk.services.keeping import Work
from tests.conftest import TODAY

CANARY = "Quetzalcanary"


def filled(record: Record) -> Record:
    """``record`` with the canary in every field that takes text."""
    texts = {f.name: CANARY for f in facts(type(record)).values() if f.kind in (Kind.TEXT, Kind.LONG_TEXT)}
    return record.changed(**texts)


def files_with_canary(folder: Path) -> list[str]:
    spellings = [CANARY.encode(), CANARY.lower().encode(), CANARY.encode("utf-16-le")]
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and any(spelling in file.read_bytes() for spelling in spellings)
    ]


@pytest.fixture
def written(work: Work) -> Work:
    person = keeping.save(work, filled(Person(kind="pupil", given_name="x"))).record
    keeping.save(work, filled(Note(about_id=person.id, dated=TODAY, text="x")))
    keeping.save(work, filled(Referral(to=ReferredTo.POLICE, referred_on=TODAY)))
    drafting.keep_draft(work.desk, "incidents:new", {"account": CANARY}, work.now)
    return work


def test_neither_database_nor_log_nor_draft_shows_a_word(written: Work, desk_folder: Path) -> None:
    assert files_with_canary(desk_folder) == []
    written.desk.close()
    assert files_with_canary(desk_folder) == []


def test_the_hunt_would_find_it_in_a_plain_copy(written: Work, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    cursor = written.desk._connection.connection.cursor()
    cursor.execute(f"ATTACH DATABASE '{plain / 'copy.db'}' AS plain KEY ''")
    cursor.execute("SELECT sqlcipher_export('plain')")
    cursor.close()
    assert files_with_canary(plain) == ["copy.db"]
