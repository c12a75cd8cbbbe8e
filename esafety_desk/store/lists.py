"""The lists of a register: ids by filter and order at once, rows only as they are shown."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any

import sqlalchemy as sa

from esafety_desk.records.base import PersonId
from esafety_desk.records.facts import Kind, facts
from esafety_desk.records.names import folded
from esafety_desk.records.registers import PEOPLE, Register
from esafety_desk.store import search
from esafety_desk.store.among import among
from esafety_desk.store.tables import ENTRY, PART_TABLES, RECORD_TABLES, SEARCH_TEXT


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows. ``choices`` holds the values let through by field; ``empty`` are fields that hold nothing.

    ``since`` and ``until`` are days; ``mine`` is (field, person). ``only``: none but the records with these ids.
    ``sort`` is "reference", "dated_on" or a field's name.
    """

    register: Register
    text: str = ""
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    mine: tuple[str, PersonId] | None = None
    only: frozenset[int] | None = None
    sort: str = "reference"
    descending: bool = True


def ids(connection: sa.Connection, query: ListQuery) -> array[int]:
    """The ids of every record that passes the filters, in order. Withdrawn records are left out."""
    table = RECORD_TABLES[query.register.name]
    statement = _passing(query, ENTRY.c.id)
    fact = facts(query.register.record).get(query.sort)
    if fact and fact.kind is Kind.LINK and fact.refers_to == PEOPLE.name:
        people = RECORD_TABLES[PEOPLE.name].alias("sorted_people")
        statement = statement.outerjoin(people, people.c.id == table.c[fact.name])
        return _by_alphabet(connection, statement, query, people.c["family_name", "given_name"])
    if fact and fact.name in ("family_name", "given_name"):
        other = "given_name" if fact.name == "family_name" else "family_name"
        return _by_alphabet(connection, statement, query, table.c[fact.name, other])
    # Straight from the driver: ten thousand numbers want no row objects made around them.
    cursor: Any = connection.execute(_ordered(statement, query)).cursor
    return array("q", chain.from_iterable(cursor))


def count(connection: sa.Connection, query: ListQuery) -> int:
    """How many records pass the filters."""
    statement = _passing(replace(query, sort="reference"), sa.func.count())
    return int(connection.execute(statement).scalar_one())


def counts_by(connection: sa.Connection, query: ListQuery, name: str) -> dict[Any, int]:
    """How many records that pass the filters have each value of the field ``name``."""
    table = RECORD_TABLES[query.register.name]
    statement = _from(query, sa.select(table.c[name], sa.func.count()), name)
    statement = statement.where(*_passes(query)).group_by(table.c[name])
    return {row[0]: row[1] for row in connection.execute(statement)}


def names(connection: sa.Connection, ids: Collection[int]) -> dict[int, str]:
    """The full names of these people by id."""
    people = RECORD_TABLES[PEOPLE.name]
    columns = (people.c.id, people.c.given_name, people.c.family_name, people.c.known_as)
    rows = connection.execute(sa.select(*columns).where(among(people.c.id, ids)))
    return {row.id: f"{row.known_as or row.given_name} {row.family_name}".strip() for row in rows}


def references(connection: sa.Connection, ids: Collection[int]) -> dict[int, str]:
    """The references of these records by id, whatever their register."""
    rows = connection.execute(sa.select(ENTRY.c.id, ENTRY.c.reference).where(among(ENTRY.c.id, ids)))
    return {row.id: row.reference for row in rows}


def people_like(
    connection: sa.Connection, text: str, today: date, kinds: Collection[str] = (), limit: int = 8
) -> list[sa.Row[Any]]:
    """People with a name part that begins with each word of ``text``, those still here on ``today`` first."""
    people = RECORD_TABLES[PEOPLE.name]
    wanted = search.match_expression(folded(text), [PEOPLE])
    if not wanted:
        return []
    matching = sa.text("search_text.id IN (SELECT rowid FROM search WHERE search MATCH :wanted)")
    statement = (
        sa.select(people)
        .join(SEARCH_TEXT, SEARCH_TEXT.c.entry_id == people.c.id)
        .join(ENTRY, ENTRY.c.id == people.c.id)
        .where(matching, ENTRY.c.withdrawn.is_(None))
        .order_by(
            sa.func.coalesce(people.c.left_on < today, False), people.c.given_name, people.c.family_name
        )
        .limit(limit)
    )
    if kinds:
        statement = statement.where(people.c.kind.in_(kinds))
    return list(connection.execute(statement, {"wanted": wanted}))


def _passing(query: ListQuery, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """``columns`` of what passes the filters; the register's own table is read only where one asks for it."""
    table = RECORD_TABLES[query.register.name]
    statement = sa.select(*columns).select_from(ENTRY)
    if query.choices or query.empty or query.mine or query.sort in table.c:
        statement = statement.join(table, table.c.id == ENTRY.c.id)
    return statement.where(*_passes(query))


def _from(query: ListQuery, statement: sa.Select[Any], *fields: str) -> sa.Select[Any]:
    """``statement`` over the entries; the register's own table joins only where one of its fields is asked for."""
    table = RECORD_TABLES[query.register.name]
    asked = {*fields, *query.choices, *query.empty, *([query.mine[0]] if query.mine else [])}
    source = ENTRY if asked.isdisjoint(table.c.keys()) else ENTRY.join(table, table.c.id == ENTRY.c.id)
    return statement.select_from(source)


def _passes(query: ListQuery) -> list[sa.ColumnElement[bool]]:
    table = RECORD_TABLES[query.register.name]
    conditions: list[Any] = [ENTRY.c.withdrawn.is_(None), ENTRY.c.register == query.register.name]
    conditions += [table.c[name].in_(sorted(values)) for name, values in query.choices.items()]
    conditions += [_is_empty(table.c[name]) for name in sorted(query.empty)]
    if query.since:
        conditions.append(ENTRY.c.dated_on >= query.since)
    if query.until:
        conditions.append(ENTRY.c.dated_on <= query.until)
    if query.mine:
        name, person = query.mine
        conditions.append(table.c[name] == person)
    if query.only is not None:
        conditions.append(among(ENTRY.c.id, query.only))
    if query.text.strip():
        conditions.append(_holds(query))
    return conditions


def _is_empty(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    """A date or link that is not set, or a text without a letter."""
    return column.is_(None) if column.nullable else column == ""


def _holds(query: ListQuery) -> sa.ColumnElement[bool] | sa.TextClause:
    expression = search.match_expression(query.text, [query.register])
    if not expression:
        return sa.false()
    found = sa.text("entry.id IN (SELECT rowid & :record FROM search WHERE search MATCH :wanted)")
    return found.bindparams(wanted=expression, record=search.RECORD_BITS)


def _by_alphabet(
    connection: sa.Connection,
    statement: sa.Select[Any],
    query: ListQuery,
    texts: Iterable[sa.ColumnElement[str]],
) -> array[int]:
    """In the order a person looks a name up: Łukasz after Lucy and adams after Adam, which SQLite cannot tell."""
    rows = connection.execute(statement.add_columns(*texts)).all()
    keys = [([folded(text or "") for text in texts], key) for key, *texts in rows]
    return array("q", (key for _, key in sorted(keys, reverse=query.descending)))


def _ordered(statement: sa.Select[Any], query: ListQuery) -> sa.Select[Any]:
    table = RECORD_TABLES[query.register.name]
    key: sa.ColumnElement[Any] = ENTRY.c.id
    if query.sort == "dated_on":
        key = ENTRY.c.dated_on
    elif query.sort in table.c:
        key = table.c[query.sort]
        if facts(query.register.record)[query.sort].kind is Kind.TEXT:
            key = key.collate("NOCASE")
    elif query.sort in PART_TABLES[query.register.name]:
        parts = PART_TABLES[query.register.name][query.sort]
        key = (
            sa.select(sa.func.count())
            .where(parts.c.parent_id == ENTRY.c.id)
            .correlate(ENTRY)
            .scalar_subquery()
        )
    return statement.order_by(
        key.desc() if query.descending else key.asc(),
        ENTRY.c.id.desc() if query.descending else ENTRY.c.id.asc(),
    )
