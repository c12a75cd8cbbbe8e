"""Says that a form of this register was left half-typed, by a lock, a crash or Esc, and leads back to it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from esafety_desk.services import drafting
from esafety_desk.ui.kit.basics import button
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.kit.notice import NoticeLine
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.session import Session


class UnfinishedNotice(NoticeLine):
    """``go_on`` carries the id of the record that was being changed, or None for a new one."""

    go_on = Signal(object)

    def __init__(self, view: RegisterView, session: Session) -> None:
        go_on = button("Go on", "link", name="action.go-on", on_click=self._on_go_on)
        forget = button("Forget it", "link", name="action.forget-draft", on_click=self._on_forget)
        super().__init__("draft.unfinished", go_on, forget)
        self._view, self._session = view, session
        self._form = ""
        self._is_wanted = False

    def look(self) -> None:
        """Ask whether something was left; the newest is told, unless a form was opened meanwhile."""
        self._is_wanted = True
        desk = self._session.desk
        self._session.run(self, lambda: drafting.drafts(desk), self._on_drafts, channel="drafts")

    def put_away(self) -> None:
        """A form is open: what was left is there, or waits until it is closed."""
        self._is_wanted = False
        self.hide()

    def _on_drafts(self, drafts: dict[str, drafting.Draft]) -> None:
        mine = [d for d in drafts.values() if d.form.split(":")[0] == self._view.name and "@" not in d.form]
        newest = max(mine, key=lambda draft: draft.saved_at, default=None)
        if newest is None or not self._is_wanted:
            self.hide()
        else:
            self._form = newest.form
            self.say(self._said(newest, self._session.today()))

    def _said(self, draft: drafting.Draft, today: date) -> str:
        at = draft.saved_at.astimezone()
        when = f"at {at:%H:%M}" if at.date() == today else f"on {day_text(at.date(), today)}, {at:%H:%M}"
        what = f"A new {self._view.singular}" if draft.form.endswith(":new") else "A change"
        return f"{what} was left half-typed {when}. It is kept."

    def _on_go_on(self) -> None:
        self.hide()
        which = self._form.split(":")[1]
        self.go_on.emit(None if which == "new" else int(which))

    def _on_forget(self) -> None:
        self.hide()
        desk, form = self._session.desk, self._form
        self._session.run(self, lambda: drafting.drop_draft(desk, form), lambda _: self.look())
