"""The shares a governors' report tells: each a part of something that was counted of conduct, said line by line.

One declaration serves all: what is counted, what is printed, and what the audit reads back from the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from esafety_desk.policy import report_measures as measures
from esafety_desk.policy.counts import TARGET_DAYS, Addressee, Bullying, ConductCounts, Delay, Flag
from esafety_desk.policy.measures import Share

Counter = Callable[[ConductCounts], int]

OF_INCIDENTS, TIMELINESS, QUALITY = "of-incidents", "timeliness", "quality"
OF_BULLYING, REPLIES, OF_MODERATION = "of-bullying", "replies", "of-moderation"


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One line: ``part`` of ``base``. ``within`` is a larger part around it, ``base_within`` what the base is in."""

    label: str
    key: str
    part: Counter
    base_key: str
    base: Counter
    within: str = ""
    base_within: str = ""


def _flag(label: str, key: str, flag: Flag) -> ShareLine:
    return ShareLine(label, key, lambda c: c.flags.get(flag, 0), measures.INCIDENTS, lambda c: c.incidents)


def _in_time(label: str, key: str, delay: Delay, within: str = "") -> ShareLine:
    said = label.format(TARGET_DAYS[delay])
    return ShareLine(said, key, lambda c: c.in_time(delay), measures.INCIDENTS, lambda c: c.incidents, within)


def _bullying(label: str, key: str, kind: Bullying, within: str = "") -> ShareLine:
    return ShareLine(
        label, key, lambda c: c.bullying.get(kind, 0), measures.BULLYING, _made, within, measures.REFERRALS
    )


def _made(counts: ConductCounts) -> int:
    return counts.referrals.get(Addressee.ANTI_BULLYING, 0)


LINES: Mapping[str, tuple[ShareLine, ...]] = {
    OF_INCIDENTS: (
        ShareLine(
            "At least partly outside school",
            measures.OUTSIDE,
            lambda c: c.outside,
            measures.INCIDENTS,
            lambda c: c.incidents,
        ),
        _flag("Aimed at a member of staff", "incidents.staff-targeted", Flag.STAFF_TARGETED),
        _flag("Picking on someone for who they are", "incidents.identity", Flag.IDENTITY),
        _flag("From an older log, not reviewed yet", measures.UNREVIEWED, Flag.UNREVIEWED),
    ),
    TIMELINESS: (
        _in_time("Known to be reported within {} days", "incidents.reported-in-time", Delay.REPORTED),
        _in_time("First action within {} days of the report", "incidents.acted-in-time", Delay.ACTED),
        _in_time(
            "Closed within {} days of the report", "incidents.ended-in-time", Delay.ENDED, measures.ANY_CLOSED
        ),
    ),
    QUALITY: (
        ShareLine(
            "Parents told, where they were to be",
            "incidents.parents-told",
            lambda c: c.flags.get(Flag.PARENTS_TOLD, 0),
            "incidents.parents-due",
            lambda c: c.flags.get(Flag.PARENTS_DUE, 0),
            base_within=measures.INCIDENTS,
        ),
        ShareLine(
            "Outside school: decided whether the school acts",
            "incidents.grounds",
            lambda c: c.flags.get(Flag.GROUNDS, 0),
            measures.OUTSIDE,
            lambda c: c.outside,
            base_within=measures.INCIDENTS,
        ),
        ShareLine(
            "Bullying reviews held, of those due",
            "bullying.review-held",
            lambda c: c.bullying.get(Bullying.REVIEW_HELD, 0),
            "bullying.review-due",
            lambda c: c.bullying.get(Bullying.REVIEW_DUE, 0),
            base_within=measures.BULLYING,
        ),
        ShareLine(
            "Actions about incidents done on time",
            measures.ON_TIME,
            lambda c: c.actions.on_time,
            measures.ACTIONS,
            lambda c: c.actions.due,
        ),
    ),
    OF_BULLYING: (
        _bullying(
            "Answered by the anti-bullying lead", "bullying.answered", Bullying.ANSWERED, measures.ANSWERED
        ),
        _bullying("Resolved at review", "bullying.resolved", Bullying.RESOLVED, "bullying.review-held"),
        _bullying("Came back within six weeks", "bullying.recurred", Bullying.RECURRED),
    ),
    REPLIES: (
        ShareLine(
            "Answered",
            measures.ANSWERED,
            lambda c: c.answered,
            measures.REFERRALS,
            lambda c: c.referrals_made,
        ),
        ShareLine(
            "answered by the day due",
            measures.ANSWERED_IN_TIME,
            lambda c: c.answered_in_time,
            measures.REFERRALS,
            lambda c: c.referrals_made,
            measures.ANSWERED,
        ),
    ),
    OF_MODERATION: (
        ShareLine(
            "Reversed later",
            "moderation.reversed",
            lambda c: c.reversed,
            measures.MODERATED,
            lambda c: sum(c.moderated.values()),
        ),
    ),
}
"""The lines of each table of shares, by the table's key."""


def of(table: str, conduct: measures.Conduct, columns: Sequence[str]) -> tuple[Share, ...]:
    """The shares of one table as they are to be protected."""
    return tuple(
        Share(
            line.key,
            line.base_key,
            tuple(columns),
            tuple(line.part(conduct[column]) for column in columns),
            tuple(line.base(conduct[column]) for column in columns),
            line.within,
            line.base_within,
        )
        for line in LINES[table]
    )
