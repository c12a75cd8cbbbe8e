"""How people come to the invented school, change their roles and leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.calendar import school_year, school_year_of
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person, PersonKind, Role, RoleHeld, YearGroup
from esafety_desk.services.demo.cast import TOP_YEAR, id_of
from esafety_desk.services.demo.world import Life, World

_YEARS = list(YearGroup)[1 : TOP_YEAR + 2]
_CLASS_SIZE = 30
_STAFF = 45
_GOVERNORS = 9
_LEAVERS_KEPT = 24


@dataclass(frozen=True, slots=True)
class Post:
    """A place on the staff: the roles that go with it, when it was taken up and given up."""

    roles: tuple[RoleHeld, ...] = ()
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Years:
    """The Septembers that the roles are counted from: of the desk's first school year, and of the current one."""

    first: int
    current: int

    def since(self, role: Role, years_ago: int) -> RoleHeld:
        return RoleHeld(role=role, since=date(self.first - years_ago, 9, 1))

    def handed_over(self, role: Role, years_ago: int) -> RoleHeld:
        return RoleHeld(role=role, since=date(self.first - years_ago, 9, 1), until=date(self.current, 8, 31))

    def taken_over(self, role: Role) -> RoleHeld:
        return RoleHeld(role=role, since=date(self.current, 9, 1))


def posts(first: int, current: int) -> list[Post]:
    """The staff of a school whose desk began in September of ``first``; its head changed last summer."""
    years = _Years(first, current)
    named = _changing_posts(years) if first < current else _steady_posts(years)
    named += [
        Post((years.since(Role.SLT, 2), years.since(Role.ANTI_BULLYING, 1))),
        Post((years.since(Role.HEAD_OF_DEPARTMENT, 4),)),
        Post((years.since(Role.HEAD_OF_DEPARTMENT, 2),)),
        Post((years.since(Role.COMPUTING_LEADER, 1), years.since(Role.SOCIAL_TEAM, 1))),
        Post((RoleHeld(role=Role.SOCIAL_TEAM, since=date(first, 9, 1), until=date(first, 12, 31)),)),
        Post((RoleHeld(role=Role.SOCIAL_TEAM, since=date(first + 1, 1, 1)),)),
        Post((years.since(Role.TECHNICAL_SUPPORT, 3),)),
        Post((years.since(Role.DSL, 1),)),
    ]
    plain = [_plain_post(number, first, current) for number in range(_STAFF - 1 - len(named))]
    return named + plain


def _changing_posts(years: _Years) -> list[Post]:
    head_role, slt_role = years.handed_over(Role.HEAD, 6), years.handed_over(Role.SLT, 3)
    return [
        Post((head_role,), left_on=date(years.current, 8, 31)),
        Post((slt_role, years.handed_over(Role.DSL, 3), years.taken_over(Role.HEAD))),
        Post(
            (
                years.handed_over(Role.HEAD_OF_DEPARTMENT, 1),
                years.taken_over(Role.SLT),
                years.taken_over(Role.DSL),
            )
        ),
        Post((years.taken_over(Role.HEAD_OF_DEPARTMENT),)),
    ]


def _steady_posts(years: _Years) -> list[Post]:
    return [
        Post((years.since(Role.HEAD, 6),)),
        Post((years.since(Role.SLT, 3), years.since(Role.DSL, 3))),
        Post((years.since(Role.HEAD_OF_DEPARTMENT, 1),)),
    ]


def _plain_post(number: int, first: int, current: int) -> Post:
    """A teacher or assistant: every eighth comes, every eleventh goes, in one of the later years."""
    later = range(first + 1, current + 1)
    if later and number % 8 == 5:
        return Post(joined_on=date(later[number % len(later)], 9, 1))
    if later and number % 11 == 7:
        return Post(left_on=date(later[number % len(later)], 8, 31))
    return Post()


def staff_life(world: World, post: Post) -> Life:
    """Comes in September, takes over and hands over roles, perhaps leaves."""
    given, family = world.namer.adult()
    person = Person(
        kind=PersonKind.STAFF,
        given_name=given,
        family_name=family,
        joined_on=post.joined_on,
        roles=post.roles,
    )
    yield world.school_day(max(world.first_day, post.joined_on or world.first_day))
    kept = world.enrol(_as_known(person, world.today))
    world.cast.meet(kept)
    for turn in _turns(post, world.today):
        yield turn
        left = post.left_on if post.left_on and post.left_on <= world.today else None
        known = _as_known(person, world.today)
        kept = world.keep(kept.changed(roles=known.roles, left_on=left))
        world.cast.meet(kept)


def _turns(post: Post, after: date) -> list[date]:
    begun = {held.since for held in post.roles}
    ended = {held.until for held in post.roles if held.until}
    turns = begun | ended | ({post.left_on} if post.left_on else set())
    return sorted(day for day in turns if day > after)


def _as_known(person: Person, day: date) -> Person:
    """The person with the roles taken up by ``day``; nobody knows yet when they will be handed over."""
    taken_up = (held for held in person.roles if held.since <= day)
    roles = tuple(
        held if held.until and held.until <= day else RoleHeld(role=held.role, since=held.since)
        for held in taken_up
    )
    return person.changed(roles=roles)


def pupil_lives(world: World, pupils: int) -> Iterator[Life]:
    """The children on roll, year by year, and those of earlier years whom the desk still knows."""
    current = school_year_of(world.last_day).starts_on.year
    first = school_year_of(world.first_day).starts_on.year
    for age, year_group in enumerate(_YEARS):
        size = pupils // len(_YEARS) + (1 if age < pupils % len(_YEARS) else 0)
        for place in range(size):
            yield _pupil_life(world, current - age, year_group, _class_name(age, place, size))
    for gone in range(1, current - first + 1):
        for place in range(min(_LEAVERS_KEPT, pupils // len(_YEARS))):
            class_name = _class_name(TOP_YEAR, place, _LEAVERS_KEPT)
            yield _pupil_life(world, current - TOP_YEAR - gone, _YEARS[-1], class_name)


def _class_name(age: int, place: int, size: int) -> str:
    classes = max(1, -(-size // _CLASS_SIZE))
    letter = place % classes
    return f"{age or 'R'}{chr(ord('A') + letter) if letter < 26 else letter}"


def _pupil_life(world: World, cohort: int, year_group: YearGroup, class_name: str) -> Life:
    given, family = world.namer.pupil()
    joined = date(cohort, 9, 1)
    yield world.school_day(max(world.first_day, joined))
    pupil = world.enrol(
        Person(
            kind=PersonKind.PUPIL,
            given_name=given,
            family_name=family,
            year_group=year_group,
            class_name=class_name,
            joined_on=joined,
        )
    )
    world.cast.meet_pupil(pupil, cohort)
    last = school_year(cohort + TOP_YEAR).ends_on
    if last < world.last_day:
        yield last
        world.keep(pupil.changed(left_on=last))


def governor_life(world: World) -> Life:
    """A governor, met when the desk is set up."""
    given, family = world.namer.adult()
    yield world.school_day(world.first_day)
    world.enrol(Person(kind=PersonKind.GOVERNOR, given_name=given, family_name=family))


def parent_of(world: World, pupil: Person) -> PersonId:
    """A parent of ``pupil``, kept when first met."""
    known = world.cast.parents.get(id_of(pupil))
    if known is None:
        given, family = world.namer.adult(pupil.family_name)
        known = world.enrol(Person(kind=PersonKind.PARENT, given_name=given, family_name=family))
        world.cast.parents[id_of(pupil)] = known
    return id_of(known)


def everyone(world: World, pupils: int) -> Iterator[Life]:
    """The lives of all who are met without anything having happened."""
    first = school_year_of(world.first_day).starts_on.year
    current = school_year_of(world.last_day).starts_on.year
    for post in posts(first, current):
        yield staff_life(world, post)
    for _ in range(_GOVERNORS):
        yield governor_life(world)
    yield from pupil_lives(world, pupils)
