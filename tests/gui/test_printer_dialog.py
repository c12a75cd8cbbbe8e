"""The system's own print dialog: opened beside the window, it hands over the printer as it was set."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from esafety_desk.ui.outside import Outside
from esafety_desk.ui.theme import Theme
from tests.gui.driving import settings_in


def test_dialog_asks_for_pages_copies_and_sides_without_holding_up_the_window(
    theme: Theme, tmp_path: Path
) -> None:
    page, given = QWidget(), list[QPrinter]()
    page.show()
    Outside(settings_in(tmp_path / "window.ini")).ask_printer(page, "Chronology", 4, given.append)
    dialog = page.findChild(QPrintDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert (dialog.minPage(), dialog.maxPage()) == (1, 4)
    assert dialog.testOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.printer().setOutputFileName(str(tmp_path / "chosen.pdf"))
    dialog.accept()
    assert [printer.docName() for printer in given] == ["Chronology"]
    assert not dialog.isVisible()
    page.close()
