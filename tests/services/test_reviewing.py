"""What an import brought is reviewed one record after another: people, types, and what the list did not say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.incident import Incident, OutOfSchoolDecision, Status
from esafety_desk.records.people import PersonKind
from esafety_desk.records.support import SupportSession
from esafety_desk.services import keeping, reviewing
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.services.reviewing import Confirmed, Part
from esafety_desk.services.standing import notices
from esafety_desk.services.today import agenda
from tests.conftest import NOW, add_person
from tests.services.test_old_logs import bring, table


def test_today_says_how_much_waits_and_reminds_of_nothing_of_it(work: Work, tmp_path: Path) -> None:
    asks = [
        ("Date requested", "Requested by", "Platform", "Purpose"),
        ("14/01/2020", "Mr Tran", "Padlet", "A wall"),
    ]
    held = [("Date", "Staff", "Adviser", "Advice", "Follow-up due"),
            ("13/01/2020", "Mr Tran", "Mrs Dunn", "Old posts", "20/01/2020")]  # fmt: skip
    bring(work, table(tmp_path, asks), "approvals")
    bring(work, table(tmp_path, held), "support-sessions")
    bring(work, table(tmp_path, [("Date", "Incident"), ("13/01/2020", "A scam.")]))
    (told,) = [notice for notice in notices(work.desk, NOW) if notice.page == "review"]
    assert told.title == "3 imported records to review"
    found = agenda(work.desk, work.today).reminders
    assert {r.register for r in (*found.overdue, *found.this_week, *found.waiting)} <= {"audit"}
    assert [one.register for one in reviewing.waiting(work)] == ["incidents", "support-sessions", "approvals"]


def test_an_incident_is_sorted_its_people_linked_and_its_end_said(work: Work, tmp_path: Path) -> None:
    ora = add_person(work, "Ora", "Klein", PersonKind.PUPIL)
    lines = [
        ("Date", "Incident", "Who", "Where"),
        ("13/01/2025", "A scam message.", "Ora; Mr Nobody", "in school"),
    ]
    bring(work, table(tmp_path, lines))
    (wanted,) = reviewing.waiting(work)
    shown = reviewing.look(work, wanted)
    assert [(name.written, name.is_certain) for name in shown.names] == [("Ora", False), ("Mr Nobody", False)]
    assert shown.names[0].likely == ((ora.id, "Ora Klein"),)
    assert shown.source.startswith("Date: 13/01/2025")
    told = Confirmed("commerce.scam", {(Part.INVOLVED, "Ora"): ora.id}, is_over=True)
    after = reviewing.confirm(work, wanted, told).record
    assert isinstance(after, Incident)
    assert [one.person_id for one in after.people] == [ora.id]
    assert (after.people_as_written, after.decision) == ("Mr Nobody", OutOfSchoolDecision.UNDECIDED)
    assert (after.status, after.closed_on, after.rule_problems()) == (Status.CLOSED, None, {})
    assert reviewing.waiting(work) == []


def test_an_incident_outside_school_is_open_again_until_the_school_has_decided(
    work: Work, tmp_path: Path
) -> None:
    lines = [("Date", "Incident", "Where", "Status"), ("13/01/2025", "A scam message.", "at home", "Closed")]
    bring(work, table(tmp_path, lines))
    (wanted,) = reviewing.waiting(work)
    after = reviewing.confirm(work, wanted, Confirmed("commerce.scam")).record
    assert isinstance(after, Incident)
    assert (after.status, after.decision) == (Status.OPEN, OutOfSchoolDecision.UNDECIDED)
    assert after.rule_problems() == {}


def test_a_session_is_reviewed_once_it_is_known_who_came_and_who_advised(work: Work, tmp_path: Path) -> None:
    hope, karen = (
        add_person(work, *name, PersonKind.STAFF) for name in (("Hope", "Todd"), ("Karen", "Dunn"))
    )
    bring(work, table(tmp_path, [("Date", "Staff"), ("13/01/2025", "Miss T")]), "support-sessions")
    (wanted,) = reviewing.waiting(work)
    shown = reviewing.look(work, wanted)
    assert [name.key for name in shown.names] == [(Part.CAME, "Miss T"), (Part.ADVISER, "")]
    assert {person for person, _ in shown.staff} >= {hope.id, karen.id}
    with pytest.raises(Refused, match="Adviser: This is needed"):
        reviewing.confirm(work, wanted, Confirmed(people={(Part.CAME, "Miss T"): hope.id}))
    told = Confirmed(people={(Part.CAME, "Miss T"): hope.id, (Part.ADVISER, ""): karen.id})
    saved = reviewing.confirm(work, wanted, told)
    after = saved.record
    assert isinstance(after, SupportSession)
    assert (after.adviser_id, after.people_as_written, after.to_review) == (karen.id, "", False)
    assert [attendee.person_id for attendee in after.attendees] == [hope.id]
    assert reviewing.waiting(work) == []
    assert saved.undo is not None
    keeping.undo(work, saved.undo)
    assert reviewing.waiting(work) == [wanted]


def test_an_approval_is_reviewed_with_what_the_list_left_open(work: Work, tmp_path: Path) -> None:
    hope, karen = (
        add_person(work, *name, PersonKind.STAFF) for name in (("Hope", "Todd"), ("Karen", "Dunn"))
    )
    lines = [("Date requested", "Requested by", "Platform", "Purpose", "Approved?", "Approved by"),
             ("14/01/2025", "Hope Todd", "Padlet", "A wall", "No", "KD")]  # fmt: skip
    bring(work, table(tmp_path, lines), "approvals")
    (wanted,) = reviewing.waiting(work)
    shown = reviewing.look(work, wanted)
    assert shown.lacks == {"decided_on", "conditions"}
    assert [name.key for name in shown.names] == [(Part.DECIDER, "KD")]
    people = {(Part.DECIDER, "KD"): karen.id}
    with pytest.raises(Refused, match="Say on which day it was decided"):
        reviewing.confirm(work, wanted, Confirmed(people=people))
    told = Confirmed(people=people, decided_on=date(2025, 1, 20), conditions="Not on this platform.")
    after = reviewing.confirm(work, wanted, told).record
    assert isinstance(after, AccountApproval)
    assert (after.requested_by, after.decided_by, after.to_review) == (hope.id, karen.id, False)
    assert after.rule_problems() == {}
