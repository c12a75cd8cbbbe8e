"""What staff ask, declare and read at the invented school (Staff 1, 2, 4 and 8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from esafety_desk.policy.dates import months_after
from esafety_desk.records.acknowledgement import Acknowledgement
from esafety_desk.records.base import PersonId
from esafety_desk.records.declaration import Connection, Declaration
from esafety_desk.records.enquiry import Channel, Enquiry
from esafety_desk.records.people import Person
from esafety_desk.records.policy_text import PolicyVersion
from esafety_desk.records.school import Term
from esafety_desk.services.demo.cast import id_of
from esafety_desk.services.demo.dice import Dice
from esafety_desk.services.demo.joining import parent_of
from esafety_desk.services.demo.supporting import approval_life, session_with
from esafety_desk.services.demo.texts import told
from esafety_desk.services.demo.world import Life, World

_ENQUIRIES_A_TERM, _TERMS_READ_A_TERM = 4, 2
_ADOPTED = (9, 15)
_YEAR = 12
_PLATFORMS = ("facebook", "instagram", "whatsapp", "x-twitter", "youtube")
_CHANNELS = {Channel.IN_PERSON: 45, Channel.EMAIL: 35, Channel.PHONE: 10, Channel.MEETING: 10}


def asking(world: World, term: Term) -> Iterator[Life]:
    """The enquiries of one term, and the terms of platforms that staff read in it."""
    dice = world.dice.fork()
    days = (term.ends_on - term.starts_on).days
    for entry in dice.some(told("staff")["enquiries"], _ENQUIRIES_A_TERM):
        yield enquiry_life(world, dice.fork(), term.starts_on + timedelta(days=dice.below(days)), entry)
    for _ in range(_TERMS_READ_A_TERM):
        yield _terms_read(world, dice.fork(), term.starts_on + timedelta(days=7 + dice.below(days - 7)))


def declaring(world: World) -> Iterator[Life]:
    """Two versions of the policy with those who read them, the links staff declare, and what is open now."""
    dice = world.dice.fork()
    current, first = world.last_year, world.first_day.year
    before = first if first < current else first - 1
    for year, remarks in zip((before, current), told("staff")["versions"], strict=True):
        yield _version_life(world, dice.fork(), world.school_day(date(year, *_ADOPTED)), remarks)
    length = max(1, (world.last_day - world.first_day).days - 20)
    for number, entry in enumerate(told("staff")["declarations"]):
        day = world.first_day + timedelta(days=10 + dice.below(length))
        yield _declaration_life(world, dice.fork(), day, entry, ends=number == 1)
    for days, entry in zip((3, 11), told("staff")["unanswered"], strict=True):
        yield enquiry_life(world, dice.fork(), world.last_day - timedelta(days=days), entry)


def enquiry_life(world: World, dice: Dice, day: date, entry: dict[str, Any]) -> Life:
    """Somebody asks; the leader answers; a request or a session comes of it. Without an answer it stays open."""
    yield world.school_day(day)
    asker = world.cast.colleague(dice, world.today)
    enquiry = asked(world, dice, asker, entry)
    if "answer" not in entry:
        world.keep(enquiry)
        return
    enquiry = enquiry if world.is_history else world.keep(enquiry)
    yield world.after(dice.weighted({0: 40, 1: 30, 3: 20, 8: 10}))
    enquiry = world.keep(answered(world, enquiry, entry))
    if entry["becomes"] == "session":
        session_with(world, dice, asker, (enquiry.platform,))
    elif entry["becomes"] == "approval":
        carried: dict[str, Any] = {
            "platform": enquiry.platform,
            "purpose": enquiry.question,
            "account_name": "",
        }
        world.begin(approval_life(world, dice.fork(), world.today, requested_by=id_of(asker), **carried))


def asked(world: World, dice: Dice, asker: Person, entry: dict[str, Any]) -> Enquiry:
    """The enquiry as it comes in on the day being lived."""
    return Enquiry(
        asked_by=id_of(asker),
        asked_on=world.today,
        channel=dice.weighted(_CHANNELS),
        topic=entry["topic"],
        platform=entry["platform"],
        question=entry["question"],
    )


def answered(world: World, enquiry: Enquiry, entry: dict[str, Any]) -> Enquiry:
    """The enquiry with its answer, given on the day being lived."""
    return enquiry.changed(answer=entry["answer"], answered_on=world.today)


def _terms_read(world: World, dice: Dice, day: date) -> Life:
    """Someone who was supported has read a platform's terms, and reads them again each year; lately not all did."""
    yield world.school_day(day)
    readers = world.cast.supported_on(world.today)
    if not readers:
        return
    reader, platform = id_of(dice.pick(readers)), dice.pick(_PLATFORMS)
    while reader in {id_of(person) for person in world.cast.staff_on(world.today)}:
        renew_on = months_after(world.today, world.school.acknowledgement_months)
        world.keep(
            Acknowledgement(person_id=reader, platform=platform, seen_on=world.today, renew_on=renew_on)
        )
        is_forgotten = renew_on > world.last_day - timedelta(days=40) and dice.chance(50)
        yield world.school_day(renew_on + timedelta(days=50 if is_forgotten else dice.number(0, 5)))


def _version_life(world: World, dice: Dice, adopted: date, remarks: str) -> Life:
    """The governors adopt a version; nearly all staff read it within some weeks, and again in a year if it is new."""
    yield world.school_day(max(adopted, world.first_day))
    is_new = adopted.year == world.last_year
    review_due = months_after(adopted, _YEAR if is_new else 2 * _YEAR)
    name = str(adopted.year)
    world.keep(PolicyVersion(name=name, adopted_on=adopted, review_due=review_due, remarks=remarks))
    staff = [person for person in world.cast.staff_on(world.today) if dice.chance(86)]
    for portion in (staff[::2], staff[1::2]):
        yield world.after(dice.number(3, 15))
        for person in portion:
            if person.is_here(world.today):
                renew_on = months_after(world.today, world.school.acknowledgement_months) if is_new else None
                read = Acknowledgement(person_id=id_of(person), policy_version=name, seen_on=world.today)
                world.keep(read.changed(renew_on=renew_on))


def _declaration_life(world: World, dice: Dice, day: date, entry: dict[str, Any], ends: bool) -> Life:
    """Declared with advice and looked at again each year; one link comes to its end."""
    yield world.school_day(day)
    link = Connection(entry["connection"])
    declaration = world.keep(
        Declaration(
            person_id=id_of(world.cast.colleague(dice, world.today)),
            connection=link,
            connected_to=_other_end(world, dice, link),
            declared_on=world.today,
            advice=entry["advice"],
            review_on=months_after(world.today, _YEAR),
        )
    )
    if ends:
        yield world.after(dice.number(40, 120))
        world.keep(declaration.changed(ended_on=world.today, review_on=None))
        return
    while declaration.review_on is not None and dice.chance(90):
        yield world.school_day(declaration.review_on + timedelta(days=dice.number(0, 9)))
        declaration = world.keep(declaration.changed(review_on=months_after(world.today, _YEAR)))


def _other_end(world: World, dice: Dice, link: Connection) -> PersonId | None:
    pupils = world.cast.pupils_on(world.today)
    if link is Connection.PARENT and pupils:
        return parent_of(world, dice.pick(pupils))
    return id_of(dice.pick(pupils)) if link is Connection.OWN_CHILD and pupils else None
