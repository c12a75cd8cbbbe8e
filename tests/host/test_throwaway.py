"""The invented school leaves nothing behind, not even where the program is killed over it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from esafety_desk.host.throwaway import throwaway

PREFIX = "esafety-tried-"
KILLED = f"""
import os, signal
from esafety_desk.host.throwaway import throwaway
with throwaway("{PREFIX}") as folder:
    (folder / "desk").mkdir()
    (folder / "desk" / "desk.db").write_bytes(b"encrypted")
    os.abort()
"""


@pytest.fixture(autouse=True)
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(aside: Path) -> list[Path]:
    return list(aside.glob(f"{PREFIX}*"))


def test_nothing_is_left_when_it_ends(aside: Path) -> None:
    with throwaway(PREFIX) as folder:
        (folder / "desk.db").write_bytes(b"encrypted")
    assert left(aside) == []


def test_what_a_killed_run_left_is_cleared_at_the_next(aside: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED], check=False, capture_output=True)
    assert ended.returncode != 0
    assert len(left(aside)) == 1
    with throwaway(PREFIX) as folder:
        assert left(aside) == [folder]


def test_a_run_beside_it_keeps_its_own(aside: Path) -> None:
    with throwaway(PREFIX) as first, throwaway(PREFIX) as second:
        assert first.is_dir()
        assert second.is_dir()
