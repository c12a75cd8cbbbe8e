"""The second step: what would come in, what waits, what the columns mean; nothing is kept yet."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from esafety_desk.policy.wording import short
from esafety_desk.services.import_report import Did, Report
from esafety_desk.ui.bringing_in.absent import Absent
from esafety_desk.ui.bringing_in.asking_order import AskingOrder
from esafety_desk.ui.bringing_in.columns import ColumnsGrid
from esafety_desk.ui.bringing_in.deciding import Deciding
from esafety_desk.ui.bringing_in.grid import Grid
from esafety_desk.ui.bringing_in.reading import Reading
from esafety_desk.ui.kit.basics import button, column, emptied, holder, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Chip
from esafety_desk.ui.theme import GAP, HAIR, SPACE

_TITLES = {
    Did.DOUBTFUL: "Doubtful", Did.REFUSED: "Refused", Did.ADDED: "New", Did.CHANGED: "Changed", Did.LEFT: "Left",
    Did.SAME: "Same", Did.PASSED_OVER: "Passed over",
}  # fmt: skip
_MOST_NOTES = 4


class Preview(QWidget):
    """``corrected`` (heading, word or None), ``order_told`` (DayOrder), ``decided`` (Report, PersonId or None)."""

    corrected = Signal(str, object)
    order_told = Signal(object)
    decided = Signal(object, object)
    absent_told = Signal(bool)
    save_refused_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None
        self._rows: list[Report] = []
        self._notes = QVBoxLayout()
        self._notes.setSpacing(HAIR)
        self._notes.setContentsMargins(0, 0, 0, 0)
        self._question = AskingOrder()
        self._question.told.connect(self.order_told)
        self._absent = Absent()
        self._absent.told.connect(self._on_absent)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(GAP)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._showing: Did | None = None
        self.rows = Grid(
            "list.rows", "Rows", (("Line", 64), ("Becomes", 104), ("Understood as", 0), ("Because", 0))
        )
        self.rows.itemSelectionChanged.connect(self._on_picked)
        self.columns = ColumnsGrid()
        self.columns.corrected.connect(self.corrected)
        self._deciding = Deciding()
        self._deciding.decided.connect(self.decided)
        self._save = button(
            "Save refused rows…", name="action.save-refused", on_click=self.save_refused_asked.emit
        )
        self._below = QStackedWidget()
        rows = Card(margins=GAP)
        rows.body.addWidget(self.rows)
        rows.body.addWidget(self._deciding)
        columns = Card(margins=GAP)
        columns.body.addWidget(self.columns)
        self._below.addWidget(rows)
        self._below.addWidget(columns)
        head = row(holder(self._chips), 0, self._save)
        whole = column(holder(self._notes), self._question, self._absent, head, self._below, gap=GAP)
        whole.setStretch(4, 1)
        whole.setContentsMargins(0, 0, 0, SPACE)
        self.setLayout(whole)

    def begin(self) -> None:
        """Other files: what was said of the last ones does not hold for them."""
        self._absent.begin()

    def show_reading(self, reading: Reading, meanings: dict[str, str], left_out: str) -> None:
        """Show what would be done; ``left_out`` is said of columns that mean nothing."""
        self._reading = reading
        result = reading.result
        emptied(self._notes)
        for note in result.notes[:_MOST_NOTES]:
            self._notes.addWidget(label(note, "secondary", wraps=True))
        self._question.show_for([heading for sheet in result.sheets for heading in sheet.undecided])
        self._absent.show_number(result.absent)
        self._save.setVisible(any(report.cells for report in reading.waiting))
        columns = tuple(column for sheet in result.sheets for column in sheet.columns)
        self.columns.show_columns(columns, meanings, left_out)
        fates = [did for did in _TITLES if result.counts[did]]
        self._fill_chips(fates, has_columns=bool(columns))
        self.show_fate(self._showing if self._showing in fates else next(iter(fates), None))

    def show_fate(self, did: Did | None, _checked: bool = True) -> None:
        """Show the rows of one fate."""
        self._showing = did
        self._below.setCurrentIndex(0)
        shown = self._reading.shown if self._reading else ()
        self._rows = [report for report in shown if report.action is did]
        self.rows.fill(
            [(f"{r.line:,}" if r.line else "–", _TITLES[r.action], _said(r), r.reason) for r in self._rows]
        )
        self._deciding.hide()
        if self._rows:
            self.rows.selectRow(0)

    def show_columns(self, _checked: bool = True) -> None:
        """Show what the columns mean."""
        self._below.setCurrentIndex(1)

    def _fill_chips(self, fates: list[Did], *, has_columns: bool) -> None:
        assert self._reading is not None
        emptied(self._chips)
        for did in fates:
            chip = Chip(
                f"{_TITLES[did]} {self._reading.result.counts[did]:,}", name=f"show.{did.name.lower()}"
            )
            chip.setAutoExclusive(True)
            chip.setChecked(did is (self._showing if self._showing in fates else fates[0]))
            chip.clicked.connect(partial(self.show_fate, did))
            self._chips.addWidget(chip)
        if has_columns:
            chip = Chip("Columns", name="show.columns")
            chip.setAutoExclusive(True)
            chip.clicked.connect(self.show_columns)
            self._chips.addWidget(chip)

    def _on_absent(self, have_left: bool) -> None:
        self._showing = Did.LEFT if have_left else self._showing
        self.absent_told.emit(have_left)

    def _on_picked(self) -> None:
        at = self.rows.currentRow()
        report = self._rows[at] if 0 <= at < len(self._rows) else None
        self._deciding.show_for(report if report and report.likely else None)


def _said(report: Report) -> str:
    """What a row was understood as, in one line."""
    said: dict[str, Any] = dict(report.understood)
    if "given_name" in said:
        whole = " ".join(filter(None, (said.get("known_as") or said["given_name"], said.get("family_name"))))
        return ", ".join(filter(None, (whole, said.get("year_group"), said.get("class_name"))))
    days = [said[name] for name in ("happened_on", "held_on", "requested_on") if name in said]
    day = short(days[0], date.min) if days else ""
    words = said.get("summary") or said.get("platform") or said.get("advice") or ""
    people = [person["as_written"] for person in said.get("people", ())]
    return "  ·  ".join(filter(None, (day, words, ", ".join(people))))
