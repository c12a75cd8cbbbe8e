"""Today: what is late, due or waiting, each with its reason and one click to the record."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.incident import Incident, Severity, Whereabouts
from esafety_desk.records.people import PersonKind
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from esafety_desk.ui.chart_view import ChartView
from tests.conftest import TODAY, add_person
from tests.gui.conftest import ComeIn, at_work
from tests.gui.driving import Leader, wait

LEADER = PersonId(2)
"""The person whom the wizard entered."""


def enter_incident(work: Work) -> RecordId:
    incident = Incident(
        kind="conduct.exclusion-from-group",
        summary="Class group chat turned on one child",
        happened_on=date(2026, 11, 9),
        reported_on=date(2026, 11, 10),
        whereabouts=Whereabouts.IN_SCHOOL,
        severity=Severity.MODERATE,
    )
    return keeping.save(work, incident).record.id


def enter_action(work: Work, what: str, due_on: date, about: RecordId | None = None) -> None:
    keeping.save(work, Action(about_id=about, what=what, owner_id=LEADER, due_on=due_on))


def enter_referral(work: Work, about: RecordId, to: ReferredTo, reply_due: date) -> None:
    keeping.save(work, Referral(about_id=about, to=to, referred_on=date(2026, 11, 16), reply_due=reply_due))


def enter_request(work: Work) -> None:
    teacher = add_person(work, "Siân", "O’Brien", PersonKind.STAFF)
    request = AccountApproval(
        requested_by=teacher.id,
        requested_on=date(2026, 11, 17),
        platform="padlet",
        purpose="A wall for stories the class writes together",
    )
    keeping.save(work, request)


def said(leader: Leader, card: str) -> list[str]:
    """What a card tells, its buttons left aside."""
    return [text for text in leader.reads_within(card) if text != "Open"]


def test_late_this_week_and_waiting_each_say_why(come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        incident = enter_incident(work)
        enter_action(work, "Speak with each child apart", date(2026, 11, 12), incident)
        enter_referral(work, incident, ReferredTo.ANTI_BULLYING, date(2026, 11, 23))
        enter_request(work)
    leader = come_in()
    assert leader.sees("Week 12 of the autumn term · 1 thing is late, 1 falls due this week")
    assert said(leader, "today.late") == [
        *("Late", "1", "7 days", "Speak with each child apart"),
        "due Thu 12 Nov · for Morwenna Tregear · INC-2026-001",
    ]
    assert said(leader, "today.week") == [
        *("This week", "1", "Mon", "Anti-bullying reply for INC-2026-001"),
        "due Mon 23 Nov · asked of the anti-bullying lead",
    ]
    assert said(leader, "today.waiting") == [
        *("Waiting", "1", "2 days", "Approval APP-2026-001 waits for a decision"),
        "asked 2 days ago, Tue 17 Nov · Padlet",
    ]


def test_open_brings_the_record_into_view(come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        enter_action(work, "Write to all families", date(2026, 11, 12))
        enter_action(work, "Ring the helpline", date(2026, 11, 13))
    leader = come_in()
    leader.click("open.ACT-2026-001")
    leader.waits_for("ACT-2026-001", "Thu 12 Nov · Morwenna Tregear")
    assert leader.reads("detail.title") == "Write to all families"
    assert leader.see("page.actions").isVisible()


def test_restricted_referral_is_due_without_a_word_of_what_it_is(come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        enter_referral(work, enter_incident(work), ReferredTo.HR, TODAY)
    leader = come_in()
    assert said(leader, "today.week")[2:] == [
        *("Today", "Reply to REF-2026-001"),
        "due Thu 19 Nov · restricted",
    ]


def test_what_is_done_leaves_today(come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        enter_action(work, "Ring the helpline", date(2026, 11, 12), enter_incident(work))
    leader = come_in()
    leader.waits_for("Late")
    leader.go("incidents")
    leader.waits_for("Ring the helpline")
    tick = next(w for w in leader.shown() if w.accessibleName() == "Done: Ring the helpline")
    leader.click(tick.objectName())
    leader.go("today")
    leader.waits_for("Nothing is late, due or waiting")


def test_long_list_shows_its_first_few_and_the_rest_on_request(come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        for days in range(1, 10):
            enter_action(work, f"Thing late by {days}", TODAY - timedelta(days=days))
    leader = come_in()
    assert leader.sees("Thing late by 9", "Thing late by 4")
    assert not leader.sees("Thing late by 3")
    leader.click("today.late.more")
    assert leader.sees("Thing late by 3", "Thing late by 1")
    assert leader.focus.accessibleName() == "Open ACT-2026-003: Thing late by 3"


def test_empty_desk_offers_the_first_step_and_no_empty_charts(come_in: ComeIn) -> None:
    leader = come_in()
    assert leader.sees("Nothing is late, due or waiting", "Week 12 of the autumn term", "0 of 1")
    assert not [widget for widget in leader.shown() if isinstance(widget, ChartView)]
    leader.click("action.first-step")
    assert leader.sees("New incident")


def test_chart_is_told_in_a_sentence(come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        enter_incident(work)
    leader = come_in()
    chart = leader.see("chart.areas")
    assert chart.accessibleName() == "Incidents by risk area"
    assert "Autumn 2026" in chart.accessibleDescription()


def test_figure_and_chart_show_the_records_behind_them(come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        enter_incident(work)
        enter_request(work)
    leader = come_in()
    leader.click("figure.1")
    assert leader.see("page.approvals").isVisible()
    leader.waits_for("Approvals waiting", "APP-2026-001")
    leader.press("Ctrl+1")
    leader.click("figure.0")
    leader.waits_for("No record stands behind this figure.")
    leader.press("Ctrl+1")
    leader.tab_to("chart.areas")
    leader.press("Return")
    leader.waits_for("Incidents by risk area · Aut 26", "INC-2026-001")
    leader.click("action.show-all-records")
    leader.press("Ctrl+1")
    chart = leader.see("chart.areas")
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(4, chart.height() // 2))
    leader.settle()
    leader.waits_for("No record stands behind this figure.")
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() - 4, chart.height() // 2))
    leader.waits_for("Incidents by risk area · Aut 26", "INC-2026-001")


def test_any_record_can_be_begun_from_the_keys_alone(come_in: ComeIn) -> None:
    leader = come_in()
    leader.press("Ctrl+N")
    wait(lambda: QApplication.activePopupWidget())
    leader.press("Down", times=2)
    leader.press("Return")
    assert leader.see("page.support-sessions").isVisible()
    assert leader.sees("New support session")


def test_narrow_window_gives_reminders_the_whole_width(come_in: ComeIn) -> None:
    leader = come_in()
    beside = leader.see("today.side")
    leader.program.frame.resize(960, 640)
    leader.settle()
    assert not beside.isVisible()
    leader.waits_for("This term", "Staff supported in 12 months")
    leader.program.frame.resize(1280, 720)
    leader.settle()
    assert beside.isVisible()
    leader.waits_for("This term")


def test_recent_work_leads_back_to_what_was_done_last(come_in: ComeIn, desk_folder: Path) -> None:
    with at_work(desk_folder) as work:
        enter_incident(work)
        enter_request(work)
    leader = come_in()
    leader.waits_for("Recent work")
    told = leader.reads_within("today.recent")
    assert told[:2] == ["Recent work", "Waiting: Padlet"]
    leader.click("recent.INC-2026-001")
    leader.settle()
    assert leader.reads("detail.reference") == "INC-2026-001"
