"""Onto a printer: the pages, copies, sides and colours that were asked for, and nothing half-printed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from esafety_desk.host.errors import CannotWrite
from esafety_desk.host.progress import Cancelled
from esafety_desk.ui.printing import print_pages, repeated, sides_of
from tests.gui.printed import is_alike, is_blank, is_grey, sides

pytestmark = pytest.mark.usefixtures("qapp")

Set = Callable[[QPrinter], object]


@pytest.fixture(scope="module")
def content() -> bytes:
    """Five pages with letters, rules and colours, each unlike the others."""
    from io import BytesIO

    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    held = BytesIO()
    canvas = Canvas(held, pagesize=A4)
    for number in range(1, 6):
        canvas.setFillColorRGB(0.1, 0.3, 0.65)
        canvas.rect(57, 760 - 60 * number, 300, 40, fill=1)
        for line in range(40):
            canvas.drawString(57, 790 - 18 * line, f"Page {number}: every line of it is read to its end.")
        canvas.showPage()
    canvas.save()
    return held.getvalue()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "printed.pdf"


def printer_onto(sheet: Path, *settings: Set) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(sheet))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setResolution(150)
    for one in settings:
        one(printer)
    return printer


def only_pages(first: int, last: int) -> Set:
    def set_range(printer: QPrinter) -> None:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(first, last)

    return set_range


def in_black_and_white(printer: QPrinter) -> None:
    printer.setColorMode(QPrinter.ColorMode.GrayScale)


def copies(count: int) -> Set:
    return lambda printer: printer.setCopyCount(count)


def test_each_page_looks_as_in_the_preview_down_to_its_lines(content: bytes, sheet: Path) -> None:
    print_pages(content, printer_onto(sheet))
    wanted, printed = sides(content), sides(sheet)
    assert [is_alike(*pair) for pair in zip(wanted, printed, strict=True)] == [True] * 5
    assert not is_alike(wanted[0], printed[1])
    assert not any(is_grey(side) for side in printed)


def test_only_the_pages_asked_for_are_printed(content: bytes, sheet: Path) -> None:
    print_pages(content, printer_onto(sheet, only_pages(2, 3)))
    wanted, printed = sides(content)[1:3], sides(sheet)
    assert [is_alike(*pair) for pair in zip(wanted, printed, strict=True)] == [True, True]


def test_black_and_white_has_no_colour_left(content: bytes, sheet: Path) -> None:
    print_pages(content, printer_onto(sheet, in_black_and_white, only_pages(1, 2)))
    wanted, printed = sides(content)[:2], sides(sheet)
    assert all(is_grey(side) for side in printed)
    assert [is_alike(*pair) for pair in zip(wanted, printed, strict=True)] == [True, True]


def test_on_both_sides_each_copy_begins_on_a_sheet_of_its_own() -> None:
    assert repeated([0, 1, 2], 2, is_duplex=True, is_collated=True) == [0, 1, 2, -1, 0, 1, 2]
    assert repeated([0, 1, 2], 2, is_duplex=True, is_collated=False) == [0, 1, 2, -1, 0, 1, 2]
    assert repeated([0, 1], 2, is_duplex=True, is_collated=True) == [0, 1, 0, 1]


def test_side_between_two_copies_is_left_blank(
    content: bytes, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = printer_onto(sheet, copies(2), only_pages(1, 1))
    monkeypatch.setattr(printer, "duplex", lambda: QPrinter.DuplexMode.DuplexLongSide, raising=False)
    print_pages(content, printer)
    assert [is_blank(side) for side in sides(sheet)] == [False, True, False]


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ((), [0, 1, 2]),
        ((copies(2),), [0, 1, 2, 0, 1, 2]),
        ((copies(2), lambda printer: printer.setCollateCopies(False)), [0, 0, 1, 1, 2, 2]),
        ((lambda printer: printer.setPageOrder(QPrinter.PageOrder.LastPageFirst),), [2, 1, 0]),
        ((only_pages(2, 9),), [1, 2]),
    ],
)
def test_sides_leave_the_printer_in_the_order_asked_for(
    sheet: Path, settings: tuple[Set, ...], wanted: list[int]
) -> None:
    assert sides_of(printer_onto(sheet, *settings), 3) == wanted


def test_page_on_a_smaller_sheet_is_made_to_fit_and_keeps_its_shape(content: bytes, sheet: Path) -> None:
    print_pages(
        content,
        printer_onto(
            sheet,
            lambda printer: printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5)),
            lambda printer: printer.setPageOrientation(QPageLayout.Orientation.Portrait),
            only_pages(1, 1),
        ),
    )
    assert is_alike(sides(content)[0], sides(sheet)[0])


def test_printing_tells_how_far_it_is(content: bytes, sheet: Path) -> None:
    told: list[tuple[int, int]] = []
    print_pages(content, printer_onto(sheet), lambda done, of: told.append((done, of)))
    assert sorted(set(told)) == [(side, 5) for side in range(6)]


def test_stopped_half_way_nothing_is_left_behind(content: bytes, sheet: Path) -> None:
    def stop_on_third(done: int, of: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_pages(content, printer_onto(sheet), stop_on_third)
    assert list(sheet.parent.iterdir()) == []


def test_file_that_cannot_be_written_is_told_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"printed\.pdf cannot be written"):
        print_pages(content, printer_onto(tmp_path / "not there" / "printed.pdf"))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are POSIX")
def test_disk_that_runs_full_is_told_and_leaves_nothing(content: bytes, sheet: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(CannotWrite, match="Free some space"):
            print_pages(content, printer_onto(sheet))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(sheet.parent.iterdir()) == []
