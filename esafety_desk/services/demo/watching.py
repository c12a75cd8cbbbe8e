"""The school's own accounts at the invented school: checks, contacts and moderation (Accounts 0 to 6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from esafety_desk.records.base import RecordId
from esafety_desk.records.moderation import Moderation, ModerationKind
from esafety_desk.records.official_account import Contact, MonitoringCheck, MovedTo, OfficialAccount
from esafety_desk.records.people import SENIOR_ROLES, Person, Role
from esafety_desk.services.demo.cast import id_of
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.following import kept_id
from esafety_desk.services.demo.happening import incident_life
from esafety_desk.services.demo.texts import stories, told
from esafety_desk.services.demo.world import Life, World

_LOOKED_AT_AGAIN = 28
_CLOSED_AFTER = 300
_POINTS = (
    "achievements-told-in-general-terms", "no-child-named-or-to-be-recognised",
    "talk-about-a-child-moved-offline", "photo-permissions-kept", "tone-friendly-and-fair",
    "opportunities-shared", "questions-signposted", "nothing-harmful-left-standing",
)  # fmt: skip


def accounts(world: World) -> Iterator[Life]:
    """Every official account with all that happens on it; the last one is given up, one is not looked at lately."""
    dice = world.dice.fork()
    entries = told("accounts")["accounts"]
    for number, entry in enumerate(entries):
        since = max(date(world.last_year - entry["years_ago"], 9, 8), world.first_day)
        is_last = number == len(entries) - 1
        closes = world.school_day(since + timedelta(days=_CLOSED_AFTER)) if is_last else None
        yield _account_life(world, dice.fork(), entry, since, closes, is_neglected=number == 1)


def _account_life(
    world: World, dice: Dice, entry: dict[str, Any], since: date, closes: date | None, is_neglected: bool
) -> Life:
    yield world.school_day(since)
    owner, second = _administrators(world, dice)
    account = world.keep(
        OfficialAccount(
            platform=entry["platform"],
            name=entry["name"],
            owner_id=id_of(owner),
            second_administrator=id_of(second),
            external_monitor=entry["monitor"],
            check_every=entry["every"],
            opened_on=world.today,
        )
    )
    until = closes or world.last_day
    world.begin(_checks(world, dice.fork(), account, until - timedelta(days=45 if is_neglected else 0)))
    for life in _talk(world, dice.fork(), account, until):
        world.begin(life)
    if entry["years_ago"] and closes is None:
        for life in _moderated(world, dice.fork(), account):
            world.begin(life)
    if closes is not None:
        yield closes
        world.keep(account.changed(closed_on=world.today))


def _administrators(world: World, dice: Dice) -> list[Person]:
    """The head, and someone of the social team or another colleague who stays."""
    head = world.cast.holders({Role.HEAD}, world.today)[0]
    team = world.cast.holders({Role.SOCIAL_TEAM, Role.COMPUTING_LEADER}, world.today)
    return [head, dice.pick([person for person in team if person != head])]


def _checks(world: World, dice: Dice, account: OfficialAccount, until: date) -> Life:
    """A look every so many days, in term; now and then one is missed, and something is found."""
    every = timedelta(days=account.check_every)
    yield world.school_day(account.opened_on + every)
    while world.today < until:
        if not dice.chance(8):
            checker = world.cast.other(dice, Role, world.today, account.owner_id)
            check = world.keep(_check(world, dice, account, checker))
            if check.needs_action and not world.is_history and dice.chance(60):
                world.begin(_misuse(world, dice.fork(), account))
        yield world.school_day(world.today + every)


def _check(world: World, dice: Dice, account: OfficialAccount, checker: Person) -> MonitoringCheck:
    has_found = dice.chance(15)
    words = told("accounts")
    return MonitoringCheck(
        account_id=kept_id(account),
        checked_on=world.today,
        checked_by=id_of(checker),
        sample_size=dice.number(8, 40),
        points_kept=tuple(point for point in _POINTS if not (has_found and dice.chance(25))),
        photo_permissions_checked=dice.chance(90),
        findings=dice.pick(words["findings"] if has_found else words["in_order"]),
        needs_action=has_found,
    )


def _misuse(world: World, dice: Dice, account: OfficialAccount) -> Life:
    """What a check found is an incident on the account."""
    summary = told("accounts")["misuse"]
    story = stories()["community.official-account-misuse"]
    return incident_life(
        world, dice, story, world.today, summary=summary, linked_id=kept_id(account),
        platforms=(account.platform,), people=(),
    )  # fmt: skip


def _talk(world: World, dice: Dice, account: OfficialAccount, until: date) -> Iterator[Life]:
    """About one question in five weeks; what is about a child is moved elsewhere."""
    day = account.opened_on + timedelta(days=dice.number(3, 30))
    while day < until:
        yield _contact_life(world, dice.fork(), account, day, dice.pick(told("accounts")["contacts"]))
        day += timedelta(days=dice.number(20, 55))


def _contact_life(
    world: World, dice: Dice, account: OfficialAccount, day: date, entry: dict[str, Any]
) -> Life:
    yield world.school_day(day)
    contact = Contact(
        account_id=kept_id(account),
        received_on=world.today,
        about=entry["about"],
        about_a_child=entry["child"],
        moved_to=MovedTo(entry["moved"]),
        signposted_to=entry["to"],
    )
    if world.last_day - world.today < timedelta(days=5):
        contact = world.keep(contact)
    yield world.after(dice.weighted({0: 50, 1: 30, 3: 20}))
    world.keep(contact.changed(answered_on=world.today))


def _moderated(world: World, dice: Dice, account: OfficialAccount) -> Iterator[Life]:
    """Blocks and removals, among them one reversed, one to be looked at this week and one where that is late."""
    days = [timedelta(days=ago) for ago in (24, 40, 75, 160, 300, 480)]
    for number, (ago, entry) in enumerate(zip(days, told("accounts")["moderation"], strict=True)):
        if (number % 2 == 0) == (account.check_every == 14):
            day = world.last_day - ago
            yield _moderation_life(world, dice.fork(), kept_id(account), day, entry, number)


def _moderation_life(
    world: World, dice: Dice, account: RecordId, day: date, entry: dict[str, Any], number: int
) -> Life:
    yield world.school_day(day)
    moderation = world.keep(
        Moderation(
            account_id=account,
            kind=ModerationKind(entry["kind"]),
            done_on=world.today,
            what=entry["what"],
            why=entry["why"],
            decided_by=id_of(dice.pick(world.cast.holders(SENIOR_ROLES, world.today))),
            review_on=world.today + timedelta(days=_LOOKED_AT_AGAIN),
        )
    )
    if number == 1:
        return
    yield world.school_day(moderation.review_on + timedelta(days=dice.number(0, 3)))
    is_lifted = number in (2, 5)
    reversed_on = world.today if is_lifted else None
    world.keep(moderation.changed(reviewed_on=world.today, reversed_on=reversed_on))
