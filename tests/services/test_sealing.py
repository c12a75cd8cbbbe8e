"""The hard stop holds everywhere; what was attached before is sealed, and only a DSL of the day decides on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.evidence_rules import STOPPED
from esafety_desk.records.attachment import Attachment, Seal
from esafety_desk.records.incident import IMAGE_TYPES, Incident
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.services import evidence, keeping
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.store import attachments
from tests.conftest import TODAY
from tests.evidence_files import CANARY, IMAGE_TYPE, PNG, become_image, incident, written

Attach = Callable[..., Attachment]


def now(work: Work, attachment: Attachment) -> Attachment:
    kept = keeping.load(work, "attachments", attachment.id or 0)
    assert isinstance(kept, Attachment)
    return kept


def content_rows(work: Work, attachment: Attachment) -> bytes | None:
    with work.desk.reading() as connection:
        return attachments.read(connection, attachment.id or 0)


@pytest.mark.parametrize("kind", sorted(IMAGE_TYPES))
def test_files_are_off_for_every_image_type_and_are_not_even_opened(
    work: Work, tmp_path: Path, kind: str
) -> None:
    stopped = keeping.save(work, incident(kind=kind)).record
    with pytest.raises(Refused) as refusal:
        evidence.attach(work, stopped.id, tmp_path / "never-looked-at.png")
    assert refusal.value.messages == {"about_id": STOPPED}


def test_files_are_off_for_all_that_hangs_on_it_and_for_its_duplicates(
    work: Work, attach: Attach, chat: Incident
) -> None:
    stopped = keeping.save(work, incident(kind=IMAGE_TYPE)).record
    referral = keeping.save(work, Referral(about_id=stopped.id, to=ReferredTo.DSL, referred_on=TODAY)).record
    note = keeping.save(work, Note(about_id=referral.id, dated=TODAY, text="Told at once")).record
    merged = {"status": "duplicate", "duplicate_of": stopped.id, "closing_reason": "The same"}
    twin = keeping.save(work, chat.changed(**merged)).record
    for record in (referral, note, twin):
        with pytest.raises(Refused, match="switched off"):
            attach(record)


def test_no_other_way_in(work: Work, chat: Incident, attach: Attach) -> None:
    kept = attach(chat)
    stopped = keeping.save(work, incident(kind=IMAGE_TYPE)).record
    fresh = kept.model_copy(update={"id": None, "reference": "", "about_id": stopped.id})
    for record in (fresh, kept.changed(about_id=stopped.id)):
        with pytest.raises(Refused) as refusal:
            keeping.save(work, record)
        assert "about_id" in refusal.value.messages


def test_a_change_of_type_seals_what_was_attached(work: Work, chat: Incident, attach: Attach) -> None:
    note = keeping.save(work, Note(about_id=chat.id, dated=TODAY, text="A screenshot")).record
    files = [attach(chat), attach(note, "screen.png", PNG)]
    become_image(work, chat)
    for kept in files:
        assert now(work, kept).seal is Seal.SEALED
        with pytest.raises(KnownError, match="sealed"):
            evidence.content(work, kept.id)
        with pytest.raises(KnownError, match="sealed"):
            keeping.withdraw(work, "attachments", kept.id or 0, "Not needed")


def test_the_type_and_the_sealing_are_one_unit_of_work(
    work: Work, chat: Incident, attach: Attach, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = attach(chat)
    monkeypatch.setattr(attachments, "about", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        become_image(work, chat)
    assert keeping.load(work, "incidents", chat.id or 0) == chat
    assert now(work, kept).seal is Seal.OPEN


def test_a_seal_outlasts_the_change_back(work: Work, chat: Incident, attach: Attach) -> None:
    kept = attach(chat)
    changed = keeping.save(work, chat.changed(kind=IMAGE_TYPE))
    assert changed.undo is not None
    keeping.undo(work, changed.undo)
    assert now(work, kept).seal is Seal.SEALED


def test_undoing_back_to_an_image_type_seals_too(work: Work, attach: Attach) -> None:
    stopped = keeping.save(work, incident(kind=IMAGE_TYPE)).record
    changed = keeping.save(work, stopped.changed(kind="conduct.online-bullying"))
    kept = attach(stopped)
    assert changed.undo is not None
    keeping.undo(work, changed.undo)
    assert now(work, kept).seal is Seal.SEALED


def test_attaching_can_be_undone_only_until_it_is_sealed(work: Work, chat: Incident, tmp_path: Path) -> None:
    saved = evidence.attach(work, chat.id, written(tmp_path, "chat.txt", CANARY))
    become_image(work, chat)
    assert saved.undo is not None
    with pytest.raises(KnownError, match="has changed since"):
        keeping.undo(work, saved.undo)


def test_a_dsl_releases_with_a_reason(work: Work, chat: Incident, attach: Attach, dsl: Person) -> None:
    kept = attach(chat)
    become_image(work, chat)
    with pytest.raises(Refused) as refusal:
        evidence.release(work, kept.id, dsl.id, "  ")
    assert set(refusal.value.messages) == {"seal_reason"}
    released = evidence.release(work, kept.id, dsl.id, "It shows words only.").record
    assert (released.seal_decided_by, released.seal_decided_on) == (dsl.id, TODAY)
    assert evidence.content(work, kept.id) == CANARY


def test_nobody_else_decides_nor_a_dsl_who_has_left(
    work: Work, chat: Incident, attach: Attach, dsl: Person, head: Person
) -> None:
    kept = attach(chat)
    become_image(work, chat)
    keeping.save(work, dsl.changed(left_on=TODAY - timedelta(days=1)))
    for person in (head, dsl):
        for decide in (evidence.release, evidence.destroy):
            with pytest.raises(Refused) as refusal:
                decide(work, kept.id, person.id, "Looked at.")
            assert set(refusal.value.messages) == {"seal_decided_by"}
    assert evidence.who_may_decide(work.desk, TODAY) == ()


def test_destroying_erases_the_content_and_keeps_the_record(
    work: Work, chat: Incident, attach: Attach, dsl: Person
) -> None:
    kept = attach(chat)
    become_image(work, chat)
    destroyed = evidence.destroy(work, kept.id, dsl.id, "Handed to the police.").record
    assert content_rows(work, kept) is None
    assert destroyed.digest == kept.digest
    with pytest.raises(KnownError, match="destroyed"):
        evidence.content(work, kept.id)
    with pytest.raises(KnownError, match="not sealed"):
        evidence.release(work, kept.id, dsl.id, "Changed my mind.")
    assert check(work.desk).is_sound


def test_a_decision_cannot_be_undone(work: Work, chat: Incident, attach: Attach, dsl: Person) -> None:
    kept = attach(chat)
    become_image(work, chat)
    decided = {"seal_decided_by": dsl.id, "seal_decided_on": TODAY, "seal_reason": "Handed over."}
    saved = keeping.save(work, now(work, kept).changed(seal=Seal.DESTROYED, **decided))
    assert content_rows(work, kept) is None
    assert saved.undo is not None
    with pytest.raises(KnownError, match="cannot be undone"):
        keeping.undo(work, saved.undo)


def test_nothing_is_decided_on_an_open_file(work: Work, chat: Incident, attach: Attach, dsl: Person) -> None:
    with pytest.raises(KnownError, match="not sealed"):
        evidence.destroy(work, attach(chat).id, dsl.id, "No longer needed.")


def test_a_released_file_is_sealed_anew_when_the_type_becomes_an_image_again(
    work: Work, chat: Incident, attach: Attach, dsl: Person
) -> None:
    kept = attach(chat)
    stopped = become_image(work, chat)
    evidence.release(work, kept.id, dsl.id, "It shows words only.")
    renamed = keeping.save(work, stopped.changed(summary="More is known")).record
    assert now(work, kept).seal is Seal.RELEASED
    become_image(work, keeping.save(work, renamed.changed(kind="conduct.online-bullying")).record)
    assert now(work, kept).seal is Seal.SEALED
    assert now(work, kept).seal_decided_by is None
