"""Likely twins are shown; merging keeps the older reference, both texts and a way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.records.action import Action
from esafety_desk.records.attachment import Seal
from esafety_desk.records.incident import Incident, Involved, InvolvedAs, Status
from esafety_desk.records.people import Person
from esafety_desk.records.registers import INCIDENTS
from esafety_desk.services import evidence, keeping, school, story, twins
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from tests.conftest import TODAY
from tests.evidence_files import PDF, written

DAY = date(2026, 11, 16)
Add = Callable[..., Incident]


@pytest.fixture
def add(work: Work, pupil: Person, teacher: Person) -> Add:
    people = (
        Involved(person_id=pupil.id, involved_as=InvolvedAs.TARGET),
        Involved(person_id=teacher.id, involved_as=InvolvedAs.REPORTER),
    )

    def added(**values: object) -> Incident:
        kept = {
            "kind": "conduct.online-bullying",
            "summary": "Unkind messages in a class chat",
            "whereabouts": "in-school",
            "happened_on": DAY,
            "reported_on": DAY,
            "people": people,
            "account": "He was shown six messages.",
        }
        return keeping.save(work, Incident.model_validate({**kept, **values})).record

    return added


def read(work: Work, record: Incident) -> Incident:
    kept = keeping.load(work, "incidents", record.id or 0)
    assert isinstance(kept, Incident)
    return kept


def told(work: Work, record: Incident) -> story.Story:
    return story.story(work.desk, INCIDENTS, record.id or 0, school.words(work.desk))


def test_a_twin_is_found_while_one_types(work: Work, add: Add, pupil: Person) -> None:
    first = add()
    typed = {
        "kind": first.kind,
        "people": [{"person_id": pupil.id, "involved_as": "target"}],
        "happened_on": DAY + timedelta(days=2),
    }
    (twin,) = twins.likely_twins(work.desk, typed, TODAY)
    assert (twin.reference, twin.reason) == (first.reference, "same people, 2 days apart")
    assert twins.likely_twins(work.desk, {**typed, "id": first.id}, TODAY) == []
    keeping.withdraw(work, "incidents", first.id or 0, "Entered for the wrong school.")
    assert twins.likely_twins(work.desk, typed, TODAY) == []


def test_merging_keeps_the_older_reference_and_both_texts(work: Work, add: Add) -> None:
    first, second = add(), add(account="His friend tells it otherwise.", summary="Chat again")
    saved = twins.merge(work, second.id or 0, first.id or 0)
    assert saved.record.reference == first.reference
    assert read(work, first) == first
    duplicate = read(work, second)
    assert (duplicate.status, duplicate.duplicate_of) == (Status.DUPLICATE, first.id)
    assert duplicate.account == second.account
    said = [event.text for event in told(work, first).events]
    assert any(
        second.reference in text and "tells it otherwise" in text and "Chat again" in text for text in said
    )


def test_what_hangs_on_the_duplicate_stays_reachable(work: Work, add: Add) -> None:
    first, second = add(), add()
    keeping.save(work, Action(about_id=second.id, what="Ring home", due_on=TODAY))
    twins.merge(work, first.id or 0, second.id or 0)
    assert second.reference in {link.reference for link in told(work, first).links}
    assert [action.what for action in told(work, second).actions] == ["Ring home"]


def test_merging_is_undone_at_once_with_its_note(work: Work, add: Add) -> None:
    first, second = add(), add()
    saved = twins.merge(work, first.id or 0, second.id or 0)
    assert saved.undo is not None
    keeping.undo(work, saved.undo)
    assert read(work, second) == second
    assert not [event for event in told(work, first).events if event.kind.startswith("note")]


@pytest.mark.parametrize(
    "ended",
    [
        {"status": Status.WAITING},
        {"status": Status.CLOSED, "closed_on": TODAY, "closing_reason": "All is well."},
        {"status": Status.CLOSED_NO_ACTION, "closed_on": TODAY, "closing_reason": "It was a game."},
    ],
)
def test_the_way_back_stays_open_later(work: Work, add: Add, ended: dict[str, object]) -> None:
    first, second = add(), add(**ended)
    twins.merge(work, first.id or 0, second.id or 0)
    keeping.save(work, read(work, first).changed(severity="3-high"))
    twins.unmerge(work, second.id or 0)
    assert read(work, second) == second
    assert not [event for event in told(work, first).events if event.kind.startswith("note")]
    assert check(work.desk).is_sound


def test_what_cannot_be_merged_is_said_plainly(work: Work, add: Add) -> None:
    first, second, third = add(), add(), add()
    with pytest.raises(KnownError, match="with itself"):
        twins.merge(work, first.id or 0, first.id or 0)
    twins.merge(work, first.id or 0, second.id or 0)
    with pytest.raises(KnownError, match="is a duplicate already"):
        twins.merge(work, second.id or 0, third.id or 0)
    with pytest.raises(KnownError, match="is not merged"):
        twins.unmerge(work, third.id or 0)
    keeping.withdraw(work, "incidents", third.id or 0, "Entered for the wrong school.")
    with pytest.raises(KnownError, match="is withdrawn"):
        twins.merge(work, first.id or 0, third.id or 0)


def test_people_are_not_moved_by_a_guess_but_said(work: Work, add: Add, leader: Person) -> None:
    first = add()
    second = add(people=(*first.people, Involved(person_id=leader.id, involved_as=InvolvedAs.WITNESS)))
    saved = twins.merge(work, first.id or 0, second.id or 0)
    assert (
        saved.message
        == f"{second.reference} merged into {first.reference}. 1 person stands only on {second.reference}."
    )
    assert read(work, first).people == first.people


def test_the_longest_texts_are_kept_whole(work: Work, add: Add) -> None:
    first, second = add(), add(account="a" * 40_000)
    twins.merge(work, first.id or 0, second.id or 0)
    notes = [event.text for event in told(work, first).events if event.kind.startswith("note")]
    assert sum(text.count("a") for text in notes) >= 40_000


def test_merging_with_an_image_incident_seals_the_files_of_both(work: Work, add: Add, tmp_path: Path) -> None:
    first, second = add(kind="conduct.ai-made-image"), add()
    kept = evidence.attach(work, second.id, written(tmp_path, "chat.pdf", PDF)).record
    twins.merge(work, first.id or 0, second.id or 0)
    assert evidence.attached_to(work.desk, second.id)[0].seal is Seal.SEALED
    assert kept.seal is Seal.OPEN
