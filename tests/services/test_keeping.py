"""What may be kept, what must be mended first, what is asked once again, and what can be taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.incident import Incident, Involved, InvolvedAs, Status, Whereabouts
from esafety_desk.records.people import Person
from esafety_desk.records.registers import INCIDENTS
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services import keeping, listing
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.services.listing import ListQuery
from tests.conftest import TODAY


def request(asker: Person, **decided: object) -> AccountApproval:
    values = {
        "requested_by": asker.id,
        "requested_on": TODAY - timedelta(days=7),
        "platform": "padlet",
        "purpose": "Class poems",
        **decided,
    }
    return AccountApproval.model_validate(values)


def approved(asker: Person, by: Person, on: date = TODAY) -> AccountApproval:
    return request(asker, decision=Decision.APPROVED, decided_by=by.id, decided_on=on)


def incident(**values: object) -> Incident:
    return Incident.model_validate(
        {
            "kind": "conduct.online-bullying",
            "summary": "Unkind messages in a class chat",
            "whereabouts": Whereabouts.IN_SCHOOL,
            "reported_on": TODAY,
            **values,
        }
    )


def supported(work: Work, adviser: Person, *attendees: Person) -> None:
    session = SupportSession(
        held_on=TODAY - timedelta(days=3),
        adviser_id=adviser.id,
        attendees=tuple(Attendee(person_id=person.id) for person in attendees),
    )
    keeping.save(work, session)


def test_the_head_may_approve_a_supported_teachers_account(
    work: Work, leader: Person, head: Person, teacher: Person
) -> None:
    supported(work, leader, teacher)
    saved = keeping.save(work, approved(teacher, head))
    assert saved.record.reference == "APP-2026-001"


def test_someone_without_the_role_on_that_day_may_not_approve(
    work: Work, leader: Person, teacher: Person
) -> None:
    with pytest.raises(Refused) as refusal:
        keeping.save(work, approved(teacher, leader))
    assert "decided_by" in refusal.value.messages


def test_a_head_who_had_left_by_then_may_not_approve(work: Work, head: Person, teacher: Person) -> None:
    keeping.save(work, head.changed(left_on=TODAY - timedelta(days=1)))
    with pytest.raises(Refused) as refusal:
        keeping.save(work, approved(teacher, head), confirmed=frozenset({"decision"}))
    assert "decided_by" in refusal.value.messages


def test_nobody_approves_their_own_request(work: Work, head: Person) -> None:
    with pytest.raises(Refused) as refusal:
        keeping.save(work, approved(head, head), confirmed=frozenset({"decision"}))
    assert refusal.value.messages["decided_by"].startswith("Nobody may approve their own")


def test_approving_without_a_support_session_asks_once_again(
    work: Work, head: Person, teacher: Person
) -> None:
    with pytest.raises(Refused) as refusal:
        keeping.save(work, approved(teacher, head))
    assert not refusal.value.messages
    assert set(refusal.value.questions) == {"decision"}
    keeping.save(work, approved(teacher, head), confirmed=frozenset({"decision"}))


def test_a_date_to_come_is_asked_about_and_kept_when_confirmed(work: Work) -> None:
    tomorrow = incident(reported_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused) as refusal:
        keeping.save(work, tomorrow)
    assert set(refusal.value.questions) == {"reported_on"}
    keeping.save(work, tomorrow, confirmed=frozenset({"reported_on"}))


def test_nothing_closes_over_an_open_action_without_a_reason(work: Work) -> None:
    kept = keeping.save(work, incident()).record
    keeping.save(work, Action(about_id=kept.id, what="Ring home", due_on=TODAY))
    closed = kept.changed(status=Status.CLOSED, closed_on=TODAY)
    with pytest.raises(Refused) as refusal:
        keeping.save(work, closed)
    assert set(refusal.value.messages) == {"closing_reason"}
    keeping.save(work, closed.changed(closing_reason="Mother will ring us next week."))


def test_an_incident_outside_school_closes_only_with_the_decision(work: Work, head: Person) -> None:
    kept = keeping.save(
        work, incident(whereabouts=Whereabouts.OUTSIDE, urgent_action="Rang home", urgent_action_on=TODAY)
    ).record
    closed = {"status": Status.CLOSED, "closed_on": TODAY}
    with pytest.raises(Refused) as refusal:
        keeping.save(work, kept.changed(**closed))
    assert set(refusal.value.messages) == {"decision"}
    decided = {"decision": "acts", "grounds": ["threat"], "rationale": "A child was threatened."}
    keeping.save(work, kept.changed(**closed, **decided, decided_by=head.id, decided_on=TODAY))


def test_a_change_is_undone_as_a_new_act(work: Work) -> None:
    first = keeping.save(work, incident())
    second = keeping.save(work, first.record.changed(severity="3-high"))
    assert second.undo is not None
    keeping.undo(work, second.undo)
    assert keeping.load(work, "incidents", first.record.id or 0) == first.record


def test_undo_is_refused_once_the_record_has_changed_again(work: Work) -> None:
    first = keeping.save(work, incident())
    second = keeping.save(work, first.record.changed(severity="3-high"))
    keeping.save(work, second.record.changed(summary="More is known now"))
    assert second.undo is not None
    with pytest.raises(KnownError, match="has changed since"):
        keeping.undo(work, second.undo)


def test_undoing_a_new_record_takes_it_out_of_every_list(work: Work) -> None:
    saved = keeping.save(work, incident())
    assert saved.undo is not None
    keeping.undo(work, saved.undo)
    assert listing.count(work.desk, ListQuery(INCIDENTS)) == 0


def test_a_record_is_withdrawn_for_a_reason_and_can_come_back(work: Work) -> None:
    saved = keeping.save(work, incident())
    with pytest.raises(Refused):
        keeping.withdraw(work, "incidents", saved.record.id or 0, "  ")
    withdrawn = keeping.withdraw(work, "incidents", saved.record.id or 0, "Entered for the wrong school.")
    assert listing.count(work.desk, ListQuery(INCIDENTS)) == 0
    assert withdrawn.undo is not None
    keeping.undo(work, withdrawn.undo)
    assert listing.count(work.desk, ListQuery(INCIDENTS)) == 1


def test_messages_while_typing_are_those_of_saving(work: Work, pupil: Person) -> None:
    draft = {
        "kind": "conduct.online-bullying",
        "summary": "",
        "whereabouts": "outside",
        "reported_on": "2026-11-19",
    }
    messages, questions = keeping.check(work, Incident, draft)
    assert set(messages) == {"summary"}
    assert not questions


def test_saving_the_same_again_leaves_no_trace(work: Work, pupil: Person) -> None:
    target = Involved(person_id=pupil.id, involved_as=InvolvedAs.TARGET)
    saved = keeping.save(work, incident(people=(target,)))
    again = keeping.save(work, saved.record)
    assert again.changed == frozenset()


def test_a_withdrawn_record_can_be_read_but_not_changed(work: Work) -> None:
    kept = keeping.save(work, incident()).record
    keeping.withdraw(work, "incidents", kept.id or 0, "Entered for the wrong school.")
    with pytest.raises(KnownError, match="can be read, but not changed"):
        keeping.save(work, kept.changed(summary="Something else"))
    assert keeping.load(work, "incidents", kept.id or 0) == kept
