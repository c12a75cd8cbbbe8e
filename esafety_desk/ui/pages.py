"""Which page stands at which place of the rail."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.opening import Opening
from esafety_desk.ui.outside import Outside
from esafety_desk.ui.page import Page
from esafety_desk.ui.registers.declarations import view_of
from esafety_desk.ui.registers.page import RegisterPage
from esafety_desk.ui.reports_page import ReportsPage
from esafety_desk.ui.session import Session
from esafety_desk.ui.settings_page import SettingsPage
from esafety_desk.ui.theme import Theme
from esafety_desk.ui.today_page import TodayPage

REGISTER_PLACES = ("support-sessions", "approvals", "incidents", "referrals", "actions", "people")


def makers(
    session: Session, settings: MachineSettings, outside: Outside, theme: Theme, opening: Opening
) -> dict[str, Callable[[], Page]]:
    """A maker of a page for every place; each is called when its place is first shown."""
    return {
        "today": lambda: TodayPage(session),
        "reports": lambda: ReportsPage(session, outside),
        "settings": lambda: SettingsPage(session, settings, theme, opening),
        **{name: partial(RegisterPage, view_of(name), session) for name in REGISTER_PLACES},
    }
