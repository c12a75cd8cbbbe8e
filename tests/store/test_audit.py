"""The audit chain finds every line that was edited, removed or renumbered, and names nobody."""

from __future__ import annotations

import pytest

from esafety_desk.records.people import Person
from esafety_desk.services import keeping
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit
from esafety_desk.store.desk import Desk


def tamper(desk: Desk, statement: str) -> None:
    """Change the database as someone who has the key could."""
    with desk.sketching() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET verb = 'changed' WHERE sequence = 2",
        "UPDATE audit SET actor = 'somebody' WHERE sequence = 1",
        "DELETE FROM audit WHERE sequence = 2",
        "UPDATE audit SET sequence = 99 WHERE sequence = 3",
        "UPDATE audit SET at = '2020-01-01T00:00:00.000000+00:00' WHERE sequence = 2",
    ],
)
def test_a_touched_line_breaks_the_chain(work: Work, pupil: Person, teacher: Person, statement: str) -> None:
    assert check(work.desk).is_sound
    tamper(work.desk, statement)
    assert not check(work.desk).is_sound


def test_a_record_changed_behind_the_programs_back_is_found(work: Work, pupil: Person) -> None:
    tamper(work.desk, f"UPDATE people SET given_name = 'Nobody' WHERE id = {pupil.id}")
    assert any(pupil.reference in problem for problem in check(work.desk).problems)


def test_no_name_stands_in_the_audit(work: Work, pupil: Person) -> None:
    keeping.save(work, pupil.changed(known_as="Lukey"))
    with work.desk.reading() as connection:
        said = " ".join(
            f"{line.actor} {line.verb} {line.reference} {line.fields}" for line in audit.lines(connection)
        )
    for name in ("Łukasz", "Zając", "Lukey", "Morwenna"):
        assert name not in said
    assert "known_as" in said


def test_a_look_moves_the_chain_but_not_the_last_change(work: Work, pupil: Person) -> None:
    with work.desk.reading() as connection:
        changed = audit.head_of_records(connection)
    with work.desk.writing("leader", work.now) as unit:
        unit.witness("listed", "people")
    with work.desk.reading() as connection:
        assert audit.head_of_records(connection) == changed
        assert audit.head(connection).sequence == changed.sequence + 1


def test_a_unit_that_fails_leaves_neither_record_nor_line(work: Work, pupil: Person) -> None:
    def half_done() -> None:
        with work.desk.writing("leader", work.now) as unit:
            unit.add(Person(kind="pupil", given_name="Half", family_name="Done"))
            raise RuntimeError

    before = check(work.desk)
    with pytest.raises(RuntimeError):
        half_done()
    assert check(work.desk) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET withdrawn = 'hidden' WHERE id = 32",
        "UPDATE entry SET entered_at = '2026-01-01T00:00:00.000000+00:00' WHERE id = 32",
        "UPDATE entry SET dated_on = '2020-01-01' WHERE id = 32",
        "UPDATE entry SET register = 'nothing' WHERE id = 32",
        "UPDATE people SET birth_date = 'yesterday' WHERE id = 32",
        "UPDATE people SET given_name = '' WHERE id = 32",
        "UPDATE entry SET entered_at = 'once' WHERE id = 32",
    ],
)
def test_what_stands_around_a_record_is_held_against_the_chain_too(
    work: Work, pupil: Person, teacher: Person, statement: str
) -> None:
    tamper(work.desk, statement)
    altered = [problem for problem in check(work.desk).problems if "outside the program" in problem]
    assert altered == [f"{pupil.reference} was changed outside the program."]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET at = 'once' WHERE sequence = 2",
        "UPDATE audit SET digest = 'text' WHERE sequence = 2",
        "DELETE FROM secret",
        "DELETE FROM audit",
    ],
)
def test_a_chain_that_cannot_even_be_read_is_reported(work: Work, pupil: Person, statement: str) -> None:
    tamper(work.desk, statement)
    assert not check(work.desk).is_sound


def test_taking_out_and_bringing_back_leaves_a_sound_desk(work: Work, pupil: Person) -> None:
    withdrawn = keeping.withdraw(work, "people", pupil.id or 0, "Entered twice.")
    assert check(work.desk).is_sound
    assert withdrawn.undo is not None
    keeping.undo(work, withdrawn.undo)
    assert check(work.desk).is_sound
