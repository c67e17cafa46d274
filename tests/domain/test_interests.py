"""Interests: sets that pack into integers, and who wants what."""

from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.interests import BITS, Interests, Kind, Theme, from_mask, to_mask
from bot.domain.places import Country, Language


@pytest.mark.parametrize("kind", [Kind, Theme, Country, Language])
def test_every_element_has_a_bit_of_its_own(kind: type[Enum]) -> None:
    bits = [BITS[element] for element in kind]
    assert len(set(bits)) == len(bits)
    assert all(bit.bit_count() == 1 for bit in bits)


@given(st.frozensets(st.sampled_from(Theme)))
def test_a_set_survives_packing(themes: frozenset[Theme]) -> None:
    assert from_mask(Theme, to_mask(themes)) == themes


def test_bits_of_a_later_version_are_passed_over() -> None:
    assert from_mask(Kind, 1 | 1 << 20) == {Kind.GRANT}


GRANTS_ON_YOUTH_IN_KZ = Interests(frozenset({Kind.GRANT}), frozenset({Theme.YOUTH}), frozenset({Country.KZ}))
ALL_GRANTS = Interests(frozenset({Kind.GRANT}))


@pytest.mark.parametrize(
    ("interests", "kind", "themes", "countries", "wanted"),
    [
        (ALL_GRANTS, Kind.GRANT, {Theme.MEDIA}, {Country.TM}, True),
        (ALL_GRANTS, Kind.NEWS, {Theme.MEDIA}, {Country.TM}, False),
        (GRANTS_ON_YOUTH_IN_KZ, Kind.GRANT, {Theme.YOUTH, Theme.MEDIA}, {Country.KZ, Country.UZ}, True),
        (GRANTS_ON_YOUTH_IN_KZ, Kind.GRANT, {Theme.MEDIA}, {Country.KZ}, False),
        (GRANTS_ON_YOUTH_IN_KZ, Kind.GRANT, {Theme.YOUTH}, {Country.UZ}, False),
        (GRANTS_ON_YOUTH_IN_KZ, Kind.GRANT, set(), set(), True),
        (Interests(), Kind.GRANT, set(), set(), False),
    ],
)
def test_who_wants_what(
    interests: Interests, kind: Kind, themes: set[Theme], countries: set[Country], wanted: bool
) -> None:
    assert interests.want(kind, themes, countries) is wanted
