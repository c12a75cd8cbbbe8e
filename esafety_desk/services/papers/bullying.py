"""The anti-bullying referral: what is known of an incident, and room for the answer (Out 1)."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.host.errors import KnownError
from esafety_desk.policy.wording import full, listed
from esafety_desk.records.incident import Incident
from esafety_desk.records.people import Role
from esafety_desk.records.referral import Recurrence, Referral, ReferredTo
from esafety_desk.records.registers import INCIDENTS, REFERRALS
from esafety_desk.reports.document import (
    Blanks,
    Document,
    Facts,
    Heading,
    Part,
    Signature,
    Signatures,
    Ticks,
)
from esafety_desk.services.papers.incidents import people_table
from esafety_desk.services.papers.parts import CONFIDENTIAL, Asked, day, paper, paragraphs, section, worded
from esafety_desk.services.papers.sources import Sources
from esafety_desk.services.papers.voices import ByName

_OUTCOMES = ("Taken up", "Advice given", "Not taken up")
_RECURRED = ("It has not come back within six weeks", "It came back within six weeks")


def bullying_referral(sources: Sources, asked: Asked) -> Document:
    """The referral to the anti-bullying lead, with what is known and room for the answer (Out 1)."""
    incident, referral = _incident_and_referral(sources, asked)
    pieces = sources.wording(
        "bullying-referral", reply_due=day(referral.reply_due if referral else None, "the day given")
    )
    parts = (
        *worded(pieces),
        _known(sources, incident, referral),
        *people_table(sources, incident, ByName(sources)),
        *section("What is asked", referral.reason if referral else incident.account),
        *_written_or_lines("Impact on the child", referral.impact if referral else ""),
        *_written_or_lines("What the child wishes", referral.childs_wishes if referral else ""),
        *_written_or_lines("Done so far", incident.urgent_action),
        Facts((("Parents told", incident.parents_told.label),)),
        *_answer(referral),
    )
    reference = referral.reference if referral else incident.reference
    return paper(
        sources,
        "Anti-bullying referral",
        parts,
        subtitle=incident.summary,
        reference=reference,
        mark=CONFIDENTIAL,
        file_title=f"Anti-bullying referral {reference}",
    )


def _known(sources: Sources, incident: Incident, referral: Referral | None) -> Facts:
    """Who asks whom, until when, and what is known of the incident."""
    lead = sources.holder(Role.ANTI_BULLYING)
    not_known = f"Not known; reported on {full(incident.reported_on)}"
    return Facts(
        (
            ("To", f"{lead.full_name}, anti-bullying lead" if lead else "Anti-bullying lead"),
            ("From", f"{sources.leader()}, e-safety leader"),
            ("Referred on", full(referral.referred_on if referral else sources.today)),
            ("Answer due by", day(referral.reply_due if referral else None, "To be agreed")),
            ("Incident", incident.reference),
            ("What it is", sources.words.label("incident-types", incident.kind)),
            ("Happened on", day(incident.happened_on, not_known)),
            ("Where", incident.whereabouts.label),
            ("Platforms", listed(sources.labels("platforms", incident.platforms)) or "Not known"),
            (
                "Identity targeted",
                listed(sources.labels("identities", incident.identity_targeted)) or "None known",
            ),
        )
    )


def _incident_and_referral(sources: Sources, asked: Asked) -> tuple[Incident, Referral | None]:
    record = asked.record
    if isinstance(record, Incident):
        made = [one for one in sources.about(Referral, REFERRALS, record.id) if one.is_anti_bullying]
        return record, made[-1] if made else None
    assert isinstance(record, Referral)
    if record.to is not ReferredTo.ANTI_BULLYING:
        raise KnownError(
            f"{record.reference} is not a referral to the anti-bullying lead. Choose one that is."
        )
    register = sources.register_of(record.about_id) if record.about_id is not None else None
    if register is not INCIDENTS or record.about_id is None:
        raise KnownError(
            f"{record.reference} belongs to no incident. Say on the referral which one it is about."
        )
    return sources.record(Incident, INCIDENTS, record.about_id), record


def _written_or_lines(title: str, text: str) -> Iterator[Part]:
    if text.strip():
        yield from section(title, text)
    else:
        yield Heading(title)
        yield Blanks(("",), 3)


def _answer(referral: Referral | None) -> Iterator[Part]:
    yield Heading("Answer of the anti-bullying lead")
    if referral is not None and referral.is_answered:
        yield Facts((("Answered on", day(referral.replied_on)), ("Outcome", referral.outcome.label)))
        yield from paragraphs(referral.reply)
    else:
        yield Ticks(_OUTCOMES)
        yield Blanks(("What was done, and with whom",), 4)
    held = referral.review_held_on if referral else None
    due = referral.review_on if referral else None
    recurrence = referral.recurrence if referral else Recurrence.NOT_KNOWN
    yield Facts(
        (("Review due", day(due, "Six weeks after the answer")), ("Review held", day(held, "Not held yet")))
    )
    ticked = {Recurrence.NO: frozenset({0}), Recurrence.YES: frozenset({1})}.get(recurrence, frozenset())
    yield Ticks(_RECURRED, ticked)
    yield Signatures((Signature("Anti-bullying lead"), Signature("E-safety leader")))
