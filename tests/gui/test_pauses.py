"""The window never stops over the five jobs, nor while one types in the search: at a few incidents or at many.

CI walks a desk with a few hundred; ``ESAFETY_INCIDENTS=10000 python -m pytest -s tests/gui/test_pauses.py`` the
desk that the goals are for. Either prints the longest turn of each with the line it was in.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from esafety_desk.ui.theme import Theme
from tests.benchmarks import invented, pauses
from tests.gui.driving import Leader
from tests.gui.five_jobs import JOBS

INCIDENTS = int(os.environ.get("ESAFETY_INCIDENTS", "300"))
IS_QUIET = INCIDENTS >= 10_000
"""The whole is asked for on a machine that does nothing else. CI runs other tests beside the sample, and time at
work is longer too where several share a core: five times the goal."""
JOB_MS, TYPING_MS = (50.0, 16.0) if IS_QUIET else (250.0, 80.0)


@pytest.fixture(scope="module")
def leader(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Leader]:
    """Sits at a desk with years in it, on which the five jobs are to be done today."""
    desk = tmp_path_factory.mktemp("pauses") / "desk"
    invented.make(desk, INCIDENTS)
    pauses.prepare_jobs(desk)
    with pauses.at_the_desk(desk, theme) as found:
        yield found


@pytest.mark.slow
@pytest.mark.parametrize("job", ["typing in the search", *JOBS])
def test_no_turn_of_the_event_loop_is_long(job: str, leader: Leader) -> None:
    do: Callable[[Leader], object] = pauses.DONE[job]
    longest = pauses.longest_turn(leader, do)
    goal = TYPING_MS if job == "typing in the search" else JOB_MS
    print(f"{job}, {INCIDENTS:,} incidents: longest pause {longest.told()} (goal {goal:g} ms)")
    assert longest.busy_ms <= goal, longest.told()
