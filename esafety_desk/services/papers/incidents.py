"""An incident's summary, by name or with everyone by their part in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from esafety_desk.policy.wording import brief, full, listed
from esafety_desk.records.action import Action
from esafety_desk.records.attachment import Attachment
from esafety_desk.records.incident import Incident
from esafety_desk.records.referral import Referral
from esafety_desk.records.registers import ACTIONS, REFERRALS
from esafety_desk.reports.document import (
    Column,
    Document,
    Facts,
    Heading,
    Notice,
    Part,
)
from esafety_desk.services.papers import timeline
from esafety_desk.services.papers.parts import (
    CONFIDENTIAL,
    NAMES_REMOVED,
    Asked,
    day,
    facts_of,
    paper,
    section,
    short_day,
    table,
)
from esafety_desk.services.papers.sources import Sources
from esafety_desk.services.papers.timeline import Moment
from esafety_desk.services.papers.voices import ByName, ByRole, Voice
from esafety_desk.store import attachments


def incident_summary(sources: Sources, asked: Asked) -> Document:
    """All that is known of one incident; ``asked.roles`` says everyone by their part in it."""
    incident = _incident(asked)
    voice: Voice = ByRole(sources, incidents=[incident]) if asked.roles else ByName(sources)
    parts = (
        Notice(NAMES_REMOVED) if asked.roles else None,
        Facts(tuple(_head(sources, incident, voice))),
        *people_table(sources, incident, voice),
        *section("What is known", voice.text(incident.account)),
        *_response(sources, incident, voice),
        *_outside(incident, voice),
        *_passed_on(sources, incident),
        *_to_do(sources, incident, voice),
        *chronology_table(timeline.of_record(sources, incident, voice), has_reference=False),
        *_files(sources, incident, voice),
    )
    return paper(
        sources,
        "Incident summary",
        parts,
        subtitle=voice.text(incident.summary),
        reference=incident.reference,
        mark=CONFIDENTIAL if not asked.roles else f"{CONFIDENTIAL} · names left out",
        file_title=f"Incident summary {incident.reference}",
    )


def chronology_table(
    moments: Iterable[Moment], *, has_reference: bool = True, empty: str = ""
) -> Iterator[Part]:
    """A chronology: fact, opinion and source kept apart, and what was entered later so marked."""
    yield Heading("Chronology")
    recorded = Column("What is recorded", takes_rest=True)
    heads = ("Day", "What it is", recorded, "Source", *(("Record",) if has_reference else ()))
    rows = []
    for moment in moments:
        late = f"\n(entered {brief(moment.entered_on)})" if moment.entered_on else ""
        cells = (brief(moment.on), moment.kind, f"{moment.text}{late}", moment.source)
        rows.append((*cells, moment.reference) if has_reference else cells)
    yield table(heads, rows, empty=empty or "Nothing is dated yet.")


def _incident(asked: Asked) -> Incident:
    assert isinstance(asked.record, Incident)
    return asked.record


def _head(sources: Sources, incident: Incident, voice: Voice) -> Iterator[tuple[str, str]]:
    yield "What it is", sources.words.label("incident-types", incident.kind)
    yield "Risk area", incident.risk_area.label
    happened = day(incident.happened_on, "Not known")
    yield "Happened", f"{happened}, {incident.happened_at}" if incident.happened_at else happened
    yield "Reported", full(incident.reported_on)
    yield "Where", incident.whereabouts.label
    if incident.platforms:
        yield "Platforms", listed(sources.labels("platforms", incident.platforms))
    yield "Severity", incident.severity.label
    yield "Status", incident.status.label
    if incident.owner_id is not None:
        yield "Looked after by", voice.person(incident.owner_id, incident.reported_on)


def people_table(sources: Sources, incident: Incident, voice: Voice) -> Iterator[Part]:
    yield Heading("People")
    rows = []
    for involved in incident.people:
        person = sources.person(involved.person_id)
        said = (
            voice.person(involved.person_id, incident.reported_on)
            if not voice.is_plain
            else sources.name(involved.person_id)
        )
        known = person.kind.label if person else ""
        if person and voice.is_plain and person.year_group:
            known = " · ".join(filter(None, (person.year_group.label, person.class_name)))
        rows.append((involved.involved_as.label, said, known))
    heads = ("Part", "Name" if voice.is_plain else "Called here", "Who")
    yield table(heads, rows, empty="Nobody is named in this incident.")
    as_written = facts_of(
        [("As written in the old log", incident.people_as_written if voice.is_plain else "")]
    )
    if as_written:
        yield as_written


def _response(sources: Sources, incident: Incident, voice: Voice) -> Iterator[Part]:
    known = facts_of(
        (
            ("Identity targeted", listed(sources.labels("identities", incident.identity_targeted))),
            ("Policies applied", listed(sources.labels("policies", incident.policies_applied))),
            ("Parents told", incident.parents_told.label),
            ("Urgent action on", day(incident.urgent_action_on)),
        )
    )
    yield Heading("Response")
    if known:
        yield known
    yield from section("Urgent action taken", voice.text(incident.urgent_action), 2)
    yield from section(
        "Reason for closing", voice.text(incident.closing_reason) if incident.is_ending else "", 2
    )


def _outside(incident: Incident, voice: Voice) -> Iterator[Part]:
    if not incident.is_outside:
        return
    yield Heading("Outside school")
    known = facts_of(
        (
            ("Decision", incident.decision.label),
            (
                "Grounds",
                "; ".join(ground.label for ground in incident.grounds) if incident.is_acted_on else "",
            ),
            ("Decided by", voice.person(incident.decided_by, incident.decided_on)),
            ("Decided on", day(incident.decided_on)),
        )
    )
    if known:
        yield known
    yield from section("Why", voice.text(incident.rationale), 2)


def _passed_on(sources: Sources, incident: Incident) -> Iterator[Part]:
    rows = [
        ("Restricted", "", "", "", referral.outcome.label)
        if referral.is_restricted
        else (
            referral.to.label,
            brief(referral.referred_on),
            short_day(referral.reply_due),
            short_day(referral.replied_on),
            referral.outcome.label,
        )
        for referral in sources.about(Referral, REFERRALS, incident.id)
    ]
    if rows:
        yield Heading("Referrals")
        yield table(("To", "Referred on", "Reply due", "Replied on", "Outcome"), rows)


def _to_do(sources: Sources, incident: Incident, voice: Voice) -> Iterator[Part]:
    rows = [
        (
            voice.text(action.what),
            voice.person(action.owner_id, sources.today),
            short_day(action.due_on),
            short_day(action.done_on, _still(action, voice)),
        )
        for action in sources.about(Action, ACTIONS, incident.id)
    ]
    if rows:
        yield Heading("Actions")
        yield table((Column("What", takes_rest=True), "Who", "Due", "Done"), rows)


def _still(action: Action, voice: Voice) -> str:
    return f"Set aside: {voice.text(action.set_aside)}" if action.set_aside.strip() else "Open"


def _files(sources: Sources, incident: Incident, voice: Voice) -> Iterator[Part]:
    found: tuple[Attachment, ...] = attachments.about(sources.connection, [incident.id or 0])
    if found:
        yield Heading("Files kept with it")
        rows = [
            (item.reference, voice.text(item.file_name), item.seal.label, item.digest[:16]) for item in found
        ]
        yield table(("Reference", "File", "State", "SHA-256 begins"), rows)
