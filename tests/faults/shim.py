"""Builds the shim and puts it under a process, so that the system can fail or be recorded."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")


class Call(IntEnum):
    """The kinds of calls the shim knows, by its own numbers; the last four are only recorded."""

    WRITE = 1
    SYNC = 2
    TRUNCATE = 3
    OPEN = 4
    READ = 5
    CREATE = 6
    RENAME = 7
    UNLINK = 8
    MAKE_FOLDER = 9


def compiler() -> str | None:
    """The C compiler of this machine, where it has one and processes can be preloaded."""
    return shutil.which("cc") or shutil.which("gcc") if os.name == "posix" else None


def built_in(folder: Path) -> Path:
    """The shim, compiled into ``folder``. Raises CalledProcessError with what the compiler said."""
    library = folder / "shim.so"
    found = compiler()
    assert found is not None, "a C compiler is needed"
    words = [found, "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(words, check=True, capture_output=True)
    return library


def beneath(library: Path, root: Path, log: Path | None = None) -> dict[str, str]:
    """The environment of a process that has the shim beneath it, watching ``root``."""
    recording = {} if log is None else {"FAULTS_LOG": str(log)}
    return {**os.environ, "LD_PRELOAD": str(library), "FAULTS_ROOT": str(root), **recording}


def watch(root: Path) -> None:
    """From within a preloaded process: watch ``root`` from now on."""
    ctypes.CDLL(None).faults_watch(str(root).encode())


def arm(call: Call, at: int, *, error: int = errno.EIO, once: bool = True, kill: bool = False) -> None:
    """From within a preloaded process: let the ``at``-th such call fail, or end the process."""
    ctypes.CDLL(None).faults_arm(int(call), at, error, int(once), int(kill))


def disarm() -> int:
    """Let every call pass again; how many calls of the armed kind there were."""
    return int(ctypes.CDLL(None).faults_arm(0, 0, 0, 0, 0))
