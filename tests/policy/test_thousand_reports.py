"""However small the school and however many reports went before, no hidden figure of a report can be worked out.

CI judges a sample. All of it: ``ESAFETY_REPORTS=1000 python -m pytest tests/policy/test_thousand_reports.py``.
"""

from __future__ import annotations

import os

import pytest

from esafety_desk.policy.governors import compose
from esafety_desk.policy.report_audit import audit
from tests.policy.history import STORY, School, given_away
from tests.policy.reporting_school import AFTER_TERM, IN_TERM, gathered

REPORTS = int(os.environ.get("ESAFETY_REPORTS", "36"))
SIZES = (1, 2, 4, 6, 9, 14, 20, 40, 80)
"""The most incidents of a term, small schools first and most often."""
NAMES = ("Autumn 2026", "Summer 2026", "2025-26", "2026-27")


@pytest.mark.slow
def test_reports_that_stand_alone_give_nothing_away() -> None:
    drawn = 0
    for seed in range(REPORTS // 2):
        figures = gathered(
            NAMES[seed % 4], most=SIZES[seed % len(SIZES)], seed=seed, cut_off=(IN_TERM, AFTER_TERM)[seed % 2]
        )
        report = compose(figures)
        assert audit(report, figures.columns.splits) == (), seed
        drawn += sum(len(section.tables) for section in report.sections)
    assert drawn > REPORTS


@pytest.mark.slow
def test_reports_beside_all_that_were_issued_before_give_nothing_away() -> None:
    issued = 0
    schools = max(1, REPORTS // 2 // len(STORY))
    for seed in range(schools):
        school = School(SIZES[seed % len(SIZES)], seed)
        for name in STORY:
            _made_from, made, found = school.report(name)
            assert found == (), (seed, name)
            if made is not None:
                assert given_away(made) == [], (seed, name)
                issued += 1
    assert issued >= schools * len(STORY) * 0.9
