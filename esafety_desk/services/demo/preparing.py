"""Projects at the invented school, from the idea to the last day (Staff 7, Pupils 2 and 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any

from esafety_desk.policy.calendar import term_on
from esafety_desk.policy.notice import is_late
from esafety_desk.policy.readiness import APPROVER_ROLES
from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.exemption import Exemption
from esafety_desk.records.people import SENIOR_ROLES
from esafety_desk.records.positive_use import PositiveUse
from esafety_desk.records.project import ParentsNotice, Project, Stage, ToldBy
from esafety_desk.records.school import Term
from esafety_desk.services.demo.cast import id_of
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.exempting import Ending, ending_of, extended, let_through
from esafety_desk.services.demo.following import kept_id
from esafety_desk.services.demo.happening import incident_life
from esafety_desk.services.demo.texts import stories, told
from esafety_desk.services.demo.world import Life, World

_A_TERM = 3
_HOW = {ToldBy.LETTER: 40, ToldBy.EMAIL: 20, ToldBy.APP: 35, ToldBy.MEETING: 5}


class Fate(Enum):
    """What becomes of a project, if it is given the time."""

    FINISHED = auto()
    OVERRIDDEN = auto()
    REFUSED = auto()
    CALLED_OFF = auto()
    ASKED = auto()
    PREPARING = auto()


@dataclass(frozen=True, slots=True)
class Plan:
    """An idea, the day it is asked for, and its days of use where those are fixed."""

    idea: dict[str, Any]
    planned: date
    first_use: date | None = None
    last_use: date | None = None
    fate: Fate = Fate.FINISHED
    ending: Ending = Ending.IN_TIME
    goes_wrong: bool = False
    longer_until: date | None = None


@dataclass(frozen=True, slots=True)
class _Days:
    """The school days on which a project goes on. Parents hear of it, and it is tested, before pupils begin."""

    approved: date
    told: date
    tested: date
    first_use: date
    last_use: date


def projects(world: World, term: Term) -> Iterator[Life]:
    """The projects of one term: most in time, some late, a few refused or called off."""
    dice = world.dice.fork()
    days = (term.ends_on - term.starts_on).days - 40
    for idea in dice.some(told("projects")["ideas"], _A_TERM):
        planned = term.starts_on + timedelta(days=4 + dice.below(max(1, days)))
        fate = dice.weighted({Fate.FINISHED: 84, Fate.REFUSED: 9, Fate.CALLED_OFF: 7})
        late = timedelta(days=dice.number(8, 11)) if dice.chance(20) else None
        first_use = planned + late if late else None
        ending = dice.weighted({Ending.IN_TIME: 70, Ending.LATE: 30})
        yield project_life(world, dice.fork(), Plan(idea, planned, first_use, None, fate, ending))


def project_life(world: World, dice: Dice, plan: Plan) -> Life:
    """Asked for, decided, prepared, begun and finished."""
    yield world.school_day(plan.planned)
    owners = world.cast.supported_on(world.today)
    if owners:
        yield from life_of(world, dice, plan, id_of(dice.pick(owners)))


def life_of(world: World, dice: Dice, plan: Plan, owner: PersonId, enquiry: RecordId | None = None) -> Life:
    """The same, from the day being lived, led by ``owner``; it may have begun as an ``enquiry``."""
    days = _days(world, dice, plan)
    project = _asked(world, plan, days, owner, dice).changed(enquiry_id=enquiry)
    if world.is_history and plan.fate is Fate.FINISHED and not project.needs_exemption:
        ready = _told(_approved(world, project, days.approved, dice), days.told, dice)
        yield days.last_use
        world.keep(ready.changed(stage=Stage.FINISHED))
        return
    project = world.keep(project)
    if plan.fate is Fate.ASKED:
        return
    yield days.approved
    if plan.fate is Fate.REFUSED:
        world.keep(project.changed(stage=Stage.REFUSED, conditions=dice.pick(told("projects")["refusals"])))
        return
    project = world.keep(_approved(world, project, days.approved, dice))
    if plan.fate is Fate.CALLED_OFF:
        yield days.told
        world.keep(project.changed(stage=Stage.CALLED_OFF, conditions=told("projects")["called_off"]))
    elif plan.fate is not Fate.PREPARING:
        yield from _prepared(world, dice, plan, project, days)


def _prepared(world: World, dice: Dice, plan: Plan, project: Project, days: _Days) -> Life:
    """Parents told and the filter opened, then used from the first day to the last."""
    exemption = None
    if project.needs_exemption:
        exemption = let_through(world, dice, project, plan.idea["service"], days.tested)
    if plan.fate is not Fate.OVERRIDDEN:
        yield days.told
        project = world.keep(_told(project, days.told, dice))
    yield days.tested
    if exemption is not None:
        exemption = world.keep(exemption.changed(tested_on=world.today))
    if plan.fate is Fate.OVERRIDDEN:
        yield days.first_use
        project = world.keep(_overridden(world, _told(project, days.first_use, dice)))
    else:
        if days.tested < days.first_use:
            project = world.keep(project.changed(stage=Stage.READY))
            yield days.first_use
        project = world.keep(project.changed(stage=Stage.RUNNING))
    yield from _used(world, dice, plan, project, exemption)


def _used(world: World, dice: Dice, plan: Plan, project: Project, exemption: Exemption | None) -> Life:
    """In use, perhaps with something small going wrong, perhaps for longer than was thought, to the last day."""
    if plan.goes_wrong:
        story, happened = stories()["conduct.use-of-another-s-login"], world.after(3)
        world.begin(incident_life(world, dice.fork(), story, happened, linked_id=kept_id(project)))
    if exemption is not None and plan.longer_until is not None:
        yield project.last_use_on or world.today
        last_use = world.school_day(plan.longer_until)
        exemption = extended(world, dice, exemption, last_use)
        project = world.keep(project.changed(last_use_on=last_use))
    if exemption is not None:
        world.begin(ending_of(world, dice.fork(), exemption, plan.ending))
    yield project.last_use_on or world.today
    world.keep(project.changed(stage=Stage.FINISHED))
    if dice.chance(60):
        entry = dice.pick(told("learning")["from_projects"])
        good = PositiveUse(
            **entry,
            seen_on=world.today,
            aims=project.aims,
            platforms=project.platforms,
            told_by=project.owner_id,
            project_id=kept_id(project),
        )
        world.keep(good)


def _days(world: World, dice: Dice, plan: Plan) -> _Days:
    approved = world.after(dice.number(1, 4))
    parents = world.school_day(approved + timedelta(days=dice.number(1, 3)))
    wanted = plan.first_use or world.today + timedelta(days=dice.number(26, 38))
    first_use = world.school_day(max(wanted, parents + timedelta(days=2)))
    term = term_on(first_use, world.school.terms)
    thought = first_use + timedelta(days=dice.number(7, 25))
    last_use = plan.last_use or (min(thought, term.ends_on) if term else thought)
    return _Days(
        approved=approved,
        told=parents,
        tested=max(parents, min(first_use, world.school_day(first_use - timedelta(days=4)))),
        first_use=first_use,
        last_use=world.school_day(max(last_use, first_use)),
    )


def _asked(world: World, plan: Plan, days: _Days, owner: PersonId, dice: Dice) -> Project:
    idea = {name: value for name, value in plan.idea.items() if name != "service"}
    project = Project(
        **idea,
        owner_id=owner,
        planned_on=world.today,
        first_use_on=days.first_use,
        last_use_on=days.last_use,
        needs_exemption=bool(plan.idea["service"]),
    )
    school = world.school
    will_be_late = is_late(days.approved, days.first_use, school.notice_days, days.approved)
    return (
        project.changed(late_reason=dice.pick(told("projects")["late_reasons"])) if will_be_late else project
    )


def _approved(world: World, project: Project, day: date, dice: Dice) -> Project:
    """Approved on ``day``; technical support hears of it at once."""
    return project.changed(
        approved_by=world.cast.other(dice, APPROVER_ROLES, day, project.owner_id).id,
        approved_on=day,
        conditions=dice.pick(told("projects")["conditions"]),
        technical_request_on=day,
    )


def _told(project: Project, day: date, dice: Dice) -> Project:
    return project.changed(parents_notices=(ParentsNotice(told_on=day, how=dice.weighted(_HOW)),))


def _overridden(world: World, project: Project) -> Project:
    return project.changed(
        stage=Stage.RUNNING,
        override_by=world.cast.holders(SENIOR_ROLES, world.today)[0].id,
        override_on=world.today,
        override_reason=told("projects")["overrides"][0],
    )
