"""The lines of a form: its fields one below the other under their headings, narrow ones two to a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from esafety_desk.records.facts import Kind
from esafety_desk.ui.kit.basics import label
from esafety_desk.ui.registers.field_frame import FieldFrame
from esafety_desk.ui.theme import GAP, SPACE

_ELASTIC = frozenset({Kind.TEXT, Kind.WORD, Kind.LINK})


class FieldLines:
    """Lays out the fields of ``body``; those that come at the end are added to what lies there."""

    def __init__(self, body: QWidget) -> None:
        self._body = body
        self._lines = QVBoxLayout(body)
        self._lines.setContentsMargins(0, 0, 0, SPACE)
        self._lines.setSpacing(SPACE)
        self._halves: list[QHBoxLayout] = []
        self._open_half: QHBoxLayout | None = None
        self._headings: dict[str, QWidget] = {}
        self._frames: list[FieldFrame] = []

    def show_only(self, frames: Sequence[FieldFrame]) -> None:
        """Show these fields in this order, and no others."""
        if self._frames != frames[: len(self._frames)]:
            self._take_out(staying=frames)
        for at in range(len(self._frames), len(frames)):
            self._add(frames, at)
            frames[at].show()

    def _add(self, frames: Sequence[FieldFrame], at: int) -> None:
        frame, group = frames[at], frames[at].editor.facts.group
        if not self._frames or self._frames[-1].editor.facts.group != group:
            self._open_half = None
            self._lines.addWidget(self._heading(group))
        self._frames.append(frame)
        if frame.editor.wants_full_width() or (self._open_half is None and _is_alone(frames, at)):
            self._open_half = None
            self._lines.addWidget(frame)
        elif self._open_half is None:
            self._open_half = self._half_line(frame)
        else:
            self._open_half.itemAt(1).widget().hide()
            self._open_half.addWidget(frame, 1)
            self._open_half = None

    def _take_out(self, staying: Sequence[FieldFrame]) -> None:
        """Empty the layout, without hiding what has the focus and is ``staying``.

        By removeWidget: an item merely taken lives on and keeps stale sizes.
        """
        for line in [self._lines, *self._halves]:
            for widget in [*self._headings.values(), *self._frames]:
                line.removeWidget(widget)
        for half in self._halves:
            half.itemAt(0).widget().deleteLater()
            self._lines.removeItem(half)
            half.deleteLater()
        for widget in [*self._headings.values(), *(one for one in self._frames if one not in staying)]:
            widget.hide()
        self._halves.clear()
        self._frames.clear()
        self._open_half = None

    def _half_line(self, frame: FieldFrame) -> QHBoxLayout:
        """A line with one field in its left half."""
        half = QHBoxLayout()
        half.setSpacing(SPACE)
        half.addWidget(frame, 1)
        half.addWidget(QWidget(), 1)
        self._lines.addLayout(half)
        self._halves.append(half)
        return half

    def _heading(self, group: str) -> QWidget:
        if group not in self._headings:
            made = label(group.upper(), "caption")
            made.setParent(self._body)
            made.setAccessibleName(group)
            made.setContentsMargins(0, GAP if self._headings else 0, 0, 0)
            self._headings[group] = made
        self._headings[group].setVisible(bool(group))
        return self._headings[group]


def _is_alone(frames: Sequence[FieldFrame], at: int) -> bool:
    """True where a field that could share its line has nothing to share it with, and can use the room."""
    if frames[at].editor.facts.kind not in _ELASTIC:
        return False
    after = frames[at + 1].editor if at + 1 < len(frames) else None
    return after is None or after.wants_full_width() or after.facts.group != frames[at].editor.facts.group
