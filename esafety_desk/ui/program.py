"""One window over one desk folder: the way in, the first run, the open desk, and the way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from esafety_desk.host.errors import KnownError
from esafety_desk.ui.frame import Frame
from esafety_desk.ui.jobs import Jobs
from esafety_desk.ui.machine_settings import MachineSettings
from esafety_desk.ui.opening import Opened, Opening
from esafety_desk.ui.theme import Theme
from esafety_desk.ui.unlock import UnlockView

if TYPE_CHECKING:
    from datetime import date, datetime

    from esafety_desk.ui.help_window import HelpWindow
    from esafety_desk.ui.outside import Outside
    from esafety_desk.ui.rail import Rail
    from esafety_desk.ui.session import Session
    from esafety_desk.ui.shell import Shell
    from esafety_desk.ui.warming import Warming

LOCKED = "Locked. What was half-typed is kept for you."
SOON_MS = 2_000
"""After the desk has opened, so that the first page is painted before anything else is begun."""


class Program(QObject):
    """One window over one desk folder, from the first paint to the last."""

    opened = Signal()
    """A desk stands open."""
    painted = Signal()
    """The way in stands on the screen, or a view that may take its time: now the rest may be loaded."""

    def __init__(
        self,
        opening: Opening,
        settings: MachineSettings,
        theme: Theme,
        *,
        now: Callable[[], datetime],
        outside: Outside | None = None,
        start_afresh: Callable[[], None] | None = None,
    ) -> None:
        """``start_afresh`` ends this process and shows the way in from another; without it the desk locks in place."""
        super().__init__()
        self._start_afresh = start_afresh
        self._opening = opening
        self._settings = settings
        self._theme = theme
        self._now = now
        self._given_outside = outside
        self.jobs = Jobs(self.report, self)
        self._session: Session | None = None
        self.shell: Shell | None = None
        self.frame = Frame(settings, self._leave)
        self.frame.help_asked.connect(self._show_help)
        self._help: HelpWindow | None = None
        self._warming: Warming | None = None
        self._rail: Rail | None = None

    def start(self, *, demo: bool = False, sentence: str = "") -> None:
        """Show the first run where there is no desk yet, else the way in, with ``sentence`` above it.

        ``demo``: an invented school instead.
        """
        if demo:
            self._show_demo()
        elif self._opening.is_set_up():
            self._show_unlock(sentence)
        else:
            self._show_wizard()
        self.frame.show()

    def lock(self) -> None:
        """Keep what is half-typed, close the desk, and show the way in, from a process that never held the key."""
        if self.shell is None:
            return
        from esafety_desk.ui.kit import clipboard

        clipboard.clear_ours()
        self.jobs.stopping.emit()
        self._close_desk()
        if self._start_afresh is None:
            self._show_unlock(self._opening.hint or LOCKED)
            return
        self.frame.remember()
        self.frame.show_view(QWidget())  # the names go from the screen at once
        self.jobs.run(self, lambda: None, self._on_closed)  # the desk is closed by the time this comes back

    def _on_closed(self, _: None) -> None:
        self.jobs.shutdown()
        if self._start_afresh is not None:
            self._start_afresh()

    def report(self, error: BaseException) -> None:
        """For whatever nobody else took: a sentence for what is known, the log for what is not."""
        way_in = self.frame.centralWidget()
        if isinstance(error, KnownError):
            if self.shell is not None:
                self.shell.messages.warn(error.sentence)
            elif isinstance(way_in, UnlockView):
                way_in.tell(error.sentence)
            return
        from esafety_desk.host import bugs

        details = bugs.record(type(error), error.__traceback__)
        if self.shell is not None:
            self.shell.show_bug(details)
        elif isinstance(way_in, UnlockView):
            way_in.show_bug(details)

    def _show_unlock(self, sentence: str) -> UnlockView:
        view = UnlockView(self.jobs, self._opening, sentence, lambda: self._outside)
        view.painted.connect(self._on_first_paint)
        view.key_turned.connect(self._on_key_turned)
        view.unlocked.connect(self._on_opened)
        view.bug_met.connect(self.report)
        self.frame.show_view(view)
        return view

    def _show_wizard(self) -> None:
        from esafety_desk.ui.wizard.wizard import Wizard

        self.painted.emit()
        view = Wizard(self.jobs, self._opening, self._outside, self._today)
        view.finished.connect(self._on_opened)
        view.backup_chosen.connect(lambda source: self._show_unlock("").choose_backup(source))
        view.bug_met.connect(self.report)
        self.frame.show_view(view)

    def _show_demo(self) -> None:
        from esafety_desk.ui.demo_view import DemoView

        self.painted.emit()
        view = DemoView(self.jobs, self._opening)
        view.built.connect(self._on_opened)
        view.bug_met.connect(self.report)
        self.frame.show_view(view)

    @property
    def _outside(self) -> Outside:
        if self._given_outside is None:
            from esafety_desk.ui.outside import Outside

            self._given_outside = Outside(self._settings)
        return self._given_outside

    def _today(self) -> date:
        return self._now().date()

    def _on_first_paint(self) -> None:
        from esafety_desk.ui.warming import Warming

        if self._warming is None:
            self._warming = Warming(self.jobs, self)
            self._warming.first_loaded.connect(self._on_first_loaded)
            self._warming.begin()
        self.painted.emit()

    def _on_first_loaded(self) -> None:
        if self.shell is None:
            from esafety_desk.ui.rail import rail_ahead

            self.jobs.in_turns(self, map(self._keep_rail, rail_ahead())).begin()

    def _keep_rail(self, rail: Rail | None) -> None:
        self._rail = rail

    def _on_key_turned(self, is_turning: bool) -> None:
        """Nothing else is loaded until the first page stands."""
        if self._warming is not None and is_turning:
            self._warming.hold()
        elif self._warming is not None:
            self._warming.go_on()

    def _on_opened(self, opened: Opened) -> None:
        """A desk that opened but cannot be shown is closed again, and the way in says so."""
        self._opening.take()
        try:
            self._show_desk(opened)
        except Exception as error:
            self._put_back(opened)
            self.report(error)
        else:
            self.opened.emit()

    def _put_back(self, opened: Opened) -> None:
        if self.shell is not None:
            self.shell.rest()
        self._session, self.shell = None, None
        self.jobs.run(self, opened.desk.close, lambda _: None)
        self._on_key_turned(False)
        self._show_unlock(self._opening.hint)

    def _show_desk(self, opened: Opened) -> None:
        from esafety_desk.host import loading

        with loading.alone:
            from esafety_desk.ui.pages import Makers, accompany, meeting_for, search_over
            from esafety_desk.ui.session import Session
            from esafety_desk.ui.shell import Shell

        session = Session(
            opened.desk,
            self.jobs,
            self._now,
            opened.words,
            opened.school,
            opened.actor,
            outside=self._outside,
        )
        pages = Makers(session, self._settings, self._theme, self._opening).by_place()
        rail, self._rail = self._rail, None
        shell = Shell(session, pages, search_over, lambda shell: meeting_for(shell, self._opening), rail)
        self._session, self.shell = session, shell
        accompany(shell, self._settings, is_invented=bool(self._opening.hint))
        shell.lock_asked.connect(self.lock)
        shell.bug_met.connect(self.report)
        shell.help_asked.connect(self._show_help)
        self.frame.show_view(shell)
        shell.watch(self.frame.windowHandle())
        session.backups.begin()
        QTimer.singleShot(SOON_MS, self, lambda: self._on_key_turned(False))

    def _show_help(self, name: str) -> None:
        if self._help is None:
            from esafety_desk.ui.help_window import HelpWindow

            self._help = HelpWindow(self.frame)
        self._help.open_at(name)

    def _close_desk(self) -> None:
        if self._session is None or self.shell is None:
            return
        desk = self._session.desk
        self.shell.rest()
        if not desk.is_closed:
            self.shell.flush()
        self.jobs.run(self, desk.close, lambda _: None)
        self._session, self.shell = None, None

    def _leave(self) -> None:
        """The window closes: keep what is half-typed, back up, close the desk, let the workers finish."""
        if self._session is not None and self.shell is not None:
            self.frame.hide()
            self.shell.flush()
            self._session.backups.on_leaving()
        self._close_desk()
        self.jobs.shutdown()
        self._opening.let_go()
