"""The power goes at any instant: nothing acknowledged is lost, and every desk opens whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

from tests.faults import power, shim
from tests.faults.judging import Verdict, judge
from tests.faults.saving import ACKNOWLEDGED

ROOT = Path(__file__).resolve().parents[2]
WORK = """
import os, sys
from pathlib import Path
from tests.faults.saving import save_notes, telling
folder = Path(sys.argv[1])
told = os.open(folder / sys.argv[2], os.O_WRONLY | os.O_CREAT)
save_notes(folder, 30, telling(told), careless=sys.argv[3] == "careless")
os.close(told)
"""
SAMPLE, ALL = 100, 2_000


def cuts(template: Path, aside: Path, library: Path, how: str, images: int) -> list[Verdict]:
    """Record someone at work, then cut the power ``images`` times at random instants."""
    folder, log = aside / "desk", aside / "log"
    shutil.copytree(template, folder)
    before = power.Disk(folder)
    words = [sys.executable, "-c", WORK, str(folder), ACKNOWLEDGED, how]
    subprocess.run(words, cwd=ROOT, check=True, env=shim.beneath(library, folder, log))
    asked = power.recorded(log)
    dice = Random(20261119)
    instants = sorted(dice.randrange(len(asked) + 1) for _ in range(images))
    verdicts, played = [], 0
    for instant in instants:
        for one in asked[played:instant]:
            before.ask(one)
        played = instant
        image = aside / "image"
        shutil.rmtree(image, ignore_errors=True)
        before.cut(image, dice)
        verdicts.append(judge(image, list(before.acknowledged)))
    assert before.acknowledged, "nothing was saved before the last cut"
    return verdicts


def test_nothing_acknowledged_is_lost_when_the_power_goes(
    template: Path, tmp_path: Path, library: Path, all_faults: bool
) -> None:
    verdicts = cuts(template, tmp_path, library, "careful", ALL if all_faults else SAMPLE)
    assert [verdict for verdict in verdicts if not verdict.is_good] == []


def test_without_syncing_records_would_be_lost(template: Path, tmp_path: Path, library: Path) -> None:
    verdicts = cuts(template, tmp_path, library, "careless", SAMPLE)
    assert [verdict for verdict in verdicts if not verdict.is_good], "the control found nothing"
