"""The school's logo, chosen in Settings: shown as it is kept, refused in a sentence, taken away again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from esafety_desk.services import logos
from esafety_desk.ui.logo_card import LogoCard
from esafety_desk.ui.outside import Outside
from tests.reports.papers import picture
from tests.ui.registers.conftest import session, settle

__all__ = ["session", "settle"]


class Choosing(Outside):
    """Answers with one file where a person would meet a dialog of the system."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def ask_which_files(
        self, parent: QWidget, title: str, kinds: str, then: Callable[[list[Path]], None]
    ) -> None:
        then([self.path])


@pytest.fixture
def card(qtbot: Any, session: Any, settle: Callable[[], None], tmp_path: Path) -> LogoCard:
    session.outside = Choosing(tmp_path / "logo.png")
    made = LogoCard(session)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def find(card: LogoCard, name: str) -> Any:
    return card.findChild(QWidget, name)


def test_a_picture_is_kept_shown_and_taken_away(
    card: LogoCard, settle: Any, desk: Any, tmp_path: Path
) -> None:
    assert find(card, "logo.picture").accessibleName() == "No logo"
    assert not find(card, "action.logo.none").isEnabled()
    (tmp_path / "logo.png").write_bytes(picture())
    find(card, "action.logo.choose").click()
    settle()
    assert logos.logo(desk) is not None
    assert find(card, "logo.picture").accessibleName() == "The school’s logo"
    assert not find(card, "logo.picture").pixmap().isNull()
    find(card, "action.logo.none").click()
    settle()
    assert logos.logo(desk) is None
    assert not find(card, "action.logo.none").isEnabled()


def test_a_file_that_is_no_picture_is_refused_beside_the_button(
    card: LogoCard, settle: Any, desk: Any, tmp_path: Path
) -> None:
    (tmp_path / "logo.png").write_bytes(b"not a picture")
    find(card, "action.logo.choose").click()
    settle()
    assert find(card, "message.logo").text() == "This file is not a PNG or JPEG picture. Choose another."
    assert find(card, "message.logo").isVisible()
    assert logos.logo(desk) is None
