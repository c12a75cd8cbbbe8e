"""Which page stands at which place of the rail, and under which tab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QWidget

from esafety_desk.ui.places import PLACES
from esafety_desk.ui.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from esafety_desk.ui.first_day import FirstDay
    from esafety_desk.ui.machine_settings import MachineSettings
    from esafety_desk.ui.meeting.view import MeetingView
    from esafety_desk.ui.opening import Opening
    from esafety_desk.ui.page import Page
    from esafety_desk.ui.palette import Palette
    from esafety_desk.ui.session import Session
    from esafety_desk.ui.shell import Shell
    from esafety_desk.ui.theme import Theme


def meeting_for(shell: Shell, opening: Opening) -> MeetingView:
    """The meeting view over the window of an open desk."""
    from esafety_desk.ui.meeting.view import MeetingView

    window = shell.window()
    assert isinstance(window, QMainWindow)
    return MeetingView(shell.session, window, opening.cost)


def accompany(shell: Shell, settings: MachineSettings, *, is_invented: bool) -> None:
    """The guided first day: offered in an invented school, elsewhere shown when it is asked for or was under way."""
    made: list[FirstDay] = []

    def guide() -> FirstDay:
        if not made:
            from esafety_desk.ui.first_day import FirstDay

            made.append(FirstDay(shell, None if is_invented else settings))
            shell.stand_beneath(made[0])
        return made[0]

    shell.session.first_day_asked.connect(lambda: guide().begin())
    if is_invented:
        guide().offer()
    elif settings.first_day_began >= 0:
        guide().go_on(settings.first_day_began)


def search_over(shell: Shell) -> Palette:
    """The search across everything, over the window of an open desk."""
    from esafety_desk.ui.palette import palette_for

    return palette_for(shell)


class Makers:
    """Makes each page within a widget when its place is first shown, and loads its code no sooner."""

    def __init__(self, session: Session, settings: MachineSettings, theme: Theme, opening: Opening) -> None:
        self._session, self._settings, self._theme, self._opening = session, settings, theme, opening

    def by_place(self) -> dict[str, Callable[[QWidget], Page]]:
        """A maker for every place of the rail, and for those that stand under one of them."""
        return {
            place.key: partial(TabbedPage, place, {name: self._maker(name) for name in place.pages})
            if place.tabs
            else self._maker(place.key)
            for place in PLACES
        }

    def _maker(self, name: str) -> Callable[[QWidget], Page]:
        own = {
            "today": self._today,
            "reports": self._reports,
            "policy": self._policy,
            "bring-in": self._bring_in,
            "review": self._review,
            "settings": self._machine_and_school,
            "new-year": self._new_year,
            "desk-keys": self._keys,
            "backups": self._backups,
            "retention": self._retention,
            "audit": self._audit,
        }
        return own.get(name) or partial(self._register, name)

    def _register(self, name: str, parent: QWidget) -> Page:
        from esafety_desk.ui.registers.declarations import view_of
        from esafety_desk.ui.registers.page import RegisterPage

        return RegisterPage(view_of(name), self._session, parent)

    def _today(self, parent: QWidget) -> Page:
        from esafety_desk.ui.today_page import TodayPage

        return TodayPage(self._session, parent)

    def _reports(self, _parent: QWidget) -> Page:
        from esafety_desk.ui.reports_page import ReportsPage

        return ReportsPage(self._session)

    def _policy(self, _parent: QWidget) -> Page:
        from esafety_desk.ui.policy_page import PolicyPage

        return PolicyPage(self._session)

    def _bring_in(self, _parent: QWidget) -> Page:
        from esafety_desk.ui.bringing_in.page import BringInPage

        return BringInPage(self._session)

    def _review(self, _parent: QWidget) -> Page:
        from esafety_desk.ui.bringing_in.review_page import ReviewPage

        return ReviewPage(self._session)

    def _machine_and_school(self, _parent: QWidget) -> Page:
        from esafety_desk.ui.settings_page import SettingsPage

        return SettingsPage(self._session, self._settings, self._theme)

    def _new_year(self, _parent: QWidget) -> Page:
        from esafety_desk.ui.new_year_page import NewYearPage

        return NewYearPage(self._session)

    def _keys(self, _parent: QWidget) -> Page:
        from esafety_desk.ui.keys_page import KeysPage

        return KeysPage(self._session, self._opening)

    def _backups(self, _parent: QWidget) -> Page:
        from esafety_desk.ui.backups_page import BackupsPage

        return BackupsPage(self._session)

    def _retention(self, _parent: QWidget) -> Page:
        from esafety_desk.ui.retention_page import RetentionPage

        return RetentionPage(self._session)

    def _audit(self, _parent: QWidget) -> Page:
        from esafety_desk.ui.audit_page import AuditPage

        return AuditPage(self._session)
