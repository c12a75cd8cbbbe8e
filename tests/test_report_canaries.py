"""Nothing that stands in a record gets into a governors' report: not its text, its streams, its outline or its name."""

from __future__ import annotations

import re
import zlib
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from esafety_desk.policy.figures import Edition
from esafety_desk.policy.report_choices import Choices
from esafety_desk.records.base import Part, Record
from esafety_desk.records.facts import Kind, facts
from esafety_desk.services import issuing, reporting
from esafety_desk.services.keeping import Work
from tests.records import examples

TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.WORDS)
BORN = date(2011, 3, 17)
SAID_ON_PAPER = {("school", "name"), ("school", "terms"), ("clauses", "ref"), ("clauses", "title")}
"""Fields that the report is meant to print: the school's own name and terms, and its policy."""


class Canaries:
    """A word of its own for every text field of every record."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def planted(self, register: str, thing: Record | Part) -> dict[str, Any]:
        changed: dict[str, Any] = {}
        for fact in facts(type(thing)).values():
            if (register, fact.name) in SAID_ON_PAPER:
                continue
            if fact.kind in TEXTS and not fact.choices and not _is_bound(fact.name):
                changed[fact.name] = self._value(fact.kind)
            elif fact.kind is Kind.PARTS:
                parts = getattr(thing, fact.name)
                changed[fact.name] = tuple(
                    part.model_copy(update=self.planted(register, part)) for part in parts
                )
        return changed

    def _value(self, kind: Kind) -> Any:
        word = f"Kanari{len(self.words):04d}x"
        self.words.append(word)
        return (word,) if kind is Kind.WORDS else word


def _is_bound(name: str) -> bool:
    """Fields whose words rules depend on, such as the type of an incident or the digest of a file."""
    return name in ("kind", "platform", "platforms", "digest", "media_type", "reference", "topic")


@pytest.fixture
def planted(work: Work) -> Canaries:
    canaries = Canaries()
    with work.desk.writing("leader", work.now) as unit:
        known: dict[str, int] = {}
        whole = examples.records(2)  # a guardian has to be somebody: the leader is
        someone = unit.add(
            whole["people"].model_copy(
                update=canaries.planted("people", whole["people"]) | {"birth_date": BORN}
            )
        )
        key = int(someone.id or 0)
        approval, account = examples.parents(unit, key, key)
        for name, record in examples.records(key, key, key, approval, account).items():
            if name not in ("people", "school"):
                known[name] = int(unit.add(record.model_copy(update=canaries.planted(name, record))).id or 0)
    assert len(canaries.words) > 60
    return canaries


@pytest.mark.parametrize("edition", Edition)
def test_no_word_of_any_record_is_in_the_file(edition: Edition, work: Work, planted: Canaries) -> None:
    for name in ("Autumn 2026", "2026-27"):
        period = reporting.period_asked_for(work.desk, name, None, None)
        issued = issuing.issue(work, Choices(period, edition, asked_by="Chair of governors"), "Head teacher")
        told = everything_in(issued.content) + reporting.suggested_file_name(issued.report)
        assert "Incidents recorded" in told
        found = [word for word in planted.words if word.casefold() in told.casefold()]
        assert found == []
        for day in ("17 March 2011", "17/03/2011", "2011-03-17", "17.3.2011", "20110317"):
            assert day not in told


def everything_in(content: bytes) -> str:
    """All that a reader could come by: text, outline, metadata, and every stream unpacked."""
    reader = PdfReader(BytesIO(content))
    pages = [page.extract_text() for page in reader.pages]
    outline = [str(mark.title) for mark in reader.outline if not isinstance(mark, list)]
    streams = []
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            streams.append(zlib.decompress(packed))
        except zlib.error:
            streams.append(packed)
    raw = b"\n".join([content, *streams]).decode("latin-1")
    return "\n".join([*pages, *outline, str(reader.metadata), str(reader.xmp_metadata), raw])
