"""Rows as text, CSV or between tabs, that a spreadsheet opens with its accents and takes nothing in for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with its mark, lines ended as a spreadsheet expects; cells that begin like a formula get an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_tab_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lines of cells with tabs between them, as a spreadsheet and a letter take them from the clipboard."""
    return "\n".join("\t".join(" ".join(neutral(cell).split()) for cell in row) for row in (head, *rows))


def neutral(cell: object) -> str:
    """``cell`` as text that no spreadsheet works out. Numbers stay numbers.

    Source: OWASP, "CSV Injection".
    """
    if cell is None:
        return ""
    text = str(cell)
    if isinstance(cell, str) and text.lstrip(" ").startswith(_BEGINS_FORMULA):
        return f"'{text}"
    return text
