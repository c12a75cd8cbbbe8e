"""The line at a form's foot that says why the field with the cursor is asked, and by which clause of the policy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from esafety_desk.ui.registers.field_frame import FieldFrame
from esafety_desk.ui.registers.form_body import FormBody
from esafety_desk.ui.theme import GAP, SPACE, dress

_LINES = 2


class WhyLine(QLabel):
    """Always as tall as two lines, so that nothing moves while one goes from field to field."""

    def __init__(self, body: FormBody) -> None:
        super().__init__()
        self._body = body
        dress(self, "hint")
        self.setObjectName("form.why")
        self.setAccessibleName("Why this is asked")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self.setContentsMargins(SPACE + 4, GAP, SPACE + 4, 0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + 2 * GAP)
        QApplication.instance().focusChanged.connect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._body.isAncestorOf(now):
            return
        field = now
        while field is not None and not isinstance(field, FieldFrame):
            field = field.parentWidget()
        self.setText(field.editor.facts.reason if field is not None else "")
