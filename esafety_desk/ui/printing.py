"""A finished PDF onto a printer: page by page, as the preview shows it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

_MOST_DOTS_PER_INCH = 300


def opened(content: bytes, parent: object = None) -> tuple[QPdfDocument, QBuffer]:
    """The PDF ``content`` as a document, with the buffer it reads from: both must be held while it is used."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(parent)
    document.load(buffer)
    return document, buffer


def print_pages(content: bytes, printer: QPrinter) -> None:
    """Print the pages of ``content`` that ``printer`` was asked for, each on a sheet side of its own."""
    document, _buffer = opened(content)
    first = max(printer.fromPage(), 1) - 1
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    painter = QPainter(printer)
    for number in range(first, last):
        if number > first:
            printer.newPage()
        sheet = printer.pageRect(QPrinter.Unit.DevicePixel)
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        target = QRectF(-sheet.left(), -sheet.top(), paper.width(), paper.height())
        scale = min(1.0, _MOST_DOTS_PER_INCH / printer.resolution())
        size = QSize(round(paper.width() * scale), round(paper.height() * scale))
        painter.drawImage(target, document.render(number, size))
    painter.end()
