"""Runs at the mercy of the machine, many in one process: each forks a hand that saves notes until its fault.

``python -m tests.faults.crew kill|calls TEMPLATE ASIDE SEED FIRST COUNT`` prints one JSON line a run. Everything is
imported once; a fork costs milliseconds.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from random import Random

from esafety_desk.host.errors import DamagedDatabase, DamagedHeader, KnownError
from tests.faults import shim
from tests.faults.judging import judge
from tests.faults.saving import save_notes, telling

_NOTES_TILL_KILLED = 500
_NOTES_EACH = 8
_MOST_HEARD = 24
_KINDS = (shim.Call.WRITE, shim.Call.SYNC, shim.Call.TRUNCATE, shim.Call.OPEN, shim.Call.READ)
_KNOWN, _BUG, _FALSE_ALARM = 10, 11, 12


def killed_at_random(folder: Path, dice: Random) -> tuple[int, list[int], str]:
    """A hand that saves until it is killed: after a few notes or many, at any instant of the next one or two.

    Counted in notes, so that a slow machine is killed at instants as different as a quick one.
    """
    pid, told = _hand(lambda tell: save_notes(folder, _NOTES_TILL_KILLED, tell))
    heard, begun = os.read(told, 1), time.perf_counter()
    wanted = dice.randrange(1, _MOST_HEARD)
    while heard.count(b"\n") < wanted:
        heard += os.read(told, 1)
    a_note = (time.perf_counter() - begun) / wanted
    time.sleep(dice.uniform(0, 2 * a_note))
    os.kill(pid, signal.SIGKILL)
    return _ended(pid), _numbers(heard + _rest(told)), "killed"


def failing_call(folder: Path, number: int) -> tuple[int, list[int], str]:
    """A hand for which the n-th call of one kind fails, once or for good; ``number`` says which."""
    kind, once = _KINDS[number % len(_KINDS)], bool(number // len(_KINDS) % 2)
    at = 1 + number // (2 * len(_KINDS))
    error = errno.ENOSPC if kind in (shim.Call.WRITE, shim.Call.TRUNCATE) and at % 2 else errno.EIO

    def work(tell: Callable[[int], None]) -> None:
        shim.watch(folder)
        shim.arm(kind, at, error=error, once=once)
        save_notes(folder, _NOTES_EACH, tell)

    pid, told = _hand(work)
    numbers = _numbers(_rest(told))
    return _ended(pid), numbers, f"{kind.name} {at} {errno.errorcode[error]} {'once' if once else 'for good'}"


def _hand(work: Callable[[Callable[[int], None]], object]) -> tuple[int, int]:
    """Fork a hand; its process and the file from which its acknowledgements are read."""
    reads, writes = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writes)
        return pid, reads
    code = _BUG
    try:
        work(telling(writes))
        code = 0
    except (DamagedDatabase, DamagedHeader):
        code = _FALSE_ALARM
    except KnownError:
        code = _KNOWN
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _rest(told: int) -> bytes:
    with os.fdopen(told, "rb") as stream:
        return stream.read()


def _numbers(told: bytes) -> list[int]:
    """What was acknowledged; a line cut short was not."""
    return [int(line) for line in told.split(b"\n")[:-1]]


def main(what: str, template: Path, aside: Path, seed: int, first: int, count: int) -> None:
    """Run and judge ``count`` runs, beginning with number ``first``."""
    for number in range(first, first + count):
        folder = aside / "desk"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder)
        if what == "kill":
            code, numbers, told = killed_at_random(folder, Random(f"{seed} {number}"))
        else:
            code, numbers, told = failing_call(folder, number)
        verdict = judge(folder, numbers)
        print(
            json.dumps(
                {"number": number, "what": told, "code": code, "saved": len(numbers), **asdict(verdict)}
            ),
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), *map(int, sys.argv[4:7]))
