"""The school's logo in Settings: how it will stand on papers, another picture, or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from esafety_desk.host.errors import KnownError
from esafety_desk.ui.kit.basics import button, column, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import SPACE

if TYPE_CHECKING:
    from esafety_desk.services.keeping import Saved, Work

KINDS = "Pictures (*.png *.jpg *.jpeg)"
_HINT = (
    "It stands beside the title of every paper. A copy is kept in the desk, made small, with nothing of the "
    "file but its picture."
)
_SIZE = 96


class LogoCard(Card):
    """A picture is looked at before it is kept: one that cannot be a logo is refused in a sentence."""

    shown = Signal()
    """What is kept is in view."""

    def __init__(self, session: Session) -> None:
        super().__init__("Logo on papers")
        self.setObjectName("card.logo")
        self._session = session
        self._picture = QLabel()
        self._picture.setObjectName("logo.picture")
        self._picture.setFixedSize(_SIZE, _SIZE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._problem = label("", "error", wraps=True, name="message.logo")
        self._problem.hide()
        self._choose = button("Choose a picture…", name="action.logo.choose", on_click=self._ask)
        self._none = button("No logo", "quiet", name="action.logo.none", on_click=self._take_away)
        if session.outside is None:
            self._choose.hide()
        acts = column(label(_HINT, "hint", wraps=True), row(self._choose, self._none, 0), self._problem, 0)
        self.body.addLayout(row(self._picture, acts, gap=SPACE))
        self.read()

    def read(self) -> None:
        """Show the logo as it is kept."""
        desk = self._session.desk

        def logo() -> bytes | None:
            from esafety_desk.services import logos

            return logos.logo(desk)

        self._session.run(self, logo, self._show, channel="logo")

    def _show(self, content: bytes | None) -> None:
        self._none.setEnabled(content is not None)
        picture = QPixmap()
        if content is None or not picture.loadFromData(content):
            self._picture.setPixmap(QPixmap())
            self._picture.setText("None")
            self._picture.setAccessibleName("No logo")
        else:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._picture.setPixmap(picture.scaled(_SIZE, _SIZE, keep, smooth))
            self._picture.setAccessibleName("The school’s logo")
        self.shown.emit()

    def _ask(self) -> None:
        outside = self._session.outside
        if outside is not None:
            outside.ask_which_files(self, "Choose a logo", KINDS, self._keep)

    def _keep(self, paths: list[Path]) -> None:
        path = paths[0]

        def keep(work: Work) -> Saved:
            from esafety_desk.services import logos

            return logos.choose_file(work, path)

        self._session.change(self, keep, self._on_kept, self._on_refused)

    def _take_away(self) -> None:
        from esafety_desk.services import logos

        self._session.change(self, logos.take_away, self._on_kept, self._on_refused)

    def _on_kept(self, _saved: Saved) -> None:
        self._problem.hide()
        self.read()

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._session.report_error(error)
            return
        self._problem.setText(error.sentence)
        self._problem.show()
