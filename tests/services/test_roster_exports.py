"""Whole exports of schools' systems come in: several files that belong together, whatever of them is missing."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from esafety_desk.records.people import Person, PersonKind, YearGroup
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import keeping, listing, school
from esafety_desk.services.import_acts import take_back
from esafety_desk.services.import_report import Asked, Did, Report, Result
from esafety_desk.services.importing import import_people
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery

CANARY = "Canary-7!wren"
SDS_1 = {
    "School.csv": "SIS ID,Name\ns1,Willowmere\n",
    "Section.csv": "SIS ID,School SIS ID,Section Name\nc1,s1,5B\n",
    "Student.csv": f"SIS ID,School SIS ID,Username,First Name,Last Name,Password,Grade\n1,s1,a,Ora,Klein,{CANARY},5\n",
    "Teacher.csv": f"SIS ID,School SIS ID,Username,First Name,Last Name,Password\n1,s1,b,Hope,Todd,{CANARY}\n",
    "StudentEnrollment.csv": "Section SIS ID,SIS ID\nc1,1\n",
    "TeacherRoster.csv": "Section SIS ID,SIS ID\nc1,1\n",
    "User.csv": "Email,First Name,Last Name,Phone,SIS ID\nruth@example.org,Ruth,Klein,0,\n",
    "Guardianrelationship.csv": "SIS ID,Email,Role\n1,ruth@example.org,Parent\n",
}
SDS_2 = {
    "orgs.csv": "sourcedId,name,type\ns1,Willowmere,school\n",
    "users.csv": (
        "sourcedId,orgSourcedIds,username,givenName,familyName,password,role,grade\n"
        f"1,s1,a,Ora,Klein,{CANARY},student,05\n2,s1,b,Hope,Todd,{CANARY},teacher,\n"
    ),
    "classes.csv": "sourcedId,orgSourcedId,title\nc1,s1,5B\n",
    "enrollments.csv": "classSourcedId,userSourcedId,role\nc1,1,student\nc1,2,teacher\n",
}
SDS_2_1 = {
    "orgs.csv": "sourcedId,name,type\ns1,Willowmere,school\n",
    "users.csv": (
        "sourcedId,username,givenName,familyName,password,email\n"
        f"1,a,Ora,Klein,{CANARY},\n2,b,Hope,Todd,{CANARY},\n3,c,Ruth,Klein,{CANARY},ruth@example.org\n"
    ),
    "roles.csv": (
        "userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary\n"
        "1,s1,student,,05,true\n2,s1,teacher,,,true\n2,s1,guardian,,,false\n"
    ),
    "relationships.csv": "userSourcedId,relationshipUserSourcedId,relationshipRole\n1,3,parent\n1,9,doctor\n",
    "demographics.csv": "userSourcedId,birthDate\n1,2016-04-30\n",
    "academicSessions.csv": "sourcedId,title,type,schoolYear,startDate,endDate\nt1,2026,schoolYear,2026,,\n",
}
ONE_ROSTER_1_1 = {
    "manifest.csv": (
        "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\nfile.demographics,bulk\n"
        "file.orgs,absent\n"
    ),
    "users.csv": (
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,agentSourcedIds,"
        "grades,password,metadata.house\n"
        f"1,active,2026-09-01,true,s1,student,a,Ora,Klein,3,05,{CANARY},Oak\n"
        f"2,active,2026-09-01,true,s1,teacher,b,Hope,Todd,,,{CANARY},\n"
        f"3,active,2026-09-01,true,s1,guardian,c,Ruth,Klein,,,{CANARY},\n"
    ),
    "classes.csv": (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId\n"
        "c1,active,,5B,05,k1,,homeroom,,s1\nc2,active,,Maths,05,k2,,scheduled,,s1\n"
    ),
    "enrollments.csv": (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n"
        "e1,active,,c1,s1,1,student\ne2,active,,c2,s1,1,student\ne3,active,,c1,s1,2,teacher\n"
    ),
}
ONE_ROSTER_1_2 = {
    "manifest.csv": "propertyName,value\noneroster.version,1.2\nfile.users,bulk\nfile.roles,bulk\n",
    "users.csv": (
        "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,grades,password,"
        "preferredGivenName\n"
        f"1,,,true,a,Aurora,Klein,05,{CANARY},Ora\n2,,,true,b,Hope,Todd,,{CANARY},\n"
    ),
    "roles.csv": (
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
        "r1,,,1,primary,student,,,s1\nr2,,,2,primary,teacher,,,s1\nr3,,,2,secondary,guardian,,,s1\n"
    ),
}
EVERY = {
    "SDS V1": SDS_1, "SDS V2": SDS_2, "SDS V2.1": SDS_2_1, "OneRoster 1.1": ONE_ROSTER_1_1,
    "OneRoster 1.2": ONE_ROSTER_1_2,
}  # fmt: skip
every_export = pytest.mark.parametrize("files", EVERY.values(), ids=EVERY)


def written(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def bring(work: Work, path: Path, **options: bool) -> tuple[Result, list[Report]]:
    rows: list[Report] = []
    return import_people(work, [path], Asked(**options), rows.append), rows


def people(work: Work) -> dict[str, Person]:
    found = (keeping.load(work, PEOPLE.name, key) for key in listing.ids(work.desk, ListQuery(PEOPLE)))
    return {person.full_name: person for person in found if isinstance(person, Person)}


def keep_families(work: Work) -> None:
    keeping.save(work, school.school(work.desk).changed(keep_guardians=True, keep_birth_dates=True))


@every_export
def test_an_export_comes_in_as_a_folder_once_however_often(
    work: Work, tmp_path: Path, files: Mapping[str, str]
) -> None:
    folder = written(tmp_path / "export", files)
    bring(work, folder)
    here = people(work)
    assert (here["Ora Klein"].kind, here["Ora Klein"].year_group) == (PersonKind.PUPIL, YearGroup.YEAR_5)
    assert here["Hope Todd"].kind is PersonKind.STAFF
    again, _ = bring(work, folder)
    assert set(again.told) <= {"same", "passed over"}
    assert people(work) == here


@every_export
def test_an_export_comes_in_as_an_archive_and_shows_no_password(
    work: Work, tmp_path: Path, files: Mapping[str, str]
) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"export/{name}", text)
    result, rows = bring(work, tmp_path / "export.zip")
    assert "Ora Klein" in people(work)
    assert CANARY not in repr((result, rows))


@pytest.mark.parametrize("name", ["SDS V1", "SDS V2", "OneRoster 1.1"])
def test_the_class_of_a_pupil_is_the_registration_class_or_the_only_one(
    work: Work, tmp_path: Path, name: str
) -> None:
    bring(work, written(tmp_path / "export", EVERY[name]))
    assert people(work)["Ora Klein"].class_name == "5B"


@pytest.mark.parametrize("name", ["SDS V1", "SDS V2.1", "OneRoster 1.1"])
def test_parents_are_linked_where_the_file_says_so_and_the_school_keeps_them(
    work: Work, tmp_path: Path, name: str
) -> None:
    keep_families(work)
    folder = written(tmp_path / "export", EVERY[name])
    result, _ = bring(work, folder)
    here = people(work)
    (guardian,) = here["Ora Klein"].guardians
    assert guardian.person_id == here["Ruth Klein"].id
    assert here["Ruth Klein"].kind is PersonKind.PARENT
    assert any("1 link between pupils and their parents or carers" in note for note in result.notes)
    assert set(bring(work, folder)[0].told) == {"same"}
    assert people(work) == here
    assert result.batch is not None


@pytest.mark.parametrize("name", ["SDS V1", "SDS V2.1", "OneRoster 1.1"])
def test_parents_stay_out_where_the_school_keeps_none(work: Work, tmp_path: Path, name: str) -> None:
    result, rows = bring(work, written(tmp_path / "export", EVERY[name]))
    assert "Ruth Klein" not in people(work)
    assert [row.action for row in rows].count(Did.PASSED_OVER) == 1
    assert any("were named but not kept" in note for note in result.notes)


@pytest.mark.parametrize("name", ["SDS V2.1", "OneRoster 1.2"])
def test_a_teacher_who_is_a_parent_too_is_one_person(work: Work, tmp_path: Path, name: str) -> None:
    bring(work, written(tmp_path / "export", EVERY[name]))
    assert [p.kind for p in people(work).values() if p.family_name == "Todd"] == [PersonKind.STAFF]


def test_a_manifest_that_names_absent_files_is_warned_of_and_the_rest_is_read(
    work: Work, tmp_path: Path
) -> None:
    result, _ = bring(work, written(tmp_path / "export", ONE_ROSTER_1_1))
    assert any("The manifest names demographics.csv" in note for note in result.notes)


def test_birth_dates_of_another_file_are_read_where_they_are_kept(work: Work, tmp_path: Path) -> None:
    keep_families(work)
    bring(work, written(tmp_path / "export", SDS_2_1))
    born = people(work)["Ora Klein"].birth_date
    assert born is not None
    assert born.isoformat() == "2016-04-30"


def test_a_preferred_name_is_kept_beside_the_legal_one(work: Work, tmp_path: Path) -> None:
    bring(work, written(tmp_path / "export", ONE_ROSTER_1_2))
    assert people(work)["Ora Klein"].given_name == "Aurora"


def test_those_no_longer_named_leave_only_where_that_is_asked(work: Work, tmp_path: Path) -> None:
    folder = written(tmp_path / "export", SDS_2)
    bring(work, folder)
    text = SDS_2["users.csv"].replace(f"1,s1,a,Ora,Klein,{CANARY},student,05\n", "")
    (folder / "users.csv").write_text(text, encoding="utf-8")
    result, _ = bring(work, folder)
    assert (result.absent, people(work)["Ora Klein"].left_on) == (1, None)
    left, rows = bring(work, folder, absent_left=True)
    assert [row.understood["given_name"] for row in rows if row.action is Did.LEFT] == ["Ora"]
    assert left.told == {"same": 1, "left": 1}
    assert people(work)["Ora Klein"].left_on == work.today
    assert left.batch is not None
    take_back(work, left.batch)
    assert people(work)["Ora Klein"].left_on is None


def test_who_married_moved_and_came_back_is_still_one_person(work: Work, tmp_path: Path) -> None:
    heading = "UPN,Legal Surname,Legal Forename,Preferred Forename,Reg Group,Year,DOB\n"
    file = tmp_path / "Pupils.csv"
    for row in ("A1,Klein,Aurora,Ora,5B,5,30/04/2016", "A1,Klein-Todd,Aurora,Ora,6C,6,30/04/2016"):
        file.write_text(f"{heading}{row}\n", encoding="utf-8")
        bring(work, file)
    after = people(work)["Ora Klein-Todd"]
    assert (after.class_name, after.year_group) == ("6C", YearGroup.YEAR_6)
    keeping.save(work, after.changed(left_on="2026-07-20"))
    _, rows = bring(work, file)
    assert rows[0].action is Did.CHANGED
    assert "Is back after leaving on 20 July." in rows[0].reason
    assert len([p for p in people(work).values() if p.kind is PersonKind.PUPIL]) == 1


def test_twins_are_two_people(work: Work, tmp_path: Path) -> None:
    file = tmp_path / "Pupils.csv"
    file.write_text(
        "Forename,Surname,Year,Class,DOB\nOra,Klein,5,5B,30/04/2016\nIda,Klein,5,5B,30/04/2016\n", "utf-8"
    )
    assert bring(work, file)[0].told == {"added": 2}
    assert bring(work, file)[0].told == {"same": 2}


def test_a_name_in_another_role_waits_for_somebody_to_decide(work: Work, tmp_path: Path) -> None:
    (tmp_path / "Teachers.csv").write_text("Forename,Surname\nHope,Todd\n", encoding="utf-8")
    (tmp_path / "Parents.csv").write_text("Forename,Surname\nHope,Todd\n", encoding="utf-8")
    bring(work, tmp_path / "Teachers.csv")
    _, (row,) = bring(work, tmp_path / "Parents.csv")
    assert row.action is Did.DOUBTFUL
    assert row.likely == (people(work)["Hope Todd"].id,)
    decided = Asked(decided={row.key: row.likely[0]})
    assert import_people(work, [tmp_path / "Parents.csv"], decided, lambda _: None).told == {"same": 1}
