"""Lists of people come into a real desk: nobody twice, nobody lost, no password anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from esafety_desk.exchange.dates import DayOrder
from esafety_desk.host.errors import BadUsage
from esafety_desk.records.people import ExternalId, Person, PersonKind, YearGroup
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import keeping, listing, school
from esafety_desk.services.import_acts import take_back
from esafety_desk.services.import_report import Asked, Did, Report, Result
from esafety_desk.services.importing import import_people as bring_people
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from esafety_desk.store import audit

DATA = Path(__file__).parents[1] / "exchange" / "data"
SDS = [DATA / "Student.csv", DATA / "Teacher.csv"]
CANARY = b"Canary-7!wren"


@dataclass
class Brought:
    """What an import did, with every row it told."""

    result: Result
    rows: list[Report]

    @property
    def counts(self) -> dict[Did, int]:
        return {did: number for did, number in self.result.counts.items() if number}

    @property
    def notes(self) -> tuple[str, ...]:
        return self.result.notes


def import_people(work: Work, paths: Sequence[Path], **options: Any) -> Brought:
    rows: list[Report] = []
    return Brought(bring_people(work, paths, Asked(**options), rows.append), rows)


def people(work: Work) -> list[Person]:
    found = (keeping.load(work, PEOPLE.name, key) for key in listing.ids(work.desk, ListQuery(PEOPLE)))
    return [person for person in found if isinstance(person, Person)]


def named(work: Work, given: str, family: str) -> Person:
    (found,) = (p for p in people(work) if (p.given_name, p.family_name) == (given, family))
    return found


def keep(work: Work, **fields: Any) -> Person:
    return keeping.save(work, Person(**{"kind": PersonKind.PUPIL, "family_name": "Klein"} | fields)).record


def bring(work: Work, folder: Path, text: str, name: str = "Pupils.csv", **options: Any) -> Brought:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return import_people(work, [file], **options)


def keep_birth_dates(work: Work) -> None:
    keeping.save(work, school.school(work.desk).changed(keep_birth_dates=True))


def test_a_data_sync_export_comes_in_once_however_often_it_is_imported(work: Work) -> None:
    before = len(people(work))
    assert import_people(work, SDS).counts == {Did.ADDED: 6, Did.CHANGED: 1}
    assert import_people(work, SDS).counts == {Did.SAME: 7}
    assert len(people(work)) == before + 6


def test_a_dry_run_says_the_same_and_writes_nothing(work: Work) -> None:
    with work.desk.reading() as connection:
        before = audit.head(connection)
    planned = import_people(work, SDS, dry_run=True)
    with work.desk.reading() as connection:
        assert audit.head(connection) == before
    done = import_people(work, SDS)
    assert planned.rows == done.rows
    assert planned.notes == done.notes
    assert (planned.result.changed, done.result.changed) == (frozenset(), frozenset({"people"}))


def test_a_row_tells_its_line_what_was_understood_and_what_was_done(work: Work) -> None:
    row = import_people(work, SDS).rows[1]
    assert (row.file, row.line, row.action, row.reason) == ("Student.csv", 3, Did.ADDED, "")
    assert row.understood == {
        "kind": "pupil", "given_name": "Beatrix", "family_name": "Pennyfeather", "year_group": "Year 5",
        "birth_date": "2015-11-23", "number": "School Data Sync: student 41002",
    }  # fmt: skip


def test_no_password_reaches_the_desk_the_result_or_the_audit(work: Work, desk_folder: Path) -> None:
    result = import_people(work, SDS)
    assert CANARY.decode() not in repr(result)
    with work.desk.reading() as connection:
        tables = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        )
        dump = repr([connection.exec_driver_sql(f'SELECT * FROM "{table}"').all() for table in tables])
    assert CANARY.decode() not in dump
    assert CANARY.decode().casefold() not in dump
    assert "Pennyfeather" in dump
    assert not [f for f in desk_folder.rglob("*") if f.is_file() and CANARY in f.read_bytes()]


def test_the_leader_of_the_desk_is_known_again_and_keeps_her_roles(work: Work, leader: Person) -> None:
    import_people(work, SDS)
    after = named(work, "Morwenna", "Tregear")
    assert after == leader.changed(
        external_ids=(ExternalId(source="School Data Sync: teacher", number="42002"),)
    )


def test_birth_dates_are_kept_only_where_the_school_wants_them(work: Work) -> None:
    result = import_people(work, SDS)
    assert named(work, "Łukasz", "Zając").birth_date is None
    assert any("not kept" in note for note in result.notes)
    keep_birth_dates(work)
    assert import_people(work, SDS).counts == {Did.CHANGED: 5, Did.SAME: 2}
    assert named(work, "Łukasz", "Zając").birth_date == date(2016, 4, 2)


def test_someone_renamed_and_moved_is_still_the_same_by_number(work: Work, tmp_path: Path) -> None:
    bring(work, tmp_path, "ID,Forename,Surname,Year,Class\n7,Ora,Klein,5,5B\n")
    result = bring(work, tmp_path, "ID,Forename,Surname,Year,Class\n7,Ora,Reed,6,6C\n")
    assert (result.rows[0].action, result.rows[0].reason) == (Did.CHANGED, "New: Last name, Year and Class.")
    after = named(work, "Ora", "Reed")
    assert (after.year_group, after.class_name) == (YearGroup.YEAR_6, "6C")


def test_a_number_that_went_to_somebody_else_is_a_doubt(work: Work, tmp_path: Path) -> None:
    bring(work, tmp_path, "ID,Forename,Surname,Year\n7,Ora,Klein,5\n")
    result = bring(work, tmp_path, "ID,Forename,Surname,Year\n7,Tom,Reed,5\n")
    assert result.counts == {Did.DOUBTFUL: 1}
    assert result.result.has_refusals
    assert named(work, "Ora", "Klein").reference in result.rows[0].reason


def test_namesakes_with_numbers_are_two_people(work: Work) -> None:
    import_people(work, SDS)
    assert len([p for p in people(work) if p.full_name == "Amelia Jones"]) == 2


def test_namesakes_without_numbers_are_told_apart_by_class(work: Work, tmp_path: Path) -> None:
    text = "Forename,Surname,Year,Class\nOra,Klein,5,5B\nOra,Klein,5,5C\nOra,Klein,5,5B\n"
    first = bring(work, tmp_path, text)
    assert [row.action for row in first.rows] == [Did.ADDED, Did.ADDED, Did.SAME]
    assert first.rows[2].reason == "Named on line 2 of Pupils.csv as well."
    assert bring(work, tmp_path, text).counts == {Did.SAME: 3}


def test_a_name_that_fits_two_people_is_a_doubt(work: Work, tmp_path: Path) -> None:
    keep(work, given_name="Ora", year_group=YearGroup.YEAR_5)
    keep(work, given_name="Ora", year_group=YearGroup.YEAR_5)
    result = bring(work, tmp_path, "Forename,Surname,Year\nOra,Klein,5\nTom,Reed,5\n")
    assert [row.action for row in result.rows] == [Did.DOUBTFUL, Did.ADDED]
    assert "2 people of this name" in result.rows[0].reason


def test_a_name_met_before_is_known_again_without_its_accents(work: Work, tmp_path: Path) -> None:
    keep(work, given_name="Zoë", known_as="Zo", family_name="O’Neill-Smith")
    result = bring(work, tmp_path, "ID,Forename,Surname,Year\n9,ZOE,ONEILL SMITH,5\n")
    assert result.counts == {Did.CHANGED: 1}
    after = named(work, "Zoë", "O’Neill-Smith")
    assert (after.known_as, after.year_group) == ("Zo", YearGroup.YEAR_5)


def test_a_child_who_moved_up_is_known_again_but_one_years_apart_is_a_doubt(
    work: Work, tmp_path: Path
) -> None:
    keep(work, given_name="Ora", year_group=YearGroup.YEAR_4)
    keep(work, given_name="Tom", year_group=YearGroup.YEAR_1)
    result = bring(work, tmp_path, "Forename,Surname,Year\nOra,Klein,5\nTom,Klein,5\n")
    assert [row.action for row in result.rows] == [Did.CHANGED, Did.DOUBTFUL]


def test_birth_dates_decide_between_namesakes_where_they_are_kept(work: Work, tmp_path: Path) -> None:
    keep_birth_dates(work)
    keep(work, given_name="Ora", year_group=YearGroup.YEAR_5, birth_date=date(2016, 4, 30))
    result = bring(
        work, tmp_path, "Forename,Surname,Year,DOB\nOra,Klein,5,30/04/2016\nOra,Klein,5,21/05/2016\n"
    )
    assert [row.action for row in result.rows] == [Did.SAME, Did.ADDED]


def test_a_parent_with_a_pupils_name_is_somebody_new(work: Work, tmp_path: Path) -> None:
    keep(work, given_name="Ora")
    assert bring(work, tmp_path, "Forename,Surname\nOra,Klein\n", "Parents.csv").counts == {Did.ADDED: 1}


def test_a_leaver_is_marked_only_when_the_file_says_so_and_may_come_back(work: Work, tmp_path: Path) -> None:
    heading = "ID,Forename,Surname,Year,Status\n"
    bring(work, tmp_path, heading + "7,Ora,Klein,5,Active\n8,Tom,Reed,5,\n")
    bring(work, tmp_path, heading + "7,Ora,Klein,5,Inactive\n8,Tom,Reed,5,\n")
    assert (named(work, "Ora", "Klein").left_on, named(work, "Tom", "Reed").left_on) == (work.today, None)
    later = replace(work, now=work.now + timedelta(days=30))
    again = bring(later, tmp_path, heading + "7,Ora,Klein,5,Inactive\n")
    assert again.counts == {Did.SAME: 1}
    bring(later, tmp_path, heading + "7,Ora,Klein,5,Active\n")
    assert named(work, "Ora", "Klein").left_on is None


def test_a_leaver_whom_nobody_here_knows_is_passed_over(work: Work) -> None:
    result = import_people(work, [DATA / "users.csv"])
    assert [row.action for row in result.rows] == [
        Did.ADDED, Did.ADDED, Did.ADDED, Did.PASSED_OVER, Did.REFUSED,
    ]  # fmt: skip


def test_somebody_of_a_leavers_name_is_a_doubt(work: Work, tmp_path: Path) -> None:
    keep(work, given_name="Ora", left_on=date(2025, 7, 20))
    assert bring(work, tmp_path, "Forename,Surname,Year\nOra,Klein,5\n").counts == {Did.DOUBTFUL: 1}


def test_one_bad_row_does_not_stop_the_rest(work: Work, tmp_path: Path) -> None:
    text = f"Forename,Surname,Year,DOB\n{'x' * 300},Klein,5,\n,Reed,5,\nJo,Lee,5,3/4/2016\nAl,May,5,\n"
    result = bring(work, tmp_path, text)
    assert [row.action for row in result.rows] == [Did.REFUSED, Did.REFUSED, Did.REFUSED, Did.ADDED]
    assert result.rows[0].reason == "First name: This is too long: 200 characters at most."
    assert result.result.message == "4 rows read: 1 added and 3 refused."
    assert bring(work, tmp_path, text, order=DayOrder.DAY_FIRST).counts == {
        Did.ADDED: 1,
        Did.SAME: 1,
        Did.REFUSED: 2,
    }


def test_a_file_that_cannot_be_read_brings_in_nothing(work: Work, tmp_path: Path) -> None:
    before = len(people(work))
    with pytest.raises(BadUsage, match=r"nowhere\.csv"):
        import_people(work, [*SDS, tmp_path / "nowhere.csv"])
    assert len(people(work)) == before


def test_every_change_is_audited_without_a_name(work: Work) -> None:
    import_people(work, SDS)
    with work.desk.reading() as connection:
        lines = list(audit.lines(connection))
        assert audit.first_broken(connection) is None
    assert [line.verb for line in lines[-8:]] == ["imported"] * 7 + ["imported people"]
    assert lines[-1].fields == "added=6 changed=1"


def test_an_import_can_be_taken_back_and_made_again(work: Work) -> None:
    before = people(work)
    brought = import_people(work, SDS)
    assert brought.result.batch is not None
    take_back(work, brought.result.batch)
    assert people(work) == before
    assert import_people(work, SDS).counts == {Did.ADDED: 6, Did.CHANGED: 1}
