"""What is kept is what is read, whatever people write."""

from __future__ import annotations

import pytest

from esafety_desk.records.attachment import Attachment
from esafety_desk.records.base import Record
from esafety_desk.records.facts import Kind, facts
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.records.registers import NOTES, PEOPLE, REGISTERS
from esafety_desk.services import keeping
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from esafety_desk.services.searching import find
from esafety_desk.store import attachments, entries, lists, rows
from tests.conftest import TODAY
from tests.records.clause_examples import CONTENT
from tests.records.examples import parents, records

NASTY = {
    "emoji": "👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 family",
    "right to left": "\u202eשלום עליכם\u202c والسلام",
    "zero byte": "before\x00after",
    "controls": "tab\there\r\nand\x07bell\x1b[31m",
    "quotes": """Robert'); DROP TABLE people;-- "x" %s ? :name {x}""",
    "combining": "Zoe\u0308 and Zoë, \u0301 alone",
    "private letters": "\ue000\ufdd0\U0010fffe",
    "long": "A word and another. " * 1_999 + "twenty characters it",
}
nasty = pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)


def kept_again(work: Work, record: Record) -> Record:
    with work.desk.writing("leader", work.now) as unit:
        kept = unit.add(record)
        if isinstance(kept, Attachment):
            attachments.write(unit.connection, kept.id or 0, CONTENT)
    with work.desk.reading() as connection:
        register = next(r for r in REGISTERS.values() if r.record is type(record))
        return rows.read(connection, register, [kept.id or 0])[kept.id].changed(id=None, reference="")


@pytest.mark.parametrize("register", REGISTERS)
def test_every_record_is_read_as_it_was_written(
    work: Work, pupil: Person, teacher: Person, register: str
) -> None:
    with work.desk.writing("leader", work.now) as unit:
        approval, account = parents(unit, pupil.id or 0, teacher.id or 0)
    record = records(pupil.id, teacher.id, pupil.id, approval, account)[register]
    assert kept_again(work, record) == record
    assert check(work.desk).is_sound


@nasty
def test_nasty_text_is_kept_letter_by_letter_and_found(work: Work, pupil: Person, text: str) -> None:
    note = Note(about_id=pupil.id, dated=TODAY, text=text, source="wombat")
    assert kept_again(work, note) == note
    assert check(work.desk).is_sound


@nasty
def test_nasty_text_fits_every_field_that_takes_text(work: Work, pupil: Person, text: str) -> None:
    with work.desk.writing("leader", work.now) as unit:
        approval, account = parents(unit, pupil.id or 0, pupil.id or 0)
    for record in records(pupil.id, pupil.id, pupil.id, approval, account).values():
        if record.rule_problems() or type(record).__name__ in ("School", "Attachment"):
            continue
        texts = {f.name: text[: f.max_length] for f in facts(type(record)).values()
                 if f.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.WORD)}  # fmt: skip
        written = record.changed(**texts)
        assert kept_again(work, written) == written


def test_a_name_with_a_zero_byte_in_it_is_still_found(work: Work) -> None:
    person = keeping.save(work, Person(kind="pupil", given_name="Anne\x00Marie")).record
    assert [hit.id for hit in find(work.desk, "marie")] == [person.id]
    assert check(work.desk).is_sound


def test_the_longest_note_is_kept_whole(work: Work, pupil: Person) -> None:
    note = Note(about_id=pupil.id, dated=TODAY, text="ß" * 40_000)
    assert kept_again(work, note) == note


def test_unknown_ids_and_ids_of_other_registers_are_left_out(work: Work, pupil: Person) -> None:
    with work.desk.reading() as connection:
        assert set(rows.read(connection, PEOPLE, [pupil.id, 99_999, -1, 2**70, 1])) == {pupil.id}
        assert rows.read(connection, NOTES, [pupil.id]) == {}
        assert rows.read(connection, PEOPLE, []) == {}


def test_more_ids_than_sqlite_takes_parameters_are_no_matter(work: Work, pupil: Person) -> None:
    many = range(300_000)
    with work.desk.reading() as connection:
        assert set(rows.read(connection, PEOPLE, many)) == {2, pupil.id}
        assert set(lists.names(connection, many)) == {2, pupil.id}
        everything = lists.references(connection, many)
        assert pupil.reference in everything.values()
        assert entries.entered(connection, many).keys() == everything.keys()
