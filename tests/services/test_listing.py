"""Lists as a person reads them; what is restricted shows its reference and its day, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from esafety_desk.records.action import Action
from esafety_desk.records.incident import Incident, Involved, InvolvedAs
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person, PersonKind
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.registers import ACTIONS, INCIDENTS, LISTED, PEOPLE, REFERRALS, REGISTERS
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services import keeping, listing
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery, ListRow
from esafety_desk.services.school import words
from esafety_desk.services.searching import find
from esafety_desk.store import audit
from tests.conftest import TODAY, add_person

SECRET = "Libel by a wombat breeder"


@pytest.fixture
def incident(work: Work, pupil: Person, head: Person) -> Incident:
    record = Incident(
        kind="conduct.online-bullying",
        summary="Unkind chat",
        whereabouts="in-school",
        reported_on=TODAY,
        platforms=("whatsapp", "Our forum"),
        people=(Involved(person_id=pupil.id, involved_as=InvolvedAs.TARGET),),
        owner_id=head.id,
        severity="3-high",
    )
    return keeping.save(work, record).record


@pytest.fixture
def legal(work: Work, incident: Incident) -> Referral:
    record = Referral(
        to=ReferredTo.LEGAL,
        referred_on=TODAY,
        about_id=incident.id,
        reason=SECRET,
        their_reference="wombat/1",
    )
    return keeping.save(work, record).record


@pytest.fixture
def attached(work: Work, legal: Referral) -> Action:
    """An action on a legal referral, and a note that says as much."""
    keeping.save(work, Note(about_id=legal.id, dated=TODAY, text=SECRET))
    return keeping.save(work, Action(about_id=legal.id, what=f"Answer: {SECRET}", due_on=TODAY)).record


def row(work: Work, register: str, key: int | None) -> ListRow:
    return listing.rows_of(work.desk, REGISTERS[register], [key or 0], words(work.desk))[key]


def dumped(work: Work, register: str) -> list[dict[str, Any]]:
    return listing.dump(work, REGISTERS[register])


def test_codes_show_as_labels_and_ids_as_names(work: Work, incident: Incident, pupil: Person) -> None:
    cells = row(work, "incidents", incident.id).cells
    assert cells["reference"] == "INC-2026-001"
    assert cells["kind"] == "Online bullying"
    assert cells["severity"] == "3 high"
    assert cells["reported_on"] == TODAY
    assert cells["happened_on"] == ""
    assert set(cells) == {column.name for column in listing.columns(INCIDENTS)}


def test_an_action_shows_who_does_it_and_what_it_is_about(
    work: Work, incident: Incident, head: Person
) -> None:
    kept = keeping.save(work, Action(about_id=incident.id, what="Ring home", owner_id=head.id)).record
    cells = row(work, "actions", kept.id).cells
    assert (cells["about_id"], cells["owner_id"]) == (incident.reference, "Oluwaseun Adeyemi")


def test_those_who_came_stand_by_name(work: Work, leader: Person, teacher: Person, head: Person) -> None:
    came = (Attendee(person_id=teacher.id), Attendee(person_id=head.id))
    session = SupportSession(held_on=TODAY, adviser_id=leader.id, attendees=came, platforms=("whatsapp",))
    kept = keeping.save(work, session).record
    cells = row(work, "support-sessions", kept.id).cells
    assert cells["attendees"] == "Siân O’Brien, Oluwaseun Adeyemi"
    assert cells["platforms"] == "WhatsApp"


def test_a_restricted_row_hides_all_but_reference_and_day(work: Work, legal: Referral) -> None:
    shown = row(work, "referrals", legal.id)
    assert shown.restricted
    assert shown.dated_on == TODAY
    assert shown.cells == {"reference": legal.reference, "to": "Restricted"}


def test_what_hangs_on_a_restricted_record_hides_with_it(work: Work, attached: Action) -> None:
    shown = row(work, "actions", attached.id)
    assert shown.restricted
    assert shown.cells == {"reference": attached.reference, "what": "Restricted"}
    assert find(work.desk, "wombat") == []


@pytest.mark.parametrize("register", LISTED)
def test_no_dump_holds_restricted_content(
    work: Work, attached: Action, incident: Incident, register: str
) -> None:
    said = json.dumps(dumped(work, register), ensure_ascii=False)
    assert "wombat" not in said.casefold()


def test_a_dump_of_a_restricted_referral_tells_its_days_and_status(work: Work, legal: Referral) -> None:
    (found,) = dumped(work, "referrals")
    assert found == {
        "id": legal.id,
        "reference": legal.reference,
        "to": "legal",
        "referred_on": TODAY.isoformat(),
        "reply_due": None,
        "replied_on": None,
        "outcome": "waiting",
        "review_on": None,
        "review_held_on": None,
        "recurrence": "not-known",
        "dated_on": TODAY.isoformat(),
    }


def test_an_open_referral_is_dumped_whole(work: Work, incident: Incident) -> None:
    keeping.save(work, Referral(to="police", referred_on=TODAY, about_id=incident.id, reason="Threats"))
    (found,) = dumped(work, "referrals")
    assert (found["reason"], found["about_id"]) == ("Threats", incident.id)


def test_a_dump_is_plain_oldest_first_and_one_audit_line(
    work: Work, pupil: Person, incident: Incident
) -> None:
    with work.desk.reading() as connection:
        before = audit.head(connection).sequence
    people = dumped(work, "people")
    assert [p["given_name"] for p in people] == ["Morwenna", "Łukasz", "Oluwaseun"]
    assert json.loads(json.dumps(people)) == people
    assert dumped(work, "incidents")[0]["risk_area"] == "conduct"
    with work.desk.reading() as connection:
        lines = list(audit.lines(connection))[before:]
    assert [(line.verb, line.reference, line.digest) for line in lines] == [
        ("listed", "people", b""),
        ("listed", "incidents", b""),
    ]


def test_a_withdrawn_record_is_in_no_dump(work: Work, incident: Incident) -> None:
    keeping.withdraw(work, "incidents", incident.id or 0, "Wrong school.")
    assert dumped(work, "incidents") == []


def test_a_person_is_offered_with_year_and_class(work: Work) -> None:
    add_person(work, "Otto", "Staff", PersonKind.STAFF)
    pupil = Person(kind="pupil", given_name="Ottilie", year_group="05", class_name="5B", known_as="Tilly")
    keeping.save(work, pupil)
    keeping.save(work, Person(kind="pupil", given_name="Ottokar", left_on=date(2026, 7, 1)))
    hits = listing.people_like(work.desk, "ot", TODAY)
    assert [(hit.name, hit.detail, hit.is_here) for hit in hits] == [
        ("Tilly", "Year 5 · 5B", True),
        ("Otto Staff", "Staff", True),
        ("Ottokar", "Pupil · left", False),
    ]
    assert [hit.name for hit in listing.people_like(work.desk, "ot", TODAY, [PersonKind.STAFF])] == [
        "Otto Staff"
    ]
    assert len(listing.people_like(work.desk, "ot", TODAY, limit=2)) == 2


def test_rows_of_unknown_ids_are_left_out(work: Work, incident: Incident) -> None:
    known = words(work.desk)
    assert listing.rows_of(work.desk, INCIDENTS, [], known) == {}
    assert listing.rows_of(work.desk, ACTIONS, [incident.id or 0, 12_345], known) == {}


def test_the_first_column_is_the_reference() -> None:
    for register in (PEOPLE, INCIDENTS, REFERRALS):
        assert listing.columns(register)[0].name == "reference"


def test_someone_who_leaves_later_is_still_here_and_offered_first(work: Work) -> None:
    keeping.save(work, Person(kind="staff", given_name="Otto", left_on=date(2026, 12, 18)))
    keeping.save(work, Person(kind="staff", given_name="Ottilie", left_on=date(2026, 7, 21)))
    hits = listing.people_like(work.desk, "ot", TODAY)
    assert [(hit.name, hit.detail, hit.is_here) for hit in hits] == [
        ("Otto", "Staff", True),
        ("Ottilie", "Staff · left", False),
    ]


def test_fields_may_be_asked_to_hold_nothing(work: Work) -> None:
    to_do = keeping.save(work, Action(what="Ring home")).record
    done = keeping.save(work, Action(what="Write home", done_on=TODAY)).record
    aside = keeping.save(work, Action(what="Wait", set_aside="Not needed after all")).record
    asked = ListQuery(ACTIONS, empty=frozenset({"done_on"}), descending=False)
    assert list(listing.ids(work.desk, asked)) == [to_do.id, aside.id]
    assert done.id not in listing.ids(work.desk, asked)
    open_still = ListQuery(ACTIONS, empty=frozenset({"done_on", "set_aside"}))
    assert list(listing.ids(work.desk, open_still)) == [to_do.id]
    assert listing.count(work.desk, open_still) == 1
