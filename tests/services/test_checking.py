"""The check reads everything and writes nothing, and says in a sentence what is amiss."""

from __future__ import annotations

from pathlib import Path

import pytest

from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.records.registers import REGISTERS
from esafety_desk.services import keeping
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from esafety_desk.store import attachments
from tests.conftest import TODAY
from tests.records.clause_examples import CONTENT
from tests.records.examples import parents, records


@pytest.fixture
def full(work: Work, pupil: Person, teacher: Person) -> Work:
    """A desk with one record of every register, one of them withdrawn."""
    with work.desk.writing("leader", work.now) as unit:
        approval, account = parents(unit, pupil.id or 0, teacher.id or 0)
    whole = records(pupil.id or 0, teacher.id or 0, pupil.id or 0, approval, account)
    for name, record in whole.items():
        if name != "school":
            with work.desk.writing("leader", work.now) as unit:
                added = unit.add(record)
                if name == "attachments":
                    attachments.write(unit.connection, added.id or 0, CONTENT)
    kept = keeping.save(work, Note(about_id=pupil.id, dated=TODAY, text="wombat")).record
    keeping.withdraw(work, "notes", kept.id or 0, "Wrong child.")
    return work


def spoil(work: Work, statement: str) -> tuple[str, ...]:
    with work.desk.sketching() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        connection.exec_driver_sql(statement)
    return check(work.desk).problems


def test_a_full_desk_is_sound_and_counted_without_what_was_withdrawn(full: Work) -> None:
    found = check(full.desk)
    assert found.problems == ()
    more = {"people": 4, "approvals": 2, "official-accounts": 2, "clauses": 30}
    assert found.counts == {name: more.get(name, 1) for name in REGISTERS}
    assert len(found.audit_head) == 16


def test_checking_writes_nothing(full: Work, desk_folder: Path) -> None:
    before = check(full.desk)
    files = {file.name: file.stat().st_mtime_ns for file in desk_folder.iterdir()}
    assert check(full.desk) == before
    assert {file.name: file.stat().st_mtime_ns for file in desk_folder.iterdir()} == files


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE search_text SET body = 'something else' WHERE entry_id = 32",
        "UPDATE search_text SET title = body WHERE entry_id = 32",
        "DELETE FROM search_text WHERE entry_id = 32",
        "DELETE FROM search WHERE rowid = (SELECT id FROM search_text WHERE entry_id = 32)",
        "INSERT INTO search(search) VALUES ('delete-all')",
    ],
)
def test_an_index_that_does_not_say_what_the_records_say_is_found(full: Work, statement: str) -> None:
    assert "The search index does not match the records." in spoil(full, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incidents SET summary = 'Nothing happened'",
        "UPDATE incidents SET reported_on = 'sometime'",
        "UPDATE incidents SET platforms = 'not json'",
        "UPDATE incidents SET status = 'forgotten'",
        "UPDATE incidents_people SET involved_as = 'instigator' WHERE position = 0",
        "DELETE FROM incidents_people",
    ],
)
def test_an_altered_incident_is_named_and_no_other(full: Work, statement: str) -> None:
    altered = [problem for problem in spoil(full, statement) if "outside the program" in problem]
    assert altered == ["INC-2026-001 was changed outside the program."]


def test_a_record_that_was_taken_out_is_missed(full: Work) -> None:
    with full.desk.sketching() as connection:
        for table in ("notes", "search_text", "entry"):
            key = {"search_text": "entry_id"}.get(table, "id")
            last = connection.exec_driver_sql("SELECT max(id) FROM entry").scalar()
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE {key} = {last}")
    assert check(full.desk).problems == ("NOT-2026-002 was changed outside the program.",)


def test_no_problem_quotes_a_record(full: Work) -> None:
    said = " ".join(spoil(full, "UPDATE people SET given_name = 'Wombat', birth_date = 'Wombat'"))
    assert "PER-2026-001" in said
    assert "ombat" not in said
