"""One unit of work: references count up, parts are replaced, fields are named, and all of it or nothing."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from esafety_desk.records.incident import Incident, Involved, InvolvedAs
from esafety_desk.records.people import Person
from esafety_desk.records.registers import INCIDENTS, PEOPLE
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit, entries, rows
from esafety_desk.store.audit import Line
from tests.conftest import NOW, TODAY


def incident(*people: Person, **values: object) -> Incident:
    involved = [Involved(person_id=p.id, involved_as=InvolvedAs.TARGET) for p in people]
    plain = {"kind": "x", "summary": "Unkind", "whereabouts": "in-school", "reported_on": TODAY}
    return Incident.model_validate(plain | {"people": involved} | values)


def last_line(work: Work) -> Line:
    with work.desk.reading() as connection:
        return list(audit.lines(connection))[-1]


def test_references_count_up_within_their_register_and_year(work: Work) -> None:
    with work.desk.writing("leader", work.now) as unit:
        first = [unit.add(incident()).reference for _ in range(3)]
        other = unit.add(Person(kind="pupil", given_name="A")).reference
    with work.desk.writing("leader", NOW + timedelta(days=365)) as unit:
        later = unit.add(incident()).reference
    assert first == ["INC-2026-001", "INC-2026-002", "INC-2026-003"]
    assert (other, later) == ("PER-2026-002", "INC-2027-001")


def test_the_thousandth_reference_grows_a_digit(work: Work) -> None:
    with work.desk.sketching() as connection:
        connection.exec_driver_sql("INSERT INTO counter VALUES ('INC-2026', 999)")
    with work.desk.writing("leader", work.now) as unit:
        assert unit.add(incident()).reference == "INC-2026-1000"


def test_a_reference_is_not_given_twice_after_a_failed_unit(work: Work) -> None:
    def half_done() -> None:
        with work.desk.writing("leader", work.now) as unit:
            unit.add(incident())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    with work.desk.writing("leader", work.now) as unit:
        assert unit.add(incident()).reference == "INC-2026-001"
        assert unit.add(incident()).reference == "INC-2026-002"


def test_parts_are_replaced_not_added_to(work: Work, pupil: Person, teacher: Person) -> None:
    with work.desk.writing("leader", work.now) as unit:
        kept = unit.add(incident(pupil, teacher))
        unit.change(kept.changed(people=kept.people[:0:-1]))
    with work.desk.reading() as connection:
        record = rows.read(connection, INCIDENTS, [kept.id or 0])[kept.id]
        parts = connection.exec_driver_sql("SELECT count(*) FROM incidents_people").scalar()
    assert isinstance(record, Incident)
    assert [involved.person_id for involved in record.people] == [teacher.id]
    assert parts == 1


def test_the_line_names_the_fields_that_were_filled_then_those_that_differ(work: Work, pupil: Person) -> None:
    with work.desk.writing("leader", work.now) as unit:
        kept = unit.add(incident(pupil))
    assert {"kind", "summary", "people"} <= set(last_line(work).fields.split())
    assert "account" not in last_line(work).fields.split()
    with work.desk.writing("leader", work.now) as unit:
        unit.change(kept.changed(account="More is known", people=()))
    assert last_line(work).fields == "people account"
    assert last_line(work).reference == kept.reference


def test_a_copy_that_changes_nothing_leaves_no_line(work: Work, pupil: Person) -> None:
    before = check(work.desk)
    with work.desk.writing("leader", work.now) as unit:
        unit.change(pupil)
        assert unit.changed == set()
    assert check(work.desk) == before


def test_a_change_keeps_the_reference_whatever_the_copy_says(work: Work, pupil: Person) -> None:
    with work.desk.writing("leader", work.now) as unit:
        changed = unit.change(pupil.changed(reference="", class_name="5B"))
    assert changed.reference == pupil.reference == last_line(work).reference
    assert check(work.desk).is_sound


def test_a_unit_says_which_registers_changed(work: Work, pupil: Person) -> None:
    with work.desk.writing("leader", work.now) as unit:
        unit.witness("listed", "people")
        assert unit.changed == set()
        unit.add(incident())
        unit.change(pupil.changed(class_name="5B"))
        assert unit.changed == {"incidents", "people"}


def test_when_it_was_entered_stays_and_when_it_changed_moves(work: Work, pupil: Person) -> None:
    later = NOW + timedelta(hours=3)
    with work.desk.writing("leader", later) as unit:
        unit.change(pupil.changed(class_name="5B"))
    with work.desk.reading() as connection:
        entry = entries.read(connection, pupil.id or 0)
    assert (entry.entered_at, entry.changed_at, entry.withdrawn) == (NOW, later, None)


def test_moments_are_kept_in_utc_so_that_they_sort(work: Work) -> None:
    summer = timezone(timedelta(hours=1))
    with work.desk.writing("leader", datetime(2027, 7, 2, 0, 30, tzinfo=summer)) as unit:
        unit.witness("listed")
    assert last_line(work).at.isoformat() == "2027-07-01T23:30:00+00:00"


def test_an_unknown_record_is_not_found(work: Work, pupil: Person) -> None:
    with work.desk.writing("leader", work.now) as unit:
        with pytest.raises(LookupError):
            unit.get(INCIDENTS, pupil.id or 0)
        with pytest.raises(LookupError):
            unit.change(pupil.changed(id=9_999))
        with pytest.raises(LookupError):
            unit.change(Person(kind="pupil", given_name="Nobody yet"))
        assert unit.get(PEOPLE, pupil.id or 0) == pupil
