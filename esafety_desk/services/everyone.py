"""Everybody the desk knows, read in portions."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person
from esafety_desk.records.registers import PEOPLE
from esafety_desk.store import lists, lookups
from esafety_desk.store.engine import Connection

_PORTION = 5_000


def everyone(connection: Connection) -> Iterator[Person]:
    """Every person who has not been withdrawn, those who have left among them."""
    found = lists.ids(connection, lists.ListQuery(PEOPLE))
    for start in range(0, len(found), _PORTION):
        portion = (PersonId(key) for key in found[start : start + _PORTION])
        yield from lookups.people(connection, portion).values()
