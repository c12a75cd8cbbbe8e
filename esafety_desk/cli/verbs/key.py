"""The verb "key": who can open the desk, and what changes that."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from esafety_desk.cli.opening import add_verb
from esafety_desk.cli.output import say, say_json
from esafety_desk.host import clock, terminal
from esafety_desk.host.errors import BadUsage
from esafety_desk.host.paths import default_desk

if TYPE_CHECKING:
    from esafety_desk.store.desk import Desk

_ACTS = ("list", "add", "remove", "rotate", "recovery")


def add(verbs: Any) -> None:
    """Add the verb to the command line."""
    key = add_verb(verbs, "key", _key, "list who can open the desk; add, remove or rotate keys")
    key.add_argument("act", choices=_ACTS)
    key.add_argument("--slot", default="", help='the key to remove, as "list" calls it')
    key.add_argument("--person", default="", metavar="PER-…", help="the reference of the deputy to add")
    key.add_argument("--new-passphrase-file", metavar="F", help="read the deputy's passphrase here")


def _key(arguments: argparse.Namespace) -> int:
    acts: dict[str, Callable[[argparse.Namespace, Desk, str, datetime], None]] = {
        "list": _list,
        "add": _add,
        "remove": _remove,
        "rotate": _rotate,
        "recovery": _recovery,
    }
    with _opened(arguments) as (desk, mine, now):
        acts[arguments.act](arguments, desk, mine, now)
    return 0


@contextmanager
def _opened(arguments: argparse.Namespace) -> Iterator[tuple[Desk, str, datetime]]:
    """The desk, and the passphrase that opened it: every act on the keys proves who does it."""
    from esafety_desk.services.getting_in import check_folder, unlock

    folder = arguments.desk or default_desk()
    check_folder(folder)
    mine, now = terminal.passphrase(arguments.passphrase_file, "Passphrase: "), clock.now()
    desk = unlock(folder, mine, now=now)
    try:
        yield desk, mine, now
    finally:
        desk.close()


def _list(arguments: argparse.Namespace, desk: Desk, mine: str, now: datetime) -> None:
    from esafety_desk.services import keys

    found = keys.who_can_open(desk)
    if arguments.json:
        say_json(
            [{"slot": one.slot, "title": one.title, "name": one.name, "since": one.since} for one in found]
        )
    else:
        say(*(f"{one.slot}: {one.name or one.title}" for one in found))


def _add(arguments: argparse.Namespace, desk: Desk, mine: str, now: datetime) -> None:
    from esafety_desk.records.base import PersonId
    from esafety_desk.services import auditing, keys, passphrases, school

    place = auditing.place_of(desk, arguments.person)
    if place is None or place[0] != "people":
        raise BadUsage("Say whose key it is, such as --person PER-2026-004.")
    theirs = terminal.passphrase(arguments.new_passphrase_file, "The deputy's passphrase: ")
    if problem := passphrases.passphrase_problem(theirs, school.school(desk)):
        raise BadUsage(problem)
    slot = keys.add_deputy(desk, mine, PersonId(place[1]), theirs, now=now)
    say(f"{arguments.person} can open the desk with the key {slot}.")


def _remove(arguments: argparse.Namespace, desk: Desk, mine: str, now: datetime) -> None:
    from esafety_desk.services import rotating

    rotating.remove(desk, mine, arguments.slot, now=now)
    say(f"The key {arguments.slot} opens the desk no more, and the data key is new.")


def _rotate(arguments: argparse.Namespace, desk: Desk, mine: str, now: datetime) -> None:
    from esafety_desk.services import rotating

    rotating.rotate(desk, mine, now=now)
    say("The data key is new. Passphrases and recovery key stay as they are.")


def _recovery(arguments: argparse.Namespace, desk: Desk, mine: str, now: datetime) -> None:
    from esafety_desk.services import keys
    from esafety_desk.services.unlocking import new_recovery_key

    spelt = new_recovery_key()
    keys.renew_recovery_key(desk, mine, spelt, now=now)
    say(f"The new recovery key: {spelt}", "Keep it in the school safe. The old one opens nothing now.")
