"""Files as a school that nobody has met might keep them: text of any make, and workbooks as people dress them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]


def text_file(
    path: Path,
    rows: Rows,
    separator: str = ",",
    encoding: str = "utf-8",
    ending: str = "\r\n",
    before: str = "",
) -> Path:
    written = io.StringIO(newline="")
    written.write(before)
    csv.writer(written, delimiter=separator, lineterminator=ending).writerows(rows)
    path.write_bytes(written.getvalue().encode(encoding))
    return path


def workbook(path: Path, sheets: Mapping[str, Rows], merged: Sequence[str] = (), hidden: str = "") -> Path:
    """A workbook of these sheets; ``merged`` and the ``hidden`` column on each of them."""
    book = Workbook()
    book.remove(book.active or book.create_sheet())
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for cells in merged:
            sheet.merge_cells(cells)
        if hidden:
            sheet.column_dimensions[hidden].hidden = True
    book.save(path)
    return path
