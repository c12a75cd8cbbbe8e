"""The spine of a record: what happened, in the order of the days, with late entries marked as such."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from esafety_desk.services.story import Event
from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.registers.link_label import LinkLabel
from esafety_desk.ui.theme import GAP, HAIR

_CUT_AT, _DAY_WIDTH = 420, 92
_TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class LongText(QWidget):
    """A text that can be marked and copied; a long one is cut until all of it is asked for."""

    def __init__(self, text: str, look: str = "") -> None:
        super().__init__()
        self._text = text
        self._label = label("", look, wraps=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more: LinkLabel | None = None
        within = QVBoxLayout(self)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(0)
        within.addWidget(self._label)
        if len(text) > _CUT_AT:
            self._more = LinkLabel(f"Show all {len(text.split()):,} words", self._show_all)
            self._more.setObjectName("action.show-all")
            within.addWidget(self._more)
        self._label.setText(text if self._more is None else f"{text[:_CUT_AT].rsplit(' ', 1)[0]} …")

    def _show_all(self) -> None:
        self._label.setText(self._text)
        if self._more is not None:
            self._more.hide()


class Chronology(QWidget):
    """One line an event: the day, what it was, and beneath when it was entered if that was later."""

    def __init__(self, events: Sequence[Event], today: date, open_record: Callable[[str, int], None]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP - 1)
        self._grid.setColumnMinimumWidth(0, _DAY_WIDTH)
        self._grid.setColumnStretch(1, 1)
        before: date | None = None
        for row, event in enumerate(events):
            same_day = event.on == before and not event.is_due
            self._grid.addWidget(_day(event, today, same_day, self), row, 0, _TOP_LEFT)
            self._grid.addWidget(_what(event, today, open_record), row, 1)
            before = event.on


def _day(event: Event, today: date, same_day: bool, parent: QWidget) -> QLabel:
    said = day_text(event.on, today)
    if event.is_due:
        return Badge(said, "red" if event.on < today else "amber", parent)
    made = label("" if same_day else said, "secondary")
    made.setAccessibleName(said)
    return made


def _what(event: Event, today: date, open_record: Callable[[str, int], None]) -> QWidget:
    whole = QWidget()
    within = QVBoxLayout(whole)
    within.setContentsMargins(0, 0, 0, 0)
    within.setSpacing(0)
    if event.register in ("actions", "referrals") and event.kind in ("action", "referral"):
        within.addWidget(_linked(event, open_record))
    else:
        within.addWidget(LongText(event.text, "secondary" if event.kind in ("change", "entry") else ""))
    told = _aside(event, today)
    if told:
        within.addWidget(label(told, "hint", wraps=True))
    within.setContentsMargins(0, 0, 0, HAIR if event.kind.startswith("note") else 0)
    return whole


def _linked(event: Event, open_record: Callable[[str, int], None]) -> QWidget:
    return LinkLabel(event.text, lambda: open_record(event.register, event.id))


def _aside(event: Event, today: date) -> str:
    said = []
    if event.kind in ("note opinion", "note correction"):
        said.append(event.kind.split()[1].capitalize())
    if event.entered_at is not None:
        at = event.entered_at.astimezone()
        said.append(f"entered {day_text(at.date(), today)}, {at:%H:%M}")
    return " · ".join(said)
