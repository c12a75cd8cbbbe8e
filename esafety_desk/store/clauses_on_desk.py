"""What comes round again or waits in the registers of the clauses, read for Today's reminders.

Whatever is done, closed, archived, or belongs to someone who has left, is not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from esafety_desk.policy.pending import ProjectAhead, WatchedAccount
from esafety_desk.records.account_review import AccountReview, ReviewOutcome
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.base import Record
from esafety_desk.records.declaration import Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.official_account import Contact, MovedTo, OfficialAccount
from esafety_desk.records.platform import Platform
from esafety_desk.records.policy_text import PolicyVersion
from esafety_desk.records.project import Project, Stage
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.registers import register_of
from esafety_desk.records.school import School
from esafety_desk.records.words import Words
from esafety_desk.store import preparation, rows
from esafety_desk.store.tables import ENTRY, RECORD_TABLES

R = TypeVar("R", bound=Record)

_AHEAD = (Stage.PLANNED, Stage.READY, Stage.RUNNING)
_OPEN_EXEMPTIONS = (ExemptionState.ASKED, ExemptionState.IN_FORCE)
_SETTLED_CONTACTS = (MovedTo.ANSWERED, MovedTo.SIGNPOSTED)


def read(connection: sa.Connection, words: Words, school: School, today: date) -> dict[str, Any]:
    """These groups of ``OnDesk`` by name."""
    t = {name: table.c for name, table in RECORD_TABLES.items()}
    contacts, declarations, referrals = t["contacts"], t["declarations"], t["referrals"]
    moderation = t["moderation"]
    platforms = records(connection, Platform, sa.true())
    return {
        "enquiries": records(connection, Enquiry, t["enquiries"].answered_on.is_(None)),
        "projects": _projects(connection, school, today),
        "exemptions": records(connection, Exemption, t["exemptions"].state.in_(_OPEN_EXEMPTIONS)),
        "accounts": watched(connection, today),
        "contacts": records(
            connection,
            Contact,
            contacts.answered_on.is_(None) & contacts.moved_to.not_in(_SETTLED_CONTACTS),
        ),
        "moderations": records(
            connection, Moderation, moderation.reviewed_on.is_(None) & moderation.reversed_on.is_(None)
        ),
        "acknowledgements": latest_acknowledgements(connection, today),
        "declarations": records(
            connection,
            Declaration,
            declarations.ended_on.is_(None)
            & declarations.review_on.is_not(None)
            & declarations.person_id.in_(in_post(today)),
        ),
        "platforms": [p for p in platforms if not words.is_archived("platforms", p.platform)],
        "bullying": records(
            connection,
            Referral,
            (referrals.to == ReferredTo.ANTI_BULLYING)
            & referrals.review_on.is_not(None)
            & referrals.review_held_on.is_(None),
        ),
        "filtering": _latest(connection, FilteringReview, "reviewed_on"),
        "policy": _latest(connection, PolicyVersion, "adopted_on"),
    }


def records(connection: sa.Connection, record_type: type[R], condition: sa.ColumnElement[bool]) -> list[R]:
    """The records of one kind that meet ``condition``, withdrawn ones left out, by id."""
    register = register_of(record_type)
    table = RECORD_TABLES[register.name]
    query = (
        sa.select(table.c.id)
        .join(ENTRY, ENTRY.c.id == table.c.id)
        .where(condition, ENTRY.c.withdrawn.is_(None))
        .order_by(table.c.id)
    )
    found = rows.read(connection, register, connection.scalars(query).all())
    return [record for record in found.values() if isinstance(record, record_type)]


def watched(connection: sa.Connection, today: date) -> list[WatchedAccount]:
    """Every official account in use on ``today``, with the day of its latest check."""
    checks = RECORD_TABLES["monitoring-checks"]
    query = (
        sa.select(checks.c.account_id, sa.func.max(checks.c.checked_on).label("last"))
        .join(ENTRY, ENTRY.c.id == checks.c.id)
        .where(ENTRY.c.withdrawn.is_(None), checks.c.checked_on <= today)
        .group_by(checks.c.account_id)
    )
    last: dict[int, date] = {row.account_id: row.last for row in connection.execute(query)}
    accounts = records(connection, OfficialAccount, sa.true())
    return [WatchedAccount(a, last.get(a.id or 0)) for a in accounts if a.is_open(today)]


def latest_acknowledgements(connection: sa.Connection, today: date) -> list[Acknowledgement]:
    """What each person who is still here read last, of each platform's terms and of the policy."""
    table = RECORD_TABLES["acknowledgements"]
    latest: dict[tuple[int, str], Acknowledgement] = {}
    found = records(connection, Acknowledgement, table.c.person_id.in_(in_post(today)))
    for item in sorted(found, key=lambda item: item.seen_on):
        latest[item.person_id, item.platform] = item
    return list(latest.values())


def next_reviews(connection: sa.Connection) -> dict[int, date | None]:
    """When each account that was ever reviewed is due again; None where it was closed or no day was set."""
    found = records(connection, AccountReview, sa.true())
    return {
        review.about_id: None if review.outcome is ReviewOutcome.CLOSED else review.next_on
        for review in sorted(found, key=lambda review: review.reviewed_on)
    }


def _projects(connection: sa.Connection, school: School, today: date) -> list[ProjectAhead]:
    projects = records(connection, Project, RECORD_TABLES["projects"].c.stage.in_(_AHEAD))
    around = preparation.around(connection, projects, school, today)
    return [ProjectAhead(project, known) for project, known in zip(projects, around, strict=True)]


def _latest(connection: sa.Connection, record_type: type[R], day: str) -> Sequence[R]:
    found = records(connection, record_type, sa.true())
    return sorted(found, key=lambda record: str(getattr(record, day)))[-1:]


def in_post(today: date) -> sa.Select[Any]:
    """The ids of those who have not left by ``today``; the last day counts."""
    people = RECORD_TABLES["people"]
    return sa.select(people.c.id).where(people.c.left_on.is_(None) | (people.c.left_on >= today))
