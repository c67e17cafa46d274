"""Sealed ids."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.seal import KEY_LENGTH, Seal, SealBrokenError

KEY = bytes(range(KEY_LENGTH))


@given(st.integers(min_value=-(2**63), max_value=2**63 - 1))
def test_what_is_sealed_opens(telegram_id: int) -> None:
    seal = Seal(KEY)
    assert seal.open(seal.seal(telegram_id)) == telegram_id


def test_one_id_is_sealed_alike_every_time_and_two_differently() -> None:
    assert Seal(KEY).seal(7) == Seal(KEY).seal(7)
    assert len({Seal(KEY).seal(number) for number in range(1000)}) == 1000


def test_another_key_seals_otherwise_and_does_not_open() -> None:
    other = Seal(secrets.token_bytes(KEY_LENGTH))
    assert other.seal(7) != Seal(KEY).seal(7)
    with pytest.raises(SealBrokenError, match="restore the database from a backup"):
        other.open(Seal(KEY).seal(7))


@pytest.mark.parametrize("place", range(24))
def test_an_altered_id_does_not_open(place: int) -> None:
    sealed = bytearray(Seal(KEY).seal(7))
    sealed[place] ^= 1
    with pytest.raises(SealBrokenError):
        Seal(KEY).open(bytes(sealed))


def test_a_key_is_known_by_its_proof_and_the_proof_is_no_person() -> None:
    seal = Seal(KEY)
    assert seal.fits(seal.prove())
    assert not Seal(secrets.token_bytes(KEY_LENGTH)).fits(seal.prove())
    with pytest.raises(SealBrokenError):
        seal.open(bytes.fromhex(seal.prove()))
