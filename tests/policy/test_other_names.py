"""Names taken out of a text: every way a colleague writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.policy.known_names import KnownName, KnownNames, NameWords
from esafety_desk.policy.other_names import Remover
from esafety_desk.records.base import PersonId, RecordId
from esafety_desk.records.names import folded
from esafety_desk.records.people import Person, PersonKind


def person(
    number: int, given: str, family: str, kind: PersonKind = PersonKind.PUPIL, known_as: str = ""
) -> Person:
    return Person(id=RecordId(number), kind=kind, given_name=given, family_name=family, known_as=known_as)


AMELIA = person(1, "Amelia", "Khan")
THAO = person(2, "Thảo", "Nguyễn-O'Brien", known_as="Tao")
WILL = person(3, "Will", "May")
TEACHER = person(4, "Siân", "O’Brien", PersonKind.STAFF)
MOTHER = person(5, "Farah", "Khan", PersonKind.PARENT)
WORDS = NameWords(frozenset({"will", "may"}))
OTHERS = (THAO, WILL, TEACHER, MOTHER)


def cleaned(text: str) -> str:
    return Remover(OTHERS, keep=[AMELIA], words=WORDS).cleaned(text).text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Thảo Nguyễn-O'Brien posted it.", "[another pupil] posted it."),
        ("THAO NGUYEN-O’BRIEN posted it.", "[another pupil] posted it."),
        ("Nguyen O'Brien, Thao", "[another pupil]"),
        ("It was thao.", "It was [another pupil]."),
        ("Tao's phone", "[another pupil]'s phone"),
        ("Thảo’s phone", "[another pupil]’s phone"),
        ("T. Nguyễn-O'Brien", "[another pupil]"),
        ("Thảo N. wrote", "[another pupil]. wrote"),
        ("that Nguyễn girl", "that [another pupil] girl"),
        ("@thaonguyenobrien and thao_nguyen2014", "@[another pupil] and [another pupil]2014"),
        ("Mrs Khan rang", "[a parent or carer] rang"),
        ("Mrs. K rang", "[a parent or carer] rang"),
        ("Siân O'Brien", "[a member of staff]"),
        ("Ms O’Brien’s class", "[a member of staff]’s class"),
        ("WM in Year 5 saw it", "[another pupil] in Year 5 saw it"),
        ("Y6 (W.M.) saw it", "Y6 ([another pupil]) saw it"),
        ("Will will come on 3 May", "[another pupil] will come on 3 May"),
        ("In May 2026", "In May 2026"),
        ("Amelia told Amelia Khan's mother", "Amelia told Amelia Khan's mother"),
    ],
)
def test_a_name_is_found_however_it_is_written(written: str, read: str) -> None:
    assert cleaned(written) == read


def test_a_name_that_was_typed_in_loose_accents_is_found() -> None:
    assert cleaned("Tha\u0309o posted it.") == "[another pupil] posted it."


def test_a_family_name_that_is_shared_stays_and_is_pointed_out() -> None:
    told = Remover(OTHERS, keep=[AMELIA]).cleaned("Khan was there.")
    assert (told.text, told.doubts) == ("Khan was there.", ("Khan",))


def test_what_was_taken_out_is_shown_with_its_place() -> None:
    told = Remover(OTHERS, keep=[AMELIA]).cleaned("First Tao, then Will.")
    assert [told.text[r.start : r.end] for r in told.removals] == ["[another pupil]", "[another pupil]"]
    assert [r.was for r in told.removals] == ["Tao", "Will"]


def test_roles_of_the_case_stand_in_where_they_are_given() -> None:
    remover = Remover((AMELIA, THAO), labels={PersonId(1): "the target", PersonId(2): "the instigator"})
    assert remover.cleaned("Thảo wrote to Amelia.").text == "[the instigator] wrote to [the target]."


def test_two_who_share_a_name_are_called_by_what_both_are() -> None:
    remover = Remover((AMELIA, person(9, "Amelia", "Stone")), labels={PersonId(1): "the target"})
    assert remover.cleaned("Amelia said so.").text == "[a pupil] said so."


_LETTERS = st.text(alphabet="abcdefghijklmnoprstuvwyzäéñøłảễ'- ", min_size=3, max_size=14).map(
    lambda text: f"K{text.strip(chr(39) + '- ')}q"
)


@given(given=_LETTERS, family=_LETTERS, before=st.text(max_size=20), after=st.text(max_size=20))
def test_no_whole_name_outlives_its_removal(given: str, family: str, before: str, after: str) -> None:
    one = person(1, given, family)
    text = Remover([one]).cleaned(f"{before} {given} {family} {after}").text
    assert folded(f"{given} {family}") not in folded(text)


def test_people_without_a_family_name_are_found() -> None:
    assert KnownNames([KnownName.of(person(1, "Ọlá", ""))]).found_in("ola and Ọlá")
