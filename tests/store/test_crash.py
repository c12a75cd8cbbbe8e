"""The power goes in the middle of a unit of work: what was saved before stands, what was half-done is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import unlocking
from esafety_desk.services.checking import check
from esafety_desk.services.listing import ListQuery, count
from esafety_desk.store import audit
from tests.conftest import CHEAP, NOW, PASSPHRASE

ROOT = Path(__file__).resolve().parent.parent.parent
NEW = "seven slow herons cross the weir"
BEGINNING = """
import os, sys
from pathlib import Path
from esafety_desk.records.people import Person
from esafety_desk.services import keys, unlocking
from tests.conftest import CHEAP, NOW, PASSPHRASE
folder = Path(sys.argv[1])
desk = unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP)
with desk.writing("leader", NOW) as unit:
    unit.add(Person(kind="pupil", given_name="Whole"))
"""
IN_A_RECORD = """
with desk.writing("leader", NOW) as unit:
    unit.add(Person(kind="pupil", given_name="Half"))
    os._exit(9)
"""
BEHIND_THE_HEADER = f"""
keys.settle = lambda *ignored: os._exit(9)
keys.change_passphrase(desk, PASSPHRASE, {NEW!r}, now=NOW, cost=CHEAP)
"""


def crash(folder: Path, ending: str) -> None:
    """Run a program on the desk that dies at the end of ``ending``."""
    words = [sys.executable, "-c", BEGINNING + ending, str(folder)]
    assert subprocess.run(words, cwd=ROOT, check=False).returncode == 9


@pytest.mark.parametrize(("ending", "passphrase"), [(IN_A_RECORD, PASSPHRASE), (BEHIND_THE_HEADER, NEW)])
def test_a_desk_left_in_the_middle_is_whole_again(desk_folder: Path, ending: str, passphrase: str) -> None:
    crash(desk_folder, ending)
    desk = unlocking.unlock(desk_folder, passphrase, now=NOW, floor=CHEAP)
    assert check(desk).problems == ()
    assert count(desk, ListQuery(PEOPLE)) == 2
    with desk.reading() as connection:
        lines = [line.verb for line in audit.lines(connection)]
    assert lines.count("passphrase changed") == (passphrase == NEW), (
        "what the header says was done is a line too"
    )
    desk.close()


def test_a_header_half_written_leaves_the_one_before(desk_folder: Path) -> None:
    (desk_folder / "desk.keys.part").write_bytes((desk_folder / "desk.keys").read_bytes()[:200])
    desk = unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP)
    assert check(desk).is_sound
    desk.close()
