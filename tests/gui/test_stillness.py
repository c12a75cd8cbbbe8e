"""Reduced motion for everybody: nothing in the window moves by itself."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import ComeIn
from tests.gui.driving import wait


def test_nothing_moves_by_itself(come_in: ComeIn) -> None:
    for effect in Qt.UIEffect:
        QApplication.setEffectEnabled(effect, True)
    leader = come_in()
    assert not any(QApplication.isEffectEnabled(effect) for effect in Qt.UIEffect)
    moving: list[str] = []
    for place in ("incidents", "reports", "settings", "today"):
        leader.go(place)
        leader.press("Ctrl+N")
        moving += [type(one).__name__ for one in running()]
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        leader.press("Esc")
    leader.press("Ctrl+K")
    wait(lambda: leader.see("palette.results").isVisible(), "the search")
    assert moving + [type(one).__name__ for one in running()] == []


def running() -> list[QAbstractAnimation]:
    """Whatever is under way anywhere in the program."""
    application = QApplication.instance()
    assert application is not None
    owners = [application, *QApplication.allWidgets(), QApplication.style()]
    found = [one for owner in owners for one in owner.findChildren(QAbstractAnimation)]
    return [one for one in found if one.state() is QAbstractAnimation.State.Running]
