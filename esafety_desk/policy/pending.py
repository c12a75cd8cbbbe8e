"""What is still open on the desk, as the small rows that Today's reminders are made from.

Whatever is done, closed, answered, refused or withdrawn, or belongs to someone who has left, is not handed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from esafety_desk.policy.readiness import ProjectSurroundings
from esafety_desk.policy.recurrence import PossibleRecurrence
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.base import RecordId
from esafety_desk.records.declaration import Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import Exemption
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.incident import Severity
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.official_account import Contact, OfficialAccount
from esafety_desk.records.platform import Platform
from esafety_desk.records.policy_text import PolicyVersion
from esafety_desk.records.project import Project
from esafety_desk.records.referral import Referral, ReferredTo


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action not done. ``about`` is its record's reference, ``owner`` the words for who does it.

    ``what`` is shown as the title where given; it stays empty where the record is restricted.
    """

    id: RecordId
    reference: str
    due_on: date | None
    about: str = ""
    owner: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class AwaitedReply:
    """A referral without a reply. ``about`` is the reference of the record it was made for."""

    id: RecordId
    reference: str
    to: ReferredTo
    referred_on: date
    reply_due: date | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """An account asked for and not decided."""

    id: RecordId
    reference: str
    requested_on: date
    platform: str


@dataclass(frozen=True, slots=True)
class ApprovalToReview:
    """An approved account of someone still at the school."""

    id: RecordId
    reference: str
    review_on: date
    platform: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A support session whose follow-up has not been held, of someone still at the school."""

    id: RecordId
    reference: str
    held_on: date
    follow_up_on: date


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """An incident neither closed nor a draft. ``is_undecided``: outside school, with no decision of Out 2 yet.

    ``was_passed_on`` says whether the head or the DSL was told by a referral, ``lacks_referral`` whether the
    anti-bullying lead should have been and was not; ``changed_on`` is the day of the latest entry on it.
    """

    id: RecordId
    reference: str
    severity: Severity
    reported_on: date
    changed_on: date
    is_undecided: bool = False
    urgent_action_on: date | None = None
    was_passed_on: bool = False
    lacks_referral: bool = False


@dataclass(frozen=True, slots=True)
class ProjectAhead:
    """A project that is prepared or runs, with what its readiness hangs on."""

    project: Project
    around: ProjectSurroundings


@dataclass(frozen=True, slots=True)
class WatchedAccount:
    """An official account in use, and the day of its latest check."""

    account: OfficialAccount
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class OnDesk:
    """Everything open that can be reminded of.

    ``acknowledgements`` are the latest of each person and text; ``filtering`` and ``policy`` the latest alone.
    """

    actions: Iterable[OpenAction] = ()
    replies: Iterable[AwaitedReply] = ()
    requests: Iterable[OpenRequest] = ()
    reviews: Iterable[ApprovalToReview] = ()
    follow_ups: Iterable[FollowUp] = ()
    incidents: Iterable[OpenIncident] = ()
    enquiries: Iterable[Enquiry] = ()
    projects: Iterable[ProjectAhead] = ()
    exemptions: Iterable[Exemption] = ()
    accounts: Iterable[WatchedAccount] = ()
    contacts: Iterable[Contact] = ()
    moderations: Iterable[Moderation] = ()
    acknowledgements: Iterable[Acknowledgement] = ()
    declarations: Iterable[Declaration] = ()
    platforms: Iterable[Platform] = ()
    bullying: Iterable[Referral] = ()
    filtering: Iterable[FilteringReview] = ()
    policy: Iterable[PolicyVersion] = ()
    recurrences: Iterable[PossibleRecurrence] = ()
