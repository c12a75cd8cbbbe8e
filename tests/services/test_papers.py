"""Every paper, printed from a real desk and read back as whoever receives it would."""

from __future__ import annotations

import pytest

from esafety_desk.host.errors import BadUsage, KnownError
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.incident import Incident
from esafety_desk.records.names import folded
from esafety_desk.records.registers import REGISTERS
from esafety_desk.services import keeping, logos
from esafety_desk.services.keeping import Work
from esafety_desk.services.papers import printing
from esafety_desk.services.papers.blanks import FORMS
from esafety_desk.services.papers.catalogue import PAPERS
from esafety_desk.store import audit
from tests.conftest import TODAY
from tests.evidence_files import PNG
from tests.papers import OTHERS, SECRET, Cast, hostile, made_from
from tests.reports.reading import reader, texts


@pytest.fixture
def cast(work: Work) -> Cast:
    return hostile(work)


def pages(work: Work, name: str, reference: str = "", **asked: object) -> bytes:
    return printing.draw(printing.compose(work, name, reference, **asked))


def said(work: Work, name: str, reference: str = "", **asked: object) -> str:
    return " ".join(texts(pages(work, name, reference, **asked)))


def in_all(pdf: bytes) -> str:
    """Every text of a file: its pages, its streams as they are, what it says of itself."""
    opened = reader(pdf)
    streams = [page.get_contents().get_data().decode("latin-1") for page in opened.pages]
    outline = [str(entry.title) for entry in opened.outline if not isinstance(entry, list)]
    return " ".join([*texts(pdf), *streams, *outline, str(opened.metadata), str(opened.xmp_metadata)])


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_printed_from_hostile_records(work: Work, cast: Cast, name: str) -> None:
    reference = made_from(cast).get(name, "")
    pdf = pages(work, name, reference)
    assert "Willowmere Primary School" in " ".join(texts(pdf))
    assert SECRET not in in_all(pdf)


@pytest.mark.parametrize("name", PAPERS)
def test_same_records_same_day_same_bytes(work: Work, cast: Cast, name: str) -> None:
    reference = made_from(cast).get(name, "")
    composed = printing.compose(work, name, reference)
    printing.witness_print(work, composed)
    assert printing.draw(composed) == pages(work, name, reference)


@pytest.mark.parametrize("name", ["action-list", "award-evidence", "blank-forms"])
def test_an_empty_desk_has_a_paper_that_says_so(work: Work, name: str) -> None:
    assert "Nothing" in said(work, name) or name == "blank-forms"


def test_parents_are_told_how_when_where_from_which_age_and_whom_to_ask(work: Work, cast: Cast) -> None:
    letter = said(work, "parents-letter", cast.project.reference)
    for words in ("28 November 2026", "Class blog", "13 years", "Siân O’Brien", "Morwenna Tregear", "Year 5"):
        assert words in letter
    assert "approved by Oluwaseun Adeyemi, head teacher" in letter


def test_a_letter_on_a_project_nobody_approved_says_so_on_each_page(work: Work, cast: Cast) -> None:
    keeping.save(
        work, cast.project.changed(approved_by=None, approved_on=None), confirmed=frozenset({"stage"})
    )
    letter = said(work, "parents-letter", cast.project.reference)
    assert "Not approved yet: do not send" in letter
    assert "approved by" not in letter


def test_a_late_request_shows_the_two_week_line_and_the_reason(work: Work, cast: Cast) -> None:
    request = said(work, "technical-request", cast.project.reference)
    assert "9 days of notice; policy asks for 14 days, so it was due by 14 November 2026" in request
    assert "The river is high only now." in request
    assert "river.example" in request
    assert "River Five" in request


def test_a_certificate_names_who_authorised_it_and_when_it_ends(work: Work, cast: Cast) -> None:
    paper = said(work, "exemption-certificate", cast.exemption.reference)
    assert "Oluwaseun Adeyemi, head teacher" in paper
    assert "To be removed after 18 December 2026" in paper


def test_nothing_is_certified_that_nobody_authorised(work: Work) -> None:
    asked = Exemption(
        service="x.example", for_whom="Year 6", reason="Research", starts_on=TODAY, state=ExemptionState.ASKED
    )
    kept = keeping.save(work, asked).record
    with pytest.raises(KnownError, match="nothing to certify"):
        printing.compose(work, "exemption-certificate", kept.reference)


def test_a_removal_that_is_confirmed_says_by_whom_and_another_is_a_form(work: Work, cast: Cast) -> None:
    assert "Confirmed gone on 19 November 2026 by Oluwaseun" in said(
        work, "removal-confirmation", cast.removed.reference
    )
    assert "To be filled in" in said(work, "removal-confirmation", cast.exemption.reference)


def test_the_bullying_referral_holds_what_clause_out_1_asks_for(work: Work, cast: Cast) -> None:
    for reference in (cast.referral.reference, cast.incident.reference):
        paper = said(work, "bullying-referral", reference)
        for words in (
            "Impact on the child",
            "What the child wishes",
            "A new seat.",
            "Parents told",
            "six weeks",
        ):
            assert words in paper


def test_the_summary_says_everything_but_a_restricted_referral(work: Work, cast: Cast) -> None:
    paper = said(work, "incident-summary", cast.incident.reference)
    assert "Thảo" in paper
    assert "Speak with Thảo" in paper
    assert "Restricted" in paper
    assert "HR" not in paper


def test_the_summary_with_roles_holds_nobody_s_name_in_any_spelling(work: Work, cast: Cast) -> None:
    pdf = pages(work, "incident-summary", cast.incident.reference, roles=True)
    everything = folded(in_all(pdf))
    for name in (*OTHERS, "Amelia", "Khan", "Wilhelmina", "Adeyemi", "Oluwaseun", "Tregear", "Morwenna"):
        assert folded(name) not in everything, name
    assert "[the instigator] wrote to [the target]" in " ".join(texts(pdf))


@pytest.mark.parametrize("name", ["access-pack", "transfer-pack", "chronology"])
def test_of_others_nothing_is_left_in_a_person_s_papers(work: Work, cast: Cast, name: str) -> None:
    asked = {"roles": True} if name == "chronology" else {}
    pdf = pages(work, name, cast.amelia.reference, **asked)
    everything = folded(in_all(pdf))
    for other in (*OTHERS, "Wilhelmina", "Adeyemi", "Oluwaseun"):
        assert folded(other) not in everything, other
    assert "Amelia Khan" in " ".join(texts(pdf))


def test_actions_for_the_minutes_stand_by_role_and_name_nobody(work: Work, cast: Cast) -> None:
    pdf = pages(work, "action-list")
    everything = folded(in_all(pdf))
    assert not [name for name in (*OTHERS, "Amelia") if folded(name) in everything]
    assert "Speak with [a pupil] and her mother" in " ".join(texts(pdf))
    assert "2 actions on a restricted matter not listed" in " ".join(texts(pdf))


def test_evidence_for_an_award_stands_by_aim_and_names_nobody(work: Work, cast: Cast) -> None:
    paper = said(work, "award-evidence")
    assert "[a pupil] spoke up" in paper
    assert not [name for name in OTHERS if folded(name) in folded(paper)]


def test_a_handout_names_nobody_else_who_came(work: Work, cast: Cast) -> None:
    handout = said(work, "session-handout", cast.session.reference)
    assert (
        "[another member of staff] should close the old account; [another member of staff] agreed." in handout
    )
    assert "Morwenna Tregear gave this session" in handout


def test_a_review_is_signed_by_two(work: Work, cast: Cast) -> None:
    paper = said(work, "review-record", cast.review.reference)
    assert "First reviewer: Oluwaseun" in paper
    assert "Second reviewer" in paper


@pytest.mark.parametrize("name", FORMS)
def test_a_blank_form_asks_for_what_its_register_declares(work: Work, name: str) -> None:
    form = said(work, "blank-forms", name)
    assert "Blank form" in form
    assert "Filled in by" in form
    assert REGISTERS[name].singular in folded(form)


def test_a_character_no_font_has_is_named_before_anything_is_printed(work: Work, cast: Cast) -> None:
    keeping.save(work, cast.incident.changed(account="It said 漢字 there."))
    with pytest.raises(KnownError, match="U\\+6F22"):
        pages(work, "incident-summary", cast.incident.reference)


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("parents-letter", ""),
        ("parents-letter", "PRJ-1066-001"),
        ("parents-letter", "PER-2026-001"),
        ("no-such-paper", ""),
        ("blank-forms", "zebras"),
        ("action-list", "Autumn 1066"),
    ],
)
def test_what_does_not_go_together_is_said_in_a_sentence(work: Work, name: str, reference: str) -> None:
    with pytest.raises(BadUsage):
        printing.compose(work, name, reference)


def test_only_some_papers_can_leave_out_names(work: Work, cast: Cast) -> None:
    with pytest.raises(BadUsage, match="incident-summary"):
        printing.compose(work, "parents-letter", cast.project.reference, roles=True)


def test_nothing_is_printed_from_a_withdrawn_record(work: Work, cast: Cast) -> None:
    assert isinstance(cast.incident, Incident)
    keeping.withdraw(work, "incidents", cast.incident.id, "Entered twice.")
    with pytest.raises(BadUsage, match="withdrawn"):
        printing.compose(work, "incident-summary", cast.incident.reference)


def test_a_look_at_a_person_s_file_and_every_print_are_audited(work: Work, cast: Cast) -> None:
    composed = printing.compose(work, "chronology", cast.amelia.reference)
    printing.witness_print(work, composed)
    with work.desk.reading() as connection:
        last = list(audit.lines(connection))[-2:]
    assert [(line.verb, line.reference, line.fields) for line in last] == [
        ("viewed", cast.amelia.reference, "chronology"),
        ("printed", cast.amelia.reference, "chronology"),
    ]


def test_no_file_name_holds_a_person_s_name(work: Work, cast: Cast) -> None:
    for name, reference in made_from(cast).items():
        assert "Khan" not in printing.compose(work, name, reference).file_name


def test_names_of_an_old_log_stay_in_the_full_summary_alone(work: Work, cast: Cast) -> None:
    keeping.save(work, cast.incident.changed(people_as_written="Zebedee Quux (Y4)"))
    reference = cast.incident.reference
    assert "Zebedee Quux" in said(work, "incident-summary", reference)
    assert "Zebedee" not in said(work, "incident-summary", reference, roles=True)
    for name in ("access-pack", "transfer-pack"):
        assert "Zebedee" not in said(work, name, cast.amelia.reference)


def test_the_school_s_logo_stands_on_every_paper(work: Work, cast: Cast) -> None:
    logos.choose(work, PNG)
    assert printing.compose(work, "parents-letter", cast.project.reference).document.school.logo is not None
