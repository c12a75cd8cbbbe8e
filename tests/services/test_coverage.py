"""Topic by year group: what was taught this school year, and what not yet."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.people import Person, PersonKind, YearGroup
from esafety_desk.records.teaching import Teaching
from esafety_desk.services import keeping
from esafety_desk.services.coverage import Coverage, coverage
from esafety_desk.services.keeping import Work
from tests.conftest import TODAY

TOPIC = "online-bullying"


def taught(work: Work, on: date, *groups: YearGroup, topic: str = TOPIC) -> Teaching:
    return keeping.save(work, Teaching(taught_on=on, topic=topic, year_groups=groups)).record


def cell(found: Coverage, group: YearGroup, topic: str = TOPIC) -> frozenset[int]:
    row = next(row for row in found.topics if row.code == topic)
    return frozenset(row.lessons[found.years.index(group)])


def test_lesson_counts_for_each_of_its_year_groups(work: Work) -> None:
    lesson = taught(work, date(2026, 10, 5), YearGroup.YEAR_3, YearGroup.YEAR_4)
    found = coverage(work.desk, TODAY)
    assert cell(found, YearGroup.YEAR_3) == cell(found, YearGroup.YEAR_4) == {lesson.id}
    assert cell(found, YearGroup.YEAR_5) == frozenset()
    assert found.covered == 2


def test_last_school_year_does_not_count(work: Work) -> None:
    taught(work, date(2026, 7, 6), YearGroup.YEAR_3)
    assert coverage(work.desk, TODAY).covered == 0


def test_primary_school_without_a_roster_has_its_years(work: Work) -> None:
    found = coverage(work.desk, TODAY)
    assert (found.years[0], found.years[-1]) == (YearGroup.NURSERY, YearGroup.YEAR_6)


def test_only_years_with_pupils_are_shown_where_pupils_are_kept(work: Work) -> None:
    child = Person(kind=PersonKind.PUPIL, given_name="Zuri", year_group=YearGroup.YEAR_2)
    keeping.save(work, child)
    assert coverage(work.desk, TODAY).years == (YearGroup.YEAR_2,)
    taught(work, date(2026, 10, 5), YearGroup.YEAR_6)
    assert coverage(work.desk, TODAY).years == (YearGroup.YEAR_2, YearGroup.YEAR_6)
