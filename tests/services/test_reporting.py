"""The governors' report of a lived-in desk says what anyone would find by counting the lists by hand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from esafety_desk.host.errors import BadUsage
from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.calendar import Period
from esafety_desk.policy.counts import COUNTED_STATUSES, ActionCounts, PeriodCounts, addressee_of
from esafety_desk.policy.dates import months_after
from esafety_desk.policy.disclosure import published
from esafety_desk.policy.figures import Edition, GovernorReport
from esafety_desk.records.incident import RiskArea, Severity, Status, Whereabouts
from esafety_desk.records.people import Person
from esafety_desk.records.referral import ReferredTo
from esafety_desk.records.registers import LISTED, REGISTERS
from esafety_desk.records.support import SupportSession
from esafety_desk.services import demo, keeping, listing, reporting
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit, counts, lookups
from esafety_desk.store.action_counts import OWN_WORK
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, NOW, PASSPHRASE, TODAY

Lists = dict[str, list[dict[str, Any]]]
MONTHS = 12


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An invented school after two years, read by every test of this module and changed by none."""
    folder: Path = tmp_path_factory.mktemp("lived-in") / "desk"
    desk = demo.build_demo_desk(
        folder, PASSPHRASE, now=NOW, pupils=60, years=2, incidents_per_year=60, cost=CHEAP
    )
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def lists(lived_in: Desk) -> Lists:
    """Every register as the command line lists it."""
    work = Work(lived_in, "leader", NOW)
    return {name: listing.dump(work, REGISTERS[name]) for name in LISTED}


def term(name: str, desk: Desk) -> Period:
    return reporting.period_asked_for(desk, name, None, None)


def during(period: Period, rows: list[dict[str, Any]], field: str = "dated_on") -> list[dict[str, Any]]:
    return [
        row for row in rows if row[field] and period.contains(day(row[field])) and day(row[field]) <= TODAY
    ]


def day(text: str) -> date:
    return date.fromisoformat(text)


def tally(rows: list[dict[str, Any]], key: Callable[[dict[str, Any]], Any]) -> dict[Any, int]:
    return dict(Counter(key(row) for row in rows))


def counted_by_store(desk: Desk, period: Period) -> PeriodCounts:
    with desk.reading() as connection:
        return counts.by_period(connection, [period], TODAY, lookups.school(connection))[period.label]


PERIODS = ("Autumn 2026", "Summer 2026", "Autumn 2025", "2025-26")


@pytest.mark.parametrize("name", PERIODS)
def test_incidents_are_those_in_the_list(name: str, lived_in: Desk, lists: Lists) -> None:
    period = term(name, lived_in)
    conduct = counted_by_store(lived_in, period).conduct
    rows = [row for row in during(period, lists["incidents"]) if row["status"] in set(COUNTED_STATUSES)]
    assert rows
    assert conduct.incidents == len(rows)
    assert conduct.by_area == tally(rows, lambda row: RiskArea(row["risk_area"]))
    assert conduct.by_status == tally(rows, lambda row: Status(row["status"]))
    assert conduct.by_whereabouts == tally(rows, lambda row: Whereabouts(row["whereabouts"]))
    assert conduct.by_severity == tally(rows, lambda row: Severity(row["severity"]))
    assert conduct.outside == sum(row["whereabouts"] in ("outside", "both") for row in rows)
    assert conduct.unreviewed == sum(row["decision"] == "to-review" for row in rows)


@pytest.mark.parametrize("name", PERIODS)
def test_referrals_are_those_in_the_list(name: str, lived_in: Desk, lists: Lists) -> None:
    period = term(name, lived_in)
    conduct = counted_by_store(lived_in, period).conduct
    rows = during(period, lists["referrals"])
    answered = [row for row in rows if row["replied_on"]]
    in_time = [row for row in answered if not row["reply_due"] or row["replied_on"] <= row["reply_due"]]
    assert conduct.referrals == tally(rows, lambda row: addressee_of(ReferredTo(row["to"])))
    assert (conduct.answered, conduct.answered_in_time) == (len(answered), len(in_time))


@pytest.mark.parametrize("name", PERIODS)
def test_support_and_approvals_are_those_in_the_lists(name: str, lived_in: Desk, lists: Lists) -> None:
    period = term(name, lived_in)
    work = counted_by_store(lived_in, period).work
    decided = Counter(row["decision"] for row in during(period, lists["approvals"], "decided_on"))
    assert work.sessions == len(during(period, lists["support-sessions"]))
    assert work.asked == len(during(period, lists["approvals"]))
    assert (work.approved, work.refused, work.taken_back) == tuple(
        decided[word] for word in ("approved", "refused", "taken-back")
    )
    first: dict[int, str] = {}
    for session in lists["support-sessions"]:
        for attendee in session["attendees"]:
            who = attendee["person_id"]
            first[who] = min(first.get(who, session["held_on"]), session["held_on"])
    assert work.supported_first == sum(
        row["decision"] == "approved" and first.get(row["requested_by"], "9999") <= row["decided_on"]
        for row in during(period, lists["approvals"], "decided_on")
    )


@pytest.mark.parametrize("name", PERIODS)
def test_staff_coverage_is_that_of_the_last_counted_day(name: str, lived_in: Desk, lists: Lists) -> None:
    period = term(name, lived_in)
    on = min(period.ends_on, TODAY)
    since = months_after(on, -MONTHS)
    in_post = {
        row["id"]
        for row in lists["people"]
        if row["kind"] == "staff"
        and (not row["joined_on"] or day(row["joined_on"]) <= on)
        and (not row["left_on"] or day(row["left_on"]) >= on)
    }
    supported = {
        attendee["person_id"]
        for session in lists["support-sessions"]
        if since <= day(session["held_on"]) <= on
        for attendee in session["attendees"]
    }
    work = counted_by_store(lived_in, period).work
    assert (work.staff_covered, work.staff_in_post) == (len(in_post & supported), len(in_post))


@pytest.mark.parametrize("name", PERIODS)
def test_actions_on_own_work_are_kept_apart_from_those_on_conduct(
    name: str, lived_in: Desk, lists: Lists
) -> None:
    period = term(name, lived_in)
    own_records = {row["id"] for register in LISTED if register in OWN_WORK for row in lists[register]}
    rows = during(period, lists["actions"], "due_on")
    own = [row for row in rows if row["about_id"] is None or row["about_id"] in own_records]
    counted = counted_by_store(lived_in, period)
    assert counted.work.actions == outcomes(own)
    assert counted.conduct.actions == outcomes([row for row in rows if row not in own])


def outcomes(rows: list[dict[str, Any]]) -> ActionCounts:
    on_time = sum(bool(row["done_on"]) and row["done_on"] <= row["due_on"] for row in rows)
    late = sum(bool(row["done_on"]) and row["done_on"] > row["due_on"] for row in rows)
    return ActionCounts(
        len(rows), on_time, late, sum(not row["done_on"] and bool(row["set_aside"]) for row in rows)
    )


def test_open_and_overdue_actions_are_those_in_the_list(lived_in: Desk, lists: Lists) -> None:
    own_records = {row["id"] for register in LISTED if register in OWN_WORK for row in lists[register]}
    still_open = [row for row in lists["actions"] if not row["done_on"] and not row["set_aside"]]
    own = [row for row in still_open if row["about_id"] is None or row["about_id"] in own_records]
    overdue = [row for row in still_open if row["due_on"] and day(row["due_on"]) < TODAY]
    with lived_in.reading() as connection:
        work, conduct = counts.standing(connection, TODAY)
    assert work.actions_open == len(own)
    assert work.actions_open + conduct.actions_open == len(still_open)
    assert work.actions_overdue + conduct.actions_overdue == len(overdue)
    assert work.approvals_waiting == sum(row["decision"] == "asked" for row in lists["approvals"])


def cells(report: GovernorReport, key: str) -> dict[str, str]:
    """The first column of a table of the report by the label of its lines."""
    tables = {table.key: table for section in report.sections for table in section.tables}
    return {row.label: row.cells[0].text for row in tables[key].rows}


def test_printed_figures_are_the_list_rounded(lived_in: Desk, lists: Lists) -> None:
    period = term("Autumn 2026", lived_in)
    report = reporting.governors_report(lived_in, period, today=TODAY)
    rows = [row for row in during(period, lists["incidents"]) if row["status"] in set(COUNTED_STATUSES)]
    assert report.glance.rows[0].cells[0].text == published(len(rows)).text
    shown = cells(report, measures.BY_AREA)
    alone = [area for area in RiskArea if area.label in shown]
    assert alone
    for area in alone:
        assert shown[area.label] == published(sum(row["risk_area"] == area for row in rows)).text
    assert cells(report, "support")["Support sessions held"] == str(
        len(during(period, lists["support-sessions"]))
    )


def test_columns_bear_their_names_and_charts_run_over_the_terms(lived_in: Desk) -> None:
    report = reporting.governors_report(lived_in, term("Autumn 2026", lived_in), today=TODAY)
    assert report.glance.columns == ("Autumn 2026", "Summer 2026", "Autumn 2025")
    charts = [chart for section in report.sections for chart in section.charts]
    assert {"incidents-by-area", "exemptions", "staff-coverage"} <= {chart.key for chart in charts}
    assert charts[-1].categories == ("Autumn 2025", "Spring 2026", "Summer 2026", "Autumn 2026")


@pytest.mark.parametrize("edition", Edition)
def test_report_names_nobody(edition: Edition, lived_in: Desk, lists: Lists) -> None:
    report = reporting.governors_report(lived_in, term("2025-26", lived_in), edition, today=TODAY)
    text = json.dumps(reporting.as_plain(report), ensure_ascii=False) + reporting.suggested_file_name(report)
    words = set(text.replace("“", " ").replace('"', " ").replace(",", " ").split())
    people = {row[name] for row in lists["people"] for name in ("given_name", "family_name") if row[name]}
    assert not words & people


def test_report_is_a_pdf_and_the_same_each_time(lived_in: Desk) -> None:
    period = term("Summer 2026", lived_in)
    first, second = (reporting.governors_report(lived_in, period, today=TODAY) for _ in range(2))
    assert first == second
    assert reporting.render(first).startswith(b"%PDF-")
    assert reporting.suggested_file_name(first) == "Governors-report-Summer-2026.pdf"


def test_nothing_after_the_cut_off_is_counted(lived_in: Desk, lists: Lists) -> None:
    period = term("Summer 2026", lived_in)
    cut_off = period.starts_on + timedelta(days=20)
    with lived_in.reading() as connection:
        counted = counts.by_period(connection, [period], cut_off, lookups.school(connection))[period.label]
    rows = [r for r in lists["incidents"] if period.starts_on <= day(r["dated_on"]) <= cut_off]
    assert counted.conduct.incidents == sum(row["status"] in set(COUNTED_STATUSES) for row in rows)


def test_withdrawn_records_are_not_counted(desk: Desk, work: Work, leader: Person) -> None:
    period = term("Autumn 2026", desk)
    session = SupportSession.model_validate(
        {"held_on": TODAY, "adviser_id": leader.id, "attendees": [{"person_id": leader.id}]}
    )
    kept = keeping.save(work, session).record
    assert counted_by_store(desk, period).work.sessions == 1
    assert counted_by_store(desk, period).work.staff_covered == 1
    keeping.withdraw(work, "support-sessions", kept.id or 0, "Entered twice")
    assert counted_by_store(desk, period).work.sessions == 0
    assert counted_by_store(desk, period).work.staff_covered == 0


@pytest.mark.parametrize("name", ["Autumn 2026", "2026-27"])
def test_report_of_a_desk_without_records_makes_sense(name: str, desk: Desk) -> None:
    report = reporting.governors_report(desk, term(name, desk), today=TODAY)
    assert "Fewer than five incidents were recorded." in report.sentences
    assert report.verification.sequence > 0
    assert reporting.render(report).startswith(b"%PDF-")


def test_report_on_any_days_and_on_a_term_to_come(desk: Desk) -> None:
    days = reporting.period_asked_for(desk, None, date(2026, 10, 1), date(2026, 10, 31))
    october = reporting.governors_report(desk, days, today=TODAY)
    assert october.period_label == "1 October – 31 October 2026"
    assert reporting.suggested_file_name(october) == "Governors-report-1-October-31-October-2026.pdf"
    report = reporting.governors_report(desk, term("Spring 2027", desk), today=TODAY)
    assert report.sentences == ("Spring 2027 begins on 4 January 2027, after these figures were taken.",)


@pytest.mark.parametrize(
    ("name", "since", "until"),
    [(None, None, None), (None, TODAY, None), ("Autumn 2026", TODAY, TODAY), ("Winter 1999", None, None),
     (None, TODAY, TODAY - timedelta(days=1))],
)  # fmt: skip
def test_unclear_periods_are_asked_about(
    desk: Desk, name: str | None, since: date | None, until: date | None
) -> None:
    with pytest.raises(BadUsage):
        reporting.period_asked_for(desk, name, since, until)


def test_print_is_audited_and_leaves_the_verification_line_as_it_was(desk: Desk, work: Work) -> None:
    report = reporting.governors_report(desk, term("Autumn 2026", desk), today=TODAY)
    reporting.witness_print(work, report)
    with desk.reading() as connection:
        line = list(audit.lines(connection))[-1]
    assert (line.verb, line.reference) == ("printed", "governors-report")
    assert reporting.governors_report(desk, term("Autumn 2026", desk), today=TODAY) == report
