"""Each reader given good files spoilt at random: it takes them or refuses them plainly, in bounded memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.hostile.readers import READERS
from tests.faults.test_hostile_files import MEGABYTES

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="files are read in forked processes")
ROOT = Path(__file__).resolve().parents[2]
SAMPLE, ALL = 1.5, 300.0
"""Seconds for each reader."""
SEED = 20261119


@pytest.mark.parametrize("reader", sorted(READERS))
def test_no_spoilt_file_breaks_a_reader(
    reader: str, template: Path, tmp_path: Path, all_faults: bool
) -> None:
    seconds = ALL if all_faults else SAMPLE
    words = [sys.executable, "-m", "tests.faults.hostile.fuzz", str(template), str(tmp_path / "room"), reader]
    done = subprocess.run(
        [*words, str(seconds), str(SEED)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["found"] == []
    assert told["files"] > 0
    assert told["megabytes"] < MEGABYTES
