"""The terminal a verb is run at: its alphabet, its passphrase prompt, and its end."""

from __future__ import annotations

import getpass
import io
import os
import sys
from pathlib import Path

from esafety_desk.host.errors import BadUsage

_LARGEST = 1 << 16


def speak_utf8() -> None:
    """Names need their accents whatever the terminal's own alphabet, and a file read by a machine is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def fall_silent() -> None:
    """Whoever read along has read enough: let what is still to be said go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def passphrase(source: str | None, prompt: str) -> str:
    """The first line of the file ``source`` ("-" is standard input), or what is typed at ``prompt``.

    Raises BadUsage.
    """
    if source is None:
        return _typed(prompt)
    try:
        content = sys.stdin.buffer.read(_LARGEST) if source == "-" else _begun(Path(source))
        lines = content.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadUsage("The passphrase file cannot be read.") from error
    if not lines or not lines[0].strip():
        raise BadUsage("The passphrase file is empty.")
    return lines[0]


def _begun(source: Path) -> bytes:
    """A pipe will do too: a shell hands a secret over as one."""
    with source.open("rb") as file:
        return file.read(_LARGEST)


def _typed(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise BadUsage("Give the passphrase with --passphrase-file; there is no terminal to ask at.")
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise BadUsage("No passphrase was typed.") from error
