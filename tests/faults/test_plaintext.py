"""Nothing a school writes stands readable on the disk: not in the desk, nor in what the program leaves beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from esafety_desk.services import drafting
from esafety_desk.store import attachments
from esafety_desk.store.desk import Desk
from tests.conftest import NOW
from tests.faults.canary import CANARY, files_with_it, in_every_field
from tests.records.examples import parents, records

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def written(desk: Desk) -> Desk:
    """A desk with the canary in every field of one record of each register, in a file, and in a draft."""
    with desk.writing("leader", NOW) as unit:
        approval, account = parents(unit, 2, 2)
        for name, record in records(2, 2, 2, approval, account).items():
            if name == "school":
                continue
            added = unit.add(in_every_field(record))
            if name == "attachments":
                attachments.write(unit.connection, added.id or 0, CANARY.encode())
    drafting.keep_draft(desk, "incidents:new", {"account": CANARY}, NOW)
    return desk


def test_neither_database_nor_log_nor_draft_shows_a_word(written: Desk, desk_folder: Path) -> None:
    assert list(files_with_it([desk_folder])) == []
    written.close()
    assert list(files_with_it([desk_folder])) == []


@pytest.mark.skipif(os.name != "posix", reason="a home of its own is given the Unix way")
@pytest.mark.parametrize("ending", ["leave", "die"])
def test_a_tour_of_the_window_leaves_no_word_anywhere(
    written: Desk, desk_folder: Path, tmp_path: Path, ending: str
) -> None:
    written.close()
    home, passing = tmp_path / "home", tmp_path / "passing"
    home.mkdir()
    passing.mkdir()
    places = {"HOME": home, "TMPDIR": passing}
    places |= {f"XDG_{kind}_HOME": home / kind.lower() for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
    env = {**os.environ, **{name: str(place) for name, place in places.items()}}
    words = [sys.executable, "-m", "tests.faults.tour", str(desk_folder), str(home), ending]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True)
    assert done.returncode == (0 if ending == "leave" else -signal.SIGKILL), done.stderr.decode()
    assert CANARY.encode() not in done.stdout + done.stderr
    assert list(files_with_it([desk_folder, home, passing])) == []


def test_the_hunt_would_find_it_in_a_plain_copy(written: Desk, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    cursor = written._connection.connection.cursor()
    cursor.execute(f"ATTACH DATABASE '{plain / 'copy.db'}' AS plain KEY ''")
    cursor.execute("SELECT sqlcipher_export('plain')")
    cursor.close()
    assert [file.name for file in files_with_it([plain])] == ["copy.db"]
