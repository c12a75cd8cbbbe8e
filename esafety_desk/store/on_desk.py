"""What is still open on the desk, read in a handful of queries for Today's reminders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from esafety_desk.policy.pending import (
    ApprovalToReview,
    AwaitedReply,
    FollowUp,
    OnDesk,
    OpenAction,
    OpenIncident,
    OpenRequest,
)
from esafety_desk.records.approval import Decision
from esafety_desk.records.base import RecordId
from esafety_desk.records.incident import CLOSED, UNCOUNTED, OutOfSchoolDecision, Severity, Whereabouts
from esafety_desk.records.referral import RESTRICTED, ReferredTo
from esafety_desk.records.words import Words
from esafety_desk.store import lists
from esafety_desk.store.tables import ENTRY, RECORD_TABLES

_ACTIONS, _REFERRALS = RECORD_TABLES["actions"], RECORD_TABLES["referrals"]
_APPROVALS, _SESSIONS = RECORD_TABLES["approvals"], RECORD_TABLES["support-sessions"]
_INCIDENTS, _PEOPLE = RECORD_TABLES["incidents"], RECORD_TABLES["people"]
_OUTSIDE = (Whereabouts.OUTSIDE, Whereabouts.BOTH)
_SENIOR_EYES = (ReferredTo.DSL, ReferredTo.HEAD)


def read(connection: sa.Connection, words: Words) -> OnDesk:
    """Everything open that can be reminded of."""
    return OnDesk(
        actions=_actions(connection),
        replies=_replies(connection),
        requests=[
            OpenRequest(
                RecordId(r.id), r.reference, r.requested_on, words.label("platforms", r.platform)
            )
            for r in _open(connection, _APPROVALS, _APPROVALS.c.decision == Decision.ASKED)
        ],
        reviews=_reviews(connection, words),
        follow_ups=[
            FollowUp(RecordId(r.id), r.reference, r.held_on, r.follow_up_on)
            for r in _open(
                connection,
                _SESSIONS,
                _SESSIONS.c.follow_up_on.is_not(None) & _SESSIONS.c.followed_up_on.is_(None),
            )
        ],
        incidents=_incidents(connection),
    )


def _open(connection: sa.Connection, table: sa.Table, condition: Any) -> Iterable[sa.Row[Any]]:
    statement = sa.select(ENTRY.c.reference, ENTRY.c.changed_at, table).join(table, table.c.id == ENTRY.c.id)
    return connection.execute(statement.where(condition, ENTRY.c.withdrawn.is_(None))).all()


def _actions(connection: sa.Connection) -> list[OpenAction]:
    is_open = _ACTIONS.c.done_on.is_(None) & (_ACTIONS.c.set_aside == "")
    found = list(_open(connection, _ACTIONS, is_open))
    about = {row.about_id for row in found if row.about_id is not None}
    references = lists.references(connection, about)
    names = lists.names(connection, {row.owner_id for row in found if row.owner_id is not None})
    restricted = _restricted_among(connection, about)
    return [
        OpenAction(
            RecordId(row.id),
            row.reference,
            row.due_on,
            about=references.get(row.about_id, ""),
            owner=names.get(row.owner_id, ""),
            what="" if row.about_id in restricted else row.what,
        )
        for row in found
    ]


def _restricted_among(connection: sa.Connection, ids: set[int]) -> set[int]:
    query = sa.select(_REFERRALS.c.id).where(_REFERRALS.c.id.in_(ids), _REFERRALS.c.to.in_(RESTRICTED))
    return set(connection.scalars(query))


def _replies(connection: sa.Connection) -> list[AwaitedReply]:
    found = list(_open(connection, _REFERRALS, _REFERRALS.c.replied_on.is_(None)))
    references = lists.references(connection, {row.about_id for row in found if row.about_id is not None})
    return [
        AwaitedReply(
            RecordId(row.id),
            row.reference,
            ReferredTo(row.to),
            row.referred_on,
            row.reply_due,
            about=references.get(row.about_id, ""),
        )
        for row in found
    ]


def _reviews(connection: sa.Connection, words: Words) -> list[ApprovalToReview]:
    still_here = sa.select(_PEOPLE.c.id).where(_PEOPLE.c.left_on.is_(None))
    condition = (
        (_APPROVALS.c.decision == Decision.APPROVED)
        & _APPROVALS.c.review_on.is_not(None)
        & _APPROVALS.c.requested_by.in_(still_here)
    )
    return [
        ApprovalToReview(RecordId(r.id), r.reference, r.review_on, words.label("platforms", r.platform))
        for r in _open(connection, _APPROVALS, condition)
    ]


def _incidents(connection: sa.Connection) -> list[OpenIncident]:
    found = list(_open(connection, _INCIDENTS, _INCIDENTS.c.status.not_in(CLOSED | UNCOUNTED)))
    passed_on = _passed_on(connection)
    latest = _latest_entry(connection)
    return [
        OpenIncident(
            RecordId(row.id),
            row.reference,
            Severity(row.severity),
            row.reported_on,
            max(row.changed_at.date(), latest.get(row.id, row.reported_on)),
            is_undecided=row.whereabouts in _OUTSIDE and row.decision == OutOfSchoolDecision.UNDECIDED,
            urgent_action_on=row.urgent_action_on,
            was_passed_on=row.id in passed_on,
        )
        for row in found
    ]


def _passed_on(connection: sa.Connection) -> set[int]:
    query = sa.select(_REFERRALS.c.about_id).where(_REFERRALS.c.to.in_(_SENIOR_EYES))
    return {about for about in connection.scalars(query) if about is not None}


def _latest_entry(connection: sa.Connection) -> dict[int, date]:
    """The day of the newest note, action or referral about each record."""
    latest: dict[int, date] = {}
    for name in ("notes", "actions", "referrals"):
        table = RECORD_TABLES[name]
        query = (
            sa.select(table.c.about_id, sa.func.max(ENTRY.c.changed_at).label("at"))
            .join(ENTRY, ENTRY.c.id == table.c.id)
            .group_by(table.c.about_id)
        )
        for row in connection.execute(query):
            if row.about_id is not None and row.at is not None:
                latest[row.about_id] = max(latest.get(row.about_id, date.min), row.at.date())
    return latest
