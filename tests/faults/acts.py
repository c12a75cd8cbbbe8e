"""The acts that replace a desk or copy it whole, each killed at one call of its own, many in one process.

``python -m tests.faults.acts ACT TEMPLATE ASIDE SEED COUNT`` prints one JSON line a run. TEMPLATE
holds the desk and the place for its backups.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from esafety_desk.host.errors import KnownError
from esafety_desk.services import backups, proving, restoring, rotating, unlocking
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from esafety_desk.store import backup, header
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.faults import shim

_KINDS = (shim.Call.WRITE, shim.Call.SYNC, shim.Call.RENAME, shim.Call.TRUNCATE, shim.Call.UNLINK)
_PLACE = "stick"
_NEVER = 1_000_000


def migrate(folder: Path, place: Path) -> None:
    """Open a desk of the first version."""
    _unlocked(folder).close()


def rekey(folder: Path, place: Path) -> None:
    """Give the desk a new data key."""
    rotating.rotate(_unlocked(folder), PASSPHRASE, now=NOW, cost=CHEAP)


def back_up(folder: Path, place: Path) -> None:
    """Make a backup beside an older one."""
    desk = _unlocked(folder)
    backups.back_up_to(desk, place, NOW)
    desk.close()


def restore(folder: Path, place: Path) -> None:
    """Bring the backup back that lies at the place."""
    prove = partial(proving.by_passphrase, passphrase=PASSPHRASE, floor=CHEAP)
    restoring.restore(restoring.chosen(place), folder, prove, now=NOW)


def lock(folder: Path, place: Path) -> None:
    """Write something, then fold the log and let go."""
    desk = _unlocked(folder)
    with desk.writing("leader", NOW) as unit:
        for _ in range(40):
            unit.witness("looked", "nothing")
    desk.close()


ACTS: dict[str, Callable[[Path, Path], None]] = {
    act.__name__: act for act in (migrate, rekey, back_up, restore, lock)
}


def _unlocked(folder: Path) -> Desk:
    return unlocking.unlock(folder, PASSPHRASE, now=NOW, floor=CHEAP)


def _run(act: Callable[[Path, Path], None], aside: Path, kind: shim.Call, at: int) -> int | None:
    """Do the act in a process of its own, killed at that call: None, or how many such calls there were if not."""
    reads, writes = os.pipe()
    pid = os.fork()
    if not pid:
        code = 1
        try:
            shim.watch(aside)
            shim.arm(kind, at, kill=True)
            act(aside / "desk", aside / _PLACE)
            os.write(writes, b"%d" % shim.disarm())
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writes)
    with os.fdopen(reads, "rb") as told:
        calls = told.read()
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert code in (0, -signal.SIGKILL), "the act went wrong by itself"
    return int(calls) if calls else None


def _prepared(template: Path, aside: Path) -> None:
    """A fresh desk, and what lies at the place for its backups."""
    for name in ("desk", _PLACE):
        shutil.rmtree(aside / name, ignore_errors=True)
    shutil.copytree(template / "desk", aside / "desk")
    shutil.copytree(template / _PLACE, aside / _PLACE)


def _wrong(aside: Path) -> list[str]:
    """What is not whole: the desk, or a backup that calls itself one."""
    found = []
    try:
        desk = _unlocked(aside / "desk")
        found += check(desk).problems
        for each in backup.found_in(aside / _PLACE):
            if not header.is_whole(each.folder):
                found.append("a backup with half a header")
            if header.read(each.folder).slots == header.read(desk.folder).slots:
                found += restoring.drill(Work(desk, "leader", NOW), each).problems
        desk.close()
        _unlocked(aside / "desk").close()
    except KnownError as error:
        found.append(error.sentence)
    return found


def main(name: str, template: Path, aside: Path, seed: int, count: int) -> None:
    """Kill the act at ``count`` calls of its own, and judge what each left."""
    dice, calls = Random(f"{seed} {name}"), {}
    for kind in _KINDS:
        _prepared(template, aside)
        calls[kind] = _run(ACTS[name], aside, kind, _NEVER)
    chosen = [(kind, most) for kind, most in calls.items() if most]
    for number in range(count):
        kind, most = chosen[number % len(chosen)]
        at = dice.randint(1, most)
        _prepared(template, aside)
        killed = _run(ACTS[name], aside, kind, at) is None
        print(json.dumps({"at": f"{kind.name} {at}", "killed": killed, "wrong": _wrong(aside)}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), *map(int, sys.argv[4:6]))
