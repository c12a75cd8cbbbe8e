"""The program opens no internet socket, and does all its work where there is no network at all."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INTERNET = re.compile(r"^\d+\s+(socket|connect|bind|sendto)\(.*(AF_INET|AF_INET6|AF_PACKET)\b", re.MULTILINE)


def works(*words: str) -> bool:
    return shutil.which(words[0]) is not None and subprocess.run(words, capture_output=True).returncode == 0


def toured(folder: Path, aside: Path, *before: str, leaks: bool = False) -> None:
    ending = "leak" if leaks else "leave"
    words = [*before, sys.executable, "-m", "tests.faults.tour", str(folder), str(aside), ending]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert "toured" in done.stdout, done.stderr


@pytest.mark.skipif(not works("strace", "true"), reason="strace is needed")
def test_a_tour_of_the_window_opens_no_internet_socket(desk_folder: Path, tmp_path: Path) -> None:
    found = {}
    for leaks in (False, True):
        trace = tmp_path / f"trace-{leaks}"
        toured(desk_folder, tmp_path, "strace", "-f", "-e", "trace=%network", "-o", str(trace), leaks=leaks)
        found[leaks] = INTERNET.findall(trace.read_text(encoding="utf-8", errors="replace"))
    assert found[True], "the control was not seen"
    assert found[False] == []


@pytest.mark.skipif(not works("unshare", "-rn", "true"), reason="a namespace without a network is needed")
def test_all_of_it_works_where_there_is_no_network(desk_folder: Path, tmp_path: Path) -> None:
    toured(desk_folder, tmp_path, "unshare", "-rn")
    words = ["unshare", "-rn", sys.executable, "-m", "esafety_desk", "--self-test"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
