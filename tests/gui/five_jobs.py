"""Five jobs that come up every week, done by keys and clicks from Today, with every stroke counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from esafety_desk.records.approval import AccountApproval
from esafety_desk.records.base import PersonId
from esafety_desk.records.exemption import Exemption, ExemptionState
from esafety_desk.records.incident import Incident, Whereabouts
from esafety_desk.records.people import PersonKind, Role
from esafety_desk.records.support import Attendee, SupportSession
from esafety_desk.services import keeping
from esafety_desk.services.keeping import Work
from tests.conftest import add_person
from tests.gui.driving import Leader, wait

LEADER = PersonId(2)


@dataclass
class Effort:
    """What a job took: ``letters`` of what is told, ``keys`` and ``clicks`` to get it there."""

    letters: int = 0
    keys: int = 0
    clicks: int = 0

    @property
    def steering(self) -> int:
        return self.keys + self.clicks


class CountedLeader(Leader):
    """Counts what the hands do."""

    def __init__(self, leader: Leader) -> None:
        super().__init__(leader.program)
        self.effort = Effort()

    def click(self, name: str, inside: str = "") -> None:
        self.effort.clicks += 1
        wait(lambda: any(one.objectName() == name for one in self.shown()), name)
        super().click(name, inside)

    def press(self, keys: str, times: int = 1) -> None:
        self.effort.keys += times
        super().press(keys, times)

    def type(self, text: str) -> None:
        self.effort.letters += len(text)
        super().type(text)

    def take(self, letters: str, by: str = "Return") -> None:
        """Type a few letters of something known and take the first that is offered; Tab goes on from there."""
        self.type(letters)
        wait(self.offered, f"an offer for {letters}")
        self.press(by)

    def waits_until_saved(self) -> None:
        """The form has gone and the message says so: one from before may still be there."""
        wait(lambda: getattr(self.program.shell.page, "form", None) is None, "the form to be saved")
        self.waits_for(" saved.")


def prepare(work: Work) -> None:
    """A school in which each of the five is to be done today."""
    add_person(work, "Oluwaseun", "Adeyemi", PersonKind.STAFF, Role.HEAD)
    teacher = add_person(work, "Siân", "O’Brien", PersonKind.STAFF)
    add_person(work, "Margaret", "Iqbal", PersonKind.STAFF)
    add_person(work, "Alun", "Probert", PersonKind.STAFF)
    add_person(work, "Łukasz", "Zając", PersonKind.PUPIL)
    request = AccountApproval(
        requested_by=PersonId(teacher.id or 0),
        requested_on=date(2026, 11, 17),
        platform="padlet",
        purpose="A wall for stories the class writes together",
    )
    keeping.save(work, request)
    keeping.save(work, _ended())
    came = (Attendee(person_id=PersonId(teacher.id or 0)),)
    held = date(2026, 9, 10)
    keeping.save(
        work,
        SupportSession(held_on=held, adviser_id=LEADER, attendees=came, platforms=("padlet",)),
        confirmed=frozenset({"adviser_id"}),
    )
    case = Incident(
        kind="conduct.fake-or-hijacked-account",
        summary="A fake account in the name of the school choir",
        happened_on=date(2026, 6, 8),
        reported_on=date(2026, 6, 9),
        whereabouts=Whereabouts.OUTSIDE,
    )
    keeping.save(work, case)


def _ended() -> Exemption:
    return Exemption(
        service="Scratch community",
        for_whom="Year 5",
        reason="Sharing games",
        state=ExemptionState.IN_FORCE,
        authorised_by=LEADER,
        authorised_on=date(2026, 10, 2),
        starts_on=date(2026, 10, 5),
        ends_on=date(2026, 11, 13),
    )


def open_from_today(hands: CountedLeader, reference: str, card: str) -> None:
    """One click; on a day with more than the card shows, one more to see them all."""
    if not any(widget.objectName() == f"open.{reference}" for widget in hands.shown()):
        hands.click(f"today.{card}.more")
    hands.click(f"open.{reference}")


def incident(hands: CountedLeader) -> None:
    """What, when, where and who: heard of today, in school, one child."""
    hands.press("Ctrl+8")
    hands.press("Ctrl+N")
    hands.take("bully", "Tab")
    hands.type("Unkind messages in the class chat")
    hands.click("field.whereabouts.in-school")
    hands.click("field.people.add")
    hands.take("zaj", "Tab")
    hands.type("t")
    hands.press("Ctrl+Return")
    hands.waits_until_saved()


def session_for_three(hands: CountedLeader) -> None:
    """Today, by the leader, three colleagues, one platform."""
    hands.press("Ctrl+4")
    hands.press("Ctrl+N")
    hands.press("Tab")
    hands.take("mor", "Tab")
    hands.press("Space")
    for letters in ("bri", "iqb"):
        hands.take(letters)
        hands.press("Return")
    hands.take("prob")
    hands.click("field.platforms")
    hands.take("padl")
    hands.press("Ctrl+Return")
    hands.waits_until_saved()


def approval_decision(hands: CountedLeader) -> None:
    """The head has said yes: from Today to the request, and the answer in."""
    open_from_today(hands, "APP-2026-001", "waiting")
    hands.click("action.approve")
    hands.take("ade")
    hands.press("Ctrl+Return")
    hands.waits_until_saved()


def exemption_removal(hands: CountedLeader) -> None:
    """It ended last week and is gone: from Today to the exemption, and confirmed."""
    open_from_today(hands, "EXM-2026-001", "late")
    hands.click("action.confirm-removal")
    hands.press("Ctrl+Return")
    hands.waits_until_saved()


def last_terms_case(hands: CountedLeader) -> None:
    """The case with the choir, some time before the summer."""
    hands.press("Ctrl+K")
    hands.type("fake choir")
    hands.waits_for("A fake account in the name of the school choir")
    hands.press("Return")
    hands.waits_for("Fake or hijacked account")


JOBS: dict[str, Callable[[CountedLeader], None]] = {
    "incident": incident,
    "session for three staff": session_for_three,
    "approval decision": approval_decision,
    "exemption removal": exemption_removal,
    "finding last term’s case": last_terms_case,
}
