"""Rows written as a workbook: typed cells, a frozen heading, widths that fit, and nothing that is worked out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from esafety_desk.exchange.comma_text import neutral

_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
"""Control characters that no workbook may hold."""
_LONGEST = 32_767
"""Characters in a cell. Source: Excel's specifications and limits."""
_DAY, _SAMPLE_DAY = "ddd d mmm yyyy", "Thu 19 Nov 2026"
_WIDEST, _NARROWEST, _LOOKED_AT = 60, 10, 200


def as_workbook(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet. Dates and numbers are cells of their kind; text stays text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    waiting = list[Sequence[object]]()
    source = iter(rows)
    for row in source:
        waiting.append(row)
        if len(waiting) == _LOOKED_AT:
            break
    for number, width in enumerate(_widths(head, waiting), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_heading(sheet, name) for name in head])
    for row in waiting:
        sheet.append([_cell(sheet, value) for value in row])
    for row in source:
        sheet.append([_cell(sheet, value) for value in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _heading(sheet: Any, name: str) -> Cell:
    cell = _cell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: object) -> Cell:
    if isinstance(value, bool) or not isinstance(value, str | int | float | date | None):
        value = str(value)
    if isinstance(value, str):
        value = value.translate(_ILLEGAL)[:_LONGEST]
    cell: Cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # else a text that begins with = would be worked out
        cell.quotePrefix = neutral(value) != value
    elif isinstance(value, date):
        cell.number_format = _DAY
    return cell


def _widths(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[int]:
    """The width of each column in characters, as wide as what is looked at asks for."""
    lengths = [len(name) + 2 for name in head]
    for row in rows:
        for number, value in enumerate(row):
            said = (
                len(_SAMPLE_DAY) if isinstance(value, date) else max(map(len, str(value or "").split("\n")))
            )
            lengths[number] = max(lengths[number], said + 1)
    return [max(_NARROWEST, min(_WIDEST, length)) for length in lengths]
