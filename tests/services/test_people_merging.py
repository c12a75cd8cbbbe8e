"""One person entered twice becomes one, with every link, role and number, and there is a way back."""

from __future__ import annotations

from datetime import date

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.records.action import Action
from esafety_desk.records.base import PersonId
from esafety_desk.records.incident import Incident, InvolvedAs
from esafety_desk.records.note import Note
from esafety_desk.records.people import ExternalId, Person, PersonKind, Role, RoleHeld
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import import_acts, keeping, listing, people_merging
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from tests.conftest import TODAY
from tests.evidence_files import incident

TWIN = {"kind": PersonKind.STAFF, "given_name": "Siân", "family_name": "O’Brien"}


def entered(work: Work, **fields: object) -> Person:
    return keeping.save(work, Person.model_validate({**TWIN, **fields})).record


def loaded(work: Work, record: object) -> object:
    register = {Person: "people", Incident: "incidents", Action: "actions", Note: "notes"}[type(record)]
    return keeping.load(work, register, record.id)


@pytest.fixture
def pair(work: Work) -> tuple[Person, Person]:
    """The same teacher twice: once with a role, once with a number and another first name in use."""
    head = RoleHeld(role=Role.HEAD, since=date(2025, 9, 1))
    dsl = RoleHeld(role=Role.DSL, since=date(2026, 1, 5))
    kept = entered(work, roles=(head,))
    number = ExternalId(source="Arbor", number="7")
    twice = entered(work, given_name="Sian", known_as="Shan", roles=(dsl,), external_ids=(number,))
    return kept, twice


@pytest.fixture
def named(work: Work, pair: tuple[Person, Person], pupil: Person) -> tuple[Incident, Action, Note]:
    """Records of three kinds that name the duplicate: among people, as who does it, and hanging on the page."""
    people = [{"person_id": pair[1].id, "involved_as": InvolvedAs.REPORTER}]
    happened = keeping.save(work, incident(people=people)).record
    action = Action(what="Ring home", due_on=TODAY, about_id=pupil.id, owner_id=pair[1].id)
    note = Note(about_id=pair[1].id, dated=TODAY, text="On leave until May")
    return happened, keeping.save(work, action).record, keeping.save(work, note).record


def ids(*people: Person) -> list[PersonId]:
    return [PersonId(person.id or 0) for person in people]


def test_a_likely_duplicate_is_found_by_either_first_name(work: Work, pair: tuple[Person, Person]) -> None:
    kept, twice = pair
    found = people_merging.likeness(work.desk, ids(kept)[0], TODAY)
    assert [one.id for one in found.likely] == [twice.id]
    entered(work, kind=PersonKind.PARENT)
    entered(work, given_name="Aoife")
    assert people_merging.likeness(work.desk, ids(kept)[0], TODAY) == found


def test_everything_leads_to_the_one_that_is_kept(
    work: Work, pair: tuple[Person, Person], named: tuple[Incident, Action, Note]
) -> None:
    kept, twice = pair
    happened, action, note = named
    done = people_merging.merge(work, *ids(kept, twice))
    assert (
        done.message == f"{twice.reference} is one with {kept.reference} now. 3 records lead to Siân O’Brien."
    )
    assert [part.person_id for part in loaded(work, happened).people] == [kept.id]
    assert loaded(work, action).owner_id == kept.id
    assert loaded(work, note).about_id == kept.id
    one = loaded(work, kept)
    assert {held.role for held in one.roles} == {Role.HEAD, Role.DSL}
    assert [number.number for number in one.external_ids] == ["7"]
    assert one.known_as == "Shan"
    assert twice.id not in {person.id for person in listing.records(work.desk, ListQuery(PEOPLE))}
    assert import_acts.acts(work) == []


def test_they_are_taken_apart_again(
    work: Work, pair: tuple[Person, Person], named: tuple[Incident, Action, Note]
) -> None:
    kept, twice = pair
    people_merging.merge(work, *ids(kept, twice))
    assert [one.id for one in people_merging.likeness(work.desk, ids(kept)[0], TODAY).merged] == [twice.id]
    told = people_merging.unmerge(work, ids(twice)[0]).message
    assert told == f"{twice.reference} stands for itself again."
    for record in (*pair, *named):
        assert loaded(work, record) == record
    with pytest.raises(KnownError, match="not merged"):
        people_merging.unmerge(work, ids(twice)[0])
    people_merging.merge(work, *ids(kept, twice))


def test_what_was_changed_since_is_left_and_named(
    work: Work, pair: tuple[Person, Person], named: tuple[Incident, Action, Note], pupil: Person
) -> None:
    kept, twice = pair
    people_merging.merge(work, *ids(kept, twice))
    other = entered(work, given_name="Aoife")
    keeping.save(work, loaded(work, named[1]).changed(owner_id=other.id))
    keeping.save(work, loaded(work, named[0]).changed(summary="Told otherwise"))
    told = people_merging.unmerge(work, ids(twice)[0]).message
    assert told.endswith(f"Changed since, and left as they are: {named[1].reference}.")
    assert loaded(work, named[1]).owner_id == other.id
    assert loaded(work, named[0]).people[0].person_id == twice.id
    assert loaded(work, named[0]).summary == "Told otherwise"


def test_two_people_are_not_made_one(
    work: Work, pair: tuple[Person, Person], pupil: Person, leader: Person
) -> None:
    kept, twice = pair
    arbor = entered(work, external_ids=(ExternalId(source="Arbor", number="8"),))
    with pytest.raises(KnownError, match="different numbers in Arbor"):
        people_merging.merge(work, *ids(arbor, twice))
    with pytest.raises(KnownError, match="Set Who alike"):
        people_merging.merge(work, *ids(kept, pupil))
    with pytest.raises(KnownError, match="holds a key"):
        people_merging.merge(work, *ids(kept, leader))
    people = [
        {"person_id": kept.id, "involved_as": InvolvedAs.TARGET},
        {"person_id": twice.id, "involved_as": InvolvedAs.WITNESS},
    ]
    both = keeping.save(work, incident(people=people)).record
    with pytest.raises(KnownError, match=f"{both.reference} names both"):
        people_merging.merge(work, *ids(kept, twice))
