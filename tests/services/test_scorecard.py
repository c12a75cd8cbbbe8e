"""The scorecard of a whole desk: its counts are the lists', and restricted content stays out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from esafety_desk.cli import main as cli
from esafety_desk.policy.scorecard import JUDGES
from esafety_desk.records.base import RecordId
from esafety_desk.records.registers import REGISTERS
from esafety_desk.services import keeping, listing, scorecard, unlocking
from esafety_desk.services.demo import build_demo_desk
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from esafety_desk.services.scorecard import ClauseStatus
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, PASSPHRASE, TODAY

NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
WHOLE_REGISTERS = {
    "Enquiries", "Acknowledgements", "Support sessions", "Declarations", "Approvals", "Account reviews",
    "Projects", "Teaching", "Platforms", "Exemptions", "Filtering reviews", "Official accounts",
    "Monitoring checks", "Contact log", "Family support", "Moderation",
}  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("scorecard") / "desk"
    desk = build_demo_desk(folder, PASSPHRASE, now=NOW, pupils=70, years=2, cost=CHEAP)
    yield desk
    desk.close()


@pytest.fixture
def lines(demo: Desk) -> tuple[ClauseStatus, ...]:
    return scorecard.scorecard(demo, NOW.date())


def test_every_clause_is_judged_in_the_order_of_the_policy(lines: tuple[ClauseStatus, ...]) -> None:
    assert [line.ref for line in lines] == list(JUDGES)
    assert {line.status for line in lines} <= {"red", "amber", "green", "grey"}
    assert all(line.title and line.text and line.reason for line in lines)


def test_counts_equal_the_lists(demo: Desk, lines: tuple[ClauseStatus, ...]) -> None:
    shown = [item for line in lines for item in line.evidence]
    whole = [item for item in shown if item.label in WHOLE_REGISTERS]

    assert {item.label for item in whole} == WHOLE_REGISTERS
    for item in whole:
        assert item.count == listing.count(demo, ListQuery(REGISTERS[item.register])), item.label


def test_every_number_opens_records_that_its_list_shows(demo: Desk, lines: tuple[ClauseStatus, ...]) -> None:
    for item in (item for line in lines for item in line.evidence if item.ids):
        assert set(item.ids) <= set(listing.ids(demo, ListQuery(REGISTERS[item.register]))), item.label
        assert len(set(item.ids)) == item.count


@pytest.mark.parametrize(
    ("ref", "label", "register", "choices"),
    [
        ("Staff 5", "Approved", "approvals", {"decision": frozenset({"approved"})}),
        ("Staff 5", "Refused", "approvals", {"decision": frozenset({"refused"})}),
        ("Staff 9", "Referrals to HR", "referrals", {"to": frozenset({"hr"})}),
        ("Out 3", "Legal referrals to governors", "referrals", {"to": frozenset({"legal"})}),
        ("Out 1", "Anti-bullying referrals", "referrals", {"to": frozenset({"anti-bullying"})}),
        ("Pupils 4", "In force", "exemptions", {"state": frozenset({"in-force"})}),
    ],
)
def test_parts_equal_the_filtered_lists(
    demo: Desk,
    lines: tuple[ClauseStatus, ...],
    ref: str,
    label: str,
    register: str,
    choices: dict[str, frozenset[str]],
) -> None:
    line = next(line for line in lines if line.ref == ref)
    item = next(item for item in line.evidence if item.label == label)

    assert item.count == listing.count(demo, ListQuery(REGISTERS[register], choices=choices))


@pytest.mark.parametrize(
    ("ref", "label", "register", "field"),
    [("Staff 1", "Not answered", "enquiries", "answered_on"), ("Pupils 4", "Exemptions", "exemptions", "")],
)
def test_what_is_still_open_equals_the_list_that_asks_for_it(
    demo: Desk, lines: tuple[ClauseStatus, ...], ref: str, label: str, register: str, field: str
) -> None:
    line = next(line for line in lines if line.ref == ref)
    item = next(item for item in line.evidence if item.label == label)
    asked = ListQuery(REGISTERS[register], empty=frozenset({field}) if field else frozenset())

    assert item.count == listing.count(demo, asked)


def test_restricted_referrals_are_numbers_and_nothing_more(lines: tuple[ClauseStatus, ...]) -> None:
    restricted = [line for line in lines if line.ref in ("Staff 9", "Out 3")]

    assert all(item.ids == () for line in restricted for item in line.evidence)


def test_new_desk_is_judged_too_and_a_withdrawn_record_is_no_evidence(work: Work) -> None:
    before = scorecard.scorecard(work.desk, TODAY)
    assert len(before) == len(JUDGES)

    draft = {"held_on": TODAY, "kind": "workshop", "topic": "Settings", "reach": 12}
    kept = keeping.save(work, REGISTERS["family-support"].record.model_validate(draft)).record
    assert _families(work).status == "green"
    assert _families(work).evidence[0].ids == (kept.id,)
    keeping.withdraw(work, "family-support", kept.id or RecordId(0), "Entered twice.")
    assert _families(work).status == "red"


def _families(work: Work) -> ClauseStatus:
    return next(line for line in scorecard.scorecard(work.desk, TODAY) if line.ref == "Accounts 5")


def test_machines_and_people_read_the_same(lines: tuple[ClauseStatus, ...]) -> None:
    plain = scorecard.as_plain(lines)
    told = scorecard.as_lines(lines)

    assert json.loads(json.dumps(plain)) == plain
    assert [text.split("\t")[:2] for text in told] == [[line["ref"], line["status"]] for line in plain]
    assert "ids" not in json.dumps(plain)


def test_command_line_prints_the_scorecard(
    desk_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(unlocking.unlock.__kwdefaults__, "floor", CHEAP)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    asked = ["scorecard", "--desk", str(desk_folder), "--passphrase-file", str(secret)]

    assert cli.main([*asked, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [line["ref"] for line in printed["clauses"]] == list(JUDGES)
    assert cli.main(asked) == 0
    assert capsys.readouterr().out.startswith("Staff 1\t")
