"""Locking ends the process that held the key: afterwards no process of the program remembers it, or a name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from esafety_desk.records.people import Person, PersonKind
from esafety_desk.services import keeping, proving, unlocking
from esafety_desk.services.keeping import Work
from esafety_desk.store import header
from tests.conftest import NOW, PASSPHRASE, invented_school

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/PID/mem")
ROOT = Path(__file__).resolve().parents[2]
NAME = "Quetzalcanary"
_PATIENCE = 30.0


def spellings(text: str) -> list[bytes]:
    """``text`` as Python, Qt and SQLite may hold it."""
    return [text.encode(), text.encode("utf-16-le"), text.encode("utf-32-le")]


def found_in(pid: int, needles: dict[str, list[bytes]]) -> set[str]:
    """Which of ``needles`` stand anywhere in the memory of this process."""
    found = set()
    maps = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            span = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if span is None or "[vvar" in line or "[vsyscall" in line:
                continue
            start, end = (int(bound, 16) for bound in span.groups())
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            found |= {name for name, forms in needles.items() if any(form in content for form in forms)}
    return found


def command_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
    except OSError:
        return []


def processes_on(folder: Path) -> list[int]:
    """Every process of the program on this desk."""
    numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
    return [pid for pid in numbers if pid != os.getpid() and str(folder) in command_of(pid)]


def wait(condition: Callable[[], object]) -> None:
    until = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


def at_rest(pid: int) -> bool:
    """Whether the process has loaded its window and spends no more time."""

    def spent() -> list[str]:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[13:15]

    before = spent()
    time.sleep(0.4)
    return spent() == before and "QtWidgets" in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")


@pytest.fixture
def desk_with_a_child(tmp_path: Path) -> Path:
    """At the full cost of a passphrase: the program takes no less."""
    folder = tmp_path / "desk"
    made = unlocking.create_desk(
        folder, invented_school(), unlocking.NewLeader("Morwenna", "Tregear"), PASSPHRASE, now=NOW
    )
    child = Person(kind=PersonKind.PUPIL, given_name=NAME, family_name=f"{NAME}son")
    keeping.save(Work(made.desk, "leader", NOW), child)
    made.desk.close()
    return folder


@pytest.fixture
def window(desk_with_a_child: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path / "home"),
        "XDG_CONFIG_HOME": str(tmp_path / "home" / "config"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    words = [sys.executable, "-m", "tests.faults.at_the_window", "--desk", str(desk_with_a_child)]
    with subprocess.Popen(
        words, env=environment, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield process
        for pid in processes_on(desk_with_a_child):
            os.kill(pid, 9)


def say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


@pytest.mark.slow
def test_after_the_lock_nothing_is_left_in_memory(
    window: subprocess.Popen[str], desk_with_a_child: Path, tmp_path: Path
) -> None:
    key = proving.by_passphrase(header.read(desk_with_a_child), PASSPHRASE).data_key
    needles = {
        "passphrase": spellings(PASSPHRASE),
        "data key": [key],
        "data key in words": [*spellings(key.hex()), *spellings(key.hex().upper())],
        "name": [*spellings(NAME), *spellings(NAME.lower())],
    }
    say(window, PASSPHRASE)
    assert window.stdout is not None
    assert window.stdout.readline() == "open\n"
    assert {"data key", "name"} <= found_in(window.pid, needles)  # or the search proves nothing
    say(window, "lock")
    wait(lambda: any("--locked" in command_of(pid) for pid in processes_on(desk_with_a_child)))
    after = processes_on(desk_with_a_child)
    wait(lambda: all(at_rest(pid) for pid in after))
    assert after == processes_on(desk_with_a_child)
    assert {pid: found_in(pid, needles) for pid in after} == {pid: set() for pid in after}
    for pid in after:
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        assert not any(form in environment for forms in needles.values() for form in forms)
    kept = QSettings(
        str(tmp_path / "home" / "config" / "E-Safety Desk" / "window.ini"), QSettings.Format.IniFormat
    )
    assert kept.value("window")  # the new window stands where the old one stood
