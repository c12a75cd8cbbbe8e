"""The recovery key survives being written down by hand, and a slip in it is told from a wrong key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esafety_desk.host.errors import MistypedRecoveryKey
from esafety_desk.store import recovery_key

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
secrets = st.binary(min_size=recovery_key.SECRET_BYTES, max_size=recovery_key.SECRET_BYTES)


@given(secrets)
def test_what_is_spelt_is_read_again(secret: bytes) -> None:
    assert recovery_key.read(recovery_key.spelt(secret)) == secret


@given(secrets)
def test_it_stands_in_nine_groups_of_four_without_letters_to_mistake(secret: bytes) -> None:
    groups = recovery_key.spelt(secret).split("-")
    assert [len(group) for group in groups] == [4] * 9
    assert not set("".join(groups)) - set(ALPHABET)


@given(secrets, st.data())
def test_look_alikes_case_and_blanks_are_forgiven(secret: bytes, data: st.DataObject) -> None:
    alike = {"1": "1IiLl", "0": "0Oo", "V": "VvUu"}
    written = [data.draw(st.sampled_from(alike.get(c, c + c.lower()))) for c in recovery_key.spelt(secret)]
    blank = data.draw(st.sampled_from(["", " ", "-", "\n", " – "]))
    assert recovery_key.read(blank.join(written)) == secret


def test_no_single_slip_of_the_pen_goes_unseen() -> None:
    key = recovery_key.spelt(bytes(range(100, 120)))
    for place, right in enumerate(key):
        for wrong in set(ALPHABET) - {right} if right != "-" else ():
            with pytest.raises(MistypedRecoveryKey):
                recovery_key.read(key[:place] + wrong + key[place + 1 :])


def test_two_neighbours_written_the_wrong_way_round_are_seen() -> None:
    bare = recovery_key.spelt(bytes(range(100, 120))).replace("-", "")
    for n in range(len(bare) - 1):
        if bare[n] != bare[n + 1]:
            with pytest.raises(MistypedRecoveryKey):
                recovery_key.read(bare[:n] + bare[n + 1] + bare[n] + bare[n + 2 :])


@given(st.text())
def test_anything_else_is_called_mistyped(text: str) -> None:
    with pytest.raises(MistypedRecoveryKey):
        recovery_key.read(text)


@pytest.mark.parametrize("change", [slice(0, -1), slice(5, None), slice(0, 0)])
def test_a_key_cut_short_is_mistyped(change: slice) -> None:
    key = recovery_key.spelt(recovery_key.new_secret())
    with pytest.raises(MistypedRecoveryKey):
        recovery_key.read(key[change])


def test_no_two_keys_are_alike() -> None:
    assert len({recovery_key.new_secret() for _ in range(100)}) == 100
