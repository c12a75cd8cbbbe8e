"""This machine's own settings, behind typed accessors. Never a word about a person, nor the school's name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from esafety_desk.ui.theme import MODES

_MOST_DIGITS = 5


class MachineSettings:
    """Theme, window and last folder, kept in a QSettings."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @classmethod
    def of_this_user(cls) -> MachineSettings:
        where = QSettings.Format.IniFormat, QSettings.Scope.UserScope
        return cls(QSettings(*where, "E-Safety Desk", "window"))

    @property
    def theme(self) -> str:
        """ "system", "light" or "dark"."""
        kept = str(self._store.value("theme", "system"))
        return kept if kept in MODES else "system"

    @theme.setter
    def theme(self, mode: str) -> None:
        self._store.setValue("theme", mode)

    @property
    def window(self) -> QByteArray:
        """Where the window stood, as Qt saves a geometry; empty the first time."""
        kept = self._store.value("window")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @window.setter
    def window(self, geometry: QByteArray) -> None:
        self._store.setValue("window", geometry)

    @property
    def detail_width(self) -> int:
        """Width in px of the detail panel beside a list."""
        kept = str(self._store.value("detail_width", ""))
        return int(kept) if kept.isdecimal() and len(kept) <= _MOST_DIGITS else 0

    @detail_width.setter
    def detail_width(self, width: int) -> None:
        self._store.setValue("detail_width", width)

    @property
    def last_folder(self) -> Path:
        """Where a file was last saved or opened; the home folder until then."""
        kept = Path(str(self._store.value("last_folder", "")) or Path.home())
        try:
            return kept if kept.is_dir() else Path.home()
        except (OSError, ValueError):  # no name that a folder can have
            return Path.home()

    @last_folder.setter
    def last_folder(self, folder: Path) -> None:
        self._store.setValue("last_folder", str(folder))

    @property
    def first_day_began(self) -> int:
        """The line of the audit at which a guided first day began; -1 where none is under way."""
        kept = str(self._store.value("first_day", ""))
        return int(kept) if kept.isdecimal() else -1

    @first_day_began.setter
    def first_day_began(self, line: int) -> None:
        self._store.setValue("first_day", line)

    def flush(self) -> None:
        """Write out what was set: the process may end without being asked."""
        self._store.sync()
