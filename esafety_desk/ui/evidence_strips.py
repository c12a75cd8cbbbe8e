"""What is asked before a file is attached, and before a sealed one is released or destroyed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from esafety_desk.records.attachment import Attachment, Seal
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.date_field import DateField
from esafety_desk.ui.kit.notice import Notice, Tone


class _Strip(Notice):
    """A heading, fields beneath it, what stands in the way, and buttons."""

    def __init__(self, name: str, tone: Tone) -> None:
        super().__init__(tone)
        self._text = label("", wraps=True)
        self._problem = label("", "error", wraps=True, name=f"problem.{name}")
        self._problem.hide()
        self.within.addWidget(self._text)

    def say(self, problem: str) -> None:
        """Say what stands in the way."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _lay_out(self, fields: Iterable[QWidget], *buttons: QWidget | int) -> None:
        for field in fields:
            self.within.addWidget(field)
        self.within.addWidget(self._problem)
        self.within.addLayout(row(*buttons))


class AttachStrip(_Strip):
    """Asks who gave the chosen files and when they were taken. ``attach_asked``: paths, source, day or None."""

    attach_asked = Signal(object, str, object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("attach", "accent")
        self._paths: tuple[Path, ...] = ()
        self._source = _line("field.attach.source", "Source", "Who gave it, or where it was seen")
        self._taken_on = DateField(today)
        self._taken_on.setObjectName("field.attach.taken_on")
        self._taken_on.setAccessibleName("Taken on")
        self._taken_on.setPlaceholderText("Taken on")
        attach = button("Attach", name="action.attach.confirm", on_click=self._on_attach)
        leave = button("Leave it", "quiet", name="action.attach.cancel", on_click=self.hide)
        self._lay_out((self._source, self._taken_on), attach, leave, 0)

    def begin(self, paths: list[Path]) -> None:
        """Ask about these files."""
        self._paths = tuple(paths)
        what, stay = (
            (paths[0].name, "the file stays") if len(paths) == 1 else (f"{len(paths)} files", "they stay")
        )
        self._text.setText(f"Attach {what}. A copy is kept in the desk; {stay} in place.")
        self._source.clear()
        self._taken_on.set_value(None)
        self.say("")
        self.show()
        self._source.setFocus()

    def _on_attach(self) -> None:
        if not self._taken_on.is_readable:
            self.say("Give a date, for example 3 Sept 2026.")
        elif self._paths:
            self.attach_asked.emit(self._paths, self._source.text(), self._taken_on.value())


class SealStrip(_Strip):
    """Asks which designated safeguarding lead decides on a sealed file, and why."""

    decided = Signal(object, object, int, str)

    def __init__(self) -> None:
        super().__init__("seal", "amber")
        self._attachment: Attachment | None = None
        self._by = QComboBox()
        self._by.setObjectName("field.seal.by")
        self._by.setAccessibleName("Designated safeguarding lead who decides")
        self._reason = _line("field.seal.reason", "Reason", "Why, in a few words")
        release = button("Release", name="action.seal.release", on_click=lambda: self._decide(Seal.RELEASED))
        destroy = button("Destroy", name="action.seal.destroy", on_click=lambda: self._decide(Seal.DESTROYED))
        leave = button("Leave it sealed", "quiet", name="action.seal.cancel", on_click=self.hide)
        self._lay_out((self._by, self._reason), release, destroy, leave, 0)

    def begin(self, attachment: Attachment, deciders: Iterable[tuple[int, str]]) -> None:
        """Ask about one sealed file."""
        self._attachment = attachment
        self._text.setText(
            f"{attachment.file_name}: released, it can be viewed again; destroyed, it is gone for good."
        )
        self._by.clear()
        for key, name in deciders:
            self._by.addItem(name, key)
        self._reason.clear()
        self.say("")
        self.show()
        self._reason.setFocus()

    def _decide(self, seal: Seal) -> None:
        if self._attachment is not None and self._by.currentData() is not None:
            self.decided.emit(self._attachment, seal, self._by.currentData(), self._reason.text())


def _line(name: str, told: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(told)
    made.setPlaceholderText(hint)
    return made
