"""What is still open on the desk, read in a handful of queries for Today's reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
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
from esafety_desk.policy.recurrence import BULLYING_TYPE
from esafety_desk.records.approval import Decision
from esafety_desk.records.base import RecordId
from esafety_desk.records.incident import CLOSED, UNCOUNTED, OutOfSchoolDecision, Severity, Whereabouts
from esafety_desk.records.referral import Outcome, ReferredTo
from esafety_desk.records.school import School
from esafety_desk.records.words import Words
from esafety_desk.store import clauses_on_desk, lists, lookups, together
from esafety_desk.store.tables import ENTRY, RECORD_TABLES

_ACTIONS, _REFERRALS = RECORD_TABLES["actions"], RECORD_TABLES["referrals"]
_APPROVALS, _SESSIONS = RECORD_TABLES["approvals"], RECORD_TABLES["support-sessions"]
_INCIDENTS, _PEOPLE = RECORD_TABLES["incidents"], RECORD_TABLES["people"]
_OUTSIDE = (Whereabouts.OUTSIDE, Whereabouts.BOTH)
_SENIOR_EYES = (ReferredTo.DSL, ReferredTo.HEAD)


def read(connection: sa.Connection, words: Words, school: School, today: date) -> OnDesk:
    """Everything open that can be reminded of."""
    return OnDesk(
        **clauses_on_desk.read(connection, words, school, today),
        actions=_actions(connection),
        replies=_replies(connection),
        requests=_requests(connection, words),
        reviews=_reviews(connection, words, today),
        follow_ups=_follow_ups(connection),
        incidents=_incidents(connection),
    )


def _open(connection: sa.Connection, condition: Any, *columns: sa.Column[Any]) -> Sequence[sa.Row[Any]]:
    table = columns[0].table
    statement = sa.select(ENTRY.c.reference, ENTRY.c.changed_at, *columns).join(
        table, table.c.id == ENTRY.c.id
    )
    return connection.execute(statement.where(condition, ENTRY.c.withdrawn.is_(None))).all()


def _actions(connection: sa.Connection) -> list[OpenAction]:
    is_open = _ACTIONS.c.done_on.is_(None) & (_ACTIONS.c.set_aside == "")
    found = _open(connection, is_open, *_ACTIONS.c["id", "about_id", "owner_id", "due_on", "what"])
    about = {row.about_id for row in found if row.about_id is not None}
    references = lists.references(connection, about)
    names = lists.names(connection, {row.owner_id for row in found if row.owner_id is not None})
    restricted = lookups.restricted_among(connection, about)
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


def _replies(connection: sa.Connection) -> list[AwaitedReply]:
    is_waiting = _REFERRALS.c.replied_on.is_(None) & (_REFERRALS.c.outcome == Outcome.WAITING)
    found = _open(connection, is_waiting, *_REFERRALS.c["id", "about_id", "to", "referred_on", "reply_due"])
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


def _requests(connection: sa.Connection, words: Words) -> list[OpenRequest]:
    is_waiting = (_APPROVALS.c.decision == Decision.ASKED) & ~_APPROVALS.c.to_review
    found = _open(connection, is_waiting, *_APPROVALS.c["id", "requested_on", "platform"])
    return [
        OpenRequest(RecordId(row.id), row.reference, row.requested_on, words.label("platforms", row.platform))
        for row in found
    ]


def _reviews(connection: sa.Connection, words: Words, today: date) -> list[ApprovalToReview]:
    still_here = clauses_on_desk.in_post(today)
    is_in_use = (_APPROVALS.c.decision == Decision.APPROVED) & ~_APPROVALS.c.to_review
    condition = is_in_use & _APPROVALS.c.requested_by.in_(still_here)
    found = _open(connection, condition, *_APPROVALS.c["id", "review_on", "platform"])
    reviewed = clauses_on_desk.next_reviews(connection)
    due = [(row, reviewed.get(row.id, row.review_on)) for row in found]
    return [
        ApprovalToReview(RecordId(row.id), row.reference, day, words.label("platforms", row.platform))
        for row, day in due
        if day is not None
    ]


def _follow_ups(connection: sa.Connection) -> list[FollowUp]:
    is_due = _SESSIONS.c.follow_up_on.is_not(None) & _SESSIONS.c.followed_up_on.is_(None)
    is_due &= ~_SESSIONS.c.to_review
    return [
        FollowUp(RecordId(row.id), row.reference, row.held_on, row.follow_up_on)
        for row in _open(connection, is_due, *_SESSIONS.c["id", "held_on", "follow_up_on"])
    ]


def _incidents(connection: sa.Connection) -> list[OpenIncident]:
    is_reviewed = _INCIDENTS.c.decision != OutOfSchoolDecision.TO_REVIEW
    is_open = _INCIDENTS.c.status.not_in(CLOSED | UNCOUNTED) & is_reviewed
    wanted = ("id", "kind", "severity", "reported_on", "whereabouts", "decision", "urgent_action_on")
    found = _open(connection, is_open, *_INCIDENTS.c[wanted])
    bullying = {row.id for row in found if row.kind == BULLYING_TYPE}
    unreferred = bullying - together.referred_for_bullying(connection, bullying)
    passed_on = _passed_on(connection)
    latest = _latest_entry(connection)
    return [
        OpenIncident(
            RecordId(row.id),
            row.reference,
            Severity(row.severity),
            row.reported_on,
            max(_day_of(row.changed_at), latest.get(row.id, row.reported_on)),
            is_undecided=row.whereabouts in _OUTSIDE and row.decision == OutOfSchoolDecision.UNDECIDED,
            urgent_action_on=row.urgent_action_on,
            was_passed_on=row.id in passed_on,
            lacks_referral=row.id in unreferred,
        )
        for row in found
    ]


def _passed_on(connection: sa.Connection) -> set[int]:
    query = (
        sa.select(_REFERRALS.c.about_id)
        .join(ENTRY, ENTRY.c.id == _REFERRALS.c.id)
        .where(_REFERRALS.c.to.in_(_SENIOR_EYES), ENTRY.c.withdrawn.is_(None))
    )
    return {about for about in connection.scalars(query) if about is not None}


def _latest_entry(connection: sa.Connection) -> dict[int, date]:
    """The day of the newest note, action or referral about each record."""
    latest: dict[int, date] = {}
    for name in ("notes", "actions", "referrals"):
        table = RECORD_TABLES[name]
        query = (
            sa.select(table.c.about_id, sa.func.max(ENTRY.c.changed_at).label("at"))
            .join(ENTRY, ENTRY.c.id == table.c.id)
            .where(table.c.about_id.is_not(None))
            .group_by(table.c.about_id)
        )
        for row in connection.execute(query):
            latest[row.about_id] = max(latest.get(row.about_id, date.min), _day_of(row.at))
    return latest


def _day_of(moment: datetime) -> date:
    """The day it was where the desk stands: an entry shortly after midnight in summer is not the day before's."""
    return moment.astimezone().date()
