"""Which form does a missing step of a project's readiness, filled in with what is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.people import Role
from esafety_desk.records.platform import Platform
from esafety_desk.records.project import Project, Stage, ToldBy
from esafety_desk.records.registers import EXEMPTIONS, PLATFORMS
from esafety_desk.services import keeping, listing, naming
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from esafety_desk.ui.registers.carrying_on import ask_exemption
from esafety_desk.ui.registers.requests import FormRequest

_ALIVE = (ExemptionState.ASKED, ExemptionState.IN_FORCE)


def form_for(key: str, project_id: int, work: Work) -> FormRequest:
    """On the store thread: the form for the step ``key``. Raises LookupError."""
    project = keeping.load(work, "projects", project_id)
    assert isinstance(project, Project)
    return _FORMS[key](work, project)


def _change(project: Project, focus: str, **values: Any) -> FormRequest:
    return FormRequest("projects", values, record_id=project.id, focus=focus)


def _approve(work: Work, project: Project) -> FormRequest:
    return _change(project, "approved_by", approved_on=project.approved_on or work.today)


def _support(work: Work, project: Project) -> FormRequest:
    """A support session for whoever leads the project, on its platforms."""
    values = {"attendees": ({"person_id": project.owner_id},), "platforms": project.platforms}
    return FormRequest(
        "support-sessions",
        values | _adviser(work),
        about=f"For {project.reference} · {project.title}",
        origin=project.id,
        focus="adviser_id",
    )


def _adviser(work: Work) -> dict[str, Any]:
    """The leader advises where the leader is of the social team."""
    leader = naming.leader_on(work.desk, work.today)
    person = keeping.load(work, "people", leader) if leader is not None else None
    is_adviser = person is not None and Role.SOCIAL_TEAM in person.roles_on(work.today)
    return {"adviser_id": leader} if is_adviser else {}


def _ages(work: Work, project: Project) -> FormRequest:
    """An age rule where a platform has none; else the project's own year groups and platforms."""
    known = {platform.platform: platform for platform in _kept(work, PLATFORMS, Platform)}
    for code in project.platforms:
        about = f"For {project.reference} · {project.title}"
        if code not in known:
            rules = ({"effective_from": None, "checked_on": work.today},)
            return FormRequest(
                "platforms",
                {"platform": code, "age_rules": rules},
                about=about,
                origin=project.id,
                focus="age_rules",
            )
        if known[code].rule_on(project.first_use_on) is None:
            return FormRequest("platforms", record_id=known[code].id, focus="age_rules")
    return _change(project, "year_groups")


def _tell_technical_support(work: Work, project: Project) -> FormRequest:
    if project.technical_request_on is not None:
        return _change(project, "late_reason")
    return _change(project, "technical_request_on", technical_request_on=work.today)


def _exempt(work: Work, project: Project) -> FormRequest:
    """The exemption that was asked for, or in force and untested; a new one where there is none."""
    mine = [item for item in _kept(work, EXEMPTIONS, Exemption) if item.project_id == project.id]
    alive = [item for item in mine if item.state in _ALIVE]
    for item in alive:
        if item.state is ExemptionState.ASKED:
            values = {"state": ExemptionState.IN_FORCE, "authorised_on": work.today}
            return FormRequest("exemptions", values, record_id=item.id, focus="authorised_by")
        if item.tested_on is None:
            return FormRequest("exemptions", {"tested_on": work.today}, record_id=item.id, focus="tested_on")
    if alive:
        return FormRequest("exemptions", record_id=alive[0].id, focus="starts_on")
    return ask_exemption(work, project)


def _tell_parents(work: Work, project: Project) -> FormRequest:
    told = (*project.parents_notices, {"told_on": work.today, "how": ToldBy.LETTER})
    return _change(project, "parents_notices", parents_notices=told)


def _ready(work: Work, project: Project) -> FormRequest:
    return _change(project, "stage", stage=Stage.READY)


def _override(work: Work, project: Project) -> FormRequest:
    return _change(project, "override_by", override_on=project.override_on or work.today)


def _kept(work: Work, register: Any, record: type[Any]) -> list[Any]:
    return [item for item in listing.records(work.desk, ListQuery(register)) if isinstance(item, record)]


_FORMS: dict[str, Callable[[Work, Project], FormRequest]] = {
    "approved": _approve,
    "owner-supported": _support,
    "ages-fit": _ages,
    "technical-support": _tell_technical_support,
    "exemption": _exempt,
    "parents-told": _tell_parents,
    "ready": _ready,
    "override": _override,
}
