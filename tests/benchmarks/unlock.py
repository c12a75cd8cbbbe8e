"""From the passphrase to a painted register, each time in a fresh process, and the memory held then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measure import Row, Timed, median, side_by_side

_ROUNDS = 5
_GOAL, _MEMORY_GOAL = 1.5, 1.25
_TYPING_S = 3.0
_KEEPASSXC_MB = 119.0
_YARDSTICK = "key derivation, open, one select"


def rows(desk: Path) -> list[Row]:
    memory: list[float] = []
    found = [
        _row("unlock → painted register, passphrase typed", desk, _TYPING_S, memory),
        _row("unlock → painted register, passphrase pasted", desk, 0.0, memory),
    ]
    if memory:
        what, yardstick = "memory, unlocked list", "KeePassXC likewise, taken once"
        found.append(Row(what, yardstick, median(memory), _KEEPASSXC_MB, _MEMORY_GOAL, unit="MB"))
    return found


def _row(what: str, desk: Path, pause: float, memory: list[float]) -> Row:
    ours, theirs = side_by_side(
        _child("window", desk, pause, memory), _child("yardstick", desk, 0.0, []), _ROUNDS
    )
    return Row(what, _YARDSTICK, median(ours), median(theirs), _GOAL)


def _child(kind: str, desk: Path, pause: float, memory: list[float]) -> Timed:
    command = [sys.executable, "-m", "tests.benchmarks.unlock_once", kind, str(desk), str(pause)]

    def timed() -> float:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode or not done.stdout.strip():
            raise RuntimeError(f"{' '.join(command[1:])} failed: {done.stderr[-2000:]}")
        seconds, resident = map(float, done.stdout.split()[-2:])
        if resident:
            memory.append(resident)
        return seconds

    return timed
