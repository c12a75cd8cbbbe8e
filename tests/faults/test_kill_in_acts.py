"""Killed at any call of an act that replaces the desk or copies it: always one whole state, the old or the new."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from esafety_desk.services import backups, unlocking
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.faults import shim

ROOT = Path(__file__).resolve().parents[2]
FIRST_VERSION = ROOT / "tests" / "store" / "data" / "desk-0001.zip"
SAMPLE, ALL = 8, 40


@pytest.fixture
def prepared(template: Path, tmp_path: Path) -> Path:
    """A desk, and a place with yesterday's backup of it."""
    folder = tmp_path / "prepared"
    shutil.copytree(template, folder / "desk")
    (folder / "stick").mkdir()
    desk = unlocking.unlock(folder / "desk", PASSPHRASE, now=NOW, floor=CHEAP)
    backups.back_up_to(desk, folder / "stick", NOW - timedelta(days=1))
    desk.close()
    return folder


@pytest.mark.parametrize("act", ["migrate", "rekey", "back_up", "restore", "lock"])
def test_killed_in_the_middle(
    act: str, prepared: Path, tmp_path: Path, library: Path, all_faults: bool
) -> None:
    if act == "migrate":
        for lies in ("desk", "stick"):
            shutil.rmtree(prepared / lies)
            (prepared / lies).mkdir()
        with zipfile.ZipFile(FIRST_VERSION) as archive:
            archive.extractall(prepared / "desk")
    aside = tmp_path / "aside"
    aside.mkdir()
    count = str(ALL if all_faults else SAMPLE)
    words = [sys.executable, "-m", "tests.faults.acts", act, str(prepared), str(aside), "1", count]
    done = subprocess.run(words, cwd=ROOT, env=shim.beneath(library, aside), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one for one in results if one["wrong"]] == []
    assert all(one["killed"] for one in results)
