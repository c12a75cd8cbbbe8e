"""Building the invented school: a desk of its own, or the inside of one just set up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.calendar import school_year_of, suggested_terms
from esafety_desk.records.base import PersonId
from esafety_desk.records.people import Person, Role
from esafety_desk.records.registers import PEOPLE
from esafety_desk.records.school import Phase, School
from esafety_desk.services import listing
from esafety_desk.services import school as schools
from esafety_desk.services.demo.cast import Cast
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.enquiring import asking, declaring
from esafety_desk.services.demo.exempting import exemptions
from esafety_desk.services.demo.filing import file_evidence
from esafety_desk.services.demo.happening import happenings
from esafety_desk.services.demo.joining import everyone
from esafety_desk.services.demo.lately import lately
from esafety_desk.services.demo.learning import doing_good, learning
from esafety_desk.services.demo.preparing import projects
from esafety_desk.services.demo.specially import specially
from esafety_desk.services.demo.supporting import supporting
from esafety_desk.services.demo.watching import accounts
from esafety_desk.services.demo.world import Life, World
from esafety_desk.services.keeping import Work
from esafety_desk.services.unlocking import NewLeader, create_desk
from esafety_desk.store import lookups
from esafety_desk.store.desk import Desk
from esafety_desk.store.keyslots import FLOOR, LEADER_SLOT, Cost

DEMO_SCHOOL = "Willowmere Primary School"
_LEADER = NewLeader("Maren", "Ashdown")


def demo_school(today: date, *, pupils: int = 420, years: int = 3) -> School:
    """The invented school with the terms of its last ``years`` school years, the current one included."""
    current = school_year_of(today).starts_on.year
    terms = tuple(term for year in range(current - years + 1, current + 1) for term in suggested_terms(year))
    return School(name=DEMO_SCHOOL, phase=Phase.PRIMARY, roll=pupils, terms=terms)


def build_demo_desk(
    folder: Path,
    passphrase: str,
    *,
    now: datetime,
    pupils: int = 420,
    years: int = 3,
    seed: int = 1,
    incidents_per_year: int = 42,
    cost: Cost = FLOOR,
) -> Desk:
    """An open desk, set up in ``folder`` and filled with an invented school, the same for the same seed and day.

    Raises BadUsage for numbers no school has, and whatever ``create_desk`` raises.
    """
    if not (1 <= years <= 20 and 1 <= pupils <= 10_000):
        raise BadUsage("Give 1 to 20 years and 1 to 10,000 pupils.")
    school = demo_school(now.date(), pupils=pupils, years=years)
    begun = min(datetime.combine(school_year_of(school.terms[0].starts_on).starts_on, time(8), UTC), now)
    desk = create_desk(folder, school, _LEADER, passphrase, now=begun, cost=cost).desk
    try:
        fill(desk, now=now, pupils=pupils, seed=seed, incidents_per_year=incidents_per_year)
    except BaseException:
        desk.close()
        raise
    return desk


def fill(
    desk: Desk, *, now: datetime, pupils: int = 420, seed: int = 1, incidents_per_year: int = 42
) -> None:
    """Live the terms of a desk just set up, day by day until ``now``, each day a unit of work of its own."""
    school = schools.school(desk)
    dice = Dice(seed)
    first_day = min(school_year_of(term.starts_on).starts_on for term in school.terms)
    world = World(school, Cast(_leader_of(desk)), dice, schools.words(desk), first_day, now)
    for life in everyone(world, pupils):
        world.begin(life)
    for term in school.terms:
        for life in supporting(world, term):
            world.begin(life)
    for life in happenings(world, incidents_per_year):
        world.begin(life)
    for life in lately(world):
        world.begin(life)
    for life in _every_clause(world):
        world.begin(life)
    world.run(desk, LEADER_SLOT)
    file_evidence(Work(desk, LEADER_SLOT, now))


def _every_clause(world: World) -> Iterator[Life]:
    """What the other clauses of the policy leave on the desk, term by term."""
    yield from learning(world)
    yield from declaring(world)
    yield from accounts(world)
    for term in world.school.terms:
        yield from asking(world, term)
        yield from projects(world, term)
        yield from doing_good(world, term)
    yield from exemptions(world)
    yield from specially(world)


def _leader_of(desk: Desk) -> Person:
    ids = [PersonId(found) for found in listing.ids(desk, listing.ListQuery(PEOPLE))]
    with desk.reading() as connection:
        known = lookups.people(connection, ids).values()
    return next(person for person in known if any(held.role is Role.ESAFETY_LEADER for held in person.roles))
