"""A desk goes out into an open folder and comes into another one the same, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from esafety_desk.exchange import open_folder
from esafety_desk.host.errors import BadUsage, KnownError
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person
from esafety_desk.records.registers import PEOPLE, REGISTERS
from esafety_desk.services import keeping, moving_in, moving_out, school, searching, story, unlocking
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from esafety_desk.store import attachments, audit
from tests.conftest import CHEAP, NOW, PASSPHRASE, TODAY
from tests.records.clause_examples import CONTENT
from tests.records.examples import parents, records

Fresh = Callable[[], Work]


@pytest.fixture
def full(work: Work, pupil: Person, teacher: Person) -> Work:
    """A desk with a whole record of every register, one of them withdrawn."""
    with work.desk.writing("leader", work.now) as unit:
        approval, account = parents(unit, pupil.id or 0, teacher.id or 0)
        for name, record in records(pupil.id or 0, teacher.id or 0, pupil.id or 0, approval, account).items():
            if name != "school":
                added = unit.add(record)
                if name == "attachments":
                    attachments.write(unit.connection, added.id or 0, CONTENT)
    note = keeping.save(work, Note(about_id=pupil.id, dated=TODAY, text="wombat")).record
    keeping.withdraw(work, "notes", note.id or 0, "Wrong child.")
    return work


@pytest.fixture
def taken_out(full: Work, tmp_path: Path) -> Path:
    folder = tmp_path / "open"
    moving_out.take_out(full, folder, purpose="A new computer", to_whom="the school office")
    return folder


@pytest.fixture
def fresh(tmp_path: Path, taken_out: Path) -> Fresh:
    """Makes an empty desk for what was taken out."""
    made: list[Work] = []

    def make() -> Work:
        home = tmp_path / f"new-{len(made)}"
        its_school, leader = moving_in.beginnings_of(taken_out)
        desk = unlocking.create_desk(home, its_school, leader, PASSPHRASE, now=NOW, cost=CHEAP).desk
        made.append(Work(desk, "leader", NOW))
        return made[-1]

    yield make
    for work in made:
        work.desk.close()


def test_a_desk_comes_in_as_it_went_out(full: Work, taken_out: Path, fresh: Fresh, tmp_path: Path) -> None:
    new = fresh()
    came = moving_in.bring_in(new, taken_out)
    assert came.without_content == ()
    result = check(new.desk)
    assert result.problems == ()
    assert result.counts == check(full.desk).counts
    again = moving_out.take_out(new, tmp_path / "again")
    assert again.digest == came.digest == json.loads((taken_out / "desk.json").read_text())["digest"]
    assert searching.find(new.desk, "zajac")
    assert keeping.save(new, Note(about_id=2, dated=TODAY, text="and on")).record.reference == "NOT-2026-003"


def test_what_happened_to_a_record_comes_with_it(full: Work, taken_out: Path, fresh: Fresh) -> None:
    new = fresh()
    moving_in.bring_in(new, taken_out)
    with full.desk.reading() as before, new.desk.reading() as after:
        lines = [
            (line.at, line.actor, line.verb, line.reference, line.digest) for line in audit.lines(before)
        ]
        came = [(line.at, line.actor, line.verb, line.reference, line.digest) for line in audit.lines(after)]
    assert came[:-1] == lines[:-1]  # its last line tells that it was taken out, the new one's that it came in
    assert came[-1][2] == "brought in whole"


def test_each_line_fits_its_schema(taken_out: Path) -> None:
    for name in REGISTERS:
        where = taken_out / open_folder.REGISTERS
        schema = json.loads((where / f"{name}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        lines = (where / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert lines, name
        for line in lines:
            Draft202012Validator(schema).validate(json.loads(line))


def test_only_an_empty_desk_takes_one_in(full: Work, taken_out: Path) -> None:
    with pytest.raises(BadUsage, match="holds records already"):
        moving_in.bring_in(full, taken_out)
    assert check(full.desk).is_sound


def reseal(folder: Path) -> None:
    """As somebody would who edits the folder and mends its digest."""
    about = json.loads((folder / "desk.json").read_text())
    about["digest"] = open_folder.digest(folder)
    (folder / "desk.json").write_text(json.dumps(about))


@pytest.mark.parametrize(
    ("where", "spoil"),
    [
        ("registers/notes.jsonl", lambda text: text.replace("wombat", "wallaby")),
        ("registers/people.jsonl", lambda text: text + "{not json\n"),
        ("registers/people.jsonl", lambda text: text + "[1, 2]\n"),
        ("registers/people.jsonl", lambda text: text + text),
        ("registers/people.jsonl", lambda text: text.splitlines()[0] + "\n"),
        ("registers/people.jsonl", lambda text: "[" * 100_000 + "\n" + text),
        ("registers/incidents.jsonl", lambda text: text.replace('"id": ', '"id": 99999999999999999999')),
        ("beside/word.jsonl", lambda text: text.replace('"position": ', '"position": "x", "p": ')),
        ("audit.jsonl", lambda text: text.replace('"sequence": ', '"sequence": "x", "s": ')),
    ],
)
def test_a_folder_that_was_changed_comes_in_not_at_all(
    where: str, spoil: Callable[[str], str], taken_out: Path, fresh: Fresh
) -> None:
    new = fresh()
    before = check(new.desk)
    file = taken_out / where
    file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    if where != "audit.jsonl":
        with pytest.raises(KnownError, match="changed since"):
            moving_in.bring_in(new, taken_out)
    reseal(taken_out)
    with pytest.raises(KnownError) as refusal:
        moving_in.bring_in(new, taken_out)
    assert "wallaby" not in refusal.value.sentence
    assert check(new.desk) == before


def test_nothing_is_written_over(full: Work, taken_out: Path) -> None:
    with pytest.raises(BadUsage, match="something at this place"):
        moving_out.take_out(full, taken_out)


def test_a_folder_without_a_desk_is_said_to_hold_none(full: Work, tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="holds no desk"):
        moving_in.bring_in(full, tmp_path)


def test_a_persons_page_reads_the_same(full: Work, taken_out: Path, fresh: Fresh, pupil: Person) -> None:
    new = fresh()
    moving_in.bring_in(new, taken_out)
    told = [story.story(work.desk, PEOPLE, pupil.id or 0, school.words(work.desk)) for work in (full, new)]
    assert told[0] == told[1]
