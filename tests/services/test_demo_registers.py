"""Every register of the invented school has rows, with the special cases that its rules are there for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from esafety_desk.cli import main as cli
from esafety_desk.policy.calendar import is_school_day
from esafety_desk.policy.notice import is_late
from esafety_desk.records.account_review import AccountReview
from esafety_desk.records.aims import Aim
from esafety_desk.records.attachment import Attachment, MediaType
from esafety_desk.records.base import Record, RecordId
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.incident import Incident, Whereabouts
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.note import Note
from esafety_desk.records.official_account import (
    Contact,
    MonitoringCheck,
    MovedTo,
    OfficialAccount,
)
from esafety_desk.records.people import SENIOR_ROLES, Person
from esafety_desk.records.platform import Platform
from esafety_desk.records.policy_text import PolicyVersion
from esafety_desk.records.positive_use import PositiveUse
from esafety_desk.records.project import Project, Stage
from esafety_desk.records.referral import Recurrence, Referral
from esafety_desk.records.registers import LISTED, REGISTERS, register_of
from esafety_desk.records.support import SupportSession
from esafety_desk.records.teaching import Teaching
from esafety_desk.services import beginnings, checking, evidence, keeping, listing, unlocking
from esafety_desk.services import school as schools
from esafety_desk.services.demo import build_demo_desk
from esafety_desk.services.demo.texts import told
from esafety_desk.store import lookups, rows
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, PASSPHRASE

R = TypeVar("R", bound=Record)
NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = build(tmp_path_factory.mktemp("demo"), pupils=70, years=2)
    yield desk
    desk.close()


def build(folder: Path, *, pupils: int, years: int = 1, seed: int = 1) -> Desk:
    return build_demo_desk(
        folder / "desk", PASSPHRASE, now=NOW, cost=CHEAP, pupils=pupils, years=years, seed=seed
    )


def all_of(desk: Desk, record_type: type[R]) -> list[R]:
    register = register_of(record_type)
    ids = listing.ids(desk, listing.ListQuery(register, descending=False))
    with desk.reading() as connection:
        found = rows.read(connection, register, ids)
    return [record for record in found.values() if isinstance(record, record_type)]


def test_what_was_invented_passes_its_own_check(demo: Desk) -> None:
    result = checking.check(demo)

    assert result.is_sound
    assert not [name for name in LISTED if not result.counts[name]]


def test_each_record_could_be_saved_again_today(demo: Desk) -> None:
    """What is kept breaks no rule of its own record."""
    kept = [record for name in LISTED for record in all_of(demo, REGISTERS[name].record)]

    assert not {record.reference: record.rule_problems() for record in kept if record.rule_problems()}


def test_projects_are_in_every_stage(demo: Desk) -> None:
    projects = all_of(demo, Project)

    assert {Stage.PLANNED, Stage.READY, Stage.RUNNING, Stage.FINISHED, Stage.REFUSED} <= {
        p.stage for p in projects
    }
    late = [p for p in projects if p.has_begun and is_late(p.technical_request_on, p.first_use_on, 14, TODAY)]
    assert late
    assert all(project.late_reason for project in late)
    assert any(
        p.has_begun and not is_late(p.technical_request_on, p.first_use_on, 14, TODAY) for p in projects
    )
    assert any(p.stage is Stage.PLANNED and p.approved_on and not p.parents_notices for p in projects)


def test_one_project_began_by_the_word_of_senior_staff(demo: Desk) -> None:
    people = {person.id: person for person in all_of(demo, Person)}
    overridden = [project for project in all_of(demo, Project) if project.is_overridden]

    assert len(overridden) == 1
    assert overridden[0].override_by is not None
    assert overridden[0].override_on is not None
    assert people[overridden[0].override_by].roles_on(overridden[0].override_on) & SENIOR_ROLES
    assert overridden[0].override_reason


def test_an_enquiry_became_a_project(demo: Desk) -> None:
    enquiries = {enquiry.id: enquiry for enquiry in all_of(demo, Enquiry)}
    begun = [project for project in all_of(demo, Project) if project.enquiry_id is not None]

    assert [enquiries[project.enquiry_id].topic for project in begun] == ["Can Year 5 have a blog?"]
    assert {enquiry.is_answered for enquiry in enquiries.values()} == {True, False}


def test_exemptions_are_in_every_state(demo: Desk) -> None:
    exemptions = all_of(demo, Exemption)
    removed = [e for e in exemptions if e.state is ExemptionState.REMOVED and e.ends_on and e.removed_on]

    assert {exemption.state for exemption in exemptions} == set(ExemptionState)
    assert len([exemption for exemption in exemptions if exemption.is_past_end(TODAY)]) == 1
    assert any(e.removed_on == e.ends_on for e in removed)
    assert any(e.removed_on and e.ends_on and e.removed_on > e.ends_on for e in removed)
    assert any(e.is_authorised and e.is_open_ended and e.review_on for e in exemptions)
    assert any(exemption.extends_id for exemption in exemptions)
    assert any(
        e.ends_on and TODAY <= e.ends_on <= TODAY + timedelta(days=7) for e in exemptions if e.is_authorised
    )


def test_official_accounts_are_watched_from_outside_and_checks_are_missed_now_and_then(demo: Desk) -> None:
    accounts, checks = all_of(demo, OfficialAccount), all_of(demo, MonitoringCheck)
    latest = {account.id: account.opened_on for account in accounts}
    for check in checks:
        latest[check.account_id] = max(latest[check.account_id], check.checked_on)

    assert all(account.second_administrator and account.external_monitor for account in accounts)
    assert sum(account.closed_on is not None for account in accounts) == 1
    assert {check.needs_action for check in checks} == {True, False}
    late = [a.name for a in accounts if not a.closed_on and (TODAY - latest[a.id]).days > a.check_every]
    assert late == ["@WillowmerePrimary"]


def test_talk_of_a_child_was_always_moved_elsewhere(demo: Desk) -> None:
    contacts = all_of(demo, Contact)

    assert {c.moved_to for c in contacts if c.about_a_child} >= {MovedTo.PHONE}
    assert all(c.moved_to is not MovedTo.ANSWERED for c in contacts if c.about_a_child)
    assert any(c.signposted_to for c in contacts)


def test_moderation_was_reviewed_reversed_or_is_due(demo: Desk) -> None:
    acts = all_of(demo, Moderation)

    assert any(act.reviewed_on and not act.reversed_on for act in acts)
    assert any(act.reversed_on for act in acts)
    assert any(not act.reviewed_on and act.review_on < TODAY for act in acts)


def test_bullying_came_back_once_and_perhaps_once_more(demo: Desk) -> None:
    referrals = [referral for referral in all_of(demo, Referral) if referral.is_anti_bullying]

    assert Counter(referral.recurrence for referral in referrals)[Recurrence.YES] == 1
    assert any(referral.recurrence is Recurrence.NO and referral.review_held_on for referral in referrals)
    assert all(referral.impact and referral.childs_wishes for referral in referrals)


def test_incidents_hang_on_accounts_and_on_a_project(demo: Desk) -> None:
    linked = {incident.linked_id for incident in all_of(demo, Incident) if incident.linked_id}
    with demo.reading() as connection:
        assert set(lookups.registers_of(connection, linked).values()) >= {"approvals", "projects"}


def test_what_was_told_twice_is_kept_under_the_first(demo: Desk) -> None:
    incidents = {incident.id: incident for incident in all_of(demo, Incident)}
    twins = [incident for incident in incidents.values() if incident.is_duplicate]

    assert twins
    assert all(twin.people == incidents[twin.duplicate_of].people for twin in twins if twin.duplicate_of)
    assert all(twin.duplicate_of for twin in twins)


def test_most_topics_are_taught_and_some_are_not_yet(demo: Desk) -> None:
    taught = {
        (t.topic, g) for t in all_of(demo, Teaching) for g in t.year_groups if t.taught_on >= date(2026, 9, 1)
    }
    topics = {word.code for word in beginnings.default_words() if word.vocabulary == "teaching-topics"}

    assert {topic for topic, _ in taught} == topics
    assert 0.4 * 70 < len(taught) < 70


def test_an_age_rule_is_known_before_it_holds(demo: Desk) -> None:
    platforms = {platform.platform: platform for platform in all_of(demo, Platform)}
    chatbot = platforms["ai-chatbot"]
    now, later = chatbot.rule_on(TODAY), chatbot.rule_on(date(2027, 1, 1))

    assert now is not None
    assert later is not None
    assert now.minimum_age < later.minimum_age
    assert any(platform.check_again_on < TODAY for platform in platforms.values())


def test_all_four_aims_two_policies_and_account_reviews_are_shown(demo: Desk) -> None:
    assert {aim for use in all_of(demo, PositiveUse) for aim in use.aims} == set(Aim)
    assert any(use.project_id for use in all_of(demo, PositiveUse))
    assert [version.name for version in all_of(demo, PolicyVersion)] == ["2025", "2026"]
    assert len({review.outcome for review in all_of(demo, AccountReview)}) > 1


def test_words_are_those_of_the_school() -> None:
    known = {(word.vocabulary, word.code) for word in beginnings.default_words()}
    projects, learning = told("projects"), told("learning")
    used = [
        code for idea in [*projects["ideas"], *projects["specials"].values()] for code in idea["platforms"]
    ]
    used += [entry["platform"] for entry in (*learning["platforms"], *told("accounts")["accounts"])]

    assert all(("platforms", code) in known for code in used)
    assert all(("teaching-topics", entry["topic"]) in known for entry in learning["teaching"])


def test_same_seed_makes_the_same_rows_and_every_register_can_be_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desks = [build(tmp_path / name, pupils=14, seed=4) for name in ("one", "two")]
    dumps = [dumped(desk) for desk in desks]
    for desk in desks:
        desk.close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    monkeypatch.setitem(unlocking.unlock.__kwdefaults__, "floor", CHEAP)
    where = ["--desk", str(tmp_path / "one/desk"), "--passphrase-file", str(secret)]
    listed = {}
    for name in LISTED:
        assert cli.main(["list", name, "--json", *where]) == 0
        listed[name] = json.loads(capsys.readouterr().out)["rows"]

    assert dumps[0] == dumps[1] == listed
    assert all(listed.values())


def dumped(desk: Desk) -> dict[str, list[dict[str, object]]]:
    work = keeping.Work(desk, "leader", NOW)
    return {name: json.loads(json.dumps(listing.dump(work, REGISTERS[name]), default=str)) for name in LISTED}


def test_a_text_a_picture_and_a_letter_are_attached_and_can_be_read(demo: Desk) -> None:
    work = keeping.Work(demo, "leader", NOW)
    files = all_of(demo, Attachment)
    assert [file.file_name for file in files] == ["group-chat.txt", "poster.png", "filter-change.pdf"]
    assert {file.media_type for file in files} == {MediaType.TEXT, MediaType.PNG, MediaType.PDF}
    assert all(len(evidence.content(work, file.id or RecordId(0))) == file.size for file in files)


def test_what_a_school_does_it_does_on_school_days(demo: Desk) -> None:
    terms = schools.school(demo).terms
    days = {
        "reported": [incident.reported_on for incident in all_of(demo, Incident)],
        "in school": [
            i.happened_on for i in all_of(demo, Incident) if i.whereabouts is Whereabouts.IN_SCHOOL
        ],
        "notes": [note.dated for note in all_of(demo, Note)],
        "lessons": [lesson.taught_on for lesson in all_of(demo, Teaching)],
        "sessions": [session.held_on for session in all_of(demo, SupportSession)],
        "adopted": [version.adopted_on for version in all_of(demo, PolicyVersion)],
    }
    wrong = {what: [d for d in found if d and not is_school_day(d, terms)] for what, found in days.items()}
    assert wrong == {what: [] for what in days}


def test_times_of_day_fit_the_day(demo: Desk) -> None:
    terms = schools.school(demo).terms
    timed = [i for i in all_of(demo, Incident) if i.happened_on and i.happened_at]
    in_lessons = [i for i in timed if i.happened_at in ("lunchtime", "morning break", "second lesson")]
    assert in_lessons
    assert all(is_school_day(i.happened_on, terms) for i in in_lessons if i.happened_on)
