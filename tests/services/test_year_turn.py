"""The new school year: shown first, made as one act, taken back whole until it is confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.calendar import suggested_terms
from esafety_desk.records.people import Person, PersonKind, Role, YearGroup
from esafety_desk.records.registers import PLATFORMS
from esafety_desk.services import import_acts, keeping, standing, year_turn
from esafety_desk.services.keeping import Refused, Work
from esafety_desk.store import audit
from tests.conftest import add_person
from tests.policy.invented import platform

JULY = datetime(2026, 7, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def july(work: Work) -> Work:
    """The first days of the summer holiday, in a school that knows no term of the coming year."""
    school = keeping.load(work, "school", 1)
    keeping.save(work, school.changed(terms=suggested_terms(2025)))
    return replace(work, now=JULY)


@pytest.fixture
def children(july: Work) -> dict[str, int]:
    found = {}
    for name, year, class_name in (
        ("Wren", YearGroup.RECEPTION, "RW"),
        ("Kofi", YearGroup.YEAR_5, "5B"),
        ("Aoife", YearGroup.YEAR_5, "5B"),
        ("Zofia", YearGroup.YEAR_6, "6A"),
    ):
        child = Person(kind=PersonKind.PUPIL, given_name=name, year_group=year, class_name=class_name)
        found[name] = keeping.save(july, child).record.id or 0
    return found


def person(work: Work, number: int) -> Person:
    kept = keeping.load(work, "people", number)
    assert isinstance(kept, Person)
    return kept


def test_everybody_goes_up_and_the_oldest_leave_in_one_act(july: Work, children: dict[str, int]) -> None:
    planned = year_turn.plan(july)
    assert year_turn.told(planned, planned.choices, july.today) == (
        "3 pupils move up, in 2 classes.",
        "1 pupil leaves on Wed 22 July: Year 6 · 6A. Their records stay, and the years they are kept for begin.",
        "The terms of 2026–27 are Autumn 2026, Spring 2027 and Summer 2027.",
    )
    done = year_turn.turn(july, planned.choices)
    assert done.message == "The year has turned to 2026–27."
    assert (person(july, children["Wren"]).year_group, person(july, children["Wren"]).class_name) == (
        "01",
        "1W",
    )
    assert person(july, children["Kofi"]).class_name == "6B"
    assert person(july, children["Zofia"]).left_on == date(2026, 7, 22)
    assert person(july, children["Zofia"]).class_name == "6A"
    with july.desk.reading() as connection:
        verbs = [(line.verb, line.reference) for line in audit.lines(connection)]
    assert verbs[-1] == ("year turned", "2026–27")


def test_it_is_taken_back_as_one_act_until_it_is_confirmed(july: Work, children: dict[str, int]) -> None:
    before = [person(july, number) for number in children.values()]
    school = keeping.load(july, "school", 1)
    done = year_turn.turn(july, year_turn.plan(july).choices)
    with pytest.raises(KnownError, match="turned already"):
        year_turn.turn(july, year_turn.plan(july).choices)
    assert done.undo is not None
    import_acts.take_back(july, done.undo.batch)
    assert [person(july, number) for number in children.values()] == before
    assert keeping.load(july, "school", 1) == school
    again = year_turn.turn(july, year_turn.plan(july).choices)
    assert year_turn.plan(july).standing is not None
    year_turn.confirm(july)
    assert year_turn.plan(july).standing is None
    assert year_turn.plan(july).is_confirmed
    assert again.undo is not None
    with pytest.raises(KnownError, match="settled"):
        import_acts.take_back(july, again.undo.batch)
    assert person(july, children["Kofi"]).class_name == "6B"


def test_a_turn_somebody_has_worked_on_is_not_taken_back(july: Work, children: dict[str, int]) -> None:
    done = year_turn.turn(july, year_turn.plan(july).choices)
    kofi = person(july, children["Kofi"])
    keeping.save(july, kofi.changed(class_name="6C"))
    assert done.undo is not None
    with pytest.raises(KnownError, match="1 record of this turn of the year has changed since"):
        import_acts.take_back(july, done.undo.batch)
    assert person(july, children["Wren"]).class_name == "1W"


def test_a_turn_is_no_import_to_the_list_of_imports(july: Work, children: dict[str, int]) -> None:
    year_turn.turn(july, year_turn.plan(july).choices)
    assert import_acts.acts(july) == []
    assert person(july, children["Wren"]).left_on is None


def test_what_was_chosen_is_done_and_nothing_else(july: Work, children: dict[str, int]) -> None:
    lead = add_person(july, "Oluwaseun", "Adeyemi", PersonKind.STAFF, Role.HEAD)
    planned = year_turn.plan(july)
    (up,) = (move for move in planned.moves if move.of.name == "5B")
    (role,) = (line for line in planned.roles if line.person_id == lead.id)
    choices = year_turn.Choices((replace(up, to_name="Oak"),), (role,), ())
    year_turn.turn(july, choices)
    assert person(july, children["Kofi"]).class_name == "Oak"
    assert person(july, children["Zofia"]).left_on is None
    assert person(july, lead.id or 0).roles[0].until == date(2026, 7, 22)


def test_checks_that_fall_into_the_holidays_wait_for_the_first_day(july: Work) -> None:
    kept = keeping.save(july, platform(id=None, code="whatsapp", check_again_on=date(2026, 8, 10))).record
    keeping.save(july, platform(id=None, code="youtube", check_again_on=date(2026, 10, 10)))
    planned = year_turn.plan(july)
    assert [(check.register, check.on) for check in planned.checks] == [(PLATFORMS.name, date(2026, 8, 10))]
    assert year_turn.told(planned, planned.choices, july.today)[-1] == (
        "1 check that falls into the holidays will be due on Tue 1 Sept."
    )
    year_turn.turn(july, planned.choices)
    assert keeping.load(july, "platforms", kept.id or 0).check_again_on == date(2026, 9, 1)


def test_terms_that_overlap_are_refused_and_nothing_moves(july: Work, children: dict[str, int]) -> None:
    planned = year_turn.plan(july)
    first = planned.terms[0]
    wrong = (first, first.model_copy(update={"name": "Another"}))
    with pytest.raises(Refused, match="overlap"):
        year_turn.turn(july, replace(planned.choices, terms=wrong))
    assert person(july, children["Kofi"]).class_name == "5B"


def test_today_tells_of_the_new_year_until_it_is_turned(july: Work, children: dict[str, int]) -> None:
    def pages(now: datetime) -> list[str]:
        return [notice.page for notice in standing.notices(july.desk, now)]

    assert "new-year" in pages(JULY)
    assert "new-year" not in pages(JULY.replace(day=20))
    assert "new-year" not in pages(JULY.replace(month=10))
    year_turn.turn(july, year_turn.plan(july).choices)
    assert "new-year" not in pages(JULY)
    assert len(children) == 4
