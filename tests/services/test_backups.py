"""Backups: written aside, read back, named last; brought back whole or not at all; and never missing in silence."""

from __future__ import annotations

import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from esafety_desk.host.errors import (
    BadUsage,
    DamagedBackup,
    DeskInUse,
    WrongPassphrase,
)
from esafety_desk.records.people import Person
from esafety_desk.services import backups, keeping, keys, proving, restoring, rotating, unlocking
from esafety_desk.services.backups import Outcome
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from esafety_desk.services.searching import find
from esafety_desk.store import backup, generations, inspection
from esafety_desk.store.backup import Backup
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, NOW, PASSPHRASE, RECOVERY
from tests.faults.canary import CANARY, files_with_it

prove = partial(proving.by_either, typed=PASSPHRASE, floor=CHEAP)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def taken(work: Work, place: Path) -> Backup:
    (outcome,) = backups.back_up(work, [place])
    assert outcome.backup is not None, outcome.problem
    return outcome.backup


def later(work: Work, **passed: float) -> Work:
    return Work(work.desk, work.actor, work.now + timedelta(**passed))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def enter(folder: Path) -> Desk:
    return unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP)


def test_a_backup_is_itself_a_desk_that_the_same_passphrase_opens(
    work: Work, pupil: Person, stick: Path
) -> None:
    made = taken(work, stick)
    assert names(stick) == {"desk-2026-11-19-154500"}
    assert names(made.folder) == {"desk.db", "desk.keys", "backup.json"}
    desk = enter(made.folder)
    assert check(desk).is_sound
    assert [hit.reference for hit in find(desk, "zajac")] == [pupil.reference]
    desk.close()


def test_a_backup_holds_the_anchor_of_its_own_chain_and_not_a_word_in_plain(work: Work, stick: Path) -> None:
    keeping.save(work, Person(kind="pupil", given_name=CANARY, family_name=CANARY))
    with work.desk.reading() as connection:
        head = inspection.head(connection)
    made = taken(work, stick)
    assert made.manifest.anchor == f"{head.sequence} {head.short_hash}"
    assert list(files_with_it([stick])) == []


def test_work_goes_on_while_a_backup_is_written(work: Work, pupil: Person, stick: Path) -> None:
    with work.desk.writing("leader", NOW) as unit:
        unit.witness("listed")
        outcome = backups.back_up_to(work.desk, stick, NOW)
    assert outcome.backup is not None


def test_every_backup_is_a_line_of_the_audit_and_the_place_remembers_it(work: Work, stick: Path) -> None:
    backups.add_place(work, stick)
    backups.back_up(work)
    (place,) = backups.places(work.desk)
    assert (place.path, place.last_at, place.problem) == (stick.resolve(), NOW, "")
    assert check(work.desk).is_sound


def test_a_place_that_is_missing_is_told_and_the_others_are_served(
    work: Work, stick: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    for folder in (gone, stick):
        backups.add_place(work, folder)
    gone.rmdir()
    told = {outcome.place.name: bool(outcome.problem) for outcome in backups.back_up(work)}
    assert told == {"gone": True, "stick": False}
    assert {place.path.name: bool(place.problem) for place in backups.places(work.desk)} == told
    assert backups.is_due(work.desk, NOW)


def test_a_place_inside_the_desk_is_no_place_for_a_backup(work: Work) -> None:
    with pytest.raises(BadUsage, match="lost with it"):
        backups.add_place(work, work.desk.home)


def test_one_backup_a_day_is_due(work: Work, stick: Path) -> None:
    assert not backups.is_due(work.desk, NOW)
    backups.add_place(work, stick)
    assert backups.is_due(work.desk, NOW)
    backups.back_up(work)
    assert not backups.is_due(work.desk, NOW + timedelta(hours=8))
    assert backups.is_due(work.desk, NOW + timedelta(hours=23))
    assert backups.is_due(work.desk, NOW - timedelta(days=2)), "a clock set back must not stop backups"


def test_expired_backups_go_and_those_of_another_desk_stay(work: Work, stick: Path, tmp_path: Path) -> None:
    first = taken(work, stick)
    strange = shutil.copytree(first.folder, stick / "desk-2020-01-01-000000")
    text = (strange / "backup.json").read_text()
    (strange / "backup.json").write_text(text.replace(first.manifest.desk, "another"))
    for hour in (1, 2):
        taken(later(work, hours=hour), stick)
    assert names(stick) == {"desk-2020-01-01-000000", "desk-2026-11-19-174500"}


def test_what_a_crash_left_half_written_is_no_backup_and_goes(work: Work, stick: Path) -> None:
    half = stick / "desk-2026-11-18-120000.part"
    half.mkdir()
    (half / "desk.db").write_bytes(b"half")
    assert backup.found_in(stick) == []
    made = taken(work, stick)
    assert names(stick) == {made.folder.name}


def flip(file: Path, place: int) -> None:
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("where", [0, 5_000, -100])
def test_a_copy_that_was_spoilt_on_the_way_gets_no_name(
    work: Work, stick: Path, monkeypatch: pytest.MonkeyPatch, where: int
) -> None:
    real = backup.copying.copy_out

    def spoilt(engine: object, target: Path) -> None:
        real(engine, target)
        flip(target, where)

    monkeypatch.setattr(backup.copying, "copy_out", spoilt)
    outcome = backups.back_up_to(work.desk, stick, NOW)
    assert outcome.problem
    assert names(stick) == set()
    assert check(work.desk).is_sound


def test_bringing_a_backup_back_makes_a_new_generation_and_keeps_the_replaced_one(
    work: Work, pupil: Person, stick: Path
) -> None:
    made = taken(work, stick)
    added_since = keeping.save(work, Person(kind="pupil", given_name="Since")).record
    home = work.desk.home
    work.desk.close()
    before = (home / "desk.db").read_bytes()
    restoring.restore(made, home, prove, now=NOW)
    (kept,) = generations.replaced(home)
    assert (kept / "desk.db").read_bytes() == before
    desk = enter(home)
    assert check(desk).is_sound
    assert find(desk, "zajac")
    assert not find(desk, added_since.given_name)
    desk.close()


def test_a_backup_comes_back_on_another_computer(
    work: Work, pupil: Person, stick: Path, tmp_path: Path
) -> None:
    made = taken(work, stick)
    new = tmp_path / "new computer" / "desk"
    restoring.restore(made, new, partial(proving.by_either, typed=RECOVERY, floor=CHEAP), now=NOW)
    desk = enter(new)
    assert find(desk, "zajac")
    desk.close()


def test_a_desk_that_is_open_is_not_replaced(work: Work, stick: Path) -> None:
    made = taken(work, stick)
    with pytest.raises(DeskInUse):
        restoring.restore(made, work.desk.home, prove, now=NOW)
    assert check(work.desk).is_sound


def test_a_wrong_passphrase_brings_nothing_back(work: Work, stick: Path) -> None:
    made = taken(work, stick)
    work.desk.close()
    with pytest.raises(WrongPassphrase):
        restoring.restore(made, work.desk.home, partial(proving.by_either, typed="no", floor=CHEAP), now=NOW)
    assert generations.current(work.desk.home) == work.desk.home


@pytest.mark.parametrize("where", [0, 9_000, -200])
def test_a_damaged_backup_changes_nothing(work: Work, stick: Path, where: int) -> None:
    made = taken(work, stick)
    flip(made.folder / "desk.db", where)
    work.desk.close()
    with pytest.raises(DamagedBackup):
        restoring.restore(made, work.desk.home, prove, now=NOW)
    assert generations.current(work.desk.home) == work.desk.home
    enter(work.desk.home).close()


def test_a_drill_shows_that_the_newest_backup_can_be_relied_on(
    work: Work, pupil: Person, stick: Path
) -> None:
    backups.add_place(work, stick)
    assert backups.newest(work.desk) is None
    made = taken(work, stick)
    assert backups.newest(work.desk) == made
    result = restoring.drill(work, made)
    assert result.is_sound
    assert result.records > 20


def test_a_drill_tells_of_a_damaged_backup(work: Work, stick: Path) -> None:
    made = taken(work, stick)
    flip(made.folder / "desk.db", 9_000)
    assert "damaged" in restoring.drill(work, made).problems[0]


def test_a_drill_tells_of_older_keys_and_damage_under_them(work: Work, stick: Path) -> None:
    made = taken(work, stick)
    keys.change_passphrase(work.desk, PASSPHRASE, "seven slow herons cross the weir", now=NOW, cost=CHEAP)
    tried = restoring.drill(work, made)
    assert (tried.is_sound, tried.problems) == (True, ())
    assert "The keys were changed since" in tried.notes[0]
    flip(made.folder / "desk.db", 9_000)
    assert "damaged" in restoring.drill(work, made).problems[0]


def test_a_backup_under_an_older_data_key_is_not_called_damaged(work: Work, stick: Path) -> None:
    made = taken(work, stick)
    home = work.desk.home
    rotating.rotate(work.desk, PASSPHRASE, now=NOW, cost=CHEAP)
    desk = enter(home)
    tried = restoring.drill(Work(desk, "leader", NOW), made)
    assert (tried.problems, tried.was_read, tried.is_sound) == ((), False, False)
    assert "from before the data key was changed" in tried.notes[0]
    desk.close()


def test_a_backup_of_a_desk_that_went_another_way_is_told_by_its_anchor(work: Work, stick: Path) -> None:
    home = work.desk.home
    with work.desk.writing("leader", NOW) as unit:
        unit.witness("listed")
    made = taken(work, stick)
    work.desk.close()
    shutil.copyfile(made.folder / "desk.db", home / "desk.db")
    desk = enter(home)
    rolled_back = Work(desk, "leader", NOW)
    with desk.sketching() as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)")
    assert "another way" in restoring.drill(rolled_back, made).problems[-1]
    desk.close()


def test_folders_without_one_desk_s_backups_are_refused(work: Work, stick: Path) -> None:
    with pytest.raises(BadUsage, match="no backup"):
        restoring.chosen(stick)
    made = taken(work, stick)
    assert restoring.chosen(stick) == restoring.chosen(made.folder) == made


def test_a_stick_without_room_is_told_in_one_sentence(work: Work, stick: Path) -> None:
    from tests.store.test_full_disk import no_file_larger_than

    with no_file_larger_than(100_000):
        outcome: Outcome = backups.back_up_to(work.desk, stick, NOW)
    assert outcome.problem
    assert "\n" not in outcome.problem
    assert names(stick) == set()
