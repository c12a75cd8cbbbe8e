"""Making another record one with the person in view, where nothing says by itself that they are the same."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from esafety_desk.policy import same_person
from esafety_desk.records.base import PersonId
from esafety_desk.records.facts import facts
from esafety_desk.records.incident import Involved
from esafety_desk.records.people import Person
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import keeping, people_merging
from esafety_desk.services.people_merging import Merged
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.notice import Notice
from esafety_desk.ui.registers.editors.links import KnownPersonEditor
from esafety_desk.ui.session import Session

_NOBODY = "Choose the other record of this person."
_Two = tuple[Person, Person]


class MergeStrip(Notice):
    """Asks for the other record, says which of the two stays, and merges; Undo takes them apart again."""

    def __init__(self, session: Session) -> None:
        super().__init__("amber", "merge", "Merge with another record")
        self._session = session
        self._here: PersonId | None = None
        self._two: _Two | None = None
        asked = replace(facts(Involved)["person_id"], name="merge-with", title="Merge with")
        self._other = KnownPersonEditor(asked, session)
        self._other.changed.connect(self._on_changed)
        self._other.input.returnPressed.connect(self._on_merge)
        self._told = label("", wraps=True, name="merge.told")
        self._problem = label("", "error", wraps=True, name="message.merge")
        self._swap = button("Keep the other one", name="action.merge.swap", on_click=self._on_swap)
        merge = button("Merge", name="action.merge.confirm", on_click=self._on_merge)
        leave = button("Leave them apart", "quiet", name="action.merge.cancel", on_click=self.hide)
        title = label(asked.title, "name")
        title.setBuddy(self._other.input)
        for thing in (title, self._other, self._told, self._problem):
            self.within.addWidget(thing)
        self.within.addLayout(row(self._swap, 0))
        self.within.addLayout(row(merge, leave, 0))

    def begin(self, person_id: PersonId) -> None:
        """Ask for whom ``person_id`` is merged with."""
        self._here = person_id
        self._other.leave_out(person_id)
        self._other.set_value(None)
        self._show(None)
        self.show()
        self._other.take_focus()

    def _on_changed(self) -> None:
        other = self._other.value()
        self._show(None)
        if self._here is not None and other is not None:
            read = partial(_both, self._session, self._here, other)
            self._session.run(self, read, self._on_read, channel="both")

    def _on_read(self, two: _Two) -> None:
        if two[1].id == self._other.value():
            self._show(two)

    def _on_swap(self) -> None:
        if self._two is not None:
            self._show((self._two[1], self._two[0]))

    def _show(self, two: _Two | None) -> None:
        self._two = two
        self._swap.setVisible(two is not None)
        self._say(same_person.merging_problem(*two) if two else "")
        if two is None:
            self._told.setText(_NOBODY)
            return
        kept, duplicate = (f"{one.reference} {one.full_name}" for one in two)
        self._told.setText(
            f"{kept} stays. Every record that names {duplicate} leads to it, and {two[1].reference} is withdrawn."
        )

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _on_merge(self) -> None:
        if self._two is None:
            self._say(self._other.problem() or _NOBODY)
            return
        kept, duplicate = (PersonId(one.id or 0) for one in self._two)
        self._session.change(
            self, lambda work: people_merging.merge(work, kept, duplicate), partial(self._on_merged, kept)
        )

    def _on_merged(self, kept: PersonId, _merged: Merged) -> None:
        self.hide()
        if kept != self._here:
            self._session.navigate.emit(PEOPLE.name, kept)


def _both(session: Session, here: PersonId, other: PersonId) -> _Two:
    """On the store thread: the two as they are kept."""
    one, two = (keeping.load(session.work(), PEOPLE.name, key) for key in (here, other))
    assert isinstance(one, Person)
    assert isinstance(two, Person)
    return one, two
