"""Ctrl+K: everything found as one types, and every page and act by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from esafety_desk.records.people import Person
from esafety_desk.ui.commands import commands
from esafety_desk.ui.palette import Palette
from esafety_desk.ui.session import Session
from tests.ui.registers.conftest import add_incident, session, settle

__all__ = ["add_incident", "session", "settle"]


@pytest.fixture
def went() -> list[str]:
    return []


@pytest.fixture
def palette(qtbot: QtBot, session: Session, went: list[str], settle: Callable[[], None]) -> Iterator[Palette]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    acts = commands(
        session,
        went.append,
        lambda: went.append("locked"),
        lambda: went.append("helped"),
        lambda: went.append("met"),
    )
    made = Palette(session, acts, window)
    window.show()
    window.activateWindow()
    made.open()
    settle()
    yield made
    settle()


def _titles(palette: Palette) -> list[str]:
    return [line.title for line in palette.list.model().lines]


def test_empty_palette_offers_every_new_record_and_page(palette: Palette) -> None:
    assert "New incident" in _titles(palette)
    assert "Go to Reports" in _titles(palette)
    assert "Lock the desk" in _titles(palette)


def test_person_is_found_by_a_few_letters_without_accents(
    palette: Palette, pupil: Person, settle: Callable[[], None], session: Session
) -> None:
    asked: list[tuple[str, int]] = []
    session.navigate.connect(lambda register, key: asked.append((register, key)))
    QTest.keyClicks(palette.box, "zaj")
    settle()
    assert _titles(palette) == ["Łukasz Zając"]
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert asked == [("people", pupil.id)]
    assert palette.isHidden()


def test_only_the_newest_answer_is_shown(
    palette: Palette, pupil: Person, teacher: Person, settle: Callable[[], None]
) -> None:
    for text in ("zaj", "brie"):
        palette.box.setText(text)
    settle()
    assert _titles(palette) == ["Siân O’Brien"]


def test_arrows_walk_and_stop_at_the_ends(palette: Palette) -> None:
    QTest.keyClick(palette.box, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 0
    QTest.keyClick(palette.box, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1


def test_command_is_found_by_its_words_and_run(
    palette: Palette, settle: Callable[[], None], session: Session, went: list[str]
) -> None:
    begun: list[str] = []
    session.draft_asked.connect(lambda register, values: begun.append(register))
    QTest.keyClicks(palette.box, "new inc")
    settle()
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert begun == ["incidents"]
    palette.open()
    QTest.keyClicks(palette.box, "lock")
    settle()
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert went == ["locked"]


def test_nothing_found_says_what_to_try(palette: Palette, settle: Callable[[], None]) -> None:
    QTest.keyClicks(palette.box, "qqqq")
    settle()
    assert _titles(palette) == []
    assert palette._hint.text().startswith("Nothing holds “qqqq”")


def test_restricted_referral_shows_no_content(
    palette: Palette, add_incident: Callable[..., Any], settle: Callable[[], None], work: Any
) -> None:
    from datetime import date

    from esafety_desk.records.referral import Referral, ReferredTo
    from esafety_desk.services import keeping

    about = add_incident().id
    keeping.save(
        work,
        Referral(about_id=about, to=ReferredTo.LEGAL, referred_on=date(2026, 11, 18), reason="Secretword"),
    )
    QTest.keyClicks(palette.box, "secretword")
    settle()
    assert _titles(palette) == []
    palette.box.setText("REF-2026")
    settle()
    assert _titles(palette) == ["Restricted"]


@pytest.mark.parametrize("way", ["escape", "click"])
def test_it_closes_by_escape_and_by_a_click_beside_it(palette: Palette, way: str) -> None:
    if way == "escape":
        QTest.keyClicks(palette.box, "abc")
        QTest.keyClick(palette.box, Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(20, 600))
    assert palette.isHidden()
