"""What a workbook may be made of, looked through as a stream before a library builds anything of it in memory.

A workbook is an archive of XML. Its size on disk says nothing of what it becomes: a short file may hold a cell
of 100 MB, a row of a million cells, or a million styles.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable

_BLOCK = 400_000
"""Bytes: no word, no row and no mark of a workbook is nearly as long."""
_MOST_MARKS, _MOST_SHEET_MARKS = 2_000_000, 20_000_000
"""Angle brackets in a part that is held in memory whole, such as the table of texts, and in a sheet that streams by."""
_AFTER_ROWS = 20
"""Blocks that may follow the rows: what is merged, coloured and linked."""
_ROWS, _END_OF_ROWS = re.compile(rb"<(?:\w+:)?sheetData\b"), re.compile(rb"</(?:\w+:)?sheetData\b")
_ROW, _FORMULA = re.compile(rb"<(?:\w+:)?row\b"), re.compile(rb"<(?:\w+:)?f\b")
_OTHERWISE_WRITTEN = re.compile(
    rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-8|us-ascii|iso-8859-1)""", re.IGNORECASE
)
_DOCTYPE = b"<!DOCTYPE"
_OVERLAP = 32


class StrangeWorkbook(ValueError):
    """A part of the workbook is nothing that a person's spreadsheet holds; the message names the part."""


def look_through(archive: zipfile.ZipFile, heed: Callable[[], None]) -> bool:
    """Whether any sheet holds a formula. Raises StrangeWorkbook, what a damaged archive raises, or as ``heed``."""
    members = [one for one in archive.infolist() if one.filename.endswith((".xml", ".rels"))]
    found = [_Part(member.filename, heed).read(archive, member) for member in members]
    return any(found)


class _Part:
    """One part under way; what it is shows in what it holds, since its name may say anything."""

    def __init__(self, name: str, heed: Callable[[], None]) -> None:
        self._name, self._heed = name, heed
        self._is_sheet = self._has_formula = False
        self._marks = self._after_rows = 0

    def read(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
        """Look at every byte once; whether it is a sheet with a formula."""
        end = b""
        with archive.open(member) as file:
            while block := file.read(_BLOCK):
                self._heed()
                if not end:
                    self._check_writing(block)
                self._check(block, end + block)
                end = block[-_OVERLAP:]
        return self._is_sheet and self._has_formula

    def _check_writing(self, first: bytes) -> None:
        """Only in these letters does a byte mean what it is looked for as."""
        text = first.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not text.startswith(b"<") or b"\0" in text[:200] or _OTHERWISE_WRITTEN.match(text):
            raise StrangeWorkbook(self._name)

    def _check(self, block: bytes, joined: bytes) -> None:
        is_whole = len(block) == _BLOCK
        if _DOCTYPE in joined or (is_whole and b"<" not in block):
            raise StrangeWorkbook(self._name)
        self._is_sheet = self._is_sheet or _ROWS.search(joined) is not None
        self._has_formula = self._has_formula or _FORMULA.search(joined) is not None
        self._marks += block.count(b"<")
        if self._marks > (_MOST_SHEET_MARKS if self._is_sheet else _MOST_MARKS):
            raise StrangeWorkbook(self._name)
        if self._is_sheet:
            self._check_rows(joined, is_whole=is_whole)

    def _check_rows(self, joined: bytes, *, is_whole: bool) -> None:
        if self._after_rows or _END_OF_ROWS.search(joined):
            self._after_rows += 1
            if self._after_rows > _AFTER_ROWS:
                raise StrangeWorkbook(self._name)
        elif is_whole and not _ROW.search(joined):
            raise StrangeWorkbook(self._name)
