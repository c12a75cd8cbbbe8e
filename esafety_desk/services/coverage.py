"""What was taught to whom this school year: topic by year group, with the lessons behind each number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.calendar import school_year_of
from esafety_desk.policy.years import years_of
from esafety_desk.records.base import RecordId
from esafety_desk.records.people import Person, PersonKind, YearGroup
from esafety_desk.records.registers import PEOPLE, TEACHING
from esafety_desk.records.teaching import Teaching
from esafety_desk.records.words import Words
from esafety_desk.store import lists, lookups, rows
from esafety_desk.store import words as kept_words
from esafety_desk.store.desk import Desk
from esafety_desk.store.engine import Connection
from esafety_desk.store.lists import ListQuery

_TOPICS = "teaching-topics"


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic; ``lessons`` holds the records of each year group in the order of the grid's years."""

    code: str
    label: str
    lessons: tuple[frozenset[RecordId], ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The grid of one school year, labelled like "2026–27"."""

    year: str
    years: tuple[YearGroup, ...]
    topics: tuple[TopicRow, ...]

    @property
    def covered(self) -> int:
        return sum(bool(cell) for topic in self.topics for cell in topic.lessons)

    @property
    def cells(self) -> int:
        return len(self.topics) * len(self.years)


def coverage(desk: Desk, today: date) -> Coverage:
    """The grid of the school year that ``today`` lies in."""
    year = school_year_of(today)
    query = ListQuery(TEACHING, since=year.starts_on, until=year.ends_on)
    with desk.reading() as connection:
        taught = _lessons(connection, query)
        years = _years(connection, taught)
        words = kept_words.read(connection)
    topics = tuple(_row(code, label, taught, years) for code, label in _topics(words, taught))
    return Coverage(year.label, years, topics)


def _lessons(connection: Connection, query: ListQuery) -> list[Teaching]:
    found = rows.read(connection, TEACHING, lists.ids(connection, query)).values()
    return [lesson for lesson in found if isinstance(lesson, Teaching)]


def _years(connection: Connection, taught: Iterable[Teaching]) -> tuple[YearGroup, ...]:
    """The years with pupils on the desk or lessons; where nobody is kept, those of the school's phase."""
    pupils = ListQuery(PEOPLE, choices={"kind": frozenset({PersonKind.PUPIL.value})})
    people = rows.read(connection, PEOPLE, lists.ids(connection, pupils)).values()
    here = {p.year_group for p in people if isinstance(p, Person) and p.left_on is None and p.year_group}
    if not here:
        here = set(years_of(lookups.school(connection).phase))
    here |= {group for lesson in taught for group in lesson.year_groups}
    return tuple(group for group in YearGroup if group in here)


def _topics(words: Words, taught: Iterable[Teaching]) -> list[tuple[str, str]]:
    """The topics on offer in the school's order, then any other that was taught."""
    offered = {word.code: word.label for word in words.of(_TOPICS)}
    others = {lesson.topic: words.label(_TOPICS, lesson.topic) for lesson in taught}
    return list((offered | {code: label for code, label in others.items() if code not in offered}).items())


def _row(code: str, label: str, taught: list[Teaching], years: tuple[YearGroup, ...]) -> TopicRow:
    mine = [lesson for lesson in taught if lesson.topic == code]
    cells = (
        frozenset(lesson.id or RecordId(0) for lesson in mine if group in lesson.year_groups)
        for group in years
    )
    return TopicRow(code, label, tuple(cells))
