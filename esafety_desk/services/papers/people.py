"""Papers of one person: the chronology, what they may ask to see, and what goes to the next school."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.policy.other_names import Remover
from esafety_desk.policy.wording import counted, full
from esafety_desk.records.incident import Incident
from esafety_desk.records.people import Person
from esafety_desk.reports.document import (
    Blanks,
    Document,
    Facts,
    Heading,
    Notice,
    PageBreak,
    Paragraph,
    Part,
    Signature,
    Signatures,
    Ticks,
)
from esafety_desk.services.papers import disclosure, timeline
from esafety_desk.services.papers.disclosure import Item, Review
from esafety_desk.services.papers.incidents import chronology_table
from esafety_desk.services.papers.parts import (
    CONFIDENTIAL,
    NAMES_REMOVED,
    Asked,
    day,
    facts_of,
    paper,
    paragraphs,
    section,
    worded,
)
from esafety_desk.services.papers.sources import Sources
from esafety_desk.services.papers.voices import ByName, ByRole, Voice

APART = "Matters held in restricted files are not part of this paper. The head teacher answers for them."
NOT_REVIEWED = "Not reviewed yet: not for disclosure"


def chronology(sources: Sources, asked: Asked) -> Document:
    """Everything dated that names one person: fact, opinion and source kept apart."""
    person = _person(asked)
    voice: Voice = ByRole(sources, [person], _incidents(sources, person)) if asked.roles else ByName(sources)
    moments = timeline.of_person(sources, person, voice)
    parts = (
        Facts(_known(person)),
        Notice(NAMES_REMOVED) if asked.roles else None,
        Paragraph(
            f"{counted(len(moments), 'entry', 'entries')} up to {full(sources.today)}, by the day each belongs to. "
            "What was entered on a later day is so marked; corrections stand beside what they correct. "
            "A restricted matter appears by its status alone.",
            "quiet",
        ),
        *chronology_table(moments, empty="The desk holds nothing dated on this person."),
    )
    return paper(
        sources,
        "Chronology",
        parts,
        subtitle=person.full_name,
        reference=person.reference,
        mark=CONFIDENTIAL,
        file_title=f"Chronology {person.reference}",
    )


def access_pack(sources: Sources, asked: Asked) -> Document:
    """The pack as it would be if nothing were left out or written anew: a draft until it has been reviewed."""
    return reviewed_pack(sources, _person(asked), None)


def reviewed_pack(sources: Sources, person: Person, review: Review | None) -> Document:
    """Everything on one person after review; None where nobody has reviewed it yet, so that it stays a draft."""
    found = disclosure.items(sources, person)
    decided = review or Review()
    kept = [item for item in found if item.key not in decided.left_out]
    parts = (
        *worded(sources.wording("access-pack", person=person.full_name)),
        Facts(
            (
                ("About", f"{person.full_name}, {person.kind.label.lower()}"),
                ("Up to", full(sources.today)),
                ("Items", f"{len(kept)} of {len(found)} that name this person"),
                ("Taken out of its texts", counted(sum(item.removed for item in kept), "name")),
            )
        ),
        Notice(APART) if disclosure.holds_restricted(sources, person) else None,
        *_left_out(found, decided, sources.remover([person])),
        *(part for item in kept for part in _item(item, decided)),
    )
    return paper(
        sources,
        "What the e-safety desk holds",
        parts,
        subtitle=person.full_name,
        reference=person.reference,
        mark=CONFIDENTIAL if review is not None else NOT_REVIEWED,
        is_draft=review is None,
        file_title=f"Subject access pack {person.reference}",
    )


def transfer_pack(sources: Sources, asked: Asked) -> Document:
    """What goes with a child to the next school: cover sheet, chronology without others' names, receipt."""
    person = _person(asked)
    incidents = _incidents(sources, person)
    voice = ByRole(sources, [person], incidents)
    parts = (
        *worded(sources.wording("transfer-pack", person=person.full_name)),
        Facts(_known(person)),
        Blanks(("To the school", "For the attention of")),
        Blanks(("Sent on", "Sent how (by hand, sealed post, secure transfer)")),
        Ticks(("Read through by the designated safeguarding lead", "The safeguarding file was sent apart")),
        Signatures((Signature("Designated safeguarding lead"), Signature("E-safety leader"))),
        PageBreak(),
        *chronology_table(
            timeline.of_person(sources, person, voice), empty="The desk holds nothing dated on this person."
        ),
        *(part for incident in incidents for part in _incident(sources, incident, voice)),
        *_receipt(sources, person),
    )
    return paper(
        sources,
        "Transfer of online safety records",
        parts,
        subtitle=person.full_name,
        reference=person.reference,
        mark=CONFIDENTIAL,
        file_title=f"Transfer pack {person.reference}",
    )


def _person(asked: Asked) -> Person:
    assert isinstance(asked.record, Person)
    return asked.record


def _incidents(sources: Sources, person: Person) -> list[Incident]:
    return [one for one in timeline.records_naming(sources, person) if isinstance(one, Incident)]


def _known(person: Person) -> tuple[tuple[str, str], ...]:
    known = (
        ("Name", f"{person.given_name} {person.family_name}".strip()),
        ("Known as", person.known_as),
        ("Who", person.kind.label),
        (
            "Year and class",
            " · ".join(
                filter(None, (person.year_group.label if person.year_group else "", person.class_name))
            ),
        ),
        ("Date of birth", day(person.birth_date)),
        ("Joined on", day(person.joined_on)),
        ("Left on", day(person.left_on)),
    )
    return tuple((label, text) for label, text in known if text)


def _left_out(found: tuple[Item, ...], review: Review, remover: Remover) -> Iterator[Part]:
    reasons = [remover.cleaned(review.left_out[i.key]).text for i in found if i.key in review.left_out]
    if reasons:
        yield Heading("What was left out")
        told = [
            f"{counted(reasons.count(one), 'item')}: {one or 'no reason given'}"
            for one in dict.fromkeys(reasons)
        ]
        yield Paragraph("\n".join(told))


def _item(item: Item, review: Review) -> Iterator[Part]:
    yield Heading(f"{item.title}, {full(item.dated_on)}" if item.dated_on else item.title)
    texts = [(told.label, review.text(item, told)) for told in item.told]
    short = facts_of((label, text) for label, text in texts if _is_short(text))
    if short:
        yield short
    for label, text in texts:
        if not _is_short(text) and text.strip():
            yield Heading(label, level=2)
            yield from paragraphs(text)


def _is_short(text: str) -> bool:
    return len(text) <= 160 and "\n" not in text.strip()


def _incident(sources: Sources, incident: Incident, voice: ByRole) -> Iterator[Part]:
    yield Heading(f"Incident {incident.reference}")
    yield Facts(
        (
            ("What it is", sources.words.label("incident-types", incident.kind)),
            ("In a few words", voice.text(incident.summary)),
            ("Happened", day(incident.happened_on, "Not known")),
            ("People", voice.parts_in(incident)),
            ("Status", incident.status.label),
        )
    )
    yield from section("What is known", voice.text(incident.account), 2)


def _receipt(sources: Sources, person: Person) -> Iterator[Part]:
    yield Heading("Receipt", starts_page=True)
    yield Paragraph(f"Please fill this in and send it back to {sources.school.name}.")
    yield Facts(
        (
            ("Online safety records of", person.full_name),
            ("Reference", person.reference),
            ("Sent by", sources.school.name),
        )
    )
    yield Ticks(
        ("The pack has come, complete and unopened", "It is kept by our designated safeguarding lead")
    )
    yield Blanks(("School", "Received on"))
    yield Blanks(("Name and role",))
    yield Signatures((Signature("Received by"),))
