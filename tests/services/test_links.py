"""Records point to each other: never to nobody, never to themselves, and not past a withdrawal."""

from __future__ import annotations

from typing import Any

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.records.action import Action
from esafety_desk.records.base import Record
from esafety_desk.records.facts import facts
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral
from esafety_desk.services import keeping
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Refused, Work
from tests.conftest import TODAY
from tests.records.examples import records

NOBODY = 9_999
ANY = ("about_id", "linked_id")
LINKS = [
    (register, fact.name)
    for register, record in records().items()
    for fact in facts(type(record)).values()
    if fact.refers_to or (fact.part and "person_id" in facts(fact.part))
]


def pointing(register: str, field: str, person: Person, target: int) -> Record:
    """The example of ``register`` with all its links to ``person``, but that of ``field`` to ``target``."""
    example = records(person.id or 0, person.id or 0, person.id or 0)[register]
    part = facts(type(example))[field].part
    value: Any = target
    if part is not None:
        value = (getattr(example, field)[0].model_dump() | {"person_id": target},)
    return example.changed(**{field: value})


@pytest.mark.parametrize(("register", "field"), LINKS)
@pytest.mark.parametrize("target", [NOBODY, 0, -5, 2**70])
def test_a_link_to_nobody_is_told_beside_its_field(
    work: Work, pupil: Person, register: str, field: str, target: int
) -> None:
    with pytest.raises(Refused) as refusal:
        keeping.save(work, pointing(register, field, pupil, target))
    assert "not on the desk" in refusal.value.messages[field]


@pytest.mark.parametrize(("register", "field"), [link for link in LINKS if link[1] not in ANY])
def test_a_person_must_be_a_person(work: Work, pupil: Person, register: str, field: str) -> None:
    note = keeping.save(work, Note(about_id=pupil.id, dated=TODAY, text="x")).record
    with pytest.raises(Refused) as refusal:
        keeping.save(work, pointing(register, field, pupil, note.id or 0))
    assert "not on the desk" in refusal.value.messages[field]


def test_the_same_is_said_while_typing(work: Work) -> None:
    messages, _ = keeping.check(work, Action, {"what": "Ring home", "owner_id": NOBODY})
    assert set(messages) == {"owner_id"}


def test_a_record_is_not_about_itself_nor_about_what_is_about_it(work: Work) -> None:
    first = keeping.save(work, Action(what="first")).record
    second = keeping.save(work, Action(what="second", about_id=first.id)).record
    third = keeping.save(work, Referral(to="dsl", referred_on=TODAY, about_id=second.id)).record
    for target in (first, second, third):
        with pytest.raises(Refused) as refusal:
            keeping.save(work, first.changed(about_id=target.id))
        assert "cannot be about itself" in refusal.value.messages["about_id"]
    keeping.save(work, third.changed(about_id=first.id))
    assert check(work.desk).is_sound


def test_a_withdrawn_record_is_withdrawn_once(work: Work, pupil: Person) -> None:
    keeping.withdraw(work, "people", pupil.id or 0, "Entered twice.")
    with pytest.raises(KnownError, match="already"):
        keeping.withdraw(work, "people", pupil.id or 0, "Entered twice.")


def test_undoing_twice_is_refused(work: Work, pupil: Person) -> None:
    withdrawn = keeping.withdraw(work, "people", pupil.id or 0, "Entered twice.")
    assert withdrawn.undo is not None
    keeping.undo(work, withdrawn.undo)
    with pytest.raises(KnownError, match="cannot be undone"):
        keeping.undo(work, withdrawn.undo)


def test_a_change_to_what_was_withdrawn_since_is_not_undone(work: Work, pupil: Person) -> None:
    changed = keeping.save(work, pupil.changed(class_name="5B"))
    keeping.withdraw(work, "people", pupil.id or 0, "Entered twice.")
    assert changed.undo is not None
    with pytest.raises(KnownError, match="cannot be undone"):
        keeping.undo(work, changed.undo)
