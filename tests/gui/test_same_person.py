"""A teacher who was entered twice is made one from her page, and taken apart again."""

from __future__ import annotations

from pathlib import Path

from esafety_desk.records.people import Person, PersonKind
from esafety_desk.services import keeping
from tests.conftest import add_person
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


def test_a_person_known_by_two_names_is_merged_from_the_more_menu_and_undone(
    come_in: ComeIn, desk_folder: Path
) -> None:
    with at_work(desk_folder) as work:
        maiden, married = (
            keeping.save(work, Person(kind=PersonKind.STAFF, given_name="Ottilie", family_name=name)).record
            for name in ("Quaye", "Ferreday")
        )
    leader = come_in()
    leader.program.shell.session.navigate.emit("people", married.id)
    leader.waits_for("Ottilie Ferreday")
    leader.settle()
    leader.click("action.more")
    leader.press("Down")
    leader.press("Return")
    assert leader.focus.objectName() == "field.merge-with"
    leader.press("Return")
    leader.waits_for("Choose the other record of this person.")
    leader.type("Ottilie")
    leader.waits_for("Ottilie Quaye")
    assert not any("Ferreday" in offer for offer in leader.offered())
    leader.press("Return")
    leader.waits_for(f"{married.reference} Ottilie Ferreday stays.", f"{maiden.reference} is withdrawn.")
    for name in ("action.merge.confirm", "action.merge.swap", "action.merge.cancel"):
        shown = leader.see(name)
        assert shown.width() >= shown.sizeHint().width(), f"{name} is cut off"
    leader.click("action.merge.swap")
    leader.waits_for(f"{maiden.reference} Ottilie Quaye stays.", f"{married.reference} is withdrawn.")
    leader.click("action.merge.confirm")
    leader.waits_for(f"{married.reference} is one with {maiden.reference} now.", "Take apart again")
    assert leader.reads("detail.reference") == maiden.reference
    leader.click("action.undo")
    leader.waits_for(f"{married.reference} stands for itself again.")
    assert not leader.sees("Take apart again")


def test_two_who_cannot_be_one_are_told_before_anything_is_merged(come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        teacher = add_person(work, "Ottilie", "Quaye", PersonKind.STAFF)
        add_person(work, "Zebedee", "Quaye", PersonKind.PUPIL)
    leader = come_in()
    leader.program.shell.session.navigate.emit("people", teacher.id)
    leader.waits_for("Ottilie Quaye")
    leader.settle()
    leader.click("action.more")
    leader.press("Down")
    leader.press("Return")
    leader.pick("field.merge-with", "Zebedee")
    leader.waits_for("Set Who alike first if they are one person.")
    leader.press("Escape")
    assert not leader.sees("Leave them apart")
