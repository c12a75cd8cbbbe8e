"""What a leader chooses before a governors' report is composed: the days, the edition, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass

from esafety_desk.policy.calendar import Period
from esafety_desk.policy.figures import Edition
from esafety_desk.records.base import Choice


class Chapter(Choice):
    """A part that may be left out, in the order of the report. Source: DOMAIN, section 3, parts 2 to 13.

    The summary, the method and the sign-off always stand: nobody may read figures without their rule.
    """

    SCORECARD = "scorecard", "How the policy is kept"
    INCIDENTS = "incidents", "Incidents"
    TIMELINESS = "timeliness", "Timeliness"
    QUALITY = "quality", "Quality of the response"
    REFERRALS = "referrals", "Bullying and other referrals"
    APPROVALS = "approvals", "Accounts and projects"
    EXEMPTIONS = "exemptions", "Filter exemptions"
    FILTERING = "filtering", "Filtering and monitoring"
    ACCOUNTS = "accounts", "Official accounts"
    PEOPLE = "people", "Staff, pupils and families"
    WELL = "well", "What went well, and what changed"
    NEXT = "next", "What comes next"


@dataclass(frozen=True, slots=True)
class Choices:
    """A report that is asked for. ``asked_by`` is the role that asked for a confidential edition."""

    period: Period
    edition: Edition = Edition.STANDARD
    left_out: frozenset[Chapter] = frozenset()
    asked_by: str = ""
