"""The verb "import": a roster, read row by row."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import Any

from esafety_desk.cli.opening import add_verb, unlocked
from esafety_desk.cli.output import say, say_json


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    importing = add_verb(verbs, "import", _import, "bring in a roster")
    importing.add_argument("what", choices=["people"])
    importing.add_argument("files", type=Path, nargs="+", metavar="FILE")
    importing.add_argument("--dry-run", action="store_true", help="show what would happen, change nothing")
    order = importing.add_mutually_exclusive_group()
    order.add_argument("--day-first", dest="day_first", action="store_const", const=True, help="31/12/2016")
    order.add_argument(
        "--month-first", dest="day_first", action="store_const", const=False, help="12/31/2016"
    )


def _import(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import importing

    with unlocked(arguments) as work:
        result = importing.import_people(
            work, arguments.files, dry_run=arguments.dry_run, day_first=arguments.day_first
        )
    if arguments.json:
        rows = [dataclasses.asdict(row) for row in result.rows]
        say_json({"counts": result.counts, "notes": result.notes, "rows": rows})
    else:
        for row in result.rows:
            say(f"{row.file} line {row.line}: {row.action}" + (f", {row.reason}" if row.reason else ""))
        say(*result.notes, result.message)
    return 1 if result.has_refusals else 0
