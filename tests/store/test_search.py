"""Search finds by any name part and any accent, newest first, and never what is restricted."""

from __future__ import annotations

from datetime import date

import pytest

from esafety_desk.records.incident import Incident, Involved, InvolvedAs
from esafety_desk.records.note import Note
from esafety_desk.records.people import Person, PersonKind
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.services import keeping, listing
from esafety_desk.services.checking import check
from esafety_desk.services.keeping import Work
from esafety_desk.services.searching import find
from tests.conftest import TODAY, add_person


def chat(work: Work, person: Person, day: date = TODAY) -> Incident:
    involved = Involved(person_id=person.id, involved_as=InvolvedAs.TARGET)
    record = Incident(
        kind="conduct.online-bullying",
        summary="Unkind chat about a café visit",
        whereabouts="in-school",
        reported_on=day,
        people=(involved,),
    )
    return keeping.save(work, record).record


@pytest.mark.parametrize("typed", ["łuk", "LUK zaj", "zając", "zajac lukasz"])
def test_a_child_is_found_by_any_name_part_with_or_without_accents(
    work: Work, pupil: Person, typed: str
) -> None:
    assert [hit.id for hit in find(work.desk, typed)] == [pupil.id]


def test_an_incident_is_found_by_its_words_and_by_who_was_in_it(work: Work, pupil: Person) -> None:
    kept = chat(work, pupil)
    for typed in ("cafe vis", "unkind", kept.reference, "zaj chat"):
        assert kept.id in [hit.id for hit in find(work.desk, typed)], typed


def test_the_newest_comes_first_whatever_was_typed_in_first(work: Work, pupil: Person) -> None:
    newer, older = chat(work, pupil), chat(work, pupil, date(2026, 10, 1))
    assert [hit.id for hit in find(work.desk, "unkind")] == [newer.id, older.id]


def test_a_renamed_child_is_found_in_old_incidents_by_the_new_name(work: Work, pupil: Person) -> None:
    kept = chat(work, pupil)
    keeping.save(work, pupil.changed(family_name="Nowak"))
    assert kept.id in [hit.id for hit in find(work.desk, "nowak")]
    assert not find(work.desk, "zajac")
    assert check(work.desk).is_sound


def test_a_note_is_found_as_the_record_it_belongs_to(work: Work, pupil: Person) -> None:
    kept = chat(work, pupil)
    keeping.save(work, Note(about_id=kept.id, dated=TODAY, text="Grandmother rang about trampolines"))
    assert [hit.id for hit in find(work.desk, "trampo")] == [kept.id]


def test_what_a_legal_referral_says_is_never_found(work: Work) -> None:
    referral = Referral(to=ReferredTo.LEGAL, referred_on=TODAY, reason="Libel by a wombat breeder")
    kept = keeping.save(work, referral).record
    assert find(work.desk, "wombat") == []
    hits = find(work.desk, kept.reference)
    assert [hit.title for hit in hits] == ["Restricted"]


def test_people_are_offered_after_two_letters_those_still_here_first(work: Work) -> None:
    gone = add_person(work, "Ottoline", "Gone", PersonKind.PUPIL)
    keeping.save(work, gone.changed(left_on=date(2026, 7, 1)))
    here = add_person(work, "Otto", "Here", PersonKind.PUPIL)
    assert [hit.id for hit in listing.people_like(work.desk, "ot", TODAY)] == [here.id, gone.id]


@pytest.mark.parametrize("typed", ["", "   ", '"', "* QX", "NEAR(", "😀", "'; DROP TABLE people"])
def test_odd_keys_find_nothing_and_break_nothing(work: Work, pupil: Person, typed: str) -> None:
    assert find(work.desk, typed) == []


def test_an_index_out_of_step_is_reported(work: Work, pupil: Person) -> None:
    with work.desk.sketching() as connection:
        connection.exec_driver_sql(f"DELETE FROM search_text WHERE entry_id = {pupil.id}")
    assert any("search index" in problem for problem in check(work.desk).problems)


@pytest.mark.parametrize("typed", ["obrien", "O'Brien", "o’br", "brien", "sian o'b"])
def test_a_name_with_an_apostrophe_is_found_with_or_without_it(
    work: Work, teacher: Person, typed: str
) -> None:
    assert [hit.id for hit in find(work.desk, typed)] == [teacher.id]
