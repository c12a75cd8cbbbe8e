"""A desk built, used, reported on and checked in a temporary folder: proof that this program is whole."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from esafety_desk.host.errors import CheckFailed, KnownError
from esafety_desk.policy.calendar import school_year_of, suggested_terms
from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.base import PersonId
from esafety_desk.records.incident import (
    Ground,
    Incident,
    Involved,
    InvolvedAs,
    OutOfSchoolDecision,
    Whereabouts,
)
from esafety_desk.records.people import Person, PersonKind, Role, RoleHeld
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.school import School
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services import reporting
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work, keep
from esafety_desk.services.searching import find
from esafety_desk.services.unlocking import NewLeader, create_desk, suggest_passphrase, unlock
from esafety_desk.store.desk import Desk
from esafety_desk.store.unit import Unit

_LEADER = PersonId(2)
"""The person whom a new desk begins with; the school itself is record 1."""


def self_test(now: datetime) -> str:
    """Set up a desk in a temporary folder, record, report, check and reopen it. Returns "OK".

    Raises CheckFailed with a sentence that says which part of the program does not work.
    """
    passphrase = suggest_passphrase()
    with tempfile.TemporaryDirectory(prefix="esafety-desk-") as folder:
        place = Path(folder) / "desk"
        terms = suggested_terms(school_year_of(now.date()).starts_on.year)
        school = School(name="Self-test School", roll=210, terms=terms)
        try:
            desk = create_desk(place, school, NewLeader("Self", "Test"), passphrase, now=now).desk
            _used(desk, now)
            _checked(unlock(place, passphrase, now=now))
        except CheckFailed:
            raise
        except KnownError as error:
            raise CheckFailed(f"The self-test could not finish. {error.sentence}") from error
    return "OK"


def _used(desk: Desk, now: datetime) -> None:
    try:
        with desk.writing("self-test", now) as unit:
            _record(unit, now)
        _report(Work(desk, "self-test", now))
    finally:
        desk.close()


def _record(unit: Unit, now: datetime) -> None:
    today = now.date()
    head = keep(unit, _person("Head", Role.HEAD, now), today)
    teacher, pupil = keep(unit, _person("Teacher", None, now), today), keep(unit, _pupil(), today)
    attendees = (Attendee(person_id=PersonId(teacher.id or 0)),)
    keep(unit, SupportSession(held_on=today, adviser_id=_LEADER, attendees=attendees), today)
    approval = AccountApproval(
        requested_by=PersonId(teacher.id or 0),
        requested_on=today,
        platform="padlet",
        purpose="Class poems",
        decision=Decision.APPROVED,
        decided_by=PersonId(head.id or 0),
        decided_on=today,
    )
    keep(unit, approval, today)
    incident = keep(unit, _incident(pupil, teacher, head, now), today)
    keep(unit, Referral(about_id=incident.id, to=ReferredTo.ANTI_BULLYING, referred_on=today), today)
    week = today + timedelta(days=7)
    keep(unit, Action(about_id=incident.id, what="Ring home", owner_id=_LEADER, due_on=week), today)


def _person(name: str, role: Role | None, now: datetime) -> Person:
    roles = (RoleHeld(role=role, since=now.date()),) if role else ()
    return Person(kind=PersonKind.STAFF, given_name="Invented", family_name=name, roles=roles)


def _pupil() -> Person:
    return Person(kind=PersonKind.PUPIL, given_name="Łukasz", family_name="Zając")


def _incident(pupil: Person, teacher: Person, head: Person, now: datetime) -> Incident:
    return Incident(
        kind="conduct.online-bullying",
        summary="Unkind messages in a class chat",
        whereabouts=Whereabouts.OUTSIDE,
        happened_on=now.date(),
        reported_on=now.date(),
        people=(
            Involved(person_id=PersonId(pupil.id or 0), involved_as=InvolvedAs.TARGET),
            Involved(person_id=PersonId(teacher.id or 0), involved_as=InvolvedAs.REPORTER),
        ),
        decision=OutOfSchoolDecision.ACTS,
        grounds=(Ground.THREAT,),
        rationale="A child was threatened.",
        decided_by=PersonId(head.id or 0),
        decided_on=now.date(),
    )


def _report(work: Work) -> None:
    period = reporting.periods(work.desk, work.today)[0]
    report = reporting.governors_report(work.desk, period, today=work.today)
    if not reporting.render(report).startswith(b"%PDF-"):
        raise CheckFailed("The governors' report was not drawn. Please install the program again.")
    reporting.witness_print(work, report)


def _checked(desk: Desk) -> None:
    try:
        result = check(desk)
        if not result.is_sound:
            raise CheckFailed(f"The desk is not as it was left. {result.problems[0]}")
        if len(find(desk, "zajac")) != 2:
            raise CheckFailed("Search does not find what was recorded. Please install the program again.")
    finally:
        desk.close()
