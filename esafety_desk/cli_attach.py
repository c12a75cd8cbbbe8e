"""The verb "attach": a file as evidence on a record, under the same hard stop as in the window."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esafety_desk.host.errors import BadUsage

if TYPE_CHECKING:
    from esafety_desk.services.keeping import Work

Unlocked = Callable[[argparse.Namespace], AbstractContextManager["Work"]]


def add(verbs: Any, add_desk: Callable[[Any], None], day: Callable[[str], date], unlocked: Unlocked) -> None:
    """Add the verb to the command line; ``unlocked`` opens the desk that was asked for."""
    parser = verbs.add_parser("attach", help="keep a copy of a file as evidence on a record")
    parser.add_argument("reference", metavar="REFERENCE", help="the record, such as INC-2026-014")
    parser.add_argument("file", type=Path, metavar="FILE", help="a picture, a PDF or plain text")
    parser.add_argument("--source", default="", help="who gave it, or where it was seen")
    parser.add_argument("--taken-on", type=day, metavar="DATE", help="as 2026-09-01")
    add_desk(parser)
    parser.set_defaults(verb=lambda arguments: _attach(arguments, unlocked))


def _attach(arguments: argparse.Namespace, unlocked: Unlocked) -> int:
    from esafety_desk.services import evidence, naming

    with unlocked(arguments) as work:
        about = naming.by_reference(work.desk, arguments.reference)
        if about is None:
            raise BadUsage("There is no record with this reference. Look it up in the list of its register.")
        source, taken_on = arguments.source, arguments.taken_on
        saved = evidence.attach(work, about, arguments.file, source=source, taken_on=taken_on)
    told = {"reference": saved.record.reference, "digest": saved.record.digest, "size": saved.record.size}
    sys.stdout.write(f"{json.dumps(told) if arguments.json else saved.message}\n")
    return 0
