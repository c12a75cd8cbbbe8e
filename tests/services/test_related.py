"""Records that belong together are found from either side, called by the school's own words."""

from __future__ import annotations

from datetime import date

from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.official_account import MonitoringCheck, OfficialAccount
from esafety_desk.records.people import Person
from esafety_desk.records.project import Project
from esafety_desk.records.registers import ENQUIRIES, MONITORING_CHECKS, PROJECTS, REGISTERS, Register
from esafety_desk.services import keeping, listing, naming, searching
from esafety_desk.services import school as schools
from esafety_desk.services.keeping import Work
from esafety_desk.services.story import Story, story


def told(work: Work, register: Register, record_id: int | None) -> Story:
    return story(work.desk, register, record_id or 0, schools.words(work.desk))


def enquiry_and_project(work: Work, teacher: Person) -> tuple[Enquiry, Project]:
    assert teacher.id is not None
    asked = Enquiry(asked_by=teacher.id, asked_on=date(2026, 11, 16), topic="Can Year 5 have a blog?")
    kept = keeping.save(work, asked).record
    planned = Project(
        title="A river blog",
        owner_id=teacher.id,
        platforms=("class-blog",),
        planned_on=date(2026, 11, 17),
        first_use_on=date(2027, 1, 11),
        enquiry_id=kept.id,
    )
    return kept, keeping.save(work, planned).record


def test_enquiry_and_project_name_each_other(work: Work, teacher: Person) -> None:
    enquiry, project = enquiry_and_project(work, teacher)
    from_enquiry = told(work, ENQUIRIES, enquiry.id).links
    assert [(link.register, link.id) for link in from_enquiry] == [("projects", project.id)]
    from_project = told(work, PROJECTS, project.id).links
    assert [link.text for link in from_project] == ["Began as: Can Year 5 have a blog?"]


def test_withdrawn_record_is_no_longer_kin(work: Work, teacher: Person) -> None:
    enquiry, project = enquiry_and_project(work, teacher)
    keeping.withdraw(work, "projects", project.id or 0, "Called off at once")
    assert told(work, ENQUIRIES, enquiry.id).links == ()


def test_list_calls_an_account_by_its_name(work: Work, teacher: Person, head: Person) -> None:
    assert teacher.id is not None
    assert head.id is not None
    account = keeping.save(
        work,
        OfficialAccount(
            platform="facebook", name="Willowmere", owner_id=teacher.id, opened_on=date(2025, 9, 1)
        ),
    ).record
    check = MonitoringCheck(
        account_id=account.id or 0, checked_on=date(2026, 11, 16), checked_by=head.id, sample_size=20
    )
    kept = keeping.save(work, check).record
    rows = listing.rows_of(work.desk, MONITORING_CHECKS, [kept.id or 0], schools.words(work.desk))
    assert next(iter(rows.values())).cells["account_id"] == "Willowmere"


def test_heading_says_the_word_and_not_its_code(work: Work, teacher: Person) -> None:
    assert teacher.id is not None
    read = Acknowledgement(person_id=teacher.id, platform="class-blog", seen_on=date(2026, 11, 16))
    kept = keeping.save(work, read).record
    assert told(work, REGISTERS["acknowledgements"], kept.id).title == "Read: Class blog"
    assert naming.called(work.desk, kept.id or 0).endswith("Read: Class blog")


def test_record_of_one_register_is_found_by_reference_words_or_newest(work: Work, teacher: Person) -> None:
    _, project = enquiry_and_project(work, teacher)
    for text in (project.reference, "river", ""):
        assert [hit.id for hit in searching.find_in(work.desk, PROJECTS, text)] == [project.id]
    assert searching.find_in(work.desk, PROJECTS, "nothing of the sort") == []
