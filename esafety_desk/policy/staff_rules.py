"""Rules of what staff ask, declare and read, and of what they teach. Sources: policy, Staff 1, 2, 4 and 8, Pupils 1."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.policy.surroundings import Finding, Surroundings, is_on_staff
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.declaration import Connection, Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.people import PersonKind
from esafety_desk.records.teaching import Teaching

_NOT_ON_STAFF = "This person was not on the staff on that day. Is it right?"


def enquiry_rules(record: Enquiry, around: Surroundings) -> Iterator[Finding]:
    """Anyone may ask; who had left by then is most likely the wrong person."""
    person = around.person(record.asked_by)
    if person is not None and not person.is_here(record.asked_on):
        yield Finding("asked_by", "This person was not at the school on that day. Is it right?")


def acknowledgement_rules(record: Acknowledgement, around: Surroundings) -> Iterator[Finding]:
    """Staff answer for the terms; a governor may have read the policy too."""
    if not is_on_staff(record.person_id, record.seen_on, around):
        yield Finding("person_id", _NOT_ON_STAFF)


def declaration_rules(record: Declaration, around: Surroundings) -> Iterator[Finding]:
    """Only staff declare a link, and it is one with a pupil or a parent."""
    if not is_on_staff(record.person_id, record.declared_on, around):
        text = (
            "Links are declared by staff, and this person was not on the staff that day. Choose someone else."
        )
        yield Finding("person_id", text, must_be_mended=True)
    other = around.person(record.connected_to)
    if other is None:
        return
    if other.kind not in (PersonKind.PUPIL, PersonKind.PARENT):
        yield Finding("connected_to", "This is neither a pupil nor a parent. Is it the right person?")
    elif record.connection is Connection.PARENT and other.kind is not PersonKind.PARENT:
        yield Finding("connected_to", "This is not a parent or carer. Is it the right person?")


def teaching_rules(record: Teaching, around: Surroundings) -> Iterator[Finding]:
    """Lessons are given by those on the staff; a visitor is asked about once."""
    if not is_on_staff(record.taught_by, record.taught_on, around):
        yield Finding("taught_by", _NOT_ON_STAFF)


def filtering_review_rules(record: FilteringReview, around: Surroundings) -> Iterator[Finding]:
    """Filtering is looked at by the school itself."""
    if not is_on_staff(record.reviewer_id, record.reviewed_on, around):
        yield Finding("reviewer_id", _NOT_ON_STAFF)
