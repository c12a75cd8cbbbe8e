"""The invented school: rich enough to show everything, lawful by every rule, the same each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from esafety_desk.host.errors import BadUsage
from esafety_desk.policy.calendar import parse_period, term_on
from esafety_desk.policy.rules import APPROVER_ROLES
from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.base import Record
from esafety_desk.records.incident import Incident, InvolvedAs, OutOfSchoolDecision, Status
from esafety_desk.records.names import folded
from esafety_desk.records.people import Person, PersonKind, Role, YearGroup
from esafety_desk.records.referral import Referral
from esafety_desk.records.registers import register_of
from esafety_desk.records.support import SupportSession
from esafety_desk.services import beginnings, checking, listing, today
from esafety_desk.services import school as schools
from esafety_desk.services.demo import build_demo_desk
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.texts import names, phrases, stories
from esafety_desk.store import rows
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, PASSPHRASE

R = TypeVar("R", bound=Record)
NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = build(tmp_path_factory.mktemp("demo"), pupils=70, years=2)
    yield desk
    desk.close()


def build(folder: Path, *, now: datetime = NOW, **size: int) -> Desk:
    return build_demo_desk(folder / "desk", PASSPHRASE, now=now, cost=CHEAP, **size)


def all_of(desk: Desk, record_type: type[R]) -> list[R]:
    register = register_of(record_type)
    ids = listing.ids(desk, listing.ListQuery(register))
    with desk.reading() as connection:
        found = rows.read(connection, register, ids).values()
    return [record for record in found if isinstance(record, record_type)]


def by_id(desk: Desk) -> dict[int, Person]:
    return {person.id: person for person in all_of(desk, Person) if person.id is not None}


def test_roll_staff_and_governors_are_those_of_a_school(demo: Desk) -> None:
    people = all_of(demo, Person)
    here = Counter(person.kind for person in people if person.is_here(NOW.date()))

    assert here[PersonKind.PUPIL] == 70
    assert 38 <= here[PersonKind.STAFF] <= 45
    assert here[PersonKind.PARENT] > 5
    assert here[PersonKind.GOVERNOR] == 9
    assert {person.year_group for person in people if person.is_pupil} == set(list(YearGroup)[1:8])


def test_names_of_many_languages_are_among_the_pupils(demo: Desk) -> None:
    pupils = {person.full_name for person in all_of(demo, Person) if person.is_pupil}

    assert {"Łukasz Zając", "Şeyma Yıldız", "Thảo Nguyễn", "Siobhán O'Brien"} <= pupils
    assert len({folded(name) for name in pupils}) == len(pupils)


def test_the_head_changed_last_summer(demo: Desk) -> None:
    staff = [person for person in all_of(demo, Person) if person.kind is PersonKind.STAFF]
    before = {p.id for p in staff if Role.HEAD in p.roles_on(date(2026, 7, 1))}
    since = {p.id for p in staff if Role.HEAD in p.roles_on(date(2026, 9, 7))}

    assert len(before) == len(since) == 1
    assert before != since


def test_current_term_has_enough_incidents_for_a_report(demo: Desk) -> None:
    terms = schools.school(demo).terms
    in_term = Counter(term_on(incident.dated_on, terms) for incident in all_of(demo, Incident))
    autumn = parse_period("Autumn 2026", terms)
    number = sum(count for term, count in in_term.items() if term and term.name == autumn.label)

    assert number >= 15
    assert None not in in_term
    assert (
        30
        <= sum(count for term, count in in_term.items() if term and term.starts_on < date(2026, 9, 1))
        <= 50
    )


def test_incidents_show_every_side_of_the_register(demo: Desk) -> None:
    incidents = all_of(demo, Incident)
    outside = [incident for incident in incidents if incident.is_outside]

    assert {incident.risk_area for incident in incidents} >= {
        "content",
        "contact",
        "conduct",
        "commerce",
        "community",
    }
    assert {Status.DRAFT, Status.OPEN, Status.CLOSED} <= {incident.status for incident in incidents}
    assert {OutOfSchoolDecision.ACTS, OutOfSchoolDecision.UNDECIDED} <= {i.decision for i in outside}
    assert any(i.decision is OutOfSchoolDecision.DOES_NOT_ACT for i in outside)
    assert {part.involved_as for i in incidents for part in i.people} >= set(InvolvedAs) - {InvolvedAs.OTHER}
    assert len({incident.account for incident in incidents}) > len(incidents) * 0.9


def test_approvers_held_the_role_on_the_day_and_never_asked_themselves(demo: Desk) -> None:
    people = by_id(demo)
    approvals = all_of(demo, AccountApproval)
    decided = [approval for approval in approvals if approval.decided_on and approval.decided_by]

    assert {Decision.ASKED, Decision.APPROVED, Decision.REFUSED} <= {a.decision for a in approvals}
    for approval in decided:
        assert approval.decided_on is not None
        assert approval.decided_by is not None
        assert people[approval.decided_by].roles_on(approval.decided_on) & APPROVER_ROLES
        assert approval.decided_by != approval.requested_by


def test_advisers_were_in_the_social_team_on_the_day(demo: Desk) -> None:
    people = by_id(demo)
    sessions = all_of(demo, SupportSession)

    assert len(sessions) > 20
    assert all(Role.SOCIAL_TEAM in people[s.adviser_id].roles_on(s.held_on) for s in sessions)


def test_nothing_lies_ahead_and_nobody_appears_before_they_came(demo: Desk) -> None:
    people = by_id(demo)
    for incident in all_of(demo, Incident):
        assert incident.reported_on <= NOW.date()
        for part in incident.people:
            assert people[part.person_id].is_here(incident.reported_on)


def test_referrals_and_actions_are_in_every_state(demo: Desk) -> None:
    referrals, actions = all_of(demo, Referral), all_of(demo, Action)

    assert {referral.is_answered for referral in referrals} == {True, False}
    assert {"hr", "legal"} <= {referral.to.value for referral in referrals}
    assert any(action.is_open and action.due_on and action.due_on < NOW.date() for action in actions)
    assert any(action.is_open and action.due_on and action.due_on > NOW.date() for action in actions)
    assert any(action.done_on for action in actions)


def test_today_has_something_of_everything(demo: Desk) -> None:
    found = today.agenda(demo, NOW.date()).reminders

    assert any("Anti-bullying reply" in reminder.title for reminder in found.overdue)
    assert any("restricted" in reminder.reason for reminder in found.overdue)
    assert found.this_week
    assert any("waits for a decision" in reminder.title for reminder in found.waiting)
    assert max((NOW.date() - r.due_on).days for r in found.overdue if r.due_on) < 60


def test_the_invented_desk_passes_its_own_check(demo: Desk) -> None:
    assert checking.check(demo).is_sound


def test_same_seed_and_day_make_the_same_school(tmp_path: Path) -> None:
    built = [
        build(tmp_path / name, pupils=14, years=1, seed=seed) for name, seed in [("a", 5), ("b", 5), ("c", 6)]
    ]
    first, again, other = ([*all_of(desk, Person), *all_of(desk, Incident)] for desk in built)
    for desk in built:
        desk.close()

    assert first == again
    assert first != other


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2026, 12, 25), date(2027, 8, 30)])
def test_a_school_can_be_invented_on_any_day_of_the_year(tmp_path: Path, day: date) -> None:
    desk = build(
        tmp_path,
        now=datetime(day.year, day.month, day.day, 7, 30, tzinfo=UTC),
        pupils=7,
        years=1,
        incidents_per_year=6,
    )
    latest = max((incident.reported_on for incident in all_of(desk, Incident)), default=day)
    desk.close()

    assert latest <= day


def test_a_school_without_pupils_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadUsage):
        build(tmp_path, pupils=0)


def test_stories_use_the_words_of_the_school() -> None:
    known = {(word.vocabulary, word.code) for word in beginnings.default_words()}

    for story in stories().values():
        assert ("incident-types", story.kind) in known
        assert all(("platforms", code) in known for code in story.platforms)
        assert all(("policies", code) in known for code in story.policies)
        assert all(("identities", code) in known for code in story.identity)
    assert all(("platforms", platform) in known for platform, _, _ in phrases()["approvals"])


def test_names_are_listed_once() -> None:
    for group, listed in names().items():
        assert len({str(name) for name in listed}) == len(listed), group


def test_dice_fall_the_same_way_for_the_same_seed() -> None:
    thrown = [Dice(7).below(1000) for _ in range(3)]
    dice = Dice(7)

    assert len(set(thrown)) == 1
    assert sorted(dice.some(range(5), 9)) == [0, 1, 2, 3, 4]
    assert {dice.number(2, 4) for _ in range(100)} == {2, 3, 4}
    assert dice.weighted({"never": 0, "always": 1}) == "always"
    assert 20 < sum(dice.chance(30) for _ in range(100)) < 45
