"""A file looked at inside the window: a picture, the pages of a PDF, or plain text. Nothing is written to disk."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea, QWidget

from esafety_desk.records.attachment import Attachment, MediaType
from esafety_desk.ui.kit.cover import Cover
from esafety_desk.ui.kit.empty import EmptyState
from esafety_desk.ui.pdf_pages import PdfPages

_FORMATS = {MediaType.PNG: b"png", MediaType.JPEG: b"jpeg"}
_MOST_LETTERS = 300_000
_LARGEST_AREA, _LARGEST_SIDE = 16_000_000, 4_000
"""Dots: a larger picture is made smaller as it is read, so that a short file cannot fill the memory."""


class EvidenceViewer(Cover):
    """Covers the page that ``asker`` stands on until it is closed; then the content is forgotten."""

    def __init__(self, attachment: Attachment, content: bytes, asker: QWidget) -> None:
        super().__init__(attachment.file_name, asker, name="viewer", told=f"File {attachment.file_name}")
        shown = inside(attachment.media_type, content)
        shown.setAccessibleName(f"Content of {attachment.file_name}")
        self.open_with(shown)


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


def inside(media_type: MediaType, content: bytes) -> QWidget:
    """What shows a file: its picture, its pages, its text, or that it cannot be shown."""
    if media_type is MediaType.TEXT:
        text = QPlainTextEdit(_beginning(content.decode("utf-8-sig", "replace")))
        text.setObjectName("viewer.text")
        text.setReadOnly(True)
        return text
    if media_type is MediaType.PDF:
        pages = PdfPages("viewer.pages", "Pages")
        if pages.show_content(content):
            return pages
    else:
        image = _picture(content, _FORMATS[media_type])
        if not image.isNull():
            return Picture(image)
    return EmptyState(
        "warning", "This file cannot be shown", "It is kept as it was attached, but it may be damaged."
    )


def _beginning(text: str) -> str:
    if len(text) <= _MOST_LETTERS:
        return text
    return f"{text[:_MOST_LETTERS]}\n\n[Only the first {_MOST_LETTERS:,} letters are shown; the file is kept whole.]"


def _picture(content: bytes, kind: bytes) -> QImage:
    """The picture, turned as it is meant to be; a null one where it cannot be read within bounds."""
    buffer = QBuffer()
    buffer.setData(content)
    reader = QImageReader(buffer, kind)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > _LARGEST_AREA:
        reader.setScaledSize(size.scaled(_LARGEST_SIDE, _LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
