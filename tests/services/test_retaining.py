"""Retention: nothing goes by itself, nothing old is overlooked, and a decision lasts."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.base import Record
from esafety_desk.records.incident import Incident
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.services import erasing, keeping, retaining, undoing
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.store import audit, retention
from esafety_desk.store.retention import Decision
from tests.conftest import TODAY
from tests.evidence_files import incident

R = TypeVar("R", bound=Record)
LONG_AGO = date(2020, 11, 18)
"""Six years and a day before today."""


def entered(work: Work, record: R) -> R:
    """``record`` kept, with yes to every question whether such an old day is the right one."""
    return keeping.save(work, record, confirmed=frozenset(type(record).model_fields)).record


def old_incident(work: Work, day: date = LONG_AGO) -> Incident:
    return entered(work, incident(reported_on=day, happened_on=day))


def due(work: Work) -> list[str]:
    return [each.reference for each in retaining.queue(work.desk, work.today).due]


def test_an_incident_comes_up_six_years_after_its_last_day(work: Work) -> None:
    old, young = old_incident(work), old_incident(work, date(2020, 11, 20))
    (found,) = retaining.queue(work.desk, TODAY).due
    assert (found.reference, found.kept_class) == (old.reference, "Incidents and referrals")
    assert (found.last_day, found.due_on) == (LONG_AGO, date(2026, 11, 18))
    assert young.reference not in due(work)


def test_what_hangs_on_it_counts_and_does_not_come_up_by_itself(work: Work) -> None:
    old = old_incident(work)
    entered(work, Note(about_id=old.id, dated=LONG_AGO, text="Rang home"))
    (found,) = retaining.queue(work.desk, TODAY).due
    assert found.hangs_on == 1
    entered(work, Note(about_id=old.id, dated=date(2024, 1, 8), text="Asked again"))
    assert due(work) == []


def test_what_comes_up_is_called_by_the_words_of_the_school(work: Work) -> None:
    asked = AccountApproval(
        requested_by=None, requested_on=LONG_AGO, platform="padlet", purpose="A wall", to_review=True
    )
    entered(work, asked)
    (found,) = retaining.queue(work.desk, TODAY).due
    assert found.heading == "Waiting: Padlet"


def test_a_matter_of_staff_conduct_is_kept_ten_years_and_listed_without_words(work: Work) -> None:
    old = old_incident(work)
    entered(work, Referral(about_id=old.id, to=ReferredTo.LADO, referred_on=LONG_AGO))
    assert due(work) == []
    alone = entered(work, Referral(to=ReferredTo.HR, referred_on=date(2016, 1, 8)))
    (found,) = retaining.queue(work.desk, TODAY).due
    assert (found.heading, found.kept_class) == (alone.reference, "Matters of staff conduct")


def test_a_child_who_left_comes_up_once_nothing_about_them_is_kept(work: Work, pupil: Person) -> None:
    left = entered(work, pupil.changed(left_on=date(2024, 7, 19)))
    assert due(work) == [left.reference]
    entered(work, incident(people=[{"person_id": left.id, "involved_as": "target"}]))
    assert due(work) == []


def test_a_withdrawn_record_comes_up_too(work: Work) -> None:
    old = old_incident(work)
    keeping.withdraw(work, "incidents", old.id, "Entered twice")
    assert due(work) == [old.reference]


def test_the_school_s_own_period_counts(work: Work) -> None:
    old = old_incident(work)
    school = keeping.load(work, "school", 1)
    keeping.save(work, school.changed(keep_incidents_years=25))
    assert due(work) == []
    keeping.save(work, school.changed(keep_incidents_years=2))
    assert due(work) == [old.reference]


def test_kept_on_review_it_rests_for_its_period_or_until_the_day_named(work: Work) -> None:
    old = old_incident(work)
    assert retaining.keep(work, old.id).decision.review_on == date(2032, 11, 19)
    assert due(work) == []
    retaining.extend(work, old.id, date(2026, 12, 1), "A sibling is still here")
    (found,) = retaining.queue(work.desk, date(2026, 12, 1)).due
    assert (found.reference, found.decision.reason) == (old.reference, "A sibling is still here")


@pytest.mark.parametrize(
    ("until", "reason", "at_fault"),
    [
        (TODAY, "A sibling is still here", {"until"}),
        (None, "A sibling is still here", {"until"}),
        (date(2126, 11, 20), "A sibling is still here", {"until"}),
        (date(2027, 1, 8), " ", {"reason"}),
        (None, "", {"until", "reason"}),
    ],
)
def test_keeping_longer_takes_a_day_ahead_and_a_reason(
    work: Work, until: date | None, reason: str, at_fault: set[str]
) -> None:
    old = old_incident(work)
    with pytest.raises(Refused) as refused:
        retaining.extend(work, old.id, until, reason)
    assert set(refused.value.messages) == at_fault
    assert due(work) == [old.reference]


def test_a_decision_is_taken_back_unless_another_was_made_since(work: Work) -> None:
    old = old_incident(work)
    extended = retaining.extend(work, old.id, date(2027, 1, 8), "A sibling is still here")
    undoing.undo(work, extended.undo)
    assert due(work) == [old.reference]
    extended = retaining.extend(work, old.id, date(2027, 1, 8), "A sibling is still here")
    held = retaining.hold(work, old.id, "Asked for by the court")
    with pytest.raises(KnownError, match="since"):
        undoing.undo(work, extended.undo)
    undoing.undo(work, held.undo)
    undoing.undo(work, extended.undo)
    assert due(work) == [old.reference]


def test_a_decision_about_what_was_erased_is_not_taken_back(work: Work) -> None:
    old = old_incident(work)
    retaining.hold(work, old.id, "Asked for by the court")
    released = retaining.release(work, old.id)
    erasing.erase(work, [old.id], erasing.Ground.PERIOD_OVER)
    with pytest.raises(KnownError, match="since"):
        undoing.undo(work, released.undo)


def test_a_young_record_that_is_held_stands_among_the_held(work: Work) -> None:
    young = entered(work, incident())
    note = entered(work, Referral(about_id=young.id, to=ReferredTo.LADO, referred_on=TODAY))
    retaining.hold(work, young.id, "Asked for by the court")
    retaining.hold(work, note.id, "An inquiry")
    found = retaining.queue(work.desk, TODAY)
    assert found.due == ()
    assert {each.reference: each.decision.hold for each in found.held} == {
        young.reference: "Asked for by the court",
        note.reference: "An inquiry",
    }


def test_the_reason_goes_with_the_words_of_a_record(work: Work) -> None:
    old = old_incident(work)
    retaining.extend(work, old.id, date(2027, 1, 8), "Zofia asked for it")
    erasing.anonymise(work, [old.id], erasing.Ground.PERIOD_OVER)
    with work.desk.reading() as connection:
        assert retention.decided(connection, old.id) == Decision(date(2027, 1, 8))


def test_a_hold_keeps_it_from_review_and_from_erasure_until_it_is_released(work: Work) -> None:
    old = old_incident(work)
    with pytest.raises(Refused):
        retaining.hold(work, old.id, " ")
    retaining.hold(work, old.id, "Asked for by the court")
    found = retaining.queue(work.desk, TODAY)
    assert (found.due, [each.decision.hold for each in found.held]) == ((), ["Asked for by the court"])
    with pytest.raises(KnownError, match="is held"):
        erasing.erase(work, [old.id], erasing.Ground.PERIOD_OVER)
    retaining.release(work, old.id)
    assert due(work) == [old.reference]
    erasing.erase(work, [old.id], erasing.Ground.PERIOD_OVER)
    assert due(work) == []
    assert check(work.desk).is_sound


def test_every_decision_is_a_line_of_the_audit(work: Work) -> None:
    old = old_incident(work)
    retaining.keep(work, old.id)
    retaining.hold(work, old.id, "An inquiry")
    released = retaining.release(work, old.id)
    retaining.back(work, released.undo)
    retaining.extend(work, old.id, date(2040, 1, 8), "A sibling is still here")
    with work.desk.reading() as connection:
        verbs = [line.verb for line in audit.lines(connection, old.reference)]
    assert verbs == ["created", "kept on review", "held", "released", "decision taken back", "kept longer"]


def test_a_leap_day_does_not_stop_the_queue(work: Work) -> None:
    old = old_incident(work, date(2020, 2, 29))
    assert due(work) == [old.reference]
    assert retaining.queue(work.desk, date(2028, 2, 29)).due
