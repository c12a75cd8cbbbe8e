"""What lies outside the window: where to save a file, and the printer. One seam, so that a test can answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from esafety_desk.ui.machine_settings import MachineSettings

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Outside:
    """Asks with the system's own dialogs; none of them blocks, each answers to ``then`` if it is answered."""

    def __init__(self, settings: MachineSettings) -> None:
        self._settings = settings

    def ask_where_to_save(
        self, parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask for a place for a new file called ``name``; ``kinds`` such as "PDF files (*.pdf)"."""
        dialog = QFileDialog(parent, title, str(self._settings.last_folder / name), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        self._ask(dialog, lambda paths: then(Path(paths[0])))

    def ask_which_files(
        self, parent: QWidget, title: str, kinds: str, then: Callable[[list[Path]], None]
    ) -> None:
        """Ask for one or more files that are there already."""
        dialog = QFileDialog(parent, title, str(self._settings.last_folder), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._ask(dialog, lambda paths: then([Path(path) for path in paths]))

    def ask_which_folder(self, parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder, such as that of a stick."""
        dialog = QFileDialog(parent, title, str(self._settings.last_folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask(dialog, lambda paths: then(Path(paths[0])))

    def ask_printer(self, parent: QWidget, title: str, pages: int, then: Callable[[QPrinter], None]) -> None:
        """Ask which printer, which of the ``pages``, how many copies, one side or both, colour or not."""
        from PySide6.QtGui import QPageSize
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(f"Print {title}")
        dialog.setMinMax(1, pages)
        option = QPrintDialog.PrintDialogOption
        dialog.setOptions(option.PrintToFile | option.PrintPageRange | option.PrintCollateCopies)
        dialog.accepted.connect(lambda *_: then(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # QPrintDialog has an open of its own, with other arguments

    def print_text(self, parent: QWidget, title: str, html: str) -> None:
        """Print a short text, such as a recovery key, on the printer the person chooses."""
        document = QTextDocument(parent)
        document.setHtml(html)
        self.ask_printer(parent, title, document.pageCount(), document.print_)

    def _ask(self, dialog: QFileDialog, then: Callable[[list[str]], None]) -> None:
        def on_chosen(paths: list[str]) -> None:
            self._settings.last_folder = Path(paths[0]).parent
            then(paths)

        dialog.filesSelected.connect(on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
