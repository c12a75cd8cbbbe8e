"""An invented school for the rules: a few people with roles that change, and records that are in order."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from esafety_desk.policy.calendar import suggested_terms
from esafety_desk.policy.holdings import Holdings
from esafety_desk.policy.readiness import ProjectSurroundings
from esafety_desk.policy.rules import Findings, Surroundings, findings
from esafety_desk.policy.scorecard import JUDGES
from esafety_desk.policy.verdicts import Verdict
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.base import PersonId, Record, RecordId
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.incident import Incident, Whereabouts
from esafety_desk.records.official_account import MonitoringCheck, OfficialAccount
from esafety_desk.records.people import Person, PersonKind, Role, RoleHeld, YearGroup
from esafety_desk.records.platform import AgeRule, Basis, Platform
from esafety_desk.records.project import ParentsNotice, Project, ToldBy
from esafety_desk.records.registers import register_of
from esafety_desk.records.school import School
from esafety_desk.records.words import Word, Words

R = TypeVar("R", bound=Record)

TODAY = date(2026, 11, 19)
FIRST_USE = date(2026, 11, 30)
SCHOOL = School(name="A school", terms=(*suggested_terms(2025), *suggested_terms(2026)))
TEACHER, HEAD, OLD_HEAD, LEADER, DSL, PARENT, PUPIL, HOD = (PersonId(n) for n in range(1, 9))
TOPICS = Words([Word("teaching-topics", code, code.title()) for code in ("privacy", "passwords")])


def person(number: PersonId, kind: PersonKind = PersonKind.STAFF, **fields: Any) -> Person:
    return Person.model_validate({"id": number, "kind": kind, "given_name": "Zofia", **fields})


def in_role(role: Role, since: date = date(2025, 9, 1), until: date | None = None) -> dict[str, Any]:
    return {"roles": (RoleHeld(role=role, since=since, until=until),)}


PEOPLE = {
    TEACHER: person(TEACHER),
    HEAD: person(HEAD, **in_role(Role.HEAD, date(2026, 9, 1))),
    OLD_HEAD: person(OLD_HEAD, left_on=date(2026, 8, 31), **in_role(Role.HEAD, date(2020, 9, 1))),
    LEADER: person(LEADER, **in_role(Role.ESAFETY_LEADER)),
    DSL: person(DSL, **in_role(Role.DSL)),
    PARENT: person(PARENT, PersonKind.PARENT),
    PUPIL: person(PUPIL, PersonKind.PUPIL),
    HOD: person(HOD, **in_role(Role.HEAD_OF_DEPARTMENT)),
}


def made(record_type: type[R], usual: dict[str, Any], fields: dict[str, Any]) -> R:
    return record_type.model_validate(usual | fields)


def project(**fields: Any) -> Project:
    """A project with every step done."""
    usual = {
        "id": RecordId(40),
        "reference": "PRJ-2026-001",
        "title": "Poems for the class blog",
        "owner_id": TEACHER,
        "platforms": ("class-blog",),
        "year_groups": (YearGroup.YEAR_5, YearGroup.YEAR_6),
        "planned_on": date(2026, 10, 5),
        "first_use_on": FIRST_USE,
        "last_use_on": date(2026, 12, 11),
        "approved_by": HEAD,
        "approved_on": date(2026, 10, 9),
        "technical_request_on": date(2026, 11, 13),
        "needs_exemption": True,
        "parents_notices": (ParentsNotice(told_on=date(2026, 11, 16), how=ToldBy.LETTER),),
    }
    return made(Project, usual, fields)


def exemption(**fields: Any) -> Exemption:
    """An exemption in force for that project, tested."""
    usual = {
        "id": RecordId(50),
        "reference": "EXM-2026-001",
        "service": "blog.example",
        "for_whom": "Year 5 and 6",
        "reason": "The class writes poems there.",
        "project_id": RecordId(40),
        "state": ExemptionState.IN_FORCE,
        "authorised_by": LEADER,
        "authorised_on": date(2026, 11, 2),
        "starts_on": date(2026, 11, 16),
        "ends_on": date(2026, 12, 18),
        "tested_on": date(2026, 11, 17),
    }
    return made(Exemption, usual, fields)


def platform(*rules: AgeRule, code: str = "class-blog", **fields: Any) -> Platform:
    usual = {"id": RecordId(60), "platform": code, "age_rules": rules or (age_rule(5),)}
    return made(Platform, usual | {"check_again_on": date(2027, 3, 1)}, fields)


def age_rule(least: int, since: date = date(2020, 1, 1)) -> AgeRule:
    return AgeRule(
        effective_from=since,
        minimum_age=least,
        basis=Basis.TERMS,
        source="Terms of use",
        checked_on=date(2026, 9, 1),
    )


def around(**fields: Any) -> ProjectSurroundings:
    """What that project hangs on, all in order."""
    usual: dict[str, Any] = {
        "people": PEOPLE,
        "school": SCHOOL,
        "today": TODAY,
        "sessions": (date(2026, 9, 16),),
        "platforms": {"class-blog": platform()},
        "exemptions": (exemption(),),
    }
    return ProjectSurroundings(**(usual | fields))


def approval(**fields: Any) -> AccountApproval:
    usual = {
        "id": RecordId(20),
        "requested_by": TEACHER,
        "requested_on": date(2026, 10, 1),
        "platform": "padlet",
        "purpose": "Poems",
        "decision": Decision.APPROVED,
        "decided_by": HOD,
        "decided_on": date(2026, 10, 5),
        "review_on": date(2027, 10, 5),
    }
    return made(AccountApproval, usual, fields)


def incident(**fields: Any) -> Incident:
    usual = {
        "id": RecordId(30),
        "kind": "conduct.online-bullying",
        "summary": "Unkind messages",
        "reported_on": date(2026, 11, 9),
        "whereabouts": Whereabouts.IN_SCHOOL,
    }
    return made(Incident, usual, fields)


def account(**fields: Any) -> OfficialAccount:
    usual = {
        "id": RecordId(70),
        "reference": "OFF-2026-001",
        "platform": "facebook",
        "name": "Willowmere Primary",
        "owner_id": LEADER,
        "second_administrator": HEAD,
        "external_monitor": "The neighbouring school",
        "opened_on": date(2026, 9, 1),
    }
    return made(OfficialAccount, usual, fields)


def check(**fields: Any) -> MonitoringCheck:
    usual = {
        "account_id": RecordId(70),
        "checked_on": date(2026, 11, 12),
        "checked_by": DSL,
        "sample_size": 20,
        "photo_permissions_checked": True,
    }
    return made(MonitoringCheck, usual, fields)


def judged(ref: str, *records: Record, **fields: Any) -> Verdict:
    """How the clause ``ref`` stands where the desk holds these ``records`` alone."""
    kept: dict[str, tuple[Record, ...]] = {}
    for record in records:
        name = register_of(record).name
        kept[name] = (*kept.get(name, ()), record)
    usual: dict[str, Any] = {"school": SCHOOL, "today": TODAY, "people": PEOPLE, "records": kept}
    return JUDGES[ref](Holdings(**(usual | fields)))


def found(record: Record, **fields: Any) -> Findings:
    """What the rules say of ``record`` among these people."""
    usual: dict[str, Any] = {"people": PEOPLE, "school": SCHOOL, "today": TODAY}
    if isinstance(record, Project):
        usual["project"] = around()
    return findings(record, Surroundings(**(usual | fields)))
