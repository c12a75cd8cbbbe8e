"""Rows that were refused, as a file ready to be mended and brought in again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from esafety_desk.exchange.comma_text import as_csv

REASON, LINE = "Why it was refused", "Line in the first file"


def refused_rows(rows: Iterable[tuple[int, str, Sequence[tuple[str, str]]]]) -> bytes:
    """A CSV file of these rows, each as its line, the reason, and its cells with their headings.

    What a spreadsheet would take for a formula is written behind an apostrophe, so that it stays words.
    """
    kept = list(rows)
    headings = list(dict.fromkeys(heading for _, _, cells in kept for heading, _ in cells))
    told = [(dict(cells), line, reason) for line, reason, cells in kept]
    return as_csv(
        [*headings, LINE, REASON],
        ((*(said.get(heading, "") for heading in headings), line, reason) for said, line, reason in told),
    )
