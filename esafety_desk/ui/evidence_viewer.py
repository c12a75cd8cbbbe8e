"""A file looked at inside the window: a picture, the pages of a PDF, or plain text. Nothing is written to disk."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea, QWidget

from esafety_desk.records.attachment import Attachment, MediaType
from esafety_desk.ui.kit.cover import Cover
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.printing import opened
from esafety_desk.ui.theme import SPACE

_FORMATS = {MediaType.PNG: "PNG", MediaType.JPEG: "JPG"}


class EvidenceViewer(Cover):
    """Covers the page that ``asker`` stands on until it is closed; then the content is forgotten."""

    def __init__(self, attachment: Attachment, content: bytes, asker: QWidget) -> None:
        super().__init__(attachment.file_name, asker, name="viewer", told=f"File {attachment.file_name}")
        inside = _inside(attachment.media_type, content)
        inside.setAccessibleName(f"Content of {attachment.file_name}")
        self.open_with(inside)


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
