"""One record's page: its facts, its people, and one chronology with backdated entries in their place."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from esafety_desk.records.action import Action
from esafety_desk.records.incident import Incident, Involved, InvolvedAs
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.registers import REGISTERS
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from esafety_desk.services.school import words
from esafety_desk.services.story import Story, story
from tests.conftest import NOW, TODAY

EARLIER = TODAY - timedelta(days=9)


def told(work: Work, register: str, key: int | None, *, reveal: bool = False) -> Story:
    return story(work.desk, REGISTERS[register], key or 0, words(work.desk), reveal=reveal)


@pytest.fixture
def incident(work: Work, pupil: Person, teacher: Person) -> Incident:
    record = Incident(
        kind="conduct.online-bullying",
        summary="Unkind chat",
        whereabouts="outside",
        happened_on=EARLIER,
        reported_on=TODAY,
        severity="3-high",
        people=(
            Involved(person_id=pupil.id, involved_as=InvolvedAs.TARGET),
            Involved(person_id=teacher.id, involved_as=InvolvedAs.REPORTER),
        ),
        owner_id=teacher.id,
    )
    return keeping.save(work, record).record


@pytest.fixture
def london_in_summer() -> Iterator[None]:
    """The machine's clock in British Summer Time, an hour ahead of the one kept in the desk."""
    if not hasattr(time, "tzset"):
        pytest.skip("this machine's clock cannot be set for a test")
    before = os.environ.get("TZ")
    os.environ["TZ"] = "BST-1"
    time.tzset()
    yield
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


def test_facts_read_as_a_person_would_say_them(work: Work, incident: Incident) -> None:
    found = {fact.label: fact.day or fact.text for fact in told(work, "incidents", incident.id).facts}
    assert found["Type"] == "Online bullying"
    assert found["Happened on"] == EARLIER
    assert found["Looked after by"] == "Siân O’Brien"
    assert "What is known" not in found  # nothing was written there
    assert "Closed on" not in found  # it is not closed


def test_people_stand_in_their_roles(work: Work, incident: Incident, pupil: Person) -> None:
    people = told(work, "incidents", incident.id).people
    assert [(p.role, p.name) for p in people] == [("Target", "Łukasz Zając"), ("Reporter", "Siân O’Brien")]
    assert people[0].id == pupil.id


def test_badges_say_how_grave_and_how_far(work: Work, incident: Incident) -> None:
    assert told(work, "incidents", incident.id).badges == (("Severity 3 high", "red"), ("Open", ""))


def test_a_backdated_note_stands_on_its_day_and_shows_when_it_was_entered(
    work: Work, incident: Incident
) -> None:
    keeping.save(work, Note(about_id=incident.id, dated=EARLIER + timedelta(days=1), text="Mother rang"))
    keeping.save(work, Note(about_id=incident.id, dated=TODAY, text="Father rang", kind="opinion"))
    notes = [e for e in told(work, "incidents", incident.id).events if e.kind.startswith("note")]
    assert [(e.on, e.text, e.kind, e.entered_at) for e in notes] == [
        (EARLIER + timedelta(days=1), "Mother rang", "note fact", NOW),
        (TODAY, "Father rang", "note opinion", None),
    ]


def test_a_note_of_shortly_after_midnight_in_summer_is_not_backdated(
    work: Work, pupil: Person, london_in_summer: None
) -> None:
    at = datetime(2027, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 July on the school's clock
    night = replace(work, now=at.astimezone())
    keeping.save(night, Note(about_id=pupil.id, dated=date(2027, 7, 2), text="Rang late"))
    (event,) = [e for e in told(work, "people", pupil.id).events if e.kind == "note fact"]
    assert event.entered_at is None
    assert night.today == date(2027, 7, 2)


def test_the_chronology_is_one_line_of_days(work: Work, incident: Incident, head: Person) -> None:
    keeping.save(work, Action(about_id=incident.id, what="Ring home", due_on=TODAY + timedelta(days=1)))
    done = Action(about_id=incident.id, what="Keep the screenshot", done_on=EARLIER)
    keeping.save(work, done)
    keeping.save(work, Action(about_id=incident.id, what="Tell all", set_aside="Not needed after all"))
    answered = Referral(
        about_id=incident.id,
        to="dsl",
        referred_on=EARLIER,
        replied_on=TODAY,
        outcome="advice",
    )
    keeping.save(work, answered)
    found = told(work, "incidents", incident.id)
    assert [event.on for event in found.events] == sorted(event.on for event in found.events)
    said = {event.text: event.on for event in found.events}
    assert said["Happened"] == EARLIER
    assert said["Reported"] == said["Recorded"] == TODAY
    assert said["Done: Keep the screenshot"] == EARLIER
    assert said["Set aside: Tell all"] == TODAY
    assert said["Reply: Referral to Designated safeguarding lead"] == TODAY
    assert [event.text for event in found.events if event.is_due] == ["Action due: Ring home"]
    assert {(to_do.what, to_do.is_open) for to_do in found.actions} == {
        ("Ring home", True), ("Keep the screenshot", False), ("Tell all", False),
    }  # fmt: skip


def test_changes_are_told_by_the_names_of_their_fields(work: Work, incident: Incident) -> None:
    keeping.save(work, incident.changed(account="A screenshot was shown", severity="4-critical"))
    withdrawn = keeping.withdraw(work, "incidents", incident.id or 0, "Wrong school")
    assert told(work, "incidents", incident.id).withdrawn == "Wrong school"
    assert withdrawn.undo is not None
    keeping.undo(work, withdrawn.undo)
    found = told(work, "incidents", incident.id)
    history = [e.text for e in found.events if e.kind in ("entry", "change")]
    assert history == ["Recorded", "Changed: what is known, severity", "Withdrawn", "Brought back"]
    assert found.withdrawn == ""


def test_a_restricted_record_tells_nothing_until_asked(work: Work, incident: Incident) -> None:
    legal = Referral(to=ReferredTo.LEGAL, referred_on=TODAY, about_id=incident.id, reason="Libel by a wombat")
    kept = keeping.save(work, legal).record
    keeping.save(work, Note(about_id=kept.id, dated=TODAY, text="The wombat denies it"))
    hidden = told(work, "referrals", kept.id)
    assert hidden.restricted
    assert hidden.title == "Restricted"
    assert (hidden.facts, hidden.people, hidden.actions) == ((), (), ())
    assert "wombat" not in repr(hidden)
    shown = told(work, "referrals", kept.id, reveal=True)
    assert "Libel by a wombat" in [fact.text for fact in shown.facts]
    assert "The wombat denies it" in [event.text for event in shown.events]


def test_an_action_on_a_restricted_referral_is_as_restricted(work: Work) -> None:
    kept = keeping.save(work, Referral(to=ReferredTo.HR, referred_on=TODAY)).record
    action = keeping.save(work, Action(about_id=kept.id, what="Hand over the wombat file")).record
    assert "wombat" not in repr(told(work, "actions", action.id))
    assert "wombat" in repr(told(work, "actions", action.id, reveal=True))


def test_links_lead_up_and_down(work: Work, incident: Incident) -> None:
    kept = keeping.save(work, Referral(to="hr", referred_on=TODAY, about_id=incident.id)).record
    (down,) = told(work, "incidents", incident.id).links
    (up,) = told(work, "referrals", kept.id).links
    assert (down.register, down.id, down.text) == ("referrals", kept.id, "Restricted referral")
    assert (up.register, up.id, up.reference) == ("incidents", incident.id, incident.reference)


def test_a_record_that_is_not_there_is_not_found(work: Work, pupil: Person) -> None:
    with pytest.raises(LookupError):
        told(work, "incidents", pupil.id)


def test_a_persons_page_lists_what_they_were_part_of_and_as_what(
    work: Work, incident: Incident, pupil: Person, teacher: Person, leader: Person
) -> None:
    session = SupportSession(
        held_on=EARLIER,
        adviser_id=leader.id,
        attendees=(Attendee(person_id=teacher.id),),
        platforms=("padlet",),
    )
    held = keeping.save(work, session, confirmed=frozenset({"adviser_id"})).record
    assert [(link.reference, link.text) for link in told(work, "people", pupil.id).links] == [
        (incident.reference, "Target: Unkind chat")
    ]
    links = told(work, "people", teacher.id).links
    assert [link.reference for link in links] == [held.reference, incident.reference]
    keeping.withdraw(work, "incidents", incident.id or 0, "Entered for the wrong child.")
    assert told(work, "people", pupil.id).links == ()


def test_roles_are_told_with_the_days_they_are_held(work: Work, head: Person) -> None:
    (role,) = told(work, "people", head.id).people
    assert (role.name, role.since, role.until) == ("Head teacher", date(2025, 9, 1), None)
