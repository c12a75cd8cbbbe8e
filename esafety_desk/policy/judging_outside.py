"""How the clauses on what happens outside school stand, and the aims and values (Out 1–3, Aims 1–4, Values)."""

from __future__ import annotations

from collections.abc import Callable

from esafety_desk.policy.calendar import next_school_day
from esafety_desk.policy.holdings import Holdings
from esafety_desk.policy.recurrence import BULLYING_TYPE, lacks_referral
from esafety_desk.policy.verdicts import Verdict, counted_only, evidence
from esafety_desk.policy.wording import counted
from esafety_desk.records.aims import Aim
from esafety_desk.records.family_support import FamilySupport
from esafety_desk.records.incident import Incident, OutOfSchoolDecision, Status
from esafety_desk.records.positive_use import PositiveUse
from esafety_desk.records.project import Project
from esafety_desk.records.referral import Outcome, Recurrence, Referral, ReferredTo
from esafety_desk.records.teaching import Teaching


def online_bullying(held: Holdings) -> Verdict:
    """Out 1: every case goes to the anti-bullying lead, is answered, and is looked at again."""
    cases = [item for item in held.incidents if item.kind == BULLYING_TYPE]
    made = [item for item in held.all(Referral) if item.to is ReferredTo.ANTI_BULLYING]
    referred = {item.about_id for item in made}
    without = [item for item in held.lately(cases) if lacks_referral(item, referred)]
    unanswered = [i for i in made if not i.is_answered and i.outcome is Outcome.WAITING]
    late = [i for i in unanswered if i.reply_due and i.reply_due < held.today]
    unheld = [i for i in made if i.review_on and i.review_on < held.today and i.review_held_on is None]
    recurred = [i for i in made if i.recurrence is Recurrence.YES]
    shown = (
        evidence(Incident, "Online bullying", cases),
        evidence(Referral, "Anti-bullying referrals", made),
        evidence(Incident, "Without a referral, last 12 months", without),
        evidence(Referral, "Reply overdue", late),
        evidence(Referral, "Review overdue", unheld),
        evidence(Referral, "Came back within six weeks", recurred),
    )
    if without:
        reason = f"{counted(len(without), 'case')} of online bullying not referred."
        return Verdict("red", reason, "Refer them to the anti-bullying lead.", shown)
    if late or unheld:
        reason = f"{counted(len(late), 'reply', 'replies')} and {counted(len(unheld), 'review')} overdue."
        return Verdict("amber", reason, "Ask for the replies, and hold the reviews.", shown)
    if not cases and not made:
        return Verdict("grey", "No online bullying was recorded.", "", shown)
    return Verdict("green", "Every case was referred, and is answered and reviewed in time.", "", shown)


def outside_school(held: Holdings) -> Verdict:
    """Out 2: it is decided whether the school acts, on which ground, before an incident is closed."""
    cases = [item for item in held.incidents if item.is_outside]
    undecided = [item for item in cases if item.decision is OutOfSchoolDecision.UNDECIDED]
    closed = [item for item in undecided if item.is_closed]
    late = [item for item in undecided if not item.is_closed and _is_due(item, held)]
    to_review = [item for item in cases if item.decision is OutOfSchoolDecision.TO_REVIEW]
    shown = (
        evidence(Incident, "Outside school", cases),
        evidence(Incident, "The school acts", [i for i in cases if i.is_acted_on]),
        evidence(Incident, "Not decided", undecided),
        evidence(Incident, "Imported, to review", to_review),
    )
    if closed or late:
        reason = f"{counted(len(closed) + len(late), 'incident')} without the decision that is due."
        return Verdict("red", reason, "Decide whether the school acts, and on which ground.", shown)
    if undecided or to_review:
        reason = f"{len(undecided)} not yet decided, {len(to_review)} imported and not reviewed."
        return Verdict("amber", reason, "Decide them, and review what was imported.", shown)
    if not cases:
        return Verdict("grey", "Nothing outside school was recorded.", "", shown)
    return Verdict("green", "Every incident outside school has its decision.", "", shown)


def _is_due(incident: Incident, held: Holdings) -> bool:
    """After urgent action the decision falls due on the next school day."""
    acted = incident.urgent_action_on
    return acted is not None and next_school_day(acted, held.school.terms) < held.today


def the_law(held: Holdings) -> Verdict:
    """Out 3: what went to governors is answered. Numbers only."""
    made = [item for item in held.all(Referral) if item.to is ReferredTo.LEGAL]
    waiting = [item for item in made if item.outcome is Outcome.WAITING]
    late = [item for item in waiting if item.reply_due and item.reply_due < held.today]
    shown = (
        counted_only(Referral, "Legal referrals to governors", made),
        counted_only(Referral, "Waiting for a reply", waiting),
        counted_only(Referral, "Reply overdue", late),
    )
    if late:
        reason = f"{counted(len(late), 'referral')} without a reply in time."
        return Verdict("amber", reason, "Ask the governors where it stands.", shown)
    if not made:
        return Verdict("grey", "Nothing was referred to governors.", "", shown)
    return Verdict("green", "Every legal referral is answered or not yet due.", "", shown)


def aim_served(aim: Aim) -> Callable[[Holdings], Verdict]:
    """The judge of one aim: benefit was seen, or work was done for it, in the last twelve months."""

    def judge(held: Holdings) -> Verdict:
        seen = [item for item in held.all(PositiveUse) if aim in item.aims]
        lately = held.lately(seen)
        work = (
            evidence(Project, "Projects for it", [i for i in held.all(Project) if aim in i.aims]),
            evidence(Teaching, "Teaching for it", [i for i in held.all(Teaching) if aim in i.aims]),
            evidence(
                FamilySupport, "Family support for it", [i for i in held.all(FamilySupport) if aim in i.aims]
            ),
        )
        shown = (evidence(PositiveUse, "Went well for it", seen), *work)
        if lately:
            reason = f"{counted(len(lately), 'benefit')} seen in the last twelve months."
            return Verdict("green", reason, "", shown)
        mend = "Note what went well, and how the school knows."
        if seen or any(item.count for item in work):
            reason = "The school works for it, but noted no benefit in the last twelve months."
            return Verdict("amber", reason, mend, shown)
        return Verdict("grey", "No evidence is noted yet.", mend, shown)

    return judge


def once_and_without_friction(held: Holdings) -> Verdict:
    """Values: what was asked was carried on, and nothing stands twice."""
    projects = held.all(Project)
    carried = [item for item in projects if item.enquiry_id is not None]
    double = [i for i in held.all(Incident) if i.status is Status.DUPLICATE and i.duplicate_of is None]
    merged = [i for i in held.all(Incident) if i.status is Status.DUPLICATE and i.duplicate_of is not None]
    shown = (
        evidence(Project, "Projects carried on from an enquiry", carried),
        evidence(Incident, "Duplicates merged", merged),
        evidence(Incident, "Duplicates not merged yet", double),
    )
    if double:
        reason = f"{counted(len(double), 'duplicate')} not merged with the incident it repeats."
        return Verdict("amber", reason, "Merge them.", shown)
    if not carried and not merged:
        return Verdict("grey", "Nothing was carried on or merged yet.", "", shown)
    return Verdict("green", "What was typed once is carried on, and no duplicate is left.", "", shown)
