"""Behind every figure of the governors' report stand the very records it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from esafety_desk.policy.figures import Edition, GovernorReport, Row, Table
from esafety_desk.services import demo, reporting
from esafety_desk.services.behind import records_behind
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, NOW, PASSPHRASE, TODAY

UNCOUNTED = {
    "Days in force, all together",
    "Checks due",
    "Checks planned",
    "of these done",
    "Topics taught to a year group",
}
"""Lines that count days, checks or pairs rather than records."""
UNCOUNTED_TABLES = {"scorecard", "promises", "carried", "delays", "teaching"}


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("lived-in") / "desk"
    desk = demo.build_demo_desk(
        folder, PASSPHRASE, now=NOW, pupils=60, years=2, incidents_per_year=60, cost=CHEAP
    )
    yield desk
    desk.close()


def exact(desk: Desk, name: str) -> GovernorReport:
    period = reporting.period_asked_for(desk, name, None, None)
    return reporting.governors_report(desk, period, Edition.CONFIDENTIAL, today=TODAY)


def figures(report: GovernorReport) -> Iterator[tuple[Table, Row, str, str]]:
    tables = [report.glance, *(table for section in report.sections for table in section.tables)]
    for table in tables:
        if table.key not in UNCOUNTED_TABLES:
            for row in table.rows:
                if row.label not in UNCOUNTED:
                    for column, figure in zip(table.columns, row.cells, strict=True):
                        yield table, row, column, figure.text


@pytest.mark.parametrize("name", ["Autumn 2026", "2025-26"])
def test_as_many_records_stand_behind_a_figure_as_it_says(name: str, lived_in: Desk) -> None:
    report, looked_at = exact(lived_in, name), 0
    for table, row, column, text in figures(report):
        told = re.fullmatch(r"([\d,]+)(?: of [\d,]+)?", text)
        if told is None or (table.key, row.label) == ("glance", "Monitoring checks done"):
            continue
        found = records_behind(lived_in, report, table.key, row.label, column)
        number = len(found.ids) if found else 0
        assert number == int(told[1].replace(",", "")), (table.key, row.label, column)
        looked_at += number > 0
    assert looked_at > 60


def test_lines_counted_together_hold_what_no_other_line_shows(lived_in: Desk) -> None:
    report = reporting.governors_report(
        lived_in, reporting.period_asked_for(lived_in, "Autumn 2026", None, None), today=TODAY
    )
    together = [
        (table, row)
        for section in report.sections
        for table in section.tables
        for row in table.rows
        if row.label in ("Other areas", "Others")
    ]
    for table, row in together:
        alone = [r.label for r in table.rows if not r.is_total and r != row]
        column = table.columns[0]
        every = records_behind(lived_in, report, table.key, table.rows[-1].label, column)
        found = records_behind(lived_in, report, table.key, row.label, column)
        shown = [records_behind(lived_in, report, table.key, label, column) for label in alone]
        ids = set().union(*(one.ids for one in shown if one))
        if table.rows[-1].is_total and every:
            assert (found.ids if found else set()) == every.ids - ids


def test_nothing_stands_behind_a_line_that_does_not_count_records(lived_in: Desk) -> None:
    assert (
        records_behind(lived_in, exact(lived_in, "Autumn 2026"), "scorecard", "Staff 1", "Evidence") is None
    )
