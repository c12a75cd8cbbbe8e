"""One whole record of every register, and the person ids they point to."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.base import Record
from esafety_desk.records.incident import (
    Ground,
    Incident,
    Involved,
    InvolvedAs,
    OutOfSchoolDecision,
    Whereabouts,
)
from esafety_desk.records.note import Note
from esafety_desk.records.people import ExternalId, Guardian, Person, PersonKind, Role, RoleHeld, YearGroup
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.school import School, Term
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.store.unit import Unit
from tests.records import clause_examples

DAY = date(2026, 11, 19)
EARLIER = date(2026, 11, 12)


def records(
    someone: int = 7, another: int = 8, about: int = 9, approval: int = 10, account: int = 11
) -> dict[str, Record]:
    """A whole record of each register by its name, with every field filled that can be."""
    return {
        **clause_examples.staff_records(someone, another, approval),
        **clause_examples.account_records(someone, another, account),
        **clause_examples.school_records(someone, about),
        "people": Person(
            kind=PersonKind.PUPIL,
            given_name="Thảo",
            family_name="Nguyễn",
            known_as="T",
            year_group=YearGroup.YEAR_5,
            class_name="5B",
            birth_date=date(2016, 12, 31),
            joined_on=EARLIER,
            left_on=DAY,
            roles=(RoleHeld(role=Role.SLT, since=EARLIER, until=DAY), RoleHeld(role=Role.DSL, since=DAY)),
            guardians=(Guardian(person_id=someone, relation="mother"),),
            external_ids=(ExternalId(source="SIMS", number="0042"),),
        ),
        "support-sessions": SupportSession(
            held_on=EARLIER,
            adviser_id=someone,
            attendees=(Attendee(person_id=another, confidence_before=2, confidence_after=4),),
            platforms=("whatsapp", "My own forum"),
            settings_covered=("who-can-see",),
            advice="Close old accounts.",
            follow_up_on=DAY,
            followed_up_on=DAY,
            to_review=True,
            people_as_written="Mrs Dunn",
        ),
        "approvals": AccountApproval(
            requested_by=someone,
            requested_on=EARLIER,
            platform="padlet",
            account_name="Class 5B",
            purpose="Poems",
            decision=Decision.APPROVED,
            decided_by=another,
            decided_on=DAY,
            conditions="Comments off.",
            review_on=date(2027, 11, 19),
        ),
        "incidents": Incident(
            kind="conduct.online-bullying",
            summary="Unkind messages",
            happened_on=EARLIER,
            happened_at="16:30",
            whereabouts=Whereabouts.OUTSIDE,
            platforms=("whatsapp",),
            people=(
                Involved(person_id=someone, involved_as=InvolvedAs.TARGET),
                Involved(person_id=another, involved_as=InvolvedAs.WITNESS),
            ),
            account="A screenshot was shown.",
            identity_targeted=("disability",),
            reported_on=DAY,
            owner_id=another,
            policies_applied=("behaviour",),
            urgent_action="Rang home.",
            urgent_action_on=DAY,
            decision=OutOfSchoolDecision.ACTS,
            grounds=(Ground.THREAT, Ground.SAFE_RUNNING),
            rationale="A child was threatened.",
            decided_by=another,
            decided_on=DAY,
        ),
        "referrals": Referral(
            about_id=about,
            to=ReferredTo.POLICE,
            referred_on=EARLIER,
            reason="Threats.",
            their_reference="CR/1",
            reply_due=DAY,
            replied_on=DAY,
            outcome="advice",
            reply="Keep the phone.",
        ),
        "actions": Action(about_id=about, what="Ring home", owner_id=someone, due_on=DAY, done_on=DAY),
        "notes": Note(about_id=about, dated=DAY, kind="opinion", text="Said in anger.", source="A parent"),
        "school": School(
            name="Willowmere",
            roll=210,
            terms=(
                Term(
                    name="Autumn 2026",
                    starts_on=date(2026, 9, 1),
                    ends_on=date(2026, 12, 18),
                    break_from=date(2026, 10, 26),
                    break_until=date(2026, 10, 30),
                ),
            ),
        ),
    }


def parents(unit: Unit, someone: int, another: int) -> tuple[int, int]:
    """An approval and an official account kept for other records to belong to; their ids."""
    whole = records(someone, another, someone)
    kept = [unit.add(whole[name]).id for name in ("approvals", "official-accounts")]
    return kept[0] or 0, kept[1] or 0
