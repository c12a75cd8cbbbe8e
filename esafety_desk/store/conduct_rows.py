"""What is counted of conduct, said once in SQL: the counts of a report and the records behind them read the same.

Every query takes periods that do not overlap and a cut-off after which nothing is counted, and gives each row
the "place" of its period. Withdrawn records never count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import COUNTED_STATUSES, Bullying, Delay, Flag
from esafety_desk.records.incident import CLOSED, InvolvedAs, OutOfSchoolDecision, ParentsTold, Whereabouts
from esafety_desk.records.people import PersonKind
from esafety_desk.records.referral import Outcome, Recurrence, ReferredTo
from esafety_desk.store.periods import in_period, is_counted
from esafety_desk.store.tables import ENTRY, PART_TABLES, RECORD_TABLES

INCIDENTS, REFERRALS, MODERATION = (RECORD_TABLES[name] for name in ("incidents", "referrals", "moderation"))
_ACTIONS, _PEOPLE = RECORD_TABLES["actions"], RECORD_TABLES["people"]
_INVOLVED = PART_TABLES["incidents"]["people"]
_OUTSIDE = (Whereabouts.OUTSIDE, Whereabouts.BOTH)
_DECIDED = (OutOfSchoolDecision.ACTS, OutOfSchoolDecision.DOES_NOT_ACT)
_KIND = INCIDENTS.c.kind
_DOT = sa.func.instr(_KIND, ".")

AREA = sa.case((_DOT > 0, sa.func.substr(_KIND, 1, _DOT - 1)), else_=_KIND).label("area")
"""The risk area of an incident: its type up to the dot."""

FLAGS: dict[Flag, sa.ColumnElement[bool]] = {
    Flag.UNREVIEWED: INCIDENTS.c.decision == OutOfSchoolDecision.TO_REVIEW,
    Flag.STAFF_TARGETED: sa.exists().where(
        _INVOLVED.c.parent_id == INCIDENTS.c.id,
        _INVOLVED.c.involved_as == InvolvedAs.TARGET,
        _PEOPLE.c.id == _INVOLVED.c.person_id,
        _PEOPLE.c.kind == PersonKind.STAFF,
    ),
    Flag.IDENTITY: sa.func.json_array_length(INCIDENTS.c.identity_targeted) > 0,
    Flag.PARENTS_DUE: INCIDENTS.c.parents_told.in_((ParentsTold.TOLD, ParentsTold.NOT_YET)),
    Flag.PARENTS_TOLD: INCIDENTS.c.parents_told == ParentsTold.TOLD,
    Flag.GROUNDS: INCIDENTS.c.whereabouts.in_(_OUTSIDE) & INCIDENTS.c.decision.in_(_DECIDED),
}
"""What may be so of an incident."""


def answered(cut_off: date) -> sa.ColumnElement[bool]:
    """That a reply to the referral had come by the cut-off."""
    return REFERRALS.c.replied_on.is_not(None) & (REFERRALS.c.replied_on <= cut_off)


def answered_in_time(cut_off: date) -> sa.ColumnElement[bool]:
    """That it came by the day it was due, or at all where no day was set."""
    due = REFERRALS.c.reply_due
    return answered(cut_off) & sa.or_(due.is_(None), REFERRALS.c.replied_on <= due)


def bullying(cut_off: date) -> dict[Bullying, sa.ColumnElement[bool]]:
    """What may be so of a referral to the anti-bullying lead."""
    is_due = REFERRALS.c.review_on.is_not(None) & (REFERRALS.c.review_on <= cut_off)
    is_held = REFERRALS.c.review_held_on.is_not(None) & (REFERRALS.c.review_held_on <= cut_off)
    came_back = REFERRALS.c.recurrence == Recurrence.YES
    found = {
        Bullying.ANSWERED: answered(cut_off),
        Bullying.REVIEW_DUE: is_due,
        Bullying.REVIEW_HELD: is_due & is_held,
        Bullying.RESOLVED: is_due & is_held & (REFERRALS.c.outcome == Outcome.FINISHED) & ~came_back,
        Bullying.RECURRED: came_back,
    }
    return {kind: (REFERRALS.c.to == ReferredTo.ANTI_BULLYING) & so for kind, so in found.items()}


def incidents(periods: Sequence[Period], cut_off: date, *columns: Any) -> sa.Select[Any]:
    """``columns`` of the incidents that count, with the place of their period."""
    place, within = in_period(ENTRY.c.dated_on, periods, cut_off)
    return (
        sa.select(place, *columns)
        .select_from(ENTRY)
        .join(INCIDENTS, INCIDENTS.c.id == ENTRY.c.id)
        .where(is_counted(INCIDENTS), within, INCIDENTS.c.status.in_(COUNTED_STATUSES))
    )


def referrals(periods: Sequence[Period], cut_off: date, *columns: Any) -> sa.Select[Any]:
    """``columns`` of the referrals, with the place of their period."""
    return _of(REFERRALS, periods, cut_off, *columns)


def moderated(periods: Sequence[Period], cut_off: date, *columns: Any) -> sa.Select[Any]:
    """``columns`` of what was blocked or removed, with the place of its period."""
    return _of(MODERATION, periods, cut_off, *columns)


def is_reversed(cut_off: date) -> sa.ColumnElement[bool]:
    return MODERATION.c.reversed_on.is_not(None) & (MODERATION.c.reversed_on <= cut_off)


def delays(periods: Sequence[Period], cut_off: date, *columns: Any) -> sa.Select[Any]:
    """``columns`` of the incidents with the days each span of them took, by the span's name.

    A span that is not over, or whose days are not known, is NULL. First acts are urgent action, a referral, or
    an action that was finished.
    """
    happened, reported, closed, urgent = INCIDENTS.c[
        "happened_on", "reported_on", "closed_on", "urgent_action_on"
    ]
    first = _first_acts(cut_off)
    acted = sa.case((urgent < sa.func.coalesce(first.c.day, _FAR), urgent), else_=first.c.day)
    spans = {
        Delay.REPORTED: _days(reported, happened),
        Delay.ACTED: sa.func.max(_days(acted, reported), 0),
        Delay.ENDED: _days(sa.case(((closed <= cut_off) & INCIDENTS.c.status.in_(CLOSED), closed)), reported),
    }
    named = (days.label(delay.name) for delay, days in spans.items())
    query = incidents(periods, cut_off, *columns, *named)
    return query.outerjoin(first, first.c.about_id == INCIDENTS.c.id)


_FAR = "9999-12-31"


def _first_acts(cut_off: date) -> sa.Subquery:
    acts = sa.union_all(
        *(
            sa.select(table.c.about_id, day.label("day"))
            .join(ENTRY, ENTRY.c.id == table.c.id)
            .where(table.c.about_id.is_not(None), day <= cut_off, ENTRY.c.withdrawn.is_(None))
            for table, day in ((REFERRALS, REFERRALS.c.referred_on), (_ACTIONS, _ACTIONS.c.done_on))
        )
    ).subquery("acts")
    return (
        sa.select(acts.c.about_id, sa.func.min(acts.c.day).label("day"))
        .group_by(acts.c.about_id)
        .subquery("first_act")
    )


def _days(until: sa.ColumnElement[Any], since: sa.ColumnElement[Any]) -> sa.ColumnElement[int | None]:
    return sa.cast(sa.func.julianday(until) - sa.func.julianday(since), sa.Integer)


def _of(table: sa.Table, periods: Sequence[Period], cut_off: date, *columns: Any) -> sa.Select[Any]:
    place, within = in_period(ENTRY.c.dated_on, periods, cut_off)
    return (
        sa.select(place, *columns)
        .select_from(ENTRY)
        .join(table, table.c.id == ENTRY.c.id)
        .where(is_counted(table), within)
    )
