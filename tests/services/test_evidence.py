"""Evidence is kept encrypted, the hard stop holds everywhere, and only a DSL decides on a sealed file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.evidence_rules import STOPPED
from esafety_desk.records.attachment import LARGEST, Attachment, MediaType, Seal
from esafety_desk.records.incident import IMAGE_TYPES, Incident
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.services import evidence, keeping
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.services.searching import find
from esafety_desk.store import attachments, audit
from tests.conftest import TODAY, add_person
from tests.evidence_files import PDF, PNG, written

CANARY = b"Quetzalcanary was told to leave the group"
IMAGE_TYPE = "conduct.nude-or-semi-nude-sharing"
Attach = Callable[..., Attachment]


def incident(**values: object) -> Incident:
    kept = {
        "kind": "conduct.online-bullying",
        "summary": "Unkind messages in a class chat",
        "whereabouts": "in-school",
        "reported_on": TODAY,
    }
    return Incident.model_validate({**kept, **values})


@pytest.fixture
def chat(work: Work) -> Incident:
    return keeping.save(work, incident()).record


@pytest.fixture
def dsl(work: Work) -> Person:
    return add_person(work, "Nkechi", "Okafor", PersonKind.STAFF, Role.DSL)


@pytest.fixture
def attach(work: Work, tmp_path: Path) -> Attach:
    def attached(about: Any, name: str = "chat.txt", content: bytes = CANARY, **known: Any) -> Attachment:
        return evidence.attach(work, about.id, written(tmp_path, name, content), **known).record

    return attached


def become_image(work: Work, record: Incident) -> Incident:
    return keeping.save(work, record.changed(kind=IMAGE_TYPE)).record


def now(work: Work, attachment: Attachment) -> Attachment:
    kept = keeping.load(work, "attachments", attachment.id or 0)
    assert isinstance(kept, Attachment)
    return kept


def content_rows(work: Work, attachment: Attachment) -> bytes | None:
    with work.desk.reading() as connection:
        return attachments.read(connection, attachment.id or 0)


def test_a_file_is_kept_with_where_it_came_from(work: Work, chat: Incident, attach: Attach) -> None:
    kept = attach(chat, "photo.exe", PNG, source="His mother", taken_on=date(2026, 11, 16))
    assert kept.reference == "ATT-2026-001"
    assert (kept.media_type, kept.size, kept.source) == (MediaType.PNG, len(PNG), "His mother")
    assert evidence.attached_to(work.desk, chat.id) == (kept,)
    assert evidence.content(work, kept.id) == PNG


def test_viewing_is_audited(work: Work, chat: Incident, attach: Attach) -> None:
    kept = attach(chat)
    evidence.content(work, kept.id)
    with work.desk.reading() as connection:
        assert [line.verb for line in audit.lines(connection, kept.reference)] == ["created", "viewed"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("picture.png", b"MZ\x90\x00", "none of these"),
        ("nothing.txt", b"", "empty"),
        ("film.txt", b"a" * (LARGEST + 1), "larger than 20 MB"),
    ],
)
def test_other_files_are_refused_plainly(
    chat: Incident, attach: Attach, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        attach(chat, name, content)


def test_a_file_that_is_not_there_is_refused(work: Work, chat: Incident, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.txt", tmp_path):
        with pytest.raises(Refused, match="no such file"):
            evidence.attach(work, chat.id, path)


def test_nothing_of_a_file_stands_readable_on_the_disk(
    work: Work, chat: Incident, attach: Attach, desk_folder: Path
) -> None:
    attach(chat)
    held = [file.read_bytes() for file in desk_folder.rglob("*") if file.is_file()]
    work.desk.close()
    held += [file.read_bytes() for file in desk_folder.rglob("*") if file.is_file()]
    assert not any(b"Quetzalcanary" in content for content in held)


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


def test_the_check_finds_content_that_was_changed_outside(work: Work, chat: Incident, attach: Attach) -> None:
    kept = attach(chat)
    assert check(work.desk).is_sound
    with work.desk.sketching() as connection:
        attachments.erase(connection, kept.id or 0)
        attachments.write(connection, kept.id or 0, b"Other words")
    assert any(kept.reference in problem for problem in check(work.desk).problems)
    with pytest.raises(KnownError, match="not as it was attached"):
        evidence.content(work, kept.id)


def test_a_file_is_found_by_its_name_as_the_record_it_is_on(
    work: Work, chat: Incident, attach: Attach
) -> None:
    attach(chat, "playground-argument.pdf", PDF)
    assert [hit.reference for hit in find(work.desk, "playground")] == [chat.reference]


def test_a_file_on_a_restricted_referral_is_found_by_nobody(work: Work, attach: Attach) -> None:
    legal = keeping.save(work, Referral(to=ReferredTo.LEGAL, referred_on=TODAY, reason="A letter")).record
    attach(legal, "solicitor.pdf", PDF)
    assert find(work.desk, "solicitor") == []


def test_the_shelf_says_who_may_decide(work: Work, chat: Incident, attach: Attach, dsl: Person) -> None:
    kept = attach(chat)
    assert evidence.shelf(work.desk, chat.id, TODAY).stop == ""
    become_image(work, chat)
    shelf = evidence.shelf(work.desk, chat.id, TODAY)
    assert shelf.stop == STOPPED
    assert shelf.deciders == ((dsl.id, "Nkechi Okafor"),)
    evidence.release(work, kept.id, dsl.id, "It shows words only.")
    assert evidence.shelf(work.desk, chat.id, TODAY).files[0].decided_by == "Nkechi Okafor"
