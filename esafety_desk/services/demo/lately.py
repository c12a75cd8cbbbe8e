"""What keeps the leader of the invented school busy these days, so that Today has something of everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from esafety_desk.records.incident import Severity, Status, Whereabouts
from esafety_desk.records.referral import ReferredTo
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.following import action_life, referral_life
from esafety_desk.services.demo.happening import decided, reported
from esafety_desk.services.demo.supporting import approval_life, session_life
from esafety_desk.services.demo.texts import Story, stories
from esafety_desk.services.demo.world import Life, World

_NEVER = 10_000


def lately(world: World) -> Iterator[Life]:
    """A late reply, actions late and due, an undecided incident, a draft, a request and a follow-up."""
    dice = world.dice.fork()
    known = stories()
    yield _bullying(world, dice.fork(), known["conduct.online-bullying"])
    yield _undecided(world, dice.fork(), known["contact.grooming-or-stranger"])
    yield _restricted(world, dice.fork(), known["community.abuse-of-staff-parent-or-governor"])
    yield _draft(world, dice.fork(), known["conduct.filming-without-consent"])
    yield approval_life(world, dice.fork(), _ago(world, 9), decided_after=_NEVER)
    yield session_life(world, dice.fork(), _ago(world, 25), 2, follow_up_after=28)


def _ago(world: World, days: int) -> date:
    return world.last_day - timedelta(days=days)


def _last_school_day(world: World) -> date:
    """The last one before the desk is opened."""
    return next(day for day in (_ago(world, ago) for ago in range(1, 60)) if world.school_day(day) == day)


def _bullying(world: World, dice: Dice, story: Story) -> Life:
    """Referred a fortnight ago and not answered; one action late, two to come."""
    yield world.school_day(_ago(world, 15))
    first = reported(world, dice, story, world.today - timedelta(days=1), Whereabouts.BOTH)
    incident = world.keep(first.changed(severity=Severity.MODERATE))
    world.begin(referral_life(world, incident, dice, ReferredTo.ANTI_BULLYING, answered_after=0))
    for what, days in zip(story.actions, (7, 16, 18), strict=False):
        world.begin(action_life(world, incident, dice, what, due_after=days, done=0))
    yield world.after(1)
    world.keep(decided(world, dice, story, incident))


def _undecided(world: World, dice: Dice, story: Story) -> Life:
    """Urgent action was taken on the last school day, the DSL was told; the decision is still to come."""
    yield _last_school_day(world)
    incident = world.keep(
        reported(world, dice, story, world.today, Whereabouts.OUTSIDE).changed(
            severity=Severity.HIGH,
            urgent_action=story.urgent,
            urgent_action_on=world.today,
        )
    )
    world.begin(referral_life(world, incident, dice, ReferredTo.DSL, answered_after=_NEVER))


def _restricted(world: World, dice: Dice, story: Story) -> Life:
    """With HR and the governors: of what was asked of them, lists show the dates alone."""
    yield world.school_day(_ago(world, 12))
    first = reported(world, dice, story, world.today - timedelta(days=2))
    incident = world.keep(first.changed(severity=Severity.MODERATE))
    world.begin(referral_life(world, incident, dice, ReferredTo.HR, answered_after=6))
    world.begin(referral_life(world, incident, dice, ReferredTo.LEGAL, answered_after=0))
    yield world.after(2)
    world.keep(decided(world, dice, story, incident))


def _draft(world: World, dice: Dice, story: Story) -> Life:
    """Begun on the last school day, not yet complete."""
    yield _last_school_day(world)
    world.keep(reported(world, dice, story, world.today).changed(status=Status.DRAFT))
