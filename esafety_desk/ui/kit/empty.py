"""What stands where there is nothing yet: what the place is for, and the first step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from esafety_desk.ui.icons import pixmap
from esafety_desk.ui.kit.basics import button, label
from esafety_desk.ui.theme import GAP, SPACE, colours

_READS_WELL = 460
"""In px: a sentence in lines of some sixty letters."""


class EmptyState(QWidget):
    """``step_asked`` is emitted by its one button, which is hidden while it has no text."""

    step_asked = Signal()

    def __init__(
        self,
        icon: str,
        heading: str,
        sentence: str = "",
        step: str = "",
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = label()
        self._heading = label("", "heading", wraps=True)
        self._sentence = label("", "secondary", wraps=True)
        self._step = button("", name=name, on_click=self.step_asked.emit)
        within = QVBoxLayout(self)
        within.setSpacing(GAP)
        within.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        within.addStretch(2)
        for thing in (self._picture, self._heading, self._sentence):
            thing.setAlignment(Qt.AlignmentFlag.AlignCenter)
            thing.setMaximumWidth(_READS_WELL)
            line = QHBoxLayout()  # keeps its height for the width it gets, in the middle of what there is
            line.addStretch(1)
            line.addWidget(thing, 100)
            line.addStretch(1)
            within.addLayout(line)
        within.addSpacing(GAP)
        within.addWidget(self._step, 0, Qt.AlignmentFlag.AlignHCenter)
        within.addStretch(3)
        self.say(heading, sentence, step)

    def say(self, heading: str, sentence: str = "", step: str = "", icon: str = "") -> None:
        """Change the words: "No incidents yet", what they are for, and the button's text."""
        self._icon = icon or self._icon
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._step.setText(step)
        self._step.setAccessibleName(step)
        self._step.setVisible(bool(step))
        self._draw()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The first step takes it. Not by a focus proxy: with one, Tab would leap."""
        self._step.setFocus(reason)

    def add_beneath_step(self, widget: QWidget) -> None:
        """A second, lesser step beneath the first."""
        at = self.layout().indexOf(self._step) + 1
        self.layout().insertWidget(at, widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(pixmap(self._icon, colours().ink_2, 36, self.devicePixelRatioF()))
