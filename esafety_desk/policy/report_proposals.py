"""What a governors' report proposes beside its sentences: risks to watch, decisions to ask, things to do."""

from __future__ import annotations

from collections.abc import Iterator

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.narrative import Promise
from esafety_desk.policy.report_shown import Shown, in_words, spoken
from esafety_desk.policy.report_words import largest_area, within_months

LEADER, SENIOR, TECHNICAL = "E-safety leader", "Senior leadership team", "Technical support"


def risks(shown: Shown) -> tuple[tuple[str, str], ...]:
    """The three risks proposed: those the figures show first, then what any school should keep an eye on."""
    found: dict[str, str] = {}
    for title, text in (*_risks_in_figures(shown), *_LASTING_RISKS):
        found.setdefault(title, text)
    return tuple(found.items())[:3]


def decisions(shown: Shown) -> tuple[str, ...]:
    """What governors are asked to decide, at most three."""
    now, standing = shown.now, shown.standing
    asked = [f"Note this report on {shown.period.label}."]
    missing = now.staff_in_post - now.staff_covered
    if missing:
        since = within_months(shown.support_months)
        asked.append(f"Agree that {_staff(missing)} without a support session {since} be offered one.")
    past = now.other.exemptions.unconfirmed
    if past:
        asked.append(f"Ask for the removal of {_past_end(past)} to be confirmed.")
    if standing.actions_overdue:
        overdue = _number(standing.actions_overdue, "overdue action")
        asked.append(f"Ask for the {overdue} to be done or set aside.")
    if standing.approvals_waiting:
        asked.append(
            f"Ask for a decision on the {_number(standing.approvals_waiting, 'request')} still waiting."
        )
    return tuple(asked[:3])


def promises(shown: Shown) -> tuple[Promise, ...]:
    """What is proposed to be done next, each by a role; when is for the author to say."""
    now, standing = shown.now, shown.standing
    missing = now.staff_in_post - now.staff_covered
    found = []
    if missing:
        found.append(Promise(f"Offer a support session to {_staff(missing)} without one.", LEADER))
    if now.other.exemptions.unconfirmed:
        past = _past_end(now.other.exemptions.unconfirmed)
        found.append(Promise(f"Confirm the removal of {past}.", TECHNICAL))
    if standing.actions_overdue:
        overdue = _number(standing.actions_overdue, "overdue action")
        found.append(Promise(f"Finish the {overdue}.", LEADER))
    if standing.approvals_waiting:
        waiting = _number(standing.approvals_waiting, "request")
        found.append(Promise(f"Decide on the {waiting} still waiting.", SENIOR))
    return tuple(found)


def _staff(number: int) -> str:
    return "the one member of staff" if number == 1 else f"the {in_words(number)} staff"


def _past_end(number: int) -> str:
    return f"the {_number(number, 'filter exemption')} past the end"


def _number(number: int, noun: str) -> str:
    return f"{in_words(number)} {noun}" if number == 1 else f"{in_words(number)} {noun}s"


_LASTING_RISKS = (
    ("What is not told", "a quiet term may mean that children do not tell; staff go on asking."),
    ("Settings that change", "platforms change their settings and age limits; sessions go over them anew."),
    ("Life after school", "much of it happens where only families can see; they need the same advice."),
)


def _risks_in_figures(shown: Shown) -> Iterator[tuple[str, str]]:
    now, standing = shown.now, shown.standing
    area = largest_area(shown)
    if area is not None:
        yield f"{area.label} online", f"the commonest concern, with {spoken(area.cells[0])} incidents."
    missing = now.staff_in_post - now.staff_covered
    if missing * 5 >= now.staff_in_post > 0:
        who = "member of staff has" if missing == 1 else "staff have"
        since = within_months(shown.support_months)
        yield "Staff not yet supported", f"{in_words(missing)} {who} had no session {since}."
    outside = shown.share(measures.OUTSIDE).text
    if outside in ("most", "nearly all"):
        yield "Life after school", f"{outside} incidents were at least partly outside school."
    past = now.other.exemptions.unconfirmed
    if past:
        yield "Filter left open", f"{_number(past, 'exemption')} ended and nobody confirmed the removal."
    late = now.projects.late_notices
    if late:
        yield "Short notice", f"{_number(late, 'project')} gave technical support less time than it needs."
    if now.supported_first < now.approved:
        without = now.approved - now.supported_first
        accounts = "account was" if without == 1 else "accounts were"
        yield (
            "Accounts before support",
            f"{in_words(without)} {accounts} approved before the owner had a session.",
        )
    if standing.actions_overdue:
        verb = "is" if standing.actions_overdue == 1 else "are"
        overdue = _number(standing.actions_overdue, "action")
        yield "Actions running late", f"{overdue} {verb} past the day agreed."
    if shown.share(measures.ANSWERED).text in ("some", "few", "about half"):
        yield "Referrals waiting", f"{shown.share(measures.ANSWERED).text} have been answered so far."
