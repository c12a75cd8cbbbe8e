"""Who is meant by each name of an imported record: the likely ones first, then whoever else may be."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from esafety_desk.records.base import PersonId
from esafety_desk.services.reviewing import NameToMatch, Part, ToReview
from esafety_desk.ui.kit.basics import column, emptied, label
from esafety_desk.ui.theme import GAP, HAIR

_AS_WRITTEN = "Leave as written"
_NOBODY = "Nobody of this name here: left as written"
_CHOOSE = "Choose who it was"


class ReviewNames(QWidget):
    """One box a name, the certain ones chosen already."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[tuple[Part, str], QComboBox] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GAP)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._lines)

    @property
    def people(self) -> dict[tuple[Part, str], PersonId | None]:
        """Who is meant by each name, as chosen."""
        return {key: box.currentData() for key, box in self._boxes.items()}

    def show_names(self, found: ToReview) -> None:
        emptied(self._lines)
        self._boxes = {}
        if not found.names:
            self._lines.addWidget(label("Nobody is named who is not linked already.", "hint", wraps=True))
        for number, name in enumerate(found.names):
            box = _box(name, found.staff)
            box.setObjectName(f"meant.{number}")
            self._boxes[name.key] = box
            told = ": ".join(filter(None, (name.part.value, name.written)))
            box.setAccessibleName(f"Who is meant by {told}")
            self._lines.addLayout(column(label(told, "name"), box, gap=HAIR))


def _box(name: NameToMatch, staff: tuple[tuple[PersonId, str], ...]) -> QComboBox:
    box = QComboBox()
    nobody = _AS_WRITTEN if name.likely or staff else _NOBODY
    box.addItem(nobody if name.written else _CHOOSE, None)
    for person, told in name.likely:
        box.addItem(told, person)
    others = [one for one in staff if one not in name.likely]
    if name.likely and others:
        box.insertSeparator(box.count())
    for person, told in others:
        box.addItem(told, person)
    box.setCurrentIndex(1 if name.is_certain else 0)
    box.setEnabled(box.count() > 1)
    return box
