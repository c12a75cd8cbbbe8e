"""An invented governors' report, whole or bent to a test's purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from esafety_desk.policy.figures import (
    Chart,
    Edition,
    Figure,
    GovernorReport,
    Row,
    Section,
    Series,
    Table,
    Verification,
)

TERMS = ("Autumn 2026", "Summer 2026", "Autumn 2025")
_COUNTED = (
    "Each incident is counted once, on the day it happened, or was reported where that day is not known. Three "
    "out of five concern conduct, most of it in group chats at home; the school acted where its own running or a "
    "person was at stake, and recorded why."
)
_METHOD = (
    "Incidents are counted by the day they happened, else the day they were reported. Each counts once.",
    "Drafts, entries made in error and duplicates are left out.",
    "Conduct is rounded to the nearest 5, each count by itself. The school’s own work is exact.",
)
FEW = Figure("fewer than 5", is_hidden=True)


def rounded(size: int) -> Figure:
    """A protected count as the standard edition prints it."""
    return Figure(f"about {size}", float(size)) if size else FEW


def words(*texts: str) -> tuple[Figure, ...]:
    """Cells that no chart draws."""
    return tuple(Figure(text) for text in texts)


def row(label: str, *texts: str, is_within: bool = False, is_total: bool = False) -> Row:
    """A line of a table."""
    return Row(label, words(*texts), is_within, is_total)


def glance() -> Table:
    """The term at a glance, as in the sketch of page 1."""
    return Table(
        "glance",
        "The term at a glance",
        TERMS,
        (
            row("Incidents recorded", "about 10", "about 15", "about 10"),
            row("of these outside school", "most", "most", "about half", is_within=True),
            row("Anti-bullying referrals", "fewer than 5", "fewer than 5", "fewer than 5"),
            row("Staff supported within 12 months", "32 of 41", "30 of 41", "24 of 39"),
            row("Accounts approved / refused", "6 / 1", "4 / 0", "3 / 1"),
            row("Projects with full notice", "9 of 11", "6 of 6", "4 of 7"),
            row("Parents told before the first day", "11 of 11", "6 of 6", "6 of 7"),
            row("Exemptions opened / removed", "7 / 6", "5 / 5", "4 / 3"),
            row("past their end, unconfirmed", "1", "0", "1", is_within=True),
            row("Monitoring checks done", "14 of 15", "12 of 13", "9 of 13"),
        ),
    )


def risk_areas() -> Chart:
    """Stacked bars over four terms, with parts that are hidden."""
    return Chart(
        "risk-areas",
        "Incidents by risk area",
        "stacked",
        ("Autumn 2025", "Spring 2026", "Summer 2026", "Autumn 2026"),
        (
            Series("Content", (rounded(10), rounded(5), rounded(15), rounded(10))),
            Series("Contact", (FEW, rounded(5), rounded(5), FEW)),
            Series("Conduct", (rounded(20), rounded(15), rounded(25), rounded(20))),
            Series("Commerce", (FEW, Figure("0"), rounded(5), rounded(5))),
            Series("School community", (Figure("0"), FEW, rounded(10), FEW)),
        ),
        "Conduct is the largest part in every term; summer was the fullest.",
    )


def coverage() -> Chart:
    """Filled parts of a whole."""
    return Chart(
        "coverage",
        "Staff supported within twelve months",
        "bars",
        TERMS,
        (
            Series(
                "Supported", (Figure("32 of 41", 32.0), Figure("30 of 41", 30.0), Figure("24 of 39", 24.0))
            ),
        ),
        "Cover rose from 24 of 39 staff to 32 of 41 in a year.",
        (41.0, 41.0, 39.0),
    )


def statuses() -> Chart:
    """Bars that stand alone, one of them hidden."""
    figures = (rounded(10), FEW, rounded(5), Figure("0"))
    return Chart(
        "status",
        "Incidents by status at the cut-off",
        "bars",
        ("Closed", "Open", "Waiting for a reply", "Monitoring"),
        (Series("Incidents", figures),),
        "Most are closed; fewer than five are open.",
    )


def _incidents() -> Section:
    rows = (
        row("Content", "about 10", "about 15", "about 10"),
        row("Contact", "fewer than 5", "about 5", "fewer than 5"),
        row("Conduct", "about 20", "about 25", "about 20"),
        row("of these online bullying", "about 5", "about 10", "fewer than 5", is_within=True),
        row("Commerce", "about 5", "about 5", "fewer than 5"),
        row("School community", "fewer than 5", "about 10", "0"),
        row("All incidents", "about 40", "about 60", "about 35", is_total=True),
    )
    note = "Rounded each by itself: the lines need not add up to the last. Kinds with a single incident are merged."
    return Section(
        "incidents",
        "Incidents",
        (_COUNTED,),
        (Table("risk", "By risk area", TERMS, rows, note), Table("status", "By status", TERMS, rows[:3])),
        (risk_areas(), statuses()),
    )


def _support() -> Section:
    return Section(
        "support",
        "Support for staff",
        (
            "Thirty-two of forty-one staff in post have had a session on privacy settings within twelve months.",
        ),
        (
            Table(
                "sessions",
                "Support sessions",
                TERMS,
                (
                    row("Sessions held", "6", "4", "3"),
                    row("Colleagues attending", "38", "21", "17"),
                    row("Follow-ups done on time", "5 of 6", "4 of 4", "2 of 3"),
                ),
            ),
        ),
        (coverage(),),
    )


def report(**changes: Any) -> GovernorReport:
    """The report of an invented school's autumn term, with any of its fields changed."""
    made = GovernorReport(
        school_name="Cuddington Primary School",
        period_label="Autumn 2026",
        starts_on=date(2026, 9, 1),
        ends_on=date(2026, 12, 18),
        cut_off=date(2026, 12, 18),
        edition=Edition.STANDARD,
        author="E-safety leader",
        sentences=(
            "Staff support kept pace: 32 of 41 staff in post have had a privacy-settings session in twelve months.",
            "Nine of eleven projects gave technical support two weeks’ notice; both late ones gave a reason.",
            "About ten incidents were recorded; fewer than five in every risk area but conduct.",
            "Every anti-bullying referral was answered; most within the time asked.",
            "One filter exemption outlived its end date by nine days before its removal was confirmed.",
        ),
        decisions=(
            "Note the policy scorecard overleaf, and the two clauses shown amber.",
            "Agree that exemptions be reviewed at half term as well as at term’s end.",
        ),
        glance=glance(),
        risks=(
            ("Group chats at home", "the commonest concern; workshop for families on 14 January."),
            (
                "Age limits are about to change",
                "the platform table is checked monthly until the new rules hold.",
            ),
            ("One technician", "notice depends on one person; a second is being trained."),
        ),
        sections=(_incidents(), _support()),
        method=_METHOD,
        verification=Verification(8214, "3f9a02c1d7e4b605"),
    )
    return replace(made, **changes)


def long_section(number: int, lines: int = 60) -> Section:
    """A section with a table longer than a page, one line in three counting part of the one above."""
    rows = tuple(
        row(
            f"Kind {number}.{line} of what was seen",
            str(line),
            str(line + 1),
            str(line + 2),
            is_within=line % 3 == 2,
        )
        for line in range(lines)
    )
    table = Table(f"long-{number}", f"Long table {number}", TERMS, rows, f"Note of table {number}.")
    paragraph = "A paragraph long enough to need several lines, said again so that it does. " * 6
    return Section(f"long-{number}", f"Section {number}", (paragraph,), (table,), (risk_areas(),))


def long_report(sections: int = 14, lines: int = 60) -> GovernorReport:
    """A report of many pages."""
    return report(sections=tuple(long_section(number, lines) for number in range(1, sections + 1)))
