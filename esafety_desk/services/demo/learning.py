"""What is taught, known and seen to go well at the invented school (Pupils 1 and 4, Accounts 5, Aims)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from esafety_desk.policy.calendar import school_year, year_of_term
from esafety_desk.policy.dates import months_after
from esafety_desk.records.aims import Aim
from esafety_desk.records.family_support import FamilySupport, SupportKind
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.people import Role, YearGroup
from esafety_desk.records.platform import AgeRule, Basis, Platform
from esafety_desk.records.positive_use import PositiveUse
from esafety_desk.records.school import Term
from esafety_desk.records.teaching import Teaching
from esafety_desk.services.demo.cast import id_of
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.texts import told
from esafety_desk.services.demo.world import Life, World

_SUPPORT_A_TERM, _GOOD_A_TERM = 3, 3
_CHECKS = 30
_UNTIL = {0: (0, 45), 1: (20, 80), 2: (60, 200)}
"""Between which days of the school year the first, second and third topics of ten are taught."""


def learning(world: World) -> Iterator[Life]:
    """Lessons year by year, platforms with their ages, and the yearly review of filtering."""
    dice = world.dice.fork()
    for entry in told("learning")["platforms"]:
        yield _platform_life(world, dice.fork(), entry)
    years = sorted({year_of_term(term).starts_on.year for term in world.school.terms})
    for year in years:
        yield from _lessons(world, dice.fork(), year, is_current=year == world.last_year)
    for number, year in enumerate(years):
        findings = told("staff")["filtering"][number % len(told("staff")["filtering"])]
        yield _filtering_life(world, dice.fork(), date(year, 10, 6) + timedelta(days=9 * number), findings)


def doing_good(world: World, term: Term) -> Iterator[Life]:
    """What was done for families in one term, and what went well in it."""
    dice = world.dice.fork()
    length = (term.ends_on - term.starts_on).days
    for entry in dice.some(told("learning")["family_support"], _SUPPORT_A_TERM):
        yield _family_life(world, dice.fork(), term.starts_on + timedelta(days=dice.below(length)), entry)
    for entry in dice.some(told("learning")["positive"], _GOOD_A_TERM):
        yield _positive_life(world, dice.fork(), term.starts_on + timedelta(days=dice.below(length)), entry)


def _lessons(world: World, dice: Dice, year: int, is_current: bool) -> Iterator[Life]:
    """Each topic for each band of year groups, a few left out; of earlier years not all was written down."""
    known = told("learning")
    gaps = {(topic, band) for topic, band in known["gaps"]}
    begins = school_year(year).starts_on
    for place, entry in enumerate(known["teaching"]):
        for band, groups in enumerate(known["bands"]):
            first, last = _UNTIL[(place + band) % 3]
            day = begins + timedelta(days=dice.number(first + 6, last))
            is_kept = (entry["topic"], band) not in gaps and (is_current or dice.chance(70))
            if is_kept:
                yield _lesson_life(world, dice.fork(), day, entry, groups)


def _lesson_life(world: World, dice: Dice, day: date, entry: dict[str, Any], groups: list[str]) -> Life:
    yield world.school_day(day)
    aims = (Aim.SAFEGUARDING, Aim.WELL_BEING) if dice.chance(40) else (Aim.SAFEGUARDING,)
    world.keep(
        Teaching(
            taught_on=world.today,
            topic=entry["topic"],
            year_groups=tuple(YearGroup(group) for group in groups),
            taught_by=id_of(world.cast.colleague(dice, world.today)),
            what=dice.pick(entry["what"]),
            aims=aims,
        )
    )


def _platform_life(world: World, dice: Dice, entry: dict[str, Any]) -> Life:
    """Entered when the desk begins, checked again in the last months; for some that is due once more."""
    yield world.school_day(world.first_day)
    months = world.school.platform_check_months
    platform = world.keep(
        Platform(
            platform=entry["platform"],
            age_rules=tuple(_rule(world, rule) for rule in entry["rules"] if rule[0] != "next"),
            check_again_on=months_after(world.today, months),
            remarks=told("learning")["remarks"][entry["rules"][0][2]],
        )
    )
    yield max(world.after(1), world.school_day(world.last_day - timedelta(days=dice.number(10, 205))))
    rules = tuple(_rule(world, rule) for rule in entry["rules"])
    world.keep(platform.changed(age_rules=rules, check_again_on=months_after(world.today, months)))


def _rule(world: World, rule: list[Any]) -> AgeRule:
    since, age, basis = rule
    days = {"": date(world.first_day.year - 1, 9, 1), "next": date(world.last_day.year + 1, 1, 1)}
    return AgeRule(
        effective_from=days[since] if since in days else date.fromisoformat(since),
        minimum_age=age,
        basis=Basis(basis),
        source=told("learning")["sources"][basis],
        checked_on=world.today,
    )


def _filtering_life(world: World, dice: Dice, day: date, findings: str) -> Life:
    yield world.school_day(day)
    reviewer = world.cast.holders({Role.COMPUTING_LEADER}, world.today)[0]
    second = world.cast.other(dice, {Role.DSL, Role.TECHNICAL_SUPPORT}, world.today, id_of(reviewer))
    world.keep(
        FilteringReview(
            reviewed_on=world.today,
            reviewer_id=id_of(reviewer),
            second_reviewer=id_of(second),
            checks_planned=_CHECKS,
            checks_done=dice.number(_CHECKS - 6, _CHECKS),
            findings=findings,
            next_on=months_after(world.today, world.school.filtering_review_months),
        )
    )


def _family_life(world: World, dice: Dice, day: date, entry: dict[str, Any]) -> Life:
    yield world.school_day(day)
    least, most = entry["reach"]
    world.keep(
        FamilySupport(
            held_on=world.today,
            kind=SupportKind(entry["kind"]),
            topic=entry["topic"],
            audience=entry["audience"],
            reach=dice.number(least, most),
            remarks=entry["remarks"],
            aims=(Aim.SAFEGUARDING, Aim.COHESION) if dice.chance(50) else (Aim.SAFEGUARDING,),
        )
    )


def _positive_life(world: World, dice: Dice, day: date, entry: dict[str, Any]) -> Life:
    yield world.school_day(day)
    teller = id_of(world.cast.colleague(dice, world.today))
    world.keep(PositiveUse(**entry, seen_on=world.today, told_by=teller))
