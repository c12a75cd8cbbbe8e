"""What lies on the table of a meeting: a report's pages, its scorecard, open actions, decisions, what was found."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from esafety_desk.policy.figures import GovernorReport
from esafety_desk.policy.meeting import actions_found, found_in, scorecard_of
from esafety_desk.services.meeting import OnTheTable
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.meeting.big_table import BigTable
from esafety_desk.ui.meeting.decisions import DecisionsPart
from esafety_desk.ui.pdf_pages import PdfPages
from esafety_desk.ui.places import Tab

TABS = (
    Tab("report", "Report"),
    Tab("scorecard", "Scorecard"),
    Tab("actions", "Actions"),
    Tab("decisions", "Decisions"),
)
_OF_THE_REPORT = frozenset({"report", "scorecard"})
_WIDEST = 3.0
_NO_REPORT = (
    "No report was issued yet",
    "A meeting is shown issued reports alone. End it, and issue one on Reports.",
)
_NO_SCORECARD = ("This report leaves the scorecard out", "Choose another report above.")
_NONE_OPEN = ("No action is open", "Actions on the school’s own work stand here, by role and day.")


class Parts(QStackedWidget):
    """One part at a time. ``turned``: another page or part is in view, or lines of it changed."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._table: OnTheTable | None = None
        self._key = TABS[0].key
        self.pages = PdfPages("meeting.pages", "Pages of the report", widest=_WIDEST)
        self._scorecard = BigTable(
            "meeting.scorecard", "Policy scorecard", ("Clause", "How it stands", "Evidence and why")
        )
        self._actions = BigTable("meeting.actions", "Open actions", ("Action", "Who", "Due", "About"))
        self.decisions = DecisionsPart()
        self._found = BigTable("meeting.found", "Found", ("Where", "What", "Figures"), (3, 4, 5))
        self._empty = EmptyState("reports", "")
        self._of_key: dict[str, QWidget] = {
            "report": self.pages,
            "scorecard": self._scorecard,
            "actions": self._actions,
            "decisions": self.decisions,
        }
        for part in (*self._of_key.values(), self._found, self._empty):
            self.addWidget(part)
        self.pages.page_turned.connect(lambda _page: self.turned.emit())

    @property
    def key(self) -> str:
        """The part that is in view, or was before something was searched for."""
        return self._key

    def show_table(self, table: OnTheTable, today: date) -> None:
        """Put another report on the table, from its first page."""
        self._table = table
        if table.content:
            self.pages.show_content(table.content)
            self.pages.turn_to(1)
        self._scorecard.show_rows(_scorecard_lines(table.report))
        self._actions.show_rows(
            [
                (
                    one.reference,
                    one.owner,
                    day_text(one.due_on, today) if one.due_on else "",
                    one.about.capitalize(),
                )
                for one in table.actions
            ]
        )
        self.decisions.show_report(table.report)
        self.stand_on(self._key)

    def stand_on(self, key: str) -> None:
        """Bring a part into view."""
        self._key = key
        missing = self._missing()
        if missing:
            self._empty.say(*missing)
        self.setCurrentWidget(self._empty if missing else self._of_key[key])
        self.turned.emit()

    def step(self, step: int) -> None:
        """On through the pages of the report, then the other parts, and back the same way."""
        keys, page = list(self._of_key), self._page + step
        if self.currentWidget() is self.pages and 1 <= page <= self.pages.page_count:
            self.pages.turn_to(page)
            return
        at = keys.index(self._key) + step
        if 0 <= at < len(keys):
            self.stand_on(keys[at])

    def told(self) -> str:
        """Which page it is, or how many lines there are."""
        if self.currentWidget() is self.pages and self.pages.page_count:
            return f"Page {self._page} of {self.pages.page_count}"
        if self.currentWidget() is self._actions:
            return f"{self._actions.rowCount():,} open"
        return ""

    def find(self, text: str) -> None:
        """Show the figures and actions that hold every word of ``text``; where it is empty, what was in view."""
        if not text.strip() or self._table is None:
            self.stand_on(self._key)
            return
        sights = found_in(self._table.report, text) if self._table.report else ()
        rows = [(one.where, one.label, one.figures) for one in sights]
        rows += [
            ("Open actions", " · ".join(filter(None, (one.reference, one.about))), one.owner)
            for one in actions_found(self._table.actions, text)
        ]
        self._found.show_rows(rows)
        if not rows:
            self._empty.say("Nothing holds this", "Try fewer letters, or another word.", icon="search")
        self.setCurrentWidget(self._found if rows else self._empty)
        self.turned.emit()

    @property
    def _page(self) -> int:
        return self.pages.pageNavigator().currentPage() + 1

    def _missing(self) -> tuple[str, str] | None:
        """What to say where the part in question has nothing to show."""
        table = self._table
        if table is None:
            return None
        if table.report is None and self._key in _OF_THE_REPORT:
            return _NO_REPORT
        if self._key == "scorecard" and not self._scorecard.rowCount():
            return _NO_SCORECARD
        return _NONE_OPEN if self._key == "actions" and not table.actions else None


def _scorecard_lines(report: GovernorReport | None) -> list[tuple[str, ...]]:
    found = scorecard_of(report) if report is not None else None
    return [(row.label, *(cell.text for cell in row.cells)) for row in found.rows] if found else []
