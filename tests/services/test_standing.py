"""Where a desk may lie, and what Today says of the desk itself."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from esafety_desk.host import whereabouts
from esafety_desk.host.errors import NotOnThisComputer
from esafety_desk.services import backups, restoring, standing, unlocking
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from esafety_desk.services.unlocking import NewLeader
from esafety_desk.store import audit
from tests.conftest import CHEAP, NOW, PASSPHRASE, invented_school
from tests.services.test_backups import enter, prove


@pytest.fixture
def mounted_as(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Has the tests' own folder be on a file system of the kind that is named."""

    def mounted(kind: str) -> None:
        place = str(tmp_path).replace(" ", r"\040")
        table = tmp_path.parent / f"{tmp_path.name}-mounts"
        table.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/share {place} {kind} rw 0 0\n")
        monkeypatch.setattr(whereabouts, "MOUNTS", table)

    return mounted


def titles(work: Work) -> list[str]:
    return [notice.title for notice in standing.notices(work.desk, work.now)]


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_a_desk_on_a_share_is_refused_with_the_reason(mounted_as, desk_folder: Path, kind: str) -> None:
    mounted_as(kind)
    with pytest.raises(NotOnThisComputer, match="network drive"):
        enter(desk_folder)


@pytest.mark.parametrize("kind", ["ext4", "fuseblk", "overlay", "exfat"])
def test_a_disk_or_stick_of_this_computer_will_do(mounted_as, desk_folder: Path, kind: str) -> None:
    mounted_as(kind)
    desk = enter(desk_folder)
    assert desk.opened_by == "leader"
    desk.close()


def test_none_is_set_up_or_brought_back_on_a_share(mounted_as, work: Work, tmp_path: Path) -> None:
    made = backups.back_up(work, [tmp_path])[0].backup
    assert made is not None
    mounted_as("nfs")
    with pytest.raises(NotOnThisComputer):
        restoring.restore(made, tmp_path / "elsewhere", prove, now=NOW)
    with pytest.raises(NotOnThisComputer):
        unlocking.create_desk(
            tmp_path / "new", invented_school(), NewLeader("A", "B"), PASSPHRASE, now=NOW, cost=CHEAP
        )
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("name", "whose"),
    [("OneDrive - Willowmere", "OneDrive"), ("Dropbox", "Dropbox"), ("Nextcloud", "Nextcloud")],
)
def test_a_synchronised_folder_is_warned_of_on_today_and_none_is_set_up_there(
    desk_folder: Path, tmp_path: Path, name: str, whose: str
) -> None:
    inside = tmp_path / name / "Documents" / "desk"
    shutil.copytree(desk_folder, inside)
    desk = enter(inside)
    assert f"The desk's folder is copied by {whose}" in titles(Work(desk, "leader", NOW))
    desk.close()
    with pytest.raises(NotOnThisComputer, match=whose):
        unlocking.create_desk(
            inside.parent / "new", invented_school(), NewLeader("A", "B"), PASSPHRASE, now=NOW, cost=CHEAP
        )


def test_a_marker_in_a_folder_above_tells_of_its_synchroniser(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert whereabouts.synchronised_by(tmp_path / "a" / "desk") == "Syncthing"
    assert whereabouts.synchronised_by(Path("/")) == ""


def test_a_clock_set_back_is_told_and_the_order_of_entries_is_kept(work: Work) -> None:
    assert "This computer's clock is set back" not in titles(work)
    earlier = Work(work.desk, "leader", NOW - timedelta(days=400))
    assert "This computer's clock is set back" in titles(earlier)
    with earlier.desk.writing("leader", earlier.now) as unit:
        unit.witness("listed")
    with work.desk.reading() as connection:
        lines = list(audit.lines(connection))
    assert [line.sequence for line in lines] == list(range(1, len(lines) + 1))
    assert lines[-1].at == earlier.now
    assert check(work.desk).is_sound


def test_today_tells_of_missing_and_of_overdue_backups(work: Work, tmp_path: Path) -> None:
    assert titles(work) == ["No place for backups is chosen"]
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.add_place(work, stick)
    assert titles(work) == ["No backup yet"]
    backups.back_up(work)
    assert titles(work) == []
    shutil.rmtree(stick)
    backups.back_up(work)
    assert titles(work) == [f"No backup to {stick}"]
    late = Work(work.desk, "leader", NOW + timedelta(days=8))
    assert titles(late) == [f"No backup to {stick}", "No backup for 8 days"]
