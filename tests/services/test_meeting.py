"""What a meeting is given to look at, and what is left of it."""

from __future__ import annotations

from datetime import date

import pytest

from esafety_desk.host.errors import WrongPassphrase
from esafety_desk.policy.meeting import Minutes
from esafety_desk.policy.narrative import Promise
from esafety_desk.records.action import Action
from esafety_desk.records.incident import Incident, Whereabouts
from esafety_desk.records.people import Person
from esafety_desk.records.registers import ACTIONS
from esafety_desk.services import drafting, keeping, listing, meeting
from esafety_desk.services.keeping import Work
from esafety_desk.services.listing import ListQuery
from tests.conftest import CHEAP, NOW, PASSPHRASE, RECOVERY, TODAY

MINUTES = Minutes(("The report is received.",), (Promise("Ask families", "Head teacher", date(2027, 2, 1)),))


def kept(work: Work) -> list[str]:
    return sorted(one.heading for one in listing.records(work.desk, ListQuery(ACTIONS)))


def test_actions_that_follow_from_conduct_are_not_listed(work: Work, head: Person) -> None:
    incident = Incident(
        kind="conduct.online-bullying",
        summary="Unkind messages",
        reported_on=TODAY,
        whereabouts=Whereabouts.IN_SCHOOL,
    )
    about = keeping.save(work, incident).record.id
    keeping.save(work, Action(about_id=about, what="Ring home", owner_id=head.id))
    keeping.save(work, Action(what="Write to all families", owner_id=head.id, due_on=date(2026, 12, 1)))
    keeping.save(work, Action(what="Done long ago", done_on=TODAY))
    (shown,) = meeting.open_actions(work.desk, TODAY)
    assert (shown.owner, shown.due_on, shown.about) == ("Head teacher", date(2026, 12, 1), "")


def test_without_the_passphrase_nothing_is_kept(work: Work) -> None:
    drafting.keep_draft(work.desk, meeting.FORM, meeting.as_draft(MINUTES), NOW)
    with pytest.raises(WrongPassphrase):
        meeting.end(work, "gentle otter", MINUTES, CHEAP)
    assert kept(work) == []
    assert meeting.FORM in drafting.drafts(work.desk)


@pytest.mark.parametrize("secret", [PASSPHRASE, RECOVERY])
def test_minutes_are_kept_in_one_act_and_their_draft_is_gone(work: Work, head: Person, secret: str) -> None:
    drafting.keep_draft(work.desk, meeting.FORM, meeting.as_draft(MINUTES), NOW)
    ended = meeting.end(work, secret, MINUTES, CHEAP)
    assert kept(work) == ["Ask families", "Decided in a meeting: The report is received."]
    assert drafting.drafts(work.desk) == {}
    assert ended is not None
    assert ended.undo is not None
    keeping.undo(work, ended.undo)
    assert kept(work) == []


def test_a_meeting_without_minutes_leaves_nothing(work: Work) -> None:
    drafting.keep_draft(work.desk, meeting.FORM, meeting.as_draft(Minutes()), NOW)
    assert meeting.end(work, PASSPHRASE, Minutes(), CHEAP) is None
    assert drafting.drafts(work.desk) == {}


def test_minutes_come_back_from_their_draft_as_they_were() -> None:
    assert meeting.from_draft(meeting.as_draft(MINUTES)) == MINUTES
    assert meeting.from_draft({"decisions": 7}) == Minutes()
