"""One desk with everything a paper could be made from, written by people who name names everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from esafety_desk.records.account_review import AccountReview
from esafety_desk.records.action import Action
from esafety_desk.records.aims import Aim
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.base import Record
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.incident import Incident, Involved, InvolvedAs, OutOfSchoolDecision
from esafety_desk.records.note import Note, NoteKind
from esafety_desk.records.people import Person, PersonKind, Role, RoleHeld, YearGroup
from esafety_desk.records.platform import AgeRule, Basis, Platform
from esafety_desk.records.positive_use import PositiveUse
from esafety_desk.records.project import Project
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from tests.conftest import TODAY

R = TypeVar("R", bound=Record)
SECRET = "Wombatcanary"
"""What a restricted referral says: it stands in no paper."""
OTHERS = ("Nguyễn", "Nguyen", "Thảo", "Thao", "Tao", "O’Brien", "O'Brien", "Siân", "Sian", "Farah")
"""Every way in which the texts of this desk name somebody else than Amelia Khan."""


@dataclass(frozen=True)
class Cast:
    """What the desk holds, by what it is."""

    amelia: Person
    thao: Person
    mother: Person
    teacher: Person
    project: Project
    approval: AccountApproval
    exemption: Exemption
    removed: Exemption
    incident: Incident
    referral: Referral
    session: SupportSession
    review: AccountReview


def made_from(cast: Cast) -> dict[str, str]:
    """For each paper a record it can be made from."""
    return {
        "parents-letter": cast.project.reference,
        "technical-request": cast.project.reference,
        "approval-sheet": cast.approval.reference,
        "exemption-certificate": cast.exemption.reference,
        "removal-confirmation": cast.removed.reference,
        "bullying-referral": cast.referral.reference,
        "incident-summary": cast.incident.reference,
        "chronology": cast.amelia.reference,
        "access-pack": cast.amelia.reference,
        "transfer-pack": cast.amelia.reference,
        "review-record": cast.review.reference,
        "session-handout": cast.session.reference,
    }


def save(work: Work, record: R, *confirmed: str) -> R:
    return keeping.save(work, record, confirmed=frozenset(confirmed)).record


def person(work: Work, given: str, family: str, kind: PersonKind, **values: Any) -> Person:
    return save(work, Person(kind=kind, given_name=given, family_name=family, **values))


def hostile(work: Work) -> Cast:
    """Names in every text, in every spelling; a restricted referral; a note of three thousand words."""
    amelia = person(work, "Amelia", "Khan", PersonKind.PUPIL, year_group=YearGroup.YEAR_5, class_name="5B")
    thao = person(
        work, "Thảo", "Nguyễn-O'Brien", PersonKind.PUPIL, known_as="Tao", year_group=YearGroup.YEAR_5
    )
    mother = person(work, "Farah", "Khan", PersonKind.PARENT)
    long_named = person(work, "Wilhelmina" * 20, "", PersonKind.PUPIL)
    held = (RoleHeld(role=Role.HEAD, since=date(2025, 9, 1)),)
    head = person(work, "Oluwaseun", "Adeyemi", PersonKind.STAFF, roles=held)
    teacher = person(work, "Siân", "O’Brien", PersonKind.STAFF)
    incident = _incident(work, amelia, thao, long_named, teacher, head)
    referral = _hang_on(work, incident, amelia, teacher)
    project, approval, exemption, removed = _project(work, teacher, head)
    attendees = (Attendee(person_id=teacher.id), Attendee(person_id=head.id))
    advice = "Siân should close the old account; Oluwaseun Adeyemi agreed."
    session = save(work, SupportSession(held_on=TODAY, adviser_id=2, attendees=attendees, advice=advice))
    reviewed = {"reviewed_on": TODAY, "reviewer_id": head.id, "outcome": "goes-on"}
    review = save(work, AccountReview(about_id=approval.id, **reviewed))
    evidence = "Thảo’s class wrote twice as much; Mrs O'Brien counted."
    save(work, PositiveUse(seen_on=TODAY, title="Tao spoke up", aims=(Aim.STANDARDS,), evidence=evidence))
    asked = (project, approval, exemption, removed)
    return Cast(amelia, thao, mother, teacher, *asked, incident, referral, session, review)


def _incident(
    work: Work, amelia: Person, thao: Person, long_named: Person, teacher: Person, head: Person
) -> Incident:
    people = (
        Involved(person_id=amelia.id, involved_as=InvolvedAs.TARGET),
        Involved(person_id=thao.id, involved_as=InvolvedAs.INSTIGATOR),
        Involved(person_id=long_named.id, involved_as=InvolvedAs.WITNESS),
        Involved(person_id=teacher.id, involved_as=InvolvedAs.REPORTER),
    )
    values: dict[str, Any] = {
        "kind": "conduct.online-bullying",
        "summary": "Thảo’s messages about Amelia in the class chat",
        "account": "Thao Nguyen-O’Brien wrote to Amelia. TAO laughed. T. Nguyễn-O'Brien's mother rang Ms O'Brien.",
        "urgent_action": "Mrs Khan was rung, and Siân spoke with Nguyễn.",
        "urgent_action_on": TODAY,
        "rationale": "Tao comes near Amelia on the bus.",
    }
    record = Incident(
        **values, people=people, whereabouts="outside", happened_on=TODAY - timedelta(days=2), reported_on=TODAY,
        owner_id=2, decision=OutOfSchoolDecision.ACTS, grounds=("threat",), decided_by=head.id, decided_on=TODAY,
    )  # fmt: skip
    return save(work, record)


def _hang_on(work: Work, incident: Incident, amelia: Person, teacher: Person) -> Referral:
    save(
        work,
        Note(
            about_id=incident.id, dated=TODAY, text="Thảo said sorry. " + "word " * 3_000, source="Ms O’Brien"
        ),
    )
    save(work, Note(about_id=amelia.id, dated=TODAY, text="Slept well, says Farah.", kind=NoteKind.OPINION))
    action = {"about_id": incident.id, "owner_id": teacher.id, "due_on": TODAY + timedelta(days=3)}
    save(work, Action(what="Speak with Thảo and her mother", **action))
    for to in (ReferredTo.LEGAL, ReferredTo.HR):
        reason = SECRET if to is ReferredTo.LEGAL else ""
        restricted = save(work, Referral(about_id=incident.id, to=to, referred_on=TODAY, reason=reason))
        save(work, Note(about_id=restricted.id, dated=TODAY, text=f"{SECRET} about Amelia Khan"))
        save(work, Action(about_id=restricted.id, what=f"{SECRET} for Amelia Khan", due_on=TODAY))
    asked = {
        "reason": "Please meet Thảo.",
        "impact": "Amelia keeps away from Tao.",
        "childs_wishes": "A new seat.",
    }
    return save(work, Referral(about_id=incident.id, to=ReferredTo.ANTI_BULLYING, referred_on=TODAY, **asked))


def _project(
    work: Work, teacher: Person, head: Person
) -> tuple[Project, AccountApproval, Exemption, Exemption]:
    rule = AgeRule(
        effective_from=date(2020, 1, 1), minimum_age=13, basis=Basis.TERMS, source="Terms", checked_on=TODAY
    )
    save(work, Platform(platform="class-blog", age_rules=(rule,), check_again_on=TODAY + timedelta(days=90)))
    first = TODAY + timedelta(days=9)
    project = Project(
        title="River blog", owner_id=teacher.id, platforms=("class-blog",), year_groups=(YearGroup.YEAR_5,),
        purpose="Pairs write about the river.", planned_on=TODAY, first_use_on=first, approved_by=head.id,
        approved_on=TODAY, technical_request_on=TODAY, late_reason="The river is high only now.",
    )  # fmt: skip
    kept = save(work, project, *Project.model_fields)
    approval = AccountApproval(
        requested_by=teacher.id, requested_on=TODAY, platform="class-blog", account_name="River Five",
        purpose="Writing together", decision=Decision.APPROVED, decided_by=head.id, decided_on=TODAY,
    )  # fmt: skip
    given: dict[str, Any] = {
        "service": "river.example", "for_whom": "Year 5", "reason": "Research", "project_id": kept.id,
        "authorised_by": head.id, "authorised_on": TODAY, "starts_on": TODAY,
    }  # fmt: skip
    exemption = Exemption(**given, state=ExemptionState.IN_FORCE, ends_on=first + timedelta(days=20))
    gone = {"state": ExemptionState.REMOVED, "removed_on": TODAY, "removed_by": head.id}
    removed = save(work, Exemption(**given, **gone, ends_on=TODAY))
    return kept, save(work, approval, "decision", "requested_by"), save(work, exemption), removed
