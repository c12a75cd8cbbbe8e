"""Print how fast the desk is: ``python -m tests.benchmarks [--incidents 10000] [ROW …]``."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Row, table

OF_A_PROCESS = ("start", "unlock", "pauses")
OF_A_WINDOW = ("scrolling", "keystroke", "saving", "today", "backing_up", "paper")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--incidents", type=int, default=10_000, help="how many incidents the desk holds")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join((*OF_A_PROCESS, *OF_A_WINDOW)))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as aside:
        _keep_apart_from_this_user(Path(aside))
        desk = Path(aside) / "desk"
        _say(f"Building a desk with {asked.incidents:,} incidents …")
        _build(desk, asked.incidents)
        found = list(_rows(desk, asked.rows or (*OF_A_PROCESS, *OF_A_WINDOW)))
    print(
        f"{asked.incidents:,} incidents, Python {platform.python_version()}, {os.cpu_count()} cores, medians\n"
    )
    print(table(found))
    missed = sum(not row.is_kept for row in found)
    print(f"\n{len(found) - missed} of {len(found)} rows keep their goal.")
    return 0


def _keep_apart_from_this_user(folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"
    for name in (
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
        "APPDATA",
        "LOCALAPPDATA",
    ):
        os.environ[name] = str(folder / "user")


def _build(desk: Path, incidents: int) -> None:
    from tests.benchmarks import invented

    invented.make(desk, incidents)


def _rows(desk: Path, names: list[str] | tuple[str, ...]) -> Iterator[Row]:
    for name in (name for name in names if name in OF_A_PROCESS):
        _say(f"Timing {name} …")
        yield from importlib.import_module(f"tests.benchmarks.{name}").rows(desk)
    in_window = [name for name in names if name in OF_A_WINDOW]
    if in_window:
        from tests.benchmarks.stage import clear, open_stage

        with open_stage(desk) as stage:
            for name in in_window:
                _say(f"Timing {name} …")
                yield from importlib.import_module(f"tests.benchmarks.{name}").rows(stage)
                clear()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
