"""A subject-access request, from the first look to the pack that is given out and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from esafety_desk.host.errors import KnownError
from esafety_desk.records.attachment import Attachment
from esafety_desk.records.base import RecordId
from esafety_desk.records.people import Person
from esafety_desk.records.registers import PEOPLE
from esafety_desk.services import drafting, evidence
from esafety_desk.services.keeping import Saved, Work
from esafety_desk.services.papers import disclosure, people, printing
from esafety_desk.services.papers.disclosure import Item, Review
from esafety_desk.services.papers.printing import Composed

_NAME, _TITLE = "access-pack", "Subject access pack"
NOTHING_LEFT = "Everything is left out, so there is nothing to give. Put at least one item back."


@dataclass(frozen=True, slots=True)
class Request:
    """Everything on one person to be reviewed, and what was decided so far."""

    person: Person
    items: tuple[Item, ...]
    review: Review


def opened(work: Work, person_id: RecordId) -> Request:
    """Everything that the pack could hold, with the review where it was left; the look is audited."""
    with printing.reading(work) as sources:
        person = sources.record(Person, PEOPLE, person_id)
        found = disclosure.items(sources, person)
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("viewed", person.reference, (_NAME,))
    kept = drafting.drafts(work.desk).get(_form(person_id))
    return Request(person, found, _review(kept.values if kept else {}))


def keep(work: Work, person_id: RecordId, review: Review) -> None:
    """Remember what was decided so far, for the next time."""
    values = {"left_out": dict(review.left_out), "rewritten": dict(review.rewritten)}
    drafting.keep_draft(work.desk, _form(person_id), values, work.now)


def composed(work: Work, person_id: RecordId, review: Review) -> Composed:
    """The pack as it would be given out after ``review``. Raises KnownError where nothing would be in it."""
    with printing.reading(work) as sources:
        person = sources.record(Person, PEOPLE, person_id)
        if all(item.key in review.left_out for item in disclosure.items(sources, person)):
            raise KnownError(NOTHING_LEFT)
        document = printing.finished(sources, people.reviewed_pack(sources, person, review))
    return Composed(_NAME, _TITLE, person.reference, document)


def disclose(work: Work, person_id: RecordId, review: Review) -> Saved[Attachment]:
    """Draw the reviewed pack and keep its very bytes with the person; that it was given out is audited."""
    pack = composed(work, person_id, review)
    content = printing.draw(pack)
    name = f"{pack.file_name.removesuffix('.pdf')}-{work.today.isoformat()}.pdf"
    saved = evidence.file(work, person_id, name, content, source="Given out after review")
    with work.desk.writing(work.actor, work.now) as unit:
        unit.witness("disclosed", pack.reference, (_NAME, saved.record.reference))
    drafting.drop_draft(work.desk, _form(person_id))
    return saved


def _form(person_id: RecordId) -> str:
    return f"{_NAME}:{person_id}"


def _review(values: Mapping[str, Any]) -> Review:
    return Review(dict(values.get("left_out", {})), dict(values.get("rewritten", {})))
