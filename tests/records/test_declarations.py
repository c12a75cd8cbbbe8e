"""Every field is declared so that form, list, search and table can be made from it and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from pydantic import ValidationError

from esafety_desk.host.resources import resource
from esafety_desk.records.base import Record
from esafety_desk.records.facts import FieldFacts, Kind, facts
from esafety_desk.records.incident import IMAGE_TYPES, RiskArea, risk_area_of
from esafety_desk.records.registers import LISTED, REGISTERS, Register, register_of
from tests.records.examples import records

VOCABULARIES: dict[str, list[dict[str, str]]] = json.loads(resource("words.json").read_text(encoding="utf-8"))


def declared() -> Iterator[tuple[str, type[Record], FieldFacts]]:
    for register in REGISTERS.values():
        for fact in facts(register.record).values():
            yield f"{register.name}.{fact.name}", register.record, fact


every_field = pytest.mark.parametrize(
    ("model", "fact"), [pytest.param(model, fact, id=name) for name, model, fact in declared()]
)
every_register = pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)
every_record = pytest.mark.parametrize("record", records().values(), ids=records())


@every_field
def test_a_field_has_a_title_a_person_reads(model: type[Record], fact: FieldFacts) -> None:
    assert fact.title[:1].isupper()
    assert fact.title != fact.name
    assert not fact.title.endswith(".")


@every_field
def test_help_is_a_whole_sentence(model: type[Record], fact: FieldFacts) -> None:
    assert fact.help == "" or fact.help.endswith((".", "?"))
    assert "!" not in fact.help


@every_field
def test_a_condition_names_a_property_that_is_true_or_false(model: type[Record], fact: FieldFacts) -> None:
    if fact.relevant_if:
        example = records()[register_of(model).name]
        assert isinstance(getattr(example, fact.relevant_if), bool)


@every_field
def test_a_vocabulary_is_one_the_school_has(model: type[Record], fact: FieldFacts) -> None:
    if fact.kind in (Kind.WORD, Kind.WORDS):
        assert fact.vocabulary in VOCABULARIES


@every_field
def test_a_link_says_where_it_leads(model: type[Record], fact: FieldFacts) -> None:
    if fact.kind is Kind.LINK:
        assert fact.refers_to in {"people", "any", *REGISTERS}
    if fact.part is not None:
        for inner in facts(fact.part).values():
            assert inner.refers_to in {"", "people"}


@every_field
def test_only_days_are_asked_about_for_being_to_come(model: type[Record], fact: FieldFacts) -> None:
    assert not fact.past_only or fact.kind is Kind.DATE


@every_field
def test_every_text_has_a_limit(model: type[Record], fact: FieldFacts) -> None:
    if fact.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.WORD):
        assert fact.max_length is not None
        assert fact.max_length <= 40_000


@every_register
def test_fields_of_one_heading_stand_together(register: Register) -> None:
    groups = [fact.group for fact in facts(register.record).values()]
    runs = [group for n, group in enumerate(groups) if n == 0 or group != groups[n - 1]]
    assert len(runs) == len(set(runs))


@every_register
def test_a_register_has_its_own_prefix_and_name(register: Register) -> None:
    assert len(register.prefix) == 3
    assert sum(other.prefix == register.prefix for other in REGISTERS.values()) == 1
    assert register_of(register.record) is register


@pytest.mark.parametrize("name", LISTED)
def test_a_listed_register_has_columns(name: str) -> None:
    assert any(fact.listed for fact in facts(REGISTERS[name].record).values())


def test_every_word_has_a_code_and_a_label_of_its_own() -> None:
    for name, words in VOCABULARIES.items():
        codes, labels = [w["code"] for w in words], [w["label"].casefold() for w in words]
        assert len(set(codes)) == len(codes), name
        assert len(set(labels)) == len(labels), name
        assert all(0 < len(code) <= 80 for code in codes), name


def test_every_incident_type_but_unsorted_lies_in_a_risk_area() -> None:
    lost = [w["code"] for w in VOCABULARIES["incident-types"] if risk_area_of(w["code"]) is RiskArea.UNSORTED]
    assert lost == ["unsorted"]


@pytest.mark.parametrize("kind", ["", "weather", "weather.rain", ".", "unsorted.x"])
def test_a_type_typed_freely_is_not_yet_sorted(kind: str) -> None:
    assert risk_area_of(kind) is RiskArea.UNSORTED


def test_types_with_a_hard_stop_are_types_the_school_has() -> None:
    assert {word["code"] for word in VOCABULARIES["incident-types"]} >= IMAGE_TYPES


@every_record
def test_a_record_is_frozen(record: Record) -> None:
    with pytest.raises(ValidationError):
        record.reference = "INC-2026-001"


@every_record
def test_a_part_is_frozen(record: Record) -> None:
    for fact in facts(type(record)).values():
        if fact.part is not None:
            part = getattr(record, fact.name)[0]
            with pytest.raises(ValidationError):
                setattr(part, next(iter(facts(fact.part))), None)


@every_record
def test_a_record_can_be_hashed_into_plain_values_and_back(record: Record) -> None:
    assert type(record).model_validate_json(record.model_dump_json()) == record


@every_record
def test_a_record_has_a_heading_and_a_day_or_none(record: Record) -> None:
    assert record.heading.strip()
    assert record.dated_on is None or isinstance(record.dated_on, date)


@every_record
def test_an_example_breaks_no_rule_of_its_own(record: Record) -> None:
    assert record.rule_problems() == {}


@every_record
def test_a_changed_copy_is_checked_and_leaves_the_first_alone(record: Record) -> None:
    copy = record.changed(reference="ABC-2026-001")
    assert copy.reference == "ABC-2026-001"
    assert record.reference == ""
    with pytest.raises(ValidationError):
        record.changed(reference="x" * 21)
    with pytest.raises(ValidationError):
        record.changed(nothing_of_the_kind=1)
