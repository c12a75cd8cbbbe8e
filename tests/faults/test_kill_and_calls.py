"""A process killed while saving, and calls that fail: nothing acknowledged is lost, no damage, no false alarm."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.faults import shim

ROOT = Path(__file__).resolve().parents[2]
KNOWN_ENDS = (0, 10)
"""Done, or refused in a sentence that does not speak of damage."""


def runs(what: str, template: Path, aside: Path, count: int, env: dict[str, str] | None = None) -> list[Any]:
    """What came of each run."""
    words = [sys.executable, "-m", "tests.faults.crew", what, str(template), str(aside), "1", "0", str(count)]
    done = subprocess.run(words, cwd=ROOT, check=True, env=env, capture_output=True, text=True)
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def spoilt(results: list[Any]) -> list[Any]:
    return [one for one in results if one["lost"] or one["wrong"]]


def test_killed_while_saving(template: Path, tmp_path: Path, all_faults: bool) -> None:
    results = runs("kill", template, tmp_path, 1_000 if all_faults else 100)
    assert spoilt(results) == []
    assert {one["code"] for one in results} == {-signal.SIGKILL}
    assert len({one["saved"] for one in results}) > 5, "the instants were all alike"


def test_a_call_that_fails_once_or_for_good(
    template: Path, tmp_path: Path, library: Path, all_faults: bool
) -> None:
    env = shim.beneath(library, tmp_path)
    results = runs("calls", template, tmp_path, 650 if all_faults else 60, env)
    assert spoilt(results) == []
    assert [one for one in results if one["code"] not in KNOWN_ENDS] == []
    assert {one["code"] for one in results} == set(KNOWN_ENDS)
