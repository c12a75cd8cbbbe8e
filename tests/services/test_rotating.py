"""A new data key takes over whole: what was kept from before opens nothing, and a failure changes nothing."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from esafety_desk.host.errors import BadUsage, CannotWrite, DamagedDatabase, KnownError, WrongPassphrase
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person
from esafety_desk.services import keys, rotating, unlocking
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit, engine, generations, header, rekeying
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, NOW, PASSPHRASE, RECOVERY
from tests.services.test_keys import DEPUTYS, NEW, add_deputy, enter


def rotate(desk: Desk) -> None:
    rotating.rotate(desk, PASSPHRASE, now=NOW, cost=CHEAP)


def test_everyone_still_opens_the_desk_after_its_key_was_rotated(work: Work, teacher: Person) -> None:
    add_deputy(work.desk, teacher)
    before, home = check(work.desk), work.desk.home
    rotate(work.desk)
    for passphrase in (PASSPHRASE, DEPUTYS):
        desk = enter(home, passphrase)
        after = check(desk)
        desk.close()
        assert after.is_sound
        assert (after.counts, after.audit_lines) == (before.counts, before.audit_lines + 1)
    unlocking.unlock_with_recovery_key(home, RECOVERY, now=NOW).close()


def test_a_header_kept_from_before_opens_nothing_any_more(desk: Desk, tmp_path: Path) -> None:
    home = desk.home
    kept = shutil.copyfile(desk.folder / header.FILE_NAME, tmp_path / "kept.keys")
    rotate(desk)
    shutil.copyfile(kept, generations.current(home) / header.FILE_NAME)
    with pytest.raises(DamagedDatabase):
        enter(home)


def test_nothing_that_the_old_key_opens_stays_in_the_folder(desk: Desk) -> None:
    home = desk.home
    old = desk.folder / engine.FILE_NAME
    before = old.read_bytes()[:16]
    rotate(desk)
    assert generations.replaced(home) == []
    assert not any(file.read_bytes()[:16] == before for file in home.rglob("desk.db*"))


def test_a_removed_deputy_is_out_and_the_audit_says_who_did_it(work: Work, teacher: Person) -> None:
    slot, home = add_deputy(work.desk, teacher), work.desk.home
    rotating.remove(work.desk, PASSPHRASE, slot, now=NOW, cost=CHEAP)
    with pytest.raises(WrongPassphrase):
        enter(home, DEPUTYS)
    desk = enter(home)
    with desk.reading() as connection:
        said = [(line.actor, line.verb, line.reference) for line in audit.lines(connection)]
    assert ("leader", "key removed", "deputy-1") in said
    assert [one.slot for one in keys.who_can_open(desk)] == ["leader", "recovery"]
    assert (
        keys.add_deputy(desk, PASSPHRASE, PersonId(teacher.id or 0), NEW, now=NOW, cost=CHEAP) == "deputy-2"
    )
    desk.close()


def test_the_recovery_key_can_be_taken_away_and_the_last_passphrase_cannot(desk: Desk) -> None:
    with pytest.raises(BadUsage):
        rotating.remove(desk, PASSPHRASE, "leader", now=NOW, cost=CHEAP)
    rotating.remove(desk, PASSPHRASE, "recovery", now=NOW, cost=CHEAP)
    again = enter(desk.home)
    assert [one.slot for one in keys.who_can_open(again)] == ["leader"]
    again.close()


def test_without_the_passphrase_nothing_is_rotated(desk: Desk) -> None:
    with pytest.raises(WrongPassphrase):
        rotating.rotate(desk, "not the passphrase at all", now=NOW, cost=CHEAP)
    assert generations.current(desk.home) == desk.folder
    assert check(desk).is_sound


@pytest.mark.parametrize("step", ["copy", "check_same"])
def test_a_rotation_that_fails_leaves_the_desk_open_under_its_old_key(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise CannotWrite

    monkeypatch.setattr(rekeying, step, fail)
    with pytest.raises(CannotWrite):
        rotate(desk)
    assert check(desk).is_sound
    desk.close()
    enter(desk.home).close()


def test_a_key_slipped_into_the_header_is_not_given_the_new_data_key(desk: Desk) -> None:
    """Whoever can write the folder puts a pair of keys of their own into the leader's slot."""
    head = header.read(desk.folder)
    stranger = header.Slot(
        "deputy-9", "passphrase", "00" * 16, "00" * 12, "00" * 48, 64, 1, 1, "11" * 32, "22"
    )
    header.write(desk.folder, head.with_slot(stranger))
    with pytest.raises(KnownError, match="changed outside the program"):
        rotate(desk)
    assert any("deputy-9" in problem for problem in check(desk).problems)


def test_a_desk_of_the_first_version_is_rotated_once_its_recovery_key_is_new(tmp_path: Path) -> None:
    with zipfile.ZipFile(Path(__file__).parent.parent / "store" / "data" / "desk-0001.zip") as archive:
        archive.extractall(tmp_path)
    folder = next(tmp_path.rglob(header.FILE_NAME)).parent
    desk = enter(folder)
    assert [bool(slot.public) for slot in header.read(desk.folder).slots if slot.name == "leader"] == [True]
    with pytest.raises(KnownError, match="new recovery key"):
        rotate(desk)
    spelt = unlocking.new_recovery_key()
    keys.renew_recovery_key(desk, PASSPHRASE, spelt, now=NOW, cost=CHEAP)
    rotate(desk)
    again = unlocking.unlock_with_recovery_key(folder, spelt, now=NOW)
    assert check(again).is_sound
    again.close()
