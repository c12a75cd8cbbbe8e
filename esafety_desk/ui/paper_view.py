"""A finished paper as it will be printed: its pages, how large, which one; Print and Save of those very bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSpinBox, QStackedWidget, QWidget

from esafety_desk.host.errors import KnownError
from esafety_desk.host.files import write_whole
from esafety_desk.host.progress import Cancelled
from esafety_desk.ui.jobs import Worker
from esafety_desk.ui.kit.basics import Button, button, column, label, row
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.kit.progress_line import ProgressLine, Underway
from esafety_desk.ui.passphrase_strip import PassphraseStrip
from esafety_desk.ui.pdf_pages import PdfPages
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, dress

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from esafety_desk.services.keeping import Work

_WIDE_ENOUGH = 620
"""In px: narrower than this, the buttons keep their icons and drop their words."""
_SMALL, _BESIDE_SIZE = 36, 28


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One paper: ``title`` as the printer's queue and a screen reader say it, and the bytes themselves.

    ``witness`` writes the audit line that it was printed or saved, on the store thread.
    """

    title: str
    file_name: str
    content: bytes
    witness: Callable[[Work], None] | None = None


class PaperView(QWidget):
    """Shows a paper, or a sentence where there is none. Until there is one nothing can be saved or printed."""

    shown = Signal()
    """Another paper lies in the view."""

    def __init__(
        self, session: Session, told: str, *, name: str = "paper", keys_in: QWidget | None = None
    ) -> None:
        """``keys_in``: where its keys work, itself where nothing is said."""
        super().__init__()
        self._session = session
        self._paper: ShownPaper | None = None
        self.pages = PdfPages(f"{name}.preview", told)
        self._words = EmptyState("reports", "Drawing the pages…")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._words)
        self._stack.addWidget(self.pages)
        self._progress = ProgressLine(session.jobs)
        self._strip = PassphraseStrip()
        self._strip.given.connect(self.save)
        self.setLayout(column(self._bar(), self._strip, self._stack, self._progress, gap=GAP))
        self.layout().setStretch(2, 1)
        self.pages.page_turned.connect(self._on_page_turned)
        self.pages.zoomed.connect(self._on_zoomed)
        self._add_keys(keys_in or self)
        self._allow()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The pages take it. Not by a focus proxy: with one, Tab would leap over the buttons above them."""
        self.pages.setFocus(reason)

    @property
    def paper(self) -> ShownPaper | None:
        return self._paper

    def show_paper(self, paper: ShownPaper) -> None:
        """Lay ``paper`` into the view, on the page that was in view before."""
        if not self.pages.show_content(paper.content):
            self.say("This paper cannot be shown", "Its file is damaged. Draw it again.")
            return
        self._paper = paper
        self._of.setText(f"of {self.pages.page_count}")
        self._page.setRange(1, self.pages.page_count)
        self._on_page_turned(self.pages.pageNavigator().currentPage() + 1)
        self._stack.setCurrentWidget(self.pages)
        self._allow()
        self.shown.emit()

    def put_away(self) -> None:
        """What is shown is out of date: it may still be read, but neither saved nor printed."""
        self._paper = None
        self._allow()

    def say(self, heading: str, sentence: str = "") -> None:
        """Show words in place of pages."""
        self._paper = None
        self._words.say(heading, sentence)
        self._stack.setCurrentWidget(self._words)
        self._allow()

    def watch(self, words: Callable[[int, int], str]) -> Underway:
        """The paper is being drawn, and may take long: the Progress to hand to the worker."""
        return self._progress.watch(words)

    def rest(self) -> None:
        """It is drawn, or never will be."""
        self._progress.rest()

    def save(self, passphrase: str = "") -> None:
        """Ask where to, then write the very bytes that are shown; under ``passphrase`` where one is given."""
        paper, outside = self._paper, self._session.outside
        if paper is None or outside is None:
            return

        def save_to(target: Path) -> None:
            session = self._session
            session.run(
                self,
                lambda: _write(target, paper, session, passphrase),
                lambda _: session.message.emit(f"{target.name} saved.", None),
            )

        outside.ask_where_to_save(self, "Save as PDF", paper.file_name, "PDF files (*.pdf)", save_to)

    def print_out(self) -> None:
        """Ask which printer, then print the very bytes that are shown."""
        paper, outside = self._paper, self._session.outside
        if paper is None or outside is None or self._progress.is_watching:
            return
        outside.ask_printer(
            self, paper.title, self.pages.page_count, lambda printer: self._feed(paper, printer)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room(is_wide=event.size().width() >= _WIDE_ENOUGH)

    def _make_room(self, *, is_wide: bool) -> None:
        """Where there is little room the buttons say what they do as a tip."""
        if is_wide == bool(self._print.text()):
            return
        self._tools.layout().setSpacing(GAP if is_wide else HAIR)
        for made, text, icon in ((self._print, "Print…", "print"), (self._save, "Save as PDF…", "save")):
            made.setText(text if is_wide else "")
            made.setToolTip("" if is_wide else text)
            dress(made, "plain" if is_wide else "icon")
            made.set_icon(icon)

    def _bar(self) -> QWidget:
        self._page = QSpinBox()
        self._page.setObjectName("field.page")
        for spoken in (self._page, self._page.lineEdit()):
            spoken.setAccessibleName("Page in view")
        self._page.setFixedWidth(_SMALL + GAP)
        self._page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._page.setKeyboardTracking(False)
        self._page.valueChanged.connect(self._on_page_asked)
        self._of = label("of 1", "secondary")
        self._smaller = self._zoom_button("minus", "Smaller", "smaller", lambda: self.pages.zoom(-1))
        self._larger = self._zoom_button("plus", "Larger", "larger", lambda: self.pages.zoom(1))
        self._fit = button("100 %", "quiet", name="action.fit", on_click=self.pages.fit)
        self._fit.setFixedWidth(self.fontMetrics().horizontalAdvance("400 %") + _BESIDE_SIZE)
        self._print = button("Print…", name="action.print", icon="print", on_click=self.print_out)
        self._save = button("Save as PDF…", name="action.save_pdf", icon="save", on_click=self.save)
        self._locked = button(
            "", "icon", icon="lock", told="Save with a passphrase", name="action.save_locked",
            on_click=self._strip.begin,
        )  # fmt: skip
        zoom = row(self._smaller, self._fit, self._larger, gap=HAIR)
        self._tools = bar = QWidget()
        bar.setLayout(row(self._page, self._of, 0, zoom, 0, self._locked, self._print, self._save))
        return bar

    def _zoom_button(self, icon: str, told: str, key: str, act: Callable[[], None]) -> Button:
        return button("", "icon", icon=icon, told=told, name=f"action.{key}", on_click=act)

    def _add_keys(self, where: QWidget) -> None:
        keys = {
            "Ctrl++": lambda: self.pages.zoom(1),
            "Ctrl+=": lambda: self.pages.zoom(1),
            "Ctrl+-": lambda: self.pages.zoom(-1),
            "Ctrl+0": self.pages.fit,
            "Ctrl+P": self.print_out,
        }
        for pressed, act in keys.items():
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(pressed), where, context=within).activated.connect(act)

    def _allow(self) -> None:
        has_pages = self._stack.currentWidget() is self.pages
        for one in (self._print, self._save, self._locked):
            one.setEnabled(self._paper is not None)
        for one in (self._page, self._of, self._smaller, self._fit, self._larger):
            one.setEnabled(has_pages)

    def _on_page_asked(self, page: int) -> None:
        if page != self.pages.pageNavigator().currentPage() + 1:
            self.pages.turn_to(page)

    def _on_page_turned(self, page: int) -> None:
        self._page.blockSignals(True)
        self._page.setValue(page)
        self._page.blockSignals(False)

    def _on_zoomed(self, factor: float) -> None:
        told = f"{round(factor * 100)} %"
        self._fit.setText(told)
        self._fit.setAccessibleName(f"Size {told}, make it fit")

    def _feed(self, paper: ShownPaper, printer: QPrinter) -> None:
        from esafety_desk.ui.printing import print_pages

        underway = self._progress.watch(lambda done, of: f"Printing side {min(done + 1, of)} of {of}")
        self._session.jobs.run(
            self,
            lambda: print_pages(paper.content, printer, underway),
            lambda _: self._on_printed(paper, printer.outputFileName()),
            self._on_not_printed,
            on=Worker.PRINTER,
        )

    def _on_printed(self, paper: ShownPaper, file: str) -> None:
        """``file`` is where a printer has put it that writes files; empty where it comes out on paper."""
        session = self._session
        self._progress.rest()
        session.run(
            self,
            lambda: _witness(paper, session),
            lambda _: session.message.emit(
                f"{Path(file).name} saved." if file else "Sent to the printer.", None
            ),
        )

    def _on_not_printed(self, error: Exception) -> None:
        self._progress.rest()
        if isinstance(error, Cancelled):
            self._session.message.emit("Printing stopped. Sheets already sent may still come out.", None)
        else:
            self._session.report_error(error)


def sentence_of(error: Exception, otherwise: str) -> str:
    """What to say of an error where pages would stand."""
    return error.sentence if isinstance(error, KnownError) else otherwise


def _write(target: Path, paper: ShownPaper, session: Session, passphrase: str) -> None:
    content = paper.content
    if passphrase:
        from esafety_desk.exchange.protecting import protected

        content = protected(content, "pdf", passphrase)[0]
    write_whole(target, content)
    _witness(paper, session)


def _witness(paper: ShownPaper, session: Session) -> None:
    if paper.witness is not None:
        paper.witness(session.work())
