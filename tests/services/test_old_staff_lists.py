"""Old lists of support sessions and approvals come in with whom the desk knows; the others stay as written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from esafety_desk.records.approval import AccountApproval, Decision
from esafety_desk.records.people import PersonKind
from esafety_desk.records.support import SupportSession
from esafety_desk.services.keeping import Work
from tests.conftest import add_person
from tests.services.test_old_logs import bring, kept, table


def test_a_list_of_sessions_comes_in_with_who_is_known(work: Work, tmp_path: Path) -> None:
    adviser = add_person(work, "Karen", "Dunn", PersonKind.STAFF)
    came = add_person(work, "Hope", "Todd", PersonKind.STAFF)
    lines = [
        ("Session date", "Staff attending", "Led by", "App", "Topics"),
        ("14/01/2026", "Hope Todd, Mr Tran", "Mrs Dunn", "Instagram", "Privacy settings"),
        ("21/01/2026", "Mr Tran", "Ms Whitcombe", "", "Old posts"),
    ]
    result, _ = bring(work, table(tmp_path, lines), "support-sessions")
    first, second = kept(work, "support-sessions")
    assert isinstance(first, SupportSession)
    assert (first.adviser_id, [a.person_id for a in first.attendees]) == (adviser.id, [came.id])
    assert (first.people_as_written, first.platforms) == ("Mr Tran", ("instagram",))
    assert (second.adviser_id, second.to_review) == (None, True)
    assert second.people_as_written == "Mr Tran; Ms Whitcombe (adviser)"
    assert result.told == {"added": 2}


def test_a_list_of_approvals_comes_in_with_what_was_decided(work: Work, tmp_path: Path) -> None:
    asker = add_person(work, "Hope", "Todd", PersonKind.STAFF)
    lines = [
        (
            "Date requested",
            "Requested by",
            "Platform",
            "Purpose",
            "Approved?",
            "Approved by",
            "Date approved",
        ),
        ("14/01/2026", "Hope Todd", "Padlet", "Class wall", "Y", "Mr Osborne", "16/01/2026"),
        ("21/01/2026", "Mr Tran", "X / Twitter", "Trip news", "No", "", ""),
        ("22/01/2026", "Mr Tran", "", "Nothing named", "", "", ""),
    ]
    result, _ = bring(work, table(tmp_path, lines), "approvals")
    first, second = kept(work, "approvals")
    assert isinstance(first, AccountApproval)
    assert (first.requested_by, first.platform, first.decision) == (asker.id, "padlet", Decision.APPROVED)
    assert (first.decided_on, first.people_as_written) == (date(2026, 1, 16), "Mr Osborne (decided)")
    assert (second.platform, second.decision, second.requested_by) == ("x-twitter", Decision.REFUSED, None)
    assert result.told == {"added": 2, "refused": 1}
