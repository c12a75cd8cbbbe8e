"""What every verb on a desk shares: which desk, its passphrase, and the desk opened and closed again."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esafety_desk.host import clock, terminal
from esafety_desk.host.paths import default_desk

if TYPE_CHECKING:
    from esafety_desk.services.keeping import Work

Verb = Callable[[argparse.Namespace], int]


def add_verb(verbs: Any, name: str, verb: Verb, help: str) -> argparse.ArgumentParser:
    """A verb that opens a desk, with the options every such verb has."""
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=help)
    parser.add_argument("--desk", type=Path, default=None, metavar="DIR", help="the desk's folder")
    parser.add_argument(
        "--passphrase-file", metavar="F", help="read the passphrase here; - is standard input"
    )
    parser.add_argument("--json", action="store_true", help="print a result for machines to read")
    parser.set_defaults(verb=verb)
    return parser


def day(text: str) -> date:
    """A date as a person at a terminal writes it, in the order no one can misread: 2026-09-01."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("give a date as 2026-09-01") from error


@contextmanager
def unlocked(arguments: argparse.Namespace) -> Iterator[Work]:
    """A Work on the desk that was asked for; the desk is closed however the block ends."""
    from esafety_desk.services import keeping
    from esafety_desk.services.getting_in import check_folder, unlock

    folder = arguments.desk or default_desk()
    check_folder(folder)
    passphrase = terminal.passphrase(arguments.passphrase_file, "Passphrase: ")
    now = clock.now()
    desk = unlock(folder, passphrase, now=now)
    try:
        yield keeping.Work(desk, desk.opened_by, now)
    finally:
        desk.close()
