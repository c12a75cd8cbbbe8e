"""What every test may ask for: a real encrypted desk, copied from a template, and a clock that stands still."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from esafety_desk.policy.calendar import suggested_terms
from esafety_desk.records.people import Person, PersonKind, Role, RoleHeld
from esafety_desk.records.school import School
from esafety_desk.services import keeping, unlocking
from esafety_desk.services.keeping import Work
from esafety_desk.store.desk import Desk
from esafety_desk.store.keyslots import Cost

settings.register_profile("desk", deadline=None)  # a busy machine is no fault of the program
settings.load_profile("desk")

PASSPHRASE = "gentle otter paints seven lanterns"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""Argon2id below the floor, so that a test does not wait for a key: allowed nowhere but here."""
NOW = datetime(2026, 11, 19, 15, 45, tzinfo=timezone(timedelta(0)))
TODAY = NOW.date()
RECOVERY = "X5K1-VM10-0W1W-CGRV-REMV-MGRJ-EHJ1-T7AQ-KNS3"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all-faults", action="store_true", help="play every fault, not only a sample of each")


def invented_school() -> School:
    return School(
        name="Willowmere Primary School",
        roll=420,
        terms=(*suggested_terms(2025), *suggested_terms(2026)),
    )


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk folder as the wizard leaves it, made once."""
    folder = tmp_path_factory.mktemp("template") / "desk"
    leader = unlocking.NewLeader("Morwenna", "Tregear")
    created = unlocking.create_desk(
        folder, invented_school(), leader, PASSPHRASE, now=NOW, recovery=RECOVERY, cost=CHEAP
    )
    created.desk.close()
    return folder


@pytest.fixture
def desk_folder(template: Path, tmp_path: Path) -> Path:
    """A desk folder of this test's own, locked."""
    return shutil.copytree(template, tmp_path / "desk")


@pytest.fixture
def desk(desk_folder: Path) -> Iterator[Desk]:
    """An open desk with a school and its leader."""
    opened = unlocking.unlock(desk_folder, PASSPHRASE, now=NOW, floor=CHEAP)
    yield opened
    opened.close()


@pytest.fixture
def work(desk: Desk) -> Work:
    """The leader at work on a Thursday afternoon in the autumn term."""
    return Work(desk, "leader", NOW)


@pytest.fixture
def leader(work: Work) -> Person:
    """The e-safety leader whom the wizard entered."""
    person = keeping.load(work, "people", 2)
    assert isinstance(person, Person)
    return person


def add_person(work: Work, given: str, family: str, kind: PersonKind, *roles: Role) -> Person:
    """An invented person, with roles held since the desk began."""
    held = tuple(RoleHeld(role=role, since=date(2025, 9, 1)) for role in roles)
    person = Person(kind=kind, given_name=given, family_name=family, roles=held)
    return keeping.save(work, person).record


@pytest.fixture
def head(work: Work) -> Person:
    """The head teacher."""
    return add_person(work, "Oluwaseun", "Adeyemi", PersonKind.STAFF, Role.HEAD)


@pytest.fixture
def teacher(work: Work) -> Person:
    """A class teacher without any role."""
    return add_person(work, "Siân", "O’Brien", PersonKind.STAFF)


@pytest.fixture
def pupil(work: Work) -> Person:
    """A child whose name needs its accents."""
    return add_person(work, "Łukasz", "Zając", PersonKind.PUPIL)
