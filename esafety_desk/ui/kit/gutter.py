"""A scrolled area whose inside keeps its width whether or not there is a scroll bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_BAR = 12


class GutterArea(QScrollArea):
    """Scrolls up and down only; the bar takes its room from the right margin of what is inside."""

    def __init__(self) -> None:
        super().__init__()
        self._margin = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._fit)

    def hold(self, inside: QWidget) -> None:
        """Show ``inside``, which has a layout, in place of what was shown."""
        margins = inside.layout().contentsMargins() if inside.layout() else None
        self._margin = margins.right() if margins else 0
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._fit()

    def _fit(self) -> None:
        layout = self.widget().layout() if self.widget() else None
        if layout is None:
            return
        taken = _BAR if self.verticalScrollBar().maximum() > 0 else 0
        margins = layout.contentsMargins()
        margins.setRight(max(0, self._margin - taken))
        layout.setContentsMargins(margins)
