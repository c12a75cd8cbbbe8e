"""One whole record of each register that a clause of the policy asks for."""

from __future__ import annotations

import hashlib
from datetime import date

from esafety_desk.records.account_review import AccountReview
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.attachment import Attachment
from esafety_desk.records.base import Record
from esafety_desk.records.declaration import Declaration
from esafety_desk.records.enquiry import Enquiry
from esafety_desk.records.exemption import Exemption
from esafety_desk.records.family_support import FamilySupport
from esafety_desk.records.filtering_review import FilteringReview
from esafety_desk.records.moderation import Moderation
from esafety_desk.records.official_account import Contact, MonitoringCheck, OfficialAccount
from esafety_desk.records.platform import AgeRule, Platform
from esafety_desk.records.policy_text import Clause, PolicyVersion
from esafety_desk.records.positive_use import PositiveUse
from esafety_desk.records.project import ParentsNotice, Project
from esafety_desk.records.teaching import Teaching

DAY = date(2026, 11, 19)
EARLIER = date(2026, 11, 12)
LATER = date(2027, 1, 14)
CONTENT = b"A file."
"""What the attachment holds."""


def staff_records(someone: int, another: int, approval: int) -> dict[str, Record]:
    return {
        "enquiries": Enquiry(
            asked_by=someone,
            asked_on=EARLIER,
            topic="A blog for Year 5",
            platform="class-blog",
            question="Can Year 5 have a blog?",
            answer="Yes, as a project.",
            answered_on=DAY,
        ),
        "acknowledgements": Acknowledgement(
            person_id=someone, platform="padlet", policy_version="2026", seen_on=DAY, renew_on=LATER
        ),
        "declarations": Declaration(
            person_id=someone,
            connection="relative",
            connected_to=another,
            declared_on=EARLIER,
            advice="Keep school out of it.",
            review_on=LATER,
            ended_on=DAY,
        ),
        "account-reviews": AccountReview(
            about_id=approval,
            reviewed_on=DAY,
            reviewer_id=another,
            outcome="goes-on",
            findings="Poems only.",
            next_on=LATER,
        ),
        "projects": Project(
            title="Year 5 blog",
            owner_id=someone,
            platforms=("class-blog",),
            year_groups=("05", "06"),
            purpose="Writing for readers.",
            planned_on=EARLIER,
            first_use_on=LATER,
            approved_by=another,
            approved_on=DAY,
            conditions="No surnames.",
            technical_request_on=DAY,
            parents_notices=(ParentsNotice(told_on=DAY, how="letter"),),
            override_by=another,
            override_on=DAY,
            override_reason="One week only.",
            aims=("standards",),
        ),
        "exemptions": Exemption(
            service="blog.example.org",
            for_whom="Year 5",
            reason="The class blog.",
            state="removed",
            authorised_by=another,
            authorised_on=EARLIER,
            starts_on=EARLIER,
            ends_on=DAY,
            la_reference="LA/7",
            tested_on=EARLIER,
            removed_on=DAY,
            removed_by=another,
        ),
    }


def account_records(someone: int, another: int, account: int) -> dict[str, Record]:
    return {
        "official-accounts": OfficialAccount(
            platform="facebook",
            name="Willowmere Primary",
            owner_id=someone,
            external_monitor="The trust",
            opened_on=EARLIER,
            closed_on=DAY,
        ),
        "monitoring-checks": MonitoringCheck(
            account_id=account,
            checked_on=DAY,
            checked_by=another,
            sample_size=20,
            points_kept=("tone-friendly-and-fair",),
            photo_permissions_checked=True,
            findings="One comment to answer.",
            needs_action=True,
        ),
        "contacts": Contact(
            account_id=account,
            received_on=EARLIER,
            about="A lost jumper",
            about_a_child=True,
            moved_to="phone",
            signposted_to="The office",
            answered_on=DAY,
        ),
        "moderation": Moderation(
            account_id=account,
            kind="hidden",
            done_on=EARLIER,
            address="post 7",
            what="An insult",
            why="It hurt a parent.",
            decided_by=another,
            review_on=LATER,
            reviewed_on=DAY,
            reversed_on=DAY,
        ),
    }


def school_records(someone: int, about: int) -> dict[str, Record]:
    return {
        "family-support": FamilySupport(
            held_on=DAY,
            kind="workshop",
            topic="Group chats",
            audience="Years 5 and 6",
            reach=34,
            aims=("well-being",),
        ),
        "teaching": Teaching(
            taught_on=DAY,
            topic="age-limits-and-terms",
            year_groups=("05",),
            taught_by=someone,
            what="A quiz.",
        ),
        "platforms": Platform(
            platform="whatsapp",
            age_rules=(
                AgeRule(
                    effective_from=EARLIER, minimum_age=13, basis="terms", source="Its terms", checked_on=DAY
                ),
            ),
            check_again_on=LATER,
            remarks="Read again at half term.",
        ),
        "positive-uses": PositiveUse(
            seen_on=DAY,
            title="A pen friend in Łódź",
            aims=("cohesion",),
            evidence="Letters.",
            told_by=someone,
        ),
        "filtering-reviews": FilteringReview(
            reviewed_on=DAY,
            reviewer_id=someone,
            checks_planned=8,
            checks_done=7,
            findings="One gap.",
            next_on=LATER,
        ),
        "clauses": Clause(ref="Staff 10", title="Another", text="What was agreed."),
        "policy-versions": PolicyVersion(
            name="2026", adopted_on=EARLIER, review_due=LATER, remarks="Shorter."
        ),
        "attachments": Attachment(
            about_id=about,
            file_name="letter.pdf",
            media_type="application/pdf",
            size=len(CONTENT),
            digest=hashlib.sha256(CONTENT).hexdigest(),
            taken_on=EARLIER,
            source="The office",
        ),
    }
