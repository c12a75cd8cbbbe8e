"""Who can open the desk: each key is somebody's, each change is told in the audit, whatever crashes in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from esafety_desk.host.errors import BadUsage, CannotWrite, WrongPassphrase, WrongRecoveryKey
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person
from esafety_desk.services import keys, unlocking
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit, header
from esafety_desk.store.desk import Desk
from esafety_desk.store.header import Header
from tests.conftest import CHEAP, NOW, PASSPHRASE, RECOVERY

DEPUTYS = "nine amber buckets beside the mill"
NEW = "seven slow herons cross the weir"


def enter(folder: Path, passphrase: str = PASSPHRASE) -> Desk:
    return unlocking.unlock(folder, passphrase, now=NOW, floor=CHEAP)


def last_line(desk: Desk) -> audit.Line:
    with desk.reading() as connection:
        return list(audit.lines(connection))[-1]


def add_deputy(desk: Desk, person: Person) -> str:
    return keys.add_deputy(desk, PASSPHRASE, PersonId(person.id or 0), DEPUTYS, now=NOW, cost=CHEAP)


def test_a_new_desk_is_opened_by_its_leader_and_the_recovery_key(desk: Desk) -> None:
    found = keys.who_can_open(desk)
    assert [(one.title, one.name) for one in found] == [
        ("E-safety leader", "Morwenna Tregear"),
        ("Recovery key", ""),
    ]


def test_a_deputy_opens_the_desk_and_the_audit_knows_them_by_their_slot(work: Work, teacher: Person) -> None:
    slot = add_deputy(work.desk, teacher)
    folder = work.desk.folder
    assert last_line(work.desk).verb == "key added"
    work.desk.close()
    desk = enter(folder, DEPUTYS)
    assert desk.opened_by == slot == "deputy-1"
    assert [one.name for one in keys.who_can_open(desk)] == ["Morwenna Tregear", "Siân O’Brien", ""]
    desk.close()


def test_nobody_is_let_in_without_proof_of_who_lets_them(work: Work, teacher: Person) -> None:
    before = header.read(work.desk.folder)
    with pytest.raises(WrongPassphrase):
        keys.add_deputy(work.desk, "not it at all", PersonId(teacher.id or 0), DEPUTYS, now=NOW, cost=CHEAP)
    assert header.read(work.desk.folder) == before


def test_a_person_has_one_key(work: Work, teacher: Person) -> None:
    add_deputy(work.desk, teacher)
    with pytest.raises(BadUsage):
        add_deputy(work.desk, teacher)


def test_the_header_names_nobody(work: Work, teacher: Person) -> None:
    add_deputy(work.desk, teacher)
    lying_open = (work.desk.folder / header.FILE_NAME).read_text()
    assert not any(name in lying_open for name in ("Siân", "Brien", "Morwenna", "Tregear"))


def test_a_deputy_changes_their_own_passphrase_and_no_other(work: Work, teacher: Person) -> None:
    add_deputy(work.desk, teacher)
    keys.change_passphrase(work.desk, DEPUTYS, NEW, now=NOW, cost=CHEAP)
    folder = work.desk.folder
    assert (last_line(work.desk).actor, last_line(work.desk).reference) == ("deputy-1", "deputy-1")
    work.desk.close()
    enter(folder).close()
    enter(folder, NEW).close()
    with pytest.raises(WrongPassphrase):
        enter(folder, DEPUTYS)


def test_a_new_recovery_key_ends_the_old_one(desk: Desk) -> None:
    spelt = unlocking.new_recovery_key()
    keys.renew_recovery_key(desk, PASSPHRASE, spelt, now=NOW, cost=CHEAP)
    desk.close()
    unlocking.unlock_with_recovery_key(desk.folder, spelt, now=NOW).close()
    with pytest.raises(WrongRecoveryKey):
        unlocking.unlock_with_recovery_key(desk.folder, RECOVERY, now=NOW)


def test_the_recovery_key_proves_who_lets_a_deputy_in(work: Work, teacher: Person) -> None:
    keys.add_deputy(work.desk, RECOVERY, PersonId(teacher.id or 0), DEPUTYS, now=NOW, cost=CHEAP)
    assert last_line(work.desk).actor == "recovery"


def test_a_crash_after_the_header_was_written_loses_no_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine dies between the new header and the commit: the new passphrase is in force, so it is told."""

    def die(*_arguments: object) -> None:
        raise SystemExit

    whole = header.write
    monkeypatch.setattr(keys, "settle", die)
    monkeypatch.setattr(header, "write", lambda folder, head: whole(folder, head) if head.notes else None)
    with pytest.raises(SystemExit):
        keys.change_passphrase(desk, PASSPHRASE, NEW, now=NOW, cost=CHEAP)
    monkeypatch.undo()
    desk.close()
    assert [note.verb for note in header.read(desk.folder).notes] == ["passphrase changed"]
    for _ in range(2):
        again = enter(desk.folder, NEW)
        with again.reading() as connection:
            said = [line.verb for line in audit.lines(connection)]
        again.close()
        assert said.count("passphrase changed") == 1
    assert header.read(desk.folder).notes == ()


def test_a_line_that_was_written_is_not_written_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine dies between the commit and the header without its note."""
    whole = header.write

    def only_noted(folder: Path, head: Header) -> None:
        if not head.notes:
            raise CannotWrite
        whole(folder, head)

    monkeypatch.setattr(header, "write", only_noted)
    keys.change_passphrase(desk, PASSPHRASE, NEW, now=NOW, cost=CHEAP)
    monkeypatch.undo()
    desk.close()
    again = enter(desk.folder, NEW)
    with again.reading() as connection:
        assert [line.verb for line in audit.lines(connection)].count("passphrase changed") == 1
    again.close()
    assert header.read(desk.folder).notes == ()


def test_where_the_line_cannot_be_written_the_old_passphrase_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise CannotWrite

    monkeypatch.setattr(keys, "settle", full)
    with pytest.raises(CannotWrite):
        keys.change_passphrase(desk, PASSPHRASE, NEW, now=NOW, cost=CHEAP)
    monkeypatch.undo()
    desk.close()
    enter(desk.folder).close()


def test_a_note_written_by_someone_without_the_key_is_not_believed(desk: Desk) -> None:
    head = header.read(desk.folder)
    desk.close()
    forged = header.Note(NOW.isoformat(), "leader", "key added", "leader", 2, "00" * 32)
    header.write(desk.folder, Header(head.desk, head.slots, 0, (forged,)))
    again = enter(desk.folder)
    with again.reading() as connection:
        assert "key added" not in [line.verb for line in audit.lines(connection)]
    again.close()
