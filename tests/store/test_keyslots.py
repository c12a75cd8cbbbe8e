"""A key slot opens with its own secret alone, and only in its own place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from esafety_desk.host.errors import DamagedHeader
from esafety_desk.store import keyslots
from esafety_desk.store.header import Slot
from esafety_desk.store.keyslots import FLOOR, Cost
from tests.conftest import CHEAP

KEY = bytes(range(32))
WORDS = "gentle otter paints seven lanterns"


@pytest.fixture
def slot() -> Slot:
    return keyslots.passphrase_slot("leader", "desk-a", KEY, WORDS, CHEAP)


def opened(slot: Slot, desk: str = "desk-a", words: str = WORDS) -> bytes | None:
    return keyslots.open_with_passphrase(slot, desk, words, CHEAP)


def test_its_passphrase_opens_it(slot: Slot) -> None:
    assert opened(slot) == KEY


@pytest.mark.parametrize("words", ["", WORDS.upper(), WORDS + " ", "\udcff" + WORDS])
def test_another_passphrase_does_not(slot: Slot, words: str) -> None:
    assert opened(slot, words=words) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "deputy"},
        {"kind": "recovery"},
        {"salt": "00" * 16},
        {"nonce": "00" * 12},
        {"memory_kib": 128},
        {"passes": 2},
        {"lanes": 2},
        {"wrapped": "00" * 48},
    ],
)
def test_a_slot_is_bound_to_all_that_stands_in_it(slot: Slot, changes: dict[str, object]) -> None:
    assert opened(replace(slot, **changes)) is None


def test_a_slot_opens_no_other_desk(slot: Slot) -> None:
    assert opened(slot, desk="desk-b") is None


def test_slots_of_two_people_cannot_change_places(slot: Slot) -> None:
    deputy = keyslots.passphrase_slot("deputy", "desk-a", KEY, "another set of long words", CHEAP)
    assert opened(replace(slot, wrapped=deputy.wrapped, nonce=deputy.nonce)) is None
    assert opened(replace(deputy, name="leader")) is None


@pytest.mark.parametrize(
    "cost", [Cost(FLOOR.memory_kib - 1, 3, 4), Cost(FLOOR.memory_kib, 2, 4), Cost(FLOOR.memory_kib, 3, 0)]
)
def test_a_slot_that_asks_for_less_than_the_floor_is_refused(slot: Slot, cost: Cost) -> None:
    weak = replace(slot, memory_kib=cost.memory_kib, passes=cost.passes, lanes=cost.lanes)
    with pytest.raises(DamagedHeader):
        keyslots.open_with_passphrase(weak, "desk-a", WORDS)


@pytest.mark.parametrize("changes", [{"memory_kib": 1}, {"salt": ""}, {"nonce": ""}])
def test_a_slot_no_program_of_ours_wrote_is_damage(slot: Slot, changes: dict[str, object]) -> None:
    with pytest.raises(DamagedHeader):
        keyslots.open_with_passphrase(replace(slot, **changes), "desk-a", WORDS, Cost(0, 0, 0))


def test_the_floor_is_what_the_issue_of_keys_asks_for() -> None:
    assert Cost(64 * 1024, 3, 4) == FLOOR


def test_the_recovery_secret_opens_its_slot_and_no_other() -> None:
    slot = keyslots.recovery_slot("recovery", "desk-a", KEY, bytes(20))
    assert keyslots.open_with_recovery(slot, "desk-a", bytes(20)) == KEY
    assert keyslots.open_with_recovery(slot, "desk-b", bytes(20)) is None
    assert keyslots.open_with_recovery(slot, "desk-a", bytes([1]) + bytes(19)) is None


def test_the_same_key_is_never_wrapped_the_same_twice(slot: Slot) -> None:
    again = keyslots.passphrase_slot("leader", "desk-a", KEY, WORDS, CHEAP)
    assert not {again.salt, again.nonce, again.wrapped} & {slot.salt, slot.nonce, slot.wrapped}
    assert keyslots.new_data_key() != keyslots.new_data_key()
