"""The rail at the left: every place of the desk, grouped, each with a count where something waits there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from esafety_desk.ui.icons import SIZE, icon
from esafety_desk.ui.kit.basics import label, scrolling
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.places import KEYED, ON_RAIL, PLACE_OF, Place
from esafety_desk.ui.theme import GAP, HAIR, RAIL_WIDTH, SPACE, colours, dress

_BAR = 12
"""What a scroll bar takes from an entry in a low window, so that no count is cut."""


class Rail(QFrame):
    """``chosen`` carries the key of the place that was asked for."""

    chosen = Signal(str)
    lock_asked = Signal()
    help_asked = Signal()

    def __init__(self, school_name: str = "") -> None:
        super().__init__()
        dress(self, "rail")
        self.setFixedWidth(RAIL_WIDTH)
        self.setAccessibleName("Places")
        self._school = label("", "heading", wraps=True, name="rail.school")
        self._school.setMaximumHeight(2 * self._school.fontMetrics().lineSpacing() + HAIR)
        self.set_school(school_name)
        self._group = QButtonGroup(self)
        numbers = {place.key: number for number, place in enumerate(KEYED, start=1)}
        self._entries = {place.key: _Entry(place, numbers.get(place.key, 0)) for place in ON_RAIL}
        self._help = _act(Place("help", "Help"), "Help for this page (F1)", self.help_asked)
        self._lock = _act(Place("lock", "Lock"), "Lock the desk (Ctrl+L)", self.lock_asked)
        self._lay_out()

    def set_school(self, name: str) -> None:
        self._school.setText(name)
        self._school.setToolTip(name)

    def choose(self, key: str) -> None:
        """Mark a place as the one shown, without asking for it again."""
        self._entries[PLACE_OF[key].under or key].setChecked(True)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many things are late at each place; places left out show none."""
        for key, entry in self._entries.items():
            entry.set_count(counts.get(key, 0))

    def _lay_out(self) -> None:
        within = QVBoxLayout(self)
        within.setContentsMargins(GAP, SPACE, GAP + 1, SPACE)
        within.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(GAP + HAIR, 0, GAP, GAP)
        head.addWidget(self._school)
        within.addLayout(head)
        within.addWidget(scrolling(self._all_places()), 1)
        within.addWidget(self._help)
        within.addWidget(self._lock)

    def _all_places(self) -> QWidget:
        """The entries by group; in a low window they scroll."""
        inside = QWidget()
        dress(inside, "scrolled")
        within = QVBoxLayout(inside)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(2)
        group = ""
        for place in ON_RAIL:
            if place.is_below and group != "below":
                within.addStretch(1)
                group = "below"
            elif place.group and place.group != group:
                group = place.group
                within.addWidget(_caption(group))
            entry = self._entries[place.key]
            self._group.addButton(entry)
            entry.clicked.connect(lambda _=False, key=place.key: self.chosen.emit(key))
            within.addWidget(entry)
        return inside


class _Entry(QPushButton):
    """One place: icon, title, and at its right end the count."""

    def __init__(self, place: Place, number: int) -> None:
        super().__init__(place.title)
        self._place = place
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setObjectName(f"nav.{place.key}")
        self.setAccessibleName(place.title)
        self.setToolTip(f"{place.title} (Ctrl+{number})" if number else "")
        self._badge = Badge()
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        within = QHBoxLayout(self)
        within.setContentsMargins(0, 0, HAIR, 0)
        within.addStretch(1)
        within.addWidget(self._badge)
        dress(self, "nav")
        self.setIconSize(QSize(SIZE + GAP, SIZE))
        self._draw()

    def set_count(self, count: int) -> None:
        self._badge.show_word(f"{count:,}" if count else "", "red")
        self.setAccessibleName(f"{self._place.title}, {count:,} late" if count else self._place.title)

    def sizeHint(self) -> QSize:
        return QSize(RAIL_WIDTH - 2 * GAP - 1, 36)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() - _BAR, 30)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.setIcon(_icon(self._place.key))


def rail_ahead() -> Iterator[Rail | None]:
    """A rail for a school that is not known yet, made in small steps; it comes last."""
    for key in (*(place.key for place in ON_RAIL), "help", "lock"):
        _icon(key)
        yield None
    scrolling(QWidget()).viewport()  # with the first, Qt makes the words of every kind of scrolled area
    yield None
    yield Rail()


def _icon(key: str) -> QIcon:
    worn = colours()
    return icon(key, worn.ink_2, chosen=worn.accent, gap=GAP)


def _act(place: Place, told: str, asked: SignalInstance) -> _Entry:
    """Something to do that stands below the places."""
    made = _Entry(place, 0)
    made.setObjectName(f"action.{place.key}")
    made.setCheckable(False)
    made.setToolTip(told)
    made.clicked.connect(asked)
    return made


def _caption(text: str) -> QWidget:
    made = label(text, "caption")
    made.setContentsMargins(GAP + HAIR, GAP, 0, 2)
    made.setMinimumHeight(24)
    return made
