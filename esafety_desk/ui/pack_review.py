"""A subject-access pack, read item by item before it is given out: kept in, left out with a reason, or written anew.

Other people's names are gone already; each that was taken out is shown beneath the words it stood in.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QWidget

from esafety_desk.records.base import RecordId
from esafety_desk.ui.kit.basics import button, column, holder, label, row
from esafety_desk.ui.kit.cover import Cover
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.pack_item import PackItem
from esafety_desk.ui.papers import show_composed, show_kept
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, SPACE

if TYPE_CHECKING:
    from esafety_desk.services.keeping import Saved, Work
    from esafety_desk.services.papers.disclosing import Request
    from esafety_desk.services.papers.disclosure import Item, Review

_TITLE = "Subject access pack"
_HINT = "Untick what must not be given out. Go through each item: what is written here is what the paper will say."
_KEPT_AFTER_MS = 1_000
_LIST_WIDTH = 320


def review_pack(session: Session, asker: QWidget, person_id: RecordId) -> PackReview:
    """Cover the page with the review of everything on one person."""
    review = PackReview(session, asker, person_id)
    review.begin()
    return review


class PackReview(Cover):
    """Decisions are kept as they are made, so that a review can be left and taken up again."""

    opened = Signal()
    """The items are in view."""

    def __init__(self, session: Session, asker: QWidget, person_id: RecordId) -> None:
        super().__init__(_TITLE, asker, name="pack", told=_TITLE)
        self._session, self._person_id = session, person_id
        self._request: Request | None = None
        self._left_out: dict[str, str] = {}
        self._rewritten: dict[str, str] = {}
        self._keeper = QTimer(self, singleShot=True, interval=_KEPT_AFTER_MS)
        self._keeper.timeout.connect(self._keep)
        self._list = QListWidget()
        self._list.setObjectName("pack.items")
        self._list.setAccessibleName("Items of the pack")
        self._list.setWordWrap(True)
        self._list.setMinimumWidth(_LIST_WIDTH)
        self._list.currentRowChanged.connect(self._on_chosen)
        self._list.itemChanged.connect(self._on_ticked)
        self._right = QSplitter(Qt.Orientation.Horizontal)
        self._right.setHandleWidth(SPACE)
        self._right.setChildrenCollapsible(False)
        self._right.addWidget(self._list)
        self._right.addWidget(EmptyState("person", "Looking everything up…"))
        self._right.setStretchFactor(1, 1)
        self._told = label("", "secondary", wraps=True, name="pack.told")
        self.open_with(holder(self._laid_out()))
        self._list.setFocus()

    def begin(self) -> None:
        """Read everything on the person; the look is audited."""
        person_id = self._person_id

        def read() -> Request:
            from esafety_desk.services.papers import disclosing

            return disclosing.opened(self._session.work(), person_id)

        self._session.run(self, read, self._on_opened, self._session.report_error, channel="pack")

    def closeEvent(self, event: object) -> None:
        if self._keeper.isActive():
            self._keeper.stop()
            self._keep()
        super().closeEvent(event)

    def review(self) -> Review:
        """What was decided so far."""
        from esafety_desk.services.papers.disclosure import Review

        return Review(dict(self._left_out), dict(self._rewritten))

    def _laid_out(self) -> object:
        preview = button("Preview", name="action.pack.preview", on_click=self._on_preview)
        give = button("Give out and keep", "primary", name="action.pack.disclose", on_click=self._on_disclose)
        foot = row(self._told, preview, give)
        foot.setStretch(0, 1)
        within = column(label(_HINT, "hint", wraps=True), self._right, foot, gap=GAP)
        within.setStretch(1, 1)
        return within

    def _on_opened(self, request: Request) -> None:
        self._request = request
        self._left_out = dict(request.review.left_out)
        self._rewritten = dict(request.review.rewritten)
        self._title.setText(f"{_TITLE}: {request.person.full_name}")
        self._list.blockSignals(True)
        for item in request.items:
            line = QListWidgetItem(_in_words(item))
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_in = item.key not in self._left_out
            line.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
            self._list.addItem(line)
        self._list.blockSignals(False)
        self._count()
        self._list.setCurrentRow(0)
        self._right.setSizes([_LIST_WIDTH, 10_000])
        self.opened.emit()

    def _on_chosen(self, at: int) -> None:
        if self._request is None or at < 0:
            return
        item = self._request.items[at]
        shown = PackItem(item, self.review())
        shown.rewritten.connect(partial(self._on_rewritten, item.key))
        shown.reason_given.connect(partial(self._on_reason, item.key))
        before = self._right.replaceWidget(1, shown)
        if before is not None:
            before.deleteLater()

    def _on_ticked(self, line: QListWidgetItem) -> None:
        assert self._request is not None
        item = self._request.items[self._list.row(line)]
        if line.checkState() == Qt.CheckState.Checked:
            self._left_out.pop(item.key, None)
        else:
            self._left_out.setdefault(item.key, "")
        self._list.setCurrentItem(line)
        self._on_chosen(self._list.row(line))
        self._changed()

    def _on_rewritten(self, key: str, field: str, text: str, is_as_found: bool) -> None:
        if is_as_found:
            self._rewritten.pop(f"{key}/{field}", None)
        else:
            self._rewritten[f"{key}/{field}"] = text
        self._changed()

    def _on_reason(self, key: str, text: str) -> None:
        self._left_out[key] = text.strip()
        self._changed()

    def _changed(self) -> None:
        self._count()
        self._keeper.start()

    def _count(self) -> None:
        assert self._request is not None
        every = len(self._request.items)
        doubtful = sum(item.has_doubts for item in self._request.items)
        said = f"{every - len(self._left_out)} of {every} items go in."
        self._told.setText(f"{said} {doubtful} to be read twice." if doubtful else said)

    def _keep(self) -> None:
        from esafety_desk.services.papers import disclosing

        keep = partial(disclosing.keep, self._session.work(), self._person_id, self.review())
        self._session.run(self._session, keep, lambda _: None, self._session.report_error)

    def _on_preview(self) -> None:
        person_id, review = self._person_id, self.review()

        def gather(work: Work) -> object:
            from esafety_desk.services.papers import disclosing

            return disclosing.composed(work, person_id, review)

        show_composed(self._session, self, _TITLE, gather)

    def _on_disclose(self) -> None:
        self._keeper.stop()
        person_id, review, asker = self._person_id, self.review(), self._over

        def give_out(work: Work) -> Saved:
            from esafety_desk.services.papers import disclosing

            return disclosing.disclose(work, person_id, review)

        def done(saved: Saved) -> None:
            session = self._session
            self.close()
            show_kept(session, asker, _TITLE, saved.record)

        self._session.change(self, give_out, done)


def _in_words(item: Item) -> str:
    """One item in the list: what it is, how many names went, and whether it must be read twice."""
    told = [item.title]
    if item.removed:
        told.append(f"{item.removed} taken out")
    if item.has_doubts:
        told.append("read twice")
    return " · ".join(told)
