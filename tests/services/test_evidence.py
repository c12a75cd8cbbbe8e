"""Evidence on any record: kept encrypted, judged by its content, viewed under audit, attached from everywhere alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from esafety_desk.cli import main as cli
from esafety_desk.host.errors import KnownError
from esafety_desk.policy.evidence_rules import STOPPED
from esafety_desk.records.attachment import LARGEST, Attachment, MediaType
from esafety_desk.records.incident import Incident
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.services import evidence, keeping, unlocking
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.services.searching import find
from esafety_desk.store import attachments, audit
from tests.conftest import CHEAP, PASSPHRASE, TODAY
from tests.evidence_files import IMAGE_TYPE, PDF, PNG, become_image, incident, written

Attach = Callable[..., Attachment]


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


def test_the_command_line_attaches_and_obeys_the_same_stop(
    work: Work,
    chat: Incident,
    desk_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(unlocking.unlock.__kwdefaults__, "floor", CHEAP)
    stopped = keeping.save(work, incident(kind=IMAGE_TYPE)).record
    work.desk.close()
    secret = written(tmp_path, "passphrase", PASSPHRASE.encode())
    file, desk = (
        written(tmp_path, "chat.pdf", PDF),
        ["--desk", str(desk_folder), "--passphrase-file", str(secret)],
    )
    assert cli.main(["attach", chat.reference.lower(), str(file), *desk]) == 0
    assert capsys.readouterr().out == "ATT-2026-001 attached.\n"
    assert cli.main(["attach", stopped.reference, str(file), *desk]) == 1
    assert capsys.readouterr().err == f"{STOPPED}\n"
    assert cli.main(["attach", "INC-1999-001", str(file), *desk]) == 2
