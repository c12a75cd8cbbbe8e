"""Named views of the lists, kept in the encrypted desk: a view's name or filter may hold a person's. Not audited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from esafety_desk.records.names import folded
from esafety_desk.store.tables import LIST_VIEW

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ListView:
    """How one register's list is narrowed, laid out and sorted, by a name. ``opens_first``: without being asked for.

    ``chips`` are names of filters, ``term`` is a period as it is offered, ``columns`` are fields from left to right.
    """

    register: str
    name: str
    text: str = ""
    chips: tuple[str, ...] = ()
    term: str = ""
    mine: bool = False
    columns: tuple[str, ...] = ()
    sort: str = "reference"
    descending: bool = True
    opens_first: bool = False
    id: int | None = None


def read(connection: sa.Connection) -> tuple[ListView, ...]:
    """Every view, register by register, by the alphabet."""
    found = (_view(row) for row in connection.execute(sa.select(LIST_VIEW)))
    return tuple(sorted(found, key=lambda view: (view.register, folded(view.name), view.id)))


def keep(connection: sa.Connection, view: ListView) -> ListView:
    """Keep a view: new where it has no id that is kept; at most one of a register opens first."""
    if view.opens_first:
        others = sa.update(LIST_VIEW).where(LIST_VIEW.c.register == view.register)
        connection.execute(others.values(opens_first=False))
    row = {
        "register": view.register,
        "name": view.name,
        "opens_first": view.opens_first,
        "arrangement": json.dumps({name: getattr(view, name) for name in _ARRANGED}, ensure_ascii=False),
    }
    if view.id is not None:
        drop(connection, view.id)
        row["id"] = view.id
    return _view(connection.execute(sa.insert(LIST_VIEW).values(row).returning(LIST_VIEW)).one())


def drop(connection: sa.Connection, view_id: int) -> None:
    """Forget a view."""
    connection.execute(sa.delete(LIST_VIEW).where(LIST_VIEW.c.id == view_id))


def forget(connection: sa.Connection, names: Iterable[str]) -> None:
    """Forget every view in whose name or filter a word of one of ``names`` stands."""
    words = {word for name in names for word in _words(name)}
    for view in read(connection):
        if view.id is not None and words & _words(f"{view.name} {view.text}"):
            drop(connection, view.id)


_ARRANGED = ("text", "chips", "term", "mine", "columns", "sort", "descending")


def _view(row: Any) -> ListView:
    kept = {name: value for name, value in json.loads(row.arrangement).items() if name in _ARRANGED}
    kept |= {name: tuple(kept[name]) for name in ("chips", "columns") if name in kept}
    return ListView(row.register, row.name, **kept, opens_first=row.opens_first, id=row.id)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(folded(text)))
