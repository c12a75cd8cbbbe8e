"""A finished PDF read back, the way a governor's reader would."""

from __future__ import annotations

import io

import pypdf
import pypdfium2

from esafety_desk.reports.style import MARGIN


def reader(pdf: bytes) -> pypdf.PdfReader:
    """The PDF opened for its structure."""
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def texts(pdf: bytes) -> list[str]:
    """The text of each page, with its line ends made into spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def outline(pdf: bytes) -> list[tuple[str, int]]:
    """Each bookmark with the number of its page, from 1."""
    opened = reader(pdf)
    entries = [entry for entry in opened.outline if isinstance(entry, pypdf.generic.Destination)]
    return [(str(entry.title), (opened.get_destination_page_number(entry) or 0) + 1) for entry in entries]


def assert_within_margins(pdf: bytes) -> None:
    """Check that nothing but the strip across the cover stands in the left or the right margin."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            width = page.get_width()
            for item in page.get_objects(max_depth=1):
                left, _, right, _ = item.get_bounds()
                is_strip = left <= 0 and right >= width - 1
                assert is_strip or (left >= MARGIN - 2 and right <= width - MARGIN + 2)
    finally:
        document.close()
