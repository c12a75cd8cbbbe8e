"""A date typed as one says it, read back as one reads it, with a calendar for the mouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFocusEvent, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from esafety_desk.ui.icons import icon
from esafety_desk.ui.kit.days import day_text, read_day, typed_text
from esafety_desk.ui.theme import colours, text_font

LEAST_WIDTH, WITH_CALENDAR = 106, 130
"""In px: a date just fits; a date and the calendar's button."""


class DateField(QLineEdit):
    """Takes "3/9", "3 sept", "03/09/2026", "yesterday"; shows back "Thu 3 Sept" at its right end."""

    changed = Signal()
    """What is typed means another day than before, or none."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._value: date | None = None
        self.setPlaceholderText("today, tue or 3/9")
        self.setMaxLength(40)
        self.setMinimumWidth(LEAST_WIDTH)
        self._open = QAction("Choose from a calendar", self)
        self._open.triggered.connect(self._on_open)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._on_text)
        self._draw()

    def value(self) -> date | None:
        """The day meant, or None where nothing was typed or it cannot be read (see ``is_readable``)."""
        return self._value

    def set_value(self, day: date | None) -> None:
        self.setText("" if day is None else typed_text(day))

    def draft(self) -> date | str | None:
        """What a draft keeps: the day, or the unreadable text as it stands, or None."""
        return self._value or self.text().strip() or None

    def set_draft(self, kept: date | str | None) -> None:
        if isinstance(kept, date):
            self.set_value(kept)
        else:
            self.setText(typed_text(date.fromisoformat(kept)) if _is_iso(kept) else kept or "")

    @property
    def is_readable(self) -> bool:
        return self._value is not None or not self.text().strip()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._value is not None:
            self.set_value(self._value)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._open.setVisible(self.width() >= WITH_CALENDAR)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._value is None:
            return
        said = day_text(self._value, self._today())
        typed = self.fontMetrics().horizontalAdvance(self.text())
        painter = QPainter(self)
        painter.setFont(text_font(12))
        room = self.rect().adjusted(typed + 20, 0, -36 if self._open.isVisible() else -12, 0)
        if painter.fontMetrics().horizontalAdvance(said) <= room.width():
            painter.setPen(colours().ink_2)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)

    def _on_text(self, text: str) -> None:
        before, self._value = self._value, read_day(text, self._today())
        self.setAccessibleDescription(day_text(self._value, self._today()) if self._value else "")
        if self._value != before or self._value is None:
            self.changed.emit()

    def _on_open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self._value or self._today()
        calendar = _calendar(QDate(chosen.year, chosen.month, chosen.day))
        calendar.clicked.connect(lambda day: self._on_chosen(day, menu))
        calendar.activated.connect(lambda day: self._on_chosen(day, menu))
        inside = QWidgetAction(menu)
        inside.setDefaultWidget(calendar)
        menu.addAction(inside)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.setFocus()

    def _on_chosen(self, day: QDate, menu: QMenu) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        menu.close()
        self.setFocus()

    def _draw(self) -> None:
        self._open.setIcon(icon("calendar", colours().ink_2))


def _calendar(chosen: QDate) -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setSelectedDate(chosen)
    plain = QTextCharFormat()  # Qt paints the weekend red, which here says late
    plain.setForeground(QColor(colours().ink_2))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    for name, pointed in (
        ("qt_calendar_prevmonth", "chevron-left"),
        ("qt_calendar_nextmonth", "chevron-right"),
    ):
        calendar.findChild(QToolButton, name).setIcon(icon(pointed, colours().ink_2))
    calendar.setMinimumSize(300, 240)
    return calendar


def _is_iso(kept: str | None) -> bool:
    return bool(kept) and len(kept) == 10 and kept[4] == "-" and kept[7] == "-"
