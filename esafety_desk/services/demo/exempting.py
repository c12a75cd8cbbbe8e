"""Exemptions from the filter at the invented school, from the request to the day they are gone (Pupils 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any

from esafety_desk.policy.readiness import AUTHORISER_ROLES
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.people import Role, YearGroup
from esafety_desk.records.project import Project
from esafety_desk.services.demo.cast import id_of
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.following import kept_id
from esafety_desk.services.demo.texts import told
from esafety_desk.services.demo.world import Life, World

_REMOVERS = {Role.TECHNICAL_SUPPORT, Role.ESAFETY_LEADER, Role.COMPUTING_LEADER}


class Ending(Enum):
    """How an exemption ends."""

    IN_TIME = auto()
    LATE = auto()
    UNCONFIRMED = auto()


def let_through(world: World, dice: Dice, project: Project, service: str, opens: date) -> Exemption:
    """What a project needs, authorised on the day being lived, for as long as it is thought to run."""
    asked = Exemption(
        service=service,
        for_whom=", ".join(YearGroup(group).label for group in project.year_groups),
        reason=f"Needed for the project “{project.title}”.",
        risk=dice.pick(told("projects")["risks"]),
        project_id=kept_id(project),
        starts_on=opens,
        ends_on=project.last_use_on,
    )
    return world.keep(in_force(world, dice, asked))


def extended(world: World, dice: Dice, exemption: Exemption, until: date) -> Exemption:
    """Going on is a new decision: one more exemption from the day being lived, and the one before is gone."""
    asked = Exemption(
        service=exemption.service,
        for_whom=exemption.for_whom,
        reason=exemption.reason,
        risk=exemption.risk,
        project_id=exemption.project_id,
        starts_on=world.today,
        ends_on=until,
        tested_on=world.today,
        extends_id=kept_id(exemption),
    )
    longer = world.keep(in_force(world, dice, asked))
    world.keep(_gone(world, dice, exemption))
    return longer


def ending_of(world: World, dice: Dice, exemption: Exemption, ending: Ending) -> Life:
    """Its last day comes: removal is confirmed on that day, days late or never."""
    yield world.today
    if ending is Ending.UNCONFIRMED:
        return
    ends = exemption.ends_on or world.last_day
    late = dice.number(5, 16) if ending is Ending.LATE else 0
    yield max(world.today, world.school_day(ends + timedelta(days=late)))
    world.keep(_gone(world, dice, exemption))


def _gone(world: World, dice: Dice, exemption: Exemption) -> Exemption:
    remover = dice.pick(world.cast.holders(_REMOVERS, world.today))
    removed_by = id_of(remover)
    return exemption.changed(state=ExemptionState.REMOVED, removed_on=world.today, removed_by=removed_by)


def in_force(world: World, dice: Dice, exemption: Exemption) -> Exemption:
    """Authorised on the day being lived, by someone who may."""
    authoriser = dice.pick(world.cast.holders(AUTHORISER_ROLES, world.today))
    return exemption.changed(
        state=ExemptionState.IN_FORCE,
        authorised_by=id_of(authoriser),
        authorised_on=world.today,
        la_reference=f"LA-{world.today:%y}-{dice.number(100, 999)}",
    )


def exemptions(world: World) -> Iterator[Life]:
    """Those that hang on no project: in force, near their end, open-ended, asked for, refused, removed."""
    dice = world.dice.fork()
    kinds = told("projects")["standalone"]
    yield _standalone(world, dice.fork(), kinds["in_force"], 20, 45)
    yield _standalone(world, dice.fork(), kinds["ending"], 24, 28)
    yield _open_ended(world, dice.fork(), kinds["open"], 62)
    yield _waiting(world, dice.fork(), kinds["asked"], 4)
    yield _waiting(world, dice.fork(), kinds["refused"], 33, decided=ExemptionState.REFUSED)
    yield _standalone(world, dice.fork(), kinds["removed"], 70, 28)
    yield _standalone(world, dice.fork(), kinds["removed_late"], 190, 21, Ending.LATE)


def _standalone(
    world: World, dice: Dice, words: dict[str, Any], ago: int, length: int, ending: Ending = Ending.IN_TIME
) -> Life:
    yield world.school_day(world.last_day - timedelta(days=ago))
    ends = world.last_day + timedelta(days=length - ago)
    last = world.school_day(max(ends, world.today))
    asked = Exemption(**words, starts_on=world.today, ends_on=last, tested_on=world.today)
    exemption = world.keep(in_force(world, dice, asked))
    yield from ending_of(world, dice, exemption, ending)


def _open_ended(world: World, dice: Dice, words: dict[str, Any], ago: int) -> Life:
    """Without an end, so with a reason and a day on which it is looked at again."""
    yield world.school_day(world.last_day - timedelta(days=ago))
    own = {name: value for name, value in words.items() if name != "because"}
    asked = Exemption(**own, starts_on=world.today, tested_on=world.today, open_because=words["because"])
    world.keep(in_force(world, dice, asked.changed(review_on=world.after(90))))


def _waiting(
    world: World, dice: Dice, words: dict[str, Any], ago: int, decided: ExemptionState = ExemptionState.ASKED
) -> Life:
    """Asked for; refused after some days where that is how it was ``decided``."""
    yield world.school_day(world.last_day - timedelta(days=ago))
    starts_on = world.after(7)
    asked = Exemption(**words, starts_on=starts_on, ends_on=starts_on + timedelta(days=28))
    exemption = world.keep(asked)
    if decided is not ExemptionState.ASKED:
        yield world.after(dice.number(1, 4))
        world.keep(exemption.changed(state=decided))
