"""From starting the program to its painted unlock window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.measure import Row, median, side_by_side

_ROUNDS = 15
_GOAL = 1.15


def rows(desk: Path) -> list[Row]:
    ours, theirs = side_by_side(
        lambda: _started("desk", str(desk)), lambda: _started("bare"), _ROUNDS, warm_up=2
    )
    return [
        Row("start → painted unlock window", "bare window with a table", median(ours), median(theirs), _GOAL)
    ]


def _started(*arguments: str) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.first_paint", *arguments]
    begun = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=os.environ, check=False)
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"{' '.join(command[1:])} showed no window: {done.stderr[-2000:]}")
    return float(done.stdout.split()[-1]) - begun
