"""The verb "attach": a file as evidence on a record, under the same hard stop as in the window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from esafety_desk.cli.opening import add_verb, day, unlocked
from esafety_desk.cli.output import say, say_json
from esafety_desk.host.errors import BadUsage


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    parser = add_verb(verbs, "attach", _attach, "keep a copy of a file as evidence on a record")
    parser.add_argument("reference", metavar="REFERENCE", help="the record, such as INC-2026-014")
    parser.add_argument("file", type=Path, metavar="FILE", help="a picture, a PDF or plain text")
    parser.add_argument("--source", default="", help="who gave it, or where it was seen")
    parser.add_argument("--taken-on", type=day, metavar="DATE", help="as 2026-09-01")


def _attach(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import evidence, naming

    with unlocked(arguments) as work:
        about = naming.by_reference(work.desk, arguments.reference)
        if about is None:
            raise BadUsage("There is no record with this reference. Look it up in the list of its register.")
        source, taken_on = arguments.source, arguments.taken_on
        saved = evidence.attach(work, about, arguments.file, source=source, taken_on=taken_on)
    if arguments.json:
        record = saved.record
        say_json({"reference": record.reference, "digest": record.digest, "size": record.size})
    else:
        say(saved.message)
    return 0
