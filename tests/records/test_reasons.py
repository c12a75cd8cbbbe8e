"""Each field says why it is asked, and by which clause; only what its title says in full says nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from esafety_desk.host.resources import resource
from esafety_desk.records.base import Part, Record
from esafety_desk.records.facts import FieldFacts, facts
from esafety_desk.records.registers import REGISTERS

PLAIN = frozenset(
    {
        *("actions.about_id", "actions.what"),
        *("approvals.platform", "enquiries.platform", "official-accounts.platform", "platforms.platform"),
        *("account-reviews.findings", "filtering-reviews.findings", "filtering-reviews.reviewer_id"),
        *("contacts.received_on", "moderation.done_on", "notes.about_id", "notes.text"),
        *("exemptions.project_id", "family-support.remarks", "platforms.remarks", "teaching.taught_by"),
        *("official-accounts.name", "people.given_name", "people.family_name", "projects.title"),
        *("clauses.text", "projects.override_on"),
    }
)
"""Fields whose title says all there is to say."""
UNASKED = frozenset({"attachments", "school"})
"""What no form of a register asks for: files are filled in by the desk, settings have a page of their own words."""
CLAUSES = {clause["ref"] for clause in json.loads(resource("clauses.json").read_text(encoding="utf-8"))}


def asked() -> Iterator[tuple[str, FieldFacts]]:
    for register in REGISTERS.values():
        if register.name not in UNASKED:
            yield from fields_of(register.name, register.record)


def fields_of(name: str, model: type[Record] | type[Part]) -> Iterator[tuple[str, FieldFacts]]:
    for fact in facts(model).values():
        yield f"{name}.{fact.name}", fact


every_field = pytest.mark.parametrize("fact", [pytest.param(fact, id=name) for name, fact in asked()])


@pytest.mark.parametrize(("name", "fact"), list(asked()))
def test_a_field_says_why_it_is_asked_unless_its_title_says_all(name: str, fact: FieldFacts) -> None:
    assert bool(fact.why or fact.help) is (name not in PLAIN)


@every_field
def test_a_field_that_a_clause_asks_for_gives_a_reason_with_that_clause(fact: FieldFacts) -> None:
    if fact.clause:
        assert fact.why
        assert fact.reason.endswith(f"({fact.clause})")
        assert fact.clause in CLAUSES or fact.clause.partition(" ")[0] == "Aims"


@every_field
def test_a_reason_is_one_or_two_plain_sentences(fact: FieldFacts) -> None:
    if fact.why:
        assert fact.why.endswith(".")
        assert len(fact.why) <= 110
        assert "!" not in fact.why


@pytest.mark.parametrize(
    ("clause", "least"), [("Out 2", 8), ("Staff 3", 6), ("Staff 5", 4), ("Staff 7", 3), ("Pupils 4", 10)]
)
def test_what_a_clause_asks_to_be_kept_names_it(clause: str, least: int) -> None:
    assert sum(fact.clause == clause for _, fact in asked()) >= least
