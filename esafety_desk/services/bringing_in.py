"""One verb for everything that can be brought in: lists of people and old logs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from esafety_desk.exchange.log_meanings import LOGS, shape
from esafety_desk.exchange.refused import refused_rows
from esafety_desk.exchange.roster_columns import TITLES
from esafety_desk.exchange.sources import nobody_waits
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services.import_report import Asked, Hear, Heed, Report, Result
from esafety_desk.services.importing import import_people
from esafety_desk.services.keeping import Work
from esafety_desk.services.log_importing import import_log

WHAT = (PEOPLE.name, *LOGS)
"""The registers that can be brought in."""


def bring_in(
    work: Work, what: str, paths: Sequence[Path], asked: Asked, hear: Hear, heed: Heed = nobody_waits
) -> Result:
    """Bring in ``paths`` as ``what``, or say what would be done. Raises as the two importers do."""
    if what == PEOPLE.name:
        return import_people(work, paths, asked, hear, heed)
    return import_log(work, what, paths, asked, hear, heed)


def meanings_of(what: str) -> dict[str, str]:
    """What a column can mean, by the word of a mapping file, with the words a person is shown."""
    if what == PEOPLE.name:
        return {meaning.value: title for meaning, title in TITLES.items()}
    known = shape(what)
    return {meaning.value: known.titled[meaning] for meaning in known.headings}


def refused_file(waiting: Sequence[Report]) -> bytes:
    """The rows that are not in, as a CSV file ready to be mended."""
    return refused_rows((row.line, row.reason, row.cells) for row in waiting)
