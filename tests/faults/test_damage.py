"""Bits flip, files are cut, pages are swapped or put back: everything is reported, nothing is accepted in silence."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from esafety_desk.records.note import Note
from esafety_desk.services import auditing, keeping, unlocking
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from tests.conftest import CHEAP, NOW, PASSPHRASE, TODAY
from tests.faults import damage
from tests.faults.judging import judge
from tests.faults.saving import LEADER, save_notes, text_of

SAMPLE, ALL = 60, 500


@pytest.fixture(scope="module")
def before_and_after(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A desk in use, and the same desk some weeks of work later; both closed."""
    aside = tmp_path_factory.mktemp("weeks")
    earlier, later = aside / "earlier", aside / "later"
    shutil.copytree(template, earlier)
    assert save_notes(earlier, 20, lambda number: None) == []
    shutil.copytree(earlier, later)
    desk = unlocking.unlock(later, PASSPHRASE, now=NOW, floor=CHEAP)
    work = Work(desk, "leader", NOW)
    for number in range(1, 20):
        note = Note(about_id=LEADER, dated=TODAY, text=text_of(20 + number))
        saved = keeping.save(work, note).record
        keeping.save(work, saved.changed(text=text_of(40 + number)))
    desk.close()
    return earlier, later


def test_any_damage_is_reported(
    before_and_after: tuple[Path, Path], tmp_path: Path, all_faults: bool
) -> None:
    earlier, later = before_and_after
    dice, unreported = Random(20261119), []
    assert judge(later, ()).is_good
    for number in range(ALL if all_faults else SAMPLE):
        folder = tmp_path / "desk"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(later, folder)
        done = damage.KINDS[number % len(damage.KINDS)](folder, earlier, dice)
        if judge(folder, ()).is_good:
            unreported.append(done)
    assert not unreported, "\n".join(unreported)


def test_a_whole_desk_put_back_is_found_by_the_anchor_alone(before_and_after: tuple[Path, Path]) -> None:
    anchors = []
    for folder in before_and_after:
        desk = unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP)
        anchors.append(str(auditing.anchor(desk)))
        desk.close()
    desk = unlocking.unlock(before_and_after[0], PASSPHRASE, now=NOW, floor=CHEAP)
    assert check(desk).is_sound
    assert check(desk, anchors[0]).is_sound
    assert not check(desk, anchors[1]).is_sound
    desk.close()
