"""A governors' report goes out once, is kept as the very bytes, and can be told from every other file later."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from esafety_desk.host.errors import BadUsage, KnownError
from esafety_desk.policy.figures import Edition
from esafety_desk.policy.narrative import Answer, Became, Narrative, Promise
from esafety_desk.policy.report_choices import Chapter, Choices
from esafety_desk.policy.verification import Outcome
from esafety_desk.records.incident import Incident, Whereabouts
from esafety_desk.records.people import Person
from esafety_desk.services import archive, checking, issuing, keeping, narrating, reporting
from esafety_desk.services.keeping import Work
from esafety_desk.store import audit
from esafety_desk.store.desk import Desk
from tests.conftest import NOW

HEAD = "Head teacher"


def autumn(desk: Desk, edition: Edition = Edition.STANDARD, **chosen: Any) -> Choices:
    period = reporting.period_asked_for(desk, "Autumn 2026", None, None)
    return Choices(period, edition, **chosen)


def add_incidents(work: Work, number: int, on: date, kind: str = "conduct.online-bullying") -> None:
    for _ in range(number):
        keeping.save(
            work,
            Incident(kind=kind, summary="Unkind", reported_on=on, whereabouts=Whereabouts.IN_SCHOOL),
        )


def test_issued_report_is_archived_as_the_very_bytes(work: Work) -> None:
    issued = issuing.issue(work, autumn(work.desk), HEAD)
    kept = archive.issued(work.desk)[0]
    assert archive.content(work.desk, issued.number) == issued.content
    assert (kept.edition, kept.attested_by, kept.issued_by, kept.issued_at) == (
        "standard",
        HEAD,
        "leader",
        NOW,
    )
    assert archive.report_of(kept) == issued.report
    assert not issued.report.is_draft
    with work.desk.reading() as connection:
        line = list(audit.lines(connection))[-1]
    assert (line.verb, line.reference) == ("issued", "governors-report")
    assert kept.digest in line.fields
    assert checking.check(work.desk).is_sound


def test_file_is_known_again_as_issued_altered_draft_or_foreign(work: Work) -> None:
    issued = issuing.issue(work, autumn(work.desk), HEAD)
    draft = reporting.render(reporting.draft(work.desk, autumn(work.desk), today=work.today).report)

    def outcome(content: bytes) -> str:
        return str(archive.verify(work.desk, content).outcome)

    assert outcome(issued.content) == "as issued"
    assert outcome(issued.content + b"\n") == "altered"
    assert outcome(saved_again(issued.content)) == "altered"
    assert outcome(draft) == "not issued"
    assert outcome(saved_again(draft)) == "not issued"
    assert outcome(saved_again(issued.content).replace(b"esafetydesk", b"e\0safetydesk")) == "altered"
    assert outcome(in_digits(issued.content)) == "altered"
    assert outcome(draft.replace(b" draft)", b" issued)")) == "altered"
    assert outcome(b"%PDF-1.4 of another school") == "not from this desk"
    assert outcome(b"") == "not from this desk"
    forged = issued.content.replace(issued.report.verification.short_hash.encode(), b"0123456789abcdef")
    assert outcome(forged) == "not from this desk"


def saved_again(content: bytes) -> bytes:
    """The same pages as another program would save them, everything packed."""
    writer = PdfWriter(clone_from=BytesIO(content))
    writer.metadata = PdfReader(BytesIO(content)).metadata
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def in_digits(content: bytes) -> bytes:
    """The same file with its keywords written as hexadecimal digits, as some programs do."""
    keywords = PdfReader(BytesIO(content)).metadata["/Keywords"].encode("utf-16-be")
    start = content.index(b"/Keywords")
    end = content.index(b")", start)
    return content[:start] + b"/Keywords <feff" + keywords.hex().encode() + b">" + content[end + 1 :]


def test_issuing_needs_an_attestation_and_a_confidential_edition_someone_who_asked(work: Work) -> None:
    with pytest.raises(BadUsage, match="attests"):
        issuing.issue(work, autumn(work.desk), " ")
    confidential = autumn(work.desk, Edition.CONFIDENTIAL)
    with pytest.raises(BadUsage, match="who asked"):
        issuing.issue(work, confidential, HEAD)
    asked = autumn(work.desk, Edition.CONFIDENTIAL, asked_by="Chair of governors")
    issuing.issue(work, asked, HEAD)
    assert archive.issued(work.desk)[0].asked_by == "Chair of governors"


def test_words_that_name_someone_hold_the_report_back_and_say_where(work: Work, pupil: Person) -> None:
    choices = autumn(work.desk)
    narrating.keep(
        work, choices.period, choices.edition, Narrative(sentences=("All is well.", "Zajac was helped."))
    )
    with pytest.raises(issuing.NamesSomeone) as refused:
        issuing.issue(work, choices, HEAD)
    assert [(hit.place, hit.words, hit.people) for hit in refused.value.hits] == [
        ("Sentence 2", "Zajac", (pupil.id,))
    ]
    assert "Zajac" not in refused.value.sentence
    assert archive.issued(work.desk) == ()


def test_narrative_is_kept_while_it_is_written_and_printed_when_it_goes_out(work: Work) -> None:
    choices = autumn(work.desk)
    promise = Promise("Hold a workshop for families.", "Governors", date(2027, 1, 14))
    written = Narrative(
        sentences=("A calm term.",),
        promises=(promise,),
        remarks={Chapter.WELL: "Letters to readers far away."},
        not_names=frozenset({"rose"}),
    )
    narrating.keep(work, choices.period, choices.edition, written)
    assert narrating.kept(work.desk, choices.period, choices.edition) == written
    issued = issuing.issue(work, choices, HEAD)
    assert issued.report.sentences == ("A calm term.",)
    by_key = {section.key: section for section in issued.report.sections}
    assert "Letters to readers far away." in by_key["well"].paragraphs
    assert [cell.text for cell in by_key["next"].tables[0].rows[0].cells] == ["Governors", "14 January 2027"]
    assert narrating.kept(work.desk, choices.period, choices.edition) == Narrative()


def test_what_the_last_report_asked_and_promised_is_carried_in_with_what_became_of_it(work: Work) -> None:
    summer = Choices(reporting.period_asked_for(work.desk, "Summer 2026", None, None))
    promise = Promise("Read the filtering contract.", "Governors")
    told = Narrative(promises=(promise,), decisions=("Note this report.",))
    issuing.issue(work, summer, HEAD, told)
    answer = {promise.what: Answer(Became.DONE, "Read on 3 October.")}
    made = reporting.draft(work.desk, autumn(work.desk), Narrative(answers=answer), today=work.today)
    assert [(item.what, item.source) for item in made.words.carried] == [
        ("Read the filtering contract.", "Summer 2026"),
        ("Note this report.", "Summer 2026"),
    ]
    carried = next(t for s in made.report.sections for t in s.tables if t.key == "carried")
    assert [[cell.text for cell in row.cells] for row in carried.rows] == [
        ["Governors", "Done: Read on 3 October."],
        ["Governors", "Not said yet"],
    ]


def test_sections_can_be_left_out(work: Work) -> None:
    made = reporting.draft(
        work.desk, autumn(work.desk, left_out=frozenset({Chapter.REFERRALS})), today=work.today
    )
    assert "referrals" not in {section.key for section in made.report.sections}


def test_issued_figures_stay_as_they_were_and_a_correction_is_a_note(work: Work) -> None:
    add_incidents(work, 10, date(2026, 6, 1))
    summer = Choices(reporting.period_asked_for(work.desk, "Summer 2026", None, None))
    first = issuing.issue(work, summer, HEAD)
    add_incidents(work, 3, date(2026, 6, 2))
    later = reporting.draft(work.desk, autumn(work.desk), today=work.today).report
    assert first.report.glance.rows[0].cells[0].text == "about 10"
    assert later.glance.columns[1] == "Summer 2026"
    assert later.glance.rows[0].cells[1].text == "about 10"
    assert any("Figures of Summer 2026 stand as they were reported." in text for text in later.method)
    again = reporting.draft(work.desk, summer, today=work.today).report
    assert again.glance.rows[0].cells[0].text == "about 10"


def test_each_edition_freezes_on_its_own(work: Work) -> None:
    add_incidents(work, 10, date(2026, 6, 1))
    period = reporting.period_asked_for(work.desk, "Summer 2026", None, None)
    issuing.issue(work, Choices(period), HEAD)
    add_incidents(work, 3, date(2026, 6, 2))
    exact = reporting.draft(work.desk, Choices(period, Edition.CONFIDENTIAL), today=work.today).report
    assert exact.glance.rows[0].cells[0].text == "13"


def test_term_reported_while_it_ran_is_part_of_the_whole_term_later(work: Work) -> None:
    add_incidents(work, 9, date(2026, 10, 1))
    issuing.issue(work, autumn(work.desk), HEAD)
    later = Work(work.desk, "leader", NOW + timedelta(days=60))
    add_incidents(later, 9, date(2026, 12, 1))
    report = reporting.draft(work.desk, autumn(work.desk), today=later.today).report
    assert report.glance.rows[0].cells[0].text == "about 20"


def test_same_records_on_the_same_day_give_the_same_bytes(work: Work) -> None:
    first = issuing.issue(work, autumn(work.desk), HEAD)
    reporting.witness_print(work, first.report)
    second = issuing.issue(work, autumn(work.desk), HEAD)
    assert first.content == second.content


def test_archived_bytes_that_were_changed_are_found_by_the_check(work: Work) -> None:
    issuing.issue(work, autumn(work.desk), HEAD)
    with work.desk.sketching() as connection:
        connection.exec_driver_sql("UPDATE issued_report SET content = x'00'")
    assert (
        "The issued report on Autumn 2026 (standard) is not as it was issued."
        in checking.check(work.desk).problems
    )


def test_outcomes_are_the_words_a_person_reads() -> None:
    assert [str(outcome) for outcome in Outcome] == [
        "as issued",
        "altered",
        "not from this desk",
        "not issued",
    ]


def test_forty_pages_of_words_and_odd_letters_make_a_report(work: Work) -> None:
    long = "\n\n".join(["A calm term with much good work in every class. " * 12] * 300)
    odd = "Café, naïve, Łódź, e\u0301, “quotes”, 5 × 3 – done\u00ad."
    written = Narrative(sentences=(odd,), remarks={Chapter.WELL: long})
    issued = issuing.issue(work, autumn(work.desk), HEAD, written)
    pages = PdfReader(BytesIO(issued.content)).pages
    assert len(pages) > 40
    assert "Łódź" in pages[0].extract_text()


def test_letter_no_font_has_is_said_and_nothing_is_issued(work: Work) -> None:
    with pytest.raises(KnownError):
        issuing.issue(work, autumn(work.desk), HEAD, Narrative(sentences=("\U00013000",)))
    assert archive.issued(work.desk) == ()


def test_report_of_sixty_pupils_still_helps_its_governors(work: Work) -> None:
    add_incidents(work, 2, date(2026, 10, 1))
    report = reporting.draft(work.desk, autumn(work.desk), today=work.today).report
    assert len(report.sections) >= 11
    assert all(section.paragraphs or section.tables for section in report.sections)
    for section in report.sections:
        for table in section.tables:
            lines = [row for row in table.rows if not row.is_total]
            assert any(not cell.is_hidden for row in lines for cell in row.cells), table.title
    told = [cell for row in report.glance.rows for cell in row.cells[:1] if not cell.is_hidden]
    assert len(told) >= 6
