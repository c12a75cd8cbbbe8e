"""Half-typed forms outlive a crash, one to a form, and leave no audit line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from esafety_desk.services import unlocking
from esafety_desk.services.checking import check
from esafety_desk.store import drafts
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, NOW, PASSPHRASE


def keep(desk: Desk, form: str, values: dict[str, object], minutes: int = 0) -> None:
    with desk.sketching() as connection:
        drafts.keep(connection, form, values, NOW + timedelta(minutes=minutes))


def kept(desk: Desk) -> dict[str, drafts.Draft]:
    with desk.reading() as connection:
        return drafts.kept(connection)


def test_the_newest_draft_of_a_form_takes_the_place_of_the_older(desk: Desk) -> None:
    keep(desk, "incidents:new", {"summary": "Unk"})
    keep(desk, "incidents:new", {"summary": "Unkind"}, minutes=1)
    keep(desk, "incidents:417", {"summary": "Other"})
    assert set(kept(desk)) == {"incidents:new", "incidents:417"}
    assert kept(desk)["incidents:new"].values == {"summary": "Unkind"}
    assert kept(desk)["incidents:new"].saved_at == NOW + timedelta(minutes=1)


def test_a_draft_outlives_the_program(desk: Desk, desk_folder: Path) -> None:
    keep(desk, "people:new", {"given_name": "Siân"})
    desk._connection.detach()  # as if the machine had lost its power
    assert desk._lock is not None
    desk._lock.release()
    again = unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP)
    assert kept(again)["people:new"].values == {"given_name": "Siân"}
    again.close()


def test_a_dropped_draft_is_gone_and_dropping_it_twice_is_no_matter(desk: Desk) -> None:
    keep(desk, "people:new", {})
    for _ in range(2):
        with desk.sketching() as connection:
            drafts.drop(connection, "people:new")
    assert kept(desk) == {}


def test_drafts_leave_no_trace_in_the_audit(desk: Desk) -> None:
    before = check(desk)
    keep(desk, "people:new", {"given_name": "Siân"})
    assert check(desk) == before


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("half \ud83d", "half \ud83d"),
        ("zero\x00byte", "zero\x00byte"),
        ("x" * 100_000, "x" * 100_000),
        (date(2026, 11, 19), "2026-11-19"),
        ([{"person_id": 7}], [{"person_id": 7}]),
        (None, None),
    ],
)
def test_whatever_stands_in_a_field_is_found_there_again(desk: Desk, typed: object, found: object) -> None:
    keep(desk, "people:new", {"field": typed})
    assert kept(desk)["people:new"].values == {"field": found}
