"""Incidents by the people in them: asked through the index on people, so that it stays quick on a full desk."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from esafety_desk.records.base import PersonId
from esafety_desk.records.incident import UNCOUNTED, Incident, Status
from esafety_desk.records.referral import Recurrence, Referral, ReferredTo
from esafety_desk.records.registers import INCIDENTS, REFERRALS
from esafety_desk.store import rows
from esafety_desk.store.among import among
from esafety_desk.store.tables import ENTRY, PART_TABLES, RECORD_TABLES

_INVOLVED = PART_TABLES[INCIDENTS.name]["people"]
_INCIDENTS, _REFERRALS = RECORD_TABLES[INCIDENTS.name], RECORD_TABLES[REFERRALS.name]


def incidents_with(
    connection: sa.Connection, people: Collection[PersonId], since: date, until: date
) -> tuple[Incident, ...]:
    """Incidents of these days in which any of ``people`` has a part, oldest first; no errors, no duplicates."""
    query = (
        sa.select(_INVOLVED.c.parent_id)
        .distinct()
        .join(ENTRY, ENTRY.c.id == _INVOLVED.c.parent_id)
        .join(_INCIDENTS, _INCIDENTS.c.id == _INVOLVED.c.parent_id)
        .where(among(_INVOLVED.c.person_id, people), ENTRY.c.withdrawn.is_(None))
        .where(ENTRY.c.dated_on.between(since, until))
        .where(_INCIDENTS.c.status.not_in(UNCOUNTED - {Status.DRAFT}))
    )
    return _incidents(connection, set(connection.scalars(query)))


def bullying_referrals(connection: sa.Connection, since: date) -> tuple[Referral, ...]:
    """Anti-bullying referrals that were made, or whose review was held, on ``since`` or later."""
    is_recent = (_REFERRALS.c.referred_on >= since) | (_REFERRALS.c.review_held_on >= since)
    query = (
        sa.select(_REFERRALS.c.id)
        .join(ENTRY, ENTRY.c.id == _REFERRALS.c.id)
        .where(_REFERRALS.c.to == ReferredTo.ANTI_BULLYING, is_recent, ENTRY.c.withdrawn.is_(None))
        .where(_REFERRALS.c.about_id.is_not(None), _REFERRALS.c.recurrence != Recurrence.YES)
    )
    found = rows.read(connection, REFERRALS, list(connection.scalars(query)))
    return tuple(record for _, record in sorted(found.items()) if isinstance(record, Referral))


def incidents_by_id(connection: sa.Connection, ids: Collection[int]) -> dict[int, Incident]:
    """These incidents that are neither withdrawn nor duplicates nor errors."""
    query = sa.select(_INCIDENTS.c.id).join(ENTRY, ENTRY.c.id == _INCIDENTS.c.id)
    query = query.where(among(_INCIDENTS.c.id, ids), ENTRY.c.withdrawn.is_(None))
    counted = set(connection.scalars(query.where(_INCIDENTS.c.status != Status.ERROR)))
    return {incident.id or 0: incident for incident in _incidents(connection, counted)}


def referred_for_bullying(connection: sa.Connection, ids: Collection[int]) -> set[int]:
    """Those of these incidents that have an anti-bullying referral."""
    query = (
        sa.select(_REFERRALS.c.about_id)
        .join(ENTRY, ENTRY.c.id == _REFERRALS.c.id)
        .where(among(_REFERRALS.c.about_id, ids), ENTRY.c.withdrawn.is_(None))
        .where(_REFERRALS.c.to == ReferredTo.ANTI_BULLYING)
    )
    return {about for about in connection.scalars(query) if about is not None}


def _incidents(connection: sa.Connection, ids: Collection[int]) -> tuple[Incident, ...]:
    found = rows.read(connection, INCIDENTS, ids)
    return tuple(record for _, record in sorted(found.items()) if isinstance(record, Incident))
