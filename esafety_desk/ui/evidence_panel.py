"""The files on one record: added, looked at inside the window, and decided upon where they are sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from esafety_desk.policy.wording import listed
from esafety_desk.records.attachment import Attachment, Seal
from esafety_desk.services import evidence, keeping
from esafety_desk.services.evidence import Filed, Shelf
from esafety_desk.ui.evidence_strips import AttachStrip, SealStrip
from esafety_desk.ui.kit.basics import button, column, emptied, holder, label, row
from esafety_desk.ui.kit.chip import Badge
from esafety_desk.ui.kit.days import day_text
from esafety_desk.ui.registers.link_label import LinkLabel
from esafety_desk.ui.session import Session
from esafety_desk.ui.theme import GAP, HAIR, SPACE, dress

KINDS = "Pictures, PDFs and text (*.png *.jpg *.jpeg *.pdf *.txt)"
_TONES = {Seal.SEALED: "amber", Seal.DESTROYED: "red"}


class EvidencePanel(QWidget):
    """Stands in the detail of any record; ``is_fixed`` where the record is withdrawn and takes no more files."""

    def __init__(self, session: Session, record_id: int, *, is_fixed: bool = False) -> None:
        super().__init__()
        self._session, self._record_id, self._is_fixed = session, record_id, is_fixed
        self._shelf = Shelf((), "", ())
        self.setObjectName("evidence")
        self.setAccessibleName("Files")
        self._add = button("Add file…", name="action.attach", icon="plus", on_click=self._on_add)
        self._stop = _notice("evidence.stop")
        self._files = QVBoxLayout()
        self._files.setContentsMargins(0, 0, 0, 0)
        self._files.setSpacing(HAIR + 2)
        self._strip: AttachStrip | SealStrip | None = None
        within = QVBoxLayout(self)
        within.setContentsMargins(0, GAP, 0, 0)
        within.setSpacing(GAP)
        within.addLayout(row(label("Files", "heading"), 0, self._add))
        for thing in (self._stop, holder(self._files)):
            within.addWidget(thing)
        self._add.setVisible(not is_fixed)
        self._add.setEnabled(False)
        self.refresh()

    def refresh(self) -> None:
        """Read what is filed anew."""
        session = self._session
        read = partial(evidence.shelf, session.desk, self._record_id, session.today())
        session.run(self, read, self._show, channel="shelf")

    def _show(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._add.setEnabled(not shelf.stop and self._session.outside is not None)
        self._add.setToolTip(shelf.stop)
        self._stop.setVisible(bool(shelf.stop))
        self._stop.findChild(QWidget, "evidence.stop.text").setText(shelf.stop)
        if shelf.stop and isinstance(self._strip, AttachStrip):
            self._put_away()
        emptied(self._files)
        for filed in shelf.files:
            self._files.addWidget(self._line(filed))

    def _line(self, filed: Filed) -> QWidget:
        attachment = filed.attachment
        badge = (
            [Badge(attachment.seal.label, _TONES[attachment.seal], self)] if attachment.seal in _TONES else []
        )
        name = self._name(attachment)
        head = row(name, *badge)
        head.setStretch(0, 1)
        lines = [head, label(self._aside(filed), "hint", wraps=True, name=f"evidence.aside.{attachment.id}")]
        if attachment.is_sealed and not self._is_fixed:
            told, act = f"Decide on {attachment.file_name}", partial(self._on_decide, attachment)
            decide = button("Decide…", told=told, name=f"action.decide.{attachment.id}", on_click=act)
            decide.setEnabled(bool(self._shelf.deciders))
            lines.append(row(decide, 0))
        return holder(column(*lines, gap=0))

    def _name(self, attachment: Attachment) -> QWidget:
        if attachment.seal in (Seal.SEALED, Seal.DESTROYED):
            return label(attachment.file_name, wraps=True)
        link = LinkLabel(attachment.file_name, partial(self._on_view, attachment))
        link.setObjectName(f"evidence.file.{attachment.id}")
        return link

    def _aside(self, filed: Filed) -> str:
        attachment, today = filed.attachment, self._session.today()
        if attachment.is_sealed:
            names = [name for _, name in self._shelf.deciders]
            if not names:
                return "Nobody is designated safeguarding lead today. Enter the role under People."
            return f"Not viewed, exported or deleted until {listed(names, 'or')} releases or destroys it."
        said = [attachment.media_type.label, _spoken_size(attachment.size), attachment.source]
        said += [f"taken {day_text(attachment.taken_on, today)}"] if attachment.taken_on else []
        if attachment.seal_decided_on is not None:
            when = day_text(attachment.seal_decided_on, today)
            said.append(
                f"{attachment.seal.label.lower()} by {filed.decided_by} {when}: {attachment.seal_reason}"
            )
        return " · ".join(text for text in said if text)

    def _on_add(self) -> None:
        if self._session.outside is not None:
            self._session.outside.ask_which_files(self, "Add a file", KINDS, self._on_chosen)

    def _on_chosen(self, paths: list[Path]) -> None:
        asked = AttachStrip(self._session.today)
        asked.attach_asked.connect(self._on_attach)
        self._ask(asked)
        asked.begin(paths)

    def _ask(self, strip: AttachStrip | SealStrip) -> None:
        """Ask beneath the files, one thing at a time."""
        self._put_away()
        self._strip = strip
        self.layout().addWidget(strip)

    def _put_away(self, _saved: object = None) -> None:
        strip, self._strip = self._strip, None
        if strip is not None:
            strip.hide()
            strip.deleteLater()

    def _on_attach(self, paths: tuple[Path, ...], source: str, taken_on: date | None) -> None:
        act = partial(_attach, self._record_id, paths, source, taken_on)
        self._session.change(self, act, self._put_away, self._on_not_attached)

    def _on_not_attached(self, error: Exception) -> None:
        self.refresh()
        self._on_refused(error)

    def _on_view(self, attachment: Attachment) -> None:
        session = self._session
        read = partial(_content, session, attachment)
        session.run(self, read, partial(self._show_content, attachment), channel="view")

    def _show_content(self, attachment: Attachment, content: bytes) -> None:
        from esafety_desk.ui.evidence_viewer import EvidenceViewer  # QtPdf is loaded when a file is looked at

        EvidenceViewer(attachment, content, self)

    def _on_decide(self, attachment: Attachment) -> None:
        asked = SealStrip()
        asked.decided.connect(self._on_decided)
        self._ask(asked)
        asked.begin(attachment, self._shelf.deciders)

    def _on_decided(self, attachment: Attachment, seal: Seal, by: int, reason: str) -> None:
        act = partial(_decide, attachment, seal, by, reason)
        self._session.change(self, act, self._put_away, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        """What stands in the way is said where it was typed; anything else goes to the message bar."""
        if isinstance(error, keeping.Refused) and self._strip is not None:
            self._strip.say(error.sentence)
        else:
            self._session.report_error(error)


def _content(session: Session, attachment: Attachment) -> bytes:
    return evidence.content(session.work(), attachment.id)


def _attach(
    record_id: int, paths: tuple[Path, ...], source: str, taken_on: date | None, work: keeping.Work
) -> keeping.Saved:
    """On the store thread: one unit of work a file, so that a refused one leaves those before it kept."""
    for path in paths:
        saved = evidence.attach(work, record_id, path, source=source, taken_on=taken_on)
    return saved if len(paths) == 1 else replace(saved, message=f"{len(paths)} files attached.", undo=None)


def _decide(attachment: Attachment, seal: Seal, by: int, reason: str, work: keeping.Work) -> keeping.Saved:
    decide = evidence.release if seal is Seal.RELEASED else evidence.destroy
    return decide(work, attachment.id, by, reason)


def _spoken_size(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def _notice(name: str) -> QFrame:
    made = QFrame()
    made.setObjectName(name)
    dress(made, "notice", tone="amber")
    within = QVBoxLayout(made)
    within.setContentsMargins(SPACE, GAP, SPACE, GAP)
    within.addWidget(label("", wraps=True, name=f"{name}.text"))
    made.hide()
    return made
