"""Today: what is late, due and waiting, and the figures beside it, from a real desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.incident import Incident
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from esafety_desk.services.today import Agenda, agenda, late_by_register
from tests.conftest import TODAY, invented_school

YESTERDAY, LAST_MONTH = TODAY - timedelta(days=1), TODAY - timedelta(days=40)
NEXT_WEEK = TODAY + timedelta(days=5)


def today(work: Work) -> Agenda:
    return agenda(work.desk, TODAY)


def figures(work: Work) -> dict[str, str]:
    return dict(today(work).figures)


def incident(work: Work, **values: object) -> Incident:
    plain = {
        "kind": "conduct.online-bullying",
        "summary": "x",
        "whereabouts": "in-school",
        "reported_on": TODAY,
    }
    return keeping.save(work, Incident.model_validate(plain | values)).record


def overdue(work: Work) -> list[str]:
    return [reminder.reference for reminder in today(work).reminders.overdue]


def test_a_new_desk_has_nothing_to_remind_of(work: Work) -> None:
    found = today(work)
    assert (found.reminders.overdue, found.reminders.this_week, found.reminders.waiting) == ((), (), ())
    assert found.sentence
    assert figures(work) == {
        "Staff supported in 12 months": "0 of 1",
        "Approvals waiting": "0",
        "Referrals without a reply": "0",
        "Incidents, Autumn 2026": "0",
    }


def test_each_thing_to_do_stands_where_it_belongs(work: Work, leader: Person, teacher: Person) -> None:
    late = keeping.save(work, Action(what="Ring home", due_on=YESTERDAY)).record
    soon = keeping.save(work, Action(what="Ring again", due_on=NEXT_WEEK, owner_id=teacher.id)).record
    asked = AccountApproval(requested_by=teacher.id, requested_on=YESTERDAY, platform="padlet", purpose="x")
    waiting = keeping.save(work, asked).record
    found = today(work).reminders
    assert [r.reference for r in found.overdue] == [late.reference]
    assert [r.reference for r in found.this_week] == [soon.reference]
    assert [r.reference for r in found.waiting] == [waiting.reference]
    assert late_by_register(work.desk, TODAY) == {"actions": 1}


@pytest.mark.parametrize("ended", [{"done_on": TODAY}, {"set_aside": "Moved away"}])
def test_what_is_done_or_set_aside_is_not_reminded_of(work: Work, ended: dict[str, object]) -> None:
    action = keeping.save(work, Action(what="Ring home", due_on=YESTERDAY)).record
    assert overdue(work) == [action.reference]
    keeping.save(work, action.changed(**ended))
    assert overdue(work) == []


def test_a_withdrawn_action_is_not_reminded_of(work: Work) -> None:
    action = keeping.save(work, Action(what="Ring home", due_on=YESTERDAY)).record
    keeping.withdraw(work, "actions", action.id or 0, "Wrong child.")
    assert overdue(work) == []


def test_a_referral_is_late_until_answered_or_ended(work: Work) -> None:
    asked = Referral(to="police", referred_on=LAST_MONTH, reply_due=YESTERDAY)
    kept = keeping.save(work, asked).record
    assert overdue(work) == [kept.reference]
    assert figures(work)["Referrals without a reply"] == "1"
    keeping.save(work, kept.changed(outcome="finished"))
    assert overdue(work) == []
    assert figures(work)["Referrals without a reply"] == "0"


def test_a_restricted_referral_and_what_hangs_on_it_give_nothing_away(work: Work, pupil: Person) -> None:
    asked = Referral(
        to="legal", referred_on=LAST_MONTH, reply_due=YESTERDAY, about_id=pupil.id, reason="wombat"
    )
    kept = keeping.save(work, asked).record
    keeping.save(work, Action(about_id=kept.id, what="Ring the wombat", due_on=YESTERDAY))
    assert len(overdue(work)) == 2
    assert "wombat" not in repr(today(work))
    assert pupil.reference not in repr(today(work))


def test_a_grave_incident_is_late_until_someone_senior_was_told(work: Work) -> None:
    grave = incident(work, severity="4-critical", reported_on=YESTERDAY)
    assert overdue(work) == [grave.reference]
    told = keeping.save(work, Referral(to="dsl", referred_on=TODAY, about_id=grave.id)).record
    assert overdue(work) == []
    keeping.withdraw(work, "referrals", told.id or 0, "It was another incident.")
    assert overdue(work) == [grave.reference]


def test_drafts_errors_and_closed_incidents_are_neither_reminded_of_nor_counted_wrong(work: Work) -> None:
    for status in ("draft", "error", "duplicate"):
        incident(work, status=status, severity="4-critical", closing_reason="x", reported_on=YESTERDAY)
    incident(work, status="closed", closed_on=TODAY, severity="4-critical")
    assert overdue(work) == []
    assert figures(work)["Incidents, Autumn 2026"] == "1"


def test_staff_coverage_counts_those_in_post(
    work: Work, leader: Person, teacher: Person, head: Person
) -> None:
    session = SupportSession(
        held_on=YESTERDAY, adviser_id=leader.id, attendees=(Attendee(person_id=teacher.id),)
    )
    keeping.save(work, session)
    assert figures(work)["Staff supported in 12 months"] == "1 of 3"
    keeping.save(work, head.changed(left_on=YESTERDAY))
    assert figures(work)["Staff supported in 12 months"] == "1 of 2"


def test_the_charts_add_up_to_the_figures(work: Work) -> None:
    incident(work)
    incident(work, kind="contact.extortion")
    incident(work, reported_on=date(2026, 3, 3))
    areas, coverage = today(work).charts
    totals = [
        sum(figure.size for figure in column)
        for column in zip(*(s.figures for s in areas.series), strict=True)
    ]
    assert dict(zip(areas.categories, totals, strict=True))["Aut 26"] == 2
    assert sum(totals) == 3
    assert coverage.categories == areas.categories


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 12, 25), date(2030, 5, 1), date(2020, 1, 1)])
def test_any_day_of_any_year_has_an_agenda(work: Work, day: date) -> None:
    incident(work)
    assert agenda(work.desk, day).sentence


def test_a_school_without_terms_has_an_agenda(work: Work) -> None:
    school = keeping.load(work, "school", 1)
    keeping.save(work, school.changed(terms=()))
    assert dict(today(work).figures)["Incidents, 2026–27"] == "0"
    assert invented_school().terms
