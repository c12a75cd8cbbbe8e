"""Any list on paper: what a person sees, in that order, however long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.host.progress import Cancelled
from esafety_desk.policy.wording import brief
from esafety_desk.records.people import Person
from esafety_desk.records.referral import Referral, ReferredTo
from esafety_desk.records.registers import INCIDENTS, PEOPLE, REFERRALS
from esafety_desk.reports.errors import Unprintable
from esafety_desk.services import demo, keeping, listing, logos, printing_lists, school
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from esafety_desk.store import audit
from esafety_desk.store.desk import Desk
from tests.conftest import CHEAP, NOW, PASSPHRASE, TODAY
from tests.evidence_files import incident
from tests.reports.papers import picture
from tests.reports.reading import assert_within_margins, outline, reader, texts


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    """An invented school after a year, read by every test of this module and changed by none."""
    folder: Path = tmp_path_factory.mktemp("printed") / "desk"
    made: Desk = demo.build_demo_desk(
        folder, PASSPHRASE, now=NOW, pupils=60, years=1, incidents_per_year=140, cost=CHEAP
    )
    yield Work(made, "leader", NOW)
    made.close()


def test_every_row_is_printed_once_in_the_order_of_the_list(lived_in: Work) -> None:
    query = ListQuery(INCIDENTS, sort="happened_on")
    made = printing_lists.print_list(lived_in, query, shown="Whole school")
    printed = " ".join(texts(made))
    wanted = listing.ids(lived_in.desk, query)
    rows = listing.rows_of(lived_in.desk, INCIDENTS, wanted, school.words(lived_in.desk))
    places = [printed.index(f" {rows[key].reference} ") for key in wanted]
    assert places == sorted(places)
    assert len(places) > 50
    assert f"{len(places)} records" in printed
    assert "Whole school" in printed
    first = rows[wanted[0]]
    assert isinstance(first.cells["happened_on"], date)
    assert brief(first.cells["happened_on"]) in printed
    assert_within_margins(made)


def test_each_page_has_its_heads_and_says_which_of_how_many_it_is(lived_in: Work) -> None:
    pages = texts(printing_lists.print_list(lived_in, ListQuery(INCIDENTS)))
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"{number} of {len(pages)}" in page
        assert "Reference" in page
        assert printing_lists.MARK in page
    assert "What" not in pages[1].split("Reference")[0]


def test_only_the_columns_asked_for_are_printed(lived_in: Work) -> None:
    (page, *_) = texts(printing_lists.print_list(lived_in, ListQuery(PEOPLE), ("reference", "class_name")))
    assert "Family name" not in page
    assert "Class" in page


def test_filters_narrow_what_is_printed(lived_in: Work) -> None:
    query = ListQuery(INCIDENTS, choices={"status": frozenset({"none-such"})})
    (page,) = texts(printing_lists.print_list(lived_in, query))
    assert "Nothing to show." in page
    assert "0 records" in page


def test_same_list_on_the_same_day_gives_the_same_bytes(lived_in: Work) -> None:
    query = ListQuery(INCIDENTS)
    assert printing_lists.print_list(lived_in, query) == printing_lists.print_list(lived_in, query)


def test_progress_is_told_and_a_person_can_stop_it(lived_in: Work) -> None:
    told: list[tuple[int, int]] = []
    printing_lists.print_list(
        lived_in, ListQuery(INCIDENTS), progress=lambda done, of: told.append((done, of))
    )
    count = listing.count(lived_in.desk, ListQuery(INCIDENTS))
    assert told[0] == (0, count)
    assert told[-1] == (count, count)

    def stop(done: int, _of: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        printing_lists.print_list(lived_in, ListQuery(INCIDENTS), progress=stop)
    assert listing.count(lived_in.desk, ListQuery(INCIDENTS)) == count


def test_file_says_nothing_of_the_rows_and_its_name_names_nobody(lived_in: Work) -> None:
    made = printing_lists.print_list(lived_in, ListQuery(INCIDENTS))
    metadata = reader(made).metadata
    assert metadata is not None
    assert str(metadata.title).startswith("Incidents · ")
    assert outline(made)[0] == ("Incidents", 1)
    assert printing_lists.suggested_file_name(ListQuery(INCIDENTS), NOW.date()).startswith("Incidents-20")


def test_restricted_record_shows_its_reference_and_its_day_alone(work: Work) -> None:
    about = keeping.save(work, incident()).record
    legal = Referral(to=ReferredTo.LEGAL, referred_on=TODAY, about_id=about.id, reason="A wombat was named")
    kept = keeping.save(work, legal).record
    (page,) = texts(printing_lists.print_list(work, ListQuery(REFERRALS)))
    assert f"{kept.reference} Restricted {brief(TODAY)}" in page
    assert about.reference not in page
    assert "wombat" not in page


def test_character_no_font_has_is_named_and_stops_the_print(work: Work, pupil: Person) -> None:
    keeping.save(work, pupil.model_copy(update={"given_name": "李"}))
    with pytest.raises(Unprintable, match="李"):
        printing_lists.print_list(work, ListQuery(PEOPLE))


def test_print_is_audited_by_its_register_alone(work: Work) -> None:
    printing_lists.witness_print(work, ListQuery(PEOPLE))
    with work.desk.reading() as connection:
        *_, last = audit.lines(connection)
    assert (last.verb, last.reference) == ("printed", "people")


def test_school_chooses_its_logo_changes_it_and_takes_it_away(work: Work) -> None:
    assert logos.logo(work.desk) is None
    logos.choose(work, picture())
    first = logos.logo(work.desk)
    logos.choose(work, picture(300, 300))
    second = logos.logo(work.desk)
    assert first is not None
    assert second not in (None, first)
    assert len(reader(printing_lists.print_list(work, ListQuery(PEOPLE))).pages[0].images) == 1
    taken = logos.take_away(work)
    assert logos.logo(work.desk) is None
    with pytest.raises(KnownError, match="no logo"):
        logos.take_away(work)
    assert taken.undo is not None
    keeping.undo(work, taken.undo)
    assert logos.logo(work.desk) == second


def test_undoing_another_logo_brings_back_the_one_before(work: Work, tmp_path: Path) -> None:
    logos.choose(work, picture())
    before = logos.logo(work.desk)
    other = tmp_path / "other.png"
    other.write_bytes(picture(100, 100))
    chosen = logos.choose_file(work, other)
    assert chosen.undo is not None
    keeping.undo(work, chosen.undo)
    assert logos.logo(work.desk) == before
    with pytest.raises(KnownError, match="cannot be read"):
        logos.choose_file(work, tmp_path)
