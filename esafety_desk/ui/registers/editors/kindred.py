"""The editor that points to a record of one register: by its reference, by words in it, or from the newest."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from esafety_desk.records.facts import FieldFacts
from esafety_desk.records.registers import REGISTERS
from esafety_desk.services import searching
from esafety_desk.services.searching import Hit
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.registers.editors.links import LinkEditor
from esafety_desk.ui.registers.editors.suggestions import Suggestion
from esafety_desk.ui.session import Session


class KindredEditor(LinkEditor):
    """A record of the register the field refers to. The arrow down offers the newest."""

    def __init__(self, facts: FieldFacts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(facts, session, parent)
        self._register = REGISTERS[facts.refers_to]
        self._line.setPlaceholderText("Type a reference, words in it, or press ↓")
        self._offers.asked.connect(self._offer_newest)

    def _offer_newest(self) -> None:
        self.session.run(self, partial(self.look_for, ""), partial(self._on_found, ""), channel="look")

    def look_for(self, wanted: str) -> list[Suggestion]:
        hits = searching.find_in(self.session.desk, self._register, wanted)
        return [Suggestion(f"{hit.reference}  {hit.title}", self._detail(hit), hit.id) for hit in hits]

    def _detail(self, hit: Hit) -> str:
        return day_text(hit.dated_on, self.session.today()) if hit.dated_on else ""

    def _unfound(self) -> str:
        return f"Choose a {self._register.singular} from the list."

    def wants_full_width(self) -> bool:
        return True
