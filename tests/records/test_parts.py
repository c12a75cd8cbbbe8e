"""Parts of a record that say themselves in a few words."""

from __future__ import annotations

import pytest

from esafety_desk.records.facts import facts
from esafety_desk.records.registers import REGISTERS
from tests.records.examples import records

PARTS = [
    part
    for record in records().values()
    for fact in facts(type(record)).values()
    if fact.part is not None and hasattr(fact.part, "said")
    for part in getattr(record, fact.name)
]


def test_there_are_such_parts_among_the_examples() -> None:
    declared = {
        fact.part
        for register in REGISTERS.values()
        for fact in facts(register.record).values()
        if fact.part is not None and hasattr(fact.part, "said")
    }
    assert {type(part) for part in PARTS} == declared


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_a_part_says_its_day_as_whoever_asks_wants_it_said(part) -> None:
    assert "that day" in part.said(lambda _: "that day")
