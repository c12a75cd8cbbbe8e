"""On a person's page: who is likely the same person, merged in one click, and who was merged, taken apart again."""

from __future__ import annotations

from functools import partial
from typing import Any

from esafety_desk.records.people import Person
from esafety_desk.services import people_merging
from esafety_desk.services.people_merging import Likeness
from esafety_desk.ui.kit.basics import button, column, emptied, holder, label, row
from esafety_desk.ui.registers.record_notice import RecordNotice
from esafety_desk.ui.session import Session

_MOST = 3


class SamePersonNotice(RecordNotice):
    """Amber, under the detail's title; hidden while there is nothing to say."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "same-person", "Likely the same person")

    def show_kept(self, record_id: int) -> None:
        """Look for others who are likely this person."""
        session = self._session
        look = partial(people_merging.likeness, session.desk, record_id, session.today())
        session.run(self, look, partial(self._show, record_id), lambda _: self.hide(), channel="same-person")

    def _show(self, person_id: int, found: Likeness) -> None:
        emptied(self.within)
        for other in found.likely[:_MOST]:
            merge = partial(self._merge, person_id, other.id)
            act = button("Merge into this one", name=f"action.merge.{other.id}", on_click=merge)
            self._add(f"Likely the same as {_told(other)}", other, act)
        for other in found.merged:
            apart = partial(self._unmerge, other.id)
            act = button("Take apart again", name=f"action.unmerge.{other.id}", on_click=apart)
            self._add(f"One with {_told(other)}", other, act, is_open=False)
        self.setVisible(bool(found.likely or found.merged))

    def _add(self, text: str, other: Person, act: Any, *, is_open: bool = True) -> None:
        said = label(text, wraps=True, name=f"same-person.text.{other.id}")
        acts = [act, 0]
        if is_open:
            see = partial(self._session.navigate.emit, "people", other.id)
            acts.insert(0, button("Open", "quiet", name=f"action.same.{other.id}", on_click=see))
        self.within.addWidget(holder(column(said, row(*acts), gap=0)))

    def _merge(self, kept: int, duplicate: int) -> None:
        self._session.change(self, lambda work: people_merging.merge(work, kept, duplicate))

    def _unmerge(self, duplicate: int) -> None:
        self._session.change(self, lambda work: people_merging.unmerge(work, duplicate))


def _told(person: Person) -> str:
    """Reference and name, with what tells people of one name apart."""
    place = person.class_name or (person.year_group.label if person.year_group else "")
    left = "left" if person.left_on else ""
    return ", ".join(filter(None, (f"{person.reference} {person.full_name}", place, left)))
