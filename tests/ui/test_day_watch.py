"""A window that stays open overnight notices that another day has come."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from esafety_desk.ui.day_watch import DayWatch


def test_the_next_day_is_told_once(qtbot: QtBot) -> None:
    days = [date(2026, 11, 19)]
    parent = QObject()
    watch = DayWatch(lambda: days[-1], parent, every_ms=5)
    told: list[date] = []
    watch.turned.connect(lambda: told.append(days[-1]))
    watch.look()
    assert told == []
    days.append(date(2026, 11, 20))
    qtbot.waitUntil(lambda: bool(told))
    watch.look()
    assert told == [date(2026, 11, 20)]
