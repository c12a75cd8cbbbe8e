"""Within one transaction a person is read once, and never remembered as they no longer are."""

from __future__ import annotations

import pytest

from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person
from esafety_desk.services.keeping import Work
from esafety_desk.store import lookups, remembered
from tests.conftest import NOW


def family_name(work: Work, person: PersonId) -> str:
    with work.desk.reading() as connection:
        return lookups.people(connection, [person])[person].family_name


def test_a_change_is_seen_in_its_own_transaction_and_in_the_next(work: Work, leader: Person) -> None:
    known = PersonId(leader.id or 0)
    assert family_name(work, known) == "Tregear"

    with work.desk.writing("leader", NOW) as unit:
        assert lookups.people(unit.connection, [known])[known].family_name == "Tregear"
        unit.change(leader.changed(family_name="Trevose"))
        assert lookups.people(unit.connection, [known])[known].family_name == "Trevose"

    assert family_name(work, known) == "Trevose"


def test_a_changed_setting_counts_at_once(work: Work) -> None:
    with work.desk.writing("leader", NOW) as unit:
        school = lookups.school(unit.connection)
        unit.change(school.changed(notice_days=21))
        assert lookups.school(unit.connection).notice_days == 21


def test_a_change_that_was_undone_is_not_remembered(work: Work, leader: Person) -> None:
    known = PersonId(leader.id or 0)
    try:
        with work.desk.writing("leader", NOW) as unit:
            unit.change(leader.changed(family_name="Trevose"))
            lookups.people(unit.connection, [known])
            raise RuntimeError("the lights went out")
    except RuntimeError:
        pass

    assert family_name(work, known) == "Tregear"


def test_no_more_people_are_remembered_than_there_is_room_for(
    work: Work, leader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "_MOST", 0)
    assert family_name(work, PersonId(leader.id or 0)) == "Tregear"
