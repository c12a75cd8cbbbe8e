"""Workbooks read sheet by sheet as rows of text: dates as 2025-01-31, nothing computed, nothing trusted."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from esafety_desk.exchange.archives import check_archive, opened_archive
from esafety_desk.exchange.merged_cells import filled_down, merged_downwards
from esafety_desk.exchange.sources import UNREADABLE, Limits, Source
from esafety_desk.exchange.text_records import Record
from esafety_desk.exchange.workbook_guard import StrangeWorkbook, look_through
from esafety_desk.host.errors import BadUsage

FORMULA = "="
"""Stands for a formula whose result the file does not hold."""
_LAST_ROW = 1_048_576
"""Of any sheet. Source: Excel's specifications and limits."""


def sheets(source: Source, limits: Limits) -> list[Sheet]:
    """The sheets that can be seen, in order. Raises BadUsage where this is no workbook one may open."""
    if source.size > limits.workbook_bytes:
        megabytes = limits.workbook_bytes // 1_000_000
        raise BadUsage(f"{source.name} is larger than {megabytes} MB. Save the sheet that is needed as CSV.")
    with opened_archive(source) as archive:
        check_archive(source.name, archive.infolist(), limits)
        try:
            has_formulas = look_through(archive, source.heed)
        except (StrangeWorkbook, *UNREADABLE) as error:
            raise _strange(source) from error
    with _opened(source, with_results=True) as book:
        seen = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return [Sheet(source, title, has_formulas) for title in seen]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; only where ``has_formulas`` is it read a second time for them."""

    source: Source
    title: str
    has_formulas: bool

    def records(self) -> Iterator[Record]:
        """Every row as text, numbered as the sheet numbers it. Raises BadUsage for a number no row can have."""
        with opened_archive(self.source) as archive:
            try:
                merged = merged_downwards(archive, self.title)
            except UNREADABLE as error:
                raise _strange(self.source) from error
        for number, texts in filled_down(self._texts(), merged):
            yield Record(number, texts, False)

    def _texts(self) -> Iterator[tuple[int, list[str]]]:
        rows = _rows(self.source, self.title, with_results=True)
        written = _rows(self.source, self.title, with_results=False) if self.has_formulas else None
        for number, cells in enumerate(rows, 1):
            if number > _LAST_ROW:
                raise _strange(self.source)
            texts = [_text(cell) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            if written is not None:
                _mark_formulas(texts, next(written, ()))
            yield number, texts


def _mark_formulas(texts: list[str], written: Sequence[Any]) -> None:
    for place, cell in enumerate(written):
        if _is_formula(cell):
            texts += [""] * (place + 1 - len(texts))
            texts[place] = texts[place] or FORMULA


def _is_formula(cell: Any) -> bool:
    if isinstance(cell, str):
        return cell.startswith(FORMULA)
    return cell is not None and not isinstance(cell, int | float | date | time | timedelta)


def _rows(source: Source, title: str, *, with_results: bool) -> Iterator[tuple[Any, ...]]:
    with _opened(source, with_results=with_results) as book:
        rows = book[title].iter_rows(values_only=True)
        while (cells := _next(source, rows)) is not None:
            yield cells


def _next(source: Source, rows: Iterator[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts of the workbook that are not read here
        try:
            return next(rows, None)
        except Exception as error:  # whatever a damaged sheet makes of the library
            raise _strange(source) from error


def _unasked_size(_sheet: Any) -> None:
    """What a sheet says of its own size is often untrue, and to look for it one that says nothing is read whole."""


@contextmanager
def _opened(source: Source, *, with_results: bool) -> Iterator[Any]:
    from openpyxl import load_workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    ReadOnlyWorksheet._get_size = _unasked_size
    with ExitStack() as open_files:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                file = open_files.enter_context(source.opened())
                content = file if source.path is not None else io.BytesIO(file.read())
                book = load_workbook(content, read_only=True, data_only=with_results, keep_links=False)
            except Exception as error:
                raise _strange(source) from error
        open_files.callback(book.close)
        yield book


def _strange(source: Source) -> BadUsage:
    return BadUsage(f"{source.name} cannot be read as a workbook. Open it and save the sheet as CSV.")


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell)
