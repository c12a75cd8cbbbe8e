"""A desk with as many incidents as asked, the same on every run."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from esafety_desk.policy.calendar import suggested_terms
from esafety_desk.records.base import PersonId
from esafety_desk.records.incident import Incident, InvolvedAs, ParentsTold, Severity, Status, Whereabouts
from esafety_desk.records.people import Person, PersonKind, YearGroup
from esafety_desk.records.school import School
from esafety_desk.records.support import SupportSession
from esafety_desk.services.unlocking import NewLeader, create_desk
from esafety_desk.store.unit import Unit

PASSPHRASE = "five quiet words for benchmarks"
NOW = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
_FIRST_DAY = date(2023, 9, 4)
_SEED = 11
_CLOSED_SHARE = 0.99
_GIVEN = (
    "Amira", "Łukasz", "Şeyma", "Oliver", "Zoë", "Thảo", "Ibrahim", "Grace", "Mateusz", "Freya", "Chidi",
    "Noor", "Ewan", "Isla", "Anaïs",
)  # fmt: skip
_FAMILY = (
    "Zając", "Nguyễn", "Okafor", "Ahmed", "Williams", "O'Brien", "Kowalska", "Patel", "Fraser", "Çelik",
    "Hughes", "Larsen",
)  # fmt: skip
_KINDS = (
    "conduct.online-bullying", "conduct.fake-or-hijacked-account", "content.violence",
    "contact.peer-pressure", "commerce.scam", "conduct.exclusion-from-group", "community.reputation",
    "content.hate",
)  # fmt: skip
_PLATFORMS = ("whatsapp", "snapchat", "tiktok", "instagram", "youtube", "roblox")
_WORDS = (
    "message", "screenshot", "group", "chat", "class", "video", "comment", "shared", "hurtful", "name",
    "playground", "asked", "parents", "teacher", "phone", "account", "picture", "joke", "evening",
    "weekend", "upset", "blocked", "reported", "friend", "match", "game", "voice", "invitation", "removed",
    "story",
)  # fmt: skip
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "le", "mi", "no", "ru", "sa", "te")
_LANGUAGE = (*_WORDS, *("".join(parts) for parts in itertools.product(_SYLLABLES, repeat=3)))
_HOW_OFTEN = tuple(itertools.accumulate(1 / (rank + 5) for rank in range(len(_LANGUAGE))))


def make(folder: Path, incidents: int, pupils: int = 420, staff: int = 40) -> None:
    """Build the desk in ``folder``; ``PASSPHRASE`` opens it."""
    chance = random.Random(_SEED)
    terms = tuple(term for year in (2023, 2024, 2025, 2026) for term in suggested_terms(year))
    school = School(name="Brookfield Primary School", roll=pupils, terms=terms)
    desk = create_desk(folder, school, NewLeader("Robin", "Marsh"), PASSPHRASE, now=NOW).desk
    try:
        with desk.writing("leader", NOW) as unit:
            adults = [_person(unit, chance, PersonKind.STAFF) for _ in range(staff)]
            children = [_person(unit, chance, PersonKind.PUPIL) for _ in range(pupils)]
            for _ in range(staff):
                unit.add(_session(chance, adults))
        _in_batches(desk.writing, incidents, lambda unit: unit.add(incident(chance, children, adults)))
    finally:
        desk.close()


def _in_batches(writing: Callable, count: int, add: Callable[[Unit], object], size: int = 1_000) -> None:
    for begun in range(0, count, size):
        with writing("leader", NOW) as unit:
            for _ in range(min(size, count - begun)):
                add(unit)


def _person(unit: Unit, chance: random.Random, kind: PersonKind) -> PersonId:
    is_pupil = kind is PersonKind.PUPIL
    year = chance.choice(list(YearGroup)[2:8]) if is_pupil else None
    person = Person(
        kind=kind,
        given_name=chance.choice(_GIVEN),
        family_name=chance.choice(_FAMILY),
        year_group=year,
        class_name=f"{int(year.value)}{chance.choice('AB')}" if year else "",
        joined_on=_FIRST_DAY,
    )
    return PersonId(unit.add(person).id)


def _session(chance: random.Random, adults: list[PersonId]) -> SupportSession:
    return SupportSession(
        held_on=_day(chance),
        adviser_id=adults[0],
        attendees=({"person_id": chance.choice(adults), "confidence_before": 2, "confidence_after": 4},),
        platforms=(chance.choice(_PLATFORMS),),
        advice=_text(chance, 30),
    )


def incident(chance: random.Random, children: list[PersonId], adults: list[PersonId]) -> Incident:
    """One invented incident with two children in it, most of them closed."""
    happened = _day(chance)
    reported = happened + timedelta(days=chance.choice((0, 0, 1, 2, 5)))
    is_closed = chance.random() < _CLOSED_SHARE
    target, instigator = chance.sample(children, 2)
    return Incident(
        kind=chance.choice(_KINDS),
        summary=_text(chance, 6).capitalize(),
        happened_on=happened,
        whereabouts=Whereabouts.IN_SCHOOL,
        platforms=(chance.choice(_PLATFORMS),),
        people=(
            {"person_id": target, "involved_as": InvolvedAs.TARGET},
            {"person_id": instigator, "involved_as": InvolvedAs.INSTIGATOR},
        ),
        account=_text(chance, 60),
        severity=chance.choice(list(Severity)),
        status=Status.CLOSED
        if is_closed
        else chance.choice((Status.OPEN, Status.WAITING, Status.MONITORING)),
        reported_on=reported,
        owner_id=chance.choice(adults),
        parents_told=ParentsTold.TOLD,
        closed_on=min(reported + timedelta(days=chance.randrange(30)), NOW.date()) if is_closed else None,
    )


def _day(chance: random.Random) -> date:
    return _FIRST_DAY + timedelta(days=chance.randrange((NOW.date() - _FIRST_DAY).days - 10))


def _text(chance: random.Random, words: int) -> str:
    # As in a language, the n-th word comes about 1/n as often as the first.
    return " ".join(chance.choices(_LANGUAGE, cum_weights=_HOW_OFTEN, k=words))
