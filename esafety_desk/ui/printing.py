"""A finished PDF onto a printer: page by page at the printer's own resolution, as the preview shows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from esafety_desk.host.errors import CannotWrite, KnownError
from esafety_desk.host.progress import Progress, unwatched

_BAND = 64
"""Pixels in height that are drawn at a time: a page of 1,200 dots per inch would take half a gigabyte at once."""
_FINEST_FILE = 600
"""Dots per inch for a printer that writes a file and would take any number."""


class PrinterFailed(KnownError):
    def __init__(self) -> None:
        super().__init__(
            "The printer does not answer. Check that it is switched on and has paper, then print again."
        )


def opened(content: bytes) -> tuple[QPdfDocument, QBuffer]:
    """The PDF ``content`` as a document, with the buffer it reads from: both must be held while it is used."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.load(buffer)
    return document, buffer


def print_pages(content: bytes, printer: QPrinter, progress: Progress = unwatched) -> None:
    """Print what ``printer`` was asked for of ``content``; may run on a worker, which then alone holds ``printer``.

    ``progress`` counts sides of sheets. Raises PrinterFailed, CannotWrite, or what ``progress`` raises; a
    printer that writes a file leaves none behind then.
    """
    document, _buffer = opened(content)
    sides = sides_of(printer, document.pageCount())
    with _file_whole_or_not_at_all(printer), _painting_on(printer) as painter:
        for number, page in enumerate(sides):
            if number and not printer.newPage():
                raise PrinterFailed
            for image, place in _bands(document, page, printer):
                progress(number, len(sides))
                painter.drawImage(place, image)
        progress(len(sides), len(sides))


def sides_of(printer: QPrinter, page_count: int) -> list[int]:
    """The pages for ``printer`` in the order they leave it, counted from 0; -1 is a side left blank.

    Copies the printer makes by itself are not repeated here.
    """
    ranges = printer.pageRanges()
    is_all = printer.printRange() is not QPrinter.PrintRange.PageRange or ranges.isEmpty()
    pages = [page for page in range(page_count) if is_all or ranges.contains(page + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    is_duplex = printer.duplex() is not QPrinter.DuplexMode.DuplexNone
    return repeated(pages, copies, is_duplex=is_duplex, is_collated=printer.collateCopies())


def repeated(pages: list[int], copies: int, *, is_duplex: bool, is_collated: bool) -> list[int]:
    """``pages`` as often as asked for. On both sides of the paper each copy begins on a sheet of its own."""
    if not is_duplex and not is_collated:
        return [page for page in pages for _ in range(copies)]
    between = [-1] if is_duplex and len(pages) % 2 else []
    return [page for _ in range(copies - 1) for page in (*pages, *between)] + pages


@contextmanager
def _painting_on(printer: QPrinter) -> Iterator[QPainter]:
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterFailed
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        yield painter
    except Exception:
        printer.abort()
        raise
    finally:
        painter.end()


@contextmanager
def _file_whole_or_not_at_all(printer: QPrinter) -> Iterator[None]:
    """Where ``printer`` writes a file, let it write aside and move the whole file into place."""
    if not printer.outputFileName():
        yield
        return
    target = Path(printer.outputFileName())
    aside = target.with_name(target.name + ".part")
    told = CannotWrite(f"{target.name} cannot be written. Free some space, or choose another folder.")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(aside))
    printer.setResolution(min(printer.resolution(), _FINEST_FILE))
    try:
        aside.touch()
        yield
        if not _is_whole(aside):
            raise told
        aside.replace(target)
    except (OSError, PrinterFailed) as error:
        raise told from error
    finally:
        with suppress(OSError):
            aside.unlink()
        printer.setOutputFileName(str(target))


def _is_whole(file: Path) -> bool:
    """Whether a PDF was written to its end: Qt says nothing of a disk that ran full."""
    return file.read_bytes()[-16:].rstrip().endswith(b"%%EOF")


def _bands(document: QPdfDocument, page: int, printer: QPrinter) -> Iterator[tuple[QImage, QRectF]]:
    """The page in strips from top to bottom, with the place of each; strips with nothing on them are left out."""
    if page < 0:
        return
    whole = _place_of(document.pagePointSize(page), printer)
    size = whole.size().toSize()
    is_grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
    for top in range(0, size.height(), _BAND):
        strip = QRect(0, top, size.width(), min(_BAND, size.height() - top))
        image = _on_white(_strip(document, page, size, strip))
        if not _is_blank(image):
            kind = QImage.Format.Format_Grayscale8
            place = QRectF(strip).translated(whole.topLeft())
            yield image.convertToFormat(kind) if is_grey else image, place


def _place_of(page: QSizeF, printer: QPrinter) -> QRectF:
    """Where a page stands on the sheet: as large as it is, or smaller where the sheet is, in the middle."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    sheet = printer.pageRect(QPrinter.Unit.DevicePixel)
    dots = printer.resolution() / 72
    fit = min(1.0, paper.width() / (page.width() * dots), paper.height() / (page.height() * dots))
    size = page * dots * fit
    left, top = (paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2
    return QRectF(round(left - sheet.left()), round(top - sheet.top()), size.width(), size.height())


def _strip(document: QPdfDocument, page: int, size: QSize, strip: QRect) -> QImage:
    options = QPdfDocumentRenderOptions()
    options.setScaledSize(size)
    # QtPdf measures from the first to the last pixel, one short of the width, and would squeeze the strip.
    options.setScaledClipRect(strip.adjusted(0, 0, 1, 1))
    return document.render(page, strip.size(), options)


def _on_white(image: QImage) -> QImage:
    sheet = QImage(image.size(), QImage.Format.Format_RGB32)
    sheet.fill(0xFFFFFFFF)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, image)
    painter.end()
    return sheet


def _is_blank(image: QImage) -> bool:
    blank = QImage(image.size(), image.format())
    blank.fill(0xFFFFFFFF)
    return image == blank
