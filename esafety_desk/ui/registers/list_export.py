"""A list out as a file: what leaves is said, for whom and why is asked, and a passphrase may be set."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from esafety_desk.host.progress import Cancelled
from esafety_desk.services import exporting
from esafety_desk.services.exporting import Exported
from esafety_desk.services.passphrases import passphrase_problem
from esafety_desk.ui.kit.basics import button, column, holder, label, row
from esafety_desk.ui.kit.cover import Cover
from esafety_desk.ui.kit.field_box import FieldBox
from esafety_desk.ui.kit.progress_line import ProgressLine
from esafety_desk.ui.kit.secret_field import SecretField
from esafety_desk.ui.registers.requests import Listed
from esafety_desk.ui.session import Session

_KINDS = {
    "xlsx": "Workbook (XLSX)",
    "csv": "Text for any spreadsheet (CSV)",
    "pdf": "Pages to read (PDF)",
}
_WIDEST = 560


class ListExport(Cover):
    """Asks how a list leaves; covers it until the file is saved or it is put away."""

    def __init__(self, session: Session, asker: QWidget, listed: Listed) -> None:
        query, told = listed.query, listed.told
        title = f"{query.register.title} as a file"
        super().__init__(title, asker, name="export", told=title)
        self._session, self._query, self._told = session, query, told
        self._columns = listed.columns
        self._leaving = label(told, "secondary", wraps=True, name="export.leaving")
        self._kind = QComboBox()
        for kind, text in _KINDS.items():
            self._kind.addItem(text, kind)
        self._purpose, self._to_whom = QLineEdit(), QLineEdit()
        for line in (self._purpose, self._to_whom):
            line.setMaxLength(200)
        self._passphrase = SecretField("Passphrase for the file", name="field.export_passphrase")
        self._secret = FieldBox(
            "Passphrase, if you want one",
            self._passphrase,
            "The file opens with it alone. Tell it by another way than the file takes.",
            name="export_passphrase",
        )
        self._progress = ProgressLine(session.jobs)
        self._save = button("Save…", "primary", name="action.export-save", on_click=self._export)
        self.open_with(self._laid_out())
        look = partial(exporting.leaving, session.work(), query, self._columns)
        session.run(self, look, self._show_leaving, channel="leaving")

    def _laid_out(self) -> QWidget:
        kept = "If it is given, it is kept in the audit."
        fields = column(
            self._leaving,
            FieldBox("As", self._kind, name="export_kind"),
            FieldBox("Why it leaves", self._purpose, kept, name="export_purpose"),
            FieldBox("Who gets it", self._to_whom, kept, name="export_to_whom"),
            self._secret,
            self._progress,
            row(self._save, 0),
            0,
        )
        inside = holder(fields)
        inside.setMaximumWidth(_WIDEST)
        inside.setFocusProxy(self._kind)
        return inside

    def _show_leaving(self, said: str) -> None:
        narrowed = f" {self._told}" if self._told else ""
        self._leaving.setText(f"{said}.{narrowed}")

    def _export(self) -> None:
        session, secret = self._session, self._passphrase.text()
        problem = passphrase_problem(secret, session.school) if secret else ""
        self._secret.show_problem(problem)
        if problem or session.outside is None:
            return
        self._save.setEnabled(False)
        underway = self._progress.watch(lambda done, of: f"{done:,} of {of:,} lines")
        self.destroyed.connect(underway.stop)
        made = partial(
            exporting.made_list,
            query=self._query,
            kind=self._kind.currentData(),
            columns=self._columns,
            shown=self._told,
            purpose=self._purpose.text().strip(),
            to_whom=self._to_whom.text().strip(),
            passphrase=secret,
            progress=underway,
        )
        session.run(self, lambda: made(session.work()), self._on_made, self._on_failed)

    def _on_made(self, made: Exported) -> None:
        self._progress.rest()
        self._save.setEnabled(True)
        ending = Path(made.name).suffix
        kinds = f"{ending.lstrip('.').upper()} files (*{ending})"
        self._session.outside.ask_where_to_save(
            self, self.accessibleName(), made.name, kinds, partial(self._keep, made)
        )

    def _keep(self, made: Exported, target: Path) -> None:
        session = self._session
        session.run(
            self,
            lambda: exporting.let_out(session.work(), made, target),
            lambda _: self._on_kept(target),
            session.report_error,
        )

    def _on_kept(self, target: Path) -> None:
        self._passphrase.wipe()
        self._session.message.emit(f"{target.name} saved.", None)
        self.close()

    def _on_failed(self, error: Exception) -> None:
        self._progress.rest()
        self._save.setEnabled(True)
        if not isinstance(error, Cancelled):
            self._session.report_error(error)
