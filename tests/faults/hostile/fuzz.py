"""Gives spoilt files to one reader for so many seconds, and tells whatever was neither taken nor plainly refused.

``python -m tests.faults.hostile.fuzz TEMPLATE ASIDE READER SECONDS SEED`` prints one JSON line; what it found comes
again with the same seed. A process of its own reads some hundred files, so that its peak of memory is told.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from types import FrameType

from esafety_desk.host.errors import KnownError
from esafety_desk.services import unlocking
from esafety_desk.services.keeping import Work
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.faults.hostile.__main__ import apart
from tests.faults.hostile.readers import READERS
from tests.faults.hostile.seeds import Seed, seeds

FILES_EACH, SECONDS_EACH = 300, 25.0
PATIENCE = 15
"""Seconds after which a reader of so small a file is taken for hung."""


class Hung(BaseException):
    """The reader is not done yet."""


@dataclass(frozen=True, slots=True)
class Fuzzer:
    """One reader, its good files, and where they are spoilt."""

    reader: str
    good: list[Seed]
    room: Path
    seed: int

    def read_many(self, first: int, until: float) -> list[str]:
        """Read file after file from number ``first`` on; the number of the next, then what went wrong."""
        signal.signal(signal.SIGALRM, _hung)
        desk = unlocking.unlock(self.room / "desk", PASSPHRASE, now=NOW, floor=CHEAP)
        work, number, found = Work(desk, "leader", NOW), first, list[str]()
        while number < first + FILES_EACH and time.monotonic() < until:
            signal.alarm(PATIENCE)
            wrong = self._wrong(work, number)
            if wrong:
                found.append(f"{number}: {wrong}")
            number += 1
        signal.alarm(0)
        desk.close()
        return [str(number), *found]

    def _wrong(self, work: Work, number: int) -> str:
        """What was wrong with how one spoilt file was read; empty where nothing was."""
        dice = Random(f"{self.seed} {self.reader} {number}")
        place = self.room / "file"
        for left in (place, self.room / "moved in", self.room / "back"):
            shutil.rmtree(left, ignore_errors=True)
        place.mkdir()
        one = dice.choice(self.good)
        path = one.make(place)
        one.spoil(path, dice)
        try:
            READERS[self.reader](work, path)
        except KnownError as error:
            return "" if error.sentence and "\n" not in error.sentence else f"no sentence: {error.sentence!r}"
        except (Exception, Hung) as error:
            frames = traceback.extract_tb(error.__traceback__)[-3:]
            where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
            return f"{type(error).__name__} {str(error)[:200]} at {where}"
        return ""


def _hung(number: int, frame: FrameType | None) -> None:
    raise Hung


def main(template: Path, aside: Path, reader: str, seconds: float, seed: int) -> None:
    """Spoil and read until the time is over."""
    os.environ["HOSTILE_TEMPLATE"] = str(template)
    shutil.rmtree(aside, ignore_errors=True)
    room = aside / "room"
    fuzzer = Fuzzer(reader, seeds(aside / "good")[reader], room, seed)
    until, number, found, peak = time.monotonic() + seconds, 0, list[str](), 0.0
    while time.monotonic() < until:
        shutil.rmtree(room, ignore_errors=True)
        shutil.copytree(template, room / "desk")
        last = min(until, time.monotonic() + SECONDS_EACH)
        said, _, megabytes = apart(partial(fuzzer.read_many, number, last))
        peak = max(peak, megabytes)
        if not said[0].isdecimal():
            found.append(f"after {number}: {said[0]}")
            break
        number = int(said[0])
        found += said[1:]
    print(json.dumps({"reader": reader, "files": number, "megabytes": peak, "found": found[:50]}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], float(sys.argv[4]), int(sys.argv[5]))
