"""The certificate of an erasure: what went, when, by whose key and on what ground. It names nobody."""

from __future__ import annotations

from esafety_desk.policy.wording import full
from esafety_desk.reports.document import (
    Document,
    Facts,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Signatures,
)
from esafety_desk.services import keys, logos
from esafety_desk.services.keeping import Work
from esafety_desk.store import lookups
from esafety_desk.store.erased import Act
from esafety_desk.store.retention import Erasure

_ERASED = (
    "These records and all that hung on them were erased from the desk: from its database and the log beside it, "
    "from the search, from half-typed forms and from older copies of the desk. Their salts were destroyed, so that "
    "no digest in the audit tells anything of them."
)
_ANONYMISED = (
    "Of these records only kinds, days, choices and numbers were kept, for statistics. Every text, note, file and "
    "name was erased from the desk's database and the log beside it, from the search, from half-typed forms and from "
    "older copies of the desk."
)


def certificate(work: Work, erasure: Erasure) -> Document:
    """The paper of one erasure."""
    with work.desk.reading() as connection:
        school = lookups.school(connection)
        logo = logos.read(connection)
    at = erasure.at.astimezone(work.now.tzinfo)
    is_erased = erasure.act == Act.ERASED
    return Document(
        title="Certificate of erasure" if is_erased else "Certificate of anonymisation",
        subtitle=f"No {erasure.id}",
        dated_on=at.date(),
        school=Letterhead(school.name, logo),
        reference=f"Erasure {erasure.id}",
        parts=(
            Paragraph(_ERASED if is_erased else _ANONYMISED),
            Facts(
                (
                    ("Done on", f"{full(at.date())}, {at:%H:%M}"),
                    ("With the key of", keys.title_of(erasure.actor)),
                    ("Ground", erasure.ground),
                    ("Records", f"{len(erasure.records):,}: {', '.join(erasure.records)}"),
                )
            ),
            Heading("What is left elsewhere", level=2),
            Paragraph(_elsewhere(erasure)),
            Signatures((Signature("E-safety leader"), Signature("Data protection officer"))),
        ),
        verification=f"Verification: line {erasure.sequence:,}, {erasure.short_hash}",
    )


def _elsewhere(erasure: Erasure) -> str:
    audit = "The audit keeps a line for each reference, without content."
    if erasure.backups_until is None:
        return (
            f"No backup had been written by this desk. {audit} Papers printed before are not reached by this."
        )
    return (
        f"Encrypted backups from before expire by {full(erasure.backups_until)} where backups go on being written; "
        f"one that is brought back loses these records again. {audit} Papers printed before are not reached by this."
    )
