"""Erased is erased: in every page, in the log, in search, in drafts, in older copies, and in a backup brought back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from esafety_desk.host.errors import KnownError
from esafety_desk.records.action import Action
from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.incident import Incident, InvolvedAs
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person, PersonKind
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.reports.paper import render
from esafety_desk.services import backups, drafting, erasing, evidence, keeping, restoring, retaining, viewing
from esafety_desk.services.checking import check
from esafety_desk.services.erasing import Ground
from esafety_desk.services.keeping import Work
from esafety_desk.services.papers.certificate import certificate
from esafety_desk.services.searching import find
from esafety_desk.services.viewing import ListView
from esafety_desk.store import generations, inspection
from tests.conftest import NOW, TODAY, add_person
from tests.decrypted import data_key, hits
from tests.evidence_files import become_image, incident, written
from tests.services.test_backups import enter, prove
from tests.store.test_generations import succeed

WORD = "Quetzalcanary"


@pytest.fixture
def child(work: Work) -> Person:
    return add_person(work, f"{WORD}a", f"{WORD}b", PersonKind.PUPIL)


@pytest.fixture
def case(work: Work, child: Person, pupil: Person, tmp_path: Path) -> Incident:
    """An incident with the canary in its words, notes, file, referral, its action, a draft, and why it is kept."""
    people = [
        {"person_id": child.id, "involved_as": InvolvedAs.TARGET},
        {"person_id": pupil.id, "involved_as": InvolvedAs.WITNESS},
    ]
    kept = keeping.save(work, incident(summary=WORD, account=f"{WORD} " * 900, people=people)).record
    keeping.save(work, Note(about_id=kept.id, dated=TODAY, text=f"{WORD} said so", source=WORD))
    evidence.attach(work, kept.id, written(tmp_path, f"{WORD}.txt", f"{WORD} wrote".encode()))
    referral = Referral(about_id=kept.id, to=ReferredTo.DSL, referred_on=TODAY, reason=WORD)
    referred = keeping.save(work, referral).record
    keeping.save(work, Action(about_id=referred.id, what=WORD))
    keeping.save(work, kept.changed(account=f"{WORD} once more"))
    drafting.keep_draft(work.desk, f"incidents:{kept.id}", {"summary": WORD}, NOW)
    drafting.keep_draft(work.desk, "notes:new", {"about_id": kept.id, "text": WORD}, NOW)
    drafting.keep_draft(work.desk, "enquiries:new", {"question": "Something else"}, NOW)
    viewing.keep(work, ListView("incidents", f"About {WORD}a", text=f"{WORD}b"))
    viewing.keep(work, ListView("incidents", "Open ones", text="phone"))
    retaining.hold(work, kept.id, f"{WORD} is asked for by the court")
    retaining.release(work, kept.id)
    retaining.extend(work, kept.id, date(2030, 1, 8), f"{WORD} is still here")
    return kept


def remnants(folder: Path) -> int:
    return hits(folder, data_key(generations.current(folder)), WORD)


def test_nothing_of_an_erased_case_and_child_is_left_in_any_page_log_or_older_copy(
    desk_folder: Path, work: Work, case: Incident, child: Person
) -> None:
    work.desk.close()
    succeed(desk_folder)  # an older generation that holds it all
    desk = enter(desk_folder)
    again = Work(desk, "leader", NOW)
    keeping.save(again, case.changed(summary=f"{WORD} in the log"))
    assert remnants(desk_folder) > 5, "the hunt must find what is there"
    erasing.erase(again, [case.id, child.id], Ground.PERIOD_OVER)
    assert remnants(desk_folder) == 0
    assert find(desk, WORD) == []
    assert set(drafting.drafts(desk)) == {"enquiries:new"}
    assert [view.name for view in viewing.views(desk)] == ["Open ones"]
    assert generations.replaced(desk_folder) == []
    assert check(desk).is_sound
    desk.close()
    assert remnants(desk_folder) == 0
    desk = enter(desk_folder)
    assert check(desk).is_sound
    desk.close()


def test_everything_that_hangs_on_it_goes_and_the_rest_stays(
    work: Work, case: Incident, pupil: Person
) -> None:
    other = keeping.save(work, incident(linked_id=case.id)).record
    plan = erasing.plan(work, [case.id])
    assert [reference[:3] for reference in plan.going] == ["ACT", "ATT", "INC", "NOT", "REF"]
    assert plan.losing_a_link == (other.reference,)
    assert plan.in_the_way == ()
    certificate = erasing.erase(work, [case.id], Ground.ASKED)
    assert certificate.records == plan.going
    kept = keeping.load(work, "incidents", other.id)
    assert isinstance(kept, Incident)
    assert kept.linked_id is None
    assert keeping.load(work, "people", pupil.id) == pupil
    assert check(work.desk).is_sound


def test_the_certificate_says_when_by_whom_and_why_and_names_nobody(work: Work, case: Incident) -> None:
    certificate = erasing.erase(work, [case.id], Ground.ASKED)
    assert erasing.erasures(work) == (certificate,)
    assert (certificate.at, certificate.actor, certificate.act) == (NOW, "leader", "erased")
    assert WORD not in repr(certificate)
    with work.desk.reading() as connection:
        head = inspection.head(connection)
    assert (certificate.sequence, certificate.short_hash) == (head.sequence, head.short_hash)
    assert certificate.backups_until is None


def test_a_backup_from_before_comes_back_without_what_was_erased(
    work: Work, case: Incident, child: Person, tmp_path: Path
) -> None:
    made = backups.back_up(work, [tmp_path])[0].backup
    assert made is not None
    assert hits(made.folder, data_key(made.folder), WORD) > 3
    certificate = erasing.erase(work, [case.id, child.id], Ground.PERIOD_OVER)
    assert certificate.backups_until is None
    home = work.desk.home
    work.desk.close()
    restoring.restore(made, home, prove, now=NOW)
    assert remnants(generations.current(home)) == 0
    desk = enter(home)
    assert find(desk, WORD) == []
    assert check(desk).is_sound
    desk.close()


def test_on_a_new_computer_a_newer_backup_beside_it_tells_what_was_erased(
    work: Work, case: Incident, child: Person, tmp_path: Path
) -> None:
    stick, later = tmp_path / "stick", Work(work.desk, "leader", NOW.replace(hour=17))
    stick.mkdir()
    old = backups.back_up(work, [stick])[0].backup
    erasing.erase(work, [case.id, child.id], Ground.PERIOD_OVER)
    assert old is not None
    aside = old.folder.rename(tmp_path / "aside")
    backups.back_up(later, [stick])
    aside.rename(old.folder)
    new = tmp_path / "new"
    restoring.restore(restoring.chosen(old.folder), new, prove, now=NOW)
    assert remnants(new) == 0


def test_anonymised_records_count_as_before_and_say_nothing(
    desk_folder: Path, work: Work, case: Incident, child: Person
) -> None:
    before = check(work.desk).counts
    erasing.anonymise(work, [case.id], Ground.PERIOD_OVER)
    erasing.erase(work, [child.id], Ground.PERIOD_OVER)
    kept = keeping.load(work, "incidents", case.id)
    assert isinstance(kept, Incident)
    assert (kept.kind, kept.reported_on, kept.account) == (case.kind, case.reported_on, "")
    roles = [keeping.load(work, "people", part.person_id).heading for part in kept.people]
    assert roles == ["Former pupil", "Former pupil"]
    assert [part.involved_as for part in kept.people] == [part.involved_as for part in case.people]
    after = check(work.desk)
    assert after.is_sound
    assert {name: after.counts[name] - number for name, number in before.items()} == {
        **dict.fromkeys(before, 0),
        "notes": -1,
        "attachments": -1,
        "people": 1,
    }
    assert remnants(desk_folder) == 0


def test_an_anonymised_person_has_no_name_anywhere(desk_folder: Path, work: Work, pupil: Person) -> None:
    keeping.save(work, incident(people=[{"person_id": pupil.id, "involved_as": InvolvedAs.TARGET}]))
    assert find(work.desk, "zajac")
    erasing.anonymise(work, [pupil.id], Ground.ASKED)
    assert find(work.desk, "zajac") == []
    assert hits(desk_folder, data_key(desk_folder), "Zając", "zajac", "Łukasz", "lukasz") == 0
    assert check(work.desk).is_sound


def test_a_person_somebody_s_record_needs_is_not_erased_but_may_be_anonymised(
    work: Work, teacher: Person
) -> None:
    asked = AccountApproval(requested_by=teacher.id, requested_on=TODAY, platform="padlet", purpose="Poems")
    approval = keeping.save(work, asked).record
    with pytest.raises(KnownError, match=f"{approval.reference} cannot do without this person"):
        erasing.erase(work, [teacher.id], Ground.ASKED)
    erasing.anonymise(work, [teacher.id], Ground.ASKED)
    assert check(work.desk).is_sound


def test_who_holds_a_key_and_what_is_sealed_stay(work: Work, leader: Person, case: Incident) -> None:
    with pytest.raises(KnownError, match="holds a key"):
        erasing.erase(work, [leader.id], Ground.ASKED)
    become_image(work, keeping.load(work, "incidents", case.id))
    with pytest.raises(KnownError, match="sealed"):
        erasing.erase(work, [case.id], Ground.ASKED)
    assert check(work.desk).is_sound


def test_an_older_copy_that_cannot_be_removed_stops_the_erasure(
    work: Work, case: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "replaced", lambda home: [home / "in use"])
    with pytest.raises(KnownError, match="nothing was erased"):
        erasing.erase(work, [case.id], Ground.ASKED)
    assert keeping.load(work, "incidents", case.id)


def test_the_certificate_prints_and_names_nobody(work: Work, case: Incident) -> None:
    gone = erasing.erase(work, [case.id], Ground.ASKED)
    paper = certificate(work, gone)
    assert WORD not in repr(paper)
    content = render(paper)
    assert content.startswith(b"%PDF-")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    assert case.reference in text
    assert "Certificate of erasure" in text
    assert gone.short_hash in text
