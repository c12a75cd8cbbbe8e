"""A hundred thousand rows are looked at within half a minute and 300 MB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_LOOK = """
import re, sys, time
from pathlib import Path
from esafety_desk.services import unlocking
from esafety_desk.services.bringing_in import bring_in
from esafety_desk.services.import_report import Asked
from esafety_desk.services.keeping import Work
from tests.conftest import CHEAP, NOW, PASSPHRASE

desk = unlocking.unlock(Path(sys.argv[1]), PASSPHRASE, now=NOW, floor=CHEAP)
begun = time.process_time()
result = bring_in(Work(desk, "test", NOW), sys.argv[2], [Path(sys.argv[3])], Asked(dry_run=True), lambda _: None)
taken = time.process_time() - begun
desk.close()
# The peak of this process alone: what getrusage tells begins with what its parent had.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(result.counts.total(), taken, peak)
"""
_STATUS = Path("/proc/self/status")
_ROWS = 100_000
_ROOT = Path(__file__).parents[2]


def people(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("ID,Forename,Surname,Year,Class,DOB,Password\n")
        file.writelines(
            f"{n},Given{n % 97},Family{n},{n % 6 + 1},{n % 6 + 1}B,{n % 28 + 1:02}/{n % 12 + 1:02}/2016,secret\n"
            for n in range(_ROWS)
        )


def incidents(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("Date,Incident,Pupils,Yr,Where,App,Action,Parents told\n")
        file.writelines(
            f"{n % 28 + 1:02}/{n % 12 + 1:02}/2{n % 6},A scam message number {n} was forwarded to the class.,"
            f"Given{n % 97} Family{n % 89}; Given{n % 83} Family{n % 79},Y5,Home,WhatsApp,Spoke to all,Y\n"
            for n in range(_ROWS)
        )


@pytest.mark.slow
@pytest.mark.skipif(not _STATUS.exists(), reason="the peak of memory is asked for as Linux tells it")
@pytest.mark.parametrize(("what", "write"), [("people", people), ("incidents", incidents)])
def test_a_dry_run_of_a_hundred_thousand_rows(
    desk_folder: Path, tmp_path: Path, what: str, write: object
) -> None:
    assert callable(write)
    path = tmp_path / "Pupils.csv"
    write(path)
    words = [sys.executable, "-c", _LOOK, str(desk_folder), what, str(path)]
    done = subprocess.run(words, cwd=_ROOT, capture_output=True, text=True, check=True, timeout=300)
    rows, seconds, megabytes = done.stdout.split()
    assert int(rows) == _ROWS
    assert float(seconds) < 30
    assert int(megabytes) < 300
