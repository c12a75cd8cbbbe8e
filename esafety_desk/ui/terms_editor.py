"""The school's terms as lines to correct: name, first and last day, and the half-term break."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from esafety_desk.records.school import Term
from esafety_desk.ui.kit.basics import button, column, label, row
from esafety_desk.ui.kit.date_field import DateField
from esafety_desk.ui.theme import GAP, HAIR

_HEADS = ("Term", "First day", "Last day", "Half term from", "Half term until")
_DAYS = ("starts_on", "ends_on", "break_from", "break_until")


class TermsEditor(QWidget):
    """``drafts()`` is what a School's draft takes under "terms"; a line left wholly empty is no term."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("field.terms")
        self.setAccessibleName("Terms")
        self._today = today
        self._lines: list[_Line] = []
        self._count = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(HAIR + 2)
        for at, head in enumerate(_HEADS):
            self._grid.addWidget(label(head, "name"), 0, at)
            self._grid.setColumnStretch(at, 1)
        self._add = button(
            "Add a term", icon="plus", name="action.add-term", on_click=lambda: self._add_line(None)
        )
        self.setLayout(column(self._grid, row(self._add, 0)))

    def set_terms(self, terms: Iterable[Term]) -> None:
        for line in tuple(self._lines):
            self._remove(line)
        for term in terms:
            self._add_line(term)

    def drafts(self) -> tuple[dict[str, Any], ...]:
        """Each line's values; a date that cannot be read comes as the text it is, for the check to name."""
        return tuple(draft for line in self._lines if any((draft := line.draft()).values()))

    def _add_line(self, term: Term | None) -> None:
        self._count += 1
        line = _Line(self._count, self._today, term)
        line.remove.clicked.connect(lambda: self._remove(line))
        self._lines.append(line)
        at = self._grid.rowCount()
        for place, widget in enumerate(line.widgets):
            self._grid.addWidget(widget, at, place)
            widget.show()
        line.name.textChanged.connect(self.changed)
        for day in line.days:
            day.changed.connect(self.changed)
        if term is None:
            line.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        for widget in line.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.changed.emit()


class _Line:
    """The widgets of one term."""

    def __init__(self, number: int, today: Callable[[], date], term: Term | None) -> None:
        self.name = QLineEdit(term.name if term else "")
        self.name.setMaxLength(40)
        self.name.setMinimumWidth(116)
        self.name.setPlaceholderText("Autumn 2026")
        self.name.setAccessibleName(f"Name of term {number}")
        self.name.setObjectName(f"field.terms.{number}.name")
        self.days = tuple(DateField(today) for _ in _DAYS)
        for field, day, head in zip(_DAYS, self.days, _HEADS[1:], strict=True):
            day.setObjectName(f"field.terms.{number}.{field}")
            day.setAccessibleName(f"{head}, term {number}")
            day.set_value(getattr(term, field) if term else None)
        self.remove = button(
            "", "icon", icon="close", told=f"Remove term {number}", name=f"action.remove-term-{number}"
        )
        self.widgets = (self.name, *self.days, self.remove)

    def draft(self) -> dict[str, Any]:
        return {"name": self.name.text().strip()} | {
            field: day.draft() for field, day in zip(_DAYS, self.days, strict=True)
        }
