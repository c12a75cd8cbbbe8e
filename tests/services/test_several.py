"""One act on several records: every rule still holds, what may not change stays and says why, one Undo serves all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from esafety_desk.host.progress import Cancelled
from esafety_desk.records.action import Action
from esafety_desk.records.base import RecordId
from esafety_desk.records.incident import Incident, Status, Whereabouts
from esafety_desk.records.people import Person
from esafety_desk.services import keeping, several
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit
from tests.conftest import TODAY

Enter = Callable[..., RecordId]


@pytest.fixture
def enter(work: Work) -> Enter:
    def entered(**fields: Any) -> RecordId:
        values = {
            "kind": "conduct.online-bullying",
            "summary": "Class group chat turned on one child",
            "happened_on": date(2026, 11, 16),
            "reported_on": date(2026, 11, 17),
            "whereabouts": Whereabouts.IN_SCHOOL,
        }
        return keeping.save(work, Incident(**{**values, **fields})).record.id

    return entered


def status(work: Work, key: int) -> Status:
    return keeping.load(work, "incidents", key).status


def test_incidents_are_closed_together_and_one_without_its_decision_stays(work: Work, enter: Enter) -> None:
    inside = [enter(), enter()]
    outside = enter(whereabouts=Whereabouts.OUTSIDE)
    told = several.end(work, "incidents", [*inside, outside], "close", "Talked through in class")
    assert told.message == "2 incidents closed. 1 as before, each with its reason."
    assert [one.reference for one in told.stayed] == ["INC-2026-003"]
    assert "Before closing, record whether the school acts" in told.stayed[0].why
    assert [status(work, key) for key in (*inside, outside)] == [Status.CLOSED, Status.CLOSED, Status.OPEN]
    closed = keeping.load(work, "incidents", inside[0])
    assert (closed.closed_on, closed.closing_reason) == (TODAY, "Talked through in class")


def test_one_undo_opens_them_all_again(work: Work, enter: Enter) -> None:
    ids = [enter(), enter()]
    told = several.end(work, "incidents", ids, "close", "Talked through in class")
    assert keeping.undo(work, told.undo).message == "2 incidents as before."
    assert {status(work, key) for key in ids} == {Status.OPEN}


def test_undo_of_several_is_refused_whole_once_one_has_changed(work: Work, enter: Enter) -> None:
    ids = [enter(), enter()]
    told = several.end(work, "incidents", ids, "close", "Talked through in class")
    closed = keeping.load(work, "incidents", ids[1])
    keeping.save(work, closed.changed(summary="Told otherwise since"))
    with pytest.raises(keeping.KnownError, match="has changed since"):
        keeping.undo(work, told.undo)
    assert {status(work, key) for key in ids} == {Status.CLOSED}


def test_closing_asks_for_a_reason_and_a_closed_one_stays_closed_as_it_was(work: Work, enter: Enter) -> None:
    key = enter()
    with pytest.raises(keeping.Refused):
        several.end(work, "incidents", [key], "close", "  ")
    several.end(work, "incidents", [key], "close", "First")
    again = several.end(work, "incidents", [key], "close", "Second")
    assert (again.message, again.undo, len(again.stayed)) == ("", None, 1)
    assert keeping.load(work, "incidents", key).closing_reason == "First"


def test_actions_are_given_to_one_person_and_each_change_is_audited(work: Work, leader: Person) -> None:
    ids = [keeping.save(work, Action(what=f"Thing {n}", due_on=TODAY)).record.id for n in range(3)]
    told = several.assign(work, "actions", ids, "owner_id", leader.id)
    assert told.message == "3 actions given to Morwenna Tregear."
    assert {keeping.load(work, "actions", key).owner_id for key in ids} == {leader.id}
    with work.desk.reading() as connection:
        changed = [line for line in audit.lines(connection) if line.verb == "changed"]
    assert [line.fields for line in changed] == ["owner_id"] * 3


def test_what_is_stopped_half_way_has_changed_nothing(work: Work, enter: Enter) -> None:
    ids = [enter(), enter(), enter()]

    def stop_at_the_third(done: int, of: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        several.end(work, "incidents", ids, "close", "Talked through", stop_at_the_third)
    assert {status(work, key) for key in ids} == {Status.OPEN}
