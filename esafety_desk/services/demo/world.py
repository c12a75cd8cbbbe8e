"""The passing of school days: lives that take turns, each day one audited unit of work."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from esafety_desk.policy.calendar import is_school_day, next_school_day, school_year_of
from esafety_desk.records.base import Record
from esafety_desk.records.facts import facts
from esafety_desk.records.people import Person
from esafety_desk.records.school import School
from esafety_desk.records.words import Words
from esafety_desk.services import keeping
from esafety_desk.services.demo.cast import Cast
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.naming import Namer
from esafety_desk.store.desk import Desk
from esafety_desk.store.unit import Unit

R = TypeVar("R", bound=Record)
Life = Iterator[date]
"""Something that happens over time: it yields the day on which it goes on, and keeps records when it does."""

_UNFINISHED = timedelta(days=50)
_DESK_TIME = time(15, 20)


class World:
    """The invented school between ``first_day`` and ``until``. What would happen later has not happened yet."""

    def __init__(
        self, school: School, cast: Cast, dice: Dice, labels: Words, first_day: date, until: datetime
    ) -> None:
        self.school = school
        self.cast = cast
        self.dice = dice
        self.labels = labels
        self.namer = Namer(dice.fork())
        self.first_day = first_day
        self.today = first_day
        self._until = until
        self._unit: Unit | None = None
        self._turns: list[tuple[date, int, Life]] = []
        self._begun = 0
        self._following: dict[date, date] = {}

    @property
    def last_day(self) -> date:
        """The day on which the desk is opened: today, for whoever looks at it."""
        return self._until.date()

    @property
    def last_year(self) -> int:
        """The September in which the school year of the last day began."""
        return school_year_of(self.last_day).starts_on.year

    @property
    def is_lately(self) -> bool:
        """Whether the day being lived is so near the last one that things may well be unfinished."""
        return self.today > self.last_day - _UNFINISHED

    @property
    def is_history(self) -> bool:
        """Whether the day being lived is so long past that only how things ended is still worth entering."""
        return self.today < school_year_of(self.last_day).starts_on and not self.is_lately

    def begin(self, life: Life) -> None:
        """Let ``life`` take its turns, unless its first one lies before the desk's first day."""
        first = next(life, None)
        if first is not None and first >= self.first_day:
            self._begun += 1
            heapq.heappush(self._turns, (first, self._begun, life))

    def keep(self, record: R) -> R:
        """Keep ``record`` on the day being lived, as a leader who answers every question with yes."""
        return keeping.keep(self._running_unit(), record, self.today, frozenset(facts(type(record))))

    def enrol(self, person: Person) -> Person:
        """Keep a new person, as an import does: no rule looks beyond the person, so none is asked."""
        return self._running_unit().add(person)

    def run(self, desk: Desk, actor: str) -> None:
        """Live every day until the last one."""
        while self._turns and self._turns[0][0] <= self.last_day:
            self.today = self._turns[0][0]
            with desk.writing(actor, self._moment(self.today)) as unit:
                self._unit = unit
                self._live_today()
        self._unit = None

    def school_day(self, day: date) -> date:
        """``day``, or the first school day after it where it is none."""
        if day not in self._following:
            is_one = is_school_day(day, self.school.terms)
            self._following[day] = day if is_one else next_school_day(day, self.school.terms)
        return self._following[day]

    def after(self, days: int) -> date:
        """The school day at least ``days`` from the one being lived."""
        return self.school_day(self.today + timedelta(days=days))

    def _live_today(self) -> None:
        while self._turns and self._turns[0][0] <= self.today:
            _, number, life = heapq.heappop(self._turns)
            following = next(life, None)
            if following is not None:
                heapq.heappush(self._turns, (max(following, self.today), number, life))

    def _running_unit(self) -> Unit:
        assert self._unit is not None, "records are kept while the world runs"
        return self._unit

    def _moment(self, day: date) -> datetime:
        minutes = timedelta(minutes=day.toordinal() * 37 % 90)
        return min(datetime.combine(day, _DESK_TIME, UTC) + minutes, self._until)
