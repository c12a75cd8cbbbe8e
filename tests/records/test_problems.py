"""What is wrong with a draft is said in plain words, field by field, and never by repeating what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.records.incident import Incident
from esafety_desk.records.people import Person
from esafety_desk.records.problems import checked, problems
from esafety_desk.records.registers import REGISTERS, Register
from esafety_desk.records.school import School
from esafety_desk.records.support import SupportSession
from tests.records.examples import records

DRAFT: dict[str, Any] = {
    "kind": "conduct.online-bullying",
    "summary": "Unkind messages",
    "whereabouts": "in-school",
    "reported_on": "2026-11-19",
}


def said(**typed: object) -> dict[str, str]:
    return problems(Incident, DRAFT | typed)


def test_a_good_draft_becomes_a_record() -> None:
    record, messages = checked(Incident, DRAFT)
    assert messages == {}
    assert record == Incident.model_validate(DRAFT)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"summary": ""}, "summary", "This is needed."),
        ({"summary": " \n "}, "summary", "This is needed."),
        ({"kind": ""}, "kind", "This is needed."),
        ({"summary": "x" * 161}, "summary", "This is too long: 160 characters at most."),
        ({"account": "x" * 40_001}, "account", "This is too long: 40,000 characters at most."),
        ({"summary": "half \ud83d"}, "summary", "This holds a character that cannot be kept. Type it again."),
        (
            {"platforms": ["\udfff"]},
            "platforms",
            "This holds a character that cannot be kept. Type it again.",
        ),
        ({"platforms": ["x" * 81]}, "platforms", "This is too long: 80 characters at most."),
        ({"reported_on": "31/31/2026"}, "reported_on", "Give a date, for example 3 Sept 2026."),
        ({"reported_on": None}, "reported_on", "Give a date, for example 3 Sept 2026."),
        ({"severity": "dreadful"}, "severity", "Choose one from the list."),
        ({"grounds": ["dreadful"]}, "grounds", "Choose one from the list."),
        ({"owner_id": "Mr Smith"}, "owner_id", "Choose one from the list."),
        ({"people": [{}]}, "people", "One line is not complete: fill it in or remove it."),
        ({"nickname": "x"}, "nickname", "This is not kept here."),
    ],
)
def test_each_slip_has_its_own_sentence(typed: dict[str, Any], field: str, message: str) -> None:
    assert said(**typed) == {field: message}


def test_everything_missing_is_said_at_once() -> None:
    assert problems(Incident, {}) == dict.fromkeys(
        ("kind", "summary", "whereabouts", "reported_on"), "This is needed."
    )


def test_a_session_without_anyone_asks_for_someone() -> None:
    draft = {"held_on": "2026-11-19", "adviser_id": 7, "attendees": []}
    assert problems(SupportSession, draft) == {"attendees": "Add at least one person."}


@pytest.mark.parametrize(
    ("typed", "message"),
    [("0", "Give 1 or more."), ("10001", "Give 10000 or less."), ("many", "Give a whole number.")],
)
def test_a_number_out_of_bounds_is_told_the_bound(typed: str, message: str) -> None:
    assert problems(School, {"name": "Willowmere", "roll": typed}) == {"roll": message}


def test_outer_blanks_are_no_part_of_a_name() -> None:
    person, _ = checked(Person, {"kind": "pupil", "given_name": "  Siân \n"})
    assert person is not None
    assert person.given_name == "Siân"


typed_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.text(alphabet=st.characters(categories=["Cs", "Co", "Cc"])),
    st.lists(st.text(), max_size=3),
    st.dictionaries(st.text(), st.integers(), max_size=2),
)


@given(data=st.data(), register=st.sampled_from(list(REGISTERS.values())))
def test_whatever_is_typed_gets_a_plain_answer_that_echoes_nothing(
    data: st.DataObject, register: Register
) -> None:
    draft = dict(records()[register.name])
    name = data.draw(st.sampled_from([name for name in draft if name not in ("id", "reference")]))
    draft[name] = (
        "canary-" + data.draw(st.text(max_size=8)) if data.draw(st.booleans()) else data.draw(typed_values)
    )
    for message in problems(register.record, draft).values():
        assert message.endswith(".")
        assert "canary" not in message
        assert "\n" not in message
