"""Rows that were refused, as a file ready to be mended and brought in again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

REASON, LINE = "Why it was refused", "Line in the first file"
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def refused_rows(rows: Iterable[tuple[int, str, Sequence[tuple[str, str]]]]) -> bytes:
    """A CSV file of these rows, each as its line, the reason, and its cells with their headings.

    What a spreadsheet would take for a formula is written behind an apostrophe, so that it stays words.
    """
    kept = list(rows)
    headings = list(dict.fromkeys(heading for _, _, cells in kept for heading, _ in cells))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*headings, LINE, REASON])
    for line, reason, cells in kept:
        said = dict(cells)
        writer.writerow([*(_inert(said.get(heading, "")) for heading in headings), line, reason])
    return text.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell
