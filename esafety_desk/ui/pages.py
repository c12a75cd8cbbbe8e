"""Which page stands at which place of the rail, and under which tab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from esafety_desk.ui.audit_page import AuditPage
from esafety_desk.ui.backups_page import BackupsPage
from esafety_desk.ui.bringing_in.page import BringInPage
from esafety_desk.ui.bringing_in.review_page import ReviewPage
from esafety_desk.ui.keys_page import KeysPage
from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.new_year_page import NewYearPage
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.page import Page
from esafety_desk.ui.places import PLACES
from esafety_desk.ui.policy_page import PolicyPage
from esafety_desk.ui.registers.declarations import view_of
from esafety_desk.ui.registers.page import RegisterPage
from esafety_desk.ui.reports_page import ReportsPage
from esafety_desk.ui.retention_page import RetentionPage
from esafety_desk.ui.session import Session
from esafety_desk.ui.settings_page import SettingsPage
from esafety_desk.ui.tabbed_page import TabbedPage
from esafety_desk.ui.theme import Theme
from esafety_desk.ui.today_page import TodayPage

if TYPE_CHECKING:
    from esafety_desk.ui.first_day import FirstDay
    from esafety_desk.ui.meeting.view import MeetingView
    from esafety_desk.ui.shell import Shell

Maker = Callable[[], Page]


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


def makers(session: Session, settings: MachineSettings, theme: Theme, opening: Opening) -> dict[str, Maker]:
    """A maker for every place; each is called when its place is first shown."""
    own: dict[str, Maker] = {
        "today": lambda: TodayPage(session),
        "reports": lambda: ReportsPage(session),
        "policy": lambda: PolicyPage(session),
        "bring-in": lambda: BringInPage(session),
        "review": lambda: ReviewPage(session),
        "settings": lambda: SettingsPage(session, settings, theme),
        "new-year": lambda: NewYearPage(session),
        "desk-keys": lambda: KeysPage(session, opening),
        "backups": lambda: BackupsPage(session),
        "retention": lambda: RetentionPage(session),
        "audit": lambda: AuditPage(session),
    }

    def maker(name: str) -> Maker:
        return own.get(name) or (lambda: RegisterPage(view_of(name), session))

    return {
        place.key: partial(TabbedPage, place, {name: maker(name) for name in place.pages})
        if place.tabs
        else maker(place.key)
        for place in PLACES
    }
