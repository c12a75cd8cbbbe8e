"""A file looked at inside the window: a picture, the pages of a PDF, or plain text. Nothing is written to disk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from esafety_desk.records.attachment import Attachment, MediaType
from esafety_desk.ui.kit.basics import button, label, row
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.page import Page
from esafety_desk.ui.printing import opened
from esafety_desk.ui.theme import GAP, SPACE, WIDE, dress

_FORMATS = {MediaType.PNG: "PNG", MediaType.JPEG: "JPG"}


class EvidenceViewer(QFrame):
    """Covers the page that ``asker`` stands on until it is closed; then the content is forgotten."""

    def __init__(self, attachment: Attachment, content: bytes, asker: QWidget) -> None:
        over = _page_of(asker)
        super().__init__(over)
        dress(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("viewer")
        self.setAccessibleName(f"File {attachment.file_name}")
        title = label(attachment.file_name, "heading", wraps=True, name="viewer.title")
        leave = button(
            "", "icon", icon="close", told="Close (Esc)", name="action.viewer.close", on_click=self.close
        )
        head = row(title, leave)
        head.setStretch(0, 1)
        within = QVBoxLayout(self)
        within.setContentsMargins(WIDE, SPACE, WIDE, WIDE)
        within.setSpacing(GAP)
        within.addLayout(head)
        inside = _inside(attachment.media_type, content)
        inside.setAccessibleName(f"Content of {attachment.file_name}")
        within.addWidget(inside, 1)
        self._over = over
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        inside.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


class Picture(QScrollArea):
    """A picture no larger than it is, made to fit the room."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._pixmap = QPixmap.fromImage(image)
        self._label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.setObjectName("viewer.picture")
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(self._label)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self._pixmap.size().boundedTo(self.viewport().size())
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self._label.setPixmap(self._pixmap.scaled(room.expandedTo(QSize(1, 1)), keep, smooth))


class Pages(QPdfView):
    """The pages of a PDF. Its links lead nowhere: a file from outside opens nothing."""

    def __init__(self, document: QPdfDocument, buffer: QObject) -> None:
        super().__init__()
        self._document, self._buffer = document, buffer
        self.setObjectName("viewer.pages")
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setPageSpacing(SPACE)
        self.setDocument(document)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()


def _inside(media_type: MediaType, content: bytes) -> QWidget:
    if media_type is MediaType.TEXT:
        text = QPlainTextEdit(content.decode("utf-8-sig", "replace"))
        text.setObjectName("viewer.text")
        text.setReadOnly(True)
        return text
    if media_type is MediaType.PDF:
        document, buffer = opened(content)
        if document.status() is QPdfDocument.Status.Ready and document.pageCount():
            return Pages(document, buffer)
    else:
        image = QImage.fromData(content, _FORMATS[media_type])
        if not image.isNull():
            return Picture(image)
    return EmptyState(
        "warning", "This file cannot be shown", "It is kept as it was attached, but it may be damaged."
    )


def _page_of(asker: QWidget) -> QWidget:
    """The page around ``asker``: when the desk locks, it goes, and the view with it."""
    over = asker
    while not isinstance(over, Page) and over.parentWidget() is not None:
        over = over.parentWidget()
    return over
