"""What was opened or worked on last comes first, before anything is typed and among what fits alike."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from esafety_desk.records.action import Action
from esafety_desk.records.base import RecordId
from esafety_desk.records.people import Person
from esafety_desk.services import keeping, searching
from esafety_desk.services.keeping import Work
from tests.conftest import TODAY


@pytest.fixture
def rings(work: Work) -> list[RecordId]:
    """Ten actions, the first due longest ago."""
    days = [TODAY - timedelta(days=100 - number) for number in range(10)]
    return [keeping.save(work, Action(what=f"Ring home {day}", due_on=day)).record.id for day in days]


def ids(hits: list[searching.Hit]) -> list[RecordId]:
    return [hit.id for hit in hits]


def test_what_was_opened_comes_first_then_what_was_worked_on(work: Work, rings: list[RecordId]) -> None:
    found = ids(searching.recent(work.desk, [rings[3], rings[0]], work.actor, limit=4))
    assert found == [rings[3], rings[0], rings[9], rings[8]]


def test_what_was_withdrawn_or_done_by_another_key_is_not_offered(work: Work, rings: list[RecordId]) -> None:
    keeping.withdraw(work, "actions", rings[9], "Entered twice")
    assert rings[9] not in ids(searching.recent(work.desk, [rings[9]], work.actor))
    assert searching.recent(work.desk, [], "deputy-2") == []


def test_recent_comes_first_among_equals_and_is_found_however_old(work: Work, rings: list[RecordId]) -> None:
    found = searching.find(work.desk, "ring hom", limit=3, recent=[rings[0]])
    assert ids(found) == [rings[0], rings[9], rings[8]]


def test_recent_that_does_not_fit_is_not_found(work: Work, rings: list[RecordId]) -> None:
    assert searching.find(work.desk, "homework", recent=rings) == []


def test_people_stay_before_records_even_recent_ones(work: Work, pupil: Person) -> None:
    action = keeping.save(work, Action(what="Speak with Zając", due_on=date(2026, 11, 20))).record
    assert ids(searching.find(work.desk, "zajac", recent=[action.id])) == [pupil.id, action.id]
