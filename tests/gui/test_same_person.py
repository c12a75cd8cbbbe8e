"""A teacher who was entered twice is made one from her page, and taken apart again."""

from __future__ import annotations

from pathlib import Path

from esafety_desk.records.people import Person, PersonKind
from esafety_desk.services import keeping
from tests.gui.conftest import ComeIn, at_work


def test_two_records_of_one_person_are_merged_and_taken_apart(come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        first, second = (
            keeping.save(work, Person(kind=PersonKind.STAFF, given_name=name, family_name="O’Brien")).record
            for name in ("Siân", "Sian")
        )
    leader = come_in()
    leader.program.shell.session.navigate.emit("people", first.id)
    leader.waits_for(f"Likely the same as {second.reference} Sian O’Brien")
    leader.settle()
    leader.click(f"action.merge.{second.id}")
    leader.waits_for(f"{second.reference} is one with {first.reference} now.", "One with")
    leader.settle()
    leader.click(f"action.unmerge.{second.id}")
    leader.waits_for(f"{second.reference} stands for itself again.", "Likely the same as")
