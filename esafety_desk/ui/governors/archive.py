"""What was issued: each report opened as the very bytes, and any file compared with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from esafety_desk.policy.verification import Outcome
from esafety_desk.policy.wording import spoken
from esafety_desk.services import archive
from esafety_desk.store.desk import Desk
from esafety_desk.store.issued import IssuedReport
from esafety_desk.ui.governors.choices import label_of
from esafety_desk.ui.kit.basics import button, column, label, row
from esafety_desk.ui.kit.card import Card
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE

"""In bytes; no report of the desk comes near it."""
_VERDICTS = {
    Outcome.AS_ISSUED: ("As issued", "green", "Every byte is as it was issued."),
    Outcome.ALTERED: ("Altered", "red", "It was made from an issued report of this desk, then changed."),
    Outcome.NOT_FROM_HERE: ("Not from this desk", "red", "It carries no seal of this desk."),
    Outcome.NOT_ISSUED: ("Not issued", "amber", "It is a draft of this desk."),
}


class ArchivePanel(QWidget):
    """``opened`` carries an IssuedReport and its bytes."""

    opened = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._reports: dict[int, IssuedReport] = {}
        self._list = QListWidget()
        self._list.setObjectName("archive.list")
        self._list.setAccessibleName("Issued reports, the newest first")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentItemChanged.connect(lambda item, _: self._open(item))
        self._list.itemClicked.connect(self._open)
        self._empty = EmptyState(
            "reports", "Nothing issued yet", "A report that was issued is kept here, byte for byte."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._list)
        verify = button("Verify a file…", name="action.verify", on_click=self._ask_file)
        self._badge = Badge()
        self._verdict = label("", "hint", wraps=True, name="archive.verdict")
        self._verdict.hide()
        card = Card("Issued reports", margins=SPACE)
        card.body.addWidget(self._stack, 1)
        card.body.addLayout(column(row(verify, self._badge, 0), self._verdict, gap=GAP))
        self.setLayout(column(card))

    def refresh(self, choose: int | None = None) -> None:
        """Read the archive anew; ``choose`` is the number of the report to open."""
        session = self._session
        session.run(
            self,
            lambda: archive.issued(session.desk),
            lambda found: self._show(found, choose),
            channel="archive",
        )

    def open_chosen(self) -> None:
        """Bring the chosen report into view again."""
        if self._list.currentItem() is not None:
            self._open(self._list.currentItem())

    def _show(self, reports: Sequence[IssuedReport], choose: int | None) -> None:
        chosen = self._list.currentItem()
        wanted = choose if choose is not None else chosen and chosen.data(Qt.ItemDataRole.UserRole)
        self._reports = {report.id: report for report in reports}
        self._list.blockSignals(True)
        self._list.clear()
        for report in reports:
            item = QListWidgetItem(f"{told_of(report)}\n{issued_when(report, self._session)}")
            item.setData(Qt.ItemDataRole.UserRole, report.id)
            item.setSizeHint(QSize(0, 2 * self._list.fontMetrics().lineSpacing() + SPACE))
            self._list.addItem(item)
            if report.id == wanted:
                self._list.setCurrentItem(item)
        self._list.blockSignals(False)
        self._stack.setCurrentWidget(self._list if reports else self._empty)
        if choose is not None:
            self.open_chosen()

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        session, report = self._session, self._reports[item.data(Qt.ItemDataRole.UserRole)]
        session.run(
            self,
            lambda: archive.content(session.desk, report.id),
            lambda content: self.opened.emit(report, content),
            channel="content",
        )

    def _ask_file(self) -> None:
        outside = self._session.outside
        if outside is not None:
            outside.ask_which_files(self, "Verify a file", "PDF files (*.pdf)", self._verify)

    def _verify(self, files: list[Path]) -> None:
        session, file = self._session, files[0]
        session.run(
            self,
            lambda: _verdict(session.desk, file),
            lambda verdict: self._say(file, verdict),
            channel="verify",
        )

    def _say(self, file: Path, verdict: archive.Verdict) -> None:
        word, tone, sentence = _VERDICTS[verdict.outcome]
        self._badge.show_word(word, tone)
        which = f" {told_of(verdict.report)}." if verdict.report is not None else ""
        self._verdict.setText(f"{file.name}: {sentence}{which}")
        self._verdict.show()


def told_of(report: IssuedReport) -> str:
    """An issued report in a few words."""
    return f"{report.period_label} · {label_of(report.edition)}"


def issued_when(report: IssuedReport, session: Session) -> str:
    """When it went out, and which role answers for it."""
    return f"Issued {spoken(report.issued_at.date(), session.today())} by {report.attested_by}"


def _verdict(desk: Desk, file: Path) -> archive.Verdict:
    return archive.verify(desk, archive.read_file(file))
