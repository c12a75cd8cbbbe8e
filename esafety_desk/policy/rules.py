"""Rules that need more than the record itself: other people, the school's settings, the day.

A *message* must be mended before the record can be kept; a *question* asks once again, and may be answered
with yes. Neither repeats what was typed or names a person: both may be printed by the command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import singledispatch
from typing import NamedTuple

from esafety_desk.policy.calendar import school_year_of
from esafety_desk.policy.wording import counted, spoken
from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.base import PersonId, Record
from esafety_desk.records.facts import Kind, facts
from esafety_desk.records.incident import Incident
from esafety_desk.records.people import SENIOR_ROLES, Person, PersonKind, Role
from esafety_desk.records.referral import Outcome, Referral
from esafety_desk.records.school import School
from esafety_desk.records.support import SupportSession

APPROVER_ROLES = SENIOR_ROLES | {Role.HEAD_OF_DEPARTMENT}
"""Who may approve an account. Source: policy, Staff 5."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules look at beside the record.

    ``people`` holds at least everyone the record names. ``first_day`` begins the desk's first school year.
    ``open_actions`` counts those on this record. ``supported_before`` says whether the person asking for
    an account had a support session by the day of the decision, None where that is not asked.
    ``before`` is the record as it was kept, so that a question once answered is not put again.
    """

    people: Mapping[PersonId, Person]
    school: School
    today: date
    first_day: date | None = None
    open_actions: int = 0
    supported_before: bool | None = None
    before: Record | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """Sentences by field: kept is a record without ``messages`` whose ``questions`` were answered with yes."""

    messages: dict[str, str] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)


class _Finding(NamedTuple):
    name: str
    text: str
    must_be_mended: bool = False


def findings(record: Record, around: Surroundings) -> Findings:
    """Everything the cross-record rules have to say about ``record``; the first word on a field counts."""
    settled = frozenset(_found(around.before, around)) if around.before is not None else frozenset()
    result = Findings()
    for finding in _found(record, around):
        if finding.must_be_mended:
            result.messages.setdefault(finding.name, finding.text)
        elif finding not in settled:
            result.questions.setdefault(finding.name, finding.text)
    return result


def _found(record: Record, around: Surroundings) -> Iterator[_Finding]:
    yield from _own_rules(record, around)
    yield from _doubtful_dates(record, around)


def _doubtful_dates(record: Record, around: Surroundings) -> Iterator[_Finding]:
    """Future days where only past ones make sense, and days before the desk began. People may be older."""
    first = None if isinstance(record, Person) else around.first_day
    for name, fact in facts(type(record)).items():
        day = getattr(record, name)
        if fact.kind is not Kind.DATE or day is None:
            continue
        if fact.past_only and day > around.today:
            yield _Finding(name, f"{spoken(day, around.today)} is still to come. Is this the right day?")
        elif first is not None and day < first:
            year = school_year_of(first).label
            said = spoken(day, around.today)
            yield _Finding(
                name, f"{said} is before this desk's first school year, {year}. Is this the right day?"
            )


@singledispatch
def _own_rules(record: Record, around: Surroundings) -> Iterator[_Finding]:
    """The rules of one kind of record; most kinds have none beyond those in ``records``."""
    return iter(())


@_own_rules.register
def _approval_rules(record: AccountApproval, around: Surroundings) -> Iterator[_Finding]:
    requester = around.people.get(record.requested_by)
    if requester is not None and requester.kind is not PersonKind.STAFF:
        yield _Finding(
            "requested_by", "Accounts for learning are asked for by staff. Is this the right person?"
        )
    if record.decision is Decision.APPROVED and around.supported_before is False:
        text = "The person asking has had no support session yet (Staff 3). Approve all the same?"
        yield _Finding("decision", text)
    if record.decision is Decision.TAKEN_BACK and around.open_actions:
        yield _Finding("decision", f"{_still_open(around.open_actions)} Take the request back all the same?")
    if record.is_decided and record.decided_on and not _may_approve(record, record.decided_on, around):
        day = spoken(record.decided_on, around.today)
        text = (
            f"On {day} this person was neither Head of Department nor senior staff. "
            "Choose someone who was, or enter the role under People."
        )
        yield _Finding("decided_by", text, must_be_mended=True)


def _may_approve(record: AccountApproval, day: date, around: Surroundings) -> bool:
    approver = _person(record.decided_by, around)
    return approver is None or bool(approver.roles_on(day) & APPROVER_ROLES)


@_own_rules.register
def _incident_rules(record: Incident, around: Surroundings) -> Iterator[_Finding]:
    if record.is_closed and around.open_actions and not record.closing_reason.strip():
        text = f"{_still_open(around.open_actions)} Finish what is to be done, or say why it can wait."
        yield _Finding("closing_reason", text, must_be_mended=True)
    decider = _person(record.decided_by, around)
    if record.is_outside and decider is not None:
        in_post = decider.kind is PersonKind.STAFF and decider.is_here(record.decided_on or around.today)
        if not in_post:
            text = (
                "The school decides this (Out 2), and this person was not on its staff that day. Is it right?"
            )
            yield _Finding("decided_by", text)


@_own_rules.register
def _support_rules(record: SupportSession, around: Surroundings) -> Iterator[_Finding]:
    adviser = around.people.get(record.adviser_id)
    if adviser is not None and Role.SOCIAL_TEAM not in adviser.roles_on(record.held_on):
        text = "This person was not in the named social team on that day (Staff 3). Is it right?"
        yield _Finding("adviser_id", text)


@_own_rules.register
def _referral_rules(record: Referral, around: Surroundings) -> Iterator[_Finding]:
    if record.outcome is Outcome.FINISHED and around.open_actions:
        yield _Finding("outcome", f"{_still_open(around.open_actions)} Is it finished all the same?")


@_own_rules.register
def _action_rules(record: Action, around: Surroundings) -> Iterator[_Finding]:
    owner = _person(record.owner_id, around)
    if owner is not None and record.is_open and not owner.is_here(record.due_on or around.today):
        yield _Finding("owner_id", "This person will not be at the school on that day. Is it right?")


def _person(person_id: PersonId | None, around: Surroundings) -> Person | None:
    return None if person_id is None else around.people.get(person_id)


def _still_open(number: int) -> str:
    return f"{counted(number, 'action')} {'is' if number == 1 else 'are'} still open."
