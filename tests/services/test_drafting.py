"""What is half-typed is kept, found again, and gone once its record is saved."""

from __future__ import annotations

import pytest

from esafety_desk.records.people import Person
from esafety_desk.services import keeping
from esafety_desk.services.drafting import drafts, drop_draft, keep_draft
from esafety_desk.services.keeping import Refused, Work

FORM = "people:new"


@pytest.fixture
def half_typed(work: Work) -> Work:
    keep_draft(work.desk, FORM, {"given_name": "Si", "kind": None}, work.now)
    keep_draft(work.desk, "incidents:new", {"summary": "Unk"}, work.now)
    return work


def test_a_draft_is_found_by_its_form(half_typed: Work) -> None:
    assert drafts(half_typed.desk)[FORM].values == {"given_name": "Si", "kind": None}
    assert drafts(half_typed.desk)[FORM].saved_at == half_typed.now


def test_saving_the_record_drops_the_draft_of_its_form_alone(half_typed: Work) -> None:
    keeping.save(half_typed, Person(kind="staff", given_name="Siân"), form=FORM)
    assert set(drafts(half_typed.desk)) == {"incidents:new"}


def test_a_refused_record_keeps_its_draft(half_typed: Work, head: Person) -> None:
    gone_before_coming = head.model_copy(
        update={"joined_on": half_typed.today, "left_on": head.roles[0].since}
    )
    with pytest.raises(Refused):
        keeping.save(half_typed, gone_before_coming, form=FORM)
    assert FORM in drafts(half_typed.desk)


def test_a_draft_thrown_away_is_gone(half_typed: Work) -> None:
    drop_draft(half_typed.desk, FORM)
    assert set(drafts(half_typed.desk)) == {"incidents:new"}
