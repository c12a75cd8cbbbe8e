"""Files on a record: added, looked at inside the window, off for image types, decided upon by a DSL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from esafety_desk.policy.evidence_rules import STOPPED
from esafety_desk.records.attachment import Seal
from esafety_desk.records.incident import Incident
from esafety_desk.records.people import Person, PersonKind, Role
from esafety_desk.services import evidence, keeping
from esafety_desk.services.keeping import Work
from esafety_desk.ui.session import Session
from tests.conftest import TODAY, add_person
from tests.evidence_files import PNG, written
from tests.ui.registers.conftest import Hands

Open = Callable[[str], Hands]
Add = Callable[..., Incident]
IMAGE_TYPE = "conduct.ai-made-image"


@pytest.fixture
def chosen(session: Session, tmp_path: Path) -> Iterator[list[Path]]:
    """The files that a person chooses in the system's dialog."""
    paths: list[Path] = []
    session.outside = SimpleNamespace(ask_which_files=lambda parent, title, kinds, then: then(paths))
    yield paths
    session.outside = None


@pytest.fixture
def dsl(work: Work) -> Person:
    return add_person(work, "Nkechi", "Okafor", PersonKind.STAFF, Role.DSL)


def shown(hands: Hands, name: str) -> Any:
    """The newest widget of this name that is in view, once it is."""
    hands.settle()

    def found() -> list[QWidget]:
        return [widget for widget in hands.page.findChildren(QWidget, name) if widget.isVisible()]

    hands._qtbot.waitUntil(lambda: bool(found()))
    return found()[-1]


def opened(open_page: Open, record: Incident) -> Hands:
    hands = open_page("incidents")
    hands.page.show_record(record.id)
    hands.settle()
    return hands


def attach(work: Work, record: Incident, folder: Path, name: str, content: bytes) -> Any:
    return evidence.attach(work, record.id, written(folder, name, content)).record


def test_a_file_is_added_with_its_source(
    open_page: Open, add_incident: Add, chosen: list[Path], work: Work, tmp_path: Path
) -> None:
    record = add_incident()
    chosen.append(written(tmp_path, "chat.png", PNG))
    hands = opened(open_page, record)
    shown(hands, "action.attach").click()
    QTest.keyClicks(shown(hands, "field.attach.source"), "His mother")
    QTest.keyClicks(shown(hands, "field.attach.taken_on"), "16/11/2026")
    shown(hands, "action.attach.confirm").click()
    hands.settle()
    (kept,) = evidence.attached_to(work.desk, record.id)
    assert (kept.file_name, kept.source) == ("chat.png", "His mother")
    assert "PNG picture" in shown(hands, f"evidence.aside.{kept.id}").text()


def test_a_file_of_another_kind_is_refused_beside_it(
    open_page: Open, add_incident: Add, chosen: list[Path], work: Work, tmp_path: Path
) -> None:
    record = add_incident()
    chosen.append(written(tmp_path, "chat.png", b"MZ\x90\x00"))
    hands = opened(open_page, record)
    shown(hands, "action.attach").click()
    shown(hands, "action.attach.confirm").click()
    assert "none of these" in shown(hands, "problem.attach").text()
    assert evidence.attached_to(work.desk, record.id) == ()


@pytest.mark.parametrize(
    ("name", "content", "inside"),
    [
        ("chat.png", PNG, "viewer.picture"),
        ("chat.txt", "Zając wrote: “no”".encode(), "viewer.text"),
        ("chat.pdf", None, "viewer.pages"),
    ],
    ids=["picture", "text", "pages"],
)
def test_a_file_is_looked_at_inside_the_window(
    open_page: Open,
    add_incident: Add,
    work: Work,
    tmp_path: Path,
    qtbot: Any,
    name: str,
    content: bytes | None,
    inside: str,
) -> None:
    record = add_incident()
    kept = attach(work, record, tmp_path, name, content or real_pdf())
    hands = opened(open_page, record)
    shown(hands, f"evidence.file.{kept.id}").follow()
    viewer = shown(hands, "viewer")
    assert viewer.rect() == hands.page.rect()
    QTest.keyClick(shown(hands, inside), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.page.findChild(QWidget, "viewer") is None)


def test_a_damaged_picture_says_so(open_page: Open, add_incident: Add, work: Work, tmp_path: Path) -> None:
    record = add_incident()
    kept = attach(work, record, tmp_path, "chat.pdf", b"%PDF-1.4 and then nothing")
    hands = opened(open_page, record)
    shown(hands, f"evidence.file.{kept.id}").follow()
    viewer = shown(hands, "viewer")
    assert any(
        "cannot be shown" in text.text() for text in viewer.findChildren(QWidget) if hasattr(text, "text")
    )


def test_files_are_off_for_an_image_type_with_the_reason(
    open_page: Open, add_incident: Add, chosen: list[Path]
) -> None:
    hands = opened(open_page, add_incident(kind=IMAGE_TYPE))
    assert not shown(hands, "action.attach").isEnabled()
    assert shown(hands, "evidence.stop.text").text() == STOPPED


def test_a_sealed_file_is_decided_upon_by_a_dsl(
    open_page: Open, add_incident: Add, work: Work, tmp_path: Path, dsl: Person
) -> None:
    record = add_incident()
    kept = attach(work, record, tmp_path, "chat.png", PNG)
    keeping.save(work, record.changed(kind=IMAGE_TYPE))
    hands = opened(open_page, record)
    assert hands.page.findChild(QWidget, f"evidence.file.{kept.id}") is None
    assert "until Nkechi Okafor releases or destroys it" in shown(hands, f"evidence.aside.{kept.id}").text()
    shown(hands, f"action.decide.{kept.id}").click()
    shown(hands, "action.seal.release").click()
    assert "reason" in shown(hands, "problem.seal").text().lower()
    QTest.keyClicks(shown(hands, "field.seal.reason"), "It shows words only.")
    shown(hands, "action.seal.destroy").click()
    hands.settle()
    (decided,) = evidence.attached_to(work.desk, record.id)
    assert (decided.seal, decided.seal_decided_by, decided.seal_decided_on) == (Seal.DESTROYED, dsl.id, TODAY)
    assert "destroyed by Nkechi Okafor" in shown(hands, f"evidence.aside.{kept.id}").text()


def test_without_a_dsl_nobody_decides(open_page: Open, add_incident: Add, work: Work, tmp_path: Path) -> None:
    record = add_incident()
    kept = attach(work, record, tmp_path, "chat.png", PNG)
    keeping.save(work, record.changed(kind=IMAGE_TYPE))
    hands = opened(open_page, record)
    assert not shown(hands, f"action.decide.{kept.id}").isEnabled()
    assert "Enter the role under People" in shown(hands, f"evidence.aside.{kept.id}").text()


def real_pdf() -> bytes:
    """A PDF of one page, made by Qt itself."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QPainter, QPdfWriter

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.drawText(100, 100, "Chat")
    painter.end()
    return bytes(buffer.data())
