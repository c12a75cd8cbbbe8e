"""Gives each kind to its reader, each in a process of its own, and measures what that takes.

``python -m tests.faults.hostile TEMPLATE ASIDE [KEY ...]`` prints one JSON line a kind. Everything is imported
once; a fork costs milliseconds. The file is made in another fork, so that its making weighs on nobody.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from esafety_desk.host.errors import KnownError
from esafety_desk.services import unlocking
from esafety_desk.services.keeping import Work
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.faults.hostile import archives, folders, mappings, papers, pictures, texts, workbooks
from tests.faults.hostile.readers import READERS
from tests.faults.hostile.table import KINDS, Kind

PATIENCE = 60
"""Seconds after which a reader is taken for hung."""
MADE_BY = (texts, mappings, archives, workbooks, pictures, folders, papers)


def main(template: Path, aside: Path, keys: list[str]) -> None:
    """Try every kind, or those named."""
    for key in keys or KINDS:
        print(json.dumps(tried(KINDS[key], template, aside)), flush=True)


def tried(kind: Kind, template: Path, aside: Path) -> dict[str, Any]:
    """One kind made and read."""
    room = aside / "room"
    shutil.rmtree(aside, ignore_errors=True)
    room.mkdir(parents=True)
    shutil.copytree(template, aside / "desk")
    os.environ["HOSTILE_TEMPLATE"] = str(template)
    (path,), _, _ = apart(lambda: [str(kind.make(room))])
    before = everything_in(aside.parent)
    said, seconds, megabytes = apart(lambda: _read(kind, aside / "desk", Path(path)))
    strayed = {name for name in everything_in(aside.parent) - before if not name.startswith(aside.name)}
    return {
        "key": kind.key,
        "said": said,
        "seconds": seconds,
        "megabytes": megabytes,
        "strayed": sorted(strayed),
    }


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def _read(kind: Kind, folder: Path, path: Path) -> list[str]:
    desk = unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP)
    try:
        return list(READERS[kind.reader](Work(desk, "leader", NOW), path))
    except KnownError as error:
        return [f"refused: {error.sentence}"]
    finally:
        desk.close()


def apart(work: Callable[[], list[str]]) -> tuple[list[str], float, float]:
    """What ``work`` says in a process of its own, the seconds it took and the megabytes it had at its peak."""
    reads, writes = os.pipe()
    begun = time.monotonic()
    pid = os.fork()
    if not pid:
        os.close(reads)
        signal.alarm(PATIENCE)
        try:
            said = work()
        except BaseException as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            said = [f"bug: {type(error).__name__} {error} at {where.filename}:{where.lineno}"]
        os.write(writes, json.dumps(said).encode()[:60_000])
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as stream:
        content = stream.read()
    _, status, used = os.wait4(pid, 0)
    seconds = time.monotonic() - begun
    said = json.loads(content) if content else [f"ended by signal {os.waitstatus_to_exitcode(status)}"]
    return said, round(seconds, 2), round(used.ru_maxrss / 1024, 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
