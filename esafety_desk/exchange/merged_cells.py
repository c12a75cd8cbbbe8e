"""Cells of a workbook merged downwards: what stands in the first of them is meant for each row they cover."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO, NamedTuple

_MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')
_BLOCK, _LAP = 1_000_000, 200
_MOST = 20_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Merged(NamedTuple):
    """The first column of merged cells, counted from 0, and the last row they reach."""

    column: int
    until: int


def merged_downwards(archive: zipfile.ZipFile, title: str) -> dict[int, list[Merged]]:
    """The merged cells of the sheet called ``title`` that reach over several rows, by the row they begin on."""
    part = _part(archive, title)
    found: dict[int, list[Merged]] = {}
    if part not in archive.namelist():
        return found
    with archive.open(part) as file:
        for count, (column, first, last) in enumerate(_ranges(file)):
            if count >= _MOST:
                break
            if last > first:
                found.setdefault(first, []).append(Merged(column, last))
    return found


def filled_down(
    rows: Iterator[tuple[int, list[str]]], merged: Mapping[int, list[Merged]]
) -> Iterator[tuple[int, list[str]]]:
    """``rows`` by number, each with the text of the merged cell that covers it."""
    open_ones: dict[int, tuple[int, str]] = {}
    for number, texts in rows:
        open_ones = {column: held for column, held in open_ones.items() if held[0] >= number}
        for column, (_, text) in open_ones.items():
            texts += [""] * (column + 1 - len(texts))
            texts[column] = texts[column] or text
        for one in merged.get(number, ()):
            if one.column < len(texts) and texts[one.column]:
                open_ones[one.column] = (one.until, texts[one.column])
        yield number, texts


def _ranges(file: IO[bytes]) -> Iterator[tuple[int, int, int]]:
    """Column, first and last row of each merge; they stand behind the rows, so the whole part is passed by."""
    from openpyxl.utils import column_index_from_string

    last, seen = b"", set[bytes]()
    while block := file.read(_BLOCK):
        for found in _MERGED.finditer(last + block):
            if found[0] not in seen:
                seen.add(found[0])
                yield column_index_from_string(found[1].decode()) - 1, int(found[2]), int(found[3])
        last = block[-_LAP:]


def _part(archive: zipfile.ZipFile, title: str) -> str:
    """The name within the archive of the sheet called ``title``; empty where it cannot be found."""
    from defusedxml import ElementTree

    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ValueError, ElementTree.ParseError):  # also what the reader takes for an attack
        return ""
    wanted = next((sheet.get(_RELATION) for sheet in book.iter() if sheet.get("name") == title), None)
    target = next((link.get("Target", "") for link in links if link.get("Id") == wanted), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
