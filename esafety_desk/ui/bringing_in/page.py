"""The page that brings in lists and old logs: choose, look, correct, decide, bring in, take back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from esafety_desk.exchange.dates import DayOrder
from esafety_desk.host.errors import KnownError
from esafety_desk.host.files import write_whole
from esafety_desk.policy.wording import counted
from esafety_desk.records.base import PersonId
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import import_acts
from esafety_desk.services.bringing_in import meanings_of, refused_file
from esafety_desk.services.import_acts import Brought
from esafety_desk.services.import_report import Asked, Did, Report
from esafety_desk.ui.bringing_in.choosing import Choosing
from esafety_desk.ui.bringing_in.preview import Preview
from esafety_desk.ui.bringing_in.reading import Reading, read
from esafety_desk.ui.kit.basics import button, row, scrolling
from esafety_desk.ui.kit.page_head import PageHead
from esafety_desk.ui.kit.progress_line import ProgressLine
from esafety_desk.ui.page import Page
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import SPACE, WIDE, dress

_FILES = "Lists and logs (*.csv *.tsv *.txt *.xlsx *.xlsm *.zip);;All files (*)"
_FRESH = Asked(dry_run=True)
_MEANS_NOTHING = {PEOPLE.name: "Not read"}


class BringInPage(Page):
    """Nothing is kept before "Bring in" is pressed; until then every change of mind reads the files anew."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._what, self._paths, self._asked = "people", [Path()], _FRESH
        self._reading: Reading | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, "page")
        self.setAccessibleName("Bring in")
        self.head = PageHead("Bring in", "", primary_name="action.bring-in")
        self.head.search_asked.connect(session.search_asked)
        self.head.primary_asked.connect(self._bring_in)
        self.choosing = Choosing()
        self.choosing.files_asked.connect(self._ask_files)
        self.choosing.folder_asked.connect(self._ask_folder)
        self.choosing.take_back_asked.connect(self._take_back)
        self.preview = Preview()
        self.preview.corrected.connect(self._on_corrected)
        self.preview.order_told.connect(self._on_order)
        self.preview.decided.connect(self._on_decided)
        self.preview.absent_told.connect(self._on_absent)
        self.preview.save_refused_asked.connect(self._save_refused)
        self._progress = ProgressLine(session.jobs)
        self._back = button("Other files", name="action.other-files", on_click=self._begin_again)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolling(self.choosing))
        self._stack.addWidget(self.preview)
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, SPACE, WIDE, WIDE - 6)
        within.setSpacing(SPACE)
        within.addWidget(self.head)
        within.addLayout(row(self._back, 0))
        within.addWidget(self._progress)
        within.addWidget(self._stack, 1)
        session.records_changed.connect(lambda _: self._read_acts())
        self._begin_again()

    def begin_new_with(self, values: dict) -> None:
        self._begin_again()
        self.choosing.choose(values["what"])

    def step_back(self) -> bool:
        if self._stack.currentIndex() == 0:
            return False
        self._begin_again()
        return True

    def refresh(self) -> None:
        self._read_acts()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.choosing.files.setFocus(reason)

    def read_files(self, what: str, paths: list[Path]) -> None:
        """Read ``paths`` and show what would come in."""
        self._what, self._paths, self._asked = what, paths, _FRESH
        self.preview.begin()
        self.choosing.say("")
        self._read()

    def _ask_files(self, what: str) -> None:
        if self._session.outside is not None:
            then = partial(self.read_files, what)
            self._session.outside.ask_which_files(self, "Choose files to bring in", _FILES, then)

    def _ask_folder(self, what: str) -> None:
        if self._session.outside is not None:
            then = partial(self._on_folder, what)
            self._session.outside.ask_which_folder(self, "Choose a folder to bring in", then)

    def _on_folder(self, what: str, folder: Path) -> None:
        self.read_files(what, [folder])

    def _read(self) -> None:
        if self._progress.is_watching:
            return
        underway = self._progress.watch(lambda done, _: f"Reading: {counted(done, 'row')} so far")
        work = partial(_reading, self._session, self._what, self._paths, self._asked, underway)
        self._session.run(self, work, self._on_read, self._on_failed)

    def _on_read(self, reading: Reading) -> None:
        self._progress.rest()
        self._reading = reading
        means_nothing = _MEANS_NOTHING.get(self._what, "Only in the source note")
        self.preview.show_reading(reading, meanings_of(self._what), means_nothing)
        self._stack.setCurrentIndex(1)
        self._back.show()
        coming = sum(reading.result.counts[did] for did in (Did.ADDED, Did.CHANGED, Did.LEFT))
        read = counted(reading.result.counts.total(), "row")
        self.head.set_sentence(f"{read} read, {coming:,} to come in. Nothing is kept yet.")
        self.head.set_primary(f"Bring in {coming:,}" if coming else "")

    def _on_failed(self, error: Exception) -> None:
        self._progress.rest()
        if not isinstance(error, KnownError):
            self._session.report_error(error)
        elif self._stack.currentIndex() == 0:
            self.choosing.say(error.sentence)
        else:
            self._session.report_error(error)

    def _on_corrected(self, heading: str, meaning: str | None) -> None:
        self._asked = replace(self._asked, mapping={**self._asked.mapping, heading: meaning})
        self._read()

    def _on_order(self, order: DayOrder) -> None:
        self._asked = replace(self._asked, order=order)
        self._read()

    def _on_decided(self, report: Report, person: PersonId | None) -> None:
        self._asked = replace(self._asked, decided={**self._asked.decided, report.key: person})
        self._read()

    def _on_absent(self, have_left: bool) -> None:
        self._asked = replace(self._asked, absent_left=have_left)
        self._read()

    def _bring_in(self) -> None:
        if self._progress.is_watching:
            return
        self.head.primary.setEnabled(False)
        underway = self._progress.watch(lambda done, _: f"Bringing in: {counted(done, 'row')} so far")
        asked = replace(self._asked, dry_run=False)
        work = partial(_reading, self._session, self._what, self._paths, asked, underway)
        self._session.run(self, work, self._on_brought_in, self._on_not_brought_in)

    def _on_brought_in(self, reading: Reading) -> None:
        self.head.primary.setEnabled(True)
        self._progress.rest()
        result = reading.result
        self._session.records_changed.emit(result.changed)
        undo = Brought(result.batch) if result.batch is not None else None
        self._session.message.emit(result.message, undo)
        self._begin_again()

    def _on_not_brought_in(self, error: Exception) -> None:
        self.head.primary.setEnabled(True)
        self._on_failed(error)

    def _save_refused(self) -> None:
        if self._reading is None or self._session.outside is None:
            return
        content = refused_file([report for report in self._reading.waiting if report.cells])
        self._session.outside.ask_where_to_save(
            self, "Save refused rows", "refused rows.csv", "CSV files (*.csv)", partial(self._write, content)
        )

    def _write(self, content: bytes, path: Path) -> None:
        self._session.run(self, partial(write_whole, path, content), lambda _: self._said_saved(path))

    def _said_saved(self, path: Path) -> None:
        self._session.message.emit(f"Saved as {path.name}. Mend it and bring it in.", None)

    def _take_back(self, batch: int) -> None:
        self._session.undo(Brought(batch))

    def _begin_again(self) -> None:
        self._asked = _FRESH
        self._stack.setCurrentIndex(0)
        self._back.hide()
        self.head.set_primary("")
        self.head.set_sentence("Lists of people and old logs, from spreadsheets and other systems.")
        self._read_acts()

    def _read_acts(self) -> None:
        session = self._session
        session.run(self, lambda: import_acts.acts(session.work()), self.choosing.show_acts, channel="acts")


def _reading(session: Session, what: str, paths: list[Path], asked: Asked, underway: object) -> Reading:
    return read(session.work(), what, paths, asked, underway)
