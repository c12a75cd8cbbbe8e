"""The verb "export": what leaves the desk, for a purpose, and audited."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from esafety_desk.cli.opening import add_verb
from esafety_desk.cli.verbs import moving


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    exporting = add_verb(verbs, "export", _export, "take a list, or the whole desk, out")
    exporting.add_argument("what", choices=["desk"])
    exporting.add_argument("--out", type=Path, required=True, metavar="PATH")
    exporting.add_argument("--purpose", default="", help="why it leaves the desk")
    exporting.add_argument("--to-whom", default="", metavar="RECIPIENT", help="who gets it")


def _export(arguments: argparse.Namespace) -> int:
    return moving.take_out(arguments)
