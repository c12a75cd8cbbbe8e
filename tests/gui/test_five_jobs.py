"""What five weekly jobs cost the hands: the strokes are counted, and may only become fewer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.gui import driving
from tests.gui.conftest import ComeIn, at_work
from tests.gui.five_jobs import JOBS, CountedLeader, Effort, prepare
from tests.gui.watchdog import Watchdog

COUNTED = {
    "incident": Effort(42, 5, 2),
    "session for three staff": Effort(17, 12, 1),
    "approval decision": Effort(3, 2, 2),
    "exemption removal": Effort(0, 1, 2),
    "finding last term’s case": Effort(10, 2, 0),
}
"""The table in CONTRIBUTING holds the same figures."""
GOAL_MS, PATIENT_MS = 50.0, 250.0
"""The goal at the desk, and what a busy machine of many tests may need before it is a fault."""
CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"


@pytest.mark.parametrize("job", JOBS)
def test_a_job_takes_as_few_strokes_as_the_table_says(job: str, come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        prepare(work)
    hands = CountedLeader(come_in())
    JOBS[job](hands)
    assert hands.effort == COUNTED[job]


def test_the_table_in_contributing_holds_these_counts() -> None:
    lines = re.findall(
        r"^\| (.+?) \| (\d+) \| (\d+) \| (\d+) \|", CONTRIBUTING.read_text("utf-8"), re.MULTILINE
    )
    told = {job.lower(): Effort(int(letters), int(keys), int(clicks)) for job, letters, keys, clicks in lines}
    assert told == {job.lower(): effort for job, effort in COUNTED.items()}


@pytest.mark.parametrize("job", JOBS)
def test_the_window_never_stops_over_a_job(
    job: str, come_in: ComeIn, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(desk_folder) as work:
        prepare(work)
    hands = CountedLeader(come_in())
    with Watchdog().watching() as watchdog:
        monkeypatch.setattr(driving, "QTest", watchdog.hands)
        monkeypatch.setattr(driving, "QCoreApplication", watchdog.loop)
        JOBS[job](hands)
        monkeypatch.undo()
    print(f"{job}: {watchdog.told()} (goal {GOAL_MS:g} ms)")
    assert watchdog.longest.busy_ms < PATIENT_MS, watchdog.told()
