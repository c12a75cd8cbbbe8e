"""How ready a project is, with names, for its page and for the form that is being typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from esafety_desk.policy.notice import spoken_tell_by
from esafety_desk.policy.readiness import (
    ProjectSurroundings,
    State,
    has_valid_override,
    is_ready,
    steps,
)
from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.project import Project
from esafety_desk.records.registers import PROJECTS
from esafety_desk.services.keeping import Work
from esafety_desk.services.surroundings import around_project
from esafety_desk.store import rows
from esafety_desk.store.desk import Desk

_NOBODY = PersonId(0)
_STAND_INS: Mapping[str, Any] = {"title": "–", "owner_id": _NOBODY, "platforms": ("–",)}
_FIRST_ASKS = {
    "ages-fit": ("platforms", "Say which platforms are used."),
    "owner-supported": ("owner_id", "Say who leads it."),
}
_HANGS_ON_DAY = frozenset({"owner-supported", "ages-fit", "technical-support", "exemption", "parents-told"})


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of the strip. ``who`` is a name; ``missing`` says what to do, ``remark`` what is worth knowing."""

    key: str
    title: str
    state: State
    who: str
    on: date | None
    missing: str
    remark: str


@dataclass(frozen=True, slots=True)
class Override:
    """Who let the project begin all the same, when and why; ``is_valid`` where that was senior staff that day."""

    who: str
    on: date | None
    reason: str
    is_valid: bool


@dataclass(frozen=True, slots=True)
class Readiness:
    """The readiness strip. ``notice`` says by when technical support must be told, once the first day is known."""

    steps: tuple[ShownStep, ...]
    is_ready: bool
    override: Override | None = None
    notice: str = ""


def readiness(desk: Desk, project_id: RecordId, today: date) -> Readiness:
    """How ready a kept project is. Raises LookupError."""
    with desk.reading() as connection:
        project = rows.read(connection, PROJECTS, [project_id]).get(project_id)
        if not isinstance(project, Project):
            raise LookupError(f"no project {project_id}")
        around = around_project(connection, project, today)
    return _shown(project, around, frozenset())


def readiness_of_draft(work: Work, draft: Mapping[str, Any]) -> Readiness:
    """How ready the project would be that stands half-typed in a form."""
    project, lacking = _lenient(draft, work.today)
    with work.desk.reading() as connection:
        around = around_project(connection, project, work.today)
    return _shown(project, around, lacking)


def _lenient(draft: Mapping[str, Any], today: date) -> tuple[Project, frozenset[str]]:
    """The project that ``draft`` makes with stand-ins for what cannot be read, and the names of those fields."""
    stand_ins = {**_STAND_INS, "planned_on": today, "first_use_on": today}
    values = {name: value for name, value in draft.items() if name in Project.model_fields}
    try:
        return Project.model_validate(values), frozenset()
    except ValidationError as error:
        wrong = frozenset(str(item["loc"][0]) for item in error.errors() if item["loc"])
    kept = {name: value for name, value in values.items() if name not in wrong}
    replaced = {name: value for name, value in stand_ins.items() if name in wrong}
    return Project.model_validate(kept | replaced), wrong


def _shown(project: Project, around: ProjectSurroundings, lacking: frozenset[str]) -> Readiness:
    taken = steps(project, around)
    shown = tuple(
        ShownStep(
            step.key,
            step.title,
            step.state if not (asked := _first_asked(step.key, step.state, lacking)) else "missing",
            _name(step.who, around),
            step.on if not asked else None,
            asked or step.missing,
            step.remark if not asked else "",
        )
        for step in taken
    )
    override = None
    if project.is_overridden:
        who, on, reason = project.override_by, project.override_on, project.override_reason
        override = Override(_name(who, around), on, reason, has_valid_override(project, around))
    notice = ""
    if "first_use_on" not in lacking:
        notice = spoken_tell_by(project.first_use_on, around.school, around.today)
    return Readiness(shown, is_ready(project, around) and not lacking, override, notice)


def _first_asked(key: str, state: State, lacking: frozenset[str]) -> str:
    """What must be typed before this step can be judged; empty where it can."""
    if state == "waived":
        return ""
    if "first_use_on" in lacking and key in _HANGS_ON_DAY:
        return "Give the first day of use."
    name, asked = _FIRST_ASKS.get(key, ("", ""))
    return asked if name in lacking else ""


def _name(person_id: PersonId | None, around: ProjectSurroundings) -> str:
    person = None if person_id is None else around.people.get(person_id)
    return person.full_name if person is not None else ""
