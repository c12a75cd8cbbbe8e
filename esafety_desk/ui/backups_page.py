"""Backups: where they go and how the last ones went, one now, the newest tried out, and the way to bring one back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from esafety_desk.services import backups, restoring
from esafety_desk.services.backups import Outcome
from esafety_desk.services.restoring import Drill
from esafety_desk.store.backup_places import BackupPlace
from esafety_desk.ui.kit.basics import button, column, emptied, label, row, rule
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.scrolled_page import ScrolledPage
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE

_BADGE_WIDTH = 88
_WHEN = (
    "One a day is written while the desk is open and when it is closed: a copy of everything, encrypted like the "
    "desk, read back before it gets its name. Seven days, four weeks and twelve months stay."
)
_BACK = (
    "At the way in, choose Open a backup. It is checked through and through before it takes the place of this "
    "desk, and this desk is kept beside it. What was erased since stays erased."
)
_TRY = "The newest backup is restored into a temporary folder, checked whole, and held against this desk."


class BackupsPage(ScrolledPage):
    """Reads the places when it comes into view and after each attempt."""

    def __init__(self, session: Session) -> None:
        super().__init__(PageHead("Settings", "Back up now", primary_name="action.back-up"))
        self._session = session
        self.head.search_asked.connect(session.search_asked)
        self.head.primary_asked.connect(self._on_back_up)
        session.backups.changed.connect(self.refresh)
        self._places = QVBoxLayout()
        self._places.setSpacing(GAP)
        self._result = label("", "secondary", wraps=True, name="message.drill")
        self._result.hide()
        self._try = button("Try the newest one out", name="action.drill", on_click=self._on_try)
        self.stack(self._where(), row(self._trying(), self._bringing_back(), gap=SPACE))

    def refresh(self) -> None:
        desk = self._session.desk
        self._session.run(self, partial(backups.places, desk), self._show, channel="places")

    def _where(self) -> Card:
        card = Card("Where backups go")
        card.body.addWidget(label(_WHEN, "hint", wraps=True))
        card.body.addLayout(self._places)
        add = button("Add a place", name="action.add-place", icon="plus", on_click=self._on_add)
        card.body.addLayout(row(add, 0))
        return card

    def _trying(self) -> Card:
        card = Card("Try it out")
        card.body.addWidget(label(_TRY, "hint", wraps=True))
        card.body.addLayout(row(self._try, 0))
        card.body.addWidget(self._result)
        card.body.addStretch(1)
        return card

    def _bringing_back(self) -> Card:
        card = Card("Bring a backup back")
        card.body.addWidget(label(_BACK, "hint", wraps=True))
        lock = button("Lock the desk", name="action.lock-to-restore", on_click=self._session.lock_asked.emit)
        card.body.addLayout(row(lock, 0))
        card.body.addStretch(1)
        return card

    def _show(self, found: Sequence[BackupPlace]) -> None:
        emptied(self._places)
        now = self._session.clock()
        self.head.set_sentence(_standing(found, now))
        self.head.primary.setEnabled(bool(found))
        for place in found:
            self._places.addWidget(rule())
            self._places.addWidget(self._line(place, now))
        if not found:
            empty = EmptyState(
                "lock",
                "No place is chosen yet",
                "Choose a stick that you keep apart from this computer, or a share of the school's.",
            )
            self._places.addWidget(empty)

    def _line(self, place: BackupPlace, now: datetime) -> QWidget:
        words, tone = _state(place, now)
        name = label(str(place.path), "strong", wraps=True)
        said = label(place.problem or _last(place, now), "secondary", wraps=True)
        remove = button(
            "Use no more",
            "quiet",
            name=f"action.remove-place.{place.path.name}",
            told=f"Use {place.path} no more",
            on_click=partial(self._on_remove, place.path),
        )
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setColumnMinimumWidth(0, _BADGE_WIDTH)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Badge(words, tone), 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addLayout(column(name, said, gap=1), 0, 1)
        grid.addWidget(remove, 0, 2)
        return line

    def _on_add(self) -> None:
        if self._session.outside is not None:
            self._session.outside.ask_which_folder(self, "Where backups go", self._add)

    def _add(self, folder: Path) -> None:
        session = self._session
        session.run(self, lambda: backups.add_place(session.work(), folder), lambda _: self._on_back_up())

    def _on_remove(self, path: Path) -> None:
        session = self._session
        session.run(
            self,
            lambda: backups.remove_place(session.work(), path),
            lambda _: session.backups.changed.emit(),
        )

    def _on_back_up(self) -> None:
        self.head.primary.setEnabled(False)
        self.head.set_primary("Backing up…")
        self._session.backups.back_up(self._on_backed_up)

    def _on_backed_up(self, outcomes: Sequence[Outcome]) -> None:
        self.head.set_primary("Back up now")
        self.refresh()
        if outcomes and not any(outcome.problem for outcome in outcomes):
            self._session.message.emit("Backed up, and read back: it is as the desk is.", None)

    def _on_try(self) -> None:
        self._try.setEnabled(False)
        self._tell("Trying it out…")
        session = self._session
        session.run(self, lambda: _tried(session), self._on_tried, self._on_not_tried)

    def _on_tried(self, found: Drill | None) -> None:
        self._try.setEnabled(True)
        if found is None:
            self._tell("There is no backup of this desk at any of the places.")
        elif found.is_sound:
            taken = found.backup.taken_at.astimezone()
            self._tell(
                f"The backup of {day_text(taken.date(), self._session.today())}, {taken:%H:%M}, came back whole: "
                + " ".join(
                    [f"{found.records:,} records, and the audit chain leads on to today's.", *found.notes]
                )
            )
        else:
            self._tell(" ".join([*found.problems, *found.notes]))

    def _on_not_tried(self, error: Exception) -> None:
        self._try.setEnabled(True)
        self._result.hide()
        self._session.report_error(error)

    def _tell(self, text: str) -> None:
        self._result.setText(text)
        self._result.show()


def _tried(session: Session) -> Drill | None:
    work = session.work()
    newest = backups.newest(work.desk)
    return restoring.drill(work, newest) if newest else None


def _standing(found: Sequence[BackupPlace], now: datetime) -> str:
    done = [place.last_at for place in found if place.last_at is not None]
    if not found:
        return "The desk is on this computer alone. Choose where backups go."
    if not done:
        return "No backup has been written yet."
    newest = max(done).astimezone()
    return f"The newest backup is of {day_text(newest.date(), now.date())}, {newest:%H:%M}."


def _state(place: BackupPlace, now: datetime) -> tuple[str, str]:
    if place.problem:
        return "Missing", "red"
    if place.last_at is None:
        return "Not yet", "amber"
    return ("Up to date", "green") if now - place.last_at < 2 * backups.DAILY else ("Behind", "amber")


def _last(place: BackupPlace, now: datetime) -> str:
    if place.last_at is None:
        return "Nothing was written here yet."
    last = place.last_at.astimezone()
    return f"Last on {day_text(last.date(), now.date())} at {last:%H:%M}."
