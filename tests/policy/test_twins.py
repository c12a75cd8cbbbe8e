"""When two incidents are likely one, and what a merged one remembers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from esafety_desk.policy.twins import before_merging, likely_twins, merged_reason, sketch_of
from esafety_desk.records.incident import Incident, Status

DAY = date(2026, 11, 16)
TARGET = {"person_id": 11, "involved_as": "target"}
INSTIGATOR = {"person_id": 12, "involved_as": "instigator"}
WITNESS = {"person_id": 13, "involved_as": "witness"}


def draft(**values: object) -> dict[str, object]:
    return {"kind": "conduct.online-bullying", "people": (TARGET, INSTIGATOR), "happened_on": DAY, **values}


def incident(**values: object) -> Incident:
    kept = {
        "id": 5,
        "reference": "INC-2026-005",
        "summary": "x",
        "whereabouts": "in-school",
        "reported_on": DAY,
    }
    return Incident.model_validate({**draft(), **kept, **values})


def twins_of(typed: dict[str, object], *incidents: Incident) -> list[str]:
    sketch = sketch_of(typed, DAY)
    return [] if sketch is None else [twin.reason for twin in likely_twins(sketch, incidents)]


def test_same_people_same_type_days_apart_are_likely_twins() -> None:
    assert twins_of(draft(happened_on=DAY + timedelta(days=2)), incident()) == ["same people, 2 days apart"]
    assert twins_of(draft(), incident()) == ["same people, on the same day"]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "conduct.fake-account"},
        {"happened_on": DAY - timedelta(days=8)},
        {"people": ({"person_id": 99, "involved_as": "target"},)},
        {"people": (TARGET, {"person_id": 99, "involved_as": "instigator"})},
        {"people": ()},
        {"status": Status.DUPLICATE, "closing_reason": "x"},
        {"status": Status.ERROR, "closing_reason": "x"},
    ],
)
def test_anything_else_is_another_incident(other: dict[str, object]) -> None:
    assert twins_of(draft(), incident(**other)) == []


def test_another_witness_or_one_person_more_is_still_a_twin() -> None:
    assert twins_of(draft(people=(TARGET, INSTIGATOR, WITNESS)), incident())
    assert twins_of(draft(people=(TARGET,)), incident())


@pytest.mark.parametrize("typed", [{}, {"kind": "conduct.online-bullying"}, draft(people=()), draft(kind="")])
def test_nothing_is_said_before_enough_is_typed(typed: dict[str, object]) -> None:
    assert sketch_of(typed, DAY) is None


def test_the_nearest_comes_first() -> None:
    near, far = (
        incident(id=9, happened_on=DAY - timedelta(days=1)),
        incident(happened_on=DAY - timedelta(days=5)),
    )
    assert twins_of(draft(), far, near) == ["same people, 1 day apart", "same people, 5 days apart"]


@pytest.mark.parametrize(
    "status", [status for status in Status if status not in (Status.DUPLICATE, Status.ERROR)]
)
@pytest.mark.parametrize("reason", ["", "Both families were content.\nIt ended there."])
def test_status_and_reason_come_back(status: Status, reason: str) -> None:
    before = incident(status=status, closing_reason=reason or ("x" if "no" in status else ""), closed_on=DAY)
    after = before.model_copy(update={"closing_reason": merged_reason(before, "INC-2026-001")})
    assert before_merging(after) == (status, before.closing_reason)


def test_a_full_reason_leaves_room_for_where_it_went() -> None:
    before = incident(closing_reason="y" * 4_000)
    assert len(merged_reason(before, "INC-2026-001")) <= 4_000
