"""Rows of old lists about staff, support sessions and requests for accounts, made into records to review."""

from __future__ import annotations

from esafety_desk.exchange import log_words as cells
from esafety_desk.exchange.log_meanings import Meaning
from esafety_desk.exchange.log_names import names_in
from esafety_desk.exchange.logs import LogRow
from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.names import tidy
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services.log_drafts import (
    STAFF,
    Around,
    Drafted,
    in_short,
    once,
    platforms_in,
    shown_people,
)


def support_session(row: LogRow, around: Around) -> Drafted:
    """A support session; its adviser and attendees are linked where there is no doubt who they are."""
    said = row.values
    came = [around.meant(named, row, STAFF) for _, cell in row.people for named in names_in(cell)]
    advisers = [around.meant(named, row, STAFF) for named in names_in(said.get(Meaning.STAFF, ""))]
    adviser = next((meant.person for meant in advisers if meant.person), None)
    follow_up = row.days.get(Meaning.REVIEW_ON)
    held_on = row.days[Meaning.DATE]
    platforms = platforms_in(around, said.get(Meaning.PLATFORM, ""))
    values = {
        "held_on": held_on,
        "adviser_id": adviser,
        "attendees": once(Attendee(person_id=meant.person) for meant in came if meant.person),
        "platforms": platforms,
        "advice": said.get(Meaning.DETAILS, ""),
        "follow_up_on": follow_up if follow_up and follow_up >= held_on else None,
        "to_review": True,
        "people_as_written": "; ".join(
            [meant.written for meant in came if not meant.person]
            + [f"{meant.written} (adviser)" for meant in advisers if meant.person != adviser or not adviser]
        ),
    }
    understood = {
        "held_on": held_on,
        "people": shown_people(around, came),
        "adviser": shown_people(around, advisers),
        "platforms": list(platforms),
        "follow_up_on": values["follow_up_on"],
        "advice": in_short(said.get(Meaning.DETAILS, "")),
    }
    return Drafted(SupportSession, values, understood)


def approval(row: LogRow, around: Around) -> Drafted:
    """A request for an account with its decision, as far as the list says who decided and when."""
    said = row.values
    askers = [around.meant(named, row, STAFF) for _, cell in row.people for named in names_in(cell)]
    deciders = [around.meant(named, row, STAFF) for named in names_in(said.get(Meaning.DECIDED_BY, ""))]
    asker = next((meant.person for meant in askers if meant.person), None)
    decider = next((meant.person for meant in deciders if meant.person and meant.person != asker), None)
    decided = cells.yes_or_no(said.get(Meaning.OUTCOME, ""))
    decision = {True: Decision.APPROVED, False: Decision.REFUSED, None: Decision.ASKED}[decided]
    asked_on, decided_on = row.days[Meaning.DATE], row.days.get(Meaning.DECIDED_ON)
    too_early = bool(decided_on and decided_on < asked_on)
    platform = platforms_in(around, said[Meaning.PLATFORM])
    others = [m.written for m in askers if m.person != asker or not asker]
    values = {
        "requested_by": asker,
        "requested_on": asked_on,
        "platform": platform[0] if platform else tidy(said[Meaning.PLATFORM])[:80],
        "account_name": tidy(said.get(Meaning.ACCOUNT, ""))[:120],
        "purpose": said.get(Meaning.DETAILS, "") or "Not said in the list it was imported from.",
        "decision": decision,
        "decided_by": decider if decided is not None else None,
        "decided_on": decided_on if decided is not None and not too_early else None,
        "conditions": said.get(Meaning.CONDITIONS, ""),
        "review_on": row.days.get(Meaning.REVIEW_ON) if decided else None,
        "to_review": True,
        "people_as_written": "; ".join(
            others + [f"{m.written} (decided)" for m in deciders if m.person != decider or not decider]
        ),
    }
    understood = {
        "requested_on": asked_on,
        "people": shown_people(around, askers),
        "platform": values["platform"],
        "decision": decision.value,
        "decided_by": shown_people(around, deciders),
        "decided_on": values["decided_on"],
        "review_on": values["review_on"],
    }
    warning = "The decision is dated before the request, and its day was left empty."
    return Drafted(AccountApproval, values, understood, (warning,) if too_early else ())
