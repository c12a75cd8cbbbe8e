"""The audit chain as it is read: newest first, narrowed by who, what, when and which record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from esafety_desk.store.audit import Line
from esafety_desk.store.tables import AUDIT


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Empty and None narrow nothing. ``since`` counts in, ``until`` does not; ``reference`` may be its beginning."""

    actor: str = ""
    verb: str = ""
    reference: str = ""
    since: datetime | None = None
    until: datetime | None = None


def read(connection: sa.Connection, query: AuditQuery, most: int, before: int | None = None) -> list[Line]:
    """At most ``most`` lines, newest first, from below the sequence ``before``."""
    found = _narrowed(sa.select(AUDIT), query).order_by(AUDIT.c.sequence.desc()).limit(most)
    if before is not None:
        found = found.where(AUDIT.c.sequence < before)
    return [Line(**row._mapping) for row in connection.execute(found)]


def count(connection: sa.Connection, query: AuditQuery) -> int:
    """How many lines ``query`` leaves."""
    found = _narrowed(sa.select(sa.func.count()).select_from(AUDIT), query)
    return int(connection.execute(found).scalar_one())


def actors_and_verbs(connection: sa.Connection) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Everyone who stands in the chain, and everything that was done."""
    columns = (AUDIT.c.actor, AUDIT.c.verb)
    actors, verbs = (
        tuple(connection.scalars(sa.select(column).distinct().order_by(column))) for column in columns
    )
    return actors, verbs


def last(connection: sa.Connection, verb: str, reference: str = "", actor: str = "") -> Line | None:
    """The newest line of an act on exactly ``reference``."""
    found = _narrowed(sa.select(AUDIT), AuditQuery(actor, verb)).where(AUDIT.c.reference == reference)
    row = connection.execute(found.order_by(AUDIT.c.sequence.desc()).limit(1)).first()
    return Line(**row._mapping) if row else None


def _narrowed(select: sa.Select[Any], query: AuditQuery) -> sa.Select[Any]:
    if query.actor:
        select = select.where(AUDIT.c.actor == query.actor)
    if query.verb:
        select = select.where(AUDIT.c.verb == query.verb)
    if query.reference:
        select = select.where(AUDIT.c.reference.startswith(query.reference, autoescape=True))
    if query.since is not None:
        select = select.where(AUDIT.c.at >= query.since)
    if query.until is not None:
        select = select.where(AUDIT.c.at < query.until)
    return select
