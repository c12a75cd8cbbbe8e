"""Taking a record out of lists and counts, with a reason, beneath the record itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit

from esafety_desk.services import keeping
from esafety_desk.services.story import Story
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.notice import Notice
from esafety_desk.ui.registers.declaration import RegisterView
from esafety_desk.ui.session import Session


class WithdrawStrip(Notice):
    """Asks for the reason; the record stays in the desk and can be brought back by Undo."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._register, self._record_id = "", 0
        self._text = label("", wraps=True)
        self._reason = QLineEdit()
        self._reason.setObjectName("field.withdraw.reason")
        self._reason.setPlaceholderText("Why, in a few words")
        self._reason.setAccessibleName("Reason for withdrawing")
        self._problem = label("", "error")
        self._problem.hide()
        withdraw = button("Withdraw", name="action.withdraw.confirm", on_click=self._on_withdraw)
        leave = button("Keep it", "quiet", name="action.withdraw.cancel", on_click=self.hide)
        self._reason.returnPressed.connect(self._on_withdraw)
        for thing in (self._text, self._reason, self._problem):
            self.within.addWidget(thing)
        self.within.addLayout(row(withdraw, leave, 0))

    def begin(self, view: RegisterView, story: Story) -> None:
        self._register, self._record_id = view.name, story.id
        self._text.setText(
            f"{story.reference} leaves every list and count. It stays in the desk, with the reason."
        )
        self._reason.clear()
        self._problem.hide()
        self.show()
        self._reason.setFocus()

    def _on_withdraw(self) -> None:
        act = partial(_withdraw, self._register, self._record_id, self._reason.text())
        self._session.change(self, act, lambda saved: self.hide(), self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, keeping.Refused):
            self._problem.setText(error.sentence)
            self._problem.show()
        else:
            self._session.report_error(error)


def _withdraw(register: str, record_id: int, reason: str, work: keeping.Work) -> keeping.Saved:
    return keeping.withdraw(work, register, record_id, reason)
