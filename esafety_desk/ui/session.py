"""One unlocked desk as the window sees it: who works, what changed, and where answers and errors go."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from esafety_desk.ui.backup_keeper import BackupKeeper
from esafety_desk.ui.jobs import Jobs

if TYPE_CHECKING:
    from esafety_desk.records.school import School
    from esafety_desk.records.words import Words
    from esafety_desk.services.import_acts import TakenBack
    from esafety_desk.services.keeping import Saved, Work
    from esafety_desk.services.retaining import Decided
    from esafety_desk.services.several import Together
    from esafety_desk.services.undoing import Opposite
    from esafety_desk.services.viewing import Kept
    from esafety_desk.store.desk import Desk
    from esafety_desk.ui.outside import Outside

T = TypeVar("T")
_OPENED_KEPT = 20


class Session(QObject):
    """Lives from unlock to lock. Pages listen to its signals, never to each other."""

    records_changed = Signal(frozenset)
    """Names of the registers that changed."""
    message = Signal(str, object)
    """What happened, and its opposite (services.undoing.Opposite) or None."""
    failed = Signal(object)
    """An exception nobody else took: a KnownError to say, or a bug."""
    navigate = Signal(str, int)
    """Register name and record id to bring into view."""
    draft_asked = Signal(str, object)
    """Register name and a dict of values: begin a new record there with these."""
    form_asked = Signal(object)
    """A FormRequest for a form on its own register's page."""
    evidence_asked = Signal(str, str, object)
    """Register name, a few words, and a frozenset of ids: show these records alone."""
    view_asked = Signal(object)
    """A ListView to show its register in."""
    search_asked = Signal()
    """The search across everything is wanted."""
    first_day_asked = Signal()
    """The guided first day is wanted, from its first step."""
    meeting_asked = Signal()
    """The meeting view is wanted."""
    flush_asked = Signal()
    """What is half-typed on any page is to be kept now."""
    lock_asked = Signal()
    """The desk is to be locked."""
    school_changed = Signal()
    """``school`` holds new settings."""
    words_changed = Signal()
    """``words`` holds the vocabularies as they are now."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        clock: Callable[[], datetime],
        words: Words,
        school: School,
        actor: str,
        parent: QObject | None = None,
        outside: Outside | None = None,
    ) -> None:
        """``outside`` asks for files; without it none can be added."""
        super().__init__(parent)
        self.outside = outside
        self.desk = desk
        self.jobs = jobs
        self.clock = clock
        self.words = words
        self.school = school
        self.actor = actor
        self.backups = BackupKeeper(self)
        self.opened: tuple[int, ...] = ()
        """The records opened since unlocking, newest first: in memory alone, gone with the session."""

    def today(self) -> date:
        return self.clock().date()

    def work(self) -> Work:
        """A unit of work's context at this instant; for the store thread."""
        from esafety_desk.services.keeping import Work

        return Work(self.desk, actor=self.actor, now=self.clock())

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        channel: str = "",
    ) -> None:
        """As Jobs.run: ``work`` on the store thread, ``then`` with its answer on the GUI thread."""
        self.jobs.run(owner, work, then, failed, channel)

    def change(
        self,
        owner: QObject,
        verb: Callable[[Work], Saved | TakenBack | Together | Kept | Decided],
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do a verb that changes records, tell everybody, then call ``then`` with what was saved.

        Told even if ``owner`` has gone meanwhile: the record changed all the same.
        """

        seen = weakref.ref(owner)

        def is_there() -> bool:
            there = seen()
            return there is not None and shiboken6.isValid(there)

        def after(saved: Saved) -> None:
            self.saved(saved)
            if then is not None and is_there():
                then(saved)

        def refused(error: Exception) -> None:
            if failed is not None and is_there():
                failed(error)
            else:
                self.report_error(error)

        self.run(self, lambda: verb(self.work()), after, refused)

    def saved(self, saved: Saved) -> None:
        """Tell the pages what changed, and the message bar what happened."""
        self.records_changed.emit(saved.changed)
        if saved.message:
            self.message.emit(saved.message, saved.undo)

    def undo(self, undone: Opposite) -> None:
        """Take an act back; refused, in a sentence, where what it did has changed since."""
        from esafety_desk.services import undoing

        self.change(self, lambda work: undoing.undo(work, undone))

    def note_opened(self, record_id: int) -> None:
        """A record is looked at: the search offers it first from now on."""
        self.opened = (record_id, *(key for key in self.opened if key != record_id))[:_OPENED_KEPT]

    def set_school(self, school: School) -> None:
        """Take over the school's settings as they are kept now."""
        self.school = school
        self.school_changed.emit()

    def set_words(self, words: Words) -> None:
        """Take over the school's vocabularies as they are kept now."""
        self.words = words
        self.words_changed.emit()

    def report_error(self, error: Any) -> None:
        """For an error that no form or page took."""
        self.failed.emit(error)
