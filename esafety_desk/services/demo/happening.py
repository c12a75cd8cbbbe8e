"""Incidents at the invented school, from the day they are reported to the day they are closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from esafety_desk.policy.calendar import Period, periods_of
from esafety_desk.policy.recurrence import BULLYING_TYPE
from esafety_desk.records.base import PersonId
from esafety_desk.records.incident import (
    Incident,
    Involved,
    InvolvedAs,
    OutOfSchoolDecision,
    ParentsTold,
    Severity,
    Status,
    Whereabouts,
)
from esafety_desk.records.note import NoteKind
from esafety_desk.records.people import SENIOR_ROLES, Person, Role
from esafety_desk.records.referral import ReferredTo
from esafety_desk.services.demo.cast import id_of
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.following import action_life, note_life, referral_life
from esafety_desk.services.demo.joining import parent_of
from esafety_desk.services.demo.texts import Story, phrases, stories
from esafety_desk.services.demo.world import Life, World

_SEASONS = {9: 45, 1: 30, 4: 25}
"""Of a hundred incidents of a year, how many fall into the term that begins in or after this month."""
_LATELY = 120
"""Incidents of the current term in a hundred of those of the same term in other years: more is reported."""
_REPORTED_AFTER = {0: 30, 1: 32, 2: 16, 3: 10, 6: 7, 12: 5}
_SERIOUS = (Severity.HIGH, Severity.CRITICAL)
_SEEN_BY = {"parent": 40, "staff": 35, "pupil": 25}


def happenings(world: World, a_year: int) -> Iterator[Life]:
    """The incidents of every term so far, ``a_year`` in each whole school year or a little more."""
    weights = {kind: story.weight for kind, story in stories().items()}
    for period in periods_of(world.school.terms):
        last = min(period.ends_on, world.last_day)
        dice = world.dice.fork()
        for _ in range(_number_in(period, last, a_year)):
            happened = period.starts_on + timedelta(days=dice.below((last - period.starts_on).days + 1))
            yield incident_life(world, dice.fork(), stories()[dice.weighted(weights)], happened)


def _number_in(period: Period, last: date, a_year: int) -> int:
    if last < period.starts_on:
        return 0
    share = next((part for month, part in _SEASONS.items() if period.starts_on.month >= month), 30)
    whole = a_year * share / 100
    if last == period.ends_on:
        return round(whole)
    passed = ((last - period.starts_on).days + 1) / ((period.ends_on - period.starts_on).days + 1)
    return round(whole * passed * _LATELY / 100)


def incident_life(world: World, dice: Dice, story: Story, happened: date, **given: Any) -> Life:
    """Reported, followed up, decided on where it happened outside school, closed. ``given`` fixes fields."""
    yield world.school_day(happened + timedelta(days=dice.weighted(_REPORTED_AFTER)))
    incident = world.keep(reported(world, dice, story, happened).changed(**given))
    for life in _followers(world, dice, story, incident):
        world.begin(life)
    if incident.is_outside:
        yield world.after(dice.weighted({0: 25, 1: 35, 3: 25, 7: 10, 20: 5}))
        incident = world.keep(decided(world, dice, story, incident))
    yield from _ending(world, dice, incident)


def reported(
    world: World, dice: Dice, story: Story, happened: date, where: Whereabouts | None = None
) -> Incident:
    """The incident as it is first entered, on the day being lived; ``where`` it was, if not where it mostly is."""
    seen_by = dice.weighted(_SEEN_BY)
    severity = dice.pick(story.severities)
    is_urgent = severity in _SERIOUS or dice.chance(8)
    platform, usual = dice.pick(story.platforms), dice.pick(story.where)
    where = where or usual
    if where is Whereabouts.IN_SCHOOL:
        happened = min(world.school_day(happened), world.today)
    return Incident(
        kind=story.kind,
        summary=dice.pick(story.summaries),
        happened_on=None if dice.chance(4) else happened,
        happened_at=dice.pick(phrases()["times"][_time_of(world, happened, where)]),
        whereabouts=where,
        platforms=(platform,),
        people=_people(world, dice, story, seen_by),
        account=_account(dice, story, seen_by, world.labels.label("platforms", platform)),
        identity_targeted=(dice.pick(story.identity),) if story.identity and dice.chance(30) else (),
        severity=severity,
        reported_on=world.today,
        owner_id=id_of(world.cast.leader),
        policies_applied=story.policies[: dice.number(1, len(story.policies))],
        parents_told=ParentsTold.TOLD if seen_by == "parent" or is_urgent else ParentsTold.NOT_YET,
        urgent_action=(story.urgent or dice.pick(phrases()["urgent"])) if is_urgent else "",
        urgent_action_on=world.today if is_urgent else None,
    )


def _time_of(world: World, happened: date, where: Whereabouts) -> str:
    """Which times of day fit: those of a school day in school or outside it, or those of a day off."""
    if world.school_day(happened) != happened:
        return "days_off"
    return "in_school" if where is Whereabouts.IN_SCHOOL else "outside"


def _account(dice: Dice, story: Story, seen_by: str, platform: str) -> str:
    told = dice.pick(story.accounts).format(platform=platform, days=dice.pick(phrases()["days"]))
    parts = (dice.pick(phrases()["seen_by"][seen_by]), told, dice.pick(phrases()["effects"]))
    return " ".join(part for part in parts if part)


def _people(world: World, dice: Dice, story: Story, seen_by: str) -> tuple[Involved, ...]:
    pupils = world.cast.classmates(dice, world.today, 5)
    named: list[tuple[PersonId, InvolvedAs]] = []
    if story.target == "pupil" and pupils:
        named.append((id_of(pupils[0]), InvolvedAs.TARGET))
    elif story.target == "staff":
        named.append((id_of(world.cast.colleague(dice, world.today)), InvolvedAs.TARGET))
    named += [(person, InvolvedAs.INSTIGATOR) for person in _instigators(world, dice, story, pupils[1:4])]
    if len(pupils) > 4 and dice.chance(30):
        named.append((id_of(pupils[4]), InvolvedAs.WITNESS))
    if seen_by == "parent" and pupils:
        named.append((parent_of(world, pupils[0]), InvolvedAs.REPORTER))
    elif seen_by == "staff":
        named.append((id_of(world.cast.colleague(dice, world.today)), InvolvedAs.REPORTER))
    return tuple(Involved(person_id=person, involved_as=role) for person, role in dict.fromkeys(named))


def _instigators(world: World, dice: Dice, story: Story, pupils: list[Person]) -> list[PersonId]:
    if story.instigator == "pupil":
        return [id_of(pupil) for pupil in pupils[: dice.weighted({1: 60, 2: 28, 3: 12})]]
    if story.instigator == "parent" and dice.chance(70):
        return [parent_of(world, pupil) for pupil in pupils[:1]]
    if story.instigator == "staff":
        return [id_of(world.cast.colleague(dice, world.today))]
    return []


def _followers(world: World, dice: Dice, story: Story, incident: Incident) -> Iterator[Life]:
    must_ask = story.kind == BULLYING_TYPE
    is_asked = bool(story.refer) and dice.chance(96 if must_ask else 65)
    asked = set(dice.some(story.refer, 1)) if is_asked else set[ReferredTo]()
    if must_ask and asked:
        asked.add(ReferredTo.ANTI_BULLYING)
    if incident.severity in _SERIOUS and dice.chance(96):
        asked.add(ReferredTo.DSL)
    for to in sorted(asked):
        yield referral_life(world, incident, dice, to)
    for what in dice.some(story.actions, dice.weighted({0: 20, 1: 45, 2: 35})):
        yield action_life(world, incident, dice, what)
    for text in dice.some(story.notes, dice.weighted({0: 35, 1: 55, 2: 10})):
        yield note_life(world, incident, dice, text)
    if dice.chance(8):
        yield note_life(world, incident, dice, dice.pick(phrases()["opinions"]), NoteKind.OPINION)


def decided(world: World, dice: Dice, story: Story, incident: Incident) -> Incident:
    """The incident with what the school decided about it, on the day being lived."""
    decider = dice.pick(world.cast.holders(SENIOR_ROLES | {Role.DSL}, world.today))
    decided = {"decided_by": decider.id, "decided_on": world.today}
    if not story.grounds or (incident.severity not in _SERIOUS and dice.chance(14)):
        why = dice.pick(phrases()["no_ground"])
        return incident.changed(decision=OutOfSchoolDecision.DOES_NOT_ACT, rationale=why, **decided)
    return incident.changed(
        decision=OutOfSchoolDecision.ACTS,
        grounds=tuple(dice.some(story.grounds, dice.weighted({1: 75, 2: 25}))),
        rationale=dice.pick(story.rationales),
        **decided,
    )


def _ending(world: World, dice: Dice, incident: Incident) -> Life:
    fate = dice.weighted(_FATES)
    if fate is Status.DUPLICATE:
        world.begin(_twin(world, dice.fork(), incident))
        fate = Status.CLOSED
    if fate in (Status.WAITING, Status.MONITORING):
        yield world.after(dice.number(2, 10))
        incident = world.keep(incident.changed(status=fate))
    yield world.after(dice.number(8, 20) if incident.severity is Severity.LOW else dice.number(12, 45))
    if fate is Status.ERROR:
        world.keep(incident.changed(status=fate, closing_reason=dice.pick(phrases()[fate.value])))
        return
    incident = world.keep(_closed(world, dice, incident, fate))
    if fate is Status.REOPENED:
        yield world.after(dice.number(5, 30))
        incident = world.keep(incident.changed(status=fate, closed_on=None, closing_reason=""))
        yield world.after(dice.number(10, 40))
        world.keep(_closed(world, dice, incident, Status.CLOSED))


def _twin(world: World, dice: Dice, incident: Incident) -> Life:
    """The same told once more by someone else, and kept under the first."""
    yield world.after(dice.number(1, 3))
    told_again = Incident(
        kind=incident.kind,
        summary=incident.summary,
        happened_on=incident.happened_on,
        whereabouts=incident.whereabouts,
        platforms=incident.platforms,
        people=incident.people,
        account=f"{dice.pick(phrases()['seen_by']['staff'])} {phrases()['told_again']}",
        severity=incident.severity,
        reported_on=world.today,
        owner_id=incident.owner_id,
    )
    twin = world.keep(told_again)
    yield world.after(dice.number(1, 4))
    reason = dice.pick(phrases()[Status.DUPLICATE.value])
    world.keep(twin.changed(status=Status.DUPLICATE, duplicate_of=incident.id, closing_reason=reason))


def _closed(world: World, dice: Dice, incident: Incident, fate: Status) -> Incident:
    ended_without = fate is Status.CLOSED_NO_ACTION
    not_told = ParentsTold.NOT_NEEDED if dice.chance(40) else ParentsTold.TOLD
    return incident.changed(
        status=fate if ended_without else Status.CLOSED,
        closed_on=world.today,
        closing_reason=dice.pick(phrases()["no_action" if ended_without else "closing"]),
        parents_told=not_told if incident.parents_told is ParentsTold.NOT_YET else incident.parents_told,
    )


_FATES = {
    Status.CLOSED: 74,
    Status.CLOSED_NO_ACTION: 8,
    Status.MONITORING: 7,
    Status.WAITING: 4,
    Status.REOPENED: 3,
    Status.DUPLICATE: 2,
    Status.ERROR: 2,
}
