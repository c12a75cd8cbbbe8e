"""When a project is ready to begin: six steps, each with who, when and what is missing.

Sources: policy, Staff 3, 5 and 7, Pupils 1, 2 and 4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from esafety_desk.policy.ages import ages_missing
from esafety_desk.policy.dates import ONE_DAY, months_after
from esafety_desk.policy.notice import is_late, notice_given, tell_by
from esafety_desk.policy.wording import counted, listed, spoken
from esafety_desk.records.base import PersonId
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.people import SENIOR_ROLES, Person, Role
from esafety_desk.records.platform import Platform
from esafety_desk.records.project import Project
from esafety_desk.records.school import School
from esafety_desk.records.words import Words

APPROVER_ROLES = SENIOR_ROLES | {Role.HEAD_OF_DEPARTMENT}
"""Who may approve an account or a project. Source: policy, Staff 5 and Pupils 2."""
AUTHORISER_ROLES = SENIOR_ROLES | {Role.ESAFETY_LEADER, Role.COMPUTING_LEADER}
"""Who may let a service through the filter. Source: policy, Pupils 4."""

State = Literal["done", "missing", "waived"]


@dataclass(frozen=True, slots=True)
class ProjectSurroundings:
    """What a project's readiness hangs on beside the project itself.

    ``people`` holds at least those the project and its exemptions name; ``sessions`` are the days on which
    its owner had a support session; ``platforms`` are those with age rules, by code; ``exemptions`` those
    made for this project.
    """

    people: Mapping[PersonId, Person]
    school: School
    today: date
    sessions: tuple[date, ...] = ()
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    exemptions: tuple[Exemption, ...] = ()
    words: Words = field(default_factory=lambda: Words(()))

    def held(self, person_id: PersonId | None, day: date | None, roles: frozenset[Role]) -> bool:
        """Whether this person held one of ``roles`` on ``day``, which has come."""
        person = None if person_id is None else self.people.get(person_id)
        if person is None or day is None or day > self.today:
            return False
        return bool(person.roles_on(day) & roles)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the readiness strip. ``missing`` says what to do; ``remark`` what is worth knowing of a done one."""

    key: str
    title: str
    state: State
    who: PersonId | None = None
    on: date | None = None
    missing: str = ""
    remark: str = ""

    @property
    def is_settled(self) -> bool:
        return self.state != "missing"


def steps(project: Project, around: ProjectSurroundings) -> tuple[Step, ...]:
    """The steps of ``project`` in the order they are taken."""
    return tuple(step(project, around) for step in _STEPS)


def is_ready(project: Project, around: ProjectSurroundings) -> bool:
    """Whether pupils may begin: every step done or waived, or a valid word of senior staff."""
    return has_valid_override(project, around) or all(step.is_settled for step in steps(project, around))


def has_valid_override(project: Project, around: ProjectSurroundings) -> bool:
    """Whether someone who was senior staff on that day let the project begin all the same, with a reason."""
    has_reason = bool(project.override_reason.strip())
    return has_reason and around.held(project.override_by, project.override_on, SENIOR_ROLES)


def missing_steps(project: Project, around: ProjectSurroundings) -> tuple[Step, ...]:
    """The steps that are neither done nor waived."""
    return tuple(step for step in steps(project, around) if not step.is_settled)


def spoken_missing(project: Project, around: ProjectSurroundings) -> str:
    """The missing steps in a phrase: "approved, parents told"."""
    return listed([step.title.lower() for step in missing_steps(project, around)])


def _approved(project: Project, around: ProjectSurroundings) -> Step:
    who, on = project.approved_by, project.approved_on
    if who is None or on is None:
        missing = "A Head of Department or senior staff must approve it."
    elif who == project.owner_id:
        missing = "Nobody may approve their own project."
    elif not around.held(who, on, APPROVER_ROLES):
        day = spoken(on, around.today)
        missing = f"On {day} this person was neither Head of Department nor senior staff."
    else:
        return Step("approved", "Approved", "done", who, on)
    return Step("approved", "Approved", "missing", who, on, missing)


def _owner_supported(project: Project, around: ProjectSurroundings) -> Step:
    months = around.school.support_valid_months
    earliest = months_after(project.first_use_on, -months)
    held = [day for day in around.sessions if day <= min(project.first_use_on, around.today)]
    latest = max(held, default=None)
    if latest is not None and latest >= earliest:
        return Step("owner-supported", "Owner supported", "done", project.owner_id, latest)
    missing = (
        f"The last support session, {spoken(latest, around.today)}, is more than "
        f"{counted(months, 'month')} before the first day."
        if latest is not None
        else "Whoever leads it has had no support session yet."
    )
    return Step("owner-supported", "Owner supported", "missing", project.owner_id, latest, missing)


def _ages_fit(project: Project, around: ProjectSurroundings) -> Step:
    missing = ages_missing(project, around.platforms, around.words)
    return Step("ages-fit", "Ages fit", "missing" if missing else "done", missing=missing)


def _technical_support(project: Project, around: ProjectSurroundings) -> Step:
    told, notice = project.technical_request_on, around.school.notice_days
    title = "Technical support told in time"
    if told is None or told > around.today:
        by = spoken(tell_by(project.first_use_on, notice), around.today)
        return Step("technical-support", title, "missing", missing=f"Tell technical support by {by}.")
    if not is_late(told, project.first_use_on, notice, around.today):
        return Step("technical-support", title, "done", on=told)
    given = notice_given(told, project.first_use_on)
    late = f"{counted(given, 'day')} of notice" if given >= 0 else "Told after the first day"
    if not project.late_reason.strip():
        missing = f"{late}: say why it was short."
        return Step("technical-support", title, "missing", on=told, missing=missing)
    return Step("technical-support", title, "done", on=told, remark=f"{late}, late, with a reason.")


def _exemption(project: Project, around: ProjectSurroundings) -> Step:
    title = "Exemption in place and tested"
    if not project.needs_exemption:
        return Step("exemption", title, "waived", remark="Not needed.")
    valid = [item for item in around.exemptions if _is_authorised(item, around)]
    if not valid:
        refused = any(item.state is ExemptionState.REFUSED for item in around.exemptions)
        said = "The exemption was refused." if refused else "There is no authorised exemption for it yet."
        return Step("exemption", title, "missing", missing=said)
    last = _last_day_needed(project, around.today)
    end = _in_force_until(valid, project.first_use_on)
    first = next((item for item in valid if _covers(item, project.first_use_on)), valid[0])
    who, on = first.authorised_by, first.tested_on
    if end is None:
        missing = "No exemption is in force on the first day of use."
    elif end < last:
        missing = f"The exemption ends {spoken(end, around.today)}, before the last day of use."
    elif not _is_tested(valid, project.first_use_on, around.today):
        missing = "The exemption must be tested before the first use."
    else:
        return Step("exemption", title, "done", who, on)
    return Step("exemption", title, "missing", who, on, missing)


def _is_authorised(item: Exemption, around: ProjectSurroundings) -> bool:
    return item.is_authorised and around.held(item.authorised_by, item.authorised_on, AUTHORISER_ROLES)


def _last_day_needed(project: Project, today: date) -> date:
    """The last day of use; where none is given, today for as long as the project goes on."""
    if project.last_use_on is not None:
        return project.last_use_on
    return project.first_use_on if project.is_over else max(project.first_use_on, today)


def _last_day_in_force(item: Exemption) -> date:
    """The last day on which it lets through: its end, or the day its removal was confirmed if that is earlier."""
    removed = item.removed_on if item.state is ExemptionState.REMOVED else None
    return min(item.ends_on or date.max, removed or date.max)


def _covers(item: Exemption, day: date) -> bool:
    return item.starts_on <= day <= _last_day_in_force(item)


def _in_force_until(items: list[Exemption], first: date) -> date | None:
    """The last of the days from ``first`` on without a gap, one exemption after the other; None where none holds."""
    end: date | None = None
    for item in sorted(items, key=lambda item: item.starts_on):
        wanted = first if end is None else (end + ONE_DAY if end < date.max else end)
        if _covers(item, wanted):
            end = _last_day_in_force(item)
    return end


def _is_tested(items: list[Exemption], first: date, today: date) -> bool:
    return any(
        item.tested_on is not None and item.tested_on <= min(first, today)
        for item in items
        if _covers(item, first)
    )


def _parents_told(project: Project, around: ProjectSurroundings) -> Step:
    told = [notice.told_on for notice in project.parents_notices if notice.told_on <= around.today]
    on = min(told, default=None)
    if on is not None and on < project.first_use_on:
        return Step("parents-told", "Parents told", "done", on=on)
    missing = (
        "Parents were told only when it had begun."
        if on is not None
        else f"Tell parents how and when it runs, before {spoken(project.first_use_on, around.today)}."
    )
    return Step("parents-told", "Parents told", "missing", on=on, missing=missing)


_STEPS: tuple[Callable[[Project, ProjectSurroundings], Step], ...] = (
    _approved,
    _owner_supported,
    _ages_fit,
    _technical_support,
    _exemption,
    _parents_told,
)
