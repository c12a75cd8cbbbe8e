"""The verb "list": a register's rows."""

from __future__ import annotations

import argparse
from typing import Any

from esafety_desk.cli.opening import add_verb, unlocked
from esafety_desk.cli.output import in_columns, say, say_json
from esafety_desk.records.registers import LISTED, REGISTERS


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    listing = add_verb(verbs, "list", _list, "list a register")
    listing.add_argument("register", choices=LISTED)


def _list(arguments: argparse.Namespace) -> int:
    from esafety_desk.services import listing

    register = REGISTERS[arguments.register]
    with unlocked(arguments) as work:
        rows = listing.dump(work, register)
    if arguments.json:
        say_json({"register": register.name, "count": len(rows), "rows": rows})
        return 0
    names = ["reference", *(column.name for column in listing.columns(register)[1:])]
    for row in rows:
        say(in_columns(row.get(name) for name in names))
    return 0
