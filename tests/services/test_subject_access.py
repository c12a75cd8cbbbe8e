"""What a person may see: everything on them, reviewed item by item, and of others nothing that could be read again."""

from __future__ import annotations

import pytest

from esafety_desk.host.errors import KnownError
from esafety_desk.records.base import RecordId
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.services import evidence
from esafety_desk.services.keeping import Work
from esafety_desk.services.papers import disclosing, printing
from esafety_desk.services.papers.disclosure import Item, Review
from esafety_desk.store import audit
from tests.conftest import TODAY
from tests.papers import SECRET, Cast, hostile, save
from tests.reports.reading import texts


@pytest.fixture
def cast(work: Work) -> Cast:
    return hostile(work)


def items(work: Work, cast: Cast) -> dict[str, Item]:
    return {item.key: item for item in disclosing.opened(work, key(cast)).items}


def key(cast: Cast) -> RecordId:
    assert cast.amelia.id is not None
    return cast.amelia.id


def text_of(pdf: bytes) -> str:
    return " ".join(texts(pdf))


def test_everything_that_names_the_person_is_an_item_and_nothing_restricted(work: Work, cast: Cast) -> None:
    found = items(work, cast)
    assert {cast.amelia.reference, cast.incident.reference, cast.referral.reference} <= set(found)
    assert sum(name.startswith("NOT-") for name in found) == 2
    everything = " ".join(told.cleaned.text for item in found.values() for told in item.told)
    assert SECRET not in everything


def test_a_record_that_only_names_the_person_in_its_text_is_found_and_to_be_read_twice(
    work: Work, cast: Cast
) -> None:
    asked = {
        "asked_by": cast.teacher.id,
        "asked_on": TODAY,
        "topic": "A video",
        "question": "Khan, Amelia made it?",
    }
    enquiry = save(work, Enquiry(**asked))
    item = items(work, cast)[enquiry.reference]
    assert item.is_by_name
    assert item.has_doubts


def test_each_removal_is_shown_with_what_stood_there(work: Work, cast: Cast) -> None:
    told = {one.key: one for one in items(work, cast)[cast.incident.reference].told}
    assert told["summary"].cleaned.text == "[the instigator]’s messages about Amelia in the class chat"
    assert told["summary"].cleaned.removals[0].was == "Thảo"


def test_before_a_review_the_pack_is_a_draft_that_says_so(work: Work, cast: Cast) -> None:
    pdf = printing.draw(printing.compose(work, "access-pack", cast.amelia.reference))
    assert all("Not reviewed yet: not for disclosure" in page for page in texts(pdf))


def test_a_review_can_be_left_and_taken_up_again(work: Work, cast: Cast) -> None:
    review = Review(
        {cast.referral.reference: "Not about Amelia"}, {f"{cast.incident.reference}/account": "Shorter."}
    )
    disclosing.keep(work, key(cast), review)
    assert disclosing.opened(work, key(cast)).review == review


def test_what_is_left_out_or_written_anew_is_so_in_the_pack_and_said(work: Work, cast: Cast) -> None:
    review = Review(
        {cast.referral.reference: "It is about Thảo"}, {f"{cast.incident.reference}/account": "Shorter."}
    )
    pack = text_of(printing.draw(disclosing.composed(work, key(cast), review)))
    assert "A new seat." not in pack
    assert "Shorter." in pack
    assert "1 item: It is about [another pupil]" in pack
    assert "Not reviewed" not in pack


def test_a_pack_with_nothing_in_it_is_not_given_out(work: Work, cast: Cast) -> None:
    review = Review(dict.fromkeys(items(work, cast), "no"))
    with pytest.raises(KnownError, match="Everything is left out"):
        disclosing.disclose(work, key(cast), review)


def test_what_was_given_out_is_kept_with_the_person_to_the_byte_and_audited(work: Work, cast: Cast) -> None:
    disclosing.keep(work, key(cast), Review())
    expected = printing.draw(disclosing.composed(work, key(cast), Review()))
    saved = disclosing.disclose(work, key(cast), Review())
    (kept,) = evidence.attached_to(work.desk, key(cast))
    assert kept.file_name == f"Subject-access-pack-{cast.amelia.reference}-2026-11-19.pdf"
    assert evidence.content(work, saved.record.id or RecordId(0)) == expected
    with work.desk.reading() as connection:
        lines = [line for line in audit.lines(connection) if line.verb == "disclosed"]
    assert [(line.reference, line.fields) for line in lines] == [
        (cast.amelia.reference, f"access-pack {kept.reference}")
    ]


def test_a_reason_that_names_somebody_else_loses_the_name_too(work: Work, cast: Cast) -> None:
    review = Review({cast.referral.reference: "It is about Thảo"})
    assert "Thảo" not in text_of(printing.draw(disclosing.composed(work, key(cast), review)))
