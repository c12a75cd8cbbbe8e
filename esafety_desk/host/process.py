"""The program's own process: how it ends so that nothing of its memory is left, and what it leaves when it falls."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

_BEHIND = 10


def start_afresh(words: Sequence[str]) -> NoReturn:
    """Put a fresh run of the program, with ``words`` on its command line, in the place of this one.

    Everything this process held in memory goes with it: overwriting secrets one by one is no answer where a
    string cannot be overwritten. Where no fresh process can be had, this one ends all the same.
    """
    command = [sys.executable, *words] if _is_frozen() else [sys.executable, "-m", "esafety_desk", *words]
    environment = dict(os.environ)
    if _is_frozen():
        environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    try:
        if sys.platform == "win32":
            # Windows knows no exec: what it calls so leaves the caller's memory to its own end.
            subprocess.Popen(command, env=environment, close_fds=True)
        else:
            os.execve(command[0], command, environment)
    finally:
        os._exit(0)


def leave_no_core() -> None:
    """If the program falls, the system writes no image of its memory to the disk."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def step_back() -> None:
    """Have the calling thread give way to the others where the system can tell threads apart: nobody waits for it."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _BEHIND)


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))
