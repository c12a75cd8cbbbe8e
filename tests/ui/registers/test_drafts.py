"""Half-typed forms: kept, found again, forgotten."""

from __future__ import annotations

from collections.abc import Callable

from esafety_desk.records.incident import Incident
from esafety_desk.services import drafting
from esafety_desk.services.keeping import Work
from tests.conftest import NOW
from tests.ui.registers.conftest import Hands

Open = Callable[[str], Hands]
Add = Callable[..., Incident]


def test_draft_outlives_the_page_and_is_gone_once_saved(open_page: Open, work: Work) -> None:
    hands = open_page("incidents")
    hands.begin_incident()
    hands.page.flush()
    hands.settle()
    hands.page.hide()

    again = open_page("incidents")
    again.page.begin_new()
    again.settle()
    assert again.find("draft.restored").text() == f"Restored what you had typed at {NOW.astimezone():%H:%M}"
    assert again.find("field.summary").text() == "Cruel messages in a group chat"
    assert again.find("field.kind").text() == "Online bullying"
    again.save()
    assert again.page.form is None
    assert drafting.drafts(work.desk) == {}


def test_starting_afresh_forgets_the_draft(open_page: Open, work: Work) -> None:
    hands = open_page("incidents")
    hands.begin_incident()
    hands.page.step_back()
    hands.settle()
    hands.page.begin_new()
    hands.settle()
    hands.click("action.start-afresh")
    hands.settle()
    assert hands.find("field.summary").text() == ""
    assert hands.find("field.reported_on").text() == "19/11/2026"
    assert drafting.drafts(work.desk) == {}


def test_draft_is_kept_without_being_asked_within_seconds(
    open_page: Open, work: Work, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr("esafety_desk.ui.registers.draft_keeper.EVERY_MS", 30)
    hands = open_page("incidents")
    hands.begin_incident()
    qtbot.waitUntil(lambda: hands.page.form._told.text().startswith("Kept as a draft at"))
    hands.settle()
    assert drafting.drafts(work.desk)["incidents:new"].values["summary"].startswith("Cruel")


def test_page_leads_back_to_a_half_typed_form(open_page: Open, work: Work) -> None:
    hands = open_page("incidents")
    hands.begin_incident()
    hands.page.flush()
    hands.settle()
    hands.page.hide()

    again = open_page("incidents")
    assert again.find("draft.unfinished").text().startswith("A new incident was left half-typed at")
    again.click("action.go-on")
    again.settle()
    assert again.find("field.summary").text() == "Cruel messages in a group chat"
    again.page.step_back()
    again.settle()
    again.click("action.forget-draft")
    again.settle()
    assert drafting.drafts(work.desk) == {}
    assert not again.find("draft.unfinished").isVisible()
