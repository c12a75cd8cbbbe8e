"""Files from anywhere: each kind is taken right or refused in one plain sentence, in little memory and time.

The kinds stand in ``tests/faults/hostile``; readers of one format have tests of their own beside them.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from esafety_desk.host.progress import Cancelled
from esafety_desk.services.bringing_in import bring_in
from esafety_desk.services.import_report import Asked
from esafety_desk.services.keeping import Work
from tests.faults.hostile import __main__ as trying
from tests.faults.hostile.readers import READERS
from tests.faults.hostile.table import KINDS, Kind

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each file is read in a forked process")
ROOT = Path(__file__).resolve().parents[2]
MEGABYTES, SECONDS = 300, 30
SENTENCE = re.compile(r"refused: \w[^\n]{10,600}\.")
SEES_TO_IT_LATER = {kind.key for kind in KINDS.values() if kind.takes_long}
"""Kinds that take their reader some seconds: they are left to the full run."""


@pytest.fixture(scope="module")
def tried(
    template: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> list[dict]:
    """What came of every kind."""
    wanted = KINDS.keys() if request.config.getoption("--all-faults") else KINDS.keys() - SEES_TO_IT_LATER
    words = [
        sys.executable,
        "-m",
        "tests.faults.hostile",
        str(template),
        str(tmp_path_factory.mktemp("hostile") / "room"),
    ]
    done = subprocess.run([*words, *sorted(wanted)], cwd=ROOT, check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def is_as_it_should_be(kind: Kind, said: list[str]) -> bool:
    if kind.refused:
        return len(said) == 1 and kind.refused in said[0] and SENTENCE.fullmatch(said[0]) is not None
    return said == list(kind.gives)


def test_every_reader_has_its_kinds_and_there_are_enough_of_them() -> None:
    assert {kind.reader for kind in KINDS.values()} == READERS.keys()
    assert len(KINDS) >= 200


def test_each_is_taken_right_or_refused_in_one_plain_sentence_in_little_memory_and_time(
    tried: list[dict],
) -> None:
    """And none of them writes where nobody asked it to."""
    assert len(tried) >= len(KINDS) - len(SEES_TO_IT_LATER)
    wrong = [one for one in tried if not is_as_it_should_be(KINDS[one["key"]], one["said"])]
    assert wrong == []
    assert [one for one in tried if one["megabytes"] >= MEGABYTES or one["seconds"] >= SECONDS] == []
    assert [one for one in tried if one["strayed"]] == []


def test_a_crash_an_endless_reader_and_a_greedy_one_would_be_seen() -> None:
    def crash() -> list[str]:
        os.kill(os.getpid(), signal.SIGKILL)
        return []

    assert trying.apart(crash)[0] == ["ended by signal -9"]
    assert trying.apart(lambda: [str(1 // 0)])[0][0].startswith("bug: ZeroDivisionError")
    greedy = trying.apart(lambda: [str(len(b"x" * 400_000_000))])
    assert greedy[2] > MEGABYTES


@pytest.mark.parametrize(
    "key",
    [
        "people: every column of a worksheet in every row, empty",
        "people: many plain rows",
        "incidents: many plain rows",
    ],
)
def test_who_cancels_waits_no_longer_than_a_second(work: Work, tmp_path: Path, key: str) -> None:
    """Also while a file is only looked through, before its first row is told."""
    path, cancelled = KINDS[key].make(tmp_path), threading.Event()
    looks: list[float] = []
    cancelled_at: list[float] = []

    def heed(*_: object) -> None:
        looks.append(time.monotonic())
        if cancelled.is_set():
            raise Cancelled

    def cancel() -> None:
        cancelled_at.append(time.monotonic())
        cancelled.set()

    threading.Timer(0.7, cancel).start()
    with pytest.raises(Cancelled):
        bring_in(work, KINDS[key].reader, [path], Asked(dry_run=True), heed, heed)
    asked = next(at for at in looks if at >= cancelled_at[0])
    assert asked - cancelled_at[0] < 1
    assert max(later - earlier for earlier, later in pairwise(looks)) < 1
