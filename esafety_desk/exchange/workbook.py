"""Workbooks read sheet by sheet as rows of text: dates as 2025-01-31, nothing computed, nothing trusted."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from esafety_desk.exchange.merged_cells import filled_down, merged_downwards
from esafety_desk.exchange.sources import Limits, Source, check_archive, opened_archive
from esafety_desk.exchange.text_records import Record
from esafety_desk.host.errors import BadUsage

FORMULA = "="
"""Stands for a formula whose result the file does not hold."""
_BATCH = 500


def sheet_names(source: Source, limits: Limits) -> list[str]:
    """The sheets that can be seen, in order. Raises BadUsage where this is no workbook one may open."""
    with opened_archive(source) as archive:
        check_archive(source.name, archive.infolist(), limits)
        if any(b"<!DOCTYPE" in _beginning(archive, member) for member in archive.infolist()):
            raise _strange(source)
    book = _opened(source, with_results=True)
    try:
        return [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    finally:
        book.close()


def sheet_records(source: Source, title: str) -> Iterator[Record]:
    """Every row of one sheet as text, numbered as the sheet numbers it."""
    with opened_archive(source) as archive:
        merged = merged_downwards(archive, title)
    for number, texts in filled_down(_texts(source, title), merged):
        yield Record(number, texts, False)


def _texts(source: Source, title: str) -> Iterator[tuple[int, list[str]]]:
    rows = _rows(source, title, with_results=True)
    written = _rows(source, title, with_results=False) if _has_formulas(source) else None
    for number, cells in enumerate(rows, 1):
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


def _beginning(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if not member.filename.endswith((".xml", ".rels")):
        return b""
    with archive.open(member) as file:
        return file.read(2048)


def _has_formulas(source: Source) -> bool:
    """Whether any sheet holds a formula: only then is the workbook read a second time for them."""
    with opened_archive(source) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as file:
                    if _contains(file, b"<f"):
                        return True
    return False


def _contains(file: Any, wanted: bytes) -> bool:
    last = b""
    while block := file.read(1_000_000):
        if wanted in last + block:
            return True
        last = block[-len(wanted) :]
    return False


def _rows(source: Source, title: str, *, with_results: bool) -> Iterator[tuple[Any, ...]]:
    book = _opened(source, with_results=with_results)
    try:
        sheet = book[title]
        sheet.reset_dimensions()  # what a sheet says of its own size is often untrue
        rows = sheet.iter_rows(values_only=True)
        while batch := _taken(source, rows):
            yield from batch
    finally:
        book.close()


def _taken(source: Source, rows: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts of the workbook that are not read here
        try:
            return list(islice(rows, _BATCH))
        except Exception as error:  # whatever a damaged sheet makes of the library
            raise _strange(source) from error


def _opened(source: Source, *, with_results: bool) -> Any:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with source.opened() as file:
                content = io.BytesIO(file.read())
            return load_workbook(content, read_only=True, data_only=with_results, keep_links=False)
        except Exception as error:
            raise _strange(source) from error


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
