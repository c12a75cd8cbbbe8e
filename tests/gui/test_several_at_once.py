"""Several lines of a list at once, by keys and clicks: given to somebody, closed, exported, printed, copied."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from esafety_desk.records.incident import Incident, Whereabouts
from esafety_desk.services import keeping
from esafety_desk.store import audit
from tests.gui.conftest import Answers, ComeIn, at_work
from tests.gui.driving import Leader

SUMMARIES = ("Cruel messages", "Game in lesson time", "=Photo shared", "Login used by another")


@pytest.fixture
def incidents(come_in: ComeIn, desk_folder: Path) -> Leader:
    """Four open incidents, one of them outside school and not yet decided upon."""
    with at_work(desk_folder) as work:
        for number, summary in enumerate(SUMMARIES, start=1):
            where = Whereabouts.OUTSIDE if number == 2 else Whereabouts.IN_SCHOOL
            incident = Incident(
                kind="conduct.online-bullying",
                summary=summary,
                happened_on=date(2026, 11, number),
                reported_on=date(2026, 11, 17),
                whereabouts=where,
            )
            keeping.save(work, incident)
    leader = come_in()
    leader.go("incidents")
    leader.waits_for("INC-2026-001")
    return leader


def click_row(leader: Leader, row: int, keys: Qt.KeyboardModifier) -> None:
    table = leader.see("list.incidents")
    spot = table.viewport().mapTo(table.window(), QPoint(20, table.rowViewportPosition(row) + 10))
    QTest.mouseClick(table.window().windowHandle(), Qt.MouseButton.LeftButton, keys, spot)
    leader.settle()


def statuses(leader: Leader) -> list[str]:
    return [line for line in leader.reads("list.incidents").splitlines() if line in ("Open", "Closed")]


def test_shift_ctrl_and_ctrl_a_select_and_the_bar_counts(incidents: Leader) -> None:
    assert not incidents.sees("selected")
    incidents.press("Shift+Down")
    assert incidents.reads("selection.told") == "2 selected"
    click_row(incidents, 3, Qt.KeyboardModifier.ControlModifier)
    assert incidents.reads("selection.told") == "3 selected"
    incidents.press("Ctrl+A")
    assert incidents.reads("selection.told") == "4 selected"
    incidents.press("Esc")
    assert not incidents.sees("selected")


def test_all_are_closed_for_one_reason_and_one_undo_brings_them_back(incidents: Leader) -> None:
    incidents.press("Ctrl+A")
    incidents.click("action.close-selected")
    incidents.press("Return")
    assert incidents.sees("Say it in a few words")
    incidents.type("Talked through in class")
    incidents.press("Return")
    incidents.waits_for("3 incidents closed. 1 as before, each with its reason.")
    assert sorted(statuses(incidents)) == ["Closed", "Closed", "Closed", "Open"]
    assert incidents.sees("1 stayed as it was", "Before closing, record whether the school acts")
    incidents.click("stayed.INC-2026-002")
    assert incidents.reads("detail.title") == "Game in lesson time"
    incidents.press("Esc")
    assert not incidents.sees("1 stayed as it was")
    incidents.click("action.undo")
    incidents.waits_for("3 incidents as before.")
    assert statuses(incidents) == ["Open"] * 4


def test_selected_are_given_to_somebody(incidents: Leader) -> None:
    incidents.press("Shift+Down")
    incidents.click("action.assign-selected")
    incidents.click("action.selection.confirm")
    assert incidents.sees("Say who.")
    incidents.click("field.owner_id")
    incidents.type("tre")
    incidents.program.frame.repaint()
    incidents.settle()
    incidents.press("Return")
    incidents.click("action.selection.confirm")
    incidents.waits_for("2 incidents given to Morwenna Tregear.")
    assert incidents.reads("selection.told") == "2 selected"


def test_copied_as_text_with_heads_and_gone_when_the_desk_locks(incidents: Leader, desk_folder: Path) -> None:
    incidents.press("Ctrl+A")
    incidents.press("Ctrl+C")
    incidents.waits_for("4 records copied as text. The copy goes when the desk locks.")
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0][:4] == ["Reference", "Happened on", "Type", "In a few words"]
    assert lines[2][:4] == ["INC-2026-003", "3 Nov 2026", "Online bullying", "'=Photo shared"]
    assert len(lines) == 5
    marked = QGuiApplication.clipboard().mimeData().data("x-kde-passwordManagerHint")
    assert bytes(marked.data()) == b"secret"
    incidents.press("Ctrl+L")
    incidents.waits_for("Locked.")
    assert QGuiApplication.clipboard().text() == ""
    with at_work(desk_folder) as work, work.desk.reading() as connection:
        assert [line.verb for line in audit.lines(connection, "incidents")] == ["copied"]


def test_only_the_selected_are_exported_and_printed(incidents: Leader, answers: Answers) -> None:
    incidents.press("Shift+Down")
    incidents.click("action.export-selected")
    assert incidents.reads("export.leaving").startswith("2 records, ")
    incidents.click("action.export-save")
    incidents.waits_for("saved.")
    (file,) = answers.folder.glob("*.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(file.read_bytes())).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["INC-2026-004", "INC-2026-003"]
    incidents.press("Ctrl+A")
    incidents.click("action.print-selected")
    incidents.waits_for("Incidents on paper")


def test_selection_outlives_a_change_and_every_act_has_a_name(incidents: Leader) -> None:
    incidents.press("Ctrl+A")
    incidents.program.shell.session.records_changed.emit(frozenset({"incidents"}))
    incidents.settle()
    assert incidents.reads("selection.told") == "4 selected"
    bar = incidents.see("selection")
    nameless = [w for w in bar.findChildren(QWidget) if w.focusPolicy() and not w.accessibleName()]
    assert nameless == []
