"""A report that would give something away is told in part and says so; it is refused only where nothing is left.

The reports here are composed by somebody who does not know what was issued before; their reader does.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.disclosure import NOT_SHOWN, Ledger
from esafety_desk.policy.figures import Edition, GovernorReport
from esafety_desk.policy.governors import CannotBeTold, Gathered, Judged, composed, judge
from esafety_desk.policy.report_audit import Issued, audit
from esafety_desk.policy.report_choices import Choices
from esafety_desk.policy.telling import told_safely
from tests.policy.history import STORY, School


def forgetful(most: int, seed: int) -> tuple[Gathered, list[Issued]]:
    """What the report on a year is made from where its terms were issued, but not remembered; and those reports."""
    school = School(most, seed)
    for name in STORY[:3]:
        school.report(name)
    made_from = school.gathered("2025-26")
    return replace(made_from, known=Ledger()), school.beside(made_from)


def drawn(made_from: Gathered, judged: Judged) -> GovernorReport:
    return composed(made_from, Choices(made_from.period, Edition.STANDARD), judged=judged).report


def tables(report: GovernorReport) -> set[str]:
    return {table.key for section in report.sections for table in section.tables}


def words(report: GovernorReport) -> str:
    return " ".join(text for section in report.sections for text in section.paragraphs)


def test_table_that_gives_something_away_is_left_out_and_the_report_says_why() -> None:
    made_from, issued = forgetful(most=20, seed=8)
    careless = drawn(made_from, judge(made_from, Edition.STANDARD))
    assert any("moderation:" in one for one in audit(careless, made_from.all_splits, issued))
    told = drawn(*told_safely(made_from, Edition.STANDARD, issued))
    assert audit(told, made_from.all_splits, issued, made_from.frozen) == ()
    assert tables(careless) - tables(told) == {measures.BY_MODERATION}
    assert "Not drawn: users blocked, posts removed or hidden. A hidden figure could be worked out" in words(
        told
    )


def test_share_that_gives_something_away_is_named_among_what_is_not_told() -> None:
    made_from, issued = forgetful(most=40, seed=11)
    _made_from, judged = told_safely(made_from, Edition.STANDARD, issued)
    shown, _ledger = judged
    told = drawn(made_from, judged)
    assert audit(told, made_from.all_splits, issued, made_from.frozen) == ()
    assert {figure.text for figure in shown.shares["moderation.reversed"]} == {NOT_SHOWN}
    assert "Not told: reversed later. A hidden figure could be worked out from it." in words(told)
    assert measures.BY_AREA in tables(told)


def test_report_whose_headlines_give_something_away_is_refused() -> None:
    made_from, issued = forgetful(most=40, seed=4)
    with pytest.raises(CannotBeTold):
        told_safely(made_from, Edition.STANDARD, issued)


def test_period_is_told_alone_where_an_earlier_one_beside_it_would_give_something_away() -> None:
    school = School(80, 17)
    for name in STORY[:3]:
        school.report(name)
    made_from, made, found = school.report("2025-26")
    assert made is not None
    assert found == ()
    assert made.report.glance.columns == (made_from.period.label,)
    assert any("No earlier period is told beside this one." in text for text in made.report.method)


def test_figures_without_fault_are_told_as_they_were_judged() -> None:
    made_from = School(40, 1).gathered("Autumn 2025")
    assert told_safely(made_from, Edition.STANDARD) == (made_from, judge(made_from, Edition.STANDARD))
    exact = judge(made_from, Edition.CONFIDENTIAL)
    assert told_safely(made_from, Edition.CONFIDENTIAL) == (made_from, exact)
