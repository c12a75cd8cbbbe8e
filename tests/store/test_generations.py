"""A generation takes over whole or not at all, whatever stops it and whenever."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from esafety_desk.host.errors import CannotWrite, DamagedDatabase, DamagedPointer
from esafety_desk.services import unlocking
from esafety_desk.services.checking import check
from esafety_desk.store import generations
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, NOW, PASSPHRASE


def enter(folder: Path) -> Desk:
    return unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP)


def succeed(folder: Path) -> None:
    """Replace the desk by a copy of itself."""
    with generations.succession(folder) as aside:
        for name in ("desk.db", "desk.keys"):
            shutil.copyfile(generations.current(folder) / name, aside / name)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_desk_that_was_never_replaced_is_two_files_in_its_folder(desk_folder: Path) -> None:
    assert generations.current(desk_folder) == desk_folder
    assert generations.replaced(desk_folder) == []


def test_the_next_generation_takes_over_and_the_replaced_one_is_kept(desk_folder: Path) -> None:
    before = (desk_folder / "desk.db").read_bytes()
    succeed(desk_folder)
    assert generations.current(desk_folder) == desk_folder / "generations" / "0001"
    assert (desk_folder / "generations" / "0000" / "desk.db").read_bytes() == before
    assert names(desk_folder) == {"desk.current", "desk.lock", "generations"}
    desk = enter(desk_folder)
    assert check(desk).is_sound
    desk.close()


def test_replaced_generations_are_bounded(desk_folder: Path) -> None:
    for _ in range(5):
        succeed(desk_folder)
    assert [path.name for path in generations.replaced(desk_folder)] == ["0004", "0003"]
    generations.tidy(desk_folder, keep=0)
    assert names(desk_folder / "generations") == {"0005"}
    enter(desk_folder).close()


def test_what_fails_while_it_is_built_leaves_the_desk_as_it_was(desk_folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), generations.succession(desk_folder) as aside:
        (aside / "desk.db").write_bytes(b"half" * (1 // 0))
    assert generations.current(desk_folder) == desk_folder
    assert names(desk_folder / "generations") == set()
    enter(desk_folder).close()


def test_half_a_generation_never_takes_over(desk_folder: Path, tmp_path: Path) -> None:
    with_a_log = shutil.copytree(desk_folder, tmp_path / "log")
    (with_a_log / "desk.db-wal").write_bytes(b"not folded in")
    with pytest.raises(DamagedDatabase), generations.succession(desk_folder) as aside:
        shutil.copyfile(desk_folder / "desk.db", aside / "desk.db")
    with pytest.raises(DamagedDatabase), generations.succession(desk_folder) as aside:
        shutil.copytree(with_a_log, aside, dirs_exist_ok=True)
    assert generations.current(desk_folder) == desk_folder


def test_a_stale_log_beside_the_replaced_database_is_never_read(desk_folder: Path) -> None:
    desk = enter(desk_folder)
    with desk.writing("leader", NOW) as unit:
        unit.witness("listed")
    stale = (desk_folder / "desk.db-wal").read_bytes()
    desk.close()
    (desk_folder / "desk.db-wal").write_bytes(stale)
    before = (desk_folder / "desk.db").read_bytes()
    succeed(desk_folder)
    assert (desk_folder / "generations" / "0000" / "desk.db-wal").read_bytes() == stale
    folder = generations.current(desk_folder)
    assert names(folder) == {"desk.db", "desk.keys"}
    assert (folder / "desk.db").read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"0001", b"E-Safety Desk generation\n00 0001\n"])
def test_a_lost_or_damaged_pointer_is_told_and_never_guessed(
    desk_folder: Path, content: bytes | None
) -> None:
    succeed(desk_folder)
    pointer = desk_folder / "desk.current"
    if content is None:
        pointer.unlink()
    else:
        pointer.write_bytes(content)
    with pytest.raises(DamagedPointer):
        enter(desk_folder)


def test_one_damaged_half_of_the_pointer_costs_nothing(desk_folder: Path) -> None:
    succeed(desk_folder)
    pointer = desk_folder / "desk.current"
    lines = pointer.read_bytes().splitlines()
    pointer.write_bytes(b"\n".join((lines[0], b"?" * 40, lines[2])))
    desk = enter(desk_folder)
    assert desk.folder == desk_folder / "generations" / "0001"
    desk.close()


def files_of(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("step", ["sync_file", "sync_folder", "write_whole", "Path.rename", "Path.replace"])
@pytest.mark.parametrize("times", [0, 1, 2])
def test_stopped_at_any_step_it_is_one_whole_desk(
    desk_folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, times: int
) -> None:
    """The ``times``-th call of each step fails as a full or broken disk would."""
    calls = 0

    def failing(real: Callable[..., object]) -> Callable[..., object]:
        def stopped(*args: object) -> object:
            nonlocal calls
            calls += 1
            if calls > times:
                raise OSError("no more")
            return real(*args)

        return stopped

    owner, name = (Path, step.partition(".")[2]) if "." in step else (generations, step)
    with monkeypatch.context() as broken:
        broken.setattr(owner, name, failing(getattr(owner, name)))
        try:
            succeed(desk_folder)
        except (CannotWrite, OSError):
            assert generations.current(desk_folder) == desk_folder
    desk = enter(desk_folder)
    assert check(desk).is_sound
    desk.close()
    assert not [name for name in files_of(desk_folder) if ".new-" in name]
