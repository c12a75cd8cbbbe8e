"""Rules that need more than the record itself: other people, the school's settings, the day.

A *message* must be mended before the record can be kept; a *question* asks once again, and may be answered
with yes. Neither repeats what was typed or names a person: both may be printed by the command line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from esafety_desk.policy.account_rules import check_rules, contact_rules, moderation_rules, review_rules
from esafety_desk.policy.calendar import school_year_of
from esafety_desk.policy.exemption_rules import attachment_rules, exemption_rules
from esafety_desk.policy.project_rules import project_rules
from esafety_desk.policy.readiness import APPROVER_ROLES
from esafety_desk.policy.staff_rules import (
    acknowledgement_rules,
    declaration_rules,
    enquiry_rules,
    filtering_review_rules,
    teaching_rules,
)
from esafety_desk.policy.surroundings import Finding, Findings, Surroundings, in_role, is_on_staff
from esafety_desk.policy.wording import counted, spoken
from esafety_desk.records.account_review import AccountReview
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.attachment import Attachment
from esafety_desk.records.base import Record
from esafety_desk.records.declaration import Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import Exemption
from esafety_desk.records.facts import Kind, facts
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.incident import Incident, OutOfSchoolDecision
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.official_account import Contact, MonitoringCheck
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.records.project import Project
from esafety_desk.records.referral import Outcome, Referral
from esafety_desk.records.support import SupportSession
from esafety_desk.records.teaching import Teaching

__all__ = ["APPROVER_ROLES", "Findings", "Surroundings", "findings"]


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


def _found(record: Record, around: Surroundings) -> Iterator[Finding]:
    yield from _own_rules(record, around)
    yield from _doubtful_dates(record, around)


def _doubtful_dates(record: Record, around: Surroundings) -> Iterator[Finding]:
    """Future days where only past ones make sense, and days before the desk began. People may be older."""
    first = None if isinstance(record, Person) else around.first_day
    for name, fact in facts(type(record)).items():
        day = getattr(record, name)
        if fact.kind is not Kind.DATE or day is None:
            continue
        if fact.past_only and day > around.today:
            yield Finding(name, f"{spoken(day, around.today)} is still to come. Is this the right day?")
        elif first is not None and day < first:
            year = school_year_of(first).label
            said = spoken(day, around.today)
            yield Finding(
                name, f"{said} is before this desk's first school year, {year}. Is this the right day?"
            )


@singledispatch
def _own_rules(record: Record, around: Surroundings) -> Iterator[Finding]:
    """The rules of one kind of record; most kinds have none beyond those in ``records``."""
    return iter(())


@_own_rules.register
def _approval_rules(record: AccountApproval, around: Surroundings) -> Iterator[Finding]:
    requester = around.person(record.requested_by)
    if requester is not None and requester.kind is not PersonKind.STAFF:
        yield Finding(
            "requested_by", "Accounts for learning are asked for by staff. Is this the right person?"
        )
    if record.decision is Decision.APPROVED and around.supported_before is False:
        text = "The person asking has had no support session yet (Staff 3). Approve all the same?"
        yield Finding("decision", text)
    if record.decision is Decision.TAKEN_BACK and around.open_actions:
        yield Finding("decision", f"{_still_open(around.open_actions)} Take the request back all the same?")
    if record.is_decided:
        otherwise = "neither Head of Department nor senior staff"
        yield from in_role(
            "decided_by", record.decided_on, APPROVER_ROLES, otherwise, around, record.decided_by
        )


@_own_rules.register
def _incident_rules(record: Incident, around: Surroundings) -> Iterator[Finding]:
    if record.is_closed and around.open_actions and not record.closing_reason.strip():
        text = f"{_still_open(around.open_actions)} Finish what is to be done, or say why it can wait."
        yield Finding("closing_reason", text, must_be_mended=True)
    if (
        record.is_closed
        and record.closed_on is None
        and not around.is_import
        and not _was_closed(around.before)
    ):
        yield Finding("closed_on", "No day is given on which it was closed. Is it not known?")
    if record.is_outside and not is_on_staff(record.decided_by, record.decided_on or around.today, around):
        text = "The school decides this (Out 2), and this person was not on its staff that day. Is it right?"
        yield Finding("decided_by", text)
    if _is_put_off(record, around):
        text = "Only an imported incident is to review. Say whether the school acts."
        yield Finding("decision", text, must_be_mended=True)


def _was_closed(before: object) -> bool:
    return isinstance(before, Incident) and before.is_closed


def _is_put_off(record: Incident, around: Surroundings) -> bool:
    """Whether the decision of Out 2 is dodged by "to review", which only an import may say."""
    if record.decision is not OutOfSchoolDecision.TO_REVIEW or around.is_import:
        return False
    before = around.before
    return not (isinstance(before, Incident) and before.decision is OutOfSchoolDecision.TO_REVIEW)


@_own_rules.register
def _support_rules(record: SupportSession, around: Surroundings) -> Iterator[Finding]:
    adviser = around.person(record.adviser_id)
    if adviser is not None and Role.SOCIAL_TEAM not in adviser.roles_on(record.held_on):
        text = "This person was not in the named social team on that day (Staff 3). Is it right?"
        yield Finding("adviser_id", text)


@_own_rules.register
def _referral_rules(record: Referral, around: Surroundings) -> Iterator[Finding]:
    if record.outcome is Outcome.FINISHED and around.open_actions:
        yield Finding("outcome", f"{_still_open(around.open_actions)} Is it finished all the same?")


@_own_rules.register
def _action_rules(record: Action, around: Surroundings) -> Iterator[Finding]:
    owner = around.person(record.owner_id)
    if owner is not None and record.is_open and not owner.is_here(record.due_on or around.today):
        yield Finding("owner_id", "This person will not be at the school on that day. Is it right?")


def _still_open(number: int) -> str:
    return f"{counted(number, 'action')} {'is' if number == 1 else 'are'} still open."


_own_rules.register(AccountReview, review_rules)
_own_rules.register(Acknowledgement, acknowledgement_rules)
_own_rules.register(Attachment, attachment_rules)
_own_rules.register(Contact, contact_rules)
_own_rules.register(Declaration, declaration_rules)
_own_rules.register(Enquiry, enquiry_rules)
_own_rules.register(Exemption, exemption_rules)
_own_rules.register(FilteringReview, filtering_review_rules)
_own_rules.register(Moderation, moderation_rules)
_own_rules.register(MonitoringCheck, check_rules)
_own_rules.register(Project, project_rules)
_own_rules.register(Teaching, teaching_rules)
